"""Trains which of the data types that a page names, in another language than English, were exposed or denied.

It learns from marked words: a mention that lies in words marked with its type has the status of the mark, one whose
type the document tells nowhere has none, and of one whose type is only told elsewhere nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from model.vocabulary import DataStatus
from nlp.languages.cues import Cues
from nlp.languages.data_told import signs, surroundings
from nlp.languages.data_types import Judged, judged
from nlp.languages.lexicon import lexicon
from nlp.languages.odds import as_signs
from nlp.languages.text import read
from nlp.trained.abroad import TOLD, name_blocks
from nlp.trained.hashed import Numbers
from nlp.training import abroad, corpus
from nlp.training.learnt_from import marked, tells_of_one
from nlp.training.parties import fit

_PENALTY: Final = 1e-3
Tables = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Mention:
    document: int
    told: str | None
    signs: dict[str, float]
    blocks: Sequence[Numbers]


def tables() -> tuple[Tables, list[abroad.Fitted]]:
    """The weights of `exposed` and `denied`, and the first opinions."""
    found = [one for number, document in enumerate(marked()) for one in _mentions(number, document)]
    x, fold = abroad.design([one.blocks for one in found]), np.array([one.document for one in found]) % abroad.FOLDS
    truth = {told: np.array([one.told == told for one in found]) for told in TOLD}
    opinion = {told: abroad.unseen_opinion(x, truth[told], fold) for told in TOLD}
    rows = [
        {**one.signs, **as_signs({told: float(opinion[told][number]) for told in TOLD})}
        for number, one in enumerate(found)
    ]
    fitted = {told: fit(list(zip(rows, truth[told].tolist(), strict=True)), penalty=_PENALTY) for told in TOLD}
    return fitted, [abroad.fit(x, truth[told]) for told in TOLD]


def _mentions(number: int, document: corpus.Document) -> Iterator[_Mention]:
    if not tells_of_one(document.record):
        return
    words = lexicon(document.record["lang"])
    cues = Cues(read(document.title, document.text, words.abbreviations), words)
    found = judged(cues)
    for one, row in zip(found, signs(cues, found), strict=True):
        marked = _marked(document, one)
        elsewhere = one.mention.type.value in (*document.record["data_types"], *document.record["data_types_denied"])
        if marked is not None or not elsewhere:
            yield _Mention(number, marked, row, name_blocks(surroundings(cues, one)))


def _marked(document: corpus.Document, one: Judged) -> str | None:
    """`exposed` or `denied` as the words around the mention are marked, None where they are not."""
    marks = (span for span in document.spans if span.status is not None and span.label == one.mention.type.value)
    status = next((m.status for m in marks if m.start < one.mention.end and one.mention.start < m.end), None)
    return status and ("denied" if status is DataStatus.DENIED else "exposed")
