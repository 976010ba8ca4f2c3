"""Who signs a letter: the writer who says "we" is a party, whatever stands around its name."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.languages.cues import Cues, Span
from nlp.languages.mention import Mention
from nlp.languages.text import Sentence

_HAPPENED = ("incident", "victim", "exposure", "ransomware", "misconfig")
_LAST = 4  # sentences or lines of a letter in which it is signed
_NEAR = 90  # characters between the closing phrase and the name: a person and an office may stand there
_LONGEST_QUOTE = 400  # characters
_BESIDE = 12  # characters that a line has beside the name that signs


def speaks(cues: Cues) -> Span | None:
    """The sentence in which the writer says "we" of what happened; none where the page tells of others."""
    told = (s for s in cues.reading.sentences if not s.in_title and any(cues.has(name, s) for name in _HAPPENED))
    sentence = next((s for s in told if cues.has("first_person", s)), None)
    if sentence is None:
        return None
    raw = cues.reading.raw[sentence.start : sentence.end]
    start = sentence.start + len(raw) - len(raw.lstrip())
    return start, start + min(len(raw.strip()), _LONGEST_QUOTE)


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
