"""A line of status that says that a security incident is being looked into, and an incident of another sort."""

from __future__ import annotations

from collections import Counter

from nlp.text.patterns import words

_BRIEF = 600  # code points within which such a line is the subject of its page
_KIND = r"(?:cyber(?:[ -]?security)?|data(?: privacy| security)?|information security|it security|privacy|ransomware|security)"
_OUTRIGHT = words(  # "We are investigating a security incident at Quillmark."
    r"(?:^|[.:;!?-] )(?:update: )?(?:we(?:'re| are)|(?:[\w.&'-]+ ){1,4}?is|our (?:\w+ ){1,3}?(?:is|are)) (?:\w+ly |still )?"
    r"(?:addressing|dealing with|experiencing|handling|investigating|looking into|managing|responding to)"
    rf" (?:an? |the )(?:\w+ )?{_KIND}[ -]?(?:attack|breach|event|incident|intrusion)\b"
    r"|(?:^|[.:;!?-] )investigating an? (?:\w+ )?"
    rf"{_KIND}[ -]?(?:attack|breach|event|incident|intrusion)\b",
    lines=True,
)
_SUPPOSED = words(
    r"\b(?:class actions?|lawsuits?|on behalf of|alleg\w+|claim\w*|exercise|if|possible|potential|reported|rumou?red|simulated|suspected|test|whether)\b"
)
_UNDONE = ("says_not_hit", "says_denied", "says_retracted", "sign_outage", "text_exercise", "title_exercise")
_INCIDENT = words(
    r"\b(?:investigating|identified|monitoring|resolved|experiencing|aware of) an? (?:[\w-]+ )?incident"
    r" (?:affecting|causing|concerning|impacting|involving|related to|that|where|with)\b"
)
_OF_SECURITY = words(
    r"\b(?:access(?:ed)?|attack|breach|compromis|credential|cyber|data|exfiltrat|expos|extort|fraud|hack|information|intru"
    r"|laptop|leak|lost|malicious|malware|personal|phish|police|privacy|ransom|records|secur|stole|theft|third[- ]party"
    r"|threat|unauthori|vulnerab)"
)


def says_outright(text: str, found: Counter[str]) -> bool:
    """Whether a brief page says outright that a security incident is looked into, and nothing that undoes it.

    `found`: its signals.
    """
    if len(text) > _BRIEF or any(found[name] for name in _UNDONE):
        return False
    line = _OUTRIGHT.search(text)
    return line is not None and not _SUPPOSED.search(text)


def is_of_another_sort(text: str) -> bool:
    """Whether a brief page looks into an incident of which no word says that it is one of security."""
    return len(text) <= _BRIEF and _INCIDENT.search(text) is not None and not _OF_SECURITY.search(text)
