"""Patterns: `\\w` for RE2, and patterns that are compiled when asked for."""

from __future__ import annotations

import re
import sys

import pytest

from nlp.text.patterns import late, words

_ALL = "".join(chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)
_RE = frozenset(re.findall(r"\w", _ALL))


def test_a_letter_or_digit_of_any_script_is_part_of_a_word() -> None:
    assert frozenset(words(r"\w").findall(_ALL)) >= _RE


def test_in_latin_and_among_signs_nothing_else_is() -> None:
    more = frozenset(words(r"\w").findall(_ALL)) - _RE
    exact = [one for one in more if one < "\u0370" or "\u2000" <= one < "\u3100" or "\uf900" <= one <= "\uffff"]
    assert not exact
    assert not [one for one in "\u2122\u2014\u20ac\U0001f512" if words(r"\w").search(one)]


def test_in_brackets_it_stands_beside_others_and_can_be_excluded() -> None:
    assert words(r"[\w'-]+").findall("O'Brien's caf\u00e9 \u2014 Stra\u00dfe-7") == [
        "O'Brien's",
        "caf\u00e9",
        "Stra\u00dfe-7",
    ]
    assert words(r"[^\w]+").findall("caf\u00e9 \u2014 x") == [" \u2014 "]


def test_a_word_is_found_whatever_the_case() -> None:
    assert words(r"\bZUG \w+\b").findall("zug \u00c4rger") == ["zug \u00c4rger"]


def test_a_late_pattern_is_compiled_by_who_asks_first() -> None:
    pattern = late(r"(a+)B", re.IGNORECASE)
    assert [match.group(1) for match in pattern.finditer("AAb ab")] == ["AA", "a"]
    assert pattern.sub("-", "xAb") == "x-"
    broken = late("(")  # not looked at yet
    with pytest.raises(re.error):
        broken.search("")
