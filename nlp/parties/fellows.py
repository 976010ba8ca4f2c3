"""Others whom the same campaign hit, and the worm that it is called after, beside the one that a page is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.vocabulary import Role
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_I = re.IGNORECASE
_CAMPAIGN = late(  # "a wider campaign, which also hit X, Y and"
    r"\b(?:(?:campaign|spree|worm|wave of attacks|series of attacks)\b[^.;]{0,30}?\b(?:also|too)"
    r"|(?:same|wider|larger|broader) (?:campaign|spree|worm|wave|series)[^.;]{0,30}?) "
    r"(?:hit|struck|affected|compromised|breached|caught|infected) [^.;]*$",
    _I,
)
_WORM = late(r"^ (?:[a-z]+ )?(?:worm|trojan|botnet|wiper|infostealer)\b(?!')", _I)
_OURS = late(  # what a page was hit in that speaks of itself
    r"\bour (?:[\w-]+ ){0,3}?(?:systems?|networks?|servers?|tokens?|keys?|packages?|releases?|accounts?|credentials?"
    r"|environment|infrastructure|databases?|repositor(?:y|ies))\b",
    _I,
)
_TEAM = late(r"^ (?:[a-z]+ )?team\b|^ (?:packages?|releases?|accounts?|customers?|users?)\b", _I)
_MANY = 2  # mentions as of the page's own from which a name is the page's owner


def read_fellows(scored: Sequence[Scored], sentences: Sequence[Sentence]) -> None:
    """Takes the role from those only named as hit by the same campaign, and from the worm itself.

    Where none is left whom a page says to be hit that speaks of itself, it is who its team and packages are called by.
    """
    hit = [item for item in scored if item.role in (Role.BREACHED, Role.DOWNSTREAM)]
    breached = [item for item in hit if item.role is Role.BREACHED]
    aside = [item for item in breached if _is_fellow(item, sentences) or _is_worm(item, sentences)]
    alone = len(hit) == len(aside)
    if not aside or (alone and not any(_OURS.search(s.text) for s in sentences[:10])):
        return
    for item in aside:
        item.role, item.why = None, ""
    owner = next((i for i in scored if i.role is None and _is_owner(i, sentences)), None)
    if alone and owner is not None:
        owner.role, owner.why = Role.BREACHED, "speaks of itself"


def _is_fellow(item: Scored, sentences: Sequence[Sentence]) -> bool:
    return all(_CAMPAIGN.search(_before(m.start, sentences[m.sentence])) for m in item.candidate.mentions)


def _is_worm(item: Scored, sentences: Sequence[Sentence]) -> bool:
    worm = any(_WORM.match(_after(m.end, sentences[m.sentence])) for m in item.candidate.mentions[:10])
    return worm and not item.found["r_suffered"]


def _is_owner(item: Scored, sentences: Sequence[Sentence]) -> bool:
    called = (m for m in item.candidate.mentions[:10] if _TEAM.match(_after(m.end, sentences[m.sentence])))
    return len(list(called)) >= _MANY and item.actor is None


def _before(start: int, sentence: Sentence) -> str:
    return sentence.text[: start - sentence.start]


def _after(end: int, sentence: Sentence) -> str:
    return sentence.text[end - sentence.start :]
