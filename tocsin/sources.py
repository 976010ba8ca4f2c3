"""Which sources there are: the shipped catalogue and the operator's own."""

from __future__ import annotations

from collections.abc import Sequence

from config.catalogue import load_catalogue
from config.errors import ConfigError
from config.settings import Settings
from model.document import Source


def configured_sources(settings: Settings) -> tuple[Source, ...]:
    """Every source; one of the operator's with the id of a shipped one replaces it."""
    shipped = load_catalogue() if settings.builtin_sources else ()
    own = [source.as_source() for source in settings.sources]
    taken = {source.id for source in own}
    return (*(source for source in shipped if source.id not in taken), *own)


def chosen_sources(sources: Sequence[Source], ids: Sequence[str] = ()) -> tuple[Source, ...]:
    """The enabled sources, or those that are asked for by id.

    Raises:
        ConfigError: no source has such an id.
    """
    if not ids:
        return tuple(source for source in sources if source.enabled)
    by_id = {source.id: source for source in sources}
    unknown = [name for name in ids if name not in by_id]
    if unknown:
        raise ConfigError(f"no source has the id {unknown[0]}; `tocsin source list` shows them")
    return tuple(by_id[name] for name in ids)
