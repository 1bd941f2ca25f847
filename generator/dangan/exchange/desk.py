"""What has to be looked up before a new file can be written: who is here, and which ids are taken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.exchange.create import known_or_refused
from dangan.exchange.finding import find_customer, id_of, own_ids
from dangan.exchange.plan import target_folder
from dangan.git.repository import Repository
from dangan.model.folders import DataFile, Folders
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind
from dangan.source.reader import read_document
from dangan.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Desk:
    """Reads only the files that a question needs: an archive may be large, and a new file is small."""

    tree: Tree
    catalogue: Catalogue
    root: Path
    start: Path
    repository: Repository | None
    today: date
    folders: Folders = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folders", Folders.of(self.tree.paths(), self.catalogue))

    def kind(self, name: str) -> Kind:
        return self.catalogue.kinds[name]

    def customer(self, text: str) -> str:
        return find_customer(self.tree, self.folders, text, self.start, self.root)

    def group(self, folder: str) -> str:
        return target_folder(folder or "customers", self.folders.customers)

    def custodian(self) -> str:
        """The colleague with Git's e-mail address, else the first one of the team."""
        mine = self.myself()
        if mine:
            return mine[0]
        first = next(iter(self._team()), None)
        if first is None:
            raise UsageError(_NO_TEAM)
        return first

    def myself(self) -> list[str]:
        """The colleague with Git's e-mail address, if there is one."""
        mine = self._address().casefold()
        if not mine:
            return []
        return [
            own_id
            for own_id, colleague in self._team().items()
            if isinstance(colleague, dict)
            and any(str(address).casefold() == mine for address in _list(colleague.get("emails")))
        ][:1]

    def colleague(self, text: str | None) -> str:
        """The one that is named, else whoever Git knows."""
        if text:
            return known_or_refused(_COLLEAGUE, text, self._team())
        mine = self.myself()
        if not mine:
            address = self._address()
            raise UsageError(_WHO.fill(address=address) if address else _NO_ADDRESS)
        return mine[0]

    def _address(self) -> str:
        identity = self.repository.identity() if self.repository else None
        return identity.email if identity else ""

    def id_of(self, folder: str) -> str:
        return id_of(self.tree, self.folders, folder)

    def names_of(self, folder: str) -> Any:
        """As its profile has them."""
        profile = next(file for file in self.folders.customers[folder] if file.kind.name == "profile")
        return self._data(profile).get("names")

    def medium(self, text: str) -> str:
        known = self.kind("log").field.at(("medium",))
        return known_or_refused(_MEDIUM, text, known.enum) if known and known.enum else text

    def person(self, folder: str, text: str) -> str:
        people = [file for file in self.folders.customers[folder] if file.kind.name == "people"]
        data = self._data(people[0]) if people else {}
        return known_or_refused(_PERSON, text, data)

    def stems(self, folder: str, kind: str) -> list[str]:
        return [file.stem for file in self.folders.customers[folder] if file.kind.name == kind]

    def refuse_taken(self, kind: str, own_id: str) -> None:
        """Raises UsageError where a thing of the archive has the id already, whatever its file is called."""
        taken = own_ids(self.tree, self.folders) if kind == "customer" else {}
        # An id that a tombstone holds is never given again.
        taken |= dict(self._loose_ids("tombstone" if kind == "customer" else kind))
        if own_id in taken:
            raise UsageError(_TAKEN.fill(id=own_id, place=taken[own_id]))

    def refuse_taken_in(self, folder: str, kind: str, own_id: str) -> None:
        for file in self.folders.customers[folder]:
            if file.kind.name == kind and own_id in {file.stem, self._data(file).get("id")}:
                raise UsageError(_TAKEN.fill(id=own_id, place=file.path))

    def _loose_ids(self, kind: str) -> Iterator[tuple[str, str]]:
        for file in self.folders.loose:
            if file.kind.name == kind:
                yield file.stem, file.path
                yield str(self._data(file).get("id", file.stem)), file.path

    def _team(self) -> dict[str, Any]:
        files = [file for file in self.folders.loose if file.kind.name == "team"]
        return self._data(files[0]) if files else {}

    def _data(self, file: DataFile) -> dict[str, Any]:
        document = read_document(self.tree, file.path)[0]
        return document.data if document and isinstance(document.data, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


_NO_TEAM = Text(
    "team.yaml names nobody, and every customer needs a custodian: add yourself there first",
    "team.yaml 里没有人，而每个客户都要有负责人：请先把自己加进去",
)
_WHO = Text(
    "{address}, which Git is set to, is nobody's in team.yaml: say who decided, with --by",
    "Git 中设置的邮箱 {address} 不属于 team.yaml 中的任何人：请用 --by 说明由谁决定",
)
_NO_ADDRESS = Text(
    "Git is set to no e-mail address of yours: say who decided, with --by",
    "Git 中没有设置您的邮箱：请用 --by 说明由谁决定",
)
_COLLEAGUE = Text("colleague", "同事")
_MEDIUM = Text("medium", "联系方式")
_PERSON = Text("person at this customer called", "该客户的人员")
_TAKEN = Text("{id} is there already: {place}; nothing was changed", "{id} 已存在：{place}；未作任何更改")
