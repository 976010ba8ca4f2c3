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
_EVENT_TOLD = late(  # "announced a data breach on 20 November", not "has announced", which tells of no day
    r"(?<!has )(?<!have )(?<!had )\b(?:acknowledged|admitted|announced|confirmed|disclosed|reported|revealed"
    r"|(?:informed|notified|told|warned) (?:[\w'-]+ ){0,4}?(?:about|of)|filed notice of) (?:(?:an?|its|the|this) )?"
    r"(?:(?!that\b)[\w-]+ ){0,3}?(?:attack|breach|compromise|cyber-?attack|hack|incident|intrusion|leak|theft)"
    r"(?: (?:at|in|of|to|with) (?:(?!on\b)[\w'-]+ ){1,5}?)? ?(?:on |last |late |this )?$",
    re.IGNORECASE,
)
_EVENT_THEN = late(
    r",?\s(?:affecting|compromising|during|exposing|hitting|in which|involving|that|when|where|which)\b", re.IGNORECASE
)
_WARNED = late(
    r"\b(?:alerted|informed|notified|told|warned) (?:(?!(?:about|of|that|to)\b)[\w'-]+ ){1,4}?"
    r"(?:on |last |late |this )$",
    re.IGNORECASE,
)
_OF_IT = late(r"\s(?:about|of|that)\b", re.IGNORECASE)  # "warned customers on 20 November of a breach"
_WHOLE = ("iso", "us", "d1", "d2", "weekday", "day")  # groups of a whole day


def tells_of_event(text: str, match: re.Match[str]) -> bool:
    """Whether an incident was told on a whole day: "announced a breach on 20 November"."""
    if not any(match.groupdict().get(name) for name in _WHOLE):
        return False
    before, end = text[: match.start()], match.end()
    if _EVENT_TOLD.search(before):
        return not _EVENT_THEN.match(text, end)
    return bool(_WARNED.search(before) and _OF_IT.match(text, end))


_NO_DAY = ("m3", "m4", "y5")  # a month or year in which something was disclosed is mostly that of the breach too


def is_of_saying(text: str, match: re.Match[str]) -> bool:
    """Whether a day is that of the telling: "said on Monday", "On Monday, the shop said that"."""
    if tells_of_event(text, match):
        return True
    if _SAID_ON.search(text[: match.end()][-2 * NEAR :]) or _FILED_ON.search(text[: match.start()][-NEAR:]):
        return True
    if (match.groupdict().get("d1") or match.groupdict().get("d2")) and _SAID_THEN.search(text[: match.start()]):
        return True
    if match.start() > OPENING or any(match.groupdict().get(name) for name in _NO_DAY):
        return False
    then = _THEN_SAID.match(text[match.end() :])
    return then is not None and not OCCURRED.search(then["who"]) and not FOUND.search(then["who"])
