"""What was denied first and is admitted since: "We said that there had been no breach. We now know that ..."."""

from __future__ import annotations

from nlp.text.patterns import words

_EVENT = r"(?:breach|hack|leak|intrusion|attack|compromise|(?:security |cyber )?incident|unauthori[sz]ed)"
_NO = (
    rf"(?:no (?:evidence|signs?|indications?|trace|(?:\w+ ){{0,2}}{_EVENT})"
    r"|(?:was|were|is|are|has|have|had)(?: not|n't) (?:been )?(?:hacked|breached|compromised|affected))"
)
_DENYING = r"(?:den(?:y|ied|ying)|dismiss(?:ed|ing)|reject(?:ed|ing)|refut(?:ed|ing)|disput(?:ed|ing))"
_DENIED_BEFORE = words(
    r"\b(?:said|told|wrote|written|stated|announced|reported|maintained|insisted|assured|thought|believed)\b"
    rf"[^.!?]{{0,100}}\b{_NO}\b[^.!?]*"
    r"|\b(?:earlier|previously|initially|originally|(?:at )?first|once|(?:last|this) (?:week|month|year))\b"
    rf"[^.!?]{{0,60}}\b{_DENYING}\b[^.!?]*"
    rf"|\b{_DENYING} (?:\w+ ){{0,4}}?(?:earlier|previously|initially|originally|at first)\b[^.!?]*"
    rf"|\bafter (?:\w+ ){{0,2}}{_DENYING}\b[^.!?]*"
)
_KNOWN = (
    r"(?:found|determined|established|discovered|learn(?:ed|t)|confirmed|concluded|identified|shown|revealed|admitted"
    r"|acknowledged)"
)
_ADMITS = words(
    rf"\b(?:has|have|had) (?:since|now|meanwhile|subsequently|later) (?:\w+ )?{_KNOWN}\b"
    rf"|\b(?:since|now|later|today|subsequently|meanwhile)(?:,? [\w']+){{0,3}}"
    rf" (?:{_KNOWN}|know|admits?|confirms?|acknowledges?)\b"
    r"|\b(?:we|it|they) now (?:say|says|believe|believes)\b"
)
_NOTHING = words(r"\b(?:no|not|nothing|none|never|without)\b|n't\b")
_NEAR = 30  # code points behind an admission in which a word would make a denial of it


def admits(text: str) -> bool:
    """Whether it says that something was found, confirmed or admitted since, and not that nothing was."""
    return any(not _NOTHING.search(text[found.end() : found.end() + _NEAR]) for found in _ADMITS.finditer(text))


def denied_before(sentence: str) -> bool:
    """Whether it tells of a denial that was given before; it may hold still, if nothing `admits` otherwise."""
    return _DENIED_BEFORE.search(sentence) is not None


def since_admitted(text: str) -> str:
    """The text without the denials that were given before; as it is where nothing admits otherwise."""
    return _DENIED_BEFORE.sub("", text) if admits(text) else text
