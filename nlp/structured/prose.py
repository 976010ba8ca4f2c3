"""A record whose text also carries prose (a filing): its fields say who and when, its prose what was taken."""

from __future__ import annotations

import re
from dataclasses import replace

from model.disclosure import Dates, Disclosure, Party
from model.vocabulary import Kind, Role

_HIT = (Role.BREACHED, Role.DOWNSTREAM)
_ITEM = r"\bItem\s+\d\.\d\d\.?\s+"  # the headings of a filing: "Item 8.01 Other Events"


def with_prose(record: Disclosure, prose: Disclosure) -> Disclosure:
    """The record, completed by what the same text says in sentences.

    Both were read from the same title and text, so that their offsets agree. The record's own statements stand;
    the prose adds data types, links, actors and further parties, and what the fields leave open: of a filing whose
    fields tell of no incident, whether it tells of one, and of any whether its filer or a supplier of it was breached.
    An advisory on a vulnerability whose prose tells of an incident is that incident's disclosure.
    """
    if record.kind is Kind.VULNERABILITY and prose.is_disclosure:
        return prose
    prose = _without_headings(prose) if record.case else prose
    through = _is_hit_through_another(record, prose)
    told = prose if record.kind is Kind.OTHER else record
    return replace(
        told,
        kind=Kind.THIRD_PARTY_BREACH if through else told.kind,
        parties=_parties(record, prose, through=through),
        data_types=record.data_types or prose.data_types,
        records=record.records or prose.records,
        links=record.links + prose.links,
        dates=Dates(
            occurred=record.dates.occurred or prose.dates.occurred,
            discovered=record.dates.discovered or prose.dates.discovered,
            disclosed=record.dates.disclosed or prose.dates.disclosed,
        ),
        case=record.case,
    )


def _parties(record: Disclosure, prose: Disclosure, *, through: bool) -> tuple[Party, ...]:
    """Whom the fields name, then others; of a filing that need tell of no incident, whom its prose says to be hit."""
    if record.kind is Kind.OTHER and prose.names(*_HIT) and not through:
        return prose.parties
    named = {_folded(party) for party in record.parties}
    others = (party for party in prose.parties if _folded(party) not in named)
    if not through:
        return record.parties + tuple(party for party in others if party.role is not Role.BREACHED)
    return (*(replace(party, role=Role.DOWNSTREAM) for party in record.parties), *others)


def _is_hit_through_another(record: Disclosure, prose: Disclosure) -> bool:
    """Whether the prose says of the only party of the fields that its supplier was breached.

    A filing that calls its filer "the Company" need not name it: who is breached there is another.
    """
    if len(record.parties) != 1 or prose.kind is not Kind.THIRD_PARTY_BREACH:
        return False
    name = _folded(record.parties[0])
    roles = {party.role for party in prose.parties if _folded(party) == name}
    unnamed = not roles and bool(record.case) and bool(prose.names(Role.BREACHED))
    return Role.BREACHED not in roles and (Role.DOWNSTREAM in roles or unnamed)


def _folded(party: Party) -> str:
    """Prose may write in small letters what the fields write in capitals."""
    return party.name.casefold().strip(" .,")


def _without_headings(prose: Disclosure) -> Disclosure:
    """Without the title of an item that was taken for somebody, and what was said of it."""
    kept = tuple(party for party in prose.parties if not re.search(_ITEM + re.escape(party.name), party.evidence.quote))
    names = {party.name for party in kept}
    return replace(prose, parties=kept, links=tuple(link for link in prose.links if link.user in names))
