"""Whatever stands in an archive's own schema files: diagnostics, never an exception."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangan.schema.meta import keywords
from tests.schema.small import ARCHIVE, CARD, SHAPES, check, load

WORDS = st.sampled_from([*sorted(keywords()), "shapes.schema.json#/$defs/id", "internal", "a", "object", "(", "^\\d"])
JSON = st.recursive(
    st.one_of(WORDS, st.integers(-2, 3), st.booleans(), st.floats(0, 2)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def spoilt(draw: st.DrawFn, base: Any) -> Any:
    """A copy in which something at any depth is another value, or gone, or new."""
    if isinstance(base, dict) and base and draw(st.integers(0, 4)):
        key = draw(st.sampled_from(sorted(base)))
        return {**base, key: draw(spoilt(base[key]))}
    if isinstance(base, list) and base and draw(st.booleans()):
        index = draw(st.integers(0, len(base) - 1))
        return [*base[:index], draw(spoilt(base[index])), *base[index + 1 :]]
    if isinstance(base, dict) and draw(st.booleans()):
        return {**base, draw(WORDS): draw(JSON)}
    return draw(JSON)


NAMES = ("card.schema.json", "shapes.schema.json", "archive.json", "card.overlay.json", "archive.overlay.json",
         "shapes.overlay.json")  # fmt: skip
BASES: dict[str, Any] = {
    "card.schema.json": CARD, "shapes.schema.json": SHAPES, "archive.json": ARCHIVE,
    "card.overlay.json": CARD, "archive.overlay.json": ARCHIVE, "shapes.overlay.json": SHAPES,
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(NAMES))
def test_spoilt_schema_files(data: st.DataObject, name: str) -> None:
    catalogue, found = load({name: data.draw(spoilt(BASES[name]))})
    assert all(d.span.path.startswith("schemas/") and d.message.zh for d in found)
    if "card" in catalogue.kinds:
        check("id: A\nstage: x\nnames: 3\nstaff: {A B: 1}\nzz: [1]\n", catalogue)
