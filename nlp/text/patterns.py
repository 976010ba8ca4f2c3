r"""Patterns of English words, looked for by RE2: in time linear in the text, and ten times as fast as `re`.

RE2 finds what `re` finds, the first alternative first, and has no looking ahead or behind. Its `\b` knows ASCII
letters only, which is where English words end; `\w` is made to mean what it means to `re` in Latin script, among signs
and in Asian full width. Within the ranges of other scripts it takes marks too: the 730 stretches of all letters make
a pattern ten times as slow to build.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, islice
from typing import Any, cast

import re2

_ROOM = 64 << 20  # bytes for the states of one pattern: with RE2's 8 MB the largest are built anew all the time
_PART = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.", re.DOTALL)
_EXACT = ((0x80, 0x370), (0x2000, 0x3100), (0xF900, 0x10000), (0x1F000, 0x1FC00))  # code points looked at one by one
_WHOLE = ((0x370, 0x2000), (0x3100, 0xD800), (0x10000, 0x1F000), (0x20000, 0x40000))  # scripts taken as letters


def words(pattern: str, *, lines: bool = False) -> re.Pattern[str]:
    """The pattern, whatever the case of letters; `lines`: `^` and `$` are the ends of lines.

    The text must hold no lone surrogates, which `nlp.text.normalise` takes out.

    Raises:
        re2.error: it looks ahead or behind, or is none.
    """
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _ROOM
    found = re2.compile(f"(?m){_with_letters(pattern)}" if lines else _with_letters(pattern), options)
    return cast("re.Pattern[str]", found)


class _Late:
    """Stands for a pattern of `re` and compiles it when the first of its methods is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)  # next time it is found without coming here
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of `re` that most documents never ask for, compiled by the first that does."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


def times(pattern: re.Pattern[str], text: bytes, most: int) -> int:
    """How often one of `words` stands in a text, counted up to `most`.

    The text is given in UTF-8, as RE2 reads it, so that who looks for many patterns encodes it once.
    """
    return len(starts(pattern, text, most))


def starts(pattern: re.Pattern[str], text: bytes, most: int) -> list[int]:
    """The same as the bytes where the first of them begin."""
    return [match.start() for match in islice(cast("re.Pattern[bytes]", pattern).finditer(text), most)]


def _with_letters(pattern: str) -> str:
    r"""`\w` written as the letters and digits, within brackets and without.

    Letters have their capitals among them, so that RE2 need not look for these once more.
    """

    def written(part: re.Match[str]) -> str:
        text = part.group()
        if r"\w" not in text:
            return text
        letters = _letters() if text.startswith("[") else f"[{_letters()}]"
        return "(?-i:" + text.replace(r"\w", letters) + ")"

    return _PART.sub(written, pattern)


@cache
def _letters() -> str:
    """The ranges of letters and digits, to stand in brackets."""
    single = (number for start, end in _EXACT for number in range(start, end) if chr(number).isalnum())
    # consecutive numbers keep their distance to their place in the row
    runs = [[number for _, number in run] for _, run in groupby(enumerate(single), lambda pair: pair[1] - pair[0])]
    ranges = [*((run[0], run[-1]) for run in runs), *((start, end - 1) for start, end in _WHOLE)]
    return "0-9A-Za-z_" + "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in ranges)
