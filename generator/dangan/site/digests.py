"""What the pages about many need of each customer, packed until they ask for it."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from dangan.analysis.digest import Digest
from dangan.memory import unpacked


class Digests(Mapping[str, Digest]):
    """By customer, taken up when somebody asks for one."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        self._held = held

    @cached_property
    def _found(self) -> Mapping[str, Digest]:
        return {customer: unpacked(data) for customer, data in self._held.items()}

    def __getitem__(self, customer: str) -> Digest:
        return self._found[customer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
