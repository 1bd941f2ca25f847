"""A mapping file into an `ImportMapping`: its shape by a schema, its names by the profile and the spreadsheet."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dangan.diagnostics import Code, Diagnostic, Text
from dangan.exchange import codes
from dangan.exchange.mapping import IdRule, ImportMapping, Path, Rule, Source
from dangan.exchange.transforms import TRANSFORMS, Transform
from dangan.schema.field import Field
from dangan.schema.suggest import did_you_mean, meant, suggest
from dangan.source.document import Document
from dangan.source.node import Pointer

_ARGUMENTS: Mapping[str, tuple[Callable[[Any], bool], Text]] = {
    "max": (
        lambda x: isinstance(x, int) and not isinstance(x, bool) and x > 1,
        Text("a number: {max: 300}", "一个数字：{max: 300}"),
    ),
    "take": (
        lambda x: isinstance(x, int) and not isinstance(x, bool) and x > 0,
        Text("a number: {take: 2}", "一个数字：{take: 2}"),
    ),
    "map": (
        lambda x: isinstance(x, Mapping) and bool(x),
        Text("a list of values: {map: {A: key}}", "对照表：{map: {A: key}}"),
    ),
    "split": (lambda x: isinstance(x, str) and bool(x), Text('a separator: {split: ";"}', '分隔符：{split: ";"}')),
    "date": (lambda x: x is None or isinstance(x, str), Text('a form: {date: "%d/%m/%Y"}', '格式：{date: "%d/%m/%Y"}')),
    "number": (lambda x: x is None or isinstance(x, str), Text("a language: {number: de}", "语言：{number: de}")),
    "phone": (lambda x: x is None or isinstance(x, str), Text("a country: {phone: CN}", "国家/地区：{phone: CN}")),
}
_NO_ARGUMENT = (lambda x: x is None, Text("nothing after its name", "名称后不带内容"))


class MappingReader:
    """Reads one checked document; collects what is wrong in it beyond its shape."""

    def __init__(self, document: Document, profile: Field, columns: Sequence[str], country: str) -> None:
        self.document = document
        self.profile = profile
        self.columns = Counter(columns)
        self.country = country
        self.found: list[Diagnostic] = []

    def read(self) -> ImportMapping:
        data = self.document.data
        mapping = ImportMapping(
            id=self._id_rule(data["id"]),
            rules=tuple(self._rule(path, spec) for path, spec in data["fields"].items()),
            keys=tuple(self._keys(data.get("key", []))),
            constants={
                self._path(path, ("constants", path)): value for path, value in data.get("constants", {}).items()
            },
        )
        self._given_once(mapping)
        return mapping

    def _id_rule(self, spec: Mapping[str, Any]) -> IdRule:
        if "slug" in spec:
            rule = IdRule(slugs=tuple(spec["slug"]))
            self._known(rule.needs(), ("id", "slug"))
            return rule
        return IdRule(source=self._source(spec, ("id",), "id"))

    def _rule(self, path: str, spec: Any) -> Rule:
        pointer = ("fields", path)
        full = {"from": spec} if isinstance(spec, str) else spec
        return Rule(self._path(path, pointer), self._source(full, pointer, path), pointer)

    def _source(self, spec: Mapping[str, Any], pointer: Pointer, name: str) -> Source:
        columns = spec.get("from", [])
        source = Source(
            columns=(columns,) if isinstance(columns, str) else tuple(columns),
            template=spec.get("template", ""),
            fixed=spec.get("value", ""),
            when=spec.get("when", ""),
            transforms=tuple(self._transforms(spec.get("transform", []), (*pointer, "transform"))),
            as_list=spec.get("list", False),
            drop_if_invalid=spec.get("drop_if_invalid", False),
        )
        if not (source.columns or source.template or source.fixed):
            self._add(codes.NO_COLUMN, pointer, field=name)
        self._known(source.needs(), pointer)
        return source

    def _transforms(self, spec: Any, pointer: Pointer) -> Iterable[Transform]:
        for number, step in enumerate(spec if isinstance(spec, list) else [spec]):
            place = (*pointer, number) if isinstance(spec, list) else pointer
            for name, argument in step.items() if isinstance(step, Mapping) else [(step, None)]:
                yield from self._transform(name, argument, place)

    def _transform(self, name: Any, argument: Any, place: Pointer) -> Iterable[Transform]:
        if name not in TRANSFORMS:
            self._add(codes.UNKNOWN_TRANSFORM, place, meant(str(name), TRANSFORMS), name=name)
            return
        fits, needed = _ARGUMENTS.get(name, _NO_ARGUMENT)
        if not fits(argument):
            self._add(codes.BAD_ARGUMENT, place, name=name, needed=needed)
            return
        yield Transform(name, argument or (self.country if name == "phone" else None))

    def _keys(self, spec: Any) -> Iterable[Path]:
        for number, path in enumerate([spec] if isinstance(spec, str) else spec):
            yield self._path(path, ("key",) if isinstance(spec, str) else ("key", number))

    def _path(self, text: str, pointer: Pointer) -> Path:
        """The path, once it is known that the profile has it."""
        here: Field | None = self.profile
        path = tuple(text.split("/"))
        for step, part in enumerate(path):
            below = here.child(int(part) if part.isdecimal() and here.type == "array" else part) if here else None
            if below is None:
                near = suggest(part, here.properties) if here else None
                better = "/".join((*path[:step], near, *path[step + 1 :])) if near else None
                self._add(codes.UNKNOWN_FIELD, pointer, did_you_mean(better) if better else None, key=True, field=text)
                break
            here = below
        return path

    def _known(self, columns: Iterable[str], pointer: Pointer) -> None:
        for column in columns:
            if self.columns[column] == 0:
                self._add(codes.UNKNOWN_COLUMN, pointer, meant(column, self.columns), column=column)
            elif self.columns[column] > 1:
                self._add(codes.REPEATED_COLUMN, pointer, column=column)

    def _given_once(self, mapping: ImportMapping) -> None:
        """No field is given twice, by itself or inside another; the id has its own rule."""
        places: dict[Path, Pointer] = {("id",): ("id",)}
        given = [(rule.path, rule.pointer) for rule in mapping.rules]
        given += [(path, ("constants", "/".join(path))) for path in mapping.constants]
        for path, pointer in given:
            if any(path[: len(other)] == other or other[: len(path)] == path for other in places):
                self._add(codes.FIELD_TWICE, pointer, key=True, field="/".join(path))
            places[path] = pointer

    def _add(self, code: Code, pointer: Pointer, hint: Text | None = None, *, key: bool = False, **values: Any) -> None:
        span = self.document.span(pointer, key=key)
        self.found.append(Diagnostic.of(code, span, pointer=pointer, hint=hint, **values))
