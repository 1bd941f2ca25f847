"""What is aimed at on 10,000 customers, and what a small archive may not fall below (`make bench-quick`)."""

from typing import NamedTuple


class Goal(NamedTuple):
    """A limit of a figure. `bound` is that of `make bench-quick`, held against the steady figure; None is not held."""

    words: str
    limit: float
    form: str = "{:.2f}"
    least: bool = False
    bound: float | None = None

    def is_met(self, value: float) -> bool:
        return value >= self.limit if self.least else value <= self.limit

    def is_kept(self, steady: float) -> bool:
        if self.bound is None:
            return True
        return steady >= self.bound if self.least else steady <= self.bound

    def shown(self, value: float) -> str:
        return self.form.format(value)


GOALS = {
    "start": Goal("at most 2 x an empty click program", 2, "{:.1f} x", bound=2.5),
    "floor": Goal("at most 15 x reading the bytes", 15, "{:.1f} x", bound=400),
    "rendering": Goal("no slower than Hugo on the same pages", 1, "{:.2f} x", bound=4),
    "cold-hugo": Goal("at most 3 x Hugo on bare pages", 3, "{:.2f} x", bound=9),
    "cold-mkdocs": Goal("at least 15 x ours", 15, "{:.1f} x", least=True),
    "memory": Goal("under 700 MB", 700, "{:.0f} MB", bound=600),
    "dossier": Goal("median under 60 KB", 60, "{:.1f} KB", bound=60),
    "dossier-gzip": Goal("median under 15 KB compressed", 15, "{:.1f} KB", bound=15),
    "largest": Goal("none over 250 KB", 250, "{:.0f} KB", bound=400),
    "index": Goal("under 300 KB", 300, "{:.0f} KB", bound=300),
    "change": Goal("under 1 s", 1, "{:.2f} s"),
    "change-share": Goal("under a fortieth of the cold build", 1 / 40, "{:.4f}", bound=0.3),
    "change-growth": Goal("under half of it grows with the archive", 0.5, "{:.0%}"),
    "pull-request": Goal("under 0.8 s", 0.8, "{:.2f} s"),
    "serve": Goal("under 1 s", 1, "{:.2f} s"),
}
