"""Who tells his people that their data was taken at another: "Y told guests that a breach at X exposed their names"."""

from __future__ import annotations

import re

from nlp.parties.kinds import ITS_EVENT, PEOPLE
from nlp.text.patterns import late

_LISTED = (  # "Y, Z and six other hotels"
    r"(?:(?:, and|,| and) (?:the )?(?:(?-i:[A-Z])[\w&.'-]*(?: (?:of |for |& )?(?-i:[A-Z])[\w&.'-]*){0,5}"
    r"|(?:[\w-]+ )?other [\w-]+)){0,12}"
)
_TELLS = late(
    rf"^(?:'s?)?{_LISTED}(?:,[^,.;]{{1,60}},)?(?: {PEOPLE})?"
    r"(?: (?:has|have|is|are|was|were|had|been|being|also|now|begun|started|since))*"
    r" (?:warn(?:s|ed|ing)?|t(?:old|ells?|elling)|notif(?:y|ied|ies|ying)|inform(?:s|ed|ing)?|alert(?:s|ed|ing)?"
    r"|advis(?:es|ed|ing)|writ(?:es|ten|ing) to|wrote to|e-?mail(?:s|ed|ing)?|among)\b",
    re.IGNORECASE,
)
_SPEAKER = rf"^(?:'s?)?{_LISTED}(?:,[^,.;]{{1,60}},)?(?: (?:has|have|had|also|now))*"
_ADMIT = r"disclos(?:es|ed)|confirm(?:s|ed)|acknowledg(?:es|ed)|admit(?:s|ted)"
_ADMITS = late(rf"{_SPEAKER} (?:{_ADMIT})\b", re.IGNORECASE)
_SAYS = late(rf"{_SPEAKER} (?:sa(?:ys|id)|announc(?:es|ed)|{_ADMIT})\b", re.IGNORECASE)  # as those do who report it
_THEIRS = late(rf"\b(?:their|whose|{PEOPLE})\b", re.IGNORECASE)
_THAT = re.compile(r"\b(?:that|of|about) $")
_LOST = late(  # and not "your data was not taken"
    rf"\b(?:their|its|whose|{PEOPLE}(?:'s?)?|names|details|records|data|information|files)(?: [\w,'-]+){{0,9}}?"
    r" (?:was|were|been|got|had [^.;]{1,40}) (?:also )?"
    r"(?:taken|stolen|copied|exposed|accessed|compromised|leaked|lost|read|downloaded|obtained)\b",
    re.IGNORECASE,
)
# What may stand before the name of whom it befell, which is no part of the one that tells.
_ITS = (
    r"(?:(?:its|their|the|an?|our) )?"
    r"(?:(?!(?:unit|subsidiary|division|arm|affiliate|parent|branch|office|owner|sister)\b)[a-z-]+ ){0,4}"
)
_EVENT = r"(?:[\w-]+ ){0,3}?(?:breach|incident|attack|hack|leak|intrusion|break-in|compromise|cyber-?attack)"
_AT = late(rf"\b(?:an?|the|this) {_EVENT} (?:at|on|of|against|involving|affecting|suffered by) {_ITS}$", re.IGNORECASE)
_IN_ITS = late(r"\b(?:in|by|during|after|following) the (?:recent |huge |massive )?$", re.IGNORECASE)
_WHEN = late(rf"\b(?:when|after|because|since|as) {_ITS}$", re.IGNORECASE)
_ENTERING = late(
    rf"\b(?:when|after|because|since|as) (?:[a-z-]+ ){{1,4}}?(?:broke into|hacked|breached|entered|attacked|got into"
    rf"|gained access to|compromised) {_ITS}$",
    re.IGNORECASE,
)
_WAS_HIT = late(
    r"^(?:,[^,.;]{1,80},)? (?:was|were|had been|has been|got|fell|suffered) (?:\w+ )?(?:hacked|breached|attacked|hit"
    r"|broken into|compromised|victim|an? [\w -]{0,30}?(?:breach|attack|hack|intrusion|incident))\b",
    re.IGNORECASE,
)
_EXPOSED = late(
    r"^(?:,[^,.;]{1,80},)? (?:has |have |had |may have )?(?:exposed|compromised|leaked|revealed|affected|involved)\b"
    r"[^.;]{0,40}",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:an?|the|this)(?: [a-z-]+)? $")
_BREACH_EXPOSED = late(  # what follows the name in "that an X breach exposed names of its customers"
    r"^(?:'s?)? (?:[\w-]+ ){0,2}?(?:breach|hack|attack|leak|incident|intrusion|compromise)"
    r" (?:(?:has|have|had|may|also) )*(?:exposed|compromised|leaked|revealed|affected|hit|involved|included)\b"
    r"[^.;]{0,80}",
    re.IGNORECASE,
)
_WERE_HIT = late(  # "says its customers were hit too"
    rf"\b(?:its|their|some)(?: [\w-]+){{0,2}}? {PEOPLE}(?:'s? \w+)? (?:were|was|are|had been|have been) (?:also |all )?"
    r"(?:hit|affected|impacted|caught up)\b",
    re.IGNORECASE,
)
_ITS_PEOPLE = late(rf"\b(?:its|their)(?: [\w-]+){{0,2}}? {PEOPLE}\b", re.IGNORECASE)


def warns(between: str, then: str) -> bool:
    """Whether the words between two names, and after them, say that the first one's people lost data at the second."""
    tells, says = _TELLS.match(between), _SAYS.match(between)
    if _ONE.search(between) and (exposed := _BREACH_EXPOSED.match(then)):
        its = says and _ITS_PEOPLE.search(exposed.group())
        return bool(its or (tells and _THEIRS.search(between + exposed.group())))
    if tells:
        return _lost_there(between[tells.end() :], then)
    if says is None:
        return False
    said = between[says.end() :]
    if _WHEN.search(said) and _WAS_HIT.match(then):
        return _WERE_HIT.search(said) is not None
    lost = _ADMITS.match(between) and _LOST.search(said)
    return bool(lost and _IN_ITS.search(said) and ITS_EVENT.match(then))


def _lost_there(told: str, then: str) -> bool:
    """Whether what people are told, and what follows the name of another, says that their data was lost at it."""
    at = _AT.search(told)
    if at and (exposed := _EXPOSED.match(then)):
        return bool(_THAT.search(told[: at.start()]) or _THEIRS.search(exposed.group()))
    lost = _LOST.search(told)
    if at or _ENTERING.search(told) or (_IN_ITS.search(told) and ITS_EVENT.match(then)):
        return lost is not None
    return bool(_WHEN.search(told) and _WAS_HIT.match(then) and (lost or _LOST.search(then[:140])))
