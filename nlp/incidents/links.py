"""Who uses whom, as the reports of one incident state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.disclosure import Evidence
from model.incident import LinkFact, PartyFact, Report
from model.vocabulary import Role, Trust
from nlp.incidents.voices import is_allegation, organisation_id, organisations, provenance, rank, when

_MAY_LINK = (Trust.VENDOR, Trust.PRESS, Trust.REGULATOR)


def fold_links(reports: Sequence[Report], parties: Sequence[PartyFact]) -> tuple[LinkFact, ...]:
    """The dependencies that vendors, press and regulators state, one per user and provider, by name.

    A party told to be downstream of the only breached one uses it, said in these words or not. Where a provider is
    known for a user, "an unnamed provider" is not kept beside it. Claims and denials state nothing.
    """
    best: dict[tuple[str, str | None], tuple[tuple[int, float, int], LinkFact]] = {}
    breached = [party for party in parties if party.role is Role.BREACHED]
    downstream = {party.organisation_id for party in parties if party.role is Role.DOWNSTREAM}
    for report in reports:
        if report.trust not in _MAY_LINK or is_allegation(report):
            continue
        weight = (rank(report), -when(report).timestamp(), -report.id)
        for link in (*_stated(report), *_implied(report, downstream)):
            known = _completed(link, breached)
            if known.user_id == known.provider_id:
                continue
            key = (known.user_id, known.provider_id)
            if key not in best or weight > best[key][0]:
                best[key] = (weight, known)
    links = [link for _, link in best.values()]
    named = {link.user_id for link in links if link.provider_id is not None}
    kept = (link for link in links if link.provider_id is not None or link.user_id not in named)
    return tuple(sorted(kept, key=lambda link: (link.user_id, link.provider_id or "")))


def _stated(report: Report) -> Iterator[LinkFact]:
    for link in report.disclosure.links:
        yield _link(report, link.user, link.provider, link.evidence)


def _implied(report: Report, downstream: set[str]) -> Iterator[LinkFact]:
    """A party named as downstream, beside the one breached party of the report or where that is unnamed."""
    linked = {organisation_id(report, link.user) for link in report.disclosure.links}
    providers = [party for party in report.disclosure.parties if party.role is Role.BREACHED]
    if len(organisations(report, Role.BREACHED)) > 1:
        return
    for party in report.disclosure.parties:
        user = organisation_id(report, party.name)
        if party.role is Role.DOWNSTREAM and user in downstream and user not in linked:
            yield _link(report, party.name, providers[0].name if providers else None, party.evidence)


def _link(report: Report, user: str, provider: str | None, evidence: Evidence) -> LinkFact:
    return LinkFact(
        user_id=organisation_id(report, user),
        user=user,
        provider_id=organisation_id(report, provider) if provider is not None else None,
        provider=provider,
        seen=when(report).date(),
        said_by=provenance(report, evidence),
    )


def _completed(link: LinkFact, breached: Sequence[PartyFact]) -> LinkFact:
    """An unnamed provider is the breached party of the incident, once another report names the only one."""
    if link.provider_id is not None or len(breached) != 1:
        return link
    provider = breached[0]
    return LinkFact(
        link.user_id, link.user, provider.organisation_id, provider.name, link.seen, link.said_by, link.kind
    )
