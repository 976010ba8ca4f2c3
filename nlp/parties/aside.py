"""Who is named beside the one that was hit, for what it lent, made or owns, or as its rival."""

from __future__ import annotations

import re

from nlp.parties.tellers import SAYS, only_tells
from nlp.text.patterns import late

_I = re.IGNORECASE
_LENT = late(  # "used the credentials of a "
    r"\b(?:us(?:ed|ing)|with|via|through|abus(?:ed|ing)|misus(?:ed|ing)|by means of) (?:[\w-]+ ){0,4}?"
    r"(?:credentials?|accounts?|passwords?|log-?ins?|access|tokens?|keys?|certificates?) "
    r"(?:of|from|belonging to|held by|issued to|stolen from) (?:(?:an?|the|its|one of) )?(?:[\w-]+ ){0,2}$",
    _I,
)
_ENTERS = late(
    r"\b(?:to|and|they|he|she|hackers?|attackers?|intruders?|criminals?|thie(?:f|ves)|someone|somebody) (?:\w+ly )?"
    r"(?:enter(?:ed)?|br(?:eak|oke) into|g[eo]t into|log(?:ged)? (?:in|on)to|access(?:ed)?|gain(?:ed)? access to"
    r"|st(?:eal|ole)|reach(?:ed)?|breach(?:ed)?|hack(?:ed)?)\b",
    _I,
)
_FLAW = late(
    r"\b(?:flaws?|vulnerabilit(?:y|ies)|bugs?|weakness(?:es)?|zero-days?|holes?) (?:in|of|affecting) (?:the )?$"
    r"|\b(?:appliances?|software|devices?|firewalls?|routers?|products?|tools?|plug-?ins?|applications?) "
    r"(?:(?:that|which) (?:was|were|is|are) )?(?:made|built|developed|sold|manufactured) by (?:the )?$",
    _I,
)
_OWNS = late(r"(?:'s|s') (?:new |majority )?(?:parent|owner|holding)(?: (?:company|group))?,? $", _I)
_LIST = r"(?-i:(?:[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,4}(?:,? and|,) (?:the )?){0,9})$"  # up to one of its names
_OTHERS = (
    r"(?:rivals?|competitors?|neighbou?rs?|landlords?|namesakes?|auditors?|investors?|backers?|shareholders?|founders?"
    r"|directors?)"
)
_UNRELATED = late(  # "Its rivals are Oakfeld and ", "is not related to "
    rf"\b(?:its|their|whose) (?:[\w-]+ ){{0,2}}?{_OTHERS} (?:are|is|include[sd]?) (?:the )?{_LIST}"
    r"|\b(?:not (?:be )?(?:\w+ )?(?:related|connected|linked|affiliated|confused)|un(?:related|connected)"
    r"|no (?:connection|relation|link|ties?|affiliation)) (?:to|with) (?:the )?"
    r"(?:(?:firm|company|charity|bank|shop|brand) )?$",
    _I,
)
_NOT_OF_VICTIMS = late(  # a list: "It has told these authorities: Oakfeld and "
    rf"\b(?:authorities|regulators|offices|branches|lawyers|law firms|responders|advisers|sponsors|experts|{_OTHERS})\b"
    r"(?:(?!\b(?:hit|affected|impacted|breached|hacked|stolen|exposed)\b)[^.;:]){0,40}?"
    rf": (?:the )?{_LIST}",
    _I,
)
_NEAR = 160  # code points around a name


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether the name at these places of a sentence lent or made what another was hit through, owns or tells of it."""
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    lent = _LENT.search(left) and (_ENTERS.search(right) or _ENTERS.search(left))
    owns = _OWNS.search(left) and SAYS.match(right)
    return bool(
        lent
        or owns
        or only_tells(left, right)
        or any(rule.search(left) for rule in (_FLAW, _UNRELATED, _NOT_OF_VICTIMS))
    )
