"""Trains how pages that are not English are read: what is a disclosure, and which role a name has.

    python -m nlp.training --data DATA --only foreign

First opinions by the words alone go to `nlp/models/abroad.npz`, the weights of these and of what the lexica find to
`nlp/data/foreign_weights.yaml`. The quarter of the documents that is kept for measuring is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from nlp.foreign import facts
from nlp.languages.actors import actors
from nlp.languages.candidates import mentions
from nlp.languages.cues import Cues
from nlp.languages.data_types import judged, ruled
from nlp.languages.dates import days
from nlp.languages.lexicon import lexicon
from nlp.languages.numbers import records
from nlp.languages.odds import as_signs, compared, surroundings
from nlp.languages.roles import Candidate, candidates
from nlp.languages.suppliers import spoken_of
from nlp.languages.text import read
from nlp.languages.verdict import OPINION, claim_of, signs, title_and_text
from nlp.scoring import plain_name, same_name
from nlp.trained.abroad import ROLES, name_blocks
from nlp.trained.gate import document_blocks
from nlp.trained.hashed import Numbers
from nlp.trained.odds import log_odds, scaled
from nlp.training import abroad, foreign_data
from nlp.training.learnt_from import documents, tells_of_one
from nlp.training.parties import ROLES as LABELS
from nlp.training.parties import fit

_PLAIN: Final = 2.0  # weight of the pages that test the lexica, which are to stay read as they are
_SCORED: Final = 2.0  # of those that the published figures are taken on, in the verdict
_PENALTY: Final = 3e-3
_DOUBT: Final = 2e-3  # the same of what is a disclosure
Record = Mapping[str, Any]
Signs = dict[str, float]
Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """A document with its signs."""

    record: Record
    signs: Signs
    blocks: Sequence[Numbers]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of the disclosure of that number, with its signs and what stands around it."""

    document: int
    record: Record
    roles: frozenset[str]
    signs: Signs
    blocks: Sequence[Numbers]


def train(data: Path, out: Path) -> str:
    """Write the first opinions to `out`; returns the weights as `nlp/data/foreign_weights.yaml` holds them."""
    taken = [(record, _cues(record)) for record in documents(data)]
    told = [_told(record, cues) for record, cues in taken]
    tells = [(record, cues) for record, cues in taken if tells_of_one(record)]
    named = [one for number, (record, cues) in enumerate(tells) for one in _named(number, record, cues)]
    disclosure, opinion = _verdict(told)
    tables, opinions = _roles(named)
    told_of, data_opinions = foreign_data.tables()
    abroad.write(out, [opinion, *opinions, *data_opinions])
    head = f"# Fitted by nlp.training.foreign on {len(told)} documents and {len(named)} names.\n"
    return head + str(yaml.safe_dump({"disclosure": disclosure, **tables, **told_of}, sort_keys=False))


def _cues(record: Record) -> Cues:
    words = lexicon(record["lang"])
    return Cues(read(record.get("title") or "", record["text"], words.abbreviations), words)


def _told(record: Record, cues: Cues) -> _Told:
    read_so_far = facts(ruled(judged(cues)), spoken_of(cues), records(cues), days(cues, None))
    found = dict(signs(cues, read_so_far, claim_of(cues)))
    return _Told(record, found, document_blocks(*title_and_text(cues)))


def _named(number: int, record: Record, cues: Cues) -> Iterator[_Named]:
    reading, words = cues.reading, cues.lexicon
    found = candidates(cues, mentions(reading, words, ()), actors(reading, words))
    for one, around in zip(found, surroundings(cues, [one.mentions for one in found]), strict=True):
        roles = frozenset(role for role in ROLES if _is(one, record, role))
        roles -= {"downstream"} if "breached" in roles else set()
        yield _Named(number, record, roles, dict(one.signs), name_blocks(around))


def _is(one: Candidate, record: Record, role: str) -> bool:
    forms = [plain_name(mention.name) for mention in one.mentions]
    return any(same_name(plain_name(name), form) for name in record.get(LABELS[role]) or () for form in forms)


def _verdict(told: Sequence[_Told]) -> tuple[Tables, abroad.Fitted]:
    truth = np.array([bool(one.record["is_disclosure"]) for one in told])
    x, fold = abroad.design([one.blocks for one in told]), np.arange(len(told)) % abroad.FOLDS
    opinion = abroad.unseen_opinion(x, truth, fold)
    rows = [{**one.signs, OPINION: scaled(float(value))} for one, value in zip(told, opinion, strict=True)]
    counted = np.array([_SCORED if one.record.get("scored") else _weight(one.record) for one in told])
    return fit(list(zip(rows, truth.tolist(), strict=True)), weights=counted, penalty=_DOUBT), abroad.fit(x, truth)


def _weight(record: Record) -> float:
    return _PLAIN if record.get("tests") else 1.0


def _roles(named: Sequence[_Named]) -> tuple[Tables, list[abroad.Fitted]]:
    """The weights of both steps (see `nlp.languages.odds`), and the first opinions."""
    x, fold = abroad.design([one.blocks for one in named]), np.array([one.document for one in named]) % abroad.FOLDS
    truth = {role: np.array([role in one.roles for one in named]) for role in ROLES}
    counted = np.array([_weight(one.record) for one in named])
    rows = [one.signs for one in named]
    for role in ROLES:
        opinion = abroad.unseen_opinion(x, truth[role], fold)
        rows = [{**row, **as_signs({role: float(value)})} for row, value in zip(rows, opinion, strict=True)]

    first = {role: _unseen(rows, truth[role], counted, fold) for role in ROLES}
    beside = [{**row, **ranks} for row, ranks in zip(rows, _compared(named, first), strict=True)]
    tables: Tables = {"first": {role: _fit(rows, truth[role], counted) for role in ROLES}}
    tables |= {role: _fit(beside, truth[role], counted) for role in ROLES}
    return tables, [abroad.fit(x, truth[role]) for role in ROLES]


def _fit(rows: Sequence[Signs], truth: abroad.Mask, counted: abroad.Floats) -> dict[str, float]:
    return fit(list(zip(rows, truth.tolist(), strict=True)), weights=counted, penalty=_PENALTY)


def _unseen(rows: Sequence[Signs], truth: abroad.Mask, counted: abroad.Floats, fold: abroad.Fold) -> abroad.Floats:
    """The log odds of each name by weights that have not seen its document."""

    def judged(known: abroad.Mask, rest: abroad.Mask) -> abroad.Floats:
        weights = _fit(list(compress(rows, known)), truth[known], counted[known])
        return np.array([log_odds(row, weights) for row in compress(rows, rest)])

    return abroad.unseen(fold, judged)


def _compared(named: Sequence[_Named], first: Mapping[str, abroad.Floats]) -> list[Signs]:
    """How each name stands among those of its document; names of a document lie together."""
    found: list[Signs] = []
    while len(found) < len(named):
        start = len(found)
        end = next((n for n in range(start, len(named)) if named[n].document != named[start].document), len(named))
        found += compared({role: [float(value) for value in values[start:end]] for role, values in first.items()})
    return found
