"""Figures of gate and tagger on the dev sets; only for the report, nothing is chosen by them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from nlp.gate import DECISION_THRESHOLD, RECALL_THRESHOLD, Gate
from nlp.sentences import split
from nlp.tagger import LABELS, SUBJECT_THRESHOLD, Tagger
from nlp.training.sets import Record, read, whole
from nlp.training.spans import casie

_DRAWS: Final = 1_000
_SUMMED: Final = 0.5  # least summed score of a breached name
_SHARE: Final = 0.35  # of the best name's summed score

Counts = tuple[int, int, int]


def f1(counts: Iterable[Counts]) -> float:
    """F1 of summed (true positives, false positives, false negatives)."""
    hit, extra, missed = (sum(column) for column in zip(*counts, strict=True))
    return 2 * hit / (2 * hit + extra + missed) if hit else 0.0


def interval(counts: Sequence[Counts], seed: int = 7) -> tuple[float, float, float]:
    """F1 with its 95 % interval over bootstrap draws of documents."""
    rng = random.Random(seed)  # noqa: S311 - samples, no secrets
    drawn = sorted(f1(rng.choices(counts, k=len(counts))) for _ in range(_DRAWS))
    return f1(counts), drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS) - 1]


def line(name: str, counts: Sequence[Counts]) -> str:
    """One row of the table."""
    value, low, high = interval(counts)
    hit, extra, missed = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = hit / max(1, hit + extra), hit / max(1, hit + missed)
    return f"| {name} | {len(counts)} | {value:.3f} | {low:.2f}-{high:.2f} | {precision:.3f} | {recall:.3f} |"


def breached(tagger: Tagger, record: Record) -> list[str]:
    """Breached names of a document by summed scores, without any rule."""
    title = str(record.get("title") or "")
    text = whole(record)
    sums: dict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    for sentence in split(text, len(title)):
        for tag in tagger.tag([sentence.text])[0]:
            words = sentence.text[tag.start : tag.end]
            if tag.label == "BREACHED" and any(c.isupper() or not c.isascii() for c in words):
                key = words.lower().removeprefix("the ").removesuffix("'s").strip(" .,")
                sums[key] += tag.score
                shown.setdefault(key, words)
    best = max(sums.values(), default=0.0)
    return [shown[key] for key, value in sums.items() if value >= max(_SUMMED, _SHARE * best)]


def spans(tagger: Tagger, records: list[Record]) -> list[str]:
    """Exact span F1 per label on CASIE."""
    counts: dict[str, list[Counts]] = defaultdict(list)
    for record in records:
        gold: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
        found: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
        for number, sentence in enumerate(casie([record])):
            for start, end, label in sentence.spans:
                gold[label].add((number, start, end))
            for tag in tagger.tag([sentence.text])[0]:
                found[tag.label].add((number, tag.start, tag.end))
        for label in LABELS:
            a, b = gold[label], found[label]
            counts[label].append((len(a & b), len(b - a), len(a - b)))
    return [line(f"{label} spans, exact, casie_dev", counts[label]) for label in LABELS]


def verdicts(name: str, records: list[Record], passes: Callable[[str, str], bool]) -> str:
    """The row of one yes-or-no figure."""
    rows = []
    for record in records:
        told, found = bool(record["is_disclosure"]), passes(str(record.get("title") or ""), str(record["text"]))
        rows.append((int(told and found), int(found and not told), int(told and not found)))
    return line(name, rows)


def report(data: Path, gate: Gate, tagger: Tagger, match: Callable[..., Counts] | None) -> list[str]:
    """The rows of the model card's table; `match` is the scorer's function, None where it is absent."""
    english = {
        name: [r for r in read(data, name) if r.get("lang", "en") == "en"]
        for name in ("casie_dev", "pages_dev", "vcdb_dev", "hibp_dev", "hhs_dev")
    }
    rows = []
    for name, records in english.items():
        if records:
            rows.append(
                verdicts(
                    f"gate passes (recall threshold), {name}",
                    records,
                    lambda t, x: gate.score(t, x) >= RECALL_THRESHOLD,
                )
            )
    for name in ("casie_dev", "pages_dev"):
        if english[name]:
            rows.append(
                verdicts(
                    f"gate as verdict, {name}",
                    english[name],
                    lambda t, x: gate.scores(t, x).subject >= DECISION_THRESHOLD,
                )
            )
            rows.append(
                verdicts(
                    f"tagger's subject as verdict, {name}",
                    english[name],
                    lambda t, x: tagger.subject(t, x) >= SUBJECT_THRESHOLD,
                )
            )
    rows += spans(tagger, english["casie_dev"]) if english["casie_dev"] else []
    for name in ("casie_dev", "vcdb_dev", "pages_dev") if match else ():
        named = [r for r in english[name] if r["is_disclosure"] and r["breached"]]
        if named and match:
            cells = [match(r["breached"], breached(tagger, r), r.get("breached_background") or []) for r in named]
            rows.append(line(f"breached, no rules, documents that name one, {name}", cells))
    return rows
