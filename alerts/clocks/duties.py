"""Who along a path owes whom a notice, from the roles on its edges. A reminder of what to ask for, not advice."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from alerts.paths import UNNAMED
from alerts.text import clean
from model.clock import Owed, OwnRole, Regime
from model.exposure import Exposure
from model.vocabulary import EdgeKind, ItemKind

# An edge that only says that software is built in: its maker holds no data for its user, and owes no notice by it.
_NO_PROCESSING = frozenset({EdgeKind.SBOM})


def owed_notices(exposure: Exposure, regimes: Collection[Regime], role: OwnRole) -> tuple[Owed, ...]:
    """From the breached party up to the reader: each supplier to whom it supplies; none where no data is processed."""
    names = ["you", *(clean(name, 60) if name else UNNAMED for name in exposure.path)]
    holds_data = [any(item.kind is not ItemKind.COMPONENT for item in exposure.items)]
    holds_data += [hop.kind not in _NO_PROCESSING for hop in exposure.hops]
    found = []
    for (user, provider), data in reversed(list(zip(pairwise(names), holds_data, strict=False))):
        found += [_owed(provider, user, regime, role) for regime in regimes if data and regime in _UP_THE_CHAIN]
    return tuple(found)


_UP_THE_CHAIN = {
    Regime.GDPR: ("GDPR Art. 33(2)", "as processor, without undue delay after becoming aware"),
    Regime.HIPAA: ("45 CFR 164.410", "as business associate, within 60 days of discovery"),
    Regime.DORA: ("DORA Art. 30(2)(f)", "as ICT provider, assistance with the incident, as the contract says"),
}


def _owed(provider: str, user: str, regime: Regime, role: OwnRole) -> Owed:
    rule, text = _UP_THE_CHAIN[regime]
    if regime is Regime.GDPR and (user != "you" or role is OwnRole.PROCESSOR):
        text = "as sub-processor, by the terms passed on to it (Art. 28(4)), without undue delay"
    return Owed(provider, user, rule, text)
