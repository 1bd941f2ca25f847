#!/usr/bin/env bash
# What every forge's CI runs, and what you can run yourself before you propose a change:
#
#   bash ci/check.sh main         check what this branch did since it left main; say what it means; build a preview
#   bash ci/check.sh              the same of the whole archive, without saying what changed
#   bash ci/check.sh install      put dangan on this machine, unless it is there
#   bash ci/check.sh publish      build the site that is to be published; refuses on any error
#   bash ci/check.sh audit        who approved what (DANGAN_TRUST: the commit or tag that you trust, also for publish)
#
# Everything is written into $DANGAN_OUT (else into a new folder outside the archive): diff.md, preview/, site/, audit.txt.
# $DANGAN_LANG (en or zh) is the language of messages; on a forge it is the first of dangan.yaml.
# Ends with 0: in order, 1: something was found, else: did not work.
#
# This file belongs to the archive: whoever may change it decides what the check means, so let CODEOWNERS guard ci/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ -z "${DANGAN_LANG:-}" ] && [ "${CI:-}" = true ] && [ -f dangan.yaml ]; then
  DANGAN_LANG=$(sed -nE '/^languages:/,/^[^ -]/s/^(languages: *\[| *-) *(en|zh).*/\2/p' dangan.yaml | head -n 1)
fi

on_github() { [ "${GITHUB_ACTIONS:-}" = true ] && [ "${GITEA_ACTIONS:-}" != true ]; }

# A sentence for the log; on GitHub also above the list of steps. The text is ours, never a rep's.
say() {
  local level=$1 text=$2
  if on_github; then echo "::$level title=dangan::$text"; else echo "$level: $text" >&2; fi
}

dangan() {
  local program=.venv/bin/dangan
  [ -x "$program" ] || program=$(type -P dangan) || {
    say error "dangan is not installed here: bash ci/check.sh install"
    return 3
  }
  "$program" ${DANGAN_LANG:+--lang "$DANGAN_LANG"} "$@"
}

# Runs a command whose output may quote what a rep wrote: a forge's runner would obey a line that looks like a command.
# It is not told that somebody watches (cat), or its progress would stand on the line that ends the silence.
unheeded() {
  local token status=0
  if [ "${GITHUB_ACTIONS:-}" != true ]; then "$@" && return || return $?; fi
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$token"
  "$@" 2>&1 | cat || status=$?
  echo "::$token::"
  return "$status"
}

summarise() { if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$@" >>"$GITHUB_STEP_SUMMARY"; fi; }

is_commit() { git rev-parse --verify --quiet --end-of-options "$1^{commit}" >/dev/null; }

found_errors() { # found_errors BASE: what is wrong, at its line in the proposal where the forge can show it
  if on_github; then
    dangan check --format github ${1:+--changed-since="$1"} 2>&1 | cat
  else
    unheeded dangan check ${1:+--changed-since="$1"}
  fi
}

# Who writes in a browser cannot run the formatter, so form alone never fails a proposal.
form() {
  unheeded dangan format --check --diff ||
    say warning "some files are not in their one form; leave it to a colleague (dangan format). 有文件格式未统一，可由同事处理。"
}

verdict() {
  if [ "$1" = 0 ]; then
    echo "**The check found no error. 检查未发现错误。**"
  else
    echo "**The check found errors: they stand at their lines. 检查发现错误，已标在相应的行上。**"
  fi
  echo
}

changes() { # changes BASE STATUS: what the change means, for the proposal
  { verdict "$2" && dangan diff --format markdown -- "$1...HEAD"; } >"$out/diff.md" || return $?
  summarise "$out/diff.md"
  echo "What changes: $out/diff.md"
}

check() {
  local base=${1:-} status=0 broken=0
  if [ -n "${base//0/}" ] && ! is_commit "$base"; then
    say error "this copy does not have the commit to compare with: fetch the whole history (git fetch --unshallow)"
    return 3
  fi
  [ -n "${base//0/}" ] || base= # a branch that was only just made is compared with nothing: a forge says 0000000
  found_errors "$base" || status=$?
  [ "$status" -le 1 ] || return "$status"
  form
  if [ -n "$base" ]; then changes "$base" "$status" || broken=$?; fi
  unheeded dangan build --out "$out/preview" || broken=$?
  [ "$broken" = 0 ] || say error "the change could not be shown: see above (exit $broken). 无法展示此修改，原因见上。"
  [ "$status" = 0 ] && [ "$broken" = 0 ] || return $((status ? status : broken))
  echo "The check found no error."
}

publish() {
  if [ "${DANGAN_PRIVATE:-}" = true ]; then
    say warning "this repository is private, its pages may not be: see who can open the published address"
  fi
  # In the program's own repository the history is that of building it: what is published there is the sample with its own.
  if [ -f generator/dangan/__init__.py ]; then
    local demo
    demo=$(mktemp -d)/demo
    unheeded dangan demo "$demo" && unheeded dangan -C "$demo" build --strict --out "$(realpath "$out")/site"
    return
  fi
  unheeded dangan build --strict ${DANGAN_TRUST:+--trust="$DANGAN_TRUST"} --out "$out/site"
}

audit() {
  local status=0
  dangan audit ${DANGAN_TRUST:+--trust="$DANGAN_TRUST"} >"$out/audit.txt" || status=$?
  unheeded cat "$out/audit.txt"
  { echo "## Audit" && echo && sed 's/^/    /' "$out/audit.txt"; } | summarise # indented: nothing in it is obeyed
  return "$status"
}

install() {
  if [ -x .venv/bin/dangan ] || type -P dangan >/dev/null; then
    echo "dangan is there already."
  elif [ -f generator/dangan/__init__.py ]; then
    make .venv/.ready # the archive that comes with the program
  else
    # A file and not a variable of the forge: the run of a fork is given none of those.
    if ! grep -q '^[^#[:space:]]' ci/requirements.txt; then
      say error "ci/requirements.txt does not say yet where to get dangan. 请在 ci/requirements.txt 中写明从哪里安装 dangan。"
      return 3
    fi
    python3 -m pip install --quiet --disable-pip-version-check --requirement ci/requirements.txt
  fi
}

case "${1:-}" in
  install | publish | audit | check) task=$1 && shift ;;
  -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}" && exit ;;
  *) task=check ;;
esac
if [ "$task" != install ]; then
  out=${DANGAN_OUT:-$(mktemp -d)}
  mkdir -p "$out"
fi
"$task" "$@"
