"""What the pages about many need of each customer, packed until they ask for it."""

from collections.abc import Iterator, Mapping

from dangan.analysis.digest import Digest
from dangan.memory import unpacked


class Digests(Mapping[str, Digest]):
    """By customer, taken up whenever somebody asks for one: those of all are never held at once."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        self._held = held

    def __getitem__(self, customer: str) -> Digest:
        found: Digest = unpacked(self._held[customer])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
