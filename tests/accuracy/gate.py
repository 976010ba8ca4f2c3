"""Scores the extractor on the labelled sets that are present and holds the figures against floors kept in git.

`python -m tests.accuracy.gate`: exits 1 where a figure is below its floor. The figures also go into docs (`--write`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from nlp.extract import Extractor
from nlp.scoring import Figure, figures
from tests.accuracy import clustering, errors, floors, report, sets

Row = dict[str, Any]
Measured = dict[str, dict[str, Figure]]
DOCUMENTED_ERRORS = 10


def measure(labelled: Sequence[sets.LabelledSet]) -> tuple[Measured, dict[str, dict[str, Row]]]:
    """Figures and records of every set."""
    extractor, measured, records = Extractor(), Measured(), dict[str, dict[str, Row]]()
    for one in labelled:
        records[one.name] = sets.run(one.rows, extractor)
        measured[one.name] = figures(one.rows, records[one.name])
    return measured, records


def values_of(measured: Measured) -> dict[str, dict[str, float]]:
    """The bare values, for the floors."""
    return {name: {key: figure.value for key, figure in one.items()} for name, one in measured.items()}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.gate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--set", choices=[*sets.OWN_SETS, sets.FEEDS, sets.FOREIGN, *sets.SHARED_SETS], help="only this set"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", type=int, metavar="N", help="print the N most frequent kinds of error per set")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: floors may go down")
    parser.add_argument("--written", choices=["capitals", "headlines"], help="English alone, so written; no floors")
    return parser.parse_args(arguments)


def _print(options: argparse.Namespace, lines: list[report.Line], kinds: Mapping[str, list[Any]]) -> None:
    if options.json:
        print(json.dumps([line.as_dict() for line in lines], indent=1, ensure_ascii=False))
        return
    print(report.as_text(lines))
    for name, found in kinds.items() if options.errors else ():
        print(f"\n{name}\n{report.errors_as_text(found[: options.errors], 0 if name == sets.HELD else 6)}")


def _print_written(labelled: Sequence[sets.LabelledSet]) -> int:
    print(report.as_text(report.lines_of(measure(labelled)[0], {"floors": {}})))
    return 0


def _write(lines: list[report.Line], kinds: Mapping[str, list[Any]]) -> None:
    tables = [
        f"**{name}**\n\n{report.errors_as_markdown(found[:DOCUMENTED_ERRORS], 0 if name == sets.HELD else 3)}"
        for name, found in kinds.items()
    ]
    page = report.put(report.PAGE.read_text(encoding="utf-8"), report.TABLE, report.as_markdown(lines))
    report.PAGE.write_text(report.put(page, report.ERRORS, "\n\n".join(tables)), encoding="utf-8")
    front = report.put(report.FRONT.read_text(encoding="utf-8"), report.TABLE, report.as_summary(lines, sets.HELD))
    report.FRONT.write_text(front, encoding="utf-8")


def _joining(*, show: bool) -> list[str]:
    """Prints how well reports are joined into incidents; a line for each figure under its floor."""
    measured = clustering.figures()
    for name, (precision, recall) in measured.items() if show else ():
        print(f"incidents, B-cubed, {name}: precision {precision:.3f}, recall {recall:.3f}")
    return list(clustering.below_floor(measured))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 where a figure is below its floor, 2 where the floors cannot be changed as asked."""
    options = _options(arguments)
    labelled = sets.load(options.set)
    if options.written:
        return _print_written([sets.rewritten(one, options.written) for one in labelled])
    measured, records = measure(labelled)
    kept, values, sha256 = floors.read(), values_of(measured), sets.own_sha256()
    if options.update:
        try:
            kept = floors.raised(values, kept, sha256, allow_regression=options.allow_regression)
        except floors.FloorsError as error:
            print(error, file=sys.stderr)
            return 2
        floors.write(kept)
    lines = report.lines_of(measured, kept)
    kinds = {one.name: errors.worst(one.rows, records[one.name]) for one in labelled}
    _print(options, lines, kinds)
    failed = list(floors.below(values, kept, sha256))
    if options.set is None:
        failed += _joining(show=not options.json)
    if options.write:  # errors of our own sets alone: the others may not be quoted
        _write(lines, {name: found for name, found in kinds.items() if name in sets.OWN_SETS})
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
