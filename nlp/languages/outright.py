"""What a short item says outright: a digital attack befell somebody, or data were taken from them, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.text import Sentence

_SHORT: Final = 4  # sentences, the title among them
_OPEN: Final = ("deny_verb", "deny_forward", "unsaid", "possible", "planned")


def told_outright(cues: Cues, other_matters: Sequence[str]) -> bool:
    """Whether a sentence says so by a phrase of the class `outright`, and no sentence tells of another matter.

    A sentence that denies, asks or foresees says nothing outright; the phrases leave out what befell nobody, such as
    a roof that leaks.
    """
    sentences = cues.reading.sentences
    if len(sentences) > _SHORT or any(cues.has(name, s) for s in sentences for name in other_matters):
        return False
    return any(_says(cues, sentence) for sentence in sentences)


def _says(cues: Cues, sentence: Sentence) -> bool:
    asks = sentence.folded.rstrip().endswith("?")
    return cues.has("outright", sentence) and not asks and not any(cues.has(name, sentence) for name in _OPEN)
