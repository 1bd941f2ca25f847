"""Makes kinds from their declarations and schema files."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.errors import SchemaError
from dangan.schema import codes
from dangan.schema.compiled import FlatSchema
from dangan.schema.fields import field_of, label_of, opaque_field
from dangan.schema.files import SchemaFile, SchemaFiles, faults, missing
from dangan.schema.flatten import flatten, provenance_of
from dangan.schema.inline import Inliner, unmarked
from dangan.schema.kind import Kind, ThingKind
from dangan.schema.meta import check_schema, keywords
from dangan.schema.overlay import Overlay, marks, prune
from dangan.schema.problem import Problem
from dangan.schema.references import check_marked, check_names
from dangan.source.document import Document

_SHAPES = "shapes"


class Loader:
    """Loads the kinds of one archive; what is wrong with its own schema files gathers in `found`."""

    def __init__(self, files: SchemaFiles, targets: frozenset[str]) -> None:
        self.files = files
        self.targets = targets
        self.found: list[Diagnostic] = []
        self._shapes = self._load_shapes()
        inliner = Inliner(self._shapes)
        self._inlined = {name: inliner.inline(shape) for name, shape in self._shapes.items()}
        self._provenance = provenance_of(self._inlined)

    def kind(self, name: str, item: Mapping[str, Any]) -> Kind:
        """The kind; where no schema can be used, one of which nothing is known and all is restricted."""
        stem = item["schema"].removesuffix(".schema.json")
        schema, file = self._usable(item["schema"], personal=item.get("personal", False))
        if file and (overlay := self.files.own(f"{stem}.overlay.json")):
            schema = self._overlaid(schema, overlay)
        marked = flatten(schema, self._provenance) if file else {"type": "object"}
        flat = FlatSchema(unmarked(marked))
        if file:
            self._tell_names(name, file, list(check_names(flat, self.targets)))
        label = label_of(item, name)
        return Kind(
            name=name,
            label=label,
            scope=item["scope"],
            path=item["path"],
            field=field_of(name, marked) if file else opaque_field(name, label),
            schema=flat,
            order=item.get("order", 100),
            filing=item.get("filing"),
            chapter=item.get("chapter"),
            personal=item.get("personal", False),
            own_page=item.get("own_page", False),
            page=item.get("page"),
            description=_description(item),
        )

    def shapes(self) -> dict[str, Mapping[str, Any]]:
        """Every shared shape by itself, closed, with the shapes that are in it."""
        return {name: flatten(shape, self._provenance) for name, shape in self._inlined.items()}

    def check_things(self, things: Mapping[str, ThingKind], kinds: Mapping[str, Kind]) -> list[Diagnostic]:
        """Every thing stands in a kind that there is."""
        for name in ("archive.overlay.json", "archive.json"):
            document = self.files.own(name)
            wrong = [thing for thing in things.values() if thing.kind not in kinds] if document else []
            if document and wrong:
                return [
                    Problem(codes.SCHEMA_TARGET, ("things", t.name, "kind"), {"key": "kind", "value": t.kind}).at(
                        document
                    )
                    for t in wrong
                ]
        return []

    def _load_shapes(self) -> Mapping[str, Any]:
        """The packaged shapes under the archive's own, so that packaged kinds find theirs whatever an archive keeps."""
        name = f"{_SHAPES}.schema.json"
        base: dict[str, Any] = {}
        for file in reversed(self.files.candidates(name)):
            problems = check_schema(file.document.data)
            self._tell(file, problems)
            if not problems:
                base |= file.document.data.get("$defs", {})
        overlay = self.files.own(f"{_SHAPES}.overlay.json")
        merged = self._overlaid({"$defs": base}, overlay, shapes=True) if overlay else {"$defs": base}
        shapes: Mapping[str, Any] = merged["$defs"]
        return shapes

    def _usable(self, name: str, *, personal: bool) -> tuple[Mapping[str, Any], SchemaFile | None]:
        """The first schema of that name without a fault, the archive's own first.

        What the archive's own one, though faulty, keeps from readers stays kept from them.
        """
        files = self.files.candidates(name)
        faulty: Any = None
        for file in files:
            problems = check_schema(file.document.data)
            inliner = Inliner(self._shapes)
            schema = {} if problems else inliner.inline(file.document.data)
            problems += inliner.problems
            self._tell(file, problems)
            if not problems:
                self._tell(file, () if personal else check_marked(schema))
                return Overlay().apply(schema, marks(faulty, schema)), file
            faulty = file.document.data
        if not files and not self.files.has(name):
            self._absent(name)
        return {}, None

    def _absent(self, name: str) -> None:
        for declaration in ("archive.overlay.json", "archive.json"):
            document = self.files.own(declaration)
            for kind, item in document.data.get("kinds", {}).items() if document else ():
                if document and item.get("schema") == name:
                    problem = Problem(codes.SCHEMA_TARGET, ("kinds", kind, "schema"), {"key": "schema", "value": name})
                    self.found.append(problem.at(document))
                    return
        raise SchemaError(missing(name))

    def _overlaid(self, base: Mapping[str, Any], document: Document, *, shapes: bool = False) -> Mapping[str, Any]:
        problems = check_schema(document.data)
        extra = prune(document.data, problems, keywords())
        inliner, overlay = Inliner(self._shapes if not shapes else {}), Overlay()
        if not shapes:
            extra = inliner.inline(extra)
        merged = overlay.apply(base, extra if isinstance(extra, Mapping) else {})
        self.found += [problem.at(document) for problem in (*problems, *inliner.problems, *overlay.problems)]
        return merged

    def _tell_names(self, kind: str, file: SchemaFile, problems: list[Problem]) -> None:
        """A packaged schema may miss a thing only because the archive's own declaration leaves it out."""
        declaration = None if file.own else self.files.own("archive.json")
        if declaration:
            self.found += [replace(problem, pointer=("kinds", kind)).at(declaration) for problem in problems]
        else:
            self._tell(file, problems)

    def _tell(self, file: SchemaFile, problems: Any) -> None:
        """Faults of the archive's own files are told; a packaged one with a fault is a broken world."""
        found = [problem.at(file.document) for problem in problems]
        if found and not file.own:
            raise SchemaError(faults(found))
        self.found += found


def _description(item: Mapping[str, Any]) -> Any:
    field = label_of({"title": item.get("description", ""), "x-zh": item.get("x-zh-description", "")}, "")
    return field if field.en else None
