"""Whether a document has to do with data or computers at all, without which a leak or a theft is another matter."""

from __future__ import annotations

from nlp.languages.cues import Cues
from nlp.languages.data_types import named_types


def grounded(cues: Cues) -> bool:
    """Whether any sentence names data, or whatever holds them or carries them.

    "Fuite de gaz", "Robo en una joyería", "Vírus da gripe" use the words of an incident and tell of none. A language
    without the class is taken at its word.
    """
    if "digital" not in cues.lexicon.cues:
        return True
    return any(cues.has("digital", s) or named_types(cues, s) for s in cues.reading.sentences)
