"""Who is named beside the one that was hit, for what it lent, made or owns: "through a flaw in X's software"."""

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
    r"|\b(?:appliances?|software|devices?|firewalls?|routers?|products?|tools?|plug-?ins?|applications?)\s+(?:(?:that|which)"
    r"\s+(?:was|were|is|are)\s+)?(?:made|built|developed|sold|manufactured)\s+by\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OWNS = late(
    r"(?:'s|s')\s+(?:new\s+|majority\s+)?(?:parent|owner|holding)(?:\s+(?:company|group))?,?\s+$", re.IGNORECASE
)
_SAYS = late(
    r"(?:,[^,.;]{1,60},)?\s+(?:has\s+|also\s+)?(?:said|says|told|confirm\w*|announc\w*|disclos\w*|report(?:ed|s)|wrote)\b",
    re.IGNORECASE,
)
_NEAR = 160  # code points around a name


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether the name at these places of a sentence lent or made what another was hit through, or owns that one."""
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    lent = _LENT.search(left) and (_ENTERS.search(right) or _ENTERS.search(left))
    return bool(lent or _FLAW.search(left) or (_OWNS.search(left) and _SAYS.match(right)))
