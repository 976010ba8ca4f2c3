"""Who signs a letter: the writer who says "we" is a party, whatever stands around its name."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.text import Sentence

_LAST = 4  # sentences or lines of a letter in which it is signed
_NEAR = 90  # characters between the closing phrase and the name: a person and an office may stand there
_BESIDE = 12  # characters that a line has beside the name that signs


def signs_off(cues: Cues, mentions: Sequence[Mention]) -> bool:
    """Whether one of the mentions signs what is written in the first person."""
    body = [s for s in cues.reading.sentences if not s.in_title]
    if not any(cues.has("first_person", sentence) for sentence in body):
        return False
    return any(_signs(cues, mention, body[-_LAST:]) for mention in mentions)


def _signs(cues: Cues, mention: Mention, last: Sequence[Sentence]) -> bool:
    sentence = next((s for s in last if s.start <= mention.start < s.end), None)
    if sentence is None:
        return False
    before = max((end for s in last for _, end in cues.spans("closing", s) if end <= mention.start), default=-1)
    if 0 <= mention.start - before <= _NEAR and before >= 0:
        return True
    alone = len(sentence.folded.strip(" \n,.:-")) - len(mention.key) <= _BESIDE
    return alone and not cues.has("incident", sentence)
