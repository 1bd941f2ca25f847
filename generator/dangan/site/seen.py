"""Where on the site a recorded value is seen: the page, and the section of it."""

from dangan.analysis.samples import Sample
from dangan.model.index import Key
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import ThingKind
from dangan.site.links import CUSTOMERS, own_folder, page_address, thing_address


def address_of(sample: Sample, catalogue: Catalogue) -> str:
    """The address under the language; "" of what has no page, such as the settings."""
    kind = catalogue.kinds[sample.kind]
    if sample.customer and kind.own_page:
        return page_address(own_folder(sample.customer, kind.name))
    if sample.customer:
        return f"{page_address(CUSTOMERS, sample.customer)}#{kind.name}"
    things = [t for t in catalogue.things.values() if t.kind == kind.name and t.scope == "archive"]
    held = [(thing, own) for thing in things if (own := _id_in(thing, sample))]
    if held:
        thing, own = max(held, key=lambda pair: len(pair[0].at))
        return thing_address(Key(thing.name, "", own), catalogue.things, catalogue.kinds)
    return page_address(kind.page) if kind.page else ""


def _id_in(thing: ThingKind, sample: Sample) -> str:
    """The id of the thing of that kind that the value is part of; "" where it is part of none."""
    way = [part for part in thing.at.split("/") if part]
    if not way:
        return sample.record
    steps = sample.pointer[: len(way)]
    fits = len(steps) == len(way) and all(part in ("*", step) for part, step in zip(way, steps, strict=True))
    return str(steps[-1]) if fits else ""
