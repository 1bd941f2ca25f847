# One word per chore. `make site` and `make test` set up all they need by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DIR ?= demo

.PHONY: site serve demo test lint types unit browser bench bench-quick shots format clean help

help: ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 13

site: $(VENV)/.ready ## check the archive and build its site into site/
	@$(BIN)/dangan check
	@$(BIN)/dangan build

serve: $(VENV)/.ready ## the same, served on this machine and rebuilt when a file changes
	@$(BIN)/dangan check || true
	@$(BIN)/dangan serve

demo: $(VENV)/.ready ## the sample with two years of history in demo/ (or make demo DIR=...), its site built and served
	@test -e $(DIR)/dangan.yaml || $(BIN)/dangan demo $(DIR)
	@$(BIN)/dangan -C $(DIR) serve

test: lint types unit ## every test, and the linters

lint: $(VENV)/.developer
	@$(BIN)/ruff check generator tests benchmarks
	@$(BIN)/ruff format --check --quiet generator tests benchmarks

types: $(VENV)/.developer
	@$(BIN)/mypy

unit: browser
	@$(BIN)/pytest -n auto --dist worksteal

browser: $(VENV)/.developer
	@bash tests/browser/install $(BIN)

bench: $(VENV)/.developer ## speed and memory beside named peers; writes a table into benchmarks/results/
	@$(BIN)/pip install --quiet --editable '.[dev,bench]'
	@$(BIN)/python -m benchmarks

bench-quick: $(VENV)/.developer ## the ratios on a small archive; fails where one is beyond its bound
	@$(BIN)/pip install --quiet --editable '.[dev,bench]'
	@$(BIN)/python -m benchmarks --quick

shots: browser ## pictures of the main pages into shots/
	@$(BIN)/python -m tests.browser.shots

format: $(VENV)/.developer ## put code and archive into their one form
	@$(BIN)/ruff check --fix --quiet generator tests benchmarks
	@$(BIN)/ruff format generator tests benchmarks
	@$(BIN)/dangan format

clean: ## remove what was made here
	rm -rf $(VENV) site demo shots .dangan dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.ready: pyproject.toml | $(VENV)/.made
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# One call of pip for both: the tools bring Dangan and what it needs with them.
$(VENV)/.developer: pyproject.toml | $(VENV)/.made
	@echo "Adding the tools for tests (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.ready $@

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dangan needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 3; }
	@echo "Setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@
