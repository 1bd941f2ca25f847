"""What the reports need of each customer goes by one at a time, and they find what they would find in all of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from weakref import WeakSet

from dangan.analysis.digest import Digest
from dangan.analysis.reports import reports
from dangan.memory import packed
from dangan.site.digests import Digests
from dangan.site.pages_reports import answered
from tests.site_views.support import archive, profile, site

FILES = archive({f"customers/c{n}/profile.yaml": profile(f"c{n}", f"重庆动力{n}") for n in range(4)})


class Noting(Mapping[str, Digest]):
    """Which digests live while another is asked for."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        self._digests, self.most = Digests(held), 0
        self._living: WeakSet[Kept] = WeakSet()

    def __getitem__(self, customer: str) -> Digest:
        self.most = max(self.most, len(self._living))
        found = Kept(self._digests[customer].parts)
        self._living.add(found)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)


class Kept(Digest):
    """One that can be referred to weakly."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def test_answers_are_the_same_though_no_two_digests_are_held() -> None:
    context = site(FILES).context
    noting = Noting({own_id: packed(digest) for own_id, digest in context.digests.items()})
    found = answered(replace(context, digests=noting))
    assert found == answered(context)
    assert [each.report for each in found] == list(reports())
    assert len(noting) == 4
    assert noting.most <= 1, "the one that was asked for last"
