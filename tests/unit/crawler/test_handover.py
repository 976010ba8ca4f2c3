from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from crawler.handover import Handover
from model.document import Document


def document(url: str) -> Document:
    return Document("s", url, "t", "x", datetime(2026, 1, 1, tzinfo=UTC), "hash")


def test_all_that_wait_are_handed_over_at_once_and_in_order() -> None:
    taken: list[list[str]] = []
    handover = Handover(lambda documents: taken.append([one.url for one in documents]))
    handed = [handover.put(document(str(number))) for number in range(70)]
    handover.flush()
    handover.flush()
    assert [len(batch) for batch in taken] == [64, 6]
    assert [url for batch in taken for url in batch] == [str(number) for number in range(70)]
    assert not any(one.error for one in handed)


def test_only_the_document_that_is_refused_alone_has_an_error() -> None:
    taken: list[str] = []
    asked: list[int] = []

    def sink(documents: Sequence[Document]) -> None:
        asked.append(len(documents))
        if any(one.url == "bad" for one in documents):
            raise OSError("disk full")
        taken.extend(one.url for one in documents)

    handover = Handover(sink)
    handed = {url: handover.put(document(url)) for url in ("bad", "a", "b")}
    handover.flush()
    assert (taken, asked) == (["a", "b"], [3, 1, 1, 1])
    assert [url for url, one in handed.items() if one.error] == ["bad"]
    asked.clear()
    alone = handover.put(document("bad"))
    handover.flush()
    assert isinstance(alone.error, OSError)
    assert asked == [1]


def test_an_interrupt_is_no_refusal() -> None:
    def interrupted(documents: Sequence[Document]) -> None:
        raise KeyboardInterrupt

    handover = Handover(interrupted)
    handover.put(document("a"))
    with pytest.raises(KeyboardInterrupt):
        handover.flush()
