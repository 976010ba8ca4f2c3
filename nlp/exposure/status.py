"""Whether a named data type was hit: what the rules say of it, weighed against what the trained tagger says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from model.vocabulary import DataStatus
from nlp.text.lexicon import load, weak_terms
from nlp.trained.odds import bounded_logit, probability
from nlp.trained.tagger import DATA, Tagged

if TYPE_CHECKING:
    from nlp.exposure.mentions import Mention

Features = dict[str, float]

HASHED: Final = frozenset({"rule_hashed", "rule_hashes"})  # passwords lay so, or do as a rule
_GRAMMAR: Final = HASHED | {"rule_excepted", "rule_corrected", "rule_reversed", "rule_spared", "rule_open"}
_TOLD: Final = 0.45  # probability from which data are exposed where the rules say so
_ALONE: Final = 0.75  # probability from which data are exposed of which the rules say nothing
_DENIED_ALONE: Final = 0.6  # probability from which data are denied where the rules read no denial
_TURNED: Final = 0.8  # probability from which what the rules read as denied was exposed: the dearest error
_KEPT: Final = 0.15  # probability from which it stays denied
# Signs that data were taken, and the probability from which they are believed.
_PLAINLY: Final = (
    (frozenset({"rule_told", "strong"}), 0.15),  # "names were stolen"
    (frozenset({"rule_told", "subject"}), 0.15),  # "names were copied"
    (frozenset({"rule_told", "governed_exposed"}), 0.3),  # "What information was involved? Your name."
)
# A line of a list or table says nothing by itself: "what was involved" or "what was not" above it does.
_HEADED: Final = frozenset({"rule_told", "line", "governed_exposed"})
# "Date of birth: yes", among what was spared.
_ANSWERED: Final = frozenset({"rule_told", "answered", "governed_exposed"})
_SPARED: Final = frozenset({"rule_denied", "line", "governed_denied"})
# "No names were stolen."
_NOT_HIT: Final = frozenset({"rule_denied", "subject", "strong"})


def weighed(mentions: Sequence[Mention], tagged: Tagged | None) -> list[DataStatus | None]:
    """The status of each mention of a text; that of the rules alone where the tagger did not read it.

    A denial in doubt yields to what the text says elsewhere of the same type: that it was taken.
    """
    heard = features(mentions, tagged)
    said = [m.status if found is None else _weighed(m, found) for m, found in zip(mentions, heard, strict=True)]
    told = {m.term.type for m, status in zip(mentions, said, strict=True) if _is_plain(m, status)}
    return [
        None if status is DataStatus.DENIED and mention.term.type in told and _in_doubt(mention, found) else status
        for mention, status, found in zip(mentions, said, heard, strict=True)
    ]


def _is_plain(mention: Mention, status: DataStatus | None) -> bool:
    return status is DataStatus.EXPOSED and mention.explicit and not mention.withdrawn[1]


def _in_doubt(mention: Mention, found: Features | None) -> bool:
    if found is None or mention.signs & _GRAMMAR or any(mention.signs >= plainly for plainly in (_SPARED, _NOT_HIT)):
        return False
    return probability(found, load("data_weights")["denied"]) < _DENIED_ALONE


def _weighed(mention: Mention, found: Features) -> DataStatus | None:
    if mention.signs & _GRAMMAR or mention.signs >= _SPARED or mention.signs >= _ANSWERED:
        return mention.status  # "no data other than names": what nothing but grammar tells
    weights = load("data_weights")
    exposed, denied = probability(found, weights["exposed"]), probability(found, weights["denied"])
    if mention.status is DataStatus.DENIED and exposed < _TURNED:
        return DataStatus.DENIED if denied >= _KEPT else None
    if mention.signs >= _HEADED and denied < _DENIED_ALONE:
        return mention.status
    if any(mention.signs >= plainly and exposed >= least for plainly, least in _PLAINLY) and denied < _TURNED:
        return mention.status
    return _likelier(mention, exposed, denied)


def _likelier(mention: Mention, exposed: float, denied: float) -> DataStatus | None:
    if denied > exposed:
        return DataStatus.DENIED if denied >= _DENIED_ALONE else None
    if exposed < (_ALONE if mention.status is None else _TOLD):
        return None
    return DataStatus.POSSIBLE if mention.possible else DataStatus.EXPOSED


def features(mentions: Sequence[Mention], tagged: Tagged | None) -> list[Features | None]:
    """What speaks for each status (`nlp/training/data.py` weighs it); None where the tagger did not read the words."""
    found = [_alone(mention, tagged) for mention in mentions]
    lists: defaultdict[tuple[int, DataStatus | None], list[Features]] = defaultdict(list)
    for mention, row in zip(mentions, found, strict=True):
        if row is not None:
            lists[mention.listed, mention.status].append(row)
    for rows in lists.values():
        _in_company(rows)
    return found


def _alone(mention: Mention, tagged: Tagged | None) -> Features | None:
    row = tagged.of_data(mention.term.start, mention.term.end) if tagged is not None else None
    if row is None:
        return None
    found = dict.fromkeys(mention.signs, 1.0)
    found["weak_word"] = float(mention.term.words in weak_terms())
    for name, value in zip(DATA[1:], row[1:], strict=True):
        found[f"t_{name}"], found[f"t_{name}_logit"] = float(value), bounded_logit(float(value))
    return found


def _in_company(rows: list[Features]) -> None:
    """Adds what the tagger says, on average, of the others of one sentence or list of which the rules say the same."""
    for name in DATA[1:] if len(rows) > 1 else ():
        total = sum(row[f"t_{name}_logit"] for row in rows)
        for row in rows:
            row[f"others_{name}_logit"] = (total - row[f"t_{name}_logit"]) / (len(rows) - 1)
