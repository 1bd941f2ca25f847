"""Values as a page shows them. Every type has a view; what the schema does not foresee is shown as it was written."""

from dataclasses import dataclass

from markupsafe import Markup

_TOLD = 5
"""Labels that say what is folded away below a row."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """A small sign that says where a fact comes from: the first source's place, and all that is known in words."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value. `kind` says which parts are set and how the template draws it.

    text, number (with `unit`), date (with `iso`), link (`href`; no reference where it is empty), period (two dates,
    either may be empty), list (`items`), judged (what is held, its reason in `other`, then whose it is), table, group,
    prose (`html`).
    """

    kind: str
    text: str = ""
    unit: str = ""
    iso: str = ""
    href: str = ""
    other: str = ""
    html: Markup = Markup()  # noqa: RUF009 -- an empty one is immutable
    items: "tuple[ValueView, ...]" = ()
    table: "TableView | None" = None
    group: "GroupView | None" = None
    mark: MarkView | None = None
    """Where that is another place than what has been told above it."""
    claims: "tuple[ClaimView, ...]" = ()
    """What other sources say instead."""

    @property
    def standing(self) -> "tuple[FactView, ...]":
        """Of an opinion: whose it is, since when, and on what it rests."""
        return self.group.facts if self.group else ()

    @property
    def bare(self) -> bool:
        """Whether it is one list of facts, which needs nothing around it."""
        return self.group is not None and self.kind == "group" and self.group.bare

    @property
    def wide(self) -> bool:
        """Whether it wants the whole width of a section."""
        if self.kind == "judged":
            return bool(self.standing)
        return self.kind in ("table", "group", "prose") or (self.kind == "list" and any(i.wide for i in self.items))


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What another source says; while nobody has ruled on it, it is `open`."""

    value: ValueView
    open: bool
    word: str
    """How it stands, in a word."""
    told: tuple[ValueView, ...] = ()
    """Its sources, then who ruled on it, and when."""
    because: str = ""


@dataclass(frozen=True, slots=True)
class FactView:
    """A label with its value; `value` is None where nothing is recorded though it should be."""

    name: str
    label: str
    value: ValueView | None

    @property
    def wide(self) -> bool:
        return self.value is not None and self.value.wide


@dataclass(frozen=True, slots=True)
class GroupView:
    """The facts of one mapping: short ones for the grid, wide ones below, and what is not recorded."""

    facts: tuple[FactView, ...] = ()
    blocks: tuple[FactView, ...] = ()
    missing: tuple[str, ...] = ()
    """Labels."""
    title: str = ""
    anchor: str = ""
    href: str = ""
    other: str = ""
    table: "TableView | None" = None
    """Of a map of many things: a row for each."""
    linked: tuple[FactView, ...] = ()
    """What refers to it."""
    filing: str = ""
    """Its filing class, where it has one of its own."""
    mark: MarkView | None = None
    away: str = ""
    """The page that has what would be folded away here."""

    @property
    def empty(self) -> bool:
        return not self.facts and not self.blocks and not self.table and not self.linked

    @property
    def bare(self) -> bool:
        """Whether it is a list of short facts and nothing else, not even a name."""
        beside = (self.blocks, self.table, self.linked, self.mark, self.title, self.anchor, self.filing)
        return bool(self.facts) and not any(beside)

    @property
    def disputed(self) -> bool:
        """Whether something is contested in it and not ruled on: that is not folded away."""
        told = [fact.value for fact in (*self.facts, *self.blocks) if fact.value]
        return any(any(c.open for c in v.claims) or (v.group is not None and v.group.disputed) for v in told)

    @property
    def all_missing(self) -> tuple[str, ...]:
        """Also of the groups inside, whose labels are put before their own."""
        inner = (
            f"{block.label}: {label}"
            for block in self.blocks
            if block.value and block.value.group
            for label in block.value.group.all_missing
        )
        return (*self.missing, *inner)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of recorded things; `number` ones are aligned to the right."""

    name: str
    label: str
    unit: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """A recorded thing as a row; a cell is None where nothing is recorded. `rest` is what no column holds."""

    cells: tuple[ValueView | None, ...]
    anchor: str = ""
    """The fragment of the thing that it is; "" where it is none."""
    title: str = ""
    href: str = ""
    other: str = ""
    filing: str = ""
    """Its filing class, where it has one of its own."""
    rest: GroupView = GroupView()
    linked: tuple[FactView, ...] = ()
    """What refers to it, where it is a source."""
    mark: MarkView | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """What the rest is about, in a few words."""
        labels = tuple(fact.label for fact in (*self.rest.facts, *self.rest.blocks, *self.rest.linked))
        return labels if len(labels) <= _TOLD else (*labels[:_TOLD], "…")


@dataclass(frozen=True, slots=True)
class TableView:
    """Rows of cells in the order of the columns; `head` names the column of their titles, "" where they have none."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[RowView, ...]
    folded: tuple[RowView, ...] = ()
    """Rows beyond the first, where there are many."""
    head: str = ""

    @property
    def span(self) -> int:
        return len(self.columns) + bool(self.head)

    @property
    def lines(self) -> "tuple[Line, ...]":
        return self._paired(self.rows)

    @property
    def folded_lines(self) -> "tuple[Line, ...]":
        return self._paired(self.folded)

    def _paired(self, rows: tuple[RowView, ...]) -> "tuple[Line, ...]":
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in rows)


Line = tuple[RowView, tuple[tuple[Column, ValueView | None], ...]]
"""A row with its cells and their columns."""
