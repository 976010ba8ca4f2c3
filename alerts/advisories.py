"""The digest of advisories on vulnerabilities: the maker, your items, and what is exploited first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alerts.keys import notice_key
from model.advisory import ReachedAdvisory
from model.counting import counted
from model.notice import Notice
from model.vocabulary import Reason, Severity

_SHOWN = 3  # advisories of one maker by their titles; the rest is counted


def advisory_digest(tenant_id: str, found: Sequence[ReachedAdvisory], now: datetime) -> Notice:
    """All of these (at least one) as one message of low severity, by maker, those that are exploited first.

    The key comes from the advisories, so that the same digest is written once.
    """
    by_maker: dict[str, list[ReachedAdvisory]] = {}
    for line in sorted(found, key=lambda line: (not line.exploited, _maker(line).casefold(), line.title)):
        by_maker.setdefault(_maker(line), []).append(line)
    exploited = sum(line.exploited for line in found)
    number = "an advisory" if len(found) == 1 else counted(len(found), "advisory")
    known = f", {exploited} known to be exploited" if exploited else ""
    return Notice(
        key=notice_key(tenant_id, "advisories", *sorted(line.url for line in found), now.date().isoformat()),
        tenant_id=tenant_id,
        reason=Reason.ADVISORIES,
        severity=Severity.LOW,
        title=f"Vulnerabilities: {number} on products of your inventory{known}",
        lines=tuple(text for maker, lines in by_maker.items() for text in _lines(maker, lines)),
        created=now,
    )


def _maker(line: ReachedAdvisory) -> str:
    return line.makers[0] if line.makers else "unnamed"


def _lines(maker: str, lines: Sequence[ReachedAdvisory]) -> list[str]:
    items = dict.fromkeys(item for line in lines for item in line.items)
    shown = [f"{maker}, your {', '.join(items)}: {_line(lines[0])}", *(_line(line) for line in lines[1:_SHOWN])]
    return [*shown, f"and {len(lines) - _SHOWN} more of {maker}"] if len(lines) > _SHOWN else shown


def _line(line: ReachedAdvisory) -> str:
    missing = [name for name in line.vulnerabilities[:_SHOWN] if name not in line.title]
    more = len(line.vulnerabilities) - _SHOWN
    named = ", ".join([*missing, *([f"and {more} more"] if more > 0 else [])])
    parts = (line.title, named and f"({named})", "KNOWN TO BE EXPLOITED" if line.exploited else "", line.url)
    return " ".join(part for part in parts if part)
