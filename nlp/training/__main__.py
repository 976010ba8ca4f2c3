"""Trains the gate and writes weights and checksums: `python -m nlp.training`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.gate import WEIGHTS, checksum
from nlp.training import gate

_SEED = 7


def main() -> None:
    """Read the options and train; exit with one line where the sets are missing."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the labelled sets")
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent, help="where the weights go")
    options = parser.parse_args()
    if not (options.data / "casie_train.jsonl").exists():
        sys.exit(f"{options.data}: casie_train.jsonl is not there; name the folder of the labelled sets with --data")
    options.out.mkdir(parents=True, exist_ok=True)
    weights = options.out / WEIGHTS.name
    figures = gate.train(options.data, weights, _SEED)
    (options.out / "CHECKSUMS").write_text(f"{checksum(weights)}  {weights.name}\n", encoding="utf-8")
    sys.stdout.write("".join(f"{name}: {value:.3f}\n" for name, value in figures.items()))


if __name__ == "__main__":
    main()
