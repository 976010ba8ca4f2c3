"""Who is known, or named like those, who report of others: authorities, the press, security firms, registries."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from nlp.parties.candidates import Candidate, fold_name
from nlp.text.lexicon import load
from nlp.text.patterns import late

_STATION = re.compile(
    r"[KW][A-Z]{3}(?:[- ]?(?:TV|FM|AM|\d{1,2}))*|(?:CBS|NBC|ABC|FOX|Fox|KRON|Local) ?\d{1,2}(?: News)?"
)
_COUNTRY = re.compile(r"^(?:u\.?s\.?|united states|u\.?k\.?|federal) ")
_OFFICE = re.compile(r"(?:Attorney General(?:'s Office)?|Stock Exchange)$")
_PAPER = re.compile(
    r"\b(?:Times|Post|Herald|Gazette|Courier|Tribune|Chronicle|Echo|Observer|Journal|Telegraph|Star|Examiner|Dispatch"
    r"|Bugle|Sentinel|News|Inquirer)$"
)
_ITS_SOURCE = late(  # "she told the Orle Courier", "according to the Orle Courier"
    r"\b(?:t(?:old|ells|elling)|according to|reported (?:by|in)|reports? (?:by|in|from)|wrote in|interview with"
    r"|spoke to|speaking to|quoted (?:by|in)) (?:the )?$",
    re.IGNORECASE,
)
_REPORTS = late(  # "the Orle Courier reported"
    r"^ (?:has |had |first )?(?:report(?:s|ed)|wrote|writes|quoted|revealed|broke the story)\b"
    r"(?! (?:that )?(?:it|its|hackers|an?)\b)",
    re.IGNORECASE,
)
_READ = 20  # mentions of a name


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {group: frozenset(fold_name(str(name)) for name in names) for group, names in load("bystanders").items()}


def is_source(left: str, right: str) -> bool:
    """Whether the words about a name are those about a newspaper that reports."""
    return bool(_ITS_SOURCE.search(left) or _REPORTS.match(right))


def listed_as(candidate: Candidate, sources: int) -> Counter[str]:
    """The lists that a name is on; `sources`: of how many of its mentions `is_source` holds."""
    found: Counter[str] = Counter()
    key = _COUNTRY.sub("", candidate.key)
    for group, names in _lists().items():
        if candidate.key in names or (group == "authorities" and key in names):
            found["list_" + group] = 1
    paper = _PAPER.search(candidate.name) and sources >= len(candidate.mentions[:_READ])
    if paper or _STATION.fullmatch(candidate.name):
        found["list_press"] = 1
    if _OFFICE.search(candidate.name):
        found["list_authorities"] = 1
    return found
