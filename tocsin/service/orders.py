"""How `serve` and the child that works for it speak: a JSON line for each order, a JSON line when it is done."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """One run. `sources`: the ids of those to poll, empty for none, None for all that are on."""

    command: str
    sources: tuple[str, ...] | None

    def line(self) -> bytes:
        """As it is written to the child."""
        return json.dumps({"command": self.command, "sources": self.sources}).encode() + b"\n"

    @staticmethod
    def read(line: str) -> Order:
        """From such a line."""
        said = json.loads(line)
        return Order(said["command"], None if said["sources"] is None else tuple(said["sources"]))


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run ended (an exit code of `tocsin run`), and whether the child ends too."""

    code: int
    ends: bool

    def line(self) -> str:
        """As the child writes it."""
        return json.dumps({"code": self.code, "ends": self.ends}) + "\n"

    @staticmethod
    def read(line: bytes) -> Answer:
        """From such a line."""
        said = json.loads(line)
        return Answer(int(said["code"]), bool(said["ends"]))
