"""Trains the tagger: piece tags over sentences, and one document head, jointly."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from nlp import tokens
from nlp.tagger import TAGS, beginning
from nlp.training.encoder import Encoder, pretrained
from nlp.training.gate import Example
from nlp.training.spans import IGNORE, Labelled

_BATCH: Final = 1_024  # pieces in one batch, padding included
_BODY: Final = 1.5e-4
_HEAD: Final = 2e-3
_WARM: Final = 0.08
_OPEN: Final = -100  # the tag that counts for nothing


@dataclass(frozen=True, slots=True)
class Item:
    """One window with a tag for each piece, or (where `told` is not None) one document."""

    ids: list[int]
    shapes: list[int]
    tags: list[int]
    told: float | None = None
    weight: float = 1.0


def tag_items(tokenizer: Tokenizer, sentences: Sequence[Labelled]) -> list[Item]:
    """The windows of labelled sentences."""
    return [
        Item(window.ids, window.shapes, [_OPEN, *piece_tags(window.offsets, sentence.spans), _OPEN])
        for sentence in sentences
        for window in tokens.windows(tokenizer, sentence.text)
    ]


def piece_tags(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]) -> list[int]:
    """The number in TAGS for each piece; `_OPEN` inside spans that are left open."""
    out = [0] * len(offsets)
    for start, end, label in spans:
        first = True
        for at, (begin, stop) in enumerate(offsets):
            if begin >= start and stop <= end:
                out[at] = _OPEN if label == IGNORE else TAGS.index(("B-" if first else "I-") + label)
                first = False
    return out


def document_items(tokenizer: Tokenizer, documents: Sequence[Example]) -> list[Item]:
    """The beginning of each document, with whether an incident is its subject."""
    items = []
    for document in documents:
        found = tokens.windows(tokenizer, beginning(document.title, document.text))
        if found:
            head = found[0]
            items.append(Item(head.ids, head.shapes, [_OPEN] * len(head.ids), float(document.subject), document.weight))
    return items


def _batches(items: Sequence[Item], rng: random.Random) -> Iterator[list[Item]]:
    """Windows of like length together, in random order; documents and sentences never mix."""
    chunks: list[list[Item]] = []
    for kind in (False, True):
        pool = [item for item in items if (item.told is not None) == kind]
        rng.shuffle(pool)
        pool.sort(key=lambda item: len(item.ids) + rng.random() * 4)
        current: list[Item] = []
        for item in pool:
            if current and (len(current) + 1) * len(item.ids) > _BATCH * (1 + kind):
                chunks.append(current)
                current = []
            current.append(item)
        chunks += [current] if current else []
    rng.shuffle(chunks)
    yield from chunks


def _tensors(batch: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    width = max(len(item.ids) for item in batch)

    def padded(rows: list[list[int]], filler: int) -> Tensor:
        return torch.tensor([row + [filler] * (width - len(row)) for row in rows])

    return (
        padded([item.ids for item in batch], 0),
        padded([item.shapes for item in batch], 0),
        padded([[1] * len(item.ids) for item in batch], 0),
        padded([item.tags for item in batch], _OPEN),
    )


def _optimizer(model: Encoder) -> torch.optim.AdamW:
    model.word.weight.requires_grad_(False)
    head = [p for name, p in model.named_parameters() if name.startswith(("tags", "document", "shape"))]
    chosen = {id(p) for p in head}
    body = [p for p in model.parameters() if p.requires_grad and id(p) not in chosen]
    return torch.optim.AdamW([{"params": body, "lr": _BODY}, {"params": head, "lr": _HEAD}], weight_decay=0.01)


def _loss(model: Encoder, batch: list[Item]) -> Tensor:
    ids, shapes, mask, tags = _tensors(batch)
    with torch.autocast("cpu", torch.bfloat16, enabled=_fast_bfloat16()):
        logits, document = model(ids, shapes, mask)
    if batch[0].told is None:
        return nn.functional.cross_entropy(logits.float().flatten(0, 1), tags.flatten(), ignore_index=_OPEN)
    told = torch.tensor([item.told for item in batch])
    weight = torch.tensor([item.weight for item in batch])
    return 0.5 * nn.functional.binary_cross_entropy_with_logits(document.float()[:, 0], told, weight)


def _fast_bfloat16() -> bool:
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False
    return "amx_bf16" in flags or "avx512_bf16" in flags


def train(weights: Path, items: list[Item], epochs: int, seed: int = 7) -> Encoder:
    """The encoder of `weights` tuned on `items`; deterministic for a seed and a number of threads."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - samples, no secrets
    model = pretrained(weights)
    optimizer = _optimizer(model)
    rounds = [list(_batches(items, rng)) for _ in range(epochs)]
    total = sum(map(len, rounds))

    def rate(step: int) -> float:
        return min(step / max(1, _WARM * total), (total - step) / ((1 - _WARM) * total))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, rate(step + 1)))
    model.train()
    begun = time.monotonic()
    for number, chunks in enumerate(rounds, 1):
        running = 0.0
        for step, batch in enumerate(chunks, 1):
            optimizer.zero_grad()
            loss = _loss(model, batch)
            loss.backward()  # torch leaves it so
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            running += float(loss.detach())
            if step % 100 == 0:
                passed = time.monotonic() - begun
                sys.stderr.write(
                    f"epoch {number}/{epochs}, batch {step}/{len(chunks)}, loss {running / step:.4f}, {passed:.0f} s\n"
                )
    return model.eval()
