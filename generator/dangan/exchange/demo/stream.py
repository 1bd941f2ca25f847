"""The planned changes as one stream for `git fast-import`, in the style of the forge that the archive names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.config import Config
from dangan.exchange.demo.hours import PART, Clock, Slot, slots_of
from dangan.exchange.demo.plan import Change, Files
from dangan.git.objects import Identity

_BRANCH = "refs/heads/demo-change"
_NOTHING = "0" * 40
_DATA = b"data %d\n%b\n"


def stream_of(changes: Sequence[Change], config: Config) -> Iterator[bytes]:
    clock = Clock(config.zone)
    writer = _Stream(config, clock, changes)
    for change, slot in zip(changes, slots_of(changes, clock), strict=True):
        yield from writer.change(change, slot)
    yield f"reset {_BRANCH}\nfrom {_NOTHING}\n\ndone\n".encode()


@dataclass(slots=True)
class _Stream:
    """`tips` is the commit on the main branch after each change; pull requests are numbered through."""

    config: Config
    clock: Clock
    changes: Sequence[Change]
    tips: list[int] = field(default_factory=list)
    count: int = 0
    requests: int = 0

    @property
    def main(self) -> str:
        return f"refs/heads/{self.config.branch}"

    def change(self, change: Change, slot: Slot) -> Iterator[bytes]:
        tip = self.tips[-1:]
        if change.way in ("root", "push"):
            yield self._commit(self.main, change.author, slot.approved, change.words.text, tip, change.files)
        elif change.way == "squash":
            self.requests += 1
            text = self._message(change, f"{change.words.title} (#{self.requests})")
            who = change.reviewers[0]
            yield self._commit(self.main, who, slot.approved, text, tip, change.files, (change.author, slot.written))
        else:
            yield from self._merged(change, slot)
        self.tips.append(self.count)

    def _merged(self, change: Change, slot: Slot) -> Iterator[bytes]:
        self.requests += 1
        head = self.tips[slot.fork]
        if change.claim:
            yield from self._claimed(change, slot)
            head = self.count
        rest = change.files.keys() - change.first
        parts = [(change.words.text, change.first or rest), *([(change.words.again, rest)] if change.first else [])]
        for number, (text, names) in enumerate(parts):
            files = {name: change.files[name] for name in names}
            yield self._commit(_BRANCH, change.author, slot.written + number * PART, f"{text}\n", [head], files)
            head = self.count
        request = f"'{change.words.title}' (#{self.requests})"
        text = self._message(change, f"Merge pull request {request} from {change.branch} into {self.config.branch}")
        parents = [self.tips[-1], head]
        yield self._commit(self.main, change.reviewers[0], slot.approved, text, parents, change.files)

    def _claimed(self, change: Change, slot: Slot) -> Iterator[bytes]:
        """A proposal on a branch, and the main branch merged into it once it was decided otherwise there."""
        old = self.tips[change.before - 1]
        decided = self.changes[change.before : slot.fork + 1]
        since: dict[str, bytes | None] = {path: raw for one in decided for path, raw in one.files.items()}
        minute = slot.written - 2
        yield self._commit(_BRANCH, change.author, self._earlier(change, minute), _PROPOSED, [old], change.claim)
        text = f"Merge branch '{self.config.branch}' into {change.branch}\n\n{_DECIDED}\n"
        yield self._commit(_BRANCH, change.author, minute, text, [self.count, self.tips[slot.fork]], since)

    def _earlier(self, change: Change, minute: int) -> int:
        return min(minute, self.clock.begin(self.changes[change.before].day) - 60)

    def _message(self, change: Change, title: str) -> str:
        """As Gitea writes it: the description, then trailers with who approved."""
        forge = self.config.forge
        where = [f"Reviewed-on: {forge.url}/pulls/{self.requests}"] if forge else []
        trailers = [*where, *(f"Reviewed-by: {who.name} <{who.email}>" for who in change.reviewers)]
        return "\n\n".join(filter(None, (title, "\n".join(change.words.lines), "\n".join(trailers)))) + "\n"

    def _commit(
        self,
        ref: str,
        who: Identity,
        minute: int,
        text: str,
        parents: Sequence[int],
        files: Files,
        author: tuple[Identity, int] | None = None,
    ) -> bytes:
        self.count += 1
        wrote, when = author or (who, minute)
        lines = [f"commit {ref}", f"mark :{self.count}"]
        lines += [f"author {self._stamp(wrote, when)}", f"committer {self._stamp(who, minute)}"]
        ways = zip(("from", "merge"), parents, strict=False)
        begun = ("\n".join(lines) + "\n").encode() + _data(text.encode())
        return begun + "".join(f"{way} :{mark}\n" for way, mark in ways).encode() + b"".join(_files(files)) + b"\n"

    def _stamp(self, who: Identity, minute: int) -> str:
        moment = self.clock.moment(minute)
        return f"{who.name} <{who.email}> {int(moment.timestamp())} {moment:%z}"


_PROPOSED = "快途：建议改列主力客户\n"
_DECIDED = "定级以林悦 9 月 1 日的决定为准，本分支的提议撤下"


def _data(raw: bytes) -> bytes:
    return _DATA % (len(raw), raw)


def _files(files: Mapping[str, bytes | None]) -> Iterable[bytes]:
    for path in sorted(files):
        raw = files[path]
        yield f"D {path}\n".encode() if raw is None else f"M 100644 inline {path}\n".encode() + _data(raw)
