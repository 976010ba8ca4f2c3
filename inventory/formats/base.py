"""What every reader of a format offers, and what they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from model.inventory import InventoryFile
from model.vocabulary import DataType, Severity

CRITICALITIES = tuple(Severity)  # an item's criticality has the words of severity
_MAX_PROBLEMS = 100
_BY_NAME = {str(kind): kind for kind in DataType}


@dataclass(frozen=True, slots=True)
class Source:
    """A file as its reader gets it: its name (for messages) and its bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, with its dot."""
        return "." + self.name.lower().rpartition(".")[2]

    @property
    def base(self) -> str:
        """The name without its folders, lower case."""
        return PurePath(self.name).name.lower()

    @property
    def is_json(self) -> bool:
        """Whether it looks like a JSON object, whatever it is called."""
        return self.data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: whether a file is one (by name and content), and its reader.

    The reader raises InventoryError if nothing in the file can be read.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], InventoryFile]


class Problems:
    """Collects one line for each bad entry; from the hundredth on only their number."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[str] = []
        self._more = 0

    def add(self, place: str, what: str) -> None:
        """Note what is wrong at a line or reference; both come from the file and are made printable."""
        if len(self._lines) < _MAX_PROBLEMS:
            self._lines.append(printable(f"{self._name}: {place}: {what}", 400))
        else:
            self._more += 1

    def lines(self) -> tuple[str, ...]:
        """All lines."""
        more = [f"{self._name}: {self._more} more problems like these"] if self._more else []
        return tuple(self._lines + more)


def printable(text: str, limit: int = 80) -> str:
    """Text from a file as one short line without control characters."""
    line = "".join(c if c.isprintable() else "�" for c in text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def data_types(words: list[str]) -> tuple[frozenset[DataType], list[str]]:
    """The data types that the words name (`email addresses` as `email_addresses`), and the words that name none."""
    if not words:
        return frozenset(), []
    keys = {word: word.strip().lower().replace(" ", "_").replace("-", "_") for word in words if word.strip()}
    found = frozenset(_BY_NAME[key] for key in keys.values() if key in _BY_NAME)
    return found, [word for word, key in keys.items() if key not in _BY_NAME]
