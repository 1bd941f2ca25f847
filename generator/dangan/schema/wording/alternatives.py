"""Values that fit none of several forms: the fault of the form that was most likely meant is told."""

from collections.abc import Iterator, Sequence
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.schema import codes
from dangan.schema.failure import Failure
from dangan.schema.typewords import asked, either
from dangan.schema.walk import at
from dangan.schema.wording.slips import slip
from dangan.schema.wording.values import meant_choice
from dangan.source.node import Pointer

Branch = Sequence[Any]


def closest(failure: Failure) -> Branch | None:
    """The errors of the form that was most likely meant; None where no one form stands out."""
    branches: list[Branch] = failure.details["context"]
    if not all(branches):
        return None
    fitting = [branch for branch in branches if not _other_type(branch, failure.pointer)]
    if len(fitting) == 1:
        return fitting[0]
    if isinstance(failure.value, (dict, list)):
        return min(fitting, key=lambda branch: _distance(branch, failure.pointer)) if fitting else None
    return _meant(failure, fitting) if fitting else _only_scalar(branches)


def undecided(failure: Failure) -> Iterator[Diagnostic]:
    """None of the forms stands out, or more than one fits."""
    if not all(failure.details["context"]):
        yield failure.tell(codes.AMBIGUOUS)
        return
    forms = failure.schema.get(failure.keyword, ())
    choices = either(asked(form) for form in forms)
    yield failure.tell(codes.NO_ALTERNATIVE, value=failure.shown, choices=choices, hint=slip(failure))


def _other_type(branch: Branch, pointer: Pointer) -> bool:
    return any(error.kind.name == "type" and tuple(error.instance_path) == pointer for error in branch)


def _distance(branch: Branch, pointer: Pointer) -> tuple[int, int, int]:
    """How far a mapping is from a form: the field that tells forms apart first, then faults, then their depth."""
    apart = sum(1 for e in branch if e.kind.name in ("const", "enum") and len(e.instance_path) == len(pointer) + 1)
    faults = sum(len(e.kind.as_dict().get("unexpected", (0,))) for e in branch)
    return apart, faults, -max(len(e.instance_path) for e in branch)


def _meant(failure: Failure, fitting: Sequence[Branch]) -> Branch | None:
    """The list of values of which one is nearly what was written."""
    for branch in fitting:
        for error in branch:
            schema = at(failure.kind.schema, tuple(error.schema_path[:-1]))
            if error.kind.name == "enum" and meant_choice(schema, str(failure.value)):
                return branch
    return None


def _only_scalar(branches: Sequence[Branch]) -> Branch | None:
    """The one form that is no list and no mapping: a bare number was meant for it."""
    scalar = [
        branch for branch in branches
        if not any(e.kind.name == "type" and {"object", "array"} & set(e.kind.as_dict()["types"]) for e in branch)
    ]  # fmt: skip
    return scalar[0] if len(scalar) == 1 else None
