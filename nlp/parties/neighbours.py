"""The names that stand around another: before it, behind it, beside it and in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.parties.candidates import Candidate, Mention
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

READ = 8  # mentions of a name
_BEHIND = 170  # code points behind a name in which another is near
_NEXT = re.compile(  # of names in a list
    r"(?: \([^()]{0,80}\))?\.?,? ?(?:and |as well as )?(?:the )?(?:[a-z][\w-]+ ){0,4}$"
)
_BEFORE_VERB = re.compile(r"\.?,? (?:has |have |had |was |were |been |also |all |among those )*$")


def others_beside(
    provider: Candidate, candidates: list[Candidate], sentence: int
) -> Iterator[tuple[Candidate, Mention]]:
    """The other names of a sentence, with each of their first mentions there."""
    for other in candidates:
        if other is not provider:
            yield from ((other, at) for at in other.mentions[:READ] if at.sentence == sentence)


def nearest_before(
    provider: Candidate, candidates: list[Candidate], mention: Mention, sentence: Sentence, back: int = 0
) -> str | None:
    """The name nearest before a mention in its `sentence` or the `back` before it, but none that only says who spoke.

    Of "Quill, the biller of Oakfeld, said that its host" that is Quill.
    """
    near = [
        (m.start, m.end, c.key)
        for c in candidates
        if c is not provider
        for m in c.mentions
        if mention.sentence - back <= m.sentence <= mention.sentence and m.start < mention.start
    ]
    if not near:
        return None
    start, end, key = max(near)
    for _, before, subject in sorted(name for name in near if 0 < start - name[1] < _NEAR):
        between = sentence.text[max(0, before - sentence.start) : max(0, start - sentence.start)]
        if _APPOSED.match(between) and _THEN_VERB.match(sentence.text[end - sentence.start :]):
            return subject
    return key


_NEAR = 120  # code points between two names of which one may say who the other is
_APPOSED = late(r"^, (?:an?|the|one of|which|who) [^.;,]*$")
_THEN_VERB = late(
    r"^[^.;,]{0,40}, (?:has |have |had |also |later )*(?:said|says|told|confirmed|announced|warned|was|is|admitted)\b"
)


def listed_before(
    provider: Candidate, candidates: list[Candidate], at: Mention, sentence: Sentence, reached: int
) -> Iterator[str]:
    """The name before a place in a sentence, and those that stand in a list with it."""
    edge, between = sentence.start + reached, _BEFORE_VERB
    named = ((m, c.key) for c in candidates if c is not provider for m in c.mentions if m.sentence == at.sentence)
    for start, end, key in sorted(((m.start, m.end, key) for m, key in named if m.end <= edge), reverse=True):
        if not between.match(sentence.text[end - sentence.start : edge - sentence.start]):
            return
        yield key
        edge, between = start, _NEXT


def listed_after(provider: Candidate, candidates: list[Candidate], at: Mention, sentence: Sentence) -> Iterator[str]:
    """The names that stand in a list behind a mention, up to its "and" ("of X, Y and Z")."""
    edge, link = at.end, _SECOND
    named = ((m, c.key) for c in candidates if c is not provider for m in c.mentions if m.sentence == at.sentence)
    for start, end, key in sorted((m.start, m.end, key) for m, key in named if edge <= m.start < edge + _LIST):
        between = sentence.text[edge - sentence.start : start - sentence.start]
        if not link.fullmatch(between):
            return
        yield key
        if "and" in between.split():
            return
        edge, link = end, _FURTHER


_LIST = 400  # code points that are read of a list
_SECOND = re.compile(r"(?: \([^()]{0,80}\))?(?:,| and) (?:the )?")  # of two there is no "X, and Y"
_FURTHER = re.compile(r"(?: \([^()]{0,80}\))?(?:,|,? and) (?:the )?")


def nearest_after(provider: Candidate, candidates: list[Candidate], mention: Mention) -> str | None:
    """The name next behind a mention in its sentence."""
    near = [
        (m.start, c.key)
        for c in candidates
        if c is not provider
        for m in c.mentions
        if m.sentence == mention.sentence and 0 < m.start - mention.end < _BEHIND
    ]
    return min(near)[1] if near else None
