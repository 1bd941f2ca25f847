"""`dangan schema coverage`: which requirement is met by what, and what is missing."""

import csv
import json
import sys
from collections.abc import Mapping
from typing import Any

import click

from dangan.analysis.samples import Sample, in_words
from dangan.analysis.traceability import BY, Line, State
from dangan.analysis.traceability_faults import Fault
from dangan.cli.columns import columns
from dangan.cli.options import audience_option
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.project import Project
from dangan.project.coverage import Coverage
from dangan.schema.field_places import FieldPlace
from dangan.site.seen import address_of

_LONGEST = 48
_COLUMNS = ("requirement", "part", "label", "state", "how", "recorded", "seen", "sample", "why")


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show every line of the table, not only what is not met.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="json and csv always hold every line.",
)  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of labels (default: that of messages).")
@audience_option
@pass_session
def coverage(session: Session, everything: bool, form: str, lang: str | None, audience: Level | None) -> None:
    """Say how each requirement is met: by which field or code, where that is seen, and a recorded value.

    The table is derived from the schemas, from what rules, analyses, reports, drawings and commands declare, and from
    the files of this archive. The command fails when a part of a requirement on data is met by nothing, when a field
    that meets one is recorded nowhere, and when a name is used that no requirement has.

    \b
    Example:
      dangan schema coverage
      dangan schema coverage --all --lang zh
      dangan schema coverage --format csv > coverage.csv
    """
    project = Project.open(session.start)
    lang = lang or session.lang
    shown = project.config.audience if audience is None else audience
    found = project.coverage()
    rows = [_row(found, line, project, lang, shown or Level.PUBLIC) for line in found.lines]
    if form == "json":
        click.echo(json.dumps({"rows": rows, "faults": _faults(found, lang)}, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, _COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        _print_table(found, rows, lang, everything=everything)
    if found.faults:
        sys.exit(1)


def _row(found: Coverage, line: Line, project: Project, lang: str, audience: Level) -> dict[str, Any]:
    recorded = found.recorded(line)
    place, sample = next(((p, s) for p, s in recorded if s), (None, None))
    return {
        "requirement": line.requirement.id,
        "kind": line.requirement.kind,
        "part": line.part.id if line.part else "",
        "label": line.label.to(lang),
        "state": line.state.value.to(lang),
        "how": _how(line, lang),
        "recorded": ", ".join(place.keyed for place, _ in recorded),
        "seen": address_of(sample, project.catalogue) if sample else "",
        "sample": _sample(place, sample, lang, audience) if place and sample else "",
        "why": line.why.to(lang) if line.why else "",
    }


def _how(line: Line, lang: str) -> str:
    fields = [BY[""].to(lang)] if line.places else []
    return ", ".join([*fields, *(f"{BY[code.sort].to(lang)} {code.name}" for code in line.declared)])


def _sample(place: FieldPlace, sample: Sample, lang: str, audience: Level) -> str:
    """Whose value it is and what it says; what is above the audience is not said."""
    owner = sample.customer or sample.record
    said = in_words(place.field, sample.value, lang) if place.field.level <= audience else f"({place.field.level.word})"
    return f"{owner}: {said if len(said) <= _LONGEST else said[: _LONGEST - 1] + '…'}"


def _faults(found: Coverage, lang: str) -> list[Mapping[str, str]]:
    return [{"name": f.reference, "place": f.place, "message": f.said.to(lang)} for f in found.faults]


def _print_table(found: Coverage, rows: list[dict[str, Any]], lang: str, *, everything: bool) -> None:
    lines = zip(found.lines, rows, strict=True)
    for text in columns(_cells(row) for line, row in lines if everything or line.state is not State.MET):
        click.echo(text)
    for fault in found.faults:
        click.echo(_said(fault, lang))
    click.echo(_summary(found).to(lang))


def _cells(row: Mapping[str, str]) -> tuple[str, ...]:
    name = f"{row['requirement']}/{row['part']}" if row["part"] else row["requirement"]
    met = " · ".join(filter(None, (row["recorded"], row["seen"], row["sample"])))
    return (name, row["label"][:_LONGEST], row["state"], row["how"], met or row["why"])


def _said(fault: Fault, lang: str) -> str:
    place = f" ({fault.place})" if fault.place else ""
    return f"{fault.reference}{place}: {fault.said.to(lang)}"


def _summary(found: Coverage) -> Text:
    data = {state: found.count(state, data=True) for state in State}
    other = {state: found.count(state, data=False) for state in State}
    return Text(_DATA.en + " " + _OTHER.en, _DATA.zh + _OTHER.zh).fill(
        data=len({line.requirement.id for line in found.lines if line.requirement.is_data}),
        parts=sum(data.values()), met=data[State.MET], open=data[State.OPEN], missing=data[State.MISSING],
        others=sum(other.values()), other_met=other[State.MET], partly=other[State.PARTLY],
        other_open=other[State.OPEN], faults=len(found.faults),
    )  # fmt: skip


_DATA = Text(
    "{data} requirements on data: {met} of {parts} parts met, {open} open, {missing} missing.",
    "资料类要求 {data} 项：共 {parts} 个项目，已满足 {met}，待完成 {open}，缺失 {missing}。",
)
_OTHER = Text(
    "{others} others: {other_met} met, {partly} partly, {other_open} open. {faults} faults.",
    "其他要求 {others} 项：已满足 {other_met}，部分满足 {partly}，待完成 {other_open}。问题 {faults} 处。",
)
