"""Fits the weights of `nlp/verdict/weighed.py` on labelled sets and on our own training texts.

python -m nlp.training.verdict TRAIN.jsonl... > /tmp/weights.yaml   # then move it to nlp/data/verdict_weights.yaml

Of the project's own set (`tests/accuracy/own.jsonl`) only the documents for tuning are taken: even numbers.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from nlp.extract import Extractor, TextInput
from nlp.training.parties import fit
from nlp.training.sets import measures, read
from nlp.training.texts import documents
from nlp.verdict.weighed import signals

_SEED, _COPIES = 7, 3
_MOST = 260  # documents with one label taken from one set, so that no set outweighs the others


def _rows(path: Path) -> list[tuple[Counter[str], bool]]:
    extractor, taken, rows = Extractor(), Counter[bool](), []
    for record in read(path):
        if record.get("lang", "en") != "en" or measures(record):
            continue
        label = bool(record["is_disclosure"])
        taken[label] += 1
        if taken[label] > _MOST * (2 if "casie" in path.name else 1):
            continue
        given = record.get("published")
        published = date.fromisoformat(given) if isinstance(given, str) and len(given) == len("2025-01-01") else None
        item = TextInput(record["id"], record["text"], record.get("title") or "", published=published, lang="en")
        rows.append((signals(extractor.read(item)), label))
    return rows


def _own_texts() -> list[tuple[Counter[str], bool]]:
    """Our own training texts, each with three sets of invented names; denials and follow-ups open no incident."""
    extractor = Extractor()
    found = documents(random.Random(_SEED), _COPIES)  # noqa: S311 - samples, no secrets
    items = ((TextInput("own", text.text, text.title, lang="en"), text.kind == "disclosure") for text in found)
    return [(signals(extractor.read(item)), label) for item, label in items]


def main() -> None:
    """Reads the labelled sets named on the command line and writes YAML to standard output."""
    rows = [row for path in sys.argv[1:] for row in _rows(Path(path))] + _own_texts()
    sys.stdout.write(f"# Fitted by nlp.training.verdict on {len(rows)} documents.\n")
    for name, weight in fit(rows, cap=4).items():
        sys.stdout.write(f"{name}: {weight}\n")


if __name__ == "__main__":
    main()
