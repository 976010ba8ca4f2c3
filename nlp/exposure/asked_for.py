"""Data that are asked of the reader, or part of what is to be done: whether they were taken is not said.

Letters on a breach tell at length what a credit bureau wants to know of those who have their file frozen.
"""

from __future__ import annotations

import re

from nlp.text.patterns import late

Span = tuple[int, int]

_REST = (  # up to another clause; the items of a list may have semicolons between them
    r"[^.]*?(?=\.|;(?! \(| and\b| or\b)|$|,? (?:but|though|although|while|whereas|because|since|which)\b"
    r"|,? and (?:it|they|we|all|both|these|those)\b)"
)
_GIVE = r"(?:confirm|enter|furnish|give|include|present|provide|send|show|submit|supply|verify)"
_YOURS = r"(?= (?:us |them )?(?:a |the )?(?:copy of )?your\b)"
_ASKED = (
    # "you will need to provide your Social Security number"
    r"\b(?:you|consumers?|guardians?|individuals?|parents?|victims?)(?:'ll)? (?:also )?"
    r"(?:can|have to|may|must|need|shall|should|will|would)\b"
    rf" (?:(?:also|asked|be|first|have|likely|need|required|then|to) ){{0,6}}{_GIVE}\b"
    r"|\byou (?:could|may|might|will) be asked for\b"
    r"|\b(?:(?:agenc(?:y|ies)|bureaus?|enrol\w*|freezes?|monitoring|registration|representatives?) (?:may |will )?"
    r"|(?:it|they|we) (?:may|will) )(?:also )?(?:asks?(?: you)? for|needs?|requires?)(?= (?:the|your)\b)"
    r"|\b(?:applications?|letters?|requests?) (?:[\w-]+ ){0,4}?(?:must|needs? to|should) (?:contain|include)\b"
    r"|\bthe following (?:[\w-]+ )?(?:must|needs? to|should) be (?:enclosed|included|provided|sent|submitted)\b"
    # "To enrol, give your date of birth"
    rf"|(?:^\W*|\bplease )(?:{_GIVE}|have){_YOURS}"
    rf"|^\W*(?:by|for|if|in order to|to|when) [^.;,]{{3,80}}, (?:please )?(?:{_GIVE}|have){_YOURS}"
)
_ADVISED = (  # "Do not carry your Social Security card", "Review your medical records for what you did not receive"
    r"^\W*(?:please )?(?:also )?(?:(?:always|carefully|do not|don't|never|regularly) )?(?:carry|check|destroy|get"
    r"|monitor|obtain|order|review|shred|watch) (?:[\w-]+ ){0,2}?(?:an?|all|any|your)\b"
    r"(?![^.]*\b(?:copied|exposed|leaks?|leaked|stolen|taken)\b)[^.]*"
)
_ASKED_FOR = late(rf"(?:{_ASKED}){_REST}|{_ADVISED}", re.IGNORECASE)
_ASKS_LIST = late(rf"(?:{_ASKED})[^.;:]*:\W*$", re.IGNORECASE)


_TASKS = late(
    r"\W*(?:(?:further|immediate|key|other|our|some|the) )*(?:action items?|lessons(?: learn(?:ed|t))?|next steps"
    r"|recommendations|remediation(?: steps)?|what (?:we|you) (?:can|must|should|will) (?:change|do)(?: next| now)?)"
    r"\W*$",
    re.IGNORECASE,
)


def asked_for_spans(text: str) -> list[Span]:
    """Where in a sentence data are named that are asked for, whatever was taken."""
    return [found.span() for found in _ASKED_FOR.finditer(text)]


def asks_list(text: str) -> bool:
    """Whether a sentence asks for what the list below it names ("You will need to provide the following:")."""
    return text.endswith(":") and bool(_ASKS_LIST.search(text))


def heads_tasks(text: str) -> bool:
    """Whether a sentence or heading says that what is listed below is to be done ("Lessons learned")."""
    return bool(_TASKS.match(text))
