"""Whose work another does that was entered: "La paie de X est confiée à Y. Des pirates s'y sont introduits"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.text import Sentence

_LED: Final = re.compile(  # between the phrase and the name
    r" ?(?:(?:l[ao]|die|der|das|dem|het|de|a|el|il) |l')?(?:[a-z-]{4,16} )?[\"'\u00ab\u201c\u201e]?"
)
_NEXT: Final = 2  # sentences in which it is told that intruders came in there
_SEARCHED: Final = 120  # characters before the phrase in which its customer stands


def outsourced(cues: Cues, groups: Sequence[Sequence[Mention]]) -> Iterator[tuple[int, int]]:
    """The places of a supplier that a text says was entered, and of the one whose work it says that it does."""
    placed = sorted(((m, p) for p, ms in enumerate(groups) for m in ms), key=lambda each: each[0].start)
    for sentence in cues.reading.sentences:
        for start, end in cues.spans("outsourced", sentence):
            does = next((p for m, p in placed if _LED.fullmatch(cues.reading.folded, end, m.start)), None)
            given = [(m, p) for m, p in placed if max(sentence.start, start - _SEARCHED) <= m.start and m.end <= start]
            if does is not None and given and given[-1][1] != does and _entered_there(cues, sentence):
                yield does, given[-1][1]


def _entered_there(cues: Cues, sentence: Sentence) -> bool:
    """Whether one of the next sentences says that something happened there, and this one nothing of it."""
    if any(cues.has(name, sentence) for name in ("incident", "victim")):
        return False
    behind = cues.reading.sentences[sentence.index + 1 : sentence.index + 1 + _NEXT]
    return any(cues.has("there", s) and (cues.has("incident", s) or cues.has("outright", s)) for s in behind)
