"""Rows of tables and lists of marks, which say of one thing whether it was hit."""

from __future__ import annotations

import re


def row(text: str) -> str | None:
    """As in "denied" or "exposed" for the row of a table that says whether its first cell was hit."""
    match = _ROW.match(text)
    if match is None:
        crossed = _CROSSED.match(text)
        return None if crossed is None else "exposed" if crossed["told"] else "denied"
    return "denied" if match["no"] and not _OTHER_CELL.search(text, match.end("no")) else "exposed"


_CROSSED = re.compile(  # a cross is a no, unless the words beside it say what it marks ("Accessed: names")
    r"^[|\s\u2022*-]*[\u2717\u2718\u274c\u2716]\ufe0f?(?P<told>\s*(?:was |were )?(?:affected|exposed|accessed|included"
    r"|involved|taken|stolen|copied|leaked|compromised|impacted)\s*:)?",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"^[|\s\u2022*-]*[^|:\t\u00b7]{2,70}?(?:\||:|\t"
    r"|\s[\u2013\u2014\u00b7-]\s)\s*(?:(?P<no>[\u2717\u2718\u274c\u2716]|no|none|never|not (?:affected|exposed|accessed"
    r"|included|involved|asked|stored|held)|never (?:asked|stored|held)|unaffected|safe)"
    r"|[\u2713\u2714\u2705\u2611]\ufe0f?|yes|(?:was |were )?(?:affected|exposed|accessed|included|involved|taken))"
    r"(?:[\s.]*$|\s*[|,;(].*$|\s(?:for|in|of) (?:some|a few|certain|many|most)\b.*$)",
    re.IGNORECASE,
)
_OTHER_CELL = re.compile(r"\|\s*yes\b", re.IGNORECASE)  # a row with a cell for each of several events
