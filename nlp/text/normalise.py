"""Makes text plain for rules without moving a single offset."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\uff07": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "\u2014", "\u2212": "-",
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ",  # noqa: E501 a small number or a flat list of rules reads best in place
        "\u2028": "\n", "\u2029": "\n", "\x0b": " ", "\x0c": "\n", "\r": " ", "\x85": "\n",
        "\u0130": "I", "\u017f": "s",  # so that small letters are as many as capital ones
        "\u200b": " ", "\u200e": " ", "\u200f": " ", "\u2060": " ", "\ufeff": " ",
    }
)  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|<!--[^<>]{0,300}-->")
_BREAK_TAG = re.compile(r"</?(?:p|br|li|ul|ol|div|h[1-6]|tr|table)\b", re.IGNORECASE)
_CAPITALS, _SMALL = ascii_uppercase.encode(), ascii_lowercase.encode()
_SHOUT = 0.7  # share of capitals among letters from which a text is taken to shout


def normalise(text: str) -> str:
    """`text` with quotes, dashes and blanks made plain and markup blanked, code point for code point (same length)."""
    plain = text.translate(_SAME_LENGTH)
    if not plain.isascii():
        plain = _SURROGATE.sub("\ufffd", plain)
    if "<" in plain:
        plain = _TAG.sub(_blank, plain)
    return plain


def _blank(tag: re.Match[str]) -> str:
    filler = "\n" if _BREAK_TAG.match(tag.group()) else " "
    return filler + " " * (len(tag.group()) - 1)


def shouts(text: str, least: int = 40) -> bool:
    """Whether most of at least `least` letters are capitals, so that capitals say nothing about names."""
    sample = text[:20_000]
    if sample.isascii():
        plain = sample.encode()
        capitals = len(plain) - len(plain.translate(None, _CAPITALS))
        letters = capitals + len(plain) - len(plain.translate(None, _SMALL))
    else:
        letters = sum(map(str.isalpha, sample))
        capitals = sum(map(str.isupper, sample))
    return letters > least and capitals > _SHOUT * letters
