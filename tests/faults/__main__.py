"""`make faults`: kills Tocsin at every named point and at random, and says what was lost (nothing may be).

`PYTHONPATH=tests python -m faults --kills 500 --minutes 45` works on this machine alone, in a temporary folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from faults.dispatch import dispatchers
from faults.report import Report
from faults.stages import all_points, random_kills, undisturbed
from faults.writes import killed_writers

ROOT = Path(__file__).parents[2]


def main() -> int:
    """0 where every promise was kept and everything asked for was done in time; else 1."""
    asked = _arguments().parse_args()
    began = time.monotonic()
    until = began + asked.minutes * 60
    folder = Path(tempfile.mkdtemp(prefix="tocsin-faults-"))
    _say(f"in {folder}: the undisturbed run")
    reference = undisturbed(folder / "undisturbed")
    written = killed_writers(folder / "writes", asked.writer_kills, asked.seed)
    _say("crash points")
    points = all_points(folder / "points", reference)
    _say(f"{sum(world.equal for world in points)} of {len(points)} equal; random kills over the stages")
    some = random_kills(folder / "random", reference, asked.stage_kills, asked.seed, (began + until) / 2)
    over_stages = sum(world.kills for world in some)
    _say(f"{over_stages} kills; two dispatchers, {asked.alerts} alerts, {asked.kills} kills")
    outbox = dispatchers(folder / "outbox", alerts=asked.alerts, kills=asked.kills, seed=asked.seed, until=until)
    report = Report(points, some, outbox, written, asked.seed, time.monotonic() - began)
    print(report.table())
    report.save(ROOT)
    short = outbox.kills < asked.kills or over_stages < asked.stage_kills
    for line in report.wrong:
        _say(line)
    if short:
        _say(
            f"{over_stages} of {asked.stage_kills} kills over the stages, {outbox.kills} of {asked.kills} of dispatchers: "
            f"the {asked.minutes} minutes or the alerts ran out before; run it again"
        )
    if asked.write and not short and not report.wrong:
        report.write(ROOT)
    return 1 if short or report.wrong else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="of dispatchers")
    parser.add_argument("--stage-kills", type=int, default=100, help="of runs, over all stages")
    parser.add_argument("--writer-kills", type=int, default=200, help="of a process that only writes")
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table into docs/guarantees.md")
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
