"""Gives each named party its role."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from model.disclosure import Link, Party
from model.vocabulary import Role
from nlp.lexicon import load
from nlp.parties.actors import is_actor
from nlp.parties.candidates import Candidate, Mention, find
from nlp.parties.chains import Chain, find_chains
from nlp.parties.features import features
from nlp.reading import Reading

_LEAST = 0.4  # odds from which a further name is breached
_FALLBACK = 0.12  # odds from which the best name is breached where none reaches _LEAST
_LONGEST_LIST = 12


@dataclass(slots=True)
class Scored:
    """A candidate with what its surroundings say."""

    candidate: Candidate
    found: Counter[str]
    odds: float
    actor: str | None = None
    role: Role | None = None
    why: str = ""


def odds(found: Counter[str]) -> float:
    """The probability that a name with these features is breached (logistic; `nlp/parties/fit.py`)."""
    weights = load("role_weights")
    total = weights["bias"] + sum(weights.get(name, 0.0) * min(count, 2) for name, count in found.items())
    return 1 / (1 + math.exp(-total))


def read_parties(reading: Reading) -> None:
    """Fills `candidates`, `parties` and `links` of a reading."""
    reading.candidates = find(reading.text, reading.sentences, reading.names)[:300]
    scored = [_score(c, reading, rank) for rank, c in enumerate(reading.candidates)]
    chains = find_chains(reading.candidates, reading.sentences)
    _assign(scored, chains, reading)
    reading.links.extend(_links(chains, scored, reading))
    reading.parties.extend(_party(item, reading) for item in scored if item.role is not None)


def _score(candidate: Candidate, reading: Reading, rank: int) -> Scored:
    found = features(candidate, reading.sentences, rank, len(reading.candidates))
    return Scored(candidate, found, odds(found), is_actor(candidate, reading.sentences))


def _assign(scored: list[Scored], chains: list[Chain], reading: Reading) -> None:
    by_key = {item.candidate.key: item for item in scored}
    for item in scored:
        if item.actor:
            item.role, item.why = Role.THREAT_ACTOR, item.actor
        elif item.found["denied"]:
            item.role, item.why = Role.BYSTANDER, "said not to be breached"
    open_items = [item for item in scored if item.role is None]
    best = max(open_items, key=lambda item: item.odds, default=None)
    for item in open_items:
        if item.odds >= _LEAST or (item is best and item.odds >= _FALLBACK):
            item.role, item.why = Role.BREACHED, f"odds {item.odds:.2f}: " + ", ".join(sorted(item.found))
    _apply_chains(by_key, chains)
    for item in scored:
        if item.role is None and (item.found["list_authorities"] or item.found["list_press"] or item.found["list_security"] or item.found["l_according"]):
            item.role, item.why = Role.BYSTANDER, "authority, publisher, researcher or responder"


def _apply_chains(by_key: dict[str, Scored], chains: list[Chain]) -> None:
    """A supplier that was hit is breached, and its user downstream."""
    for chain in chains:
        provider = by_key.get(chain.provider or "")
        user = by_key.get(chain.user or "")
        if provider is not None and provider.found["trigger_sentence"] and provider.role is not Role.THREAT_ACTOR:
            provider.role, provider.why = Role.BREACHED, chain.rule
            if user is not None and user.role is not Role.THREAT_ACTOR and user is not provider:
                user.role, user.why = Role.DOWNSTREAM, chain.rule
    if any(chain.provider is None for chain in chains):
        _unnamed(by_key, chains)


def _unnamed(by_key: dict[str, Scored], chains: list[Chain]) -> None:
    named = {chain.provider for chain in chains if chain.provider}
    if any(item.role is Role.BREACHED and item.candidate.key in named for item in by_key.values()):
        return
    for item in by_key.values():
        if item.role is Role.BREACHED:
            item.role, item.why = Role.DOWNSTREAM, "its unnamed supplier was hit"


def _links(chains: list[Chain], scored: list[Scored], reading: Reading) -> list[Link]:
    names = {item.candidate.key: item for item in scored}
    links: dict[tuple[str, str | None], Link] = {}
    for chain in chains:
        users = [chain.user] if chain.user else [i.candidate.key for i in scored if i.role is Role.DOWNSTREAM]
        for user in users:
            if user is None or user not in names or user == chain.provider:
                continue
            if chain.provider is not None and names[chain.provider].role is not Role.BREACHED:
                continue
            provider = names[chain.provider].candidate.name if chain.provider else None
            pair = (names[user].candidate.name, provider)
            links.setdefault(pair, Link(*pair, reading.evidence(chain.start, min(chain.end, chain.start + 400))))
    return list(links.values())


def _party(item: Scored, reading: Reading) -> Party:
    mention = _telling(item.candidate, reading)
    reading.note(f"{item.role} {item.candidate.name} ({item.why})", reading.sentences[mention.sentence].text)
    confidence = item.odds if item.role is Role.BREACHED else 0.8
    evidence = reading.sentence_evidence(mention.sentence, mention.start, mention.end)
    return Party(item.candidate.name, item.role or Role.BYSTANDER, round(max(0.05, confidence), 3), evidence)


def _telling(candidate: Candidate, reading: Reading) -> Mention:
    """The first mention outside the title that stands with a trigger, else the first."""
    for mention in candidate.mentions:
        sentence = reading.sentences[mention.sentence]
        if sentence.shape != "title" and re.search(r"breach|hack|attack|incident|stol|leak|expos|compromis|access", sentence.text, re.IGNORECASE):
            return mention
    return candidate.mentions[0]
