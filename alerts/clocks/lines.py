"""Clocks in words, the same on every channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from model.clock import Basis, Due, Owed

DISCLAIMER = "Reminders, not legal advice. Acknowledging an alert starts no clock."
_COUNTED = {
    Basis.AWARE: "if awareness were counted from the first alert",
    Basis.MATERIAL: "if it had been found material at the first alert",
    Basis.CLASSIFIED: "if it had been classified at the first alert",
}
_RECORDED = {
    Basis.AWARE: "from the recorded awareness",
    Basis.MATERIAL: "from the recorded finding that it is material",
    Basis.CLASSIFIED: "from the recorded classification as major",
}


def due_lines(clocks: Sequence[Due]) -> tuple[str, ...]:
    """`2026-03-05 09:00 UTC: notify the supervisory authority (GDPR Art. 33(1)), if awareness were counted ...`."""
    return tuple(_due(due) for due in clocks)


def _due(due: Due) -> str:
    when = f"{due.at:%Y-%m-%d %H:%M} UTC" if due.at else "Without undue delay"
    counted = (_RECORDED if due.recorded else _COUNTED)[due.basis]
    note = f"; {due.note}" if due.note and due.at else ""
    return f"{when}: {due.what} ({due.rule}), {counted}{note}"


def next_due(clocks: Sequence[Due], now: datetime) -> Due | None:
    """The first that is still to come, else the last that has passed; None where none has a date."""
    dated = sorted((due.at, place) for place, due in enumerate(clocks) if due.at)
    coming = (one for one in dated if one[0] > now)
    found = next(coming, dated[-1] if dated else None)
    return clocks[found[1]] if found else None


def in_short(due: Due) -> str:
    """Its date and rule in a few words, for a list or a table."""
    return f"{due.at:%Y-%m-%d %H:%M} UTC, {due.rule}{'' if due.recorded else ' (from the first alert)'}"


def owed_lines(owed: Sequence[Owed]) -> tuple[str, ...]:
    """`Mixpanel owes OpenAI a notice: GDPR Art. 33(2), as sub-processor, ...`, each once."""
    said = (f"{one.debtor} owes {one.creditor} a notice: {one.rule}, {one.text}" for one in owed)
    return tuple(dict.fromkeys(said))
