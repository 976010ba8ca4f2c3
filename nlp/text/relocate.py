"""Moves quotes of a text that was read with parts cut out back to where they stand in the text as given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from model.disclosure import Disclosure, Evidence, whole_text
from nlp.text.text_input import TextInput


def relocated(found: Disclosure, given: TextInput, cuts: Sequence[tuple[int, int]]) -> Disclosure:
    """`found` with every quote as a slice of `given`; `cuts` are the spans of `given.text` that were not read."""
    whole = whole_text(given.title, given.text)
    offset = len(whole) - len(given.text)
    move = _mover([(start + offset, end + offset) for start, end in cuts], whole)
    return replace(
        found,
        parties=tuple(replace(p, evidence=move(p.evidence)) for p in found.parties),
        data_types=tuple(replace(c, evidence=move(c.evidence)) for c in found.data_types),
        links=tuple(replace(k, evidence=move(k.evidence)) for k in found.links),
        records=replace(found.records, evidence=move(found.records.evidence)) if found.records else None,
    )


def _mover(cuts: Sequence[tuple[int, int]], whole: str) -> Callable[[Evidence], Evidence]:
    borders, removed, gone = [], [0], 0
    for start, end in cuts:
        borders.append(start - gone)
        gone += end - start
        removed.append(gone)

    def move(evidence: Evidence) -> Evidence:
        if evidence.end <= evidence.start:
            return evidence
        start = evidence.start + removed[bisect_right(borders, evidence.start)]
        end = evidence.end - 1 + removed[bisect_right(borders, evidence.end - 1)] + 1
        return Evidence(whole[start:end], start, end)

    return move
