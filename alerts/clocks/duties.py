"""Who along a path owes whom a notice, from the roles on its edges. A reminder of what to ask for, not advice."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from alerts.paths import names_along
from model.clock import Owed, OwnRole, Regime
from model.exposure import Exposure
from model.vocabulary import EdgeKind, ItemKind

# An edge that only says that software is built in: its maker holds no data for its user, and owes no notice by it.
_NO_PROCESSING = frozenset({EdgeKind.SBOM})
_UP_THE_CHAIN = {
    Regime.GDPR: ("GDPR Art. 33(2)", "as processor, without undue delay after becoming aware"),
    Regime.HIPAA: ("45 CFR 164.410", "as business associate, within 60 days of discovery"),
    Regime.DORA: ("DORA Art. 30(2)(f)", "as ICT provider, assistance with the incident, as the contract says"),
}
_SUB = "as sub-processor, by the terms passed on to it (Art. 28(4)), without undue delay"


def owed_notices(exposure: Exposure, regimes: Collection[Regime], role: OwnRole) -> tuple[Owed, ...]:
    """From the breached party up to the reader: each supplier to whom it supplies; none where no data is processed.

    A provider that is a controller of its own owes its user none under the GDPR. Where no list tells a provider's role,
    the line says that it is owed if it processes data for its user.
    """
    held = any(item.kind is not ItemKind.COMPONENT for item in exposure.items)
    edges = [(hop.kind not in _NO_PROCESSING, hop.role) for hop in exposure.hops]
    edges = edges if exposure.own else [(held, None), *edges]
    names = ["you", *names_along(exposure)[1:]]
    found = []
    for (user, provider), (data, told) in reversed(list(zip(pairwise(names), edges, strict=False))):
        if data:
            owed = (_owed(provider, user, regime, role, told) for regime in regimes if regime in _UP_THE_CHAIN)
            found += [one for one in owed if one is not None]
    return tuple(found)


def _owed(provider: str, user: str, regime: Regime, role: OwnRole, told: str | None) -> Owed | None:
    rule, text = _UP_THE_CHAIN[regime]
    if regime is Regime.GDPR:
        if told == "controller":
            return None
        if told == "sub-processor" or user != "you" or role is OwnRole.PROCESSOR:
            text = _SUB
    unsure = "" if told else f", if it processes data for {user}"
    return Owed(provider, user, rule, text + unsure)
