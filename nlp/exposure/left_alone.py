"""What was left alone, in the words behind what was taken: "took names, leaving passwords untouched"."""

from __future__ import annotations

import re

from nlp.text.patterns import late

Span = tuple[int, int]

_CLAUSE = (  # what begins another clause
    r"\b(?:was|were|is|are|has|have|had|did|do|does|could|can|may|might|which|who|that|but|while|it|they|we|you"
    r"|with|without|when|after|before|remain(?:s|ed)|stay(?:s|ed))\b"
)
_LEFT_ALONE = late(
    rf"(?:\b(?:leav(?:ing|es)|left)\s|,\swith\s(?!(?:the )?exception\b))(?:(?!{_CLAUSE})[^.;:()]){{2,160}}?\s"
    r"(?:(?:all|both|each|also|left|kept|remaining|still|completely|entirely|apparently|reportedly) )*"
    r"(?:un(?:affected|touched|scathed|harmed|impacted|compromised|read|opened|damaged)|intact|safe|secure|spared|alone"
    r"|out of (?:reach|scope)|beyond (?:their )?reach|not (?:affected|accessed|compromised|copied|exposed|impacted"
    r"|included|involved|read|stolen|taken|touched))\b",
    re.IGNORECASE,
)


def left_alone_spans(text: str) -> list[Span]:
    """Where in a sentence data are named that its subject left alone, with the word that says so."""
    return [found.span() for found in _LEFT_ALONE.finditer(text)]
