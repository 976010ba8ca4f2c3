"""Our own training texts: templates whose slots are filled with invented names, and the spans of those slots."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp.training.names import Names

HERE: Final = Path(__file__).parent
_PART = re.compile(r"\{([A-Z]+)(\d?)\}|<([^<>|]+)\|([A-Z]+)>")
_LABELS: Final = {
    "B": "BREACHED", "D": "DOWNSTREAM", "Y": "BYSTANDER", "A": "ACTOR", "DATA": "DATA", "NUMBER": "NUM", "TIME": "TIME",
}  # fmt: skip
_UNHURT: Final = {"B": "BYSTANDER", "NUMBER": "O"}  # what slots stand for where no breach is told, or one is denied

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A generated text; `kind` is "none", "denied", "follow_up" or "disclosure"; spans count in `whole`."""

    kind: str
    title: str
    text: str
    spans: tuple[Span, ...]

    @property
    def whole(self) -> str:
        """Title and text, as the spans count."""
        return f"{self.title}\n{self.text}"


def blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The (kind, lines) of each block of a template file; lines that begin with "# " are comments."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.strip().split("\n") if not line.startswith("# ")]
        if lines and lines[0].startswith("@"):
            yield lines[0][1:].strip(), lines[1:]


class Filler:
    """Fills slots; the same slot of one document gets the same value each time."""

    def __init__(self, rng: random.Random) -> None:
        names = Names(rng)
        self._values: dict[str, str] = {}
        self._draws: dict[str, Callable[[], str]] = {
            "B": names.organisation, "D": names.organisation, "Y": names.organisation, "BACK": names.organisation,
            "A": names.actor, "PLACE": names.town, "STATE": names.state, "PERSON": names.person,
            "SURNAME": names.surname, "PRODUCT": names.product, "SECTOR": names.sector, "NUMBER": names.number,
            "TIME": names.time, "MONTH": names.month, "DAY": names.day, "DATA": names.data,
            "DATE": lambda: str(rng.randint(1, 28)), "YEAR": lambda: str(rng.randint(2010, 2027)),
            "SMALL": lambda: str(rng.randint(2, 95)),
        }  # fmt: skip

    def value(self, slot: str, index: str = "") -> str:
        """What stands for `{slot}{index}` in this document; `KeyError` for a slot that is not known."""
        key = slot + index
        if key not in self._values:
            self._values[key] = self._draws[slot]()
        return self._values[key]


def render(template: str, filler: Filler, kind: str) -> tuple[str, list[Span]]:
    """`template` with its slots filled, and the spans of those that bear a label."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = last = 0
    for match in _PART.finditer(template):
        plain = template[last : match.start()]
        slot, index, words, label = match.groups()
        value = words or filler.value(slot, index)
        label = label or _label(slot, kind)
        length += len(plain)
        if label not in ("", "O"):
            spans.append((length, length + len(value), label))
        pieces += [plain, value]
        length += len(value)
        last = match.end()
    pieces.append(template[last:])
    return "".join(pieces), spans


def _label(slot: str, kind: str) -> str:
    label = _LABELS.get(slot, "")
    return _UNHURT.get(slot, label) if kind in ("none", "denied") else label


def documents(rng: random.Random, copies: int) -> list[OwnDocument]:
    """Every block of the template files, `copies` times with other names."""
    found = []
    for file in ("negatives.txt", "disclosures.txt"):
        for kind, lines in blocks(HERE / file):
            for _ in range(copies):
                whole, spans = render("\n".join(lines), Filler(rng), kind)
                title, _, text = whole.partition("\n")
                found.append(OwnDocument(kind, title, text, tuple(spans)))
    return found
