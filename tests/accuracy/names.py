"""The names of the vendor list against every training text: `python -m tests.accuracy.names [DIRECTORY] [--sample N]`.

DIRECTORY holds the labelled sets (`*_train.jsonl`) and `reference/probo_vendors.json`. Prints how often a name of the
list is found in the texts, by the registry and its rules, and a random sample (fixed seed) to be judged by a reader.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from config.registry import load_registry
from inventory.names import fold
from inventory.resolve import Resolver

_WORD = re.compile(r"[^\W_](?:[\w.&'’+-]*\w)?")  # noqa: RUF001 - the apostrophe that people type
_LONGEST = 6  # words
_AROUND = 60  # characters


def main() -> None:
    """Count, and print the sample."""
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    size = int(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else 100
    directory = Path(arguments[0]) if arguments else Path("../shared/data")
    if not directory.is_dir():
        sys.exit(f"{directory}: no labelled sets here")
    resolver = Resolver(load_registry())
    wanted = _wanted(directory, resolver)
    keys = {fold(name) for name in resolver.names()}
    hits = [hit for text in _texts(directory) for hit in _found(text, resolver, keys, wanted)]
    by_name = Counter(name for name, _, _ in hits)
    print(f"{len(wanted)} organisations of the list, {len(hits)} hits of {len(by_name)} of them")
    print("the commonest:", ", ".join(f"{name} {number}" for name, number in by_name.most_common(15)))
    for name, written, around in random.Random(1).sample(hits, min(size, len(hits))):
        print(f"{name:<22} {written:<26} {around}")


def _wanted(directory: Path, resolver: Resolver) -> set[str]:
    rows = json.loads((directory / "reference" / "probo_vendors.json").read_text("utf-8"))
    found = (resolver.resolve(row["name"], written_by_hand=True) for row in rows)
    return {each.organisation_id for each in found if each}


def _texts(directory: Path) -> Iterator[str]:
    for file in sorted(directory.glob("*_train.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield f"{row.get('title') or ''}\n{row.get('text') or ''}"


def _found(text: str, resolver: Resolver, keys: set[str], wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    """The longest name at each place that means an organisation of the list: (organisation, as written, context)."""
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        step = 1
        for size in range(min(_LONGEST, len(words) - place), 0, -1):
            start, end = words[place].start(), words[place + size - 1].end()
            written = text[start:end]
            if fold(written) not in keys:
                continue
            around = text[max(0, start - _AROUND) : end + _AROUND]
            found = resolver.resolve(written, context=around)
            if found and found.organisation_id in wanted:
                yield found.organisation_id, written, " ".join(around.split())
            step = size
            break
        place += step


if __name__ == "__main__":
    main()
