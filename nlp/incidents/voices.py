"""Who speaks in a report, how much that weighs, and which reports are independent of one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from model.disclosure import Evidence
from model.incident import Provenance, Report
from model.vocabulary import Claim, Kind, Role, Trust
from nlp.incidents.fingerprint import copies

# The order of trust of facts, highest last. A register lists what was filed, so it outranks the press on facts,
# though alone it does not confirm.
RANK = {
    Trust.ATTACKER_CLAIM: 0,
    Trust.AGGREGATOR: 1,
    Trust.PRESS: 2,
    Trust.REGISTRY: 3,
    Trust.CATALOGUE: 3,
    Trust.REGULATOR: 4,
    Trust.VENDOR: 5,
    Trust.CORRECTION: 6,
}
AFFECTED = (Role.BREACHED, Role.DOWNSTREAM)
AGAINST = (Claim.DENIED, Claim.RETRACTED)


def when(report: Report, fact: str = "") -> datetime:
    """The source's date, else when it was fetched; for a fact that an edit changed, when that was seen; aware UTC."""
    moment = report.changed.get(fact) or report.published or report.fetched
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def in_time(reports: Iterable[Report], fact: str = "") -> list[Report]:
    """Oldest first, by what they say of a fact; a later version of the same page comes after the earlier one."""
    return sorted(reports, key=lambda report: (when(report, fact), _fetched(report), report.id))


def is_allegation(report: Report) -> bool:
    """Whether the report tells only what somebody claims: a leak site, or an article that repeats one."""
    told = report.disclosure
    return report.trust is Trust.ATTACKER_CLAIM or told.claim is Claim.CLAIMED or told.kind is Kind.LEAK_CLAIM


def is_about(report: Report) -> bool:
    """Whether it tells of an incident that others tell too: a follow-up, a denial, a withdrawal."""
    told = report.disclosure
    return told.kind is Kind.FOLLOW_UP or told.claim in AGAINST


def rank(report: Report) -> int:
    """The weight of what a report says, 0 (a claim) to 5 (the vendor itself)."""
    return 0 if is_allegation(report) else RANK[report.trust]


def organisations(report: Report, *roles: Role) -> frozenset[str]:
    """The ids of the organisations that the report names in these roles."""
    return frozenset(organisation_id(report, name) for name in report.disclosure.names(*roles))


def organisation_id(report: Report, name: str) -> str:
    """The id that the name was resolved to; a name that was not gets an id of its own."""
    known = report.organisations.get(name)
    return known if known is not None else "name:" + " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Apart:
    """Of whom something else may hold than of others, by id: those hit through others, and several who were breached.

    `victims` is empty where one was breached: what is told of that one is told of the whole. Those in `spared` were
    told to be breached and deny it: what was told of them holds of nobody.
    """

    customers: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Everybody who has a share."""
        return self.customers | self.victims


WHOLE = frozenset[str]()  # whose share what is told of an incident as a whole is


def share_told(report: Report, apart: Apart, evidence: Evidence) -> frozenset[str]:
    """Those of whose data or users alone the words tell, one customer or some of several; `WHOLE`: of the incident."""
    customer = _customer_told(report, apart.customers, evidence)
    return frozenset([customer]) if customer else _victims_told(report, apart, evidence)


def _customer_told(report: Report, customers: frozenset[str], evidence: Evidence) -> str | None:
    """That is whose notice it is, whoever alone of them is named in the sentence, and whom a report names that names no
    breached party but customers.
    """
    if report.speaker is not None:
        return report.speaker if report.speaker in customers else None
    hit = {organisation_id(report, name): name for name in report.disclosure.names(*AFFECTED)}
    served = sorted(customers & hit.keys())
    named = [one for one in served if is_named(hit[one], evidence.quote)]
    if len(named) == 1:
        return named[0]
    return served[0] if served and len(served) == len(hit) else None


def _victims_told(report: Report, apart: Apart, evidence: Evidence) -> frozenset[str]:
    """Those of them who are named in the sentence, else in the report, or whose own the report is that names none.

    A notice that names others as breached as well may speak for them: a parent's, or that of one with two names.
    """
    several = apart.victims | apart.spared
    if not several:
        return WHOLE
    called = report.disclosure.names(*AFFECTED) or report.disclosure.names(*Role)
    whose = several if apart.victims else several | organisations(report, Role.BREACHED)
    told = {name: found for name in called if (found := organisation_id(report, name)) in whose}
    said = frozenset(organisation for name, organisation in told.items() if is_named(name, evidence.quote))
    named = said or frozenset(told.values()) or several & {report.speaker}
    if not apart.victims:  # all but one deny it: what is told of that one as well is told of the whole
        return named if named <= apart.spared else WHOLE
    return WHOLE if named == several else named


def is_named(name: str, text: str) -> bool:
    """Whether the text has the name as words of its own."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def provenance(report: Report, evidence: Evidence) -> Provenance:
    """Where a fact of this report stands."""
    return Provenance(report_id=report.id, url=report.url, trust=report.trust, evidence=evidence)


def independent(reports: Sequence[Report]) -> int:
    """How many independent voices there are: one source, one site or one copied text counts once."""
    root = list(range(len(reports)))

    def find(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    first: dict[tuple[str, str], int] = {}
    for place, report in enumerate(reports):
        for key in (("source", report.source_id), ("site", _site(report.url))):
            if key[1]:
                root[find(place)] = find(first.setdefault(key, place))
    for one, other in copies([report.fingerprint for report in reports]):
        root[find(one)] = find(other)
    return sum(root[place] == place for place in range(len(root)))


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _fetched(report: Report) -> datetime:
    return report.fetched.astimezone(UTC) if report.fetched.tzinfo else report.fetched.replace(tzinfo=UTC)
