"""The demo as a newcomer runs it: wall time and peak memory of the whole process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rows import Row, measure, middle

RUNS = 3


def figures() -> list[Row]:
    """Three runs of `tocsin demo` in fresh folders."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [measure(["-m", "tocsin", "demo"], Path(folder)) for _ in range(RUNS)]
    return [
        Row("`tocsin demo`, wall time", middle([run.wall for run in runs], "s"), RUNS),
        Row("`tocsin demo`, peak memory", middle([run.peak for run in runs], "MB", 0), RUNS),
    ]
