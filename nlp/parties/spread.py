"""Whom the breach of a name reached, by the words between: "the attack on X has hit Y", "X breach spreads to Y"."""

from __future__ import annotations

import re

from nlp.parties.kinds import FIRMS, PEOPLE
from nlp.text.patterns import late

_FILLED = r"(?:[a-z-]+ ){0,3}"
_AT = late(  # "the breach at X", and what it did follows
    r"\b(?:(?P<breach>(?:breach|hack|leak|break-in|intrusion) (?:at|of)\b|attack (?:at|on|against)\b)"
    r"|(?:breach|attack|incident|hack|leak|compromise|intrusion|break-in) (?:at|of|on|involving)) [^.;]{2,90}$",
    re.IGNORECASE,
)
_HAS_HIT = late(
    r"^,? (?:has |have |had |may have )?(?:also )?"
    r"(?:affect(?:s|ed)|hits?|impact(?:s|ed)|reached|disrupt(?:s|ed)|cripple[sd]"
    r"|exposed (?:[\w,-]+ ){1,5}?(?:of|at|belonging to|held by)) (?:the )?"
    r"(?:(?!(?:shares?|stocks?|profits?|sales|trust|confidence|faith)\b)[a-z][\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_SPREADS = late(  # "X breach spreads to Y"
    r"^(?:'s)? (?:data )?(?:breach|hack|leak) (?:(?:has|have|also|now) )*"
    r"(?:(?:spreads?|extends?|widens?) to|reach(?:es|ed)|hits?|snares?|snags?|affect(?:s|ed)"
    r"|exposes? (?:[\w-]+ ){1,5}?(?:of|at)) (?:the )?(?:(?!of\b)[a-z-]+ ){0,3}$"
    r"|^(?:'s)? (?:[\w-]+ ){0,2}?(?:breach|hack|leak) (?:(?:has|have|had|also|may) )*"
    r"(?:hits?|affect(?:s|ed)|expose[sd]|compromise[sd]) (?:[\w-]+ ){0,4}?"
    r"(?:customers|clients|users|patients) (?:of|at) (?:the )?$",
    re.IGNORECASE,
)
_BUT_ITS = late(  # money, and people who may only live there
    r"^(?:'s?)? (?:profits?|shares?|sales|stocks?|earnings|revenues?|results|margins?|residents|people|customers"
    r"|citizens|voters|patients|drivers|families|users|homes)\b",
    re.IGNORECASE,
)
_COMPROMISES = late(  # "X breach compromises Y customer addresses"
    r"^(?:'s)? (?:[\w-]+ ){0,2}?(?:breach|hack|leak) (?:(?:has|also) )*(?:compromises|exposes|leaks|hits|affects) $",
    re.IGNORECASE,
)
_ITS_CUSTOMER = late(r"^(?:'s?)? (?:customers?|clients?|users?|patients?|members?|accounts?)\b", re.IGNORECASE)
_VICTIMS = late(  # "hospitals hit by the attack on X", "victims of the X breach", and their names follow
    rf"\b(?:{FIRMS}|victims|those|others)(?: (?!(?:not|never)\b)[\w,-]+){{0,6}}?"
    r"(?: (?:hit|affected|disrupted|impacted|compromised|exposed|caught(?: up)?) (?:by|in)|(?<=victims) of) the "
    rf"{_FILLED}?(?P<at>(?:breach|hack|leak|attack|incident) (?:at|of|on|against) (?:the )?{_FILLED})?"
    r"(?-i:[A-Z\d])[^.;:]{1,60}$",
    re.IGNORECASE,
)
_ARE = late(
    r"^(?P<its>'?s? ?(?:data )?(?:breach|hack|leak))?(?: so far)?(?: (?:include[sd]?|are|were)(?: the)?|:) $",
    re.IGNORECASE,
)
_HEADLINE = late(  # "X breach: Y confirms that records were stolen"
    r"^(?:'s)? (?:data |cyber |security |ransomware )?(?:breach|hack|leak|attack|incident): (?:the )?$", re.IGNORECASE
)
_LISTED = r"(?:(?:,| and) [A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*)*"
_CONFIRMS = late(
    rf"^{_LISTED}(?: {PEOPLE}\b| (?:also )?(?:confirms?|admits?|warns?|tells?)\b"
    rf"(?=[^.;]* (?:data|details|records|files|names|{PEOPLE})\b))"
    r"(?:(?!\b(?:not|no|none|safe|unaffected)\b)[^.;])*?"
    r"\b(?:stolen|taken|exposed|leaked|affected|accessed|compromised|hit|at risk"
    r"|(?:told|urged|asked|advised) to (?:change|reset|watch|check))\b"
)


