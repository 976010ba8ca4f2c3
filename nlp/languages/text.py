"""The text as it is matched: folded without moving any offset, and cut into sentences."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from model.disclosure import whole_text

_LATIN_END = 0x250
_FULLWIDTH = range(0xFF01, 0xFF5F)
_PUNCTUATION = dict(zip("\u2018\u2019\u02bc\u2010\u2011\u2013\u2014\u00a0\u202f\u3000", "'''----   ", strict=True))


class _Folding(dict[int, str]):
    """Code point -> one folded character; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if ord(character) in _FULLWIDTH:
        character = chr(ord(character) - 0xFEE0)
    elif ord(character) < _LATIN_END or "\u1e00" <= character <= "\u1eff":
        base = unicodedata.normalize("NFD", character)[0]
        character = base if base.isalpha() else character
    lower = character.lower()
    return lower if len(lower) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` without case, accents and full-width forms; of the same length, so that offsets stay true."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading with the list below it; `folded` is `text` as it is matched."""

    start: int
    end: int
    folded: str
    in_title: bool
    index: int


_BREAK = re.compile(r"[.!?][\"')\]»”]{0,3}(?=\s)|[。！？!?]+[」』）)]?|\n")  # noqa: RUF001 - as written in Japanese
BULLET = re.compile(r"\s*(?:(?:[-*•·◦–—]|\d{1,2}[.)])\s|・)")  # noqa: RUF001 - bullets
_LABELLED = re.compile(r"[^:\n]{2,40}[:\uff1a]")
_LIST_FOLLOWS = re.compile(r"次の|以下の|下記の|folgend|suivant|siguiente|seguent|seguinte|volgende")
_LETTER = re.compile(r"\w")
_LAST_WORD = re.compile(r"(\w+)\.$")
_PARTICLE = re.compile(r"[のはがをにとでもへやよか、]")  # goes on behind a parenthesis: "(以下「当社」という。)の"
_MAX_ORDINAL_DIGITS = 2
_LIMIT = 60_000


def sentences(text: str, title_end: int, abbreviations: frozenset[str]) -> list[Sentence]:
    """Cuts `text` at sentence ends and lines; a line that ends in a colon keeps the bullets below it."""
    folded = fold(text)
    found: list[Sentence] = []
    start, governs = 0, False
    for match in _BREAK.finditer(text):
        end = match.end()
        if end <= start:
            continue
        if match.group() == "\n":
            line = text[text.rfind("\n", start, match.start()) + 1 if governs else start : match.start()].strip()
            bullet = BULLET.match(text, end, end + 12) is not None
            labelled = _LABELLED.match(text, end, end + 44) is not None
            if end - 1 != title_end and bullet and not labelled and (governs or line.endswith((":", "\uff1a"))):
                governs = True
                continue
        elif _bullets_follow(text, end) and (text[end - 1] in "?\uff1f" or _LIST_FOLLOWS.search(folded, start, end)):
            governs = True
            continue
        elif governs or not _ends_sentence(folded, match.start(), end, abbreviations):
            continue
        governs = False
        _append(found, folded, start, end, title_end)
        start = end
    _append(found, folded, start, len(text), title_end)
    return found


def _bullets_follow(text: str, end: int) -> bool:
    return text[end : end + 1] == "\n" and BULLET.match(text, end + 1, end + 13) is not None


def _append(found: list[Sentence], folded: str, start: int, end: int, title_end: int) -> None:
    if _LETTER.search(folded, start, end):
        found.append(Sentence(start, end, folded[start:end], end <= title_end + 1, len(found)))


def _ends_sentence(folded: str, stop: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the mark at `stop` ends a sentence: not in brackets, nor after "1,2 Mio.", "z. B." or "14."."""
    if folded[stop] != ".":
        return folded[end - 1] != ")" or _PARTICLE.match(folded, end) is None
    word = _LAST_WORD.search(folded, max(0, stop - 20), stop + 1)
    if word is None:
        return True
    token = word.group(1)
    ordinal = token.isdigit() and len(token) <= _MAX_ORDINAL_DIGITS
    abbreviated = token in abbreviations or (len(token) == 1 and token.isalpha())
    return not (ordinal or abbreviated) or folded[end : end + 1] == "\n"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it is read: `raw` is what offsets count in."""

    raw: str
    folded: str
    title_end: int
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`."""
        index = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None


def read(title: str, text: str, abbreviations: frozenset[str]) -> Reading:
    """The document, folded and cut.

    Only the first 60,000 characters are read: a page is about what it begins with, and work stays bounded.
    """
    raw = whole_text(title, text)[:_LIMIT]
    title_end = min(len(title), len(raw)) if title else -1
    return Reading(raw, fold(raw), title_end, tuple(sentences(raw, title_end, abbreviations)))
