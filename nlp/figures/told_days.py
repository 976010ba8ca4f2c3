"""Days on which something was said: "said on Monday", "On Monday, the shop said that"."""

from __future__ import annotations

import re

from nlp.figures.cues import FOUND, NEAR, OCCURRED, OPENING
from nlp.text.patterns import late

_SAID = r"(?:said|claimed|announced|acknowledged|admitted|revealed|confirmed|disclosed|reported|stated|warned|told \w+)"
_SAID_ON = late(  # "said on Monday", "confirmed on 12 November", but not "confirmed a breach in May"
    rf"\b{_SAID} (?:in an? (?:\w+ ){{1,2}})?(?:on|last|late|early|this|overnight|(?:at|over) the|\w+day)\b"
    r"[^,;:]{0,25}$",
    re.IGNORECASE,
)
_FILED_ON = late(r"\b(?:filed|furnished|submitted)\b[^,;:]{0,40}\bon $", re.IGNORECASE)
_SAID_THEN = late(  # "which it disclosed June 13"
    r"\b(?:disclosed|announced|revealed|reported|confirmed) (?:it |this )?(?:publicly )?$", re.IGNORECASE
)
_THEN_SAID = re.compile(rf"^,?\s(?P<who>(?:[^\s,;:]+\s){{1,8}}?)(?:has |have |had )?(?:also )?{_SAID}\b", re.IGNORECASE)
REPORTED = re.compile(
    r"\b(?:declar\w+|report\w*|disclos\w+|announc\w+|confirm\w+|admitt?\w*|told"
    r"|reveal\w*)\s+(?:\w+\s+){0,6}(?:incident|breach|attack|intrusion|theft"
    r"|compromise)(?: on| in)?\s$",
    re.IGNORECASE,
)
_NO_DAY = ("m3", "m4", "y5")  # a month or year in which something was disclosed is mostly that of the breach too


def is_of_saying(text: str, match: re.Match[str]) -> bool:
    """Whether a day is that of the telling: "said on Monday", "On Monday, the shop said that"."""
    if _SAID_ON.search(text[: match.end()][-2 * NEAR :]) or _FILED_ON.search(text[: match.start()][-NEAR:]):
        return True
    if (match.groupdict().get("d1") or match.groupdict().get("d2")) and _SAID_THEN.search(text[: match.start()]):
        return True
    if match.start() > OPENING or any(match.groupdict().get(name) for name in _NO_DAY):
        return False
    then = _THEN_SAID.match(text[match.end() :])
    return then is not None and not OCCURRED.search(then["who"]) and not FOUND.search(then["who"])
