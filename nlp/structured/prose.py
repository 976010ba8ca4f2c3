"""A record whose text also carries prose (a filing): its fields say who and when, its prose what was taken."""

from __future__ import annotations

from dataclasses import replace

from model.disclosure import Dates, Disclosure
from model.vocabulary import Kind, Role


def with_prose(record: Disclosure, prose: Disclosure) -> Disclosure:
    """The record, completed by what the same text says in sentences.

    Both were read from the same title and text, so that their offsets agree. The record's own statements stand;
    the prose adds data types, links, actors and further parties, and what the fields leave open. An advisory on a
    vulnerability whose prose tells of an incident is that incident's disclosure.
    """
    if record.kind is Kind.VULNERABILITY and prose.is_disclosure:
        return prose
    named = {party.name for party in record.parties}
    further = tuple(party for party in prose.parties if party.name not in named and party.role is not Role.BREACHED)
    return replace(
        record,
        parties=record.parties + further,
        data_types=record.data_types or prose.data_types,
        records=record.records or prose.records,
        links=record.links + prose.links,
        dates=Dates(
            occurred=record.dates.occurred or prose.dates.occurred,
            discovered=record.dates.discovered or prose.dates.discovered,
            disclosed=record.dates.disclosed or prose.dates.disclosed,
        ),
    )
