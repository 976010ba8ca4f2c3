"""All that is known of one organisation, gathered for the command line and the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.registry import contributions, load_registry
from inventory.domains import host_of
from inventory.resolve import Resolver
from inventory.ways import Way, ways_to
from model.document import Source
from model.organisation import Organisation
from model.vocabulary import Role
from storage.database import Database
from storage.incidents import StoredIncident
from storage.sources import SourceState, source_states
from storage.vendors import Merge, history_of, merges, names_told
from tocsin.knowledge import graph_for, resolver_for

_KINDS = (
    ("name", lambda said: (said.name,)),
    ("legal name", lambda said: said.legal_names),
    ("alias", lambda said: said.aliases),
    ("product", lambda said: said.products),
    ("domain", lambda said: said.domains),
)


@dataclass(frozen=True, slots=True)
class KnownBy:
    """One name of an organisation: its kind, and where it is from."""

    kind: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class VendorView:
    """One organisation: `entry` None where the registry does not hold it; `watched_by` with each source's state.

    `own`: it is the tenant itself.
    """

    id: str
    name: str
    matched_on: str
    entry: Organisation | None
    known_by: tuple[KnownBy, ...]
    merges: tuple[Merge, ...]
    history: tuple[tuple[StoredIncident, Role], ...]
    ways: tuple[Way, ...]
    watched_by: tuple[tuple[Source, SourceState | None], ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Nobody:
    """The name alone does not tell who is meant, or nobody is called so; `suggestions` are for a person."""

    name: str
    suggestions: tuple[str, ...]


def vendor_view(
    database: Database, tenant: str, name: str, sources: tuple[Source, ...], *, max_hops: int = 1
) -> VendorView | Nobody:
    """Who `name` is and what is known of it; `max_hops` counts the edges of the longest way to it."""
    states = source_states(database)
    with database.read() as connection:
        resolver = resolver_for(connection, tenant)
        found = resolver.resolve(name, written_by_hand=True)
        history = history_of(connection, found.organisation_id) if found else []
        graph = graph_for(connection, tenant)
        ways = ways_to(graph, found.organisation_id, max_hops) if found else []
        told = names_told(connection, found.organisation_id) if found else []
        own = bool(found and graph.own(found.organisation_id))
        linked = bool(found and (graph.suppliers(found.organisation_id) or graph.users([found.organisation_id])))
        if found is None or not (found.known or history or ways or told or own or linked):
            return Nobody(name, tuple(resolver.suggest(name)))
        made = tuple(merges(connection, undone=True, of=found.organisation_id))
    entry = {each.id: each for each in load_registry()}.get(found.organisation_id)
    return VendorView(
        id=found.organisation_id,
        name=resolver.title(found.organisation_id),
        matched_on=found.matched_on,
        entry=entry,
        known_by=tuple(dict.fromkeys(_known_by(found.organisation_id, ways, made, told))),
        merges=made,
        history=tuple(history),
        ways=tuple(ways),
        watched_by=tuple(
            (source, states.get(source.id)) for source in sources if _watches(source, found.organisation_id, resolver)
        ),
        own=own,
    )


def _known_by(
    organisation_id: str, ways: Iterable[Way], made: Iterable[Merge], told: Iterable[tuple[str, int]]
) -> Iterator[KnownBy]:
    """Its names in the registry, in the inventory, by merges that hold, and as incidents tell of it."""
    yield from _from_registry(organisation_id)
    for item in (item for way in ways if not way.links for item in way.items):
        spelt = [("name", item.supplier or item.name), *(("alias", each) for each in item.aliases)]
        spelt += [("domain", each) for each in item.domains]
        yield from (KnownBy(kind, text, f"your inventory ({item.source})") for kind, text in spelt)
    yield from (_stated(each) for each in made if each.kept == organisation_id and each.undone is None)
    yield from (KnownBy("told as", text, f"{times} incident{'s' if times > 1 else ''}") for text, times in told)


def _watches(source: Source, organisation_id: str, resolver: Resolver) -> bool:
    """Whether a source is the organisation's by whom it speaks for, or by its address."""
    names = (name for name in (source.organisation, host_of(source.url)) if name)
    owners = (resolver.resolve(name, written_by_hand=True) for name in names)
    return any(owner is not None and owner.organisation_id == organisation_id for owner in owners)


def _stated(made: Merge) -> KnownBy:
    kind, _, text = made.merged.rpartition(":")
    return KnownBy("domain" if kind == "domain" else "alias", text, made.why)


def _from_registry(organisation_id: str) -> list[KnownBy]:
    known: dict[tuple[str, str], KnownBy] = {}
    for each in contributions().get(organisation_id, ()):
        source = f"{each.file}{f', joined by {each.joined_by}' if each.joined_by else ''}"
        for kind, texts in _KINDS:
            for text in texts(each.said):
                known.setdefault((kind, text), KnownBy(kind, text, source))
    return list(known.values())
