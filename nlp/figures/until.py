"""What was not done until a day: "the theft was not discovered until 9 May"."""

from __future__ import annotations

import re

from nlp.text.patterns import late

_NOT_UNTIL = late(
    r"\b(?:(?:not|n't|never)\b[^.;:]{0,40}?\b(?:(?P<found>(?:detect|discover|find|found|learn|notic|reali[sz]|spot)\w*)"
    r"|(?P<told>(?:announc|disclos|inform|notif|report|tell|told|warn)\w*))[^.;:]{0,40}"
    r"|(?P<found2>undetected|undiscovered|unnoticed)) until (?:the )?$",
    re.IGNORECASE,
)


def done_then(before: str) -> str | None:
    """As in "found" or "told" where the words before a day say that it was only then, else None."""
    match = _NOT_UNTIL.search(before)
    return (match.lastgroup or "").rstrip("2") if match else None
