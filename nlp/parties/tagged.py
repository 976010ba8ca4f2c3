"""What the trained tagger says of each candidate, as one more voice beside the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nlp.parties.candidates import Candidate
from nlp.sentences import Sentence
from nlp.tagger import Tag

_RULES, _TAGS = 0.4, 0.6  # weight of the rules' odds and of the tags' share
_ROLES = ("BREACHED", "DOWNSTREAM", "BYSTANDER", "ACTOR")

Shares = dict[str, float]


def shares(candidate: Candidate, sentences: Sequence[Sentence], tags: dict[int, list[Tag]]) -> Shares:
    """The share of each role among the tags that overlap the mentions of a candidate; empty where there is none."""
    mass: defaultdict[str, float] = defaultdict(float)
    for mention in candidate.mentions:
        start = mention.start - sentences[mention.sentence].start
        for tag in tags.get(mention.sentence, ()):
            if tag.label in _ROLES and tag.start < start + len(mention.name) and start < tag.end:
                mass[tag.label] += tag.score
    total = sum(mass.values())
    return {label: value / total for label, value in mass.items()} if total else {}


def blended(odds: float, share: Shares, *, tagged: bool) -> float:
    """The odds of being breached from rules and tags; `tagged`: the sentences of the name were read by the tagger."""
    return _RULES * odds + _TAGS * share.get("BREACHED", 0.0) if tagged else odds
