"""Names that are plainly hit: "X has been hacked", "it was X that was hacked", "X was hacked in May and Y in June"."""

from __future__ import annotations

import re

from nlp.text.patterns import late

_NUMBER = r"(?:an?|two|three|four|five|six|ten|\d+)"
_DAY = (
    r"(?:[A-Z]\w+|\d{1,4}|the \w+|week|month|year|spring|summer|autumn|fall|winter|weekend|night)"
    r"(?:,? (?:[A-Z]\w+|\d{1,4})){0,2}"
)
_WHEN = (
    rf"(?:(?:early |late |again )?(?:on|in|at|last|this) (?:early |late )?{_DAY}|yesterday"
    rf"|(?:about )?{_NUMBER} (?:day|week|month|year)s? (?:ago|earlier|later|before|after))"
)
_NAME = r"(?:[Tt]he )?[A-Z][\w&.'-]*(?: (?:of |for |& )?[A-Z][\w&.'-]*){0,5}"
_NEXT = r"(?:,? and |, )"
_HIT = (
    r"(?:was|were|has been|had been|got) (?:also |\w+ly )?"
    r"(?:hacked|breached|hit|attacked|compromised|entered|broken into|targeted)(?: by [^.;,]{1,40}?)?"
)
_WAS_HIT = late(rf"\b{_HIT} {_WHEN}{_NEXT}(?:{_NAME} {_WHEN}{_NEXT})*(?:[Tt]he )?$")
_FILES_OF = late(
    rf"\b(?:leaked|published|posted|dumped|stole|took) [a-z]+(?: [a-z]+)? (?P<of>of|from) {_NAME} {_WHEN}{_NEXT}"
    r"(?P=of) (?:the )?$"
)
_BROKE_INTO = late(
    rf"\b(?:broke|broken|got|hacked) into {_NAME} {_WHEN}{_NEXT}(?:into {_NAME} {_WHEN}{_NEXT})*into (?:the )?$"
)
_THEN = late(rf"^ {_WHEN}(?:[.;]|$|,? and (?:into )?(?:the )?[A-Z]|, (?:into )?(?:the )?[A-Z])")


_HACKED = r"(?:was|were|has been|had been) (?:also |itself |\w+ly )?(?:hacked|breached|broken into)\b"
_IT_WAS = late(r"\b[Ii]t was (?:the )?$")
_THAT_WAS = late(rf"^,? (?:that|which|who) {_HACKED}")
_SO = late(
    rf"^ {_HACKED}(?! (?:by (?:the|an?) (?:\w+ ){{0,2}}?(?:police|FBI|authorities)|last|in (?:19|20)\d\d|before))"
)
_APPOSED = late(r"^, (?:(?:which|who) was )?(?:hacked|breached)(?: (?:in|on|last|earlier) (?!\d{4})[^,.;]{1,30})?,")
_UNSURE = late(
    r"\b(?:if|whether|unless|when|after|since|because|before|that|how|den(?:y|ies|ied)|not|no|claim\w*|rumou?rs?|alleg\w*"
    r"|fears?|in (?:19|20)\d\d|last year|years? ago)\b",
    re.IGNORECASE,
)


def is_said_to_be_hacked(left: str, right: str) -> bool:
    """Whether the words about a name say, and of no past or doubtful matter, that it was hacked."""
    return was_hacked(right) and _UNSURE.search(left) is None


def was_hacked(right: str) -> bool:
    """Whether "was hacked" follows a name, which is then no attacker."""
    return _SO.match(right) is not None


def is_it_that_was_hacked(left: str, right: str) -> bool:
    """Whether the words about a name say that it, and nobody else, was hacked: "it was X that was hacked"."""
    return _IT_WAS.search(left) is not None and _THAT_WAS.match(right) is not None


def is_hit_likewise(left: str, right: str) -> bool:
    """Whether the words about a name say by their day that the verb of the name before it is its own too.

    Or they say beside the matter that it was hacked: "X, hacked in March, has named its customers".
    """
    if _APPOSED.match(right):
        return _UNSURE.search(left) is None
    same = any(pattern.search(left) for pattern in (_WAS_HIT, _BROKE_INTO, _FILES_OF))
    return same and _THEN.match(right) is not None
