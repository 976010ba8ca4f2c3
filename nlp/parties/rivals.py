"""Who takes care since a rival was hit: "Y reset all passwords after a breach at its rival X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.vocabulary import Role
from nlp.parties.features import STRONG
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_RIVAL = r"(?:(?:its|their|the|an?) )?(?:[a-z-]+ ){0,2}?(?:arch-?)?(?:rival|competitor)s?,? $"
_BREACH_AT = late(
    r"(?:\b(?:an?|the|this|last) (?:[\w'-]+ ){0,4}?)?"
    rf"(?:breach|attack|hack|incident|leak|intrusion|theft)(?:es|s)? (?:at|on|of|against) {_RIVAL}",
    re.IGNORECASE,
)
_AFTER = late(rf"\b(?:after|since|when|as|because) {_RIVAL}", re.IGNORECASE)
_WAS_HIT = late(
    r"^(?:'s (?:[\w-]+ ){0,2}?(?:breach|attack|hack|leak)\b| (?:was|were|had been|suffered|disclosed|reported"
    r"|confirmed|revealed|announced|said|lost|admitted)\b[^.;]{0,60}\b"
    r"(?:hacked|breached|attacked|breach|attack|hack|leak|theft|intrusion|stolen)\b)",
    re.IGNORECASE,
)
_NEAR = 160  # code points beside a name
_CLAUSE = late(r"[^.;,]*")


def read_rivals(scored: Sequence[Scored], sentences: Sequence[Sentence]) -> None:
    """Where nothing else is told of who was thought hit, the rival was breached that its sentences name."""
    told = {item: spans for item in scored if (spans := _spans(item, sentences))}
    if not told:
        return
    cut = {index: span for spans in told.values() for index, span in spans.items()}
    hit = [i for i in scored if i.role in (Role.BREACHED, Role.DOWNSTREAM) and i not in told]
    if not hit or not all(_is_untouched(item, sentences, cut) for item in hit):
        return
    for item in hit:
        item.role, item.why = Role.BYSTANDER, "takes care since a rival was hit"
    for item in told:
        item.role, item.why = Role.BREACHED, "the rival that was hit"


def _spans(item: Scored, sentences: Sequence[Sentence]) -> dict[int, tuple[int, int]]:
    """Where, in the sentences that tell of the breach of the rival that it is, the words on it begin and end."""
    found = {}
    for mention in item.candidate.mentions[:5]:
        sentence = sentences[mention.sentence]
        begin, end = mention.start - sentence.start, mention.end - sentence.start
        before, after = sentence.text[max(0, begin - _NEAR) : begin], sentence.text[end : end + _NEAR]
        words = _BREACH_AT.search(before) or (_AFTER.search(before) if _WAS_HIT.match(after) else None)
        if words:
            clause = _CLAUSE.match(after)
            found[mention.sentence] = begin - len(before) + words.start(), end + (clause.end() if clause else 0)
    return found


def _is_untouched(item: Scored, sentences: Sequence[Sentence], cut: dict[int, tuple[int, int]]) -> bool:
    """Whether no sentence that names it tells of a breach but in the words on the rival."""
    for index in {mention.sentence for mention in item.candidate.mentions}:
        text, (start, end) = sentences[index].text, cut.get(index, (0, 0))
        if STRONG.search(text[:start]) or STRONG.search(text[end:]):
            return False
    return True
