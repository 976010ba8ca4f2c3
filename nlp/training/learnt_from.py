"""The documents in other languages than English that weights may be learnt from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from model.vocabulary import Claim
from nlp.languages.lexicon import LANGUAGES
from nlp.training import corpus
from nlp.training.sets import ABROAD, read, tuned_on

_TESTS: Final = Path(__file__).parents[2] / "tests" / "unit" / "nlp_languages"
Record = Mapping[str, Any]


def marked() -> Iterator[corpus.Document]:
    """Those of ours in which words are marked."""
    for document in corpus.read():
        if not document.dev and not document.id.startswith(ABROAD) and document.record["lang"] in LANGUAGES:
            yield document


def documents(data: Path) -> Iterator[Record]:
    """The records of these, of the sets that are tuned on (`scored`) and of what tests the lexica (`tests`)."""
    yield from (document.record for document in marked())
    yield from ({**record, "scored": True} for record in tuned_on(data) if record["lang"] in LANGUAGES)
    for path in sorted(_TESTS.glob("*.jsonl")):
        yield from ({**record, "tests": True} for record in read(path) if record["lang"] in LANGUAGES)


def tells_of_one(record: Record) -> bool:
    """Whether roles and data are told of an incident: of one that is disclosed, or that only an attacker claims."""
    return bool(record["is_disclosure"]) or record.get("claim") == Claim.CLAIMED
