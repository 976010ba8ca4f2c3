"""Which of the data types that a document names were exposed and which were not, by rules and trained words together.

Weights: `exposed` and `denied` of `nlp/data/foreign_weights.yaml`. A word that is in the lexicon may name no data where
it stands ("my password was easy to guess, she said"), and a negation beside it may be about something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from model.disclosure import DataTypeClaim, Evidence
from model.vocabulary import DataStatus, DataType
from nlp.languages.cues import Cues
from nlp.languages.data_types import Judged
from nlp.languages.odds import REACH, as_signs
from nlp.text.lexicon import load
from nlp.trained.abroad import TOLD, Surroundings
from nlp.trained.odds import Row, probability
from nlp.trained.weights import abroad

_TOLD, _DENIED = 0.2, 0.2  # odds from which what the rules say is believed
_PLAINLY = 0.06  # the same where the sentence says that something was taken
_UNTOLD = 0.8  # from which it is though they say nothing
_TURNED = 0.7  # from which data were exposed though the rules read a denial: the dearest error
_SURE = 0.9
_MOST = 400  # mentions that the model is asked of; what a longer page says of data it has said before
_CUES: Final = (
    "exposure", "incident", "misconfig", "deny_verb", "deny_forward", "advice", "possible", "asks", "confirm", "people",
    "unharmed", "authority", "excludes",
)  # fmt: skip


def data_type_claims(cues: Cues, found: Sequence[Judged]) -> tuple[DataTypeClaim, ...]:
    """One claim per data type, by its likeliest mention, in the order of the document."""
    best: dict[DataType, tuple[float, DataStatus, Judged]] = {}
    for one, odds in zip(found, _odds(cues, found), strict=True):
        status = _status(cues, one, odds)
        if status is not None:
            sure = max(_SURE * one.grammar, odds["denied" if status is DataStatus.DENIED else "exposed"])
            if one.mention.type not in best or sure > best[one.mention.type][0]:
                best[one.mention.type] = sure, status, one
    raw = cues.reading.raw
    ordered = sorted(best.values(), key=lambda told: (told[2].mention.start, told[2].mention.type))
    return tuple(
        DataTypeClaim(one.mention.type, status, Evidence(raw[one.mention.start : one.mention.end], *_place(one)))
        for _, status, one in ordered
    )


def _odds(cues: Cues, found: Sequence[Judged]) -> Iterator[dict[str, float]]:
    weights, model = load("foreign_weights"), abroad()
    for number, (one, row) in enumerate(zip(found, signs(cues, found), strict=True)):
        opinion = as_signs(model.data(surroundings(cues, one))) if number < _MOST else {}
        yield {told: probability({**row, **opinion}, weights[told]) for told in TOLD}


def _place(one: Judged) -> tuple[int, int]:
    return one.mention.start, one.mention.end


def _status(cues: Cues, one: Judged, odds: Row) -> DataStatus | None:
    if one.grammar:
        return one.status
    possible = DataStatus.POSSIBLE if cues.has("possible", one.sentence) else DataStatus.EXPOSED
    if one.status is DataStatus.DENIED:
        if odds["denied"] >= _DENIED:
            return one.status
        return possible if odds["exposed"] >= _TURNED else None
    if odds["denied"] >= max(_UNTOLD, odds["exposed"]):
        return DataStatus.DENIED
    if one.status is None:
        return possible if odds["exposed"] >= _UNTOLD else None
    plainly = cues.has("exposure", one.sentence) and not one.sentence.in_title
    return one.status if odds["exposed"] >= (_PLAINLY if plainly else _TOLD) else None


def signs(cues: Cues, found: Sequence[Judged]) -> list[dict[str, float]]:
    """For each mention what the rules make of it, and what its sentence tells."""
    kinds: dict[int, set[DataType]] = {}
    for one in found:
        kinds.setdefault(one.sentence.index, set()).add(one.mention.type)
    return [
        {
            f"rule_{one.status or 'none'}": 1.0,
            "strong": float(one.strength >= 2),  # noqa: PLR2004 - as the rules have it
            "title": float(one.sentence.in_title),
            "several": float(len(kinds[one.sentence.index]) > 1),
            **{f"s_{name}": 1.0 for name in _CUES if cues.has(name, one.sentence)},
        }
        for one in found
    ]


def surroundings(cues: Cues, one: Judged) -> Surroundings:
    """What the model is shown of a mention."""
    folded, sentence, (start, end) = cues.reading.folded, one.sentence, _place(one)
    left, right = folded[max(sentence.start, start - REACH) : start], folded[end : min(sentence.end, end + REACH)]
    return Surroundings([folded[start:end]], [(left, right)])
