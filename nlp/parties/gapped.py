"""A name whose verb stands with the one before it: "X was hacked on Monday and Y on Tuesday"."""

from __future__ import annotations

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
_BROKE_INTO = late(
    rf"\b(?:broke|broken|got|hacked) into {_NAME} {_WHEN}{_NEXT}(?:into {_NAME} {_WHEN}{_NEXT})*into (?:the )?$"
)
_THEN = late(rf"^ {_WHEN}(?:[.;]|$|,? and (?:into )?(?:the )?[A-Z]|, (?:into )?(?:the )?[A-Z])")


def is_hit_likewise(left: str, right: str) -> bool:
    """Whether the words about a name say by their day that the verb of the name before it is its own too."""
    return _THEN.match(right) is not None and bool(_WAS_HIT.search(left) or _BROKE_INTO.search(left))
