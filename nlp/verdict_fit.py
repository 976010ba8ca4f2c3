"""Fits the weights of `nlp/verdict.py` on labelled sets.

python -m nlp.verdict_fit TRAIN.jsonl... > nlp/data/verdict_weights.yaml
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from nlp.extract import Extractor, TextInput
from nlp.parties.fit import fit
from nlp.verdict import signals

_MOST = 260  # documents with one label taken from one set, so that no set outweighs the others


def _rows(path: Path) -> list[tuple[Counter[str], bool]]:
    extractor, taken, rows = Extractor(), Counter[bool](), []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        label = bool(record["is_disclosure"])
        taken[label] += 1
        if taken[label] > _MOST * (2 if "casie" in path.name else 1):
            continue
        given = record.get("published")
        published = date.fromisoformat(given) if isinstance(given, str) and len(given) == len("2025-01-01") else None
        item = TextInput(record["id"], record["text"], record.get("title") or "", published=published, lang="en")
        rows.append((signals(extractor.read(item)), label))
    return rows


def main() -> None:
    """Reads the labelled sets named on the command line and writes YAML to standard output."""
    rows = [row for path in sys.argv[1:] for row in _rows(Path(path))]
    sys.stdout.write(f"# Fitted by nlp.verdict_fit on {len(rows)} documents.\n")
    for name, weight in fit(rows, cap=4).items():
        sys.stdout.write(f"{name}: {weight}\n")


if __name__ == "__main__":
    main()
