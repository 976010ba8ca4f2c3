"""What organisations are known by: names, domains, and what tells whom an ambiguous word means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from config.registry import ambiguous_words
from inventory.names import fold, split_legal_form
from model.organisation import Organisation
from model.vocabulary import MatchedOn


@dataclass(frozen=True, slots=True)
class Known:
    """One way in which an organisation is known."""

    organisation_id: str
    matched_on: MatchedOn
    text: str


@dataclass(slots=True)
class Clues:
    """What beside an ambiguous word tells that this organisation is meant; `names` are all that it is known by."""

    words: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class KnownNames:
    """`names` by their folded form, owners of `domains`, `clues` and `titles` of organisations by their ids."""

    names: dict[str, list[Known]] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)
    clues: dict[str, Clues] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    never_alone: set[str] = field(default_factory=set)

    def is_ambiguous(self, key: str) -> bool:
        """Whether the word alone, folded, tells of no organisation."""
        return key in self.never_alone or len(key) == 1

    def learn(self, owner: str, matched_on: MatchedOn, texts: Iterable[str], *, bare: bool = False) -> None:
        """Remember names; `bare`: without their legal form, where nothing better is known by that."""
        clues = self.clues.setdefault(owner, Clues())
        for text in texts:
            key = split_legal_form(fold(text))[0] if bare else fold(text)
            if not key:
                continue
            entries = self.names.setdefault(key, [])
            if all(entry.organisation_id != owner for entry in entries):
                entries.append(Known(owner, matched_on, text))
            clues.names.add(key)
            if not self.is_ambiguous(key):
                clues.words.add(key)

    def learn_domain(self, owner: str, domain: str) -> None:
        """Remember whose a domain is, if it is nobody's yet; beside an ambiguous word it tells of this one anyway."""
        self.domains.setdefault(domain, owner)
        self.clues.setdefault(owner, Clues()).domains.add(domain)

    def add(self, organisation: Organisation) -> None:
        """Learn all that the registry says of an organisation."""
        self.titles[organisation.id] = organisation.name
        self.never_alone.update(fold(word) for word in organisation.ambiguous)
        ways = (
            (MatchedOn.NAME, (organisation.name,)),
            (MatchedOn.LEGAL_NAME, organisation.legal_names),
            (MatchedOn.ALIAS, organisation.aliases),
            (MatchedOn.PRODUCT, organisation.products),
        )
        for matched_on, texts in ways:
            self.learn(organisation.id, matched_on, texts)
        for matched_on, texts in ways[:2]:
            self.learn(organisation.id, matched_on, texts, bare=True)
        for domain in organisation.domains:
            self.learn_domain(organisation.id, domain)
        self.clues[organisation.id].words.update(fold(word) for word in organisation.context)

    def copied(self) -> KnownNames:
        """The same, to be added to."""
        clues = {key: Clues(set(each.words), set(each.domains), set(each.names)) for key, each in self.clues.items()}
        names = {key: list(entries) for key, entries in self.names.items()}
        return KnownNames(names, dict(self.domains), clues, dict(self.titles), set(self.never_alone))


def known_names(organisations: Iterable[Organisation]) -> KnownNames:
    """What these are known by, to be added to: of the shipped registry it is learnt once, not for each inventory."""
    return _learnt(tuple(organisations)).copied()


@lru_cache(maxsize=2)
def _learnt(organisations: tuple[Organisation, ...]) -> KnownNames:
    lists = ambiguous_words()
    known = KnownNames(never_alone=set(lists["never_alone"] | lists["first_names"]))
    for organisation in organisations:
        known.add(organisation)
    return known
