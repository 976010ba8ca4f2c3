"""A post on an extortion group's leak site, as a tracker lists it: the attacker's claim, and no more."""

from __future__ import annotations

import re
from datetime import date

from model.disclosure import Dates, Disclosure, Party
from model.vocabulary import Claim, Kind, Role
from nlp.structured.people import is_natural_person
from nlp.structured.rendered import Fields

_VICTIM = ("post_title", "victim", "victim_name", "title")
_GROUP = ("group_name", "group", "actor")
_SEEN = ("discovered", "published", "date", "attackdate")
_MASKED = re.compile(r"\*{2,}|\?{2,}|x{4,}", re.IGNORECASE)  # groups mask a name until the deadline
_PARTS = re.compile(r"\s+[-\u2013\u2014|/]+\s+|\s*[|\[\]]\s*")
_AMOUNT = re.compile(
    r"\W*(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*(?=\s?[a-z]))\s?(?:[kmgtp]i?b|bytes|files|[kmb]|mln|million|billion|usd|eur)?\W*",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\s+\(?\d[\d.,]*\s?[kmgt]i?b\)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}/?", re.IGNORECASE)
_CLAIM_CONFIDENCE = 0.5


def read_leak_post(fields: Fields, published: date | None) -> Disclosure | None:
    """The post; without a victim where its name is masked; None where the victim looks like a natural person.

    Raises:
        StructuredError: the post names no victim at all.
    """
    victim = _name(fields.required(*_VICTIM))
    if is_natural_person(victim):
        return None
    parties = []
    if not _MASKED.search(victim):
        parties.append(Party(victim, Role.BREACHED, _CLAIM_CONFIDENCE, fields.evidence(victim, *_VICTIM)))
    if group := fields.text(*_GROUP):
        parties.append(Party(group, Role.THREAT_ACTOR, 0.9, fields.evidence(group, *_GROUP)))
    return Disclosure(
        is_disclosure=False,
        score=1.0,
        kind=Kind.LEAK_CLAIM,
        claim=Claim.CLAIMED,
        parties=tuple(parties),
        dates=Dates(disclosed=fields.day_or(published, *_SEEN)),
        language="en",
    )


def _name(title: str) -> str:
    """The name in "Quillmark - quillmark.example - 200GB"; as it is where neither a site nor an amount is beside it."""
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    named = [_SIZE.sub("", part) for part in parts if not _AMOUNT.fullmatch(part)]
    words = [part for part in named if not _ADDRESS.fullmatch(part)]
    if named == parts and len(words) == len(parts):
        return title
    return " - ".join(words) or (named[0] if named else title)
