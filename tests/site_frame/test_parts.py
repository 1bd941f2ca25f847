"""What waits on the disk is whole, or it is an error."""

from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem
from dangan.memory import Passing
from dangan.site import parts
from dangan.site.parts import Parts, PartsOf


class Narrow:
    """A disk that takes three bytes at a time, and no more than `room`."""

    def __init__(self, room: int) -> None:
        self.held, self.room = bytearray(), room

    def seek(self, offset: int, whence: int = 0) -> int:
        return len(self.held) if whence else offset

    def write(self, data: memoryview) -> int:
        if len(self.held) >= self.room:
            raise OSError(28, "No space left on device")
        taken = bytes(data[:3])
        self.held += taken
        return len(taken)

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("room", "fits"), [(100, True), (6, False)])
def test_a_part_is_taken_whole_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, fits: bool
) -> None:
    disk = Narrow(room)
    monkeypatch.setattr(parts, "_spool_in", lambda _place: disk)
    held = Parts(Passing(), tmp_path)
    if not fits:
        with pytest.raises(EnvironmentProblem, match="no room"):
            held.add(b"0123456789")
        return
    assert held.add(b"0123456789")
    assert bytes(disk.held) == b"0123456789"


def test_what_is_named_is_found_in_this_run_and_the_next(tmp_path: Path) -> None:
    memory = Passing()
    first = Parts(memory, tmp_path)
    names = [first.add(b"one"), first.add(b"two"), first.add(b"one"), first.add(b"")]
    assert names == [names[0], names[1], names[0], ""]
    assert [first.find(name) for name in names[:2]] == [b"one", b"two"]
    first.keep({names[0]}, None)
    first.close()
    assert [path for path in tmp_path.iterdir() if not path.name.startswith("#")] == []
    second = Parts(memory, tmp_path)
    assert [second.find(name) for name in names[:2]] == [b"one", None]
    found = PartsOf({"a": names[0], "b": names[1]}, second, lambda customer: customer.encode())
    assert dict(found) == {"a": b"one", "b": b"b"}
    second.keep(set(), {names[0]})
    assert memory.names() == set()
