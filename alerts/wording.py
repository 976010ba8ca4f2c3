"""The words of an alert: one place, so that every channel says the same, and a claim is never told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alerts.text import clean, web_link
from config.data_types import label
from model.exposure import Exposure
from model.incident import Incident, PartyFact, Provenance
from model.vocabulary import DataStatus, DataType, EdgeKind, Kind, MatchedOn, Reason, Role, Status, Trust

_QUOTED = 240  # code points
UNNAMED = "an unnamed supplier"
OURS = "your own organisation"
_KINDS = {
    Kind.RANSOMWARE: "ransomware attack",
    Kind.LEAK_CLAIM: "data leak",
    Kind.EXPOSURE_MISCONFIG: "open data",
    Kind.VULNERABILITY: "vulnerability",
    Kind.OUTAGE: "outage",
}
EDGES = {
    EdgeKind.SBOM: "in an SBOM",
    EdgeKind.LIST: "in a dependency list",
    EdgeKind.SUBPROCESSOR: "on a sub-processor list",
    EdgeKind.WEB_TRACKER: "tracker seen on a web page",
    EdgeKind.DNS_VERIFICATION: "verification record in the DNS",
    EdgeKind.SAAS_TENANT: "tenant seen at the provider",
    EdgeKind.DISCLOSED: "said in a disclosure",
    EdgeKind.MANUAL: "entered by hand",
}
TRUSTS = {
    Trust.CORRECTION: "corrected by hand",
    Trust.VENDOR: "the vendor itself",
    Trust.REGULATOR: "a regulator",
    Trust.CATALOGUE: "a breach catalogue",
    Trust.PRESS: "the press",
    Trust.AGGREGATOR: "an aggregator",
    Trust.REGISTRY: "a package registry",
    Trust.ATTACKER_CLAIM: "the attacker's claim",
}
MATCHES = {
    MatchedOn.PURL: "package URL",
    MatchedOn.DOMAIN: "domain",
    MatchedOn.LEGAL_NAME: "legal name",
    MatchedOn.NAME: "name",
    MatchedOn.ALIAS: "alias",
    MatchedOn.PRODUCT: "product",
    MatchedOn.GROUP: "name but for its country",
}
STATUSES = {
    Status.ALLEGED: "claimed by an attacker, not confirmed",
    Status.REPORTED: "reported, not yet confirmed",
    Status.CONFIRMED: "confirmed",
    Status.DISPUTED: "disputed by the party",
    Status.RETRACTED: "withdrawn",
}
_EXPOSED_TITLES = {
    Status.ALLEGED: "Claimed to be exposed",
    Status.REPORTED: "Reported as exposed",
    Status.CONFIRMED: "Exposed",
    Status.DISPUTED: "Said to be exposed, disputed",
    Status.RETRACTED: "Was said to be exposed",
}
REASONS = {
    Reason.NEW_EXPOSURE: "this way into your inventory was not known before",
    Reason.DATA_TYPE_ADDED: "more kinds of data are said to be exposed",
    Reason.DENIAL_REVERSED: "an earlier denial is taken back",
    Reason.COUNT_CHANGED: "the number of those affected changed",
    Reason.STATUS_REPORTED: "what was only claimed is now reported",
    Reason.STATUS_CONFIRMED: "it is now confirmed",
    Reason.STATUS_DISPUTED: "the party disputes it",
    Reason.STATUS_RETRACTED: "the report was withdrawn",
    Reason.EDGE_ADDED: "a dependency became known that leads to it",
    Reason.EXPOSURE_WITHDRAWN: "what you were told no longer holds",
    Reason.REMINDER: "nobody has acknowledged it yet",
    Reason.SOURCE_SILENT: "a source can no longer be read, so that news from it would be missed",
    Reason.SOURCE_RECOVERED: "the source can be read again",
    Reason.DELIVERY_FAILED: "a channel refuses messages, so that alerts on it are not seen",
    Reason.SUBPROCESSORS_CHANGED: "a vendor changed its list of sub-processors",
    Reason.DIGEST: "what came together since the last digest",
    Reason.SAVED_SEARCH: "a search that you keep found it",
    Reason.ADVISORIES: "their makers published flaws in what you use; that is no breach",
    Reason.SUMMARY: "told in one message, not one by one",
}


def spelled(text: str) -> str:
    """`text` with the ids of data types in it ("email_addresses") as their labels."""
    return _IDS.sub(lambda found: label(DataType(found[0])), text)


def labels(types: Iterable[DataType]) -> str:
    """Data types as one list, in the vocabulary's order."""
    order = list(DataType)
    return ", ".join(label(data_type) for data_type in sorted(types, key=order.index))


# "other" is a word of every sentence; the longest first, since some begin as others do.
_IDS = re.compile(r"\b(" + "|".join(sorted({*DataType} - {DataType.OTHER}, key=len, reverse=True)) + r")\b")


def data_title(status: DataStatus, incident: Status) -> str:
    """The title over the data types of one status; what is only claimed is never a fact."""
    if status is DataStatus.EXPOSED:
        return _EXPOSED_TITLES[incident]
    return "Possibly exposed" if status is DataStatus.POSSIBLE else "Not exposed, according to the source"


def kind_word(incident: Incident) -> str:
    """What happened, as a noun: "breach", "ransomware attack"."""
    return _KINDS.get(incident.kind, "breach")


def breached_names(incident: Incident, exposures: Iterable[Exposure]) -> tuple[str, ...]:
    """Who is said to be breached, by others than attackers where there are such; the unnamed supplier for nobody.

    Of several those by whom it reaches the reader come first, the nearest before the others.
    """
    parties = incident.organisations(Role.BREACHED)
    told = [party for party in parties if not party.only_claimed] or parties
    near = sorted(exposures, key=lambda exposure: len(exposure.path))
    ends = [(each.end, (each.path[-1] or "").casefold()) for each in near]

    def place(party: PartyFact) -> int:
        known = (party.organisation_id, party.name.casefold())
        return next((at for at, end in enumerate(ends) if not set(known).isdisjoint(end)), len(ends))

    return tuple(party.name for party in sorted(told, key=place)) or (UNNAMED,)


def supplier_name(name: str | None, limit: int) -> str:
    """The name, clean and cut to `limit` code points; what is said where nobody names the supplier."""
    return clean(name or "", limit) or UNNAMED


def quoted(said: Provenance) -> str:
    """`“It was not us.” (the press, news.example)`: the words, who speaks, and where."""
    link = web_link(said.url)
    who = TRUSTS[said.trust] + (f", {link.host}" if link else "")
    return f"“{clean(said.evidence.quote, _QUOTED)}” ({who})"


def change_text(fact: str, incident: Incident, told_counts: Sequence[int] = ()) -> str:
    """One material fact in a sentence; `told_counts` are the figures told before."""
    kind, _, value = fact.partition(":")
    if kind == "count" and incident.records:
        before = f" (said before: {' and '.join(f'{count:,}' for count in told_counts)})" if told_counts else ""
        return f"Affected: now {incident.records.text}{before}."
    if kind == "status":
        words = f": {quoted(incident.against)}" if incident.against else ""
        return f"The incident is now {STATUSES[incident.status]}{words}."
    what = label(DataType(value))
    claimed = incident.status in (Status.ALLEGED, Status.DISPUTED)
    if kind == "possible":
        return f"Possibly exposed as well: {what}."
    if kind == "denial_reversed":
        return f"Denial taken back: {what} had been said not to be exposed, and now {'may be' if claimed else 'are'}."
    return f"{'Said to be exposed' if claimed else 'Exposed'} as well: {what}."
