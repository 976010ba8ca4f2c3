"""Whether a dependency has ended: a day that is still to come ends nothing yet, nor does one after a breach for it."""

from __future__ import annotations

import re
from datetime import date

from model.incident import Incident

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def has_ended(ended: date | None, today: date) -> bool:
    """Whether the day that is told as its end, if any, has come."""
    return ended is not None and ended <= today


def last_before(incident: Incident, today: date) -> date:
    """The last day of a dependency that was over before the breach: the first on which that can have happened.

    Where nobody says when it happened, that is the day of publication.
    """
    found = _DAY.fullmatch(incident.occurred or "")
    try:
        began = date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else today
    except ValueError:
        began = today
    return min(began, incident.first_published or today, today)


def end_in_words(ended: date | None, today: date) -> str:
    """What is added to an edge: ", ended 2026-03-01", ", ends 2027-01-01", or nothing where no end is told."""
    if ended is None:
        return ""
    return f", {'ended' if has_ended(ended, today) else 'ends'} {ended}"
