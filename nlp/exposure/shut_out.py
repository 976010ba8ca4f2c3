"""Who cannot get at data of the own house: "doctors cannot open patient records" says nothing of what was taken."""

from __future__ import annotations

import re

from nlp.text.patterns import late

Span = tuple[int, int]

_STAFF = (
    r"(?:(?:clinicians?|colleagues|customers?|dispatchers|doctors?|employees|medics|members|nurses|officials|patients"
    r"|pharmacists|physicians|residents|staff|students|teachers|users|workers)"
    r"|the (?:\w+ )?(?:authority|bank|city|clinic|college|company|council|county|firm|hospital|school|shop|store"
    r"|university)s?)"
)
_GET_AT = (  # but "the company cannot see your password"
    r"(?:access|check|consult|find|get (?:at|into|to)|look up|open|pull up|reach|retrieve|update|use|view"
    r"|(?:read|see)(?! (?:them|these|your)\b))(?:ing)?"
)
_CANNOT = (
    r"(?:(?:cannot|can't|can no longer|could (?:not|no longer)|couldn't"
    r"|(?:is|are|was|were|been|left) (?:\w+ )?unable to"
    rf"|(?:is|are|was|were) not able to|(?:is|are|was|were) (?:\w+ )?(?:kept|prevented) from) {_GET_AT}"
    r"|(?:has|have|had) (?:no|lost) access to|(?:is|are|was|were|been) (?:\w+ )?locked out of)"
)
_SERVES = r"(?:accept|dispense|fill|issue|pay|prescribe|print|process|receive|release|run|schedule|send|take)"
_NOW = r"(?:at (?:the moment|present|this time)|currently|for (?:now|the time being)|temporarily|today|still|until)"
_REST = (  # up to another clause: "and names were copied"
    r"[^.;:]*?(?=[.;:]|$|,? (?:after|as|because|but|since|that|though|which|while|and (?:it|they|we|the))\b"
    r"|,? and [\w', -]{2,60}? (?:was|were|has been|have been|had been)\b)"
)
_GOT_AT = r"(?:accessed|opened|printed|processed|read|reached|reset|retrieved|seen|viewed)\b"
_GONE = r"(?:not (?:accessible|available|reachable)|inaccessible|unavailable)\b"
_SHUT_OUT = late(
    rf"\b{_STAFF}(?! of\b) (?:[\w-]+ ){{0,3}}?{_CANNOT}\b{_REST}"
    r"|\b(?:cannot|can't|can no longer|(?:is|are) unable to) (?:accept|dispense|issue|prescribe|renew)\b"
    rf"{_REST}|\b(?:it|they|we|{_STAFF}) (?:{_NOW} )?(?:cannot|can't|can no longer"
    rf"|(?:is|are) (?:\w+ )?unable to) {_SERVES}\b{_REST}",
    re.IGNORECASE,
)
_DOWN = late(  # "patient records cannot be accessed at the moment"
    rf"\b(?:(?:cannot|can't) be {_GOT_AT}|(?:is|are) {_GONE})[^.;:]{{0,40}}?\b{_NOW}\b"
    rf"|\b(?:(?:cannot|can't) {_NOW} be {_GOT_AT}|(?:is|are) {_NOW} {_GONE})",
    re.IGNORECASE,
)


def shut_out_spans(text: str) -> list[Span]:
    """Where in a sentence it says that the own people cannot get at data, or that a service is down."""
    found = [match.span() for match in _SHUT_OUT.finditer(text)]
    for match in _DOWN.finditer(text):
        borders = (border.end() for border in _BORDER.finditer(text, 0, match.start()))
        found.append((max(borders, default=0), match.end()))
    return found


def lists_services(text: str) -> bool:
    """Whether services are listed below, which are down or hit: "complaints" and "payments" among them are no data."""
    return text.endswith(":") and bool(_SERVICES.search(text)) and not _DATA.search(text)


_SERVICES = late(
    r"\bservices\b[^.;:]{0,40}\b(?:affected|closed|disrupted|down|impacted|interrupted|not (?:available|working)"
    r"|offline|suspended|unavailable)\b[^.;:]{0,20}:$"
    r"|\b(?:affected|disrupted|following|these|unavailable) (?:\w+ )?services:$",
    re.IGNORECASE,
)
_DATA = late(r"\b(?:data|details|documents|files|information|records)\b", re.IGNORECASE)
_BORDER = late(r"[.;:]|,? (?:although|but|though|whereas|while) |, and ", re.IGNORECASE)
