"""Whoever is called in after a breach: responders and counsel help those whom it hit, authorities look into it."""

from __future__ import annotations

import re

from nlp.text.patterns import late

_NEAR = 120  # code points beside a name that are read
_WORK = r"(?:(?:digital )?forensics?|incident[- ]response|(?:data )?breach[- ]response|DFIR)"
_WHO = (
    r"(?:partners?|firms?|compan(?:y|ies)|teams?|experts?|specialists?|consultants?|consultancy|advis[eo]rs?"
    r"|investigators?)"
)
_CALLED = (
    r"(?:engaged|hired|retained|appointed|commissioned|mandated|brought in|called in|turned to"
    r"|work(?:s|ed|ing) with|help(?:ed by| of| from)|assist(?:ed by|ance of|ance from)"
    r"|support(?:ed by| of| from)|together with|our|its|their|outside|external|independent)"
)
_BEFORE = late(
    rf"\b(?:{_WORK} (?:and [\w ]{{1,30}} )?{_WHO}"
    rf"|{_CALLED} (?:[\w'-]+ ){{0,5}}?(?:cyber ?security|security|investigation|law|legal) {_WHO}"
    r"|(?:our|its|their|outside|external) (?:[\w-]+ ){0,2}?(?:counsel|lawyers|attorneys))"
    r"(?:,? (?:called|named|known as|at|from|of))?,?\s*[\"'(]?$",
    re.IGNORECASE,
)
_HELP = r"(?:help|assistance|support|aid|services) (?:of|from)"
_HELPER = late(  # "with the help of X, a security firm", "engaged the services of X (a company that ...)"
    rf"\b(?:with (?:the )?{_HELP}|{_CALLED}|the {_HELP}) (?:the )?[\"'(]?$",
    re.IGNORECASE,
)
_EXPLAINED = late(
    r"^[\"']?(?:,| \() ?(?:an?|the|one of the) (?:[\w'-]+ ){0,5}?"
    r"(?:cyber ?security|security|forensics?|(?:incident|breach)[- ]response|law|investigations?)"
    rf" (?:[\w-]+ )?{_WHO}\b",
    re.IGNORECASE,
)
_BYLINE = late(  # "Written by a X employee", "Sponsored by X"
    r"\b(?:authored|written|edited|reviewed|sponsored|contributed|brought to you) by (?:an? |the )?$", re.IGNORECASE
)
_AFTER = late(
    rf"^,? (?:our|its|their) (?:[\w-]+ ){{0,3}}?(?:{_WORK} {_WHO}|(?:outside |external )?counsel\b|law firm\b)",
    re.IGNORECASE,
)


_SPEAKER = late(  # "Jon Doe, the chief risk officer at X, a security consulting firm"
    r"\b(?:officer|director|chief|ceo|cto|ciso|founder|president|analyst|researcher|expert|engineer|hunter"
    r"|strategist|evangelist|manager|consultant|lead|head)(?: [\w&-]+){0,5} (?:at|of|with|for) $",
    re.IGNORECASE,
)
_GUARDS = late(
    r"^,? an? (?:[\w'-]+ ){0,5}?"
    r"(?:cyber ?security|security|privacy|forensics?|threat[- ]intelligence|anti-\w+)(?: [\w-]+){0,2}? "
    r"(?:firm|company|consultancy|provider|vendor|start-?up)\b",
    re.IGNORECASE,
)
_ITS_OWN = late(  # that was entered itself
    r"\b(?:its|their) (?:own )?(?:[\w-]+ ){0,2}?(?:networks?|systems?|servers?|databases?|environment)\b",
    re.IGNORECASE,
)


_HELPING = r"(?:help|assist|advis|support)(?:s|es|ed|ing)?"
_WITH_WORK = (
    r"(?:(?:to|in|with) )?(?:(?:the|its|our|an?) )?(?:\w+ly )?"
    r"(?:investigat|respon[ds]|recover|contain|restor|forensic|analy[sz]|review)"
)
_HELPS = late(  # "X is helping Oakfeld to investigate"
    rf"^ (?:(?:is|are|was|were|has|have|been|also|now) ){{0,3}}{_HELPING} (?:[\w&'.-]+ ){{1,5}}?{_WITH_WORK}",
    re.IGNORECASE,
)
_IT_FIRM = late(
    r"\b(?:IT|technology|tech|computer|security|support) "
    r"(?:firm|company|provider|supplier|contractor|partner|consultants?),?(?: called| named)? $",
    re.IGNORECASE,
)
_FINDS = late(  # "its IT firm, X, found that hackers had entered the clinic's network"
    r"^,? (?:has |had )?(?:later |then )?(?:discovered|found|noticed|detected|spotted|saw)"
    r"\b[^.;]{0,60}?\b(?:the [a-z]+|(?-i:[A-Z]\w+))'s? (?:own )?(?:[a-z]+ )?"
    r"(?:networks?|systems?|servers?|databases?|mailbox(?:es)?|accounts?)\b",
    re.IGNORECASE,
)
_HELPED_BY = late(rf"\b{_HELPING} (?:the )?$", re.IGNORECASE)
_IN_WORK = late(rf"^ {_WITH_WORK}", re.IGNORECASE)


