"""The whole story as a list of changes: who, when, approved by whom, in which words, and what the files hold then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from dangan.exchange.demo.days import FIRST, working
from dangan.exchange.demo.notes import Place
from dangan.exchange.demo.past import Past, past_of
from dangan.exchange.demo.sample import Sample
from dangan.exchange.demo.staff import File, Office, author_and_reviewers, demands_of
from dangan.exchange.demo.states import States
from dangan.exchange.demo.steps import Step, steps_of
from dangan.exchange.demo.story import CLAIM, GONE, MOVED, MOVED_BY, MOVED_ON, PUSHED, SELF_APPROVED
from dangan.exchange.demo.words import START, Words, Writer
from dangan.git.objects import Identity
from dangan.model.folders import PROFILE, TOP
from dangan.review.team import Colleague
from dangan.source.edit import add_value
from dangan.source.reader import parse_document

_SQUASHED, _IN_PARTS = 6, 4
"""Of so many changes one is squashed; of so many of several files one is written in two commits."""
TEAM, RULES = "team.yaml", "rules.yaml"
_BEGUN_WITH = ("dangan", "team", "rules")
Files = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Change:
    """`files` are what it leaves by path, None where a file is gone. `way`: root, merge, squash or push.

    `first` are the files of the first of two commits, if it has two. `needs` are the numbers of changes without which
    its branch cannot begin. `claim` is what its branch proposed at
    first, on top of change `before`, and what was decided otherwise meanwhile.
    """

    number: int
    day: date
    author: Identity
    reviewers: tuple[Identity, ...]
    words: Words
    files: Files
    way: str = "merge"
    first: frozenset[str] = frozenset()
    needs: frozenset[int] = frozenset()
    branch: str = ""
    claim: Files = field(default_factory=dict)
    before: int = 0


def plan(sample: Sample, begun_with: Mapping[str, bytes]) -> list[Change]:
    """A pure function of the sample and of what an archive is begun with besides."""
    past = past_of(sample)
    past.settle()
    steps = steps_of(past)
    return list(_Planner(past, steps, States.of(past, steps), Writer(past)).plan(begun_with))


@dataclass(slots=True)
class _Planner:
    """Goes through the steps once; `now` is the archive as it is by then, `made` the change of each step."""

    past: Past
    steps: list[Step]
    states: States
    writer: Writer
    now: dict[str, bytes] = field(default_factory=dict)
    made: dict[int, int] = field(default_factory=dict)
    count: int = 0
    moved: bool = False
    opened: int | None = None
    """The change that opened a dossier which is here no more."""
    moved_with: int = 0
    """The change that moved the folders; a branch begun before it knows the old ones only."""
    proposed: bytes = b""
    decided: int = 0
    """Which change decided what a claim was about, until the claim is told."""

    def plan(self, begun_with: Mapping[str, bytes]) -> Iterator[Change]:
        first = [n for n, step in enumerate(self.steps) if step.day <= FIRST and step.owner in _BEGUN_WITH]
        yield self._root(first, begun_with)
        for number, step in enumerate(self.steps):
            if not self.moved and step.day >= MOVED_ON:
                yield self._move()
            if self.opened is None and step.day >= GONE.opened and GONE.tombstone in self.past.sample.files:
                yield self._open_twice()
            if number not in first and (files := self._files(number)):
                yield self._change(number, step, files)

    def _root(self, first: list[int], begun_with: Mapping[str, bytes]) -> Change:
        files: dict[str, bytes | None] = {**begun_with}
        for number in first:
            files |= self.states.after(number)
            self.made[number] = 0
        self._take(files)
        author = self._identity(next(iter(self._office(FIRST).team.with_role(("service",), FIRST))))
        return Change(0, FIRST, author, (), Words(START), files, "root")

    def _files(self, number: int) -> dict[str, bytes | None]:
        """What a step changes, by the paths of its time."""
        found = {self._then(path): raw for path, raw in self.states.after(number).items()}
        gone = GONE.files if GONE.tombstone in found else {}
        found |= {path: None for path in gone if path in self.now}
        return {path: raw for path, raw in found.items() if self.now.get(path) != raw}

    def _then(self, path: str) -> str:
        """Where a file lay before the folders were moved."""
        owner = self.past.owners[path].name if path in self.past.owners else ""
        if self.moved or not owner.startswith(f"{TOP}/"):
            return path
        return f"{TOP}/{owner.rpartition('/')[2]}{path.removeprefix(owner)}"

    def _take(self, files: Files) -> None:
        for path, raw in files.items():
            if raw is None:
                self.now.pop(path, None)
            else:
                self.now[path] = raw
        self.count += 1

    def _office(self, day: date) -> Office:
        return Office.of(self.now[TEAM], self.now[RULES], day)

    def _identity(self, colleague: Colleague) -> Identity:
        return Identity(colleague.names.get("zh") or next(iter(colleague.names.values())), colleague.emails[0])

    def _change(self, number: int, step: Step, files: Files) -> Change:
        author, reviewers, way = self._hands(step, files)
        change = Change(
            self.count,
            step.day,
            self._identity(author),
            tuple(map(self._identity, reviewers)),
            self.writer.words(step),
            files,
            way,
            self._first(step, files) if way == "merge" and self.count % _IN_PARTS == 0 else frozenset(),
            frozenset({self.moved_with, *(self.made[need] for need in step.needs if need in self.made)}),
            f"{author.id}/{step.owner.rpartition('/')[2]}-{step.day:%m%d}",
            self._claim(step, author) if way == "merge" else {},
            self.decided,
        )
        self.made[number] = self.count
        self._decide(step, change)
        self._take(files)
        return change

    def _hands(self, step: Step, files: Files) -> tuple[Colleague, tuple[Colleague, ...], str]:
        """Who writes a step, who approves it, and how it comes to the main branch; with the two slips of the story."""
        office = self._office(step.day)
        sides: dict[str, File] = {path: (self.now.get(path), raw) for path, raw in files.items()}
        profile = self._then(f"{step.owner}/{PROFILE}")
        known = files.get(profile) or self.now.get(profile)
        author, reviewers = author_and_reviewers(office, self.past, step, sides, known, self.count)
        if Place(*PUSHED) in step.places:
            return author, (), "push"
        if Place(*SELF_APPROVED) in step.places:
            demands = demands_of(office, self.past, sides)
            both = next(c for c in office.team.colleagues.values() if all(d.allows(c, step.day) for d in demands))
            return both, (both,), "merge"
        return author, reviewers, "squash" if self.count % _SQUASHED == 1 else "merge"

    def _first(self, step: Step, files: Files) -> frozenset[str]:
        """What is written before a review asks for the rest, if something of it can stand alone."""
        found = frozenset(map(self._then, step.first)) & files.keys()
        return found if found < files.keys() else frozenset()

    def _claim(self, step: Step, author: Colleague) -> Files:
        """What the next change of the same hand had proposed, before it was decided otherwise."""
        mine = self.decided and author.id == CLAIM.by and CLAIM.path.startswith(f"{step.owner}/")
        return {CLAIM.path: self.proposed} if mine else {}

    def _decide(self, step: Step, change: Change) -> None:
        """Remembers a decision until what it refused is told."""
        if change.claim:
            self.decided = 0
        if Place(CLAIM.path, CLAIM.pointer) in step.places:
            self.decided, self.proposed = change.number, self._proposed()

    def _proposed(self) -> bytes:
        """The file with the proposal in it, as it lay before the decision."""
        document, _ = parse_document(CLAIM.path, self.now[CLAIM.path])
        return add_value(document, CLAIM.pointer, CLAIM.proposed).encode() if document else b""

    def _move(self) -> Change:
        """Folders that lie together now are put there; nothing in them changes."""
        files, office = self._moves(), self._office(MOVED_ON)
        author = office.team.colleagues[MOVED_BY]
        reviewer = next(c for c in office.team.with_role(("lead",), MOVED_ON) if c.id != MOVED_BY)
        hands, branch = self._identity(author), f"{author.id}/folders-{MOVED_ON:%m%d}"
        before = frozenset({self.count - 1})
        self.moved, self.moved_with = True, self.count
        self._take(files)
        day = working(MOVED_ON)
        words, reviewers = Words(*MOVED), (self._identity(reviewer),)
        return Change(self.moved_with, day, hands, reviewers, words, files, needs=before, branch=branch)

    def _open_twice(self) -> Change:
        """A dossier of a customer who has one already, which nobody notices yet."""
        files, office = {path: text.encode() for path, text in GONE.files.items()}, self._office(GONE.opened)
        author = office.team.colleagues[GONE.by]
        reviewer = next(c for c in office.team.with_role(("lead",), GONE.opened) if c.id != GONE.by)
        before, branch = frozenset({self.count - 1}), f"{author.id}/wuhan-kuaitu-{GONE.opened:%m%d}"
        self.opened = self.count
        self._take(files)
        day, words = working(GONE.opened), Words(GONE.title, GONE.lines)
        hands, reviewers = self._identity(author), (self._identity(reviewer),)
        return Change(self.opened, day, hands, reviewers, words, files, needs=before, branch=branch)

    def _moves(self) -> Files:
        ways = {f"{TOP}/{owner.name.rpartition('/')[2]}": owner.name for owner in self.past.owners.values()}
        files: dict[str, bytes | None] = {}
        for path, raw in self.now.items():
            folder = "/".join(path.split("/")[:2])
            if path.startswith(f"{TOP}/") and ways.get(folder, folder) != folder:
                files |= {path: None, f"{ways[folder]}{path.removeprefix(folder)}": raw}
        return files