_AFTER = late(
    rf"(?:^|[.;] |\b(?:hours|days|weeks) )(?:after|since|when|because) {_FILLED}(?-i:[A-Z])[^.;,]{{1,50}}$",
    re.IGNORECASE,
)
_WAS_HIT = late(  # "After X was hacked, Y cancelled flights"
    r"^ (?:was|had been|has been) (?:hacked|attacked|hit|crippled|breached|knocked offline)\b[^.;,]{0,50}, (?:the )?$"
)
_STOPPED = (
    r"(?:cancel\w*|closed?|shut|divert\w*|delay\w*|postpon\w*|halt\w*|suspend\w*|stopped|stood (?:idle|still)|lost"
    r"|had to|could not|checked in|turned away|went back to|fell back on|(?:was|were) (?:unable|forced|without))"
)
_HAD_TO = late(rf"^ (?:(?:has|had|also) )*{_STOPPED}\b")
_STOPPED_AFTER = late(  # "X's lorries stood still after the exchange Y", and "was hacked" follows
    rf"^(?:'s?)?(?: [a-z]+){{0,2}} {_STOPPED}\b[^.;]{{0,60}}?(?<!year)(?<!years)(?<!months)"
    r" (?:after|since|because|when|as) (?:[a-z-]+ ){0,5}$"
)
_IS_DOWN = late(
    r"^(?:,[^,.;]{1,60},)? (?:was|had been|has been)"
    r" (?:hacked|attacked|hit|crippled|breached|knocked (?:offline|out))\b"
)


def is_stopped_by(text: str, end: int, between: str, then: str) -> bool:
    """Whether the second of two names is said to have stopped its work as the first was hit."""
    return bool(_WAS_HIT.match(between) and _HAD_TO.match(then) and _AFTER.search(text[max(0, end - _NEAR) : end]))


def is_stopped_after(between: str, then: str) -> bool:
    """Whether the first of two names is said to have stopped its work as the second was hit."""
    return bool(_STOPPED_AFTER.match(between) and _IS_DOWN.match(then))


def breach_at(text: str, end: int, between: str) -> re.Match[str] | None:
    """The words up to the end of a name if an event there is what has hit the next name."""
    return _AT.search(text[:end]) if _HAS_HIT.match(between) else None


def is_caught_up(text: str, end: int, between: str, then: str) -> bool:
    """Whether the words before, between and behind two names say that the breach of the first reached the second."""
    told = breach_at(text, end, between)
    if told is not None and told["breach"]:
        return True
    if _SPREADS.match(between) and not _BUT_ITS.match(then):
        return True
    if _COMPROMISES.match(between) and _ITS_CUSTOMER.match(then):
        return True
    if _HEADLINE.match(between) and _CONFIRMS.match(then):
        return True
    return _are_its_victims(text[max(0, end - _NEAR) : end], between)


def _are_its_victims(before: str, between: str) -> bool:
    are = _ARE.match(between)
    victims = _VICTIMS.search(before) if are else None
    return are is not None and victims is not None and bool(are["its"]) is not bool(victims["at"])


_NEAR = 170  # code points before a name
