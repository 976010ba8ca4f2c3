"""Runs the benchmarks and prints their table; `--write` also puts it into docs/performance.md.

Each figure is of whole processes on this machine, whatever else it does meanwhile: quote medians, and ratios rather
than seconds.
"""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import alert_latency
import crawling
import demo_run
import extraction
import first_day
import inventories
import matching
import search
from rows import Row, table

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
BENCHMARKS = {
    "demo": demo_run.figures,
    "latency": alert_latency.figures,
    "crawling": crawling.figures,
    "extraction": extraction.figures,
    "first-day": first_day.figures,
    "inventories": inventories.figures,
    "matching": matching.figures,
    "search": search.figures,
}


def main() -> None:
    """Measures what is asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="benchmarks; all if left out")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    rows: list[Row] = []
    for name in options.names or BENCHMARKS:
        print(f"measuring {name} ...", file=sys.stderr)
        rows += BENCHMARKS[name]()
    text = f"{table(rows)}\n\n{platform.machine()}, {platform.python_implementation()} {platform.python_version()}, "
    text += f"{datetime.now(UTC):%Y-%m-%d}, `make bench`."
    print(text)
    if options.write:
        before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
