"""The spaCy pipeline of the English reader: our own tokenizer and components over one `Reading`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import nlp.lean_spacy  # noqa: F401  # isort: skip - before anything of spaCy
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.counts import read_counts
from nlp.data_types import read_data_types
from nlp.dates import read_dates
from nlp.outlook import read_outlook
from nlp.parties.roles import read_parties
from nlp.reading import Reading
from nlp.sentences import split
from nlp.trained import tagger
from nlp.verdict import read_verdict

COMPONENTS = (
    "tocsin_sentences",
    "tocsin_outlook",
    "tocsin_tagger",
    "tocsin_parties",
    "tocsin_data_types",
    "tocsin_counts",
    "tocsin_dates",
    "tocsin_verdict",
)
_TOKEN = re.compile(r"\w+|([^\w\s])\1*")


class PlainTokenizer:
    """Words and runs of one sign; linear in the text, unlike affix rules on "<<<<<<"."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose tokens are words and runs of one sign; blanks are kept as single spaces."""
        found = [match.span() for match in _TOKEN.finditer(text, 0, _LONGEST)]
        words = [text[start:end] for start, end in found]
        spaces = [end < found[i + 1][0] if i + 1 < len(found) else False for i, (_, end) in enumerate(found)]
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> PlainTokenizer:
        """Itself: the tokenizer has no state."""
        return self


_LONGEST = 0  # the rules read the text itself; tokens are made only for callers that ask for a Doc


def _reading(doc: Doc) -> Reading:
    reading: Reading = doc.user_data["reading"]
    return reading


@Language.component("tocsin_sentences")
def sentences(doc: Doc) -> Doc:
    """Cuts the text into headings, items and sentences."""
    reading = _reading(doc)
    reading.sentences = split(reading.text, reading.title_length)
    return doc


@Language.component("tocsin_outlook")
def outlook(doc: Doc) -> Doc:
    """What the words say of the subject, before names are read."""
    read_outlook(_reading(doc))
    return doc


@Language.component("tocsin_tagger")
def tag(doc: Doc) -> Doc:
    """The role that each word plays, where the weights are installed and the page is not far from an incident."""
    reading, trained = _reading(doc), tagger()
    if trained is not None and not reading.remote:
        reading.tagged = trained.tag(reading.text, reading.sentences)
    return doc


@Language.component("tocsin_parties")
def parties(doc: Doc) -> Doc:
    """Names with their roles, and who uses whom."""
    read_parties(_reading(doc))
    return doc


@Language.component("tocsin_data_types")
def data_types(doc: Doc) -> Doc:
    """Data types with their status."""
    read_data_types(_reading(doc))
    return doc


@Language.component("tocsin_counts")
def counts(doc: Doc) -> Doc:
    """How many were hit."""
    read_counts(_reading(doc))
    return doc


@Language.component("tocsin_dates")
def dates(doc: Doc) -> Doc:
    """When it happened, was found and was told."""
    read_dates(_reading(doc))
    return doc


@Language.component("tocsin_verdict")
def verdict(doc: Doc) -> Doc:
    """Claim, kind, and whether an incident is the subject."""
    read_verdict(_reading(doc))
    return doc


@cache
def english() -> Language:
    """The pipeline, built once per process."""
    pipeline = English(Vocab(), create_tokenizer=lambda language: PlainTokenizer(language.vocab))
    for name in COMPONENTS:
        pipeline.add_pipe(name)
    return pipeline


def read(reading: Reading) -> Reading:
    """Runs the pipeline over one document."""
    pipeline = english()
    doc = Doc(pipeline.vocab)
    doc.user_data["reading"] = reading
    pipeline(doc)
    return reading
