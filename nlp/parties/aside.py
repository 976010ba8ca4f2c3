"""Who is named beside the one that was hit, for what it lent, made or owns, or as its rival."""

from __future__ import annotations

import re

from nlp.text.patterns import late

_LENT = late(  # "used the credentials of a "
    r"\b(?:us(?:ed|ing)|with|via|through|abus(?:ed|ing)|misus(?:ed|ing)|by means of)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:credentials?|accounts?|passwords?|log-?ins?|access|tokens?|keys?|certificates?)\s+(?:of|from|belonging to"
    r"|held by|issued to|stolen from)\s+(?:(?:an?|the|its|one of)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ENTERS = late(
    r"\b(?:to|and|they|he|she|hackers?|attackers?|intruders?|criminals?|thie(?:f|ves)|someone|somebody)\s+(?:\w+ly\s+)?"
    r"(?:enter(?:ed)?|br(?:eak|oke) into|g[eo]t into|log(?:ged)? (?:in|on)to|access(?:ed)?|gain(?:ed)? access to"
    r"|st(?:eal|ole)|reach(?:ed)?|breach(?:ed)?|hack(?:ed)?)\b",
    re.IGNORECASE,
)
_FLAW = late(
    r"\b(?:flaws?|vulnerabilit(?:y|ies)|bugs?|weakness(?:es)?|zero-days?|holes?)\s+(?:in|of|affecting)\s+(?:the\s+)?$"
    r"|\b(?:appliances?|software|devices?|firewalls?|routers?|products?|tools?|plug-?ins?"
    r"|applications?)\s+(?:(?:that|which)"
    r"\s+(?:was|were|is|are)\s+)?(?:made|built|developed|sold|manufactured)\s+by\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OWNS = late(
    r"(?:'s|s')\s+(?:new\s+|majority\s+)?(?:parent|owner|holding)(?:\s+(?:company|group))?,?\s+$", re.IGNORECASE
)
_SAYS = late(
    r"(?:,[^,.;]{1,60},)?\s+(?:has\s+|also\s+)?(?:said|says|told|confirm\w*|announc\w*|disclos\w*|report(?:ed|s)"
    r"|wrote)\b",
    re.IGNORECASE,
)
_UNRELATED = late(  # "Its rivals are Oakfeld and ", "is not related to "
    r"\b(?:its|their|whose) (?:[\w-]+ ){0,2}?(?:rivals?|competitors?|neighbou?rs?|landlords?|namesakes?|auditors?)"
    r" (?:are|is|include[sd]?) (?:the )?(?-i:(?:[A-Z][\w.&'-]*(?:,? and|,)? )*)$"
    r"|\b(?:not (?:be )?(?:\w+ )?(?:related|connected|linked|affiliated|confused)|un(?:related|connected)"
    r"|no (?:connection|relation|link|ties?|affiliation)) (?:to|with) (?:the )?(?:(?:firm|company|charity|bank|shop"
    r"|brand) )?$",
    re.IGNORECASE,
)
_PARENT = late(  # "X, the parent of Oakfeld, said that hackers took names of the bank's customers"
    r"^, (?:the |which is the )?(?:(?:parent|owner|holding)(?: company| group)? of"
    r"|which owns) (?:the )?(?-i:[A-Z])[^,.;]{1,60},"
    r" (?:has |also )?(?:said|says|told|confirm\w*|announc\w*|disclos\w*|report(?:ed|s))\b(?P<said>[^.;]*)",
    re.IGNORECASE,
)
_OF_THE_UNIT = late(
    r"\b(?:the (?:unit|subsidiary|bank|brand|clinic|hospital|retailer|shop|airline|insurer|school|hotel|store|paper"
    r"|site)|(?-i:[A-Z]\w+))'s?\b",
    re.IGNORECASE,
)
_ITS = late(r"\b(?:its|their|our)\b", re.IGNORECASE)
_TELLS_OF = late(  # "X said that Oakfeld was breached", of which it knows, but not "said that its supplier Oakfeld was"
    rf"^{_SAYS.pattern}(?: (?:on|late on|last) \w+day)? that (?:the )?"
    r"(?:(?-i:[A-Z])[\w&'-]*(?: (?:(?-i:[A-Z])[\w&'-]*|of|and|&)){0,4} (?:was|were|had been|has been|got) (?:\w+ly )?"
    r"(?:hacked|breached|compromised|attacked|hit|broken into)"
    r"|(?:hackers?|attackers?|intruders?|criminals?|thieves) (?:had )?(?:entered|hacked|breached|attacked"
    r"|broken? into|got into) (?:the (?:systems?|network|servers?) of )?(?-i:[A-Z]))",
    re.IGNORECASE,
)
_NEAR = 160  # code points around a name


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether the name at these places of a sentence lent or made what another was hit through, owns or tells of it."""
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    lent = _LENT.search(left) and (_ENTERS.search(right) or _ENTERS.search(left))
    owns = _OWNS.search(left) and _SAYS.match(right)
    told = _speaks_for_its_unit(right) or (_TELLS_OF.match(right) and not _ITS.search(right.split(". ")[0]))
    return bool(lent or owns or told or _FLAW.search(left) or _UNRELATED.search(left))


def _speaks_for_its_unit(right: str) -> bool:
    told = _PARENT.match(right)
    return told is not None and bool(_OF_THE_UNIT.search(told["said"])) and not _ITS.search(told["said"])
