"""The odds of each role of the names of a document, by the weights of `nlp/data/foreign_weights.yaml`.

First by the signs of each name alone and by what a model makes of the words around it, then once more beside how the
other names of the document stand (stacking: Wolpert, Neural Networks 5, 1992).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.text.lexicon import load
from nlp.trained.abroad import ROLES, Surroundings
from nlp.trained.odds import Row, log_odds, probability, scaled, standings
from nlp.trained.weights import abroad

_WORDS: Final = "words_"  # how the names of these features begin
REACH: Final = 110  # characters of a side of a mention that may count
_MOST: Final = 20  # mentions of a name that are looked at
_NAME: Final = "qq"  # stands for any name


def opinions(cues: Cues, names: Sequence[Sequence[Mention]]) -> list[dict[str, float]]:
    """What the words around each name, given by its mentions, make of its roles, as features."""
    model = abroad()
    return [as_signs(model.name(around)) for around in surroundings(cues, names)]


def as_signs(opinion: Row) -> dict[str, float]:
    """Log odds that the model gives as features."""
    return {f"{_WORDS}{of}": scaled(value) for of, value in opinion.items()}


def surroundings(cues: Cues, names: Sequence[Sequence[Mention]]) -> list[Surroundings]:
    """What the model is shown of each name: what is beside it in its sentences, where all names are written alike."""
    spans = sorted({(mention.start, mention.end) for mentions in names for mention in mentions})
    title = _without(cues.reading.folded, 0, max(0, cues.reading.title_end), spans)
    return [
        Surroundings(
            sorted({mention.key for mention in mentions}),
            [_beside(cues, mention, spans) for mention in mentions[:_MOST]],
            title,
        )
        for mentions in names
    ]


def _beside(cues: Cues, mention: Mention, names: Sequence[tuple[int, int]]) -> tuple[str, str]:
    sentence = cues.reading.sentence_at(mention.start)
    if sentence is None:
        return "", ""
    low, high = max(sentence.start, mention.start - REACH), min(sentence.end, mention.end + REACH)
    folded = cues.reading.folded
    return _without(folded, low, mention.start, names), _without(folded, mention.end, high, names)


def _without(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> str:
    pieces = []
    for first, last in islice(names, bisect_left(names, (start, start)), None):
        if first >= end:
            break
        if start <= first and last <= end:
            pieces += [text[start:first], _NAME]
            start = last
    return "".join([*pieces, text[start:end]])


def odds_of(rows: Sequence[Row]) -> list[dict[str, float]]:
    """The odds in [0, 1] of each role, for each name of one document; `rows` are their signs with the opinions."""
    weights = load("foreign_weights")
    first = {role: [log_odds(row, weights["first"][role]) for row in rows] for role in ROLES}
    return [
        {role: probability({**row, **beside}, weights[role]) for role in ROLES}
        for row, beside in zip(rows, compared(first), strict=True)
    ]


def compared(first: Mapping[str, Sequence[float]]) -> list[dict[str, float]]:
    """How each name of a document stands among the others, in each role, by their first log odds."""
    by_role = [standings(values, f"{role}_") for role, values in first.items()]
    return [{name: value for one in ranks for name, value in one.items()} for ranks in zip(*by_role, strict=True)]
