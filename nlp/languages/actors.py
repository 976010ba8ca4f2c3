"""Threat actors that a document names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.languages.lexicon import shared
from nlp.languages.text import Reading, fold

_BESIDE = 28  # characters between a group word and the name
_QUOTED = re.compile(
    r"[\s,:]{0,3}(?:\w{2,8}\s){0,2}"
    r"(?:[\"'«»“”„‘’「『]\s?(?P<quoted>[^\"'«»“”„‘’「」『』\n]{2,30}?)\s?[\"'«»“”‘’」』]"  # noqa: RUF001 - as printed
    r"|(?P<plain>[A-Z0-9][\w.$\-]{2,24}(?: [A-Z][\w.$\-]{1,24}){0,2}))"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A threat actor and the place where it is named first."""

    name: str
    start: int
    end: int


def actors(reading: Reading) -> tuple[Actor, ...]:
    """Known groups, and names that follow words such as "Hackergruppe"; each once, in order."""
    found: dict[str, Actor] = {}
    for match in _known().finditer(reading.folded):
        key = match.group()
        if reading.raw[match.start()].islower() or (key in _ambiguous() and not _beside_group(reading, match.span())):
            continue
        found.setdefault(key, Actor(reading.raw[match.start() : match.end()], match.start(), match.end()))
    for group in _groups().finditer(reading.folded):
        name = _QUOTED.match(reading.raw, group.end(), group.end() + 80)
        if name is not None:
            start, end = name.span("quoted" if name["quoted"] else "plain")
            if not any(a.start < end and start < a.end for a in found.values()):
                found.setdefault(reading.folded[start:end], Actor(reading.raw[start:end], start, end))
    longest = [a for key, a in found.items() if not any(key != other and f" {key} " in f" {other} " for other in found)]
    return tuple(sorted(longest, key=lambda a: a.start))


def _beside_group(reading: Reading, span: tuple[int, int]) -> bool:
    start, end = span
    around = reading.folded[max(0, start - _BESIDE) : start], reading.folded[end : end + 12]
    return any(_words("group_words").search(part) for part in around)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in shared()["ambiguous_actors"].split(","))


@cache
def _known() -> re.Pattern[str]:
    names = sorted({fold(n.strip()) for n in shared()["actors"].split(",") if n.strip()}, key=lambda n: (-len(n), n))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, names)) + r")(?![a-z0-9])")


@cache
def _groups() -> re.Pattern[str]:
    return _words("attacker_groups")


@cache
def _words(name: str) -> re.Pattern[str]:
    parts = sorted({fold(n.strip()) for n in shared()[name].split(",") if n.strip()}, key=lambda n: (-len(n), n))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, parts)) + r")(?![a-z0-9])")
