"""What a filing says of what might come: its statutory words on risks, which name every kind of incident there is."""

from __future__ import annotations

import re

from nlp.text.patterns import words

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
_BEGINS = words(
    r"\bforward[- ]looking (?:statements?|information)\b|\bcautionary (?:note|statements?)\b|\bsafe harbou?r\b"
)
_ENDS = words(r"^\W*(?:item \d\.\d\d|signatures?\b|exhibit\b|ex-\d|about [A-Z])")
_MIGHT = words(
    r"\b(?:risks?|uncertaint(?:y|ies)|factors)\b.{0,200}\b(?:includ(?:e|es|ing)|such as|could|may|might|"
    r"relat(?:ed|ing) to|associated with)\b|\brisk factors\b|\b(?:risk|possibility|potential|likelihood) of\b|"
    r"\b(?:could|may|might) (?:(?:also|adversely|materially|negatively) )*"
    r"(?:affect|cause|differ|disrupt|experience|expose|harm|impact|incur|lead|result|suffer|vary)\b"
)
_INCIDENT = words(
    r"\b(?:cyber|ransom|malware|phish|hack|intru[ds]|breach|unauthori[sz]ed|security (?:incident|event)|"
    r"threat actor|exfiltrat)"
)


def may_tell(text: str) -> bool:
    """Whether a word of it is of an incident at all; to be asked of what is left without prospects."""
    return _INCIDENT.search(text) is not None


def without_prospects(text: str) -> str:
    """The text with what it says of what might come blanked by code point: statements on the future, and risks."""
    inside, kept = False, []
    for line in text.split("\n"):
        inside = inside and not _ENDS.search(line)
        if inside or _BEGINS.search(line):
            # What stands before the words in the same line is told of today.
            begin = 0 if inside else _begin(line)
            kept.append(line[:begin] + " " * (len(line) - begin))
            inside = True
        else:
            kept.append(_SENTENCE.sub(_blanked, line))
    return "\n".join(kept)


def _begin(line: str) -> int:
    """Where the first sentence of the line stands that speaks of the future."""
    return next((each.start() for each in _SENTENCE.finditer(line) if _BEGINS.search(each[0])), 0)


def _blanked(sentence: re.Match[str]) -> str:
    return " " * len(sentence[0]) if _MIGHT.search(sentence[0]) else sentence[0]
