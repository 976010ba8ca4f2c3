"""Pages that tell of past incidents, as examples or looking back: lessons, definitions, lists of a year, advice."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.text.patterns import words

_SEVERAL = 2  # names hit that make a collection
_HEAD = 600  # code points of a page within which it says what its subject is


def told(title: str, body: str, hit: Sequence[str], names: int) -> str:
    """Why the incidents of a page are examples of something else; "" where nothing says so.

    `hit` are the parties told of as hit, `names` is how many names have a sign of that.
    """
    if names >= _SEVERAL and _LESSONS.search(title) and _INCIDENTS.search(title):
        return "several incidents, told for what they teach"
    if _DEFINED.search(title) and _DEFINES.search(body[:_HEAD]):
        return "says what a word means"
    named = any(name in title for name in hit)
    if not named and _LOOKS_BACK.search(title) and _INCIDENTS.search(title):
        return "incidents of a year, looked back upon"
    if hit and not named and _ADVICE.search(title) and (opened(body, hit) or _among_many(body, hit)):
        return "advice that gives examples"
    return ""


def opened(text: str, hit: Sequence[str]) -> bool:
    """Whether an example begins before the first of those who were hit is named."""
    example = _EXAMPLE.search(text)
    return example is not None and not any(name in text[: example.start()] for name in hit)


def _among_many(text: str, hit: Sequence[str]) -> bool:
    """Whether the first mention of each who was hit stands in a list that stays open ("..., and many more")."""
    return all((at := text.find(name)) >= 0 and _OPEN_LIST.match(text[at + len(name) :]) for name in hit)


_LESSONS = words(
    r"\b(?:lessons?|case stud(?:y|ies)|examples|learn(?:ed|t|ing)? from|infamous|notorious|famous|of all time"
    r"|in history)\b"
)
_LOOKS_BACK = words(  # "The biggest data breaches of 2025", not "of November 2025" or "of the week"
    r"\b(?:biggest|worst|largest|top|most [\w-]+|major|notable)\b[^.]{0,60}\b(?:of|in) 20\d\d\b"
    r"|\bof the (?:year|decade)\b|\b20\d\d(?:'s| in review\b)|\byear in (?:review\b|\w+:)"
    r"|\bso far (?:this year|in 20\d\d)\b|\blook(?:s|ing)? back\b|\bretrospective\b"
)
_INCIDENTS = words(r"\b(?:breaches|hacks|leaks|attacks|cyber-?attacks|incidents|intrusions)\b")
_DEFINED = words(r"\b(?:definitions?|meaning|glossary|what(?: is|'s| are)(?: an?)?(?: [\w-]+){1,3}\s*\??\s*$)")
_DEFINES = words(
    r"\ban? (?:[\w-]+ ){0,3}(?:breach|leak|incident|attack|hack|ransomware) (?:is (?:an?|the|any|when)|occurs|happens"
    r"|means|refers|describes)\b"
)
_ADVICE = words(r"\b(?:how to|what to do|tips|checklist|guide|\d+ (?:steps|ways|things))\b")
_OPEN_LIST = words(
    r"^(?:, (?:and )?[\w.&' -]{2,30}){0,6},? (?:and|or) (?:(?:so )?many |countless |several )?(?:more|others)\b"
)
_EXAMPLE = words(
    r"\b(?:(?:this|an?|one|another|(?:the )?following|next) (?:[\w-]+ ){0,2}examples? (?:is|are|of|from|comes?|was)"
    r"|(?:consider|take) the (?:recent )?(?:case|example|story) of|(?:let's|let us) (?:consider|look at|take)"
    r"|by way of (?:an )?example|case in point)\b"
)


def supposed(text: str) -> bool:
    """Whether a text says what somebody could have done: "if an attacker had entered, he could have read"."""
    return _HAD_ANYBODY.search(text) is not None


_HAD_ANYBODY = words(
    r"\bif (?:an? |the |some |any )?(?:attackers?|intruders?|hackers?|thie(?:f|ves)|criminals?|someone|somebody|anyone"
    r"|anybody) (?:had|were to)\b[^.;]{3,80}\b(?:could|would|might) have\b"
)
