"""Fits the weights that read pages that are not English: what is a disclosure, and which role a name has.

    python -m nlp.training --data DATA --only foreign

They lie in `nlp/data/foreign_weights.yaml`. What stands where around a name (see `nlp/languages/signs.py`) is the same
in every language, so that our English disclosures, of which there are many more, count for the roles as well, each for
less. The quarter of the documents that is kept for measuring is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from nlp.foreign import facts
from nlp.languages.actors import actors
from nlp.languages.candidates import mentions
from nlp.languages.cues import Cues
from nlp.languages.data_types import data_type_claims
from nlp.languages.dates import days
from nlp.languages.lexicon import LANGUAGES, lexicon
from nlp.languages.numbers import records
from nlp.languages.roles import ROLES, Candidate, candidates
from nlp.languages.suppliers import spoken_of
from nlp.languages.text import read
from nlp.languages.verdict import claim_of, signs
from nlp.scoring import plain_name, same_name
from nlp.training import corpus
from nlp.training.parties import ROLES as LABELS
from nlp.training.parties import fit
from nlp.training.sets import ABROAD, tuned_on
from nlp.training.sets import read as read_set

_ENGLISH: Final = {"breached": 0.3, "downstream": 0.1, "actor": 0.1}  # weight of an English document
_PLAIN: Final = 2.0  # of the pages that test the lexica, which are to stay read as they are
_SCORED: Final = 2.0  # of those that the published figures are taken on, in the verdict
_PENALTY: Final = 3e-3
_DOUBT: Final = 5e-3  # the same of what is a disclosure
_LONGEST: Final = 6_000  # characters of an English document
_TESTS: Final = Path(__file__).parents[2] / "tests" / "unit" / "nlp_languages"
Record = Mapping[str, Any]
Example = tuple[Candidate, Record]


def documents(data: Path) -> Iterator[Record]:
    """The records that weights may be fitted on."""
    for document in corpus.read():
        if document.dev or document.id.startswith(ABROAD):
            continue
        if document.record["lang"] != "en" or len(document.text) <= _LONGEST:
            yield document.record
    yield from ({**record, "scored": True} for record in tuned_on(data) if record["lang"] != "en")
    for path in sorted(_TESTS.glob("*.jsonl")):
        yield from ({**record, "tests": True} for record in read_set(path))


def examples(data: Path) -> Iterator[Example]:
    """Every name of these documents."""
    for record in documents(data):
        if record["is_disclosure"] and record["lang"] in (*LANGUAGES, "en"):
            words = lexicon(record["lang"])
            reading = read(record.get("title") or "", record["text"], words.abbreviations)
            cues = Cues(reading, words)
            for one in candidates(cues, mentions(reading, words, ()), actors(reading, words)):
                one.signs["english"] = int(record["lang"] == "en")
                yield one, record


def told(data: Path) -> Iterator[tuple[Mapping[str, float], Record]]:
    """The signs of a disclosure of every document that is not English."""
    for record in documents(data):
        if record["lang"] in LANGUAGES:
            words = lexicon(record["lang"])
            cues = Cues(read(record.get("title") or "", record["text"], words.abbreviations), words)
            read_so_far = facts(data_type_claims(cues), spoken_of(cues), records(cues), days(cues, None))
            yield signs(cues, read_so_far, claim_of(cues)), record


def _is(one: Candidate, record: Record, role: str) -> bool:
    forms = [plain_name(mention.name) for mention in one.mentions]
    return any(same_name(plain_name(name), form) for name in record.get(LABELS[role]) or () for form in forms)


def _weight(record: Record, table: str) -> float:
    if record["lang"] == "en":
        return _ENGLISH[table]
    if record.get("scored") and table == "disclosure":
        return _SCORED
    return _PLAIN if record.get("tests") else 1.0


def as_yaml(data: Path) -> str:
    """The weights of each role as `nlp/data/foreign_weights.yaml` holds them."""
    found = list(examples(data))
    documented = list(told(data))
    tables = {
        "disclosure": fit(
            [(row, bool(record["is_disclosure"])) for row, record in documented],
            weights=np.array([_weight(record, "disclosure") for _, record in documented]),
            penalty=_DOUBT,
        )
    }
    for role in ROLES:
        rows = [
            (one.signs, _is(one, record, role) and (role != "downstream" or not _is(one, record, "breached")))
            for one, record in found
        ]
        counted = np.array([_weight(record, role) for _, record in found])
        tables[role] = fit(rows, weights=counted, penalty=_PENALTY)
    head = f"# Fitted by nlp.training.foreign on {len(documented)} documents and {len(found)} names.\n"
    return head + str(yaml.safe_dump(tables, sort_keys=False))
