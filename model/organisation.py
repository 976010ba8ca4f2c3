"""Organisations and how they are known."""

from __future__ import annotations

from dataclasses import dataclass

from model.vocabulary import MatchedOn


@dataclass(frozen=True, slots=True)
class Organisation:
    """A canonical entity. `id` is a stable slug.

    `ambiguous` names never match by the word alone; a word of `context` beside them tells that it is meant.
    `parent` is the id of the owner: its breach is not this one's.
    """

    id: str
    name: str
    legal_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    context: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which organisation a written name means, and what made us say so.

    `organisation_id` is the registry's slug, or `name:<folded name>` for one that the registry does not hold.
    """

    organisation_id: str
    matched_on: MatchedOn
    matched_text: str
    known: bool
