"""Numbers of those hit that replace another, or were replaced by one."""

from __future__ import annotations

import re
from typing import Final

from nlp.figures.bounds import LOW
from nlp.text.patterns import late

CHANGED: Final = (
    r"(?:rose|risen|rais(?:ed|es)|climb(?:ed|s)|grew|grown|jumped|increased|soared|swelled|swollen|doubled|tripled"
    r"|revised|corrected|lowered|cut|fell|fallen|shrank|shrunk|adjusted|updated|changed|up|down)"
)
_CORRECTION: Final = 1.5
_BEFORE = late(
    r"\b(?:(?:earlier|initial|previous|original|first) (?:version|notice|estimate|statement|report"
    r"|count|figure|letter|article)\b"
    r"|(?:initially|originally|at first|wrongly|incorrectly|mistakenly|previously|earlier) (?:said|estimated|reported"
    r"|stated|believed|thought|put|gave|told|notified|spoke of|wrote)\b"
    r"|(?:first|initially|originally|at first),? (?:we|it|they|the \w+|(?-i:[A-Z])[\w.&-]+) (?:had )?(?:said|estimated"
    r"|reported|stated|believed|thought|put|gave|told|notified|spoke of|wrote)\b"
    r"|(?:we|it|they|who) (?:had )?(?:estimated|first said|first reported)\b)[^.;]*$",
    re.IGNORECASE,
)
_NOW = late(
    r"\b(?:(?:correct|actual|true|final|revised|updated|new) (?:number|figure|count|total"
    r"|tally)(?: of \w+(?: \w+){0,2})? (?:is|was|are|stands at)"
    r"|number (?:is|has (?:now |since )?(?:risen|grown) to|stands at)"
    r"|bring(?:s|ing)? (?:the|its|their) (?:total|number|tally|count|figure)(?: of \w+(?: \w+){0,2})? (?:up )?to"
    r"|(?:has (?:since |now )?(?:determined|found|established) that)"
    r"|now (?:says|puts|believes|estimates|stands at|(?:know|confirm|believe|say|estimate) (?:that )?))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_IT_IS = late(  # "First we said 900. It is 9,400."
    r"\b(?:it|that) (?:is|was|turned out to be)(?: (?:actually|in fact|now|really))?"
    r" (?:(?:about|around|at least|nearly|over|more than|some) )?$",
    re.IGNORECASE,
)
_GROWN = late(  # "since then the number has grown to"
    r"\b(?:count|figure|number|tally|toll|total)\b[^.;]{0,40}? ha(?:s|ve) (?:now |since )?(?:been (?:corrected|raised"
    r"|revised|updated)|climbed|grown|increased|jumped|risen|swollen)"
    r" to (?:(?:about|around|at least|nearly|over|more than|some) )?$",
    re.IGNORECASE,
)
_INSTEAD = late(  # "and not 38,000, as we said"
    r"\b(?:not|rather than|instead of|(?:up|down) from|replac\w+)\s+(?:the\s+)?(?:figure of\s+)?(?:(?:about|some|around"
    r"|nearly|roughly|approximately)\s+)?$",
    re.IGNORECASE,
)
_GIVEN = late(  # "the 74,000 that it first gave"
    r"\s+(?:\w+\s+){0,2}?(?:that\s+|which\s+)?(?:it|they|we|the\s+\w+)\s+(?:had\s+)?(?:first|initially|originally|previously"
    r"|earlier)\s+(?:gave|given|reported|said|estimated|disclosed|announced|told|put|believed|thought)\b"
    r"|,? as (?:we|it|they) (?:(?:had|first|initially|originally|previously|earlier) ){0,2}(?:said|reported|wrote"
    r"|estimated|announced)\b",
    re.IGNORECASE,
)
_FROM = late(rf"\b{CHANGED}\b[^.;]{{0,30}}?\bfrom\s+(?:(?:about|some|around|nearly|roughly)\s+)?$", re.IGNORECASE)
_TO = late(
    rf"^(?:\s(?!(?:and|but|or)\b)[\w-]+){{0,4}}?\s+to\s+(?:(?:about|some|around|nearly|over|more than)\s+)*{LOW}",
    re.IGNORECASE,
)


def is_outdated(left: str, right: str) -> bool:
    """Whether the words around a number say that another is told instead ("rose from 12,000 to 1.2 million")."""
    risen = _FROM.search(left) and _TO.match(right)
    return bool(risen or _INSTEAD.search(left) or _GIVEN.match(right) or _BEFORE.search(left))


def replaces(left: str) -> bool:
    """Whether the words before a number name it instead of one that was told before, if one was."""
    return _IT_IS.search(left) is not None


def has_grown(left: str) -> bool:
    """Whether the words before a number say that those before it were fewer."""
    return _GROWN.search(left) is not None


def correction(left: str) -> float:
    """What it is worth that a number corrects another, and what against it that it was corrected."""
    return _CORRECTION * (bool(_NOW.search(left)) - bool(_BEFORE.search(left)))
