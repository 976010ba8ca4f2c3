"""The word lists of the extractor, each loaded once from `nlp/data/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from config.shipped import READER
from model.vocabulary import DataType

_WORD = re.compile(r"[^\W_]+")
_CROSSABLE = re.compile(r"\.?[\s\-/'\u2019&_]*")
_INVARIANT = frozenset(
    {
        "address",
        "business",
        "access",
        "us",
        "ios",
        "os",
        "gps",
        "sms",
        "ssl",
        "tls",
        "dns",
        "process",
        "analysis",
        "diagnosis",
    }
)
_SHORT = {"info": "information", "infos": "information", "docs": "document", "pics": "picture", "pic": "picture"}
_IE = frozenset({"cookies", "selfies", "movies", "calories"})  # the plural of -ie, not of -y
_LONGEST_PHRASE = 7


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of the data type lexicon found in a text."""

    type: DataType
    start: int
    end: int
    words: str


def read_yaml(package: str, path: str) -> Any:
    """The parsed content of a YAML file of a package."""
    return yaml.load(files(package).joinpath(path).read_text("utf-8"), Loader=READER)  # noqa: S506 - safe


@cache
def load(name: str) -> Any:
    """The parsed content of `nlp/data/<name>.yaml`."""
    return read_yaml("nlp", f"data/{name}.yaml")


@cache
def words(name: str) -> frozenset[str]:
    """The lines of `nlp/data/<name>.txt`, without blank lines and comments."""
    lines = files("nlp").joinpath("data", f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def alternatives(phrases: list[str] | tuple[str, ...]) -> str:
    """A regular expression for any of these phrases, longest first; a blank matches blanks and hyphens."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in ordered) + ")"


def fold(word: str) -> str:
    """A word in lower case without the ending of a plural."""
    word = word.lower()
    if word in _SHORT:
        return _SHORT[word]
    if word in _INVARIANT or len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):  # noqa: PLR2004 a small number or a flat list of rules reads best in place
        return word[:-1] if word in ("ids", "ips", "ssns", "pins", "dms", "ips", "cvs", "nics") else word
    if word.endswith("ies") and word not in _IE:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "shes", "ches")) else word[:-1]


@cache
def _phrases() -> dict[str, DataType]:
    found: dict[str, DataType] = {}
    for name, entry in load("data_types").items():
        for phrase in entry["terms"]:
            found.setdefault(_key(str(phrase)), DataType(name))
    for group in load("compounds"):
        for key in _compounds(group):
            found.setdefault(key, DataType(group["type"]))
    return found


def _key(phrase: str) -> str:
    return " ".join(fold(word) for word in _WORD.findall(phrase) if word != "s")


def _compounds(group: dict[str, Any]) -> Iterator[str]:
    heads = [_key(str(head)) for head in group["heads"]]
    for first in map(_key, map(str, group["of"])):
        yield from (f"{first} {head}" for head in heads)


@cache
def _openers() -> frozenset[str]:
    return frozenset(key.partition(" ")[0] for key in _phrases())


@cache
def weak_terms() -> frozenset[str]:
    """Terms that name data only in an enumeration, or as what was taken."""
    listed = {_key(str(term)) for term in load("weak_terms")["terms"]}
    return frozenset(listed.union(*(_compounds(group) for group in load("compounds") if group.get("weak"))))


def data_terms(text: str) -> Iterator[Term]:
    """Every longest phrase of the data type lexicon in `text`, left to right."""
    tokens = [match for match in _WORD.finditer(text) if match.group() != "s"]
    phrases, openers, folded = _phrases(), _openers(), [fold(token.group()) for token in tokens]
    position = 0
    while position < len(tokens):
        if folded[position] not in openers:
            position += 1
            continue
        key, best, length = "", None, 1
        for reach in range(position, min(position + _LONGEST_PHRASE, len(tokens))):
            if reach > position and not _joined(text, tokens[reach - 1].end(), tokens[reach].start()):
                break
            key = f"{key} {folded[reach]}" if key else folded[reach]
            if key in phrases:
                best, length = key, reach - position + 1
        if best is not None:
            last = tokens[position + length - 1]
            yield Term(phrases[best], tokens[position].start(), last.end(), best)
        position += length


def _joined(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap in (" ", "-") or gap == "'s " or bool(_CROSSABLE.fullmatch(gap))
