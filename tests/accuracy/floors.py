"""The floors that are kept in git: read, checked, raised; never lowered by accident."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "floors.json"
TOLERANCE = 0.005  # pinned below the value, so that a change of one borderline document does not break a build
EXACT = "claims with a quote from the text (accuracy)"  # a promise, so without tolerance
Values = Mapping[str, Mapping[str, float]]  # set -> figure -> value in [0, 1]


class FloorsError(ValueError):
    """The floors cannot be used as they are; the message says what to do."""


def read(path: Path = FILE) -> dict[str, Any]:
    """What is kept: `sha256` of the own set and `floors` by set and figure; empty where there is no file yet."""
    if not path.exists():
        return {"sha256": "", "floors": {}}
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def floor_of(kept: Mapping[str, Any], set_name: str, figure: str) -> float | None:
    """The floor of one figure, None where there is none."""
    value = kept["floors"].get(set_name, {}).get(figure)
    return None if value is None else float(value)


def below(values: Values, kept: Mapping[str, Any], sha256: str) -> Iterator[str]:
    """A line for every figure under its floor, and one where the labels changed since the floors were set."""
    if kept["floors"] and kept["sha256"] != sha256:
        yield "own.jsonl is not the set that the floors were taken on: run with --update and say why in the commit"
    for set_name, figures in values.items():
        for figure, floor in kept["floors"].get(set_name, {}).items():
            got = figures.get(figure)
            if got is None:
                yield f"{set_name}: {figure} has a floor of {floor:.3f} and was not measured"
            elif got < floor:
                yield f"{set_name}: {figure} {got:.3f} is below its floor {floor:.3f}"


def raised(values: Values, kept: Mapping[str, Any], sha256: str, *, allow_regression: bool) -> dict[str, Any]:
    """The floors raised to the values less the tolerance.

    Raises:
        FloorsError: a floor would go down and `allow_regression` is not given.
    """
    floors = {name: dict(figures) for name, figures in kept["floors"].items()}
    for set_name, figures in values.items():
        mine = floors.setdefault(set_name, {})
        for figure, value in figures.items():
            wanted = value if figure == EXACT else round(max(value - TOLERANCE, 0.0), 4)
            before = mine.get(figure, 0.0)
            if wanted < before and value < before and not allow_regression:
                message = (
                    f"{set_name}: {figure} {value:.3f} is below its floor {before:.3f}; --allow-regression lowers it"
                )
                raise FloorsError(message)
            mine[figure] = wanted if allow_regression else max(wanted, before)
    return {"sha256": sha256, "floors": floors}


def write(kept: Mapping[str, Any], path: Path = FILE) -> None:
    """Keeps the floors, sorted, so that a change reads well in a diff."""
    path.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
