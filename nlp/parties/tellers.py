"""Who only tells of what befell another: an owner of its unit, a bank of its client, a researcher of a leak."""

from __future__ import annotations

import re
from typing import Final

from nlp.figures.days import MONTH
from nlp.parties.kinds import PEOPLE
from nlp.text.patterns import late

_I = re.IGNORECASE
SAYS: Final = late(
    r"(?:,[^,.;]{1,60},)? (?:has |also )?"
    r"(?:said|says|told|confirm\w*|announc\w*|disclos\w*|report(?:ed|s)|wrote)\b",
    _I,
)
_SAYS = rf"^{SAYS.pattern}(?: (?:on|late on|last) \w+day)?"
_WORD = r"(?-i:[A-Z])[\w&'-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,5}}"
_WAS = r"(?:was|were|had been|has been|got) (?:\w+ly )?"
_ENTERED = r"(?:hacked|breached|compromised|attacked|hit|broken into)"
_THAT_IT_WAS = late(  # "X said that Oakfeld was breached", of which it knows, but not "that its supplier Oakfeld was"
    rf"(?:{_SAYS}|^ (?:has |have )?(?:warn(?:s|ed)|alert(?:s|ed)|t(?:old|ells)) (?:[\w-]+ )?{PEOPLE}) that (?:the )?"
    rf"(?:{_WORD}(?: (?:{_WORD}|of|and|&)){{0,4}} {_WAS}{_ENTERED}"
    r"|(?:hackers?|attackers?|intruders?|criminals?|thieves) (?:had )?"
    r"(?:entered|hacked|breached|attacked|broken? into|got into)"
    r" (?:the (?:systems?|network|servers?) of )?(?-i:[A-Z]))",
    _I,
)
_ITS = late(r"\b(?:its|their|our)\b", _I)
_THAT_ITS_UNIT = late(  # "X confirmed that Oakfeld, a subsidiary, was hacked"
    rf"{_SAYS}(?: that)? (?:the )?{_NAME}, (?:an?|the|its|their|one of its|another) (?:[\w-]+ ){{0,3}}?"
    r"(?:subsidiary|unit|division|arm|affiliate|rival|competitor|client|customer|member),"
    rf" (?:{_WAS}{_ENTERED}|(?:had )?suffered)\b(?![^.;]*\b(?:its|their|own|too|also|both)\b)",
    _I,
)
_PARENT = late(  # "X, the parent of Oakfeld, said that hackers took names of the bank's customers"
    r"^, (?:the |which is the )?(?:(?:parent|owner|holding)(?: company| group)? of|which owns) (?:the )?"
    r"(?-i:[A-Z])[^,.;]{1,60}, (?:has |also )?"
    r"(?:said|says|told|confirm\w*|announc\w*|disclos\w*|report(?:ed|s))\b(?P<said>[^.;]*)",
    _I,
)
_OF_THE_UNIT = late(
    r"\b(?:the (?:unit|subsidiary|bank|brand|clinic|hospital|retailer|shop|airline|insurer|school|hotel|store|paper"
    r"|site)|(?-i:[A-Z]\w+))'s?\b",
    _I,
)
_WAS_HACKED = late(rf"{_NAME} {_WAS}?{_ENTERED}\b[^.;]{{0,60}}, (?:the )?$", _I)  # "Oakfeld was hacked in May, X said."
_CLOSES = late(r"^ (?:said|says|reported|announced)(?: (?:on |late |last |in )?[\w ]{1,20})?(?:[.;]|$)", _I)
_LEAKED = (
    r"(?:'s)? (?:data )?(?:breach|leak|hack|server|database|bucket|cluster) (?:had |has )?"
    r"(?:exposed|exposes|leaked|leaks|revealed|spilled)\b"
)
_A_LEAK = late(  # "X said an Oakfeld leak exposed passwords", not those of its own people
    rf"{_SAYS}(?: that)? (?:an?|the)(?: [a-z-]+){{0,2}} (?!{MONTH})"
    r"(?!(?:S3|AWS|SQL|VPN|API|IT|Azure|Windows|Linux|GitHub|WordPress|\w+(?:ian|ese|ish|can))\b)"
    rf"{_WORD}(?: {_WORD}){{0,3}}{_LEAKED}(?![^.;]*\b(?:its|their|our|staff|employees)\b)",
    _I,
)
_ONE = late(r"\b(?:an?|the|this)(?: [a-z-]+){0,2} $", _I)
_HAS_LEAKED = late(rf"^{_LEAKED}", _I)


def only_tells(left: str, right: str) -> bool:
    """Whether the words before and after a name say that it tells of what befell another."""
    its_unit = (told := _PARENT.match(right)) and _OF_THE_UNIT.search(told["said"]) and not _ITS.search(told["said"])
    if its_unit or _THAT_ITS_UNIT.match(right) or tells_of_a_leak(right):
        return True
    if _WAS_HACKED.search(left) and _CLOSES.match(right):
        return True
    return _THAT_IT_WAS.match(right) is not None and _ITS.search(right.split(". ", maxsplit=1)[0]) is None


def tells_of_a_leak(right: str) -> bool:
    """Whether what follows a name says that it tells of the leak of another."""
    return _A_LEAK.match(right) is not None


def has_leaked(left: str, right: str) -> bool:
    """Whether the words before and after a name say that some leak of it exposed data."""
    return bool(_ONE.search(left) and _HAS_LEAKED.match(right))
