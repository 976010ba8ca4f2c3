"""Runs the benchmarks and prints their tables; `--write` also puts these into docs/performance.md.

Each figure is of whole processes on this machine, whatever else it does meanwhile: quote medians, and ratios rather
than seconds.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import alert_latency
import burst
import crawling
import demo_run
import dispatch
import document
import extraction
import first_day
import inventories
import matching
import pages
import search
import web_fuzz

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
    "web-fuzz": web_fuzz.figures,
    "search": partial(search.figures, "sqlite"),
    "search-postgres": partial(search.figures, "postgres", fuzzed=10_000),
}


def main() -> None:
    """Measures what is asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="benchmarks; all if left out")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    for name in options.names or BENCHMARKS:
        print(f"measuring {name} ...", file=sys.stderr)
        text = document.section(BENCHMARKS[name]())
        print(text, flush=True)
        if options.write:
            document.write(name, text)


if __name__ == "__main__":
    main()
