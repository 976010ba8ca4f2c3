"""What the trained tagger says of a name: features beside those of the words around it, and names it alone found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nlp.lexicon import words
from nlp.odds import bounded_logit
from nlp.parties.candidates import Candidate, Mention, fold_name
from nlp.tagger import TAGS, Tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp.sentences import Sentence

_ROLES: Final = ("BREACHED", "DOWNSTREAM", "ACTOR")
_READ = 12  # mentions of a name
_SURE = 0.6  # mean probability from which words are a name of their own
_LONGEST = 60


def tagged_features(candidates: Sequence[Candidate], tagged: Tagged) -> list[dict[str, float]]:
    """For each candidate how the tagger reads it: most and mean of each role, and its place among the others."""
    means = [_roles(candidate, tagged) for candidate in candidates]
    found: list[dict[str, float]] = []
    best = sorted((m["BREACHED"][1] for m in means if m), reverse=True)[:2]
    for roles in means:
        if roles is None:
            found.append({"t_unread": 1.0})
            continue
        row: dict[str, float] = {}
        for role in _ROLES:
            most, mean = roles[role]
            row |= {f"t_{role}_max": most, f"t_{role}_mean": mean, f"t_{role}_logit": bounded_logit(mean)}
        mean = roles["BREACHED"][1]
        rival = best[1] if len(best) > 1 and mean == best[0] else best[0]
        row["t_best"], row["t_margin"] = float(mean == best[0]), mean - (rival if len(best) > 1 else 0.0)
        found.append(row)
    return found


def _roles(candidate: Candidate, tagged: Tagged) -> dict[str, tuple[float, float]] | None:
    """(highest, mean) probability of each role over the mentions; None where none was read."""
    rows = [row for m in candidate.mentions[:_READ] if (row := tagged.of(m.start, m.end)) is not None]
    if not rows:
        return None
    return {
        role: (max(float(row[at]) for row in rows), sum(float(row[at]) for row in rows) / len(rows))
        for role, at in ((role, TAGS.index(role)) for role in _ROLES)
    }


_LINK = re.compile(r",? (?:and|&|of|for|on|at|in)(?: the)? |, ")
_WITHIN = 0.5  # mean probability of being breached from which a link word is part of a name


def joined(text: str, candidates: Sequence[Candidate], tagged: Tagged) -> list[Candidate]:
    """The candidates, those made one whose link ("Heating and Cooling") the tagger reads as part of the name."""
    ends = {m.start: (c, m) for c in candidates for m in c.mentions}
    merged: dict[str, str] = {}
    for candidate in candidates:
        for mention in candidate.mentions[:_READ]:
            link = _LINK.match(text, mention.end)
            following = ends.get(link.end()) if link else None
            if link is None or following is None or following[0] is candidate:
                continue
            row = tagged.of(link.start(), link.end() - 1)
            if row is not None and float(row[TAGS.index("BREACHED")]) >= _WITHIN:
                merged[following[0].key] = candidate.key
    return _merged(text, candidates, merged)


def _merged(text: str, candidates: Sequence[Candidate], into: dict[str, str]) -> list[Candidate]:
    by_key = {c.key: c for c in candidates}
    for right, left in into.items():
        first, second = by_key.get(left), by_key.get(right)
        if first is None or second is None:
            continue
        pairs = [(a, b) for a in first.mentions for b in second.mentions if _LINK.fullmatch(text, a.end, b.start)]
        a, b = pairs[0]
        name = text[a.start : b.end]
        whole = Mention(name, a.start, b.end, a.sentence)
        del by_key[right]
        first.name, first.mentions = name, [whole if m is a else m for m in first.mentions]
    return list(by_key.values())


_INSIDE = re.compile(r"[\w.&+'@-]")


def proposed(
    text: str, sentences: Sequence[Sentence], candidates: Sequence[Candidate], people: set[str], tagged: Tagged
) -> list[Candidate]:
    """Names that only the tagger found ("mindbody"), as candidates; not those of `people`."""
    taken = [(m.start, m.end) for c in candidates for m in c.mentions]
    keys = {c.key for c in candidates}
    found: dict[str, Candidate] = {}
    for start, end in _spans(text, tagged):
        if any(start < right and end > left for left, right in taken):
            continue
        name, key = text[start:end], fold_name(text[start:end])
        index = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), None)
        if (
            index is None
            or key in keys
            or len(key) < 2  # noqa: PLR2004
            or not _NAMELIKE.search(name)
            or key in _SMALL
            or name in people
            or (key in words("common_words") and _mostly_actor(tagged, start, end))
        ):
            continue
        found.setdefault(key, Candidate(name, key)).mentions.append(Mention(name, start, end, index))
    return list(found.values())


def _mostly_actor(tagged: Tagged, start: int, end: int) -> bool:
    """Whether the tagger takes the words for an attacker before all: "Extortion crew" at the head of a title."""
    row = tagged.of(start, end)
    return row is not None and int(row[1:].argmax()) + 1 == TAGS.index("ACTOR")


_SMALL = frozenset(
    re.findall(r"\w+", "the of and its his her their our this that it they we you he she for at in on by to")
)
_NAMELIKE = re.compile(r"[A-Z\d]|\w\.\w|^[a-z]+$")


def _spans(text: str, tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Runs of pieces that are mostly the name of a party, widened to whole words."""
    mass = tagged.roles[:, [TAGS.index(role) for role in _ROLES]].sum(axis=1)
    at = 0
    while at < len(mass):
        if mass[at] < _SURE:
            at += 1
            continue
        stop = at + 1
        while stop < len(mass) and mass[stop] >= _SURE and 0 <= tagged.starts[stop] - tagged.ends[stop - 1] <= 1:
            stop += 1
        start, end = int(tagged.starts[at]), int(tagged.ends[stop - 1])
        while start and _INSIDE.match(text[start - 1]):
            start -= 1
        while end < len(text) and _INSIDE.match(text[end]):
            end += 1
        while end > start and text[end - 1] in ".'-":
            end -= 1
        if 1 < end - start <= _LONGEST:
            yield start, end
        at = stop
