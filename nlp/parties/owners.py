"""Who owns what was hit: a parent that speaks for its subsidiary, the maker whose product was entered."""

from __future__ import annotations

import re

from model.vocabulary import Role
from nlp.parties.listed import contexts
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_I = re.IGNORECASE
_SAYS = (
    r"\b(?:said|says|announce[sd]?|disclose[sd]?|confirm(?:s|ed)|report(?:s|ed)|reveal(?:s|ed)|states?|stated"
    r"|told (?:\w+ ){1,3}?)\b"
)
_OF_ITS_UNIT = late(  # "announces that its subsidiary X"
    rf"{_SAYS}[^.;:]{{0,90}}?\b(?:its|their) (?:[\w-]+ ){{0,3}}?(?:subsidiary|unit|division|arm|affiliate|business"
    r"|brand|portfolio company),?\s+$",
    _I,
)
_OF_BREACH_AT = late(rf"{_SAYS}[^.;:]{{0,40}}?\b(?:breach|attack|incident|intrusion|hack|leak) (?:at|of|on)\s+$", _I)
_BOUGHT = late(
    r"^,? which (?:it|they|the (?:group|company|firm)) (?:had |has )?(?:bought|acquired|purchased|took over|taken over"
    r"|owns?)\b",
    _I,
)


def read_owners(scored: list[Scored], sentences: list[Sentence]) -> None:
    """Sets the roles of owners: who only speaks for what it owns was not hit, whose product was entered was."""
    _parents(scored, sentences)
    _owners(scored, sentences)


def _parents(scored: list[Scored], sentences: list[Sentence]) -> None:
    """Who speaks for a subsidiary that was hit, or for a firm that it bought, was not hit itself."""
    for item in scored:
        if item.actor or item.role not in (Role.BREACHED, Role.DOWNSTREAM):
            continue
        for left, right, sentence in contexts(item, sentences):
            said = _OF_ITS_UNIT.search(left) or (_BOUGHT.match(right) and _OF_BREACH_AT.search(left))
            parent = _speaking(scored, sentence, left, said.start()) if said else None
            if parent is not None and parent is not item and parent.role is Role.BREACHED:
                parent.role, parent.why = Role.BYSTANDER, f"speaks for {item.candidate.name}"
                item.role, item.why = Role.BREACHED, "its owner speaks for it"


def _speaking(scored: list[Scored], sentence: Sentence, left: str, said: int) -> Scored | None:
    """The name just before the verb, which stands at `said` of the words on the left of another."""
    at = sentence.start + sentence.text.find(left) + said
    text, start = _BRACKETS.sub(lambda found: " " * len(found.group()), sentence.text), sentence.start
    return next(
        (
            item
            for item in scored
            for m in item.candidate.mentions
            if start <= m.end <= at and len(" ".join(text[m.end - start : at - start].split())) <= _SPEAKS
        ),
        None,
    )


_BRACKETS = late(r"\.? \([^()]{0,60}\)")  # behind a name: "Oakfeld, Inc. (NYSE: OAK)"
_SPEAKS = 12  # code points between a name and what it says ("has", "today")


def _owners(scored: list[Scored], sentences: list[Sentence]) -> None:
    """As in "O's P" where P was entered: O, who owns it, is the party."""
    for item in scored:
        if item.role is not Role.BREACHED:
            continue
        for mention in item.candidate.mentions:
            sentence = sentences[mention.sentence]
            before = sentence.text[: mention.start - sentence.start]
            if not re.search(r"'s?\s+(?:own\s+|self-hosted\s+)?$", before):
                continue
            border = sentence.start + len(before.rstrip()) - 2
            owner = next(
                (
                    o
                    for o in scored
                    if o is not item
                    and o.actor is None
                    and any(
                        border - 14 <= m.end <= border + 2
                        for m in o.candidate.mentions
                        if m.sentence == mention.sentence
                    )
                ),
                None,
            )
            if (
                owner is not None
                and owner.role in (None, Role.BREACHED)
                and not any(owner.found[f"list_{g}"] for g in ("press", "authorities"))
            ):
                owner.role, owner.why = Role.BREACHED, f"owns {item.candidate.name}"
                owner.odds = max(owner.odds, item.odds)
                item.role = None
                break
