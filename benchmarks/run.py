"""Runs the benchmarks and prints their tables; `--write` also puts these into docs/performance.md.

Each figure is of whole processes on this machine, whatever else it does meanwhile: quote medians, and ratios rather
than seconds.
"""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import alert_latency
import burst
import crawling
import demo_run
import dispatch
import extraction
import first_day
import inventories
import matching
import pages
import search
from rows import table

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
END = "<!-- figures: end -->"
BENCHMARKS = {
    "demo": demo_run.figures,
    "latency": alert_latency.figures,
    "dispatch": dispatch.figures,
    "burst": burst.figures,
    "crawling": crawling.figures,
    "extraction": extraction.figures,
    "first-day": first_day.figures,
    "inventories": inventories.figures,
    "matching": matching.figures,
    "pages": pages.figures,
    "search": partial(search.figures, engines=("sqlite",)),
    "search-postgres": partial(search.figures, fuzzed=0, engines=("postgres",)),
}


def main() -> None:
    """Measures what is asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="benchmarks; all if left out")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    for name in options.names or BENCHMARKS:
        print(f"measuring {name} ...", file=sys.stderr)
        machine = f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}"
        text = f"{table(BENCHMARKS[name]())}\n\n{machine}, {datetime.now(UTC):%Y-%m-%d}"
        print(text, flush=True)
        if options.write:
            document = DOCUMENT.read_text(encoding="utf-8")
            DOCUMENT.write_text(_with_section(document, name, text), encoding="utf-8")


def _with_section(document: str, name: str, text: str) -> str:
    """The document with this benchmark's figures in place of its last, or behind those of the others."""
    begin, end = f"<!-- figures: {name} -->", f"<!-- end: {name} -->"
    section = f"{begin}\n### {name}\n\n{text}\n{end}"
    before, found, rest = document.partition(begin)
    if found:
        return before + section + rest.partition(end)[2]
    before, found, rest = document.partition(END)
    return f"{before}{section}\n\n{found}{rest}"


if __name__ == "__main__":
    main()
