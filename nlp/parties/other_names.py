"""Other names of an organisation that a text states in so many words: "Northquill, formerly known as Brasswick".

Only words that leave no doubt count. A short form in brackets ("Northquill Health Partners (“Health Partners”)") is a
term of that text, not a name of that organisation, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.disclosure import Disclosure, Evidence, OtherName

_WORD = r"[A-Z0-9][\w&'\u2019-]*(?:\.[\w&'\u2019-]+)*"
_LEGAL = r"(?:,?\s(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|Corp|Corporation|LLP|PLC|S\.A|N\.V|B\.V)\b\.?)"
_NAME = rf"{_WORD}(?:\s(?:(?:of|and|&|the|de|für|für die)\s)?{_WORD}){{0,5}}{_LEGAL}?"
_WORDS = (
    r"formerly\ known\ as|formerly\ called|previously\ known\ as|previously\ called|f/k/a|fka"
    r"|doing\ business\ as|does\ business\ as|d/b/a|dba|trading\ as|trades\ as|t/a"
    r"|also\ known\ as|a/k/a|aka|now\ known\ as|now\ called"
)
_LINK = rf"(?P<open>\s*\(\s*|\s*,\s*|\s+)(?:which\s+|who\s+)?(?:is\s+|was\s+)?(?P<how>(?i:{_WORDS}))\s+"
_AFTER = re.compile(rf"{_LINK}[\u201c\"\u2018]?(?P<other>{_NAME})")
_FORMERLY = re.compile(
    rf"(?P<open>\s*[,(]\s*)(?P<how>formerly)\s+[\u201c\"\u2018]?(?P<other>{_NAME})(?=[\u201d\"\u2019]?\s*[),;])"
)
# What stands before is part of the name, unless it is a word that begins sentences.
_OPENERS = "At|In|On|The|By|For|From|And|But|When|While|As|If|With|Of|To"
_LONGER = re.compile(rf"(?:\w|\b(?!(?:{_OPENERS})\s)[A-Z][\w&'\u2019-]*[^\S\n])\Z")
_LONGEST = 60  # code points of a name
_TIMES = 20  # places of one name that are looked at


def other_names(text: str, found: Disclosure) -> tuple[OtherName, ...]:
    """What `text` (title and text) says of the names of the organisations that were found in it, each once."""
    stated: dict[tuple[str, str], OtherName] = {}
    for name in found.organisation_names():
        for other in (*_behind(text, name), *_within(text, name)):
            if other.other.casefold() != other.name.casefold():
                stated.setdefault((other.name, other.other), other)
    return (*found.other_names, *stated.values())


def _behind(text: str, name: str) -> Iterator[OtherName]:
    """Stated behind the name."""
    at = -1
    for _ in range(_TIMES):
        at = text.find(name, at + 1)
        if at < 0:
            return
        end = at + len(name)
        if _LONGER.search(text[max(0, at - _LONGEST) : at]):
            continue
        for pattern in (_AFTER, _FORMERLY):
            if (match := pattern.match(text, end)) and len(match["other"]) <= _LONGEST:
                yield _stated(text, name, match, at)


def _within(text: str, name: str) -> Iterator[OtherName]:
    """Stated within it, as registers write: `Northquill LLC dba Brasswick`."""
    at = text.find(name)
    match = _AFTER.search(name)
    if match is None or at < 0 or len(match["other"]) > _LONGEST:
        return
    subject = name[: match.start()].strip(" ,(")
    if subject:
        yield OtherName(subject, match["other"], _how(match), Evidence(name, at, at + len(name)))


def _stated(text: str, name: str, match: re.Match[str], start: int) -> OtherName:
    end = match.end()
    return OtherName(name, match["other"], _how(match), Evidence(text[start:end], start, end))


def _how(match: re.Match[str]) -> str:
    return " ".join(match["how"].lower().split())
