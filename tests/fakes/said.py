"""What the tagger says, set by a test: one piece a span, with the probabilities that are given."""

from __future__ import annotations

import numpy as np

from nlp.trained.tagger import DATA, FACTS, TAGS, Floats, Tagged

Said = dict[str, float]  # label -> probability; what is left goes to "O"


def tagged(text: str, said: dict[str, Said]) -> Tagged:
    """A piece on the first place of each of the words, in order of the text."""
    spans = sorted((text.index(words), words) for words in said)
    starts = np.array([start for start, _ in spans])
    ends = np.array([start + len(words) for start, words in spans])

    def rows(labels: tuple[str, ...]) -> Floats:
        found = np.zeros((len(spans), len(labels)), np.float32)
        for row, (_, words) in zip(found, spans, strict=True):
            for label in said[words].keys() & set(labels):
                row[labels.index(label)] = said[words][label]
            row[0] = 1 - row[1:].sum()
        return found

    return Tagged(starts, ends, (1.0, 0.0), rows(TAGS), rows(DATA), rows(FACTS))
