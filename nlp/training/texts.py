"""Our own training texts: templates whose slots are filled with invented names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp.training.names import Names

HERE: Final = Path(__file__).parent
_SLOT = re.compile(r"\{([A-Z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A generated text; `kind` is "none", "follow_up" or "disclosure"."""

    kind: str
    title: str
    text: str


def blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The (kind, lines) of each block of a template file; lines that begin with "# " are comments."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.strip().split("\n") if not line.startswith("# ")]
        if lines and lines[0].startswith("@"):
            yield lines[0][1:].strip(), lines[1:]


class Filler:
    """Fills slots; the same slot of one document gets the same value each time."""

    def __init__(self, rng: random.Random):
        self._names = Names(rng)
        self._rng = rng
        self._values: dict[str, str] = {}

    def fill(self, template: str) -> str:
        """`template` with every slot replaced."""
        return _SLOT.sub(lambda match: self.value(match[1], match[2]), template)

    def value(self, slot: str, index: str = "") -> str:
        """What stands for `{slot}{index}` in this document; `ValueError` for a slot that is not known."""
        key = slot + index
        if key not in self._values:
            self._values[key] = self._draw(slot)
        return self._values[key]

    def _draw(self, slot: str) -> str:
        names, rng = self._names, self._rng
        draw = {
            "B": names.organisation, "D": names.organisation, "Y": names.organisation, "A": names.actor,
            "PLACE": names.town, "STATE": names.state, "PERSON": names.person, "SURNAME": names.surname,
            "PRODUCT": names.product, "SECTOR": names.sector, "NUMBER": names.number, "TIME": names.time,
            "MONTH": names.month, "DAY": names.day, "DATE": lambda: str(rng.randint(1, 28)),
            "YEAR": lambda: str(rng.randint(2010, 2027)), "SMALL": lambda: str(rng.randint(2, 95)),
        }.get(slot)  # fmt: skip
        if draw is None:
            raise ValueError(f"no such slot: {{{slot}}}")
        return draw()


def gate_documents(rng: random.Random, copies: int) -> list[OwnDocument]:
    """Every block of negatives.txt, `copies` times with other names."""
    found = []
    for kind, lines in blocks(HERE / "negatives.txt"):
        for _ in range(copies):
            filler = Filler(rng)
            found.append(OwnDocument(kind, filler.fill(lines[0]), filler.fill("\n".join(lines[1:]))))
    return found
