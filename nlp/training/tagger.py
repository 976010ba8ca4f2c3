"""Trains the tagger jointly: of each piece its role, what is said of data, facts; of a document two answers."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from nlp.text.sentences import split
from nlp.trained.tagger import DATA, FACTS, TAGS, document_windows
from nlp.training.encoder import Encoder
from nlp.training.renaming import Renamer
from nlp.training.spans import IGNORE, Labelled, rounds

_BATCH: Final = 1_024  # pieces in one batch, padding included: twice as many steps read better than twice as large ones
_BODY: Final = 1.5e-4
_HEAD: Final = 2e-3
_WARM: Final = 0.06
_LAST: Final = 0.4  # of the rate at the end: the weights keep moving, and the mean of where they were is kept
_MEMORY: Final = 0.997  # of that mean a step
_DATA_WEIGHTS: Final = (1.0, 1.2, 1.8)  # of DATA: denials are the rarest
_LESS: Final = 0.5  # what facts weigh against roles and data
_FACT_WEIGHTS: Final = (1.0, 2.0, 2.0)
_NEW: Final = ("tags", "document", "data", "facts", "shape")  # what the published encoder does not have
_OPEN: Final = -100  # the tag that counts for nothing
_RENAMED: Final = 0.7
_FROZEN: Final = 2  # layers at the bottom that are kept as published
_MOST: Final = 2  # windows of a document


@dataclass(frozen=True, slots=True)
class Item:
    """One window with a tag for each piece and, for the first window of a document, what the document tells."""

    ids: list[int]
    shapes: list[int]
    tags: list[int]
    data: list[int]
    facts: list[int]
    told: tuple[float | None, float | None]
    weight: float


def items(tokenizer: Tokenizer, documents: Sequence[Labelled], rng: random.Random) -> list[Item]:
    """The windows of documents; later windows without any label mostly left out."""
    found = []
    for document in documents:
        sentences = split(document.text, document.title_length)
        for index, window in enumerate(document_windows(tokenizer, document.text, sentences, _MOST)):
            open_ = [_OPEN] * len(window.ids)
            tags = _tags(window.offsets, document.spans, TAGS)
            data = _tags(window.offsets, document.spans, DATA) if document.data else open_
            facts = _tags(window.offsets, document.spans, FACTS) if document.facts else open_
            if index and not any(tag > 0 for tag in (*tags, *data)) and rng.random() < 0.9:  # noqa: PLR2004
                continue
            told = document.told if index == 0 else (None, None)
            found.append(Item(window.ids, window.shapes, tags, data, facts, told, document.weight))
    return found


def _tags(
    offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]], labels: tuple[str, ...]
) -> list[int]:
    out = [0 if end else _OPEN for _, end in offsets]
    for start, end, label in spans:
        if label not in labels and label != IGNORE:
            continue
        for at, (begin, stop) in enumerate(offsets):
            if stop and begin >= start and stop <= end:
                out[at] = _OPEN if label == IGNORE else labels.index(label)
    return out


def _batches(found: list[Item], rng: random.Random) -> list[list[Item]]:
    found = sorted(found, key=lambda item: len(item.ids) + rng.random() * 12)
    chunks: list[list[Item]] = []
    current: list[Item] = []
    for item in found:
        if current and (len(current) + 1) * len(item.ids) > _BATCH:
            chunks.append(current)
            current = []
        current.append(item)
    chunks += [current] if current else []
    rng.shuffle(chunks)
    return chunks


def tensors(batch: Sequence[Item]) -> tuple[Tensor, ...]:
    """Piece numbers, shapes, mask, and the labels of TAGS, DATA and FACTS, padded to one width."""
    width = max(len(item.ids) for item in batch)

    def padded(rows: list[list[int]], filler: int) -> Tensor:
        return torch.tensor([row + [filler] * (width - len(row)) for row in rows])

    return (
        padded([item.ids for item in batch], 0),
        padded([item.shapes for item in batch], 0),
        padded([[1] * len(item.ids) for item in batch], 0),
        padded([item.tags for item in batch], _OPEN),
        padded([item.data for item in batch], _OPEN),
        padded([item.facts for item in batch], _OPEN),
    )


def _loss(model: Encoder, batch: list[Item]) -> Tensor:
    ids, shapes, mask, *labels = tensors(batch)
    document, *logits = model(ids, shapes, mask)
    weight = torch.ones(len(TAGS))
    weight[1:] = 1.5
    weight[[TAGS.index("DOWNSTREAM"), TAGS.index("ACTOR")]] = 2.0  # the rarest
    loss = torch.zeros(())
    weights = (weight, torch.tensor(_DATA_WEIGHTS), torch.tensor(_FACT_WEIGHTS))
    for given, told, by, share in zip(logits, labels, weights, (1.0, 1.0, _LESS), strict=True):
        if bool((told != _OPEN).any()):
            loss = loss + share * nn.functional.cross_entropy(
                given.flatten(0, 1), told.flatten(), weight=by, ignore_index=_OPEN
            )
    for head in (0, 1):
        rows = [i for i, item in enumerate(batch) if item.told[head] is not None]
        if rows:
            told = torch.tensor([batch[i].told[head] for i in rows])
            sample = torch.tensor([batch[i].weight for i in rows])
            loss = loss + 0.3 * nn.functional.binary_cross_entropy_with_logits(document[rows, head], told, sample)
    return loss


def _optimizer(model: Encoder) -> torch.optim.AdamW:
    for frozen in (model.word, model.position, *list(model.layers)[:_FROZEN]):
        frozen.requires_grad_(False)
    head = [p for name, p in model.named_parameters() if name.startswith(_NEW)]
    chosen = {id(p) for p in head}
    body = [p for p in model.parameters() if p.requires_grad and id(p) not in chosen]
    return torch.optim.AdamW([{"params": body, "lr": _BODY}, {"params": head, "lr": _HEAD}], weight_decay=0.01)


def train(
    model: Encoder, tokenizer: Tokenizer, documents: list[Labelled], epochs: int, seed: int = 7
) -> Iterator[Encoder]:
    """`model` tuned on `documents`, after each epoch; fixed for a seed and a number of threads.

    What is given is the exponential running mean of its weights (after Izmailov et al., UAI 2018, whose mean is plain).
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - samples, no secrets
    renamer = Renamer(rng, documents)
    optimizer = _optimizer(model)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(_MEMORY))
    epochs_ = [
        _batches(items(tokenizer, [renamer.renamed(d, _RENAMED) for d in chosen], rng), rng)
        for chosen in rounds(documents, epochs, rng)
    ]
    total = sum(map(len, epochs_))
    sys.stderr.write(f"{len(documents)} documents, {sum(len(b) for b in epochs_[0])} windows, "
                     f"{sum(len(i.ids) for b in epochs_[0] for i in b)} pieces, {total} batches\n")  # fmt: skip

    def rate(step: int) -> float:
        left = max(0.0, (total - step) / ((1 - _WARM) * total))
        return min((step + 1) / max(1, _WARM * total), _LAST + (1 - _LAST) * left)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    # Half the time where the processor has such numbers, eight times as long where it must make them up.
    halved = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001 - nothing public tells
    begun = time.monotonic()
    for number, chunks in enumerate(epochs_, 1):
        model.train()
        running = 0.0
        for step, batch in enumerate(chunks, 1):
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halved):
                loss = _loss(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            running += float(loss.detach())
            if step % 5 == 0:
                passed = time.monotonic() - begun
                sys.stderr.write(
                    f"epoch {number}/{epochs}, batch {step}/{len(chunks)}, loss {running / step:.4f}, {passed:.0f} s\n"
                )
                sys.stderr.flush()
        yield mean.module.eval()
