"""Gives text in capitals, and Headlines With a Capital on Each Word, the letters that it would have in a sentence.

Names are told by their capitals; where every word has one, they drown. No letter moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

from nlp.text.lexicon import load, words
from nlp.text.normalise import shouts

_WORD: Final = re.compile(r"[^\W\d_]+")
_OPENS: Final = re.compile(r"(?:^|[.!?:\n\"|*\u2022])[\s\"'(*-]*$")
_FEWEST: Final = 4  # words of a headline from which its capitals say that it is one
_READ: Final = 20_000  # code points of a body in which the capitals of names are looked for
_SHARE: Final = 0.8  # of the words of a headline that are no mere links, how many begin with a capital
_LINK: Final = 3  # letters of the longest word that headlines may write small
_ENDINGS: Final = ("s", "es", "d", "ed", "ing")
_MAY: Final = re.compile(r"(?:in|on|of|by|since|from|until|late|early|mid-?|\d(?:st|nd|rd|th)?)\s*$", re.IGNORECASE)


def recased(text: str, title_length: int) -> str:
    """`text`, which begins with `title_length` code points of title, with capitals where sentences have them."""
    title, body = text[:title_length], text[title_length:]
    loud = shouts(body)
    if _headline(title):
        title = _calm(title, _Written.of("" if loud else body[:_READ]), loud=shouts(title, least=12))
    return title + (_calm(body, _Written.of(""), loud=True) if loud else body)


def _headline(title: str) -> bool:
    longer = [word for word in _WORD.findall(title) if len(word) > _LINK]
    capitals = sum(word[0].isupper() for word in longer)
    return shouts(title, least=12) or (len(longer) >= _FEWEST and capitals >= _SHARE * len(longer))


@dataclass(frozen=True, slots=True)
class _Written:
    """What running text writes with a capital where none is due: single words, and pairs of words side by side."""

    singles: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, body: str) -> Self:
        found = list(_WORD.finditer(body))
        small = {match.group() for match in found if match.group().islower()}
        named = {
            match.group().lower() for match in found if match.group()[0].isupper() and not _opens(body, match.start())
        }
        pairs = {
            (one.group().lower(), other.group().lower())
            for one, other in pairwise(found)
            if one.group()[0].isupper() and other.group()[0].isupper() and other.start() - one.end() == 1
        }
        return cls(frozenset(named - small), frozenset(pairs))


def _opens(text: str, at: int) -> bool:
    return _OPENS.search(text[max(0, at - 4) : at]) is not None if at else True


def _calm(text: str, written: _Written, *, loud: bool) -> str:
    """Ordinary words made small; where the text is `loud`, others keep their first capital alone."""
    found = list(_WORD.finditer(text))
    low = [match.group().lower() for match in found]
    endings = load("common_names")["endings"]
    pieces, last, follows = [], 0, False
    for at, match in enumerate(found):
        word, opens = match.group(), _opens(text, match.start())
        named = low[at] in written.singles or not written.pairs.isdisjoint(pairwise(low[max(0, at - 1) : at + 2]))
        named = named or (follows and low[at] in endings) or (not loud and word.isupper() and len(word) > 1)
        if not (named or opens or _is_month(text, match)) and _common(low[at]):
            word = _lowered(word)
        elif loud:
            word = word[0] + _lowered(word[1:])
        pieces += [text[last : match.start()], word]
        last, follows = match.end(), word[0].isupper() and not (opens and _common(low[at]))
    return "".join([*pieces, text[last:]])


def _is_month(text: str, word: re.Match[str]) -> bool:
    """Whether "may" beside a number or "in" is the month."""
    if word.group().lower() != "may":
        return False
    return bool(_MAY.search(text[max(0, word.start() - 7) : word.start()]) or re.match(r"\s+\d", text[word.end() :]))


def _lowered(word: str) -> str:
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in word)


def _common(word: str) -> bool:
    known = words("common_words")
    return word in known or any(word.endswith(end) and word[: -len(end)] in known for end in _ENDINGS)
