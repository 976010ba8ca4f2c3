"""Whether a document tells of a specific incident as its subject, from all that was read."""

from __future__ import annotations

import re
from collections import Counter

from model.vocabulary import Claim, Kind, Role
from nlp.reading import Reading
from nlp.text.lexicon import load
from nlp.text.patterns import words
from nlp.trained.odds import logistic, logit
from nlp.verdict import kind as kinds
from nlp.verdict.claim import read_claim
from nlp.verdict.doubt import read_doubt
from nlp.verdict.hit import events
from nlp.verdict.other_kinds import AT_LAW, NAMED, OTHER_KIND, against, veto
from nlp.verdict.outlook import weighed
from nlp.verdict.own_voice import answer, is_open, own_loss
from nlp.verdict.status_lines import says_outright

_EVEN = 0.5
_OUTRIGHT = 0.6  # the least score of a brief page that says outright that an incident is looked into


def read_verdict(reading: Reading) -> None:
    """Sets `claim`, `kind`, `score` and `is_disclosure` of a reading."""
    reading.claim, words, heard = read_claim(reading.text, reading.title_length)
    if not words and any(item.role is Role.THREAT_ACTOR and item.found["a_lists"] for item in reading.scored):
        reading.claim, words = Claim.CLAIMED, "listed by its attacker, and nobody confirms it"
    if words:
        reading.note(f"claim {reading.claim}", words)
    found = signals(reading)
    less = against(reading, found, heard)
    reading.score = round(_combined(weighed(found), reading, _AGAINST if less else 0.0), 4)
    vetoed = veto(reading)
    if vetoed is not None:
        reading.score = min(reading.score, 0.3)
    elif less is None and found["victim"] and says_outright(reading.text, found):
        reading.score = max(reading.score, _OUTRIGHT)
    reading.is_disclosure = reading.score >= _EVEN
    own_loss(reading)
    doubt = read_doubt(reading.text, reading.title_length) if is_open(reading) else None
    if doubt is not None and doubt[0] is not reading.claim:
        reading.claim = doubt[0]
        answer(reading, doubt[1])
        reading.note(f"claim {doubt[0]}", doubt[1])
    other = vetoed or less
    if other is not None:
        reading.note(
            "hardly the subject of the page" if reading.is_disclosure else "not the subject of the page", other[1]
        )
    reading.kind = _kind(reading, found, other[0] if other and not reading.is_disclosure else None)
    # A vendor's word on an incident of its own confirms it; its word on a trial about something else does not.
    if reading.speaker and reading.kind is Kind.FOLLOW_UP and not _OF_AN_EVENT.search(reading.text):
        reading.kind = Kind.OTHER
    reading.note("score", ", ".join(f"{name}={value}" for name, value in sorted(found.items()) if value))


# Weights of the logits of gate and tagger beside the rules', and what the sum is moved by: the middle of the best of a grid.
_SUBJECT, _TOLD, _SHIFT = 0.6, 0.8, 0.2
_SUBJECT_ALONE = 0.5  # of the gate's without the tagger
_FARTHEST = 9.2  # log odds of the rules that count
# Log odds that a page of another kind lacks: only what all else is sure of is an incident's all the same.
_AGAINST = 3.0


def _combined(rules: float, reading: Reading, less: float) -> float:
    """The probability from the rules' log odds and, where they are installed, the trained gate and tagger."""
    return logistic(_log_odds(rules, reading) - less)


def _log_odds(rules: float, reading: Reading) -> float:
    total, tagged = max(-_FARTHEST, min(_FARTHEST, rules)), reading.tagged
    if reading.subject is not None:
        total += (_SUBJECT if tagged else _SUBJECT_ALONE) * logit(reading.subject)
    if tagged is not None:
        total += _TOLD * logit(tagged.told[0]) + _SHIFT
    return total


# What the rules find in the sentences, and how much of it counts; all else is known before the first is read.
_MOST = {"victim": 1, "victim_sure": 1, "data": 3, "records": 1, "occurred": 1, "links": 1, "event": 3}


