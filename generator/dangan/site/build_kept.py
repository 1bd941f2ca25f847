"""The memory of the site that a build is to leave, and what must be the same for it to be believed."""

from collections.abc import Mapping

from dangan.layout import Layout
from dangan.site.context import SiteContext
from dangan.site.environment import text_of
from dangan.site.kept_memory import memory_in
from dangan.site.kept_site import KeptSite, mark_of, name_of
from dangan.site.options import BuildOptions
from dangan.site.shell import Frame


def kept_site(options: BuildOptions, contexts: tuple[SiteContext, ...], frames: Mapping[str, Frame]) -> KeptSite:
    """Of one place, one audience and some languages."""
    place = options.out.resolve()
    name = name_of(place, options.audience, options.languages)
    cache = Layout(options.root).cache
    memories = memory_in(cache, name), memory_in(cache, f"{name}-parts")
    return KeptSite(*memories, options.out, _mark(options, contexts, frames))


def _mark(options: BuildOptions, contexts: tuple[SiteContext, ...], frames: Mapping[str, Frame]) -> str:
    """All that every page may hang on, besides what it asks the index and the archive's own files for."""
    context = contexts[0]
    return mark_of(
        options.audience,
        options.languages,
        options.today,
        options.revision,
        context.catalogue.fingerprint,
        sorted({kind.country for kind in context.catalogue.kinds.values()}),
        context.config,
        context.colleagues,
        sorted(context.told_pasts),
        text_of(context.folders),
        [(lang, sorted(frame.shells.items())) for lang, frame in sorted(frames.items())],
    )
