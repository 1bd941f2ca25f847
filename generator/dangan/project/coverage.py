"""The table of requirements: how each is met, where that is recorded and seen, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.analysis.samples import Sample, Samples, first_of, sampled, samples
from dangan.analysis.traceability import Line, Means, State, trace
from dangan.analysis.traceability_faults import Fault, faults
from dangan.model.folders import Folders
from dangan.model.records import read_customer, read_record
from dangan.parallel import map_items
from dangan.schema.catalogue import Catalogue
from dangan.schema.field_places import FieldPlace
from dangan.site.declared import declarations
from dangan.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every line of the table in the order of the requirements, with what the archive has recorded for it."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    samples: Samples

    def recorded(self, line: Line) -> Sequence[tuple[FieldPlace, Sample | None]]:
        """The fields that meet a line, one for each shape that several share, those with a value first."""
        there = sampled(line.reference, line.places, self.samples)
        rest = {p.identity: (p, None) for p in reversed(line.places) if p.identity not in there}
        return (*there.values(), *rest.values())

    def count(self, state: State, *, data: bool) -> int:
        """Of requirements on data the parts in a state, of others the requirements themselves."""
        chosen = (line for line in self.lines if line.requirement.is_data == data and (data or line.part is None))
        return sum(line.state is state for line in chosen)


class Finder:
    """The map step: the first values of one customer; sent to each worker process once."""

    def __init__(self, tree: Tree, folders: Folders) -> None:
        self._tree = tree
        self._folders = folders

    def __call__(self, folder: str) -> Samples:
        customer, _ = read_customer(self._tree, folder, self._folders)
        return samples(customer.all(), customer.id)


def coverage(tree: Tree, catalogue: Catalogue) -> Coverage:
    """Reads every file of the tree once; what is wrong in one is left out, as on pages."""
    folders = Folders.of(tree.paths(), catalogue)
    loose = filter(None, (read_record(tree, file)[0] for file in folders.loose))
    found = first_of([*map_items(Finder(tree, folders), list(folders.customers)), samples(loose)])
    means = Means.of(catalogue.kinds.values(), declarations())
    lines = trace(catalogue.requirements, means)
    return Coverage(lines, faults(catalogue.requirements, lines, means, found), found)