def at_most(reading: Reading) -> float:
    """The log odds of a disclosure, were all found that could speak for one: below 0, it can be none."""
    weights = load("verdict_weights")
    best = sum(most * max(0.0, weights.get(name, 0.0)) for name, most in _MOST.items())
    best += max(0.0, *(weights.get(f"claim_{claim}", 0.0) for claim in Claim))
    return _log_odds(weighed(reading.signals) + best, reading)


def signals(reading: Reading) -> Counter[str]:
    """What speaks for and against; counts."""
    found = Counter(reading.signals)
    breached = [p for p in reading.parties if p.role in (Role.BREACHED, Role.DOWNSTREAM)]
    odds = [p.confidence for p in breached] + [
        i.odds for i in reading.scored if i.role is Role.BREACHED
    ]  # "the Council" too
    found["victim"] = int(bool(odds))
    found["victim_sure"] = int(any(each > NAMED for each in odds))
    found["data"] = min(3, len(reading.data_types))
    found["records"] = int(reading.records is not None)
    found["occurred"] = int(reading.dates.occurred is not None)
    found["links"] = int(bool(reading.links))
    found["claim_" + reading.claim] = 1
    found["event"] = min(3, events(reading))
    return found


_OF_AN_EVENT = words(  # without one of them, a vendor's page on a trial or fine follows no incident
    r"\b(?:breach|hack|attack|cyber|ransom|stol|theft|steal|leak|intru|unauthori|expos|malware|phish|privacy|gdpr|hipaa|data\b"
    r"|personal|patient|record|extort|spy|fraud|crim|comput)"
)


# How US health narratives speak of the third party that a covered entity relies on.
_ASSOCIATE = re.compile(
    r"\b(?:business associate|\(BA\)|(?:its|the|a|their) BA)\b(?! agreements?\b| contracts?\b)(?!s? (?:of|in) place)",
    re.IGNORECASE,
)
_NARRATIVE = 400


def _is_claim(reading: Reading) -> bool:
    """Whether it passes on an attacker's word of somebody, which is remembered as a claim, however little it proves."""
    roles = {party.role for party in reading.parties}
    spoken = Role.THREAT_ACTOR in roles or _SOMEBODY.search(reading.text[:3_000])
    return reading.claim is Claim.CLAIMED and Role.BREACHED in roles and bool(spoken)


_SOMEBODY = words(  # an attacker without a name
    r"\b(?:hackers?|sellers?|posters?|extortionists?|gangs?|we (?:have )?(?:hacked|breached)|(?:ransomware|extortion|hacking) (?:group|gang|crew)|hacking forum"
    r"|(?:user|member) (?:of|on) (?:a|the) (?:\w+ )?forum|leak (?:site|page)|dark web)\b"
    r"|\b(?-i:[A-Z])[\w.-]+ (?:says|claims) (?:(?:that )?(?:it|they)|to have) (?:has |have )?(?:hacked|breached|stolen?)\b"
)


_LEAD = 300  # code points in which a page without other signs says that it is about a trial


def _kind(reading: Reading, found: Counter[str], vetoed: Kind | None) -> Kind:
    if vetoed is not None:
        return vetoed
    if not reading.is_disclosure:
        best = max((k for k in Kind if found[f"sign_{k}"]), key=lambda k: found[f"sign_{k}"], default=Kind.OTHER)
        if found[f"sign_{best}"] >= OTHER_KIND - 1:
            return best
        if _is_claim(reading):
            return Kind.LEAK_CLAIM
        lead = reading.text[: reading.title_length + _LEAD]
        return Kind.FOLLOW_UP if AT_LAW.search(lead) and kinds.told(lead) else Kind.OTHER
    third = bool(reading.links) or any(p.role is Role.DOWNSTREAM for p in reading.parties)
    third = third or bool(_ASSOCIATE.search(reading.text[:_NARRATIVE]))
    return kinds.incident_kind(reading.text, third_party=third, claimed=reading.claim is Claim.CLAIMED)
