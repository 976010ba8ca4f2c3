"""Text as the words that are indexed. Done here and not by an engine, so that every database finds the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_TOKEN = 64  # characters; longer runs are no words that anybody types
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['\u2019\u02bc](?:s\\b)?")
# TM and SM, which would become letters of the name before; and the Turkish small letter whose capital is that of i.
_SIGNS = str.maketrans({"\u2122": " ", "\u2120": " ", "\u0131": "i"})
# Letters that have no accent which could be taken away, as whoever has no such key writes them.
_STRUCK = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
# Kana and Han are written without spaces: each character is a word of its own, and a run of them is a phrase.
_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_SIBILANT = ("ches", "shes", "sses", "xes", "zes")


def tokenise(text: str) -> list[str]:
    """The words of a text: without case, accents, apostrophes and English plurals; never blank, never over 64 long."""
    return [stem(word[:MAX_TOKEN]) for word in words(text)]


def words(text: str) -> list[str]:
    """The words before their plural is taken off; what a prefix is compared with."""
    return _WORD.findall(_folded(text))


@lru_cache(maxsize=131_072)
def stem(word: str) -> str:
    """The word without an English plural ending.

    After D. Harman's S-stemmer (How effective is suffixing?, JASIS 42, 1991), with `-ches`, `-xes` and their like.
    """
    if len(word) < 4 or not word.isascii() or not word.endswith("s") or not word.isalpha():  # noqa: PLR2004 - "gas"
        return word
    if word.endswith("ies"):
        return word if word.endswith(("aies", "eies")) else word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    return word if word.endswith(("us", "ss", "aes", "ees", "oes")) else word[:-1]


def is_unspaced(word: str) -> bool:
    """Whether a word of `words` is a character of a script that is written without spaces."""
    return _UNSPACED.fullmatch(word) is not None


def _folded(text: str) -> str:
    if text.isascii():
        return _APOSTROPHE.sub("", text.lower())
    small = _APOSTROPHE.sub("", text.translate(_SIGNS).casefold())
    parts = unicodedata.normalize("NFKD", small).casefold()  # again: a sign such as № comes apart into capitals
    bare = "".join(character for character in parts if unicodedata.category(character) != "Mn")
    return _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", bare.translate(_STRUCK)))
