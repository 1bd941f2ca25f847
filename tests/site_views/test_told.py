"""What an audience is told of files that cannot be read: that they cannot, where the kind is no secret; no text."""

from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.site.told import told_to, withheld_from
from dangan.source.memory_tree import MemoryTree
from tests.archive import scanned

CATALOGUE = Catalogue.load(MemoryTree({}))[0]
PROFILE = "customers/good/profile.yaml"
BROKEN = "id: good\nnames: {en: Good}\nbeware:\n  secretword\nstage: new\n"


def test_a_broken_file_is_told_without_its_text_and_place() -> None:
    found = scanned({PROFILE: BROKEN.replace("  secretword", "secretword")}).diagnostics
    assert "secretword" in " ".join(d.message.en for d in found)
    (told,) = told_to(Level.INTERNAL, found, CATALOGUE)
    assert (told.code, str(told.span), told.hint) == ("unreadable-file", f"{PROFILE}:1:1", None)
    assert "secretword" not in repr(told)
    assert withheld_from(Level.INTERNAL, found, CATALOGUE) == 0
    assert told_to(Level.RESTRICTED, found, CATALOGUE) == tuple(found)


def test_of_a_note_whose_name_may_say_too_much_nothing_is_told() -> None:
    found = scanned({"customers/good/log/2026-11-02-secret.md": "---\ndate: [\n---\n"}).diagnostics
    assert [d.code for d in found] == ["unclosed-bracket"]
    assert told_to(Level.INTERNAL, found, CATALOGUE) == ()
    assert withheld_from(Level.INTERNAL, found, CATALOGUE) == 1


def test_what_is_wrong_with_a_value_above_the_audience_stays_untold() -> None:
    found = [
        d.at_level(Level.RESTRICTED) for d in scanned({PROFILE: BROKEN.replace("  secretword", "  - 1")}).diagnostics
    ]
    assert found
    assert told_to(Level.CONFIDENTIAL, found, CATALOGUE) == ()
    assert withheld_from(Level.CONFIDENTIAL, found, CATALOGUE) == len(found)


def test_where_not_even_the_kind_is_known_nothing_is_told() -> None:
    found = scanned({PROFILE: BROKEN.replace("  secretword", "secretword")}).diagnostics
    assert told_to(Level.PUBLIC, found, CATALOGUE) == ()
