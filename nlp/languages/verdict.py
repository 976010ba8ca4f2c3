"""Whether a document discloses an incident, of which kind, and how firmly."""

from __future__ import annotations

import math
from dataclasses import dataclass

from model.vocabulary import Claim, Kind
from nlp.languages.cues import Cues

_LEAD = 4  # sentences, the title among them
_THRESHOLD = 2.0
_EVENT = ("incident", "ransomware", "misconfig")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the other rules found, as far as the verdict weighs it."""

    parties: int
    told: bool
    third_party: bool
    exposed: int
    counted: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is in [0, 1]; at least .5 is a disclosure."""

    is_disclosure: bool
    score: float
    kind: Kind
    claim: Claim


def judge(cues: Cues, facts: Facts) -> Verdict:
    """Weighs what tells of an incident against what tells of something else."""
    against = _against(cues, facts)
    claim = _claim(cues)
    balance = _for(cues, facts) - sum(against.values())
    if claim in (Claim.RETRACTED, Claim.DENIED):
        balance -= 5.5
    elif claim is Claim.CLAIMED:
        balance -= 4.5 if cues.count("unproven") else 2.0
    if cues.count("physical", title=True) or cues.count("physical") > 1:
        balance -= 5.0  # water, gas, money, people: what leaks or flows off is no data
    found = balance >= _THRESHOLD
    kind = _kind(cues, facts) if found else _other_kind(cues, against, claim)
    return Verdict(found, round(1 / (1 + math.exp(_THRESHOLD - balance)), 3), kind, claim)


def _event(cues: Cues, *, title: bool | None = None, first: int | None = None) -> int:
    return max(cues.count(name, title=title, first=first) for name in _EVENT)


def _for(cues: Cues, facts: Facts) -> float:
    shown = cues.count("exposure", title=True) > 0 and (facts.counted or facts.exposed > 1)
    if not (_event(cues) or shown):
        return 0.0
    points = 2.0 if _event(cues, title=True) else 1.8 * shown
    points += 1.5 if _event(cues, first=_LEAD) else 0.5
    points += 1.5 if facts.told else 0.0
    points += (0.8 if facts.told else 0.3) if facts.parties else -1.5
    points += 1.0 if cues.count("confirm", title=False) else 0.0
    points += min(facts.exposed, 2) * 0.5
    points += 0.5 * facts.counted + 0.7 * facts.dated + 0.5 * facts.third_party
    return points


def _against(cues: Cues, facts: Facts) -> dict[Kind, float]:
    """Points for each other kind of document."""
    vague = 1.0 if not facts.told else 0.0
    statistics = (
        2.0 * cues.count("statistics", title=True) + 0.9 * min(cues.count("statistics", title=False), 4) + vague
    )
    advice = 3.5 * cues.count("advice", title=True) + 0.8 * min(max(0, cues.count("advice", title=False) - 1), 4)
    penalty = 4.0 * cues.count("penalty", title=True) + 1.2 * min(cues.count("penalty", title=False), 3)
    outage = 2.0 * cues.count("outage", title=True) + 0.8 * min(cues.count("outage", title=False), 2)
    if outage and cues.count("refuses"):
        outage += 3.0
    marketing = 3.0 * cues.count("marketing", title=True) + 0.9 * min(cues.count("marketing", title=False), 4)
    vulnerability = 1.5 * cues.count("vulnerability", title=True)
    if cues.count("vulnerability") and cues.count("unexploited") and not facts.counted:
        vulnerability += 3.5
    weights = {
        Kind.STATISTICS: statistics - 1.0,
        Kind.OPINION: advice,
        Kind.FOLLOW_UP: penalty,
        Kind.OUTAGE: outage - 0.8,
        Kind.MARKETING: marketing - 0.9,
        Kind.VULNERABILITY: vulnerability,
    }
    return {kind: weight for kind, weight in weights.items() if weight > 0}


def _claim(cues: Cues) -> Claim:
    """Retracted or denied where the title or several sentences say so; claimed where nobody confirms."""
    title, body = cues.count("retraction", title=True), cues.count("retraction", title=False)
    claims, confirms = cues.count("claim"), cues.count("confirm")
    refuses_title, refuses = cues.count("refuses", title=True), cues.count("refuses")
    if (
        (title or body)
        and (claims or refuses)
        and (title or refuses or body > 1)
        and not cues.count("penalty", title=True)
    ):
        return Claim.RETRACTED if title or body > 1 else Claim.DENIED
    if refuses_title or (refuses and claims and refuses + claims > confirms + 1):
        return Claim.DENIED
    unproven = cues.count("claim", first=_LEAD) and cues.count("unproven")
    return Claim.CLAIMED if (claims and not confirms) or unproven else Claim.CONFIRMED


def _kind(cues: Cues, facts: Facts) -> Kind:
    if facts.third_party:
        return Kind.THIRD_PARTY_BREACH
    if cues.count("ransomware", first=_LEAD):
        return Kind.RANSOMWARE
    if cues.count("misconfig", first=_LEAD):
        return Kind.EXPOSURE_MISCONFIG
    return Kind.BREACH


def _other_kind(cues: Cues, against: dict[Kind, float], claim: Claim) -> Kind:
    if claim is not Claim.CONFIRMED and _event(cues):
        return Kind.LEAK_CLAIM
    return max(against, key=lambda kind: against[kind], default=Kind.OTHER)
