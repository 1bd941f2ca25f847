"""An archive, opened: which files, of which state, on which day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from dangan.config import Config
from dangan.diagnostics import Diagnostic, Text
from dangan.errors import EnvironmentProblem, StrictRefusal, UsageError
from dangan.git.repository import Repository
from dangan.layout import Layout
from dangan.levels import Level
from dangan.memory import Memory
from dangan.model.scan import Progress, Scan, in_order, scan
from dangan.parallel import seldom_collecting
from dangan.project.checking import CheckResult, touched
from dangan.project.clock import today_in
from dangan.project.settings import SETTINGS, read_config
from dangan.schema.catalogue import Catalogue
from dangan.schema.files import FOLDER
from dangan.site.cache import ask_anew
from dangan.site.kept_memory import memories_in, memory_in
from dangan.site.publish_swap import PAST
from dangan.source.revision_tree import RevisionTree
from dangan.source.tree import Tree
from dangan.source.work_tree import WorkTree

# What one command needs and the others do not is loaded by that command: reading all of it takes longer than a check.
if TYPE_CHECKING:
    from dangan.analysis.report import Report
    from dangan.history.archive_history import ArchiveHistory
    from dangan.project.coverage import Coverage
    from dangan.project.formatting import FormatResult
    from dangan.project.reporting import Reported
    from dangan.site.options import BuildResult

_NO_HISTORY = Text(
    "{option} needs the history, and this archive is not in Git", "{option} 需要历史记录，而此档案库没有用 Git 保存"
)
_NO_COMMITS = Text(
    "This archive has no history yet: nothing has been committed", "这个档案库还没有历史记录：尚未提交过任何内容"
)
_NO_LANGUAGE = Text("no language {lang}: en and zh are known", "没有语言 {lang}：可用 en 和 zh")
_NO_DAY = Text("{text} is no day of the calendar", "日历上没有 {text} 这一天")
_TO_COME = Text(
    "{day} has not come yet (today is {today}): --at shows what was there on a day; to compute for a later one, --date",
    "{day} 尚未到来（今天是 {today}）：--at 显示某一天的状态；若要按以后的日期计算，请用 --date",
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Project:
    """One state of an archive. `revision` is a commit id for a state of the past, None for the files as they lie."""

    layout: Layout
    repository: Repository | None
    folder: str
    tree: Tree
    config: Config
    catalogue: Catalogue
    schema_diagnostics: tuple[Diagnostic, ...]
    today: date
    revision: str | None = None

    @classmethod
    def open(cls, start: Path, *, at: str | None = None, today: date | None = None) -> "Project":
        """The archive that `start` lies in, as it is or as it was at a revision or on a day.

        Raises EnvironmentProblem (no archive, no Git where history is asked for, a newer format) and GitError.
        """
        layout = Layout.find(start)
        ask_anew()
        repository = Repository.discover(layout.root)
        folder = layout.root.relative_to(repository.root).as_posix().removeprefix(".") if repository else ""
        kept, of_schemas = memories_in(layout.cache, "scan", "schemas")
        tree: Tree = WorkTree(layout.root, memory=kept, within=repository)
        first = _settings_of(layout.root, repository) if repository else tree
        config = read_config(first)
        zone = config.zone
        revision = None
        if at is not None:
            if repository is None:
                raise EnvironmentProblem(_NO_HISTORY.fill(option="--at"))
            day = _day(at)
            if day and day > (now := today or today_in(zone)):
                _refuse_to_come(day, max(now, repository.commit_date(repository.tip(config.branch), zone)))
            revision = repository.revision_on(day, zone, config.branch) if day else repository.resolve(at)
            first = tree = RevisionTree(repository, revision, folder)
            config = read_config(tree)
            today = today or day or repository.commit_date(revision, zone)
        catalogue, found = Catalogue.load(first, config.country, of_schemas)
        return cls(layout, repository, folder, tree, config, catalogue, tuple(found), today or today_in(zone), revision)

    def scan(self, progress: Progress | None = None) -> Scan:
        """Reads everything; what is wrong with the schemas is said with what is wrong with the data."""
        with seldom_collecting():
            scanned = scan(self.tree, self.catalogue, self.today, progress, self._memory)
        return replace(scanned, diagnostics=in_order((*self.schema_diagnostics, *scanned.diagnostics)))

    def check(self, *, changed_since: str | None = None, progress: Progress | None = None) -> CheckResult:
        """Everything that is wrong; with `changed_since`, what the change since that revision touches or broke."""
        scanned = self.scan(progress)
        policy = self._policy(self.tree, self.catalogue)
        found = in_order((*scanned.diagnostics, *policy))
        earlier = 0
        if changed_since is not None:
            changed = self._changed(changed_since)
            told = self._touched(found, changed, changed_since)
            earlier = len(found) - len(told)
            found = in_order((*told, *self._vanished(scanned, changed, changed_since)))
        return CheckResult(found, scanned.folders.files, len(scanned.folders.customers), earlier)

    def coverage(self) -> "Coverage":
        """How each requirement is met, and by which recorded value."""
        from dangan.project.coverage import coverage  # noqa: PLC0415

        return coverage(self.tree, self.catalogue)

    def history(self, *, audience: Level | None = None) -> "ArchiveHistory":
        """What led to this state, from the repository alone; changes that are not committed are no history yet."""
        from dangan.history.archive_history import ArchiveHistory  # noqa: PLC0415

        if self.repository is None:
            raise EnvironmentProblem(_NO_HISTORY.fill(option="dangan history"))
        if not self.repository.has_commits():
            raise EnvironmentProblem(_NO_COMMITS)
        level = self.audience(audience)
        memory = memory_in(self.layout.cache)
        return ArchiveHistory.of(self.repository, self.catalogue, self.revision or "HEAD", self.folder, level, memory)

    def report(
        self, report: "Report", *, audience: Level | None = None, progress: Progress | None = None
    ) -> "Reported":
        """The answer to one question, over all customers, for the audience of the settings unless told otherwise."""
        from dangan.project.reporting import run, setting_of  # noqa: PLC0415

        scanned = self.scan(progress)
        setting = setting_of(scanned, self.catalogue, self.config, self.audience(audience), self.today)
        return run(report, scanned, self.tree, setting)

    def _changed(self, revision: str) -> set[str]:
        if self.repository is None:
            raise EnvironmentProblem(_NO_HISTORY.fill(option="--changed-since"))
        others = self.tree.added if isinstance(self.tree, WorkTree) else None
        return self.repository.changed_since(revision, self.folder, others)

    def _touched(self, found: tuple[Diagnostic, ...], changed: set[str], revision: str) -> tuple[Diagnostic, ...]:
        if self.repository is None or all(d.span.path in changed for d in found):
            return found  # the usual case: nothing is wrong elsewhere, so nothing there can be new
        from dangan.project.base import wrong_before  # noqa: PLC0415 -- seldom asked for

        base = self.repository.merge_base(revision)
        return touched(found, changed, wrong_before(self, self.repository, base))

    def _policy(self, tree: Tree, catalogue: Catalogue) -> Iterator[Diagnostic]:
        from dangan.review.check import check_review  # noqa: PLC0415

        return check_review(tree, catalogue, self.today, f"{self.folder}/" if self.folder else "")

    def _vanished(self, scanned: Scan, changed: set[str], revision: str) -> tuple[Diagnostic, ...]:
        """Dossiers that were there, and of which not even a tombstone is left; those that changed hands in silence."""
        from dangan.history.places import is_profile  # noqa: PLC0415 -- most checks are of no change
        from dangan.review.vanished import not_handed_over, vanished  # noqa: PLC0415

        if self.repository is None or not changed:
            return ()
        base = self.repository.merge_base(revision)
        before = RevisionTree(self.repository, base, self.folder, sorted(filter(is_profile, changed)))
        states = (before, self.tree, scanned.index)
        return (*vanished(changed, *states), *not_handed_over(changed, *states))

    def format(
        self,
        wanted: Sequence[PurePosixPath] = (),
        *,
        write: bool,
        diff: bool = False,
        progress: Progress | None = None,
    ) -> "FormatResult":
        """Puts the files at or below the `wanted` paths (all without any) into their one form; the past stays."""
        from dangan.project.formatting import format_files  # noqa: PLC0415

        tree = self.tree if isinstance(self.tree, WorkTree) else WorkTree(self.layout.root)
        return format_files(tree, self.catalogue, wanted, write=write, diff=diff, progress=progress)

    def build(
        self,
        out: Path | None = None,
        *,
        audience: Level | None = None,
        languages: Sequence[str] | None = None,
        strict: bool = False,
        trust: str | None = None,
        clean: bool = False,
        progress: Progress | None = None,
    ) -> "BuildResult":
        """Publishes the site into `out`, for the audience of the settings unless told otherwise.

        The default is `site/`, for a state of the past `site/at/` and the beginning of its commit's id. `trust` is the
        commit of the main branch up to which the audit judges nothing. Where the site in its place is the one that the
        last build left, only what may have become another is drawn; with `clean` everything is.

        Raises StrictRefusal, with the site as it was, if `strict` and there is an error; GitError or UsageError for a
        commit to trust that is not there, or not on the main branch.
        """
        from dangan.site.build import build_site  # noqa: PLC0415
        from dangan.site.kept_look import looking_at  # noqa: PLC0415
        from dangan.site.options import BuildOptions  # noqa: PLC0415
        from dangan.site.told import withheld_from  # noqa: PLC0415

        unknown = [lang for lang in languages or () if lang not in ("en", "zh")]
        if unknown:
            raise UsageError(_NO_LANGUAGE.fill(lang=unknown[0]))
        options = BuildOptions(
            out=out or self._place,
            audience=self.audience(audience),
            languages=tuple(languages or self.config.languages),
            today=self.today,
            revision=self.revision,
            strict=strict,
            trust=trust,
            clean=clean,
            root=self.layout.root,
        )
        # What was cannot be edited any more: a site of the past leads to no editor.
        config = replace(self.config, forge=None) if self.revision else self.config
        with seldom_collecting(), looking_at(options.out) as looking:
            scanned = self.scan()
            result = build_site(scanned, self.tree, self.catalogue, config, options, progress, looking)
            return replace(result, withheld=withheld_from(options.audience, scanned.diagnostics, self.catalogue))

    @property
    def _memory(self) -> Memory | None:
        """Of the files as they lie: a state of the past is read once and would take their place."""
        return self.tree.memory if isinstance(self.tree, WorkTree) else None

    @property
    def _place(self) -> Path:
        return self.layout.site / PAST / self.revision[:10] if self.revision else self.layout.site

    def audience(self, asked: Level | None) -> Level:
        found = self.config.audience if asked is None else asked
        if found is None:
            raise StrictRefusal(_NO_AUDIENCE)
        return found


_NO_AUDIENCE = Text(
    "dangan.yaml does not say clearly for whom the site is, so nothing was published: mend `audience:` there "
    "(dangan check shows the place) or name one with --audience",
    "dangan.yaml 没有说清网站面向谁，因此没有发布任何内容：请更正其中的 `audience:`（dangan check 会指出位置），"
    "或用 --audience 指定",
)


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(_NO_DAY.fill(text=text)) from None


def _refuse_to_come(day: date, now: date) -> None:
    """Nobody knows what will be there: a site of such a day would say today's facts in its name. Of a clock that is
    behind, what was committed knows better.
    """
    if day > now:
        raise UsageError(_TO_COME.fill(day=day, today=now))


def _settings_of(root: Path, repository: Repository) -> Tree:
    """What opening an archive needs; the whole of it where a link leads elsewhere."""
    found = WorkTree(root, only=(SETTINGS, FOLDER.rstrip("/")), within=repository)
    return WorkTree(root, within=repository) if found.has_links else found
