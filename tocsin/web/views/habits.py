"""A vendor's history in figures: incidents a year, data lost so far, and how long it takes to say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from config.data_types import label
from model.incident import Incident
from model.vocabulary import DataStatus, Role

History = Sequence[tuple[int, Incident, Role]]
BAR, GAP, HEIGHT = 26, 10, 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: `x`, and the heights in pixels of its incidents as breached and as hit through others."""

    year: int
    x: int
    own: int
    through: int
    own_height: int
    through_height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of every year between the first and the last, without gaps; sizes in pixels."""

    bars: tuple[Bar, ...]
    width: int
    most: int


@dataclass(frozen=True, slots=True)
class Habit:
    """How many days pass from one date to the disclosure, over so many incidents that say both."""

    text: str
    incidents: int
    middle: int
    longest: int


def yearly(history: History) -> Chart:
    """Incidents by the year of their first publication."""
    counts = Counter((told.first_published.year, role) for _, told, role in history if told.first_published)
    if not counts:
        return Chart((), 0, 0)
    first, last = min(year for year, _ in counts), max(year for year, _ in counts)
    most = max(counts[year, Role.BREACHED] + counts[year, Role.DOWNSTREAM] for year in range(first, last + 1))
    bars = []
    for place, year in enumerate(range(first, last + 1)):
        own, through = counts[year, Role.BREACHED], counts[year, Role.DOWNSTREAM]
        heights = round(HEIGHT * own / most), round(HEIGHT * through / most)
        bars.append(Bar(year, GAP + place * (BAR + GAP), own, through, *heights))
    return Chart(tuple(bars), GAP + len(bars) * (BAR + GAP), most)


def types_lost(history: History) -> list[tuple[str, str, int]]:
    """(id, label, number of incidents) of every data type exposed so far in incidents of the vendor's own."""
    counted = Counter(
        fact.type
        for _, told, role in history
        if role is Role.BREACHED
        for fact in told.data_types
        if fact.status is DataStatus.EXPOSED
    )
    return [(kind.value, label(kind), number) for kind, number in counted.most_common()]


def habits(history: History, discovered: Mapping[int, str]) -> tuple[Habit, ...]:
    """Days from occurrence and from discovery to disclosure; only whole days that differ count."""
    own = [(number, told) for number, told, role in history if role is Role.BREACHED and told.first_published]
    occurred = _days((told.occurred, told.first_published) for _, told in own)
    found = _days((discovered.get(number), told.first_published) for number, told in own)
    named = (("from the event to the disclosure", occurred), ("from its discovery to the disclosure", found))
    return tuple(Habit(text, len(days), round(median(days)), max(days)) for text, days in named if days)


def _days(pairs: Iterable[tuple[str | None, date | None]]) -> list[int]:
    spans = []
    for start, end in pairs:
        try:
            days = (end - date.fromisoformat(start)).days if start and end else -1
        except ValueError:
            continue  # "2025-11" and "--11-08" are no days
        if days > 0:  # history often has one day for both, which says nothing of a habit
            spans.append(days)
    return spans
