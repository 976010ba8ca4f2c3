"""A notice or an article that whoever gave it takes back."""

from __future__ import annotations

from nlp.text.patterns import words
from nlp.verdict.kind import TOLD

_NOTICE = r"(?:[\w'-]+ ){0,3}?(?:notice|notification|disclosure|advisory)"
_ENDS = r"(?:[.,;:!]| (?:and|as|because|since)\b|\s*$)"
# A notice of a breach, by whoever gave it. Not a statement about a part of it, nor what was "issued in error to others".
_OWN_TAKEN_BACK = words(
    rf"\b(?:retract|withdr[ae]w)(?:s|n|ing|ed)? (?:this|the|our|its) {_NOTICE}"
    rf"(?:{_ENDS}| (?:of|from) (?:\d|(?:an? |the )?(?:\w+ )?(?:breach|incident)\b))"
    rf"|\b(?:this|the|our|its) {_NOTICE} (?:was|is|has been|had been) (?:\w+ )?(?:withdrawn|retracted"
    rf"|(?:published|posted|issued|filed) (?:in error|by mistake)){_ENDS}"
    rf"|\b(?:published|posted|issued|filed) (?:this|the|our|its) {_NOTICE} (?:in error|by mistake){_ENDS}"
    rf"|\bthe {_NOTICE} (?:that|which) (?:[\w.'-]+ ){{1,3}}?(?:filed|gave|issued|posted|published|sent)(?: (?:on|in|of) [\w ]{{3,20}}?)?"
    rf" (?:was|is|has been|had been) (?:\w+ )?(?:retracted|withdrawn){_ENDS}"
)
_BREACH = r"(?:attack|breach|cyber-?attack|hack|incident|intrusion|leak)"
_HIT = r"(?:attacked|breached|compromised|hacked|hit|affected)"
_WRONG = r"(?:an error|false|inaccurate|incorrect|mistaken|not (?:correct|so|the case|true)|untrue|wrong)"
_STORY = r"(?:article|item|page|piece|post|report|story)"
_SAID = r"(?:claimed|reported|said|stated|wrote)"
_UNPUBLISHED = words(  # "The paper retracted its story that Quillmark was hacked"
    rf"\b(?:deleted|pulled|removed|retract(?:ed|s)|took down|unpublished|withdr[ae]w(?:s|n)?) (?:an?|its|our|the|their|this)"
    rf" (?:[\w-]+ ){{0,2}}?{_STORY} (?:about|claiming|on|saying|that|which|of) [^.;!?\n]*"
)
_CORRECTED = words(  # "An earlier version of this article said that Quillmark was breached; it was not."
    rf"(?:\b(?:(?:an|the) (?:earlier|first|original|previous|prior) version(?: of (?:this|the|our) {_STORY})?"
    rf"|(?:this|our) {_STORY}(?: of \w+)?|we)(?: had| have)?(?: \w+ly| first)? {_SAID}(?: on \w+)?(?: that)? [\w.&' -]{{2,60}}?"
    rf" (?:(?:was|were|is|had been|has been|have been) (?:\w+ly )?{_HIT}|(?:had )?suffered an? (?:[\w-]+ ){{0,2}}?{_BREACH})\b"
    rf"[^.;:!?\n]{{0,60}}[.;:,]\s(?:in fact,? |but )?"
    rf"(?:(?:that|this|it) (?:was|is|has proved|proved) {_WRONG}|[\w.&' -]{{2,40}}? (?:was|were|had|has|is)(?: not|n't)\b"
    rf"(?: been)?(?: {_HIT}| suffer\w+ an? (?:[\w-]+ ){{0,2}}?{_BREACH})?\s*(?:[.;,!\n]|$)))"
)


def taken_back(head: str, title_length: int = 0) -> str:
    """The words by which a text takes back its own report of a breach; "" without.

    An article that corrects what it said of one company may tell of the breach of another: then nothing is taken back.
    """
    if notice := _OWN_TAKEN_BACK.search(head):
        return notice.group()
    found = _CORRECTED.search(head) or _UNPUBLISHED.search(head)
    if found is None or TOLD.search(head[title_length : found.start()]) or TOLD.search(head[found.end() :]):
        return ""
    return found.group()
