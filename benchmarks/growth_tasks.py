"""What it costs to read and check customers as tasks that carry their bytes, beside doing so where the files are."""

import pickle
import time
from collections.abc import Callable, Iterator
from datetime import date

from benchmarks.measure import Run
from benchmarks.setting import Archive
from dangan.model.folders import Folders
from dangan.model.scan import CustomerScanner
from dangan.model.scan_tasks import TaskScanner, tasks_of
from dangan.schema.catalogue import Catalogue
from dangan.source.work_tree import WorkTree

MOST = 500


def tasks(archive: Archive) -> Iterator[tuple[str, Run | float]]:
    """Of so many customers of the archive, in one process."""
    tree = WorkTree(archive.root)
    catalogue, _ = Catalogue.load(tree)
    folders = Folders.of(tree.paths(), catalogue)
    names = list(folders.customers)[:: max(1, len(folders.customers) // MOST)][:MOST]
    scanner = CustomerScanner(tree, catalogue, folders, date(2026, 11, 22), None)
    scanner(names[0])
    here = _spent(lambda: [scanner(name) for name in names])
    packed: list[bytes] = []
    making = _spent(lambda: packed.extend(pickle.dumps(task, 5) for task in tasks_of(tree, folders, names)))
    job = TaskScanner(scanner, catalogue)
    sent = len(pickle.dumps(job, 5))
    given: list[bytes] = []
    doing = _spent(lambda: given.extend(pickle.dumps(job(pickle.loads(task)), 5) for task in packed))  # noqa: S301
    per = 1000 / len(names)
    yield "a customer read and checked where its files are, ms of a processor", here * per
    yield "the same as a task: made, ms", making * per
    yield "the same as a task: done and given back, ms", doing * per
    yield "a task, KB", sum(map(len, packed)) / len(names) / 1024
    yield "what it gives back, KB", sum(map(len, given)) / len(names) / 1024
    yield "the job, once for each process, KB", sent / 1024


def _spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
