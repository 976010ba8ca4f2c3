"""Who only shares in the one that was hit: "a joint venture with X and the Y"."""

from __future__ import annotations

from collections.abc import Sequence

from model.vocabulary import Role
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_SHARED = late(
    r"\b(?:joint venture|partnership) (?:of|with|between|by) (?:[Tt]he )?"
    r"(?:[A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*){0,4}(?:, | and |, and )(?:the )?){0,3}$"
)


def read_ventures(scored: Sequence[Scored], sentences: Sequence[Sentence]) -> None:
    """Who is named only as a partner in a joint venture that was hit was not hit through it."""
    for item in scored:
        if item.role is Role.DOWNSTREAM and all(
            _SHARED.search(sentences[m.sentence].text[: m.start - sentences[m.sentence].start])
            for m in item.candidate.mentions
        ):
            item.role, item.why = Role.BYSTANDER, "shares in who was hit"
