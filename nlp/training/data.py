"""Fits the weights that turn the rules' and the tagger's opinion of a data term into its status.

    python -m nlp.training --data DATA --only data

As with the roles: logistic regression on our labelled documents that the tagger has not seen, and on the sets that
rules are tuned on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from nlp.exposure.mentions import Mention, mentions_of
from nlp.exposure.status import features
from nlp.parties.roles import named
from nlp.reading import Reading
from nlp.text.normalise import normalise
from nlp.text.sentences import split
from nlp.trained.weights import tagger
from nlp.training import corpus
from nlp.training.parties import WEIGHT, fit, tuned_on
from nlp.training.spans import DATA_LABELS, Labelled

LABELS: Final = {"exposed": "EXPOSED", "denied": "DENIED"}
Example = tuple[Mapping[str, float], str | None, float]  # what is said of a term, its label, how much it counts


def examples(data: Path) -> Iterator[Example]:
    """Every data term of the documents kept from the tagger, with its label, None where nothing is said of it."""
    for one in corpus.read():
        if one.record["lang"] == "en" and one.dev and one.record["is_disclosure"]:
            yield from _of_document(one)
    for document in tuned_on(data):
        yield from _of_record(document)


def _of_record(given: Labelled) -> Iterator[Example]:
    """The same where labels are of the document: what it calls both, exposed and denied, is left out."""
    record = given.record or {}
    told, denied = set(record.get("data_types") or ()), set(record.get("data_types_denied") or ())
    for mention, found in _mentions(given.text, given.title_length):
        if mention.term.type not in told & denied:
            label = "EXPOSED" if mention.term.type in told else "DENIED" if mention.term.type in denied else None
            yield found, label, WEIGHT["tuned_on"]


def _of_document(given: corpus.Document) -> Iterator[Example]:
    marked = [(span.start, span.end, DATA_LABELS[span.status]) for span in given.spans if span.status is not None]
    for mention, found in _mentions(normalise(given.whole), len(given.title)):
        start, end = mention.term.start, mention.term.end
        yield found, next((label for begin, stop, label in marked if begin < end and start < stop), None), 1.0


def _mentions(text: str, title_length: int) -> Iterator[tuple[Mention, Mapping[str, float]]]:
    reading = Reading(text, text, title_length)
    reading.sentences = split(reading.text, reading.title_length)
    trained = tagger()
    reading.tagged = trained.tag(reading.text, reading.sentences) if trained else None
    reading.candidates = [candidate for candidate, _ in named(reading.text, reading.sentences, reading.tagged, ())]
    mentions = list(mentions_of(reading))
    for mention, found in zip(mentions, features(mentions, reading.tagged), strict=True):
        if found is not None:
            yield mention, found


def as_yaml(data: Path) -> str:
    """The weights as `nlp/data/data_weights.yaml` holds them."""
    found = list(examples(data))
    counted = np.array([weight for *_, weight in found])
    tables: dict[str, Any] = {
        name: fit([(row, given == label) for row, given, _ in found], weights=counted) for name, label in LABELS.items()
    }
    return f"# Fitted by nlp.training.data on {len(found)} mentions.\n" + str(yaml.safe_dump(tables, sort_keys=False))
