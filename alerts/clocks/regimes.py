"""The deadlines of each regime, each rule with its source.

A step that counts from an earlier step is counted as if that were taken at its limit; its note says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.clocks.days import add_month, sec_business_days_after
from model.clock import Basis, Due, OwnRole, Regime

_EUR_LEX = "https://eur-lex.europa.eu/eli"
GDPR = f"{_EUR_LEX}/reg/2016/679/oj"
NIS2 = f"{_EUR_LEX}/dir/2022/2555/oj"
DORA = f"{_EUR_LEX}/reg_del/2025/301/oj"
FORM_8K = "https://www.sec.gov/files/form8-k.pdf"
HIPAA = "https://www.ecfr.gov/current/title-45/section-164."


@dataclass(frozen=True, slots=True)
class _Rule:
    """One deadline: `count` gives its time from the start of its clock, None where the rule names none.

    `notified`: it counts from the limit of DORA's initial notification instead.
    """

    what: str
    rule: str
    url: str
    count: Callable[[datetime], datetime] | None
    basis: Basis = Basis.AWARE
    role: OwnRole | None = None
    note: str = ""
    notified: bool = False


def _after(**time: float) -> Callable[[datetime], datetime]:
    return lambda start: start + timedelta(**time)


def _notified(aware: datetime, classified: datetime | None) -> datetime:
    """Until when DORA's initial notification is made, by Regulation (EU) 2025/301 Art. 5."""
    within = aware + timedelta(hours=24)
    if classified is None:
        return within
    soon = classified + timedelta(hours=4)
    return min(within, soon) if classified <= within else soon


_RULES: dict[Regime, tuple[_Rule, ...]] = {
    Regime.GDPR: (
        _Rule(
            "notify the supervisory authority",
            "GDPR Art. 33(1)",
            GDPR,
            _after(hours=72),
            role=OwnRole.CONTROLLER,
            note="unless a risk to people is unlikely; where it is high, people too, without undue delay (Art. 34)",
        ),
        _Rule(
            "notify your controllers",
            "GDPR Art. 33(2)",
            GDPR,
            None,
            role=OwnRole.PROCESSOR,
            note="without undue delay; your contracts may name hours",
        ),
    ),
    Regime.NIS2: (
        _Rule("early warning to the CSIRT or authority", "NIS2 Art. 23(4)(a)", NIS2, _after(hours=24)),
        _Rule("incident notification", "NIS2 Art. 23(4)(b)", NIS2, _after(hours=72)),
        _Rule(
            "final report",
            "NIS2 Art. 23(4)(d)",
            NIS2,
            lambda start: add_month(start + timedelta(hours=72)),
            note="a month after the notification, here taken as sent at its limit",
        ),
    ),
    Regime.DORA: (
        _Rule("initial notification", "DORA Art. 19(4)(a); Regulation (EU) 2025/301 Art. 5", DORA, _after(hours=24),
              note="at the latest; within 4 hours of its classification as major"),
        _Rule("initial notification, from the classification as major", "Regulation (EU) 2025/301 Art. 5", DORA,
              _after(hours=4), Basis.CLASSIFIED),
        _Rule("intermediate report", "DORA Art. 19(4)(b); Regulation (EU) 2025/301 Art. 5", DORA, _after(hours=72),
              note="72 hours after the initial notification, here taken as sent at its limit", notified=True),
        _Rule("final report", "DORA Art. 19(4)(c); Regulation (EU) 2025/301 Art. 5", DORA,
              lambda start: add_month(start + timedelta(hours=72)),
              note="a month after the intermediate report, here taken as sent at its limit", notified=True),
    ),
    Regime.SEC: (
        _Rule(
            "file Form 8-K",
            "Form 8-K Item 1.05",
            FORM_8K,
            lambda start: sec_business_days_after(start, 4),
            Basis.MATERIAL,
            note="four business days after you find that it is material, which must not be put off unreasonably",
        ),
    ),
    Regime.HIPAA: (
        _Rule("notify individuals", "45 CFR 164.404(b)", f"{HIPAA}404", _after(days=60), role=OwnRole.CONTROLLER,
              note="at the latest; without unreasonable delay"),
        _Rule("notify the Secretary (and the media), from 500 people", "45 CFR 164.406, 164.408(b)", f"{HIPAA}408",
              _after(days=60), role=OwnRole.CONTROLLER, note="below 500: 60 days after the end of the year"),
        _Rule("notify the covered entity", "45 CFR 164.410(b)", f"{HIPAA}410", _after(days=60),
              role=OwnRole.PROCESSOR, note="at the latest; without unreasonable delay"),
    ),
}  # fmt: skip


def deadlines(
    regimes: Iterable[Regime], role: OwnRole, starts: Mapping[Basis, datetime], first_alert: datetime | None
) -> tuple[Due, ...]:
    """Every deadline of these regimes, the earliest first, those without a time last.

    A clock counts from what a responder recorded (`starts`); without a record it is shown as what would be due if it
    were counted from the first alert (None: it is not shown). A clock of DORA's classification is shown only once that
    is recorded.
    """
    found = []
    for regime in dict.fromkeys(regimes):
        for rule in _RULES[regime]:
            start = starts.get(rule.basis)
            begun = start or (None if rule.basis is Basis.CLASSIFIED else first_alert)
            if rule.role not in (None, role) or begun is None:
                continue
            if rule.notified:
                begun = _notified(begun, starts.get(Basis.CLASSIFIED))
            at = rule.count(begun) if rule.count else None
            found.append(
                Due(regime, rule.what, at, rule.rule, rule.url, rule.basis, recorded=start is not None, note=rule.note)
            )
    return tuple(sorted(found, key=lambda due: (due.at is None, due.at.timestamp() if due.at else 0, due.rule)))
