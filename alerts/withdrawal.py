"""The words for an exposure that was told and holds no more, or holds again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from alerts.paths import names_along
from alerts.text import clean, web_link
from alerts.wording import TRUSTS, quoted, supplier_name
from model.alert import Alert
from model.correction import PARTY, Correction
from model.exposure import Exposure, Gone, Term
from model.incident import Incident, PartyFact
from model.vocabulary import EdgeKind, Role, Severity, Status, Trust

STANDS = "no longer holds"
_NAME = 60
_QUOTE = 240
_ROLES = {
    Role.BYSTANDER: "a bystander, not breached",
    Role.DOWNSTREAM: "hit through another, not breached itself",
    Role.THREAT_ACTOR: "the attacker, not the victim",
}


def gone_text(gone: Gone) -> str:
    """The path and why, as in `No longer holds: you → Quillmark. Quillmark is now held to be a bystander: “…”`."""
    return f"No longer holds: {_way(gone.exposure)}. {gone.why}"


def back_text(exposure: Exposure) -> str:
    """That what was withdrawn, or told otherwise, holds after all."""
    return f"Holds again: {_way(exposure)}."


def as_withdrawn(exposure: Exposure) -> Exposure:
    """The exposure for a message that says it no longer holds: nothing of it is urgent."""
    return replace(exposure, severity=Severity.LOW, severity_terms=(Term("withdrawn", 0.0, f"it {STANDS}"),))


def still_told(alerts: Iterable[Alert]) -> tuple[Exposure, ...]:
    """The exposures of a lineage's alerts, oldest first, as each was told last; without those that were withdrawn."""
    found: dict[str, Exposure] = {}
    for alert in alerts:
        found |= {exposure.key: exposure for exposure in alert.exposures}
        for key in alert.withdrawn:
            found.pop(key, None)
    return tuple(found.values())


def why_gone(exposure: Exposure, incident: Incident, corrections: Sequence[Correction], edited: str = "") -> str:
    """Why it no longer holds, with the words that say so; `edited`: what people merged or split last, and why."""
    end = exposure.path[-1]
    party = _party(incident, exposure.end, end)
    if party is not None and party.role in _ROLES:
        return _said(party)
    if (customer := _unhurt(exposure, incident)) is not None:
        return _said(customer)
    if party is not None and exposure.hops and incident.status is Status.ALLEGED:
        return "Only an attacker says so by now, and that proves no dependency."
    if party is not None:
        return _edge(exposure)
    name = supplier_name(end, _NAME)
    if corrected := _corrected(end or "", corrections):
        return f"{name} is no party to it: {corrected}."
    return f"{_sentence(edited)} {_unsaid(name)}" if edited else _unsaid(name)


def _unsaid(name: str) -> str:
    return f"As read now, no source of the incident says that {name} was breached."


def _sentence(text: str) -> str:
    return f"{clean(text, _QUOTE)}."


def _way(exposure: Exposure) -> str:
    return " → ".join(names_along(exposure))


def _party(incident: Incident, identity: str, name: str | None) -> PartyFact | None:
    """The party with this id, else with this name, whatever its role is now."""
    found = [each for each in incident.parties if each.organisation_id == identity]
    named = (each for each in incident.parties if each.name.casefold() == (name or "").casefold())
    return next(iter(found), None) or next(named, None)


def _unhurt(exposure: Exposure, incident: Incident) -> PartyFact | None:
    """Whom a disclosure said to be hit through its supplier, and who is now held not to be."""
    stated = zip(exposure.way, exposure.path, exposure.hops, strict=False)
    users = (_party(incident, identity, name) for identity, name, hop in stated if hop.kind is EdgeKind.DISCLOSED)
    return next((user for user in users if user is not None and user.role is Role.BYSTANDER), None)


def _said(party: PartyFact) -> str:
    """What the party is now held to be, in the words of whoever is trusted most."""
    name = clean(party.name, _NAME)
    best = min(party.said_by, key=lambda said: said.trust.rank, default=None)
    if best is None:
        return f"{name} is now held to be {_ROLES[party.role]}."
    return f"{name} is now held to be {_ROLES[party.role]}: {quoted(best)}."


def _corrected(name: str, corrections: Sequence[Correction]) -> str:
    """What a person decided of the party last; "" where nobody did."""
    mine = [one for one in corrections if one.fact.casefold() == f"{PARTY}{name}".casefold()]
    if not mine:
        return ""
    if standing := [one for one in mine if one.undone is None]:
        return f"“{clean(standing[-1].why, _QUOTE)}” ({TRUSTS[Trust.CORRECTION]}, {clean(standing[-1].by, _NAME)})"
    return f"the correction that named it was undone by {clean(mine[-1].undone_by, _NAME) or 'somebody'}"


def _edge(exposure: Exposure) -> str:
    """The party was breached all the same: what led there is not known any more."""
    hops = [(clean(hop.user, _NAME), supplier_name(hop.provider, _NAME)) for hop in exposure.hops]
    ways = " and that ".join(f"{user} uses {provider}" for user, provider in hops)
    source = next((link.host for hop in exposure.hops if (link := web_link(hop.source))), "")
    if not ways:
        return "What was named there does not mean your item any more."
    told_by = f" (as {source} had said)" if source else ""
    return f"Nobody says any more that {ways}{told_by}; the incident itself stands."