def responds(text: str, start: int, end: int) -> bool:
    """Whether the name at these places of a sentence is said to be one that helps after an incident, or wrote of it."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    helps = (
        _BEFORE.search(before)
        or _AFTER.match(after)
        or _HELPS.match(after)
        or (_HELPER.search(before) and _EXPLAINED.match(after))
    )
    helps = helps or (_IT_FIRM.search(before) and _FINDS.match(after))
    speaks = _SPEAKER.search(before) and _GUARDS.match(after)
    if not (helps or speaks or _BYLINE.search(before)):
        return False
    return _ITS_OWN.search(after) is None


def is_helped(text: str, start: int, end: int) -> bool:
    """Whether somebody helps the name at these places of a sentence to look into an incident."""
    return bool(_HELPED_BY.search(text[max(0, start - _NEAR) : start]) and _IN_WORK.match(text[end : end + _NEAR]))


_AUTHORITY = late(
    r"\b(?:Police|Sheriff|Constabulary|Secret Service|Bureau of Investigation|Attorneys? General|CERT|CSIRT"
    r"|Ombudsman|(?:Information|Privacy|Protection) (?:Commission\w*|Authority|Agency|Board|Office)"
    r"|Cyber ?[Ss]ecurity (?:Cent(?:re|er)|Agency|Authority))\b"
)
_ALERTED_BY = late(
    r"\b(?:alerted|notified|warned|contacted|informed|tipped off|told|advised)\b[^.;,]{0,60}? by (?:the )?"
    r"(?:(?:U\.?S\.?|U\.?K\.?|federal|national|local) )?$",
    re.IGNORECASE,
)
_REPORTED_TO = late(
    r"\b(?:notif(?:y|ies|ied|ying)|alert(?:s|ed|ing)?|inform(?:s|ed|ing)?|report(?:s|ed|ing)? [^.;,]{1,60}? to)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_OF_OTHERS = r"(?:the|this|that|how|whether|an? [^.;,]{1,40} (?:at|of|on|against) (?-i:[A-Z]))"
_INVESTIGATES = late(
    r"^(?: (?:of|in) [A-Z]\w+)?(?: (?:has|have|had|is|are|was|were|been|also|now|since)){0,3} "
    rf"(?:(?:investigat\w+|look(?:s|ed|ing) into|examin\w+) {_OF_OTHERS}|(?:alerted|warned|tipped off) "
    rf"|(?:notified|informed|told|warned) (?:of|about) {_OF_OTHERS})",
    re.IGNORECASE,
)
_OF_ITSELF = late(  # or of those who belong to it
    r"^[^.;,]*?\b"
    r"(?:its|their|our|itself|from it|employees|officers|deputies|agents|staff|residents|citizens|people|vendor"
    r"|supplier)\b",
    re.IGNORECASE,
)


def is_authority(name: str) -> bool:
    """Whether the words of a name say that breaches are told to it: the police, a CERT, who guards data protection."""
    return _AUTHORITY.search(name) is not None


def is_of_state(text: str, start: int) -> bool:
    """Whether what stands before a name says that it is a body of the state: "the U.S. Tide Service"."""
    return _OF_STATE.search(text[max(0, start - _NEAR) : start]) is not None


_OF_STATE = late(r"\bthe (?:U\.?S\.?|U\.?K\.?|federal|national) $", re.IGNORECASE)


def looks_into(text: str, start: int, end: int) -> bool:
    """Whether the authority at these places of a sentence alerts, was notified, or investigates what befell another."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    told = _REPORTED_TO.search(before) or _INVESTIGATES.match(after)
    return bool(_ALERTED_BY.search(before) or (told and not _OF_ITSELF.match(after)))
