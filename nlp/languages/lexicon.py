"""Loads the lexicon of one language.

A lexicon is a YAML file of cue classes. Each class is one string of phrases separated by commas; a phrase is a regular
expression in which a space stands for any white space, `*` for the rest of a word, and ` .. ` for up to four words in
between (twelve characters in Japanese). Phrases are matched without regard to case and accents, on whole words except
in Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from model.vocabulary import DataType
from nlp.languages.text import fold
from nlp.text.lexicon import read_yaml

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "ja")
_NEVER = re.compile(r"(?!)")
_ENDING = re.compile(r"(.*\S)( ?\((?:[^()]|\([^()]*\))*\))\?")  # "name( of the mother)?"
# A space before an optional group is optional with it, unless a word goes on behind: "de (cyber)?crime".
_OPTIONAL = re.compile(r" (\((?:[^()]|\([^()]*\))*(?<! )\))\?(?!\w)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; a cue class that its file lacks matches nothing."""

    language: str
    cues: Mapping[str, re.Pattern[str]]
    data_types: Mapping[DataType, re.Pattern[str]]
    scales: Mapping[str, float]
    number_words: Mapping[str, float]
    months: Mapping[str, int]
    not_names: frozenset[str]
    institutions: frozenset[str]
    connectors: frozenset[str]
    abbreviations: frozenset[str]
    unaccented: frozenset[str] = frozenset()  # another word than the cue that they equal without its accents
    given: frozenset[str] = frozenset()  # what a document introduces as a name though it looks like a common word

    def cue(self, name: str) -> re.Pattern[str]:
        """The compiled phrases of a cue class."""
        return self.cues.get(name, _NEVER)


@cache
def shared() -> dict[str, Any]:
    """What all languages share: threat actors, regulators, words of the trade that are no organisations."""
    return _read("shared")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language of `LANGUAGES`; KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    raw = _read(language)
    common = shared()["data_types"]
    types = raw.pop("data_types")
    named = {key: types.get(key, "") + ", " + common.get(key, "") for key in {**types, **common}}
    words = {name: _words(raw.pop(name, "")) for name in ("not_names", "connectors", "abbreviations", "unaccented")}
    months = raw.pop("months", "").split()
    scales, numbers = raw.pop("scales", {}), raw.pop("number_words", {})
    return Lexicon(
        language=language,
        cues={name: _pattern(phrases, language) for name, phrases in {**raw, **_common_cues()}.items()},
        data_types={DataType(key): _pattern(named[key], language) for key in sorted(named)},
        scales={fold(word): float(value) for word, value in scales.items()},
        number_words={fold(word): float(value) for word, value in numbers.items()},
        months={fold(form): number for number, forms in enumerate(months, 1) for form in forms.split("/")},
        not_names=words["not_names"] | _words(shared()["not_names"]) | _words(_read("profiles").get(language, "")),
        institutions=_words(shared()["institutions"]),
        connectors=words["connectors"] | {"and"},
        abbreviations=words["abbreviations"],
        unaccented=words["unaccented"],
    )


def _common_cues() -> dict[str, str]:
    """Words for attackers, the same list for all languages."""
    return {name: shared()[name] for name in ("group_words", "boasts")}


def _read(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = read_yaml("nlp.languages", f"{name}.yaml")
    return raw


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _forms(phrase: str) -> tuple[str, ...]:
    """With and without an optional ending, apart: a longer phrase must not lose to the shorter of the two."""
    ending = _ENDING.fullmatch(phrase)
    return (ending[1] + ending[2], ending[1]) if ending else (phrase,)


def _pattern(phrases: str, language: str) -> re.Pattern[str]:
    """One alternation, the longest phrase first, so that "user names" is not read as "names"."""
    written = {part for part in (p.strip() for p in fold(phrases).split(",")) if part}
    parts = sorted({form for part in written for form in _forms(part)}, key=lambda p: (-len(p), p))
    if not parts:
        return _NEVER
    gap = "[^。\n]{0,12}?" if language == "ja" else r"\\s(?:[^\\s.;]+\\s){0,4}?"
    parts = [_OPTIONAL.sub(r"(?: \1)?", part).replace(" ?", r"\s{0,3}") for part in parts]
    body = "|".join(re.sub(r" ?\.\. ?", gap, part).replace("*", r"\w*").replace(" ", r"\s+") for part in parts)
    return re.compile(body if language == "ja" else rf"(?<!\w)(?:{body})(?!\w)")
