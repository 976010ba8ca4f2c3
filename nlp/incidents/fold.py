"""The whole incident, recomputed from its reports; and what changed since the last time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.correction import Correction
from model.incident import Incident, PartyFact, Report
from model.vocabulary import Claim, Kind, Role
from nlp.incidents.changes import changes
from nlp.incidents.corrected import corrected, corrected_parties, standing_corrections
from nlp.incidents.facts import (
    fold_data_types,
    fold_disclosed,
    fold_first_published,
    fold_occurred,
    fold_records,
    fold_shares,
)
from nlp.incidents.links import fold_links
from nlp.incidents.parties import fold_parties, told_apart
from nlp.incidents.status import fold_against, fold_status, fold_statuses, standing
from nlp.incidents.voices import in_time, rank

__all__ = ["changes", "fold"]

_NOUN = {
    Kind.RANSOMWARE: "ransomware attack",
    Kind.LEAK_CLAIM: "leak claim",
    Kind.EXPOSURE_MISCONFIG: "data exposure",
}
_EVENTS = (Kind.RANSOMWARE, Kind.EXPOSURE_MISCONFIG, Kind.THIRD_PARTY_BREACH, Kind.BREACH, Kind.LEAK_CLAIM)
_SHOWN = 2  # names in a title before the rest is counted


def fold(
    reports: Sequence[Report], corrections: Sequence[Correction] = (), organisations: Mapping[str, str] | None = None
) -> Incident:
    """The incident that these reports tell, whatever their order, with what people corrected.

    `organisations`: the ids of the organisations that the corrections name.

    Facts come from the reports that stand; of an incident that was withdrawn altogether, from all of them.

    Raises:
        ValueError: there is no report.
    """
    if not reports:
        raise ValueError("an incident has at least one report")
    ordered = in_time(reports)
    told = standing(ordered) or ordered
    held = standing_corrections(corrections)
    said = fold_parties(ordered)
    parties = corrected_parties(said, held, organisations or {})
    kind = Kind(held["kind"].value) if "kind" in held else _kind(told, parties)
    apart = told_apart(ordered, parties)
    about_data = _with_denials(told, ordered)
    status = fold_status(ordered, parties)
    found = Incident(
        title=_title(kind, parties, ordered),
        kind=kind,
        status=status,
        parties=parties,
        data_types=fold_data_types(about_data, apart),
        records=fold_records(told, apart),
        links=fold_links(told, parties),
        occurred=fold_occurred(told),
        disclosed=fold_disclosed(told),
        first_published=fold_first_published(told),
        sources=tuple(dict.fromkeys(report.url for report in ordered)),
        against=fold_against(ordered, parties, status),
    )
    statuses = fold_statuses(ordered, parties, apart.victims, found.status)
    found = replace(found, shares=fold_shares(about_data, told, apart, found, statuses))
    removed = {party.organisation_id for party in said} - {party.organisation_id for party in parties}
    return corrected(found, held, frozenset(removed))


def _with_denials(told: Sequence[Report], ordered: Sequence[Report]) -> list[Report]:
    """A denial of the incident may also say which data was not taken; a withdrawal says nothing of data."""
    ids = {report.id for report in told}
    return [report for report in ordered if report.id in ids or report.disclosure.claim is Claim.DENIED]


def _kind(reports: Sequence[Report], parties: Sequence[PartyFact]) -> Kind:
    votes = Counter[Kind]()
    for report in reports:
        if report.disclosure.kind in _EVENTS:
            votes[report.disclosure.kind] += 1 + rank(report)
    if not votes:
        return reports[0].disclosure.kind
    kind = min(votes, key=lambda k: (-votes[k], _EVENTS.index(k)))
    if len(votes) > 1 and kind is Kind.LEAK_CLAIM and any(rank(report) for report in reports):
        kind = min((k for k in votes if k is not kind), key=lambda k: (-votes[k], _EVENTS.index(k)))
    is_chain = any(party.role is Role.DOWNSTREAM for party in parties)
    return Kind.THIRD_PARTY_BREACH if kind is Kind.BREACH and is_chain else kind


def _title(kind: Kind, parties: Sequence[PartyFact], reports: Sequence[Report]) -> str:
    breached = [party.name for party in parties if party.role is Role.BREACHED]
    downstream = [party.name for party in parties if party.role is Role.DOWNSTREAM]
    noun = _NOUN.get(kind, "breach")
    if breached:
        tail = f" ({_listed(downstream)} downstream)" if downstream else ""
        return f"{_listed(breached)} {noun}{tail}"
    if downstream:
        return f"{noun.capitalize()} at an unnamed supplier of {_listed(downstream)}"
    return reports[0].title or noun.capitalize()


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_SHOWN])
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(shown)
