"""Others who were hit before: "Another brewer, Tarn, suffered an attack in 2020", "a year ago Tarn was hit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from model.vocabulary import Role
from nlp.figures.days import MONTH
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_BACK = late(  # how a sentence, or what follows a colon, begins that looks back
    r"(?:^|[:;] )(?:(?:another|a second|one other)(?: [\w'-]+){1,4}?(?:,| that| which| to )"
    r"|(?:a|one|two|three|four|five|ten|\d+) (?:year|month|week)s? (?:ago|earlier|before)\b"
    r"|last (?:year|month|spring|summer|autumn|fall|winter)\b|(?:earlier|previously|in the past)\b,?"
    r"|in recent (?:years|months|weeks)\b|(?:other|recent|past|previous|earlier) (?:[\w-]+ ){0,2}(?:victims?"
    r"|cases?|targets?) ?)"
    r"|\b(?:not|hardly|far from) the first\b|\bthe (?:second|third|fourth|fifth) (?:[\w-]+ ){0,3}?(?:attack"
    r"|breach|hack|incident)\b",
    re.IGNORECASE,
)
_FOLLOWS = late(  # "the attack follows those on X and Y"
    r"\b(?:attack|breach|hack|incident|theft|leak|intrusion|it)\b[^.;]{0,40}? "
    r"(?:follows|echoes|recalls|resembles|comes (?:[\w-]+ ){0,3}?after) "
    r"(?:those|(?:similar|other|several|two|earlier)(?: [\w-]+){0,2}? (?:attack|breache?|hack|incident|theft)s)"
    r"(?: last \w+)? (?:on|at|of|against) [^.;]*$",
    re.IGNORECASE,
)
_IN_YEAR = late(
    rf"(?:^|[:;] )(?:back )?in (?:early |late |mid-)?(?:{MONTH},? )?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_OURS = late(
    r"\b(?:its|our|their|the company's|vendor|supplier|provider|contractor|subsidiary|parent)\b", re.IGNORECASE
)
_LONG = 2  # years before publication from which a year that opens a sentence looks back


def set_aside(scored: Sequence[Scored], sentences: Sequence[Sentence], published: date | None) -> None:
    """Takes the role from names that only stand where a page looks back, if others are who was hit now.

    Their `found["earlier"]` is set.
    """
    hit = [item for item in scored if item.role in (Role.BREACHED, Role.DOWNSTREAM)]
    past = [item for item in scored if _is_past(item, sentences, published)]
    now = {item.candidate.key for item in hit} - {item.candidate.key for item in past}
    if not now:
        return
    for item in past:
        item.found["earlier"] = 1
        if item.role is Role.BREACHED:
            item.role, item.why = None, ""


def _is_past(item: Scored, sentences: Sequence[Sentence], published: date | None) -> bool:
    """Whether it only stands in sentences that look back, of which no page begins with one, or before another event."""
    first = next((i for i, s in enumerate(sentences) if s.shape != "title"), 0)
    return all(
        _is_followed(sentences[m.sentence], m.start)
        or (m.sentence > first and _looks_back(sentences[m.sentence], m.start, published))
        for m in item.candidate.mentions
    )


def _is_followed(sentence: Sentence, start: int) -> bool:
    at = start - sentence.start
    return _FOLLOWS.search(sentence.text[max(0, at - _NEAR) : at]) is not None and not _OURS.search(sentence.text)


_NEAR = 300  # code points before a name


def _looks_back(sentence: Sentence, start: int, published: date | None) -> bool:
    """Whether the words of a sentence before a name in it say that it tells of what happened before."""
    text, at = sentence.text, start - sentence.start
    before = text[:at]
    if _OURS.search(text):
        return False
    year = _IN_YEAR.search(before)
    long_ago = year is not None and published is not None and int(year["year"]) <= published.year - _LONG
    return long_ago or _BACK.search(before) is not None
