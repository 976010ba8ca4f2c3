"""How long something stood in an incident, by its revisions: for forms in which what is over is over for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from model.vocabulary import Status
from storage.export.records import Revision


@dataclass(frozen=True, slots=True)
class Stretch:
    """The revisions that hold something one after the other, and the one that ended it, if it ended."""

    held: tuple[Revision, ...]
    ended: Revision | None = None

    @property
    def whole(self) -> tuple[Revision, ...]:
        """From the first that holds it to the one that ended it."""
        return (*self.held, self.ended) if self.ended else self.held

    @property
    def changed(self) -> datetime:
        """When it was last something else."""
        return self.whole[-1].at


def stretches(revisions: Sequence[Revision], holds: Sequence[bool]) -> list[Stretch]:
    """Each time that something held, oldest first; `holds` says of each revision whether it did."""
    found: list[Stretch] = []
    for each, held_then in zip(revisions, holds, strict=True):
        is_open = bool(found) and found[-1].ended is None
        if held_then:
            held = found.pop().held if is_open else ()
            found.append(Stretch((*held, each)))
        elif is_open:
            found.append(replace(found.pop(), ended=each))
    return found


def lives(revisions: Sequence[Revision]) -> list[Stretch]:
    """Each time that an incident stood: until it was withdrawn, or merged into another. At least one."""
    first = revisions[0]
    born_dead = [] if stands(first) else [Stretch((first,), first)]
    return born_dead + stretches(revisions, [stands(each) for each in revisions])


def stands(revision: Revision) -> bool:
    """Whether there is such an incident, for all that is known then."""
    return not revision.merged and revision.incident.status is not Status.RETRACTED


def named(name: str, found: Sequence[Stretch]) -> Iterator[tuple[str, Stretch]]:
    """Each with a name of its own, the first with that of all."""
    return ((f"{name} {number}" if number else name, each) for number, each in enumerate(found))
