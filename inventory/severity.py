"""How urgent an exposure is: a sum of named terms, each with the words that explain it.

Own rule. The sum's bands are: below 1 low, below 2 medium, below 3 high, from 3 critical. What the inventory says is
shared lowers or keeps the first term; it never decides whether there is an exposure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inventory.paths import Path
from model.exposure import Term
from model.incident import Incident
from model.inventory import InventoryItem
from model.vocabulary import DataStatus, DataType, ItemKind, Severity, Status

# Every vendor has the account of whoever signed up, whatever the inventory says.
METADATA = frozenset(
    {
        DataType.NAMES,
        DataType.EMAIL_ADDRESSES,
        DataType.USERNAMES_IDS,
        DataType.IP_ADDRESSES,
        DataType.DEVICE_BROWSER_DATA,
        DataType.GEOLOCATION,
    }
)
# What opens further doors. It is never entered in a list of what is shared, and always is.
KEYS = frozenset(
    {
        DataType.PASSWORDS,
        DataType.PASSWORD_HASHES,
        DataType.AUTH_TOKENS,
        DataType.ENCRYPTION_KEYS,
        DataType.SOURCE_CODE,
    }
)
_GRAVE = frozenset(
    {
        DataType.GOVERNMENT_IDS,
        DataType.PAYMENT_CARDS,
        DataType.BANK_ACCOUNTS,
        DataType.FINANCIAL_RECORDS,
        DataType.HEALTH_RECORDS,
        DataType.BIOMETRICS,
        DataType.GENETIC,
    }
)
_NOTHING = frozenset[DataType]()
_METADATA_WEIGHT, _COMMON_WEIGHT, _GRAVE_WEIGHT, _KEY_WEIGHT = 1.5, 1.75, 2.25, 2.5
_UNKNOWN_WEIGHT = 1.5  # nothing is said yet: as if it were account metadata
_NOT_SHARED_WEIGHT = 0.75
_CRITICALITY = {"low": -0.5, "medium": 0.0, "high": 0.5, "critical": 1.0}
_NO_CRITICALITY = Term("criticality", 0.0, "no criticality is listed")
_STATUS = {Status.ALLEGED: -1.0, Status.DISPUTED: -0.5, Status.RETRACTED: -2.0}
_PER_HOP = -0.5
_POSSIBLE = -0.25
_LONG_AGO, _OLD = 24, -0.25  # months; by then much of what was taken is no longer in use
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_BANDS = ((1.0, Severity.LOW), (2.0, Severity.MEDIUM), (3.0, Severity.HIGH))


def shared_with(items: Iterable[InventoryItem]) -> frozenset[DataType] | None:
    """The data types stated as shared, with the account and the keys that everybody has; None where none is stated."""
    stated = _NOTHING.union(*[item.data_types for item in items])
    return stated | METADATA | KEYS if stated else None


class Grader:
    """Grades the paths of one incident; what they have in common is worked out once."""

    def __init__(self, incident: Incident) -> None:
        held = [fact for fact in incident.data_types if fact.status is not DataStatus.DENIED]
        self.exposed = frozenset(fact.type for fact in held)
        self._sure = frozenset(fact.type for fact in held if fact.status is DataStatus.EXPOSED)
        self._data: dict[tuple[frozenset[DataType] | None, bool], Term] = {}
        self._status: tuple[Term, ...] = ()
        if incident.status in _STATUS:
            denied = incident.status is Status.DISPUTED and incident.only_claimed  # no graver than the claim was
            weight = _STATUS[Status.ALLEGED if denied else incident.status]
            self._status = (Term("status", weight, f"the incident is {incident.status}"),)
        self._recency = _recency_terms(incident)

    def severity(self, path: Path, items: tuple[InventoryItem, ...]) -> tuple[Severity, tuple[Term, ...]]:
        """The severity of this path, and the terms that it is made of."""
        shared = shared_with(items)
        if (shared, path.own) not in self._data:
            self._data[shared, path.own] = self._data_term(shared, ours=path.own)
        terms = [self._data[shared, path.own], _criticality_term(items)]
        direct = path.own or not path.hops
        if not direct:
            steps = "1 step" if len(path.hops) == 1 else f"{len(path.hops)} steps"
            terms.append(Term("distance", _PER_HOP * len(path.hops), f"{steps} from the vendor to the breach"))
        terms += (*self._status, *self._recency)
        level = _band(sum(term.value for term in terms))
        taken = self.exposed & KEYS
        if taken and direct and not self._status and level.rank < Severity.HIGH.rank:
            whose = "of your own" if path.own else "of a direct vendor"
            terms.append(Term("keys", 0.0, f"{_list(taken)} {whose}: at least high"))
            level = Severity.HIGH
        if path.closed:
            words = f"ended {_ended(path)}: one level lower, former customers' data leaks too"
            terms.append(Term("closed edge", 0.0, words))
            level = list(Severity)[max(0, level.rank - 1)]
        return level, tuple(terms)

    def _data_term(self, shared: frozenset[DataType] | None, *, ours: bool) -> Term:
        exposed = self.exposed
        if not exposed:
            return Term("data", _UNKNOWN_WEIGHT, "nobody says yet what was exposed")
        hit = exposed if shared is None else exposed & shared
        if not hit:
            return Term("data", _NOT_SHARED_WEIGHT, f"exposed: {_list(exposed)}; nothing of it is listed as shared")
        worst = max(hit, key=lambda kind: (_weight(kind), kind))
        doubt = 0.0 if any(_weight(kind) == _weight(worst) for kind in hit & self._sure) else _POSSIBLE
        known = ", shared" if shared is not None else "" if ours else ", what you share is not listed"
        words = f"{_list(hit)} exposed{known}" + (" (possibly)" if doubt else "")
        return Term("data", _weight(worst) + doubt, words)


def _criticality_term(items: tuple[InventoryItem, ...]) -> Term:
    if any(item.kind is ItemKind.ORGANISATION for item in items):
        return Term("criticality", max(_CRITICALITY.values()), "it is your own organisation")
    stated = {item.criticality.strip().lower() for item in items if item.criticality} & _CRITICALITY.keys()
    if not stated:
        return _NO_CRITICALITY
    worst = max(stated, key=_CRITICALITY.__getitem__)
    return Term("criticality", _CRITICALITY[worst], f"criticality {worst}")


def _recency_terms(incident: Incident) -> tuple[Term, ...]:
    """How long before it was told it happened, in months; none where either is unknown. Today does not count."""
    known = incident.first_published
    found = _MONTH.match(incident.occurred or "")
    if known is None or found is None:
        return ()
    months = (known.year - int(found[1])) * 12 + known.month - int(found[2] or 12)
    if months > _LONG_AGO:
        return (Term("recency", _OLD, f"it happened in {found[0]}, years before it was told"),)
    return (Term("recency", 0.0, f"recent: it happened in {found[0]}"),) if months >= 0 or not found[2] else ()


def _weight(kind: DataType) -> float:
    if kind in KEYS:
        return _KEY_WEIGHT
    if kind in _GRAVE:
        return _GRAVE_WEIGHT
    return _METADATA_WEIGHT if kind in METADATA else _COMMON_WEIGHT


def _band(total: float) -> Severity:
    return next((level for bound, level in _BANDS if total < bound), Severity.CRITICAL)


def _ended(path: Path) -> str:
    return min(hop.ended for hop in path.hops if hop.ended).isoformat()


def _list(kinds: Iterable[DataType]) -> str:
    return ", ".join(sorted(kinds))
