"""In which form passwords lay where data were taken ("passwords were hashed but not salted"): they were taken too."""

from __future__ import annotations

import re

from nlp.text.patterns import late
from nlp.text.wording import DENIES

Span = tuple[int, int]

_HASH = r"(?:argon2\w*|bcrypt|hash(?:ed|es)?|md5\w*|pbkdf2|phpass|salted|scrypt|sha-?\d+\w*)"
_STORED = late(
    r"(?:^|[,;:(] |\b(?:and|but|while) )(?P<words>(?:(?:account|all|any|customer|its|member|most|of|our|the|their|these"
    r"|those|users?'?|your) ){0,3}pass(?:words?|codes?)\b)(?: [\w'-]+){0,5}?,?"
    r" (?:(?:(?:is|are|was|were|had been) (?:\w+ly )?(?:held|kept|saved|stored)? ?|(?:held|kept|saved|stored) )"
    rf"(?:only |all |both )?(?:as|in|with|using|by)? ?(?:an? |the form of )?(?:[\w-]+ )?{_HASH}\b"
    r"|(?:was|were|had been) (?:\w+ )?encrypted\b)",
    re.IGNORECASE,
)
_FORM = late(  # denies something of the form alone: "not salted", "nobody can read it", "never in plain text"
    r"\b(?:not|never|n't) (?:[\w-]+ ){0,3}?(?:clear|legible|plain|readable|reversible|salted|visible)\b"
    r"|\bwithout (?:an? |any )?salts?\b|\bno (?:one|salts?)\b[^.;]*|\bnobody\b[^.;]*"
    r"|\b(?:can|could|did)(?: ?not|n't) (?:\w+ )?(?:be|have been) (?:cracked|decrypted|read|recovered|restored|reversed"
    r"|seen|used)\b",
    re.IGNORECASE,
)
_ELSE = late(
    r"\b(?:always|another|different|elsewhere|from now on|handled by|in future|now|other|separate(?:ly)?|should"
    r"|since then|third|will|would)\b",
    re.IGNORECASE,
)
_NEXT = late(  # where another subject begins: "..., and card numbers were not stored"
    r"(?:;|,? (?:and|but|so|while)) (?!(?:all|are|cannot|could|did|do|does|is|it|never|nobody|none|not|salted|therefore"
    r"|these|they|thus|was|were)\b)",
    re.IGNORECASE,
)


def hashed_spans(text: str) -> tuple[list[Span], list[Span]]:
    """Where passwords are named of which it is said only that they lay hashed, and that they lie so as a rule."""
    found = [match for match in _STORED.finditer(text) if _is_all(text, match)]
    rule = [match for match in found if _AS_A_RULE.search(match.group())]
    return [match.span("words") for match in found if match not in rule], [match.span("words") for match in rule]


_AS_A_RULE = late(r"\b(?:are|is)\b", re.IGNORECASE)


def _is_all(text: str, found: re.Match[str]) -> bool:
    """Whether the clause says no more of them."""
    border = _NEXT.search(text, found.end())
    end = border.start() if border else len(text)
    if _ELSE.search(text, 0, end) or DENIES.search(_FORM.sub("", text[found.start() : end])):
        return False
    return not spares_them(text[end:])


def spares_them(text: str) -> bool:
    """Whether words behind say of what was named that it was not taken ("no evidence that they were accessed")."""
    return bool(_THEM.search(text) and DENIES.search(_FORM.sub("", text)))


_THEM = late(r"\b(?:it|them|these|they|this|those)\b", re.IGNORECASE)
