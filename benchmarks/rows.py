"""What a benchmark reports, and how a process is measured."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


def load() -> str:
    """How many processes wanted each processor in the last minute; much above 1, others were working too."""
    return f"{os.getloadavg()[0] / (os.cpu_count() or 1):.1f}"


@dataclass(frozen=True)
class Row:
    """One figure: its name, the value as shown, how many measurements it is the median of, and under what load."""

    name: str
    value: str
    n: int
    load: str = field(default_factory=load)


@dataclass(frozen=True)
class Process:
    """A finished process: wall and processor seconds, and its peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| figure | value | n | load |", "|---|---|---|---|"]
    return "\n".join(lines + [f"| {row.name} | {row.value} | {row.n} | {row.load} |" for row in rows])


def measure(arguments: Sequence[str], folder: Path, **streams: int) -> Process:
    """Runs `python ARGUMENTS` and measures it; a failure is an error."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **streams
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return Process(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of some work in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def middle(values: Sequence[float], unit: str, digits: int = 1) -> str:
    """The median with its range."""
    return f"{median(values):.{digits}f} {unit} ({min(values):.{digits}f} to {max(values):.{digits}f})"
