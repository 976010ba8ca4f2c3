from __future__ import annotations

import random

import pytest

from nlp.training.texts import Filler, documents, render


def test_spans_hold_what_their_slot_was_filled_with() -> None:
    filler = Filler(random.Random(1))
    text, spans = render("{D} was hit through {B}, <the vendor|VICTIM>.", filler, "disclosure")
    assert [(text[start:end], label) for start, end, label in spans] == [
        (filler.value("D"), "DOWNSTREAM"),
        (filler.value("B"), "BREACHED"),
        ("the vendor", "VICTIM"),
    ]


def test_where_no_breach_is_told_nobody_is_breached() -> None:
    found = [document for document in documents(random.Random(2), 1) if document.kind in ("none", "denied")]
    assert found
    assert all(label != "BREACHED" for document in found for *_, label in document.spans)


def test_every_slot_is_known_and_filled() -> None:
    for document in documents(random.Random(3), 1):
        assert "{" not in document.whole
        assert document.whole.count("|") == 0


def test_the_same_seed_gives_the_same_texts() -> None:
    assert documents(random.Random(4), 1) == documents(random.Random(4), 1)
    assert documents(random.Random(4), 1) != documents(random.Random(5), 1)


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(KeyError):
        render("{NOPE}", Filler(random.Random(1)), "none")
