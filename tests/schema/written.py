"""Files as people write them, each comment naming the key that it belongs to, with a schema of another order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import RESERVED, Field
from dangan.source.emit import is_plain, quoted

ODD = [
    "NO",
    "010",
    "~",
    "a: b",
    "- x",
    "#c",
    "'",
    '"',
    "1e5",
    "x #y",
    "多行\n文字\n",
    "a\n\n b",
    "|",
    "{}",
    "a\n\n",
    "\\",
]
LONG = [
    "They ask for samples before the end of the month, and for a price of both. " * 2,
    "来料只做电压和外观抽检，" * 6,
]
NUMBERS = ["0.10", "1e5", "010", "0x1F", "+7", ".5", "-0", "5.", "true", "False"]
EMPTY = ["", "~", "''", "{}", "[]", "null"]
TEXTS = st.one_of(st.sampled_from([*ODD, *LONG]), st.text("ab :#-\n\t'\"\\[]{},&*!|>%@?0.x许，", max_size=12))

NAMES = st.sampled_from(["k", "on ", "名", "a b ", "x:"])
KEPT = st.sampled_from(RESERVED)
KINDS = ["text", "number", "empty", "flow", "mapping", "list"]
DEEP, FLAT = st.sampled_from(KINDS), st.sampled_from(KINDS[:3])
SOME_NUMBER, NOTHING = st.sampled_from(NUMBERS), st.sampled_from(EMPTY)
BLOCKS = st.sampled_from(["|", "|-", "|+", ">", ">-"])
FLOWS = st.sampled_from(["[a, {b: 1}, 2.50]", "{a: 1, b: , c: [x, , y]}", "[p: 1, 'q': {}]"])
EITHER, FEW = st.booleans(), st.sampled_from([0, 0, 0, 1, 2])
GAPS, FOUR, SIX, TEN = (st.integers(0, most) for most in (2, 3, 5, 9))
ONE_TO_THREE, ONE_TO_FOUR = st.integers(1, 3), st.integers(1, 4)
"""Made once: to make a strategy anew takes longer than to draw from it."""


@dataclass
class Written:
    """The lines so far, and what each comment was put beside; keys are unique, so that a comment can name its own."""

    draw: st.DrawFn
    lines: list[str] = field(default_factory=list)
    number: int = 0

    def key(self) -> str:
        self.number += 1
        return f"{self.draw(NAMES)}{self.number}"

    def comments(self, words: str, indent: str) -> None:
        for _ in range(self.draw(FEW)):
            self.lines += [""] * self.draw(GAPS) + [f"{indent}# {words}"]
        self.lines += [""] * self.draw(FEW)

    def beside(self, words: str) -> str:
        return ("", "", f" # {words}", f"   #{words} # x")[self.draw(FOUR)]

    def mapping(self, indent: str, depth: int) -> Field:
        """The lines of a block mapping, at whose end the comments are its own; its field."""
        fields = {}
        for _ in range(self.draw(ONE_TO_FOUR)):
            key = self.draw(KEPT) if self.draw(TEN) == 0 else self.key()
            if key not in fields:
                fields[key] = self.entry(key, indent, depth)
        return self.field(fields)

    def field(self, fields: dict[str, Field | None]) -> Field:
        """A schema that knows some of the keys, in an order of its own, or takes them for ids."""
        if self.draw(SIX) == 0:
            return Field("", Text(""), "object", Level.INTERNAL, values=next(filter(None, fields.values()), None))
        known = self.draw(st.permutations([key for key in fields if self.draw(FOUR)]))
        plain = Field("", Text(""), "string", Level.INTERNAL)
        required = frozenset(key for key in known if self.draw(EITHER))
        properties = {key: fields[key] or plain for key in known}
        return Field("", Text(""), "object", Level.INTERNAL, properties=properties, required=required)

    def entry(self, key: str, indent: str, depth: int) -> Field | None:
        self.comments(f"above {key}", indent)
        name = (key, f'"{key}"', f"'{key}'", f"? {key}\n{indent}")[self.draw(FOUR)]
        return self.value(f"{indent}{name}:", f"{key}", indent, depth)

    def value(self, head: str, name: str, indent: str, depth: int) -> Field | None:
        """What follows a key's colon or a dash."""
        kind = self.draw(DEEP if depth else FLAT)
        inner = indent + " " * self.draw(ONE_TO_FOUR)
        if kind == "mapping":
            self.lines.append(head + self.beside(f"beside {name}"))
            below = self.mapping(inner, depth - 1)
            self.comments(f"end {name}", inner)
            return below
        if kind == "list":
            self.lines.append(head + self.beside(f"beside {name}"))
            return self.items(name, inner, depth)
        self.lines.append(f"{head} {self.scalar(kind, name, inner, depth)}")
        return None

    def items(self, name: str, indent: str, depth: int) -> Field:
        found: list[Field | None] = []
        for _ in range(self.draw(ONE_TO_THREE)):
            item = self.key()
            self.comments(f"above {item}", indent)
            if self.draw(EITHER):
                self.lines.append(f"{indent}- {item}{self.beside(f'beside {item}')}")
            else:
                start = len(self.lines)
                found.append(self.mapping(f"{indent}  ", depth - 1))
                self.beside_dash(start, indent, item)
        self.comments(f"end {name}", indent)
        return Field("", Text(""), "array", Level.INTERNAL, items=next(filter(None, found), None))

    def beside_dash(self, start: int, indent: str, item: str) -> None:
        """A mapping that begins beside its dash, or below it; `item` is a key of its own, by which it is known."""
        self.lines.insert(start, f"{indent}-{self.beside(f'item {item}')}")
        self.lines.insert(start + 1, f"{indent}  {item}: {item}")

    def scalar(self, kind: str, name: str, indent: str, depth: int) -> str:
        beside = self.beside(f"beside {name}")
        if kind == "text":
            return self.text(self.draw(TEXTS), beside, indent)
        if kind == "flow":
            return f"{self.flow(depth, indent)}{beside}"
        return self.draw(SOME_NUMBER if kind == "number" else NOTHING) + beside

    def text(self, text: str, beside: str, indent: str) -> str:
        styles = (
            ['"'] + ["'"] * ("\n" not in text and "\t" not in text) + [""] * is_plain(text) + ["|"] * _is_block(text)
        )
        style = self.draw(st.sampled_from(styles))
        if style == "|":
            mark = self.draw(BLOCKS)
            return f"{mark}{beside}\n" + "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n"))
        return (quoted(text, style) if style else text) + beside

    def flow(self, depth: int, indent: str) -> str:
        """Within brackets, over several lines where there are comments."""
        if self.draw(EITHER):
            return self.draw(FLOWS)
        parts = []
        for _ in range(self.draw(ONE_TO_THREE)):
            key = self.key()
            above = f"{indent}# above {key}\n" if self.draw(EITHER) else ""
            below = self.flow(depth - 1, indent + " ") if depth > 1 and self.draw(EITHER) else "1"
            parts.append(f"{above}{indent}'{key}': {below},{self.beside(f'beside {key}')}\n")
        return "{\n" + "".join(parts) + f"{indent}}}"


def _is_block(text: str) -> bool:
    return bool(text.strip()) and not text.startswith((" ", "\t", "\n")) and "\t" not in text


@st.composite
def written(draw: st.DrawFn) -> tuple[str, bytes, Field]:
    """Path, bytes and schema of a file."""
    file = Written(draw)
    file.comments("head", "")
    shape = file.mapping("", 3)
    file.comments("tail", "")
    text = "\n".join(file.lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    path = draw(st.sampled_from(["x.yaml", "x.md"]))
    if path == "x.md":
        text = f"---\n{text}\n---\n"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    body = draw(st.sampled_from(["", "\nProse.\n", "Prose\r\n # none"])) if path == "x.md" else ""
    return path, (draw(st.sampled_from(["", "\ufeff"])) + text + body).encode(), shape


def paths(data: Any) -> Iterator[str]:
    """Every key of the data and every text in its lists: what comments may name."""
    if isinstance(data, dict):
        for key, part in data.items():
            yield key
            yield from paths(part)
    elif isinstance(data, list):
        for part in data:
            yield from paths(part)
    elif isinstance(data, str):
        yield data
