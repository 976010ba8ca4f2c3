"""The figures of one run of the fault tests: a table for people, JSON for machines, a section for the docs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults.dispatch import Outcome
from faults.stages import Disturbed
from faults.writes import Written

_BEGIN, _END = "<!-- faults: written by `make faults` -->", "<!-- /faults -->"


@dataclass(frozen=True)
class Report:
    """What was killed and what came of it."""

    points: Sequence[Disturbed]
    random: Sequence[Disturbed]
    outbox: Outcome
    writes: Written
    seed: int
    seconds: float

    @property
    def wrong(self) -> list[str]:
        """One line for each promise that was broken."""
        broken = [f"{world.name}: {world.difference}" for world in (*self.points, *self.random) if not world.equal]
        if self.outbox.lost or self.outbox.shown_twice or self.outbox.marked:
            broken.append(
                f"lost {self.outbox.lost}, shown twice {self.outbox.shown_twice}, marked {self.outbox.marked}"
            )
        if self.outbox.integrity != "ok":
            broken.append(f"integrity: {self.outbox.integrity}")
        if self.writes.lost or self.writes.whole < self.writes.kills:
            broken.append(f"writers: {self.writes}")
        return broken

    def as_json(self) -> dict[str, Any]:
        """The object of `faults.json`."""
        return {
            "lost": self.outbox.lost,
            "shown_twice": self.outbox.shown_twice,
            "possible_repeats": self.outbox.marked,
            "crash_points": len(self.points),
            "crash_points_equal": sum(world.equal for world in self.points),
            "stage_kills": sum(world.kills for world in self.random),
            "stage_worlds": len(self.random),
            "stage_worlds_equal": sum(world.equal for world in self.random),
            "kills": self.outbox.kills,
            "kills_at_work": self.outbox.at_work,
            "deliveries_cut_short": self.outbox.cut_short,
            "closed_without_answer": self.outbox.closed,
            "found_by_lookup": self.outbox.found,
            "alerts": self.outbox.alerts,
            "integrity": self.outbox.integrity,
            "writer_kills": self.writes.kills,
            "writer_kills_whole": self.writes.whole,
            "committed_rows_lost": self.writes.lost,
            "seed": self.seed,
            "seconds": round(self.seconds),
        }

    def table(self) -> str:
        """Markdown."""
        found = self.as_json()
        rows = [
            ("crash points, killed there and run again", found["crash_points"], "end states equal to the undisturbed run's", found["crash_points_equal"]),
            (f"random kills over the stages, in {found['stage_worlds']} worlds", found["stage_kills"], "worlds with an equal end state", found["stage_worlds_equal"]),
            (f"kills of two dispatchers with {found['alerts']} alerts", found["kills"], "alerts lost", found["lost"]),
            ("of these, with deliveries under way", found["kills_at_work"], "deliveries cut short", found["deliveries_cut_short"]),
            ("messages taken and the connection closed without an answer", found["closed_without_answer"], "messages that the next attempt found", found["found_by_lookup"]),
            ("", "", "alerts shown twice", found["shown_twice"]),
            ("", "", "alerts marked as a possible repeat", found["possible_repeats"]),
            (f"kills of a writer, after {self.writes.rows} commits", found["writer_kills"], "files whole", found["writer_kills_whole"]),
            ("", "", "committed rows lost", found["committed_rows_lost"]),
        ]  # fmt: skip
        lines = ["| what | n | result | n |", "|---|---|---|---|"]
        lines += [f"| {what} | {number} | {result} | {count} |" for what, number, result, count in rows]
        lines.append("")
        lines.append(f"Seed {found['seed']}; SQLite's integrity check afterwards: {found['integrity']}.")
        return "\n".join(lines)

    def write(self, folder: Path) -> None:
        """Into docs/guarantees.md, between its marks."""
        page = folder / "docs" / "guarantees.md"
        text = page.read_text(encoding="utf-8")
        before, _, rest = text.partition(_BEGIN)
        _, _, after = rest.partition(_END)
        page.write_text(f"{before}{_BEGIN}\n{self.table()}\n{_END}{after}", encoding="utf-8")

    def save(self, folder: Path) -> None:
        """`faults.json`."""
        (folder / "faults.json").write_text(json.dumps(self.as_json(), indent=1) + "\n", encoding="utf-8")
