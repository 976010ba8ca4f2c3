"""Reports of invented incidents, said in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from model.disclosure import DataTypeClaim, Dates, Disclosure, Evidence, Link, Party, Records
from model.incident import Report
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Trust

START = datetime(2026, 11, 1, tzinfo=UTC)
_SAID = Evidence("said", 0, 4)


def report(number: int, day: int = 0, **said: Any) -> Report:
    """Report `number` of day `day`; organisations are their own ids; `exposed`, `denied`, `possible` are type values."""
    roles = {
        Role.BREACHED: said.get("breached", ()),
        Role.DOWNSTREAM: said.get("downstream", ()),
        Role.BYSTANDER: said.get("bystander", ()),
        Role.THREAT_ACTOR: said.get("actor", ()),
    }
    sure = said.get("confidence", 0.9)
    parties = tuple(Party(name, role, sure, _SAID) for role, names in roles.items() for name in names)
    types = tuple(
        DataTypeClaim(DataType(name), status, _SAID) for status in DataStatus for name in said.get(str(status), ())
    )
    moment = START + timedelta(days=day)
    claim = Claim(said.get("claim", "confirmed"))
    kind = Kind(said.get("kind", "breach"))
    return Report(
        id=number,
        url=said.get("url", f"https://site{number}.example/{number}"),
        source_id=said.get("source", f"source{number}"),
        trust=Trust(said.get("trust", "press")),
        published=None if said.get("undated") else moment,
        fetched=moment,
        title=said.get("title", "A title"),
        disclosure=Disclosure(
            is_disclosure=said.get("is_disclosure", claim is Claim.CONFIRMED and kind is not Kind.FOLLOW_UP),
            score=0.9,
            kind=kind,
            claim=claim,
            parties=parties,
            data_types=types,
            records=Records(said["count"], "people", _SAID) if said.get("count") else None,
            dates=Dates(occurred=said.get("occurred"), disclosed=said.get("disclosed")),
            links=tuple(Link(user, provider, _SAID) for user, provider in said.get("links", ())),
            case=said.get("case", ""),
        ),
        organisations={party.name: party.name.casefold() for party in parties},
        speaker=said.get("speaker"),
        fingerprint=said.get("fingerprint", ()),
    )
