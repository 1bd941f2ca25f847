"""The way to note a contact down: a new file on the forge, filled in already, or the command that makes one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.model.records import Customer
from dangan.site.links_forge import NewFile, new_link
from dangan.site.views.people import PersonView
from dangan.site.views.scope import Scope

FILE_NAME = "contact.md"
"""The script puts the reader's day before it and after `date:`; without it the rep writes the day."""


@dataclass(frozen=True, slots=True)
class NoteLink:
    """`href` is "" where no forge is set up; then `command` is shown."""

    href: str
    command: str


def note_link(customer: Customer, people: Sequence[PersonView], scope: Scope) -> NoteLink:
    link = new_link(scope.context.config, note_file(customer.folder, people, scope))
    return NoteLink(link, f"dangan new note {customer.id}")


def note_file(folder: str, people: Sequence[PersonView], scope: Scope) -> NewFile:
    """Three fields and room for prose; the people stand ready as comments to be uncovered."""
    words = scope.context.words
    fields = (("date:", "note_date"), ("medium: visit", "note_medium"), ("people:", "note_people"))
    head = "".join(f"{field}   # {words(hint)}\n" for field, hint in fields)
    # What stands in a comment must stay in it: a name is one line, whatever was recorded.
    names = tuple(f"#  - {person.id}   # {' '.join(person.name.split())}\n" for person in people)
    # The hints are comments too: what a rep leaves standing must not become the record.
    tail = "".join(f"# {words(hint)}\n" for hint in ("note_more", "note_prose"))
    return NewFile(f"{folder}/log", FILE_NAME, f"---\n{head}", names, f"{tail}---\n\n")
