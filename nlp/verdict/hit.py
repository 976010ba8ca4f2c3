"""Which names of a page have a sign that they were hit, and how many signs."""

from __future__ import annotations

from nlp.parties.scored import Scored
from nlp.reading import Reading


def events(reading: Reading) -> int:
    """The strongest count of signs that one name was hit; 0 where attacks are told of nobody in particular."""
    return max((sum(min(1, item.found[name]) for name in _HIT) for item in _told_of(reading)), default=0)


def names_hit(reading: Reading) -> int:
    """How many names have a sign that they were hit."""
    return sum(any(item.found[name] for name in _HIT) for item in _told_of(reading))


def _told_of(reading: Reading) -> list[Scored]:
    listed = ("list_security", "list_press", "denied")
    return [item for item in reading.scored if not item.actor and not any(item.found[name] for name in listed)]


_HIT = (
    "r_suffered",
    "r_lost",
    "r_says_event",
    "r_says_entered",
    "r_event_noun",
    "l_event_at",
    "l_verb_object",
    "r_things",
    "r_notifies",
    "l_from",
)
