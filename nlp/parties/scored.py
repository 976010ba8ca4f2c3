"""A candidate with what its surroundings say of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from model.vocabulary import Role
from nlp.parties.candidates import Candidate


@dataclass(slots=True, eq=False)
class Scored:
    """`found` counts features; `odds` and `downstream` are the odds of being breached and of being hit through another.

    `actor` is the rule that makes it an attacker.
    """

    candidate: Candidate
    found: Counter[str]
    odds: float
    downstream: float = 0.0
    actor: str | None = None
    role: Role | None = None
    why: str = ""
