"""People and places, which are written with capitals like organisations, but are not breached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from nlp.text.lexicon import load

_NAME = re.compile(  # "Jane Q. Doe", "Sean O'Brien"
    r"[A-Z][a-z\u00df-\u00ff]+(?: [A-Z]\.?)?"
    r"(?: (?:[A-Z][a-z\u00df-\u00ff]+|[A-Z]'?[A-Z]?[a-z]+[A-Z]?[a-z]+(?:-[A-Z][a-z]+)?)){1,2}"
)
_STREET = re.compile(
    r".+ (?:Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Highway|Hwy|Lane|Parkway|Pkwy|Freeway)\.?"
    r"(?: (?:[NS][EW]|[NSEW]))?"
)
_REGION = re.compile(
    r"(?:[A-Z][\w'-]+ ){1,2}(?:Valley|Coast|Peninsula|Highlands|Islands|Midlands|Basin|Delta|Region|Lakes)"
)
_IN_THE = re.compile(r"\b(?:in|across|around|throughout|near) the $")
_SOME = re.compile(r"\b[Aa]n? $")
_AGE = re.compile(r"^(?:, (?:aged? )?\d{2}(?=[,.;)]| of\b)| \(\d{2}\))")
# Who said something follows its words: neither "Oakfeld said Elm Farms, its grower, was hacked" nor a gang that "has
# added Oakfeld Farms, a grower" to its list quotes anybody.
_SAID = re.compile(r"(?:^|[,.?!\"'\u201d] ?)(?:said|says|explained|wrote|added)\s$")
_WIDE = 20  # code points before a name in which a title is looked for


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = {name: "|".join(str(word) for word in found) for name, found in load("people").items()}
    return {
        "title": re.compile(rf"(?i)\b(?:{lists['titles']})\.?,?$"),
        "post": re.compile(
            rf"(?i)^,\s+(?:who is |formerly |then |the |an? |its |their |our |his |her )?"
            rf"(?:[\w-]+ ){{0,2}}?(?:{lists['posts']})\b"
        ),
        "charged": re.compile(rf"(?i)^,?\s+(?:also |later |was |were |has been |have been )*(?:{lists['charged']})\b"),
        "noun": re.compile(rf"^\s(?:{lists['nouns']})\b"),
        "state": re.compile(rf"^,\s(?:{lists['states']})(?![\w-])"),
        "organisation": re.compile(rf"(?:{lists['organisations']})\b"),
    }


def is_person(name: str, left: str, right: str) -> bool:
    """Whether the words around a name (of its sentence) speak of a person."""
    found = _patterns()
    if found["organisation"].match(name):
        return False
    if found["title"].search(left[-_WIDE:].rstrip()):
        return True
    if not _NAME.fullmatch(name):
        return False
    if _AGE.match(right) or found["post"].match(right) or found["charged"].match(right):
        return True
    return bool(_SAID.search(left) and right[:1] in (",", "."))


def is_place(name: str, left: str, right: str) -> bool:
    """Whether a name without a word for an institution is that of a town, a region or a street."""
    if _STREET.fullmatch(name) or is_region(name, left):
        return True
    if is_seat(name, right):
        return True
    found = _patterns()
    if len(name.split()) <= 2 and found["state"].match(right):  # noqa: PLR2004 - towns have one or two words
        return True
    return bool(_SOME.search(left) and found["noun"].match(right))


def is_street(name: str) -> bool:
    """Whether it is the street of an address: "Elm Blvd SE"."""
    return len(name.split()) <= _STREET_WORDS and _STREET.fullmatch(name) is not None


_STREET_WORDS = 4  # "Old Elm Blvd SE", but not "Orlane Bank on the Boulevard"


def is_seat(name: str, right: str) -> bool:
    """Whether a name is that of the town where who follows has its seat: "Elmham, TN-based Oakfeld Clinic"."""
    return len(name.split()) <= 3 and _BASED.match(right) is not None  # noqa: PLR2004 - towns have up to three words


_BASED = re.compile(r"^, (?:[A-Z]{2}|(?:[A-Z]\.){2}|[A-Z][a-z]{2,4}\.?)-(?:based|area|headquartered)\b")


def is_region(name: str, left: str) -> bool:
    """Whether the words before a name place something there: "in the Tees Valley"."""
    return bool(_REGION.fullmatch(name) and _IN_THE.search(left))


_GOVERNED = re.compile(r"\b(?:city|town|township|village|county|municipality|government) of (?:the )?$", re.IGNORECASE)
_GOVERNING = re.compile(
    r"^(?:'s)? (?:city|town|county|municipal|state) (?:officials?|governments?|employees?|workers|computers?|systems?"
    r"|networks?|servers?|agenc(?:y|ies)|council|website)\b"
)


def is_government(left: str, right: str) -> bool:
    """Whether a place stands for those who govern it: "the city of X", "X city officials"."""
    return bool(_GOVERNED.search(left) or _GOVERNING.match(right))


def like_a_person(name: str) -> bool:
    """Whether a firm is named like a person."""
    return bool(_patterns()["organisation"].match(name))


def last_words(names: Iterable[str]) -> set[str]:
    """The names by which later sentences speak of people."""
    return {name.split()[-1] for name in names}


_INITIAL = re.compile(
    r"\b[A-Z][a-z]+ [A-Z]\. (?P<last>[A-Z][a-z]+)\b(?! (?:&|and [A-Z]|[A-Z]|Co\b)|, (?:Inc|LLC|Ltd|P\.?A|P\.?C|M\.?D))"
)


_POSTED = re.compile(  # "Oakfeld CEO Jorn Doe"
    r"\b(?:CEO|CFO|CTO|CIO|CISO|COO|[Ss]pokes(?:man|woman|person)|[Ss]uperintendent)(?: and (?:co-)?founder)?"
    r" [A-Z][a-z]+ (?P<last>[A-Z][a-z]+)\b(?! (?:&|and [A-Z]|[A-Z]))"
)


def surnames(text: str) -> Iterable[str]:
    """The last names of people written with an initial or after their post: "Jane Q. Doe", "CEO Jane Doe".

    Not of the CEO of a firm that is called like him.
    """
    yield from (match["last"] for match in _INITIAL.finditer(text))
    for match in _POSTED.finditer(text):
        if not text[max(0, match.start() - 40) : match.start()].rstrip().removesuffix("'s").endswith(match["last"]):
            yield match["last"]
