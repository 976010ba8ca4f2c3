"""A part of an answer, or the promise of one, is no answer."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.polling import Collector

from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. "
NOTICE = article("Notice", *(f"{number} {LONG}" for number in range(50)), "Passwords were not taken.")
PACKED = {"Content-Encoding": "gzip"}
CSV = "Organization,Date Reported\n" + "".join(f"Vendor {number},11/03/2026\n" for number in range(500))


@pytest.mark.parametrize(
    ("kind", "whole", "fields"), [("page", NOTICE, 1), ("ca_ag_csv", CSV, 500), ("feed", rss(item("One")), 1)]
)
def test_a_packed_answer_that_breaks_off_is_not_taken_for_the_whole(
    web: BadWeb, poll: Poller, store: Collector, *, kind: str, whole: str, fields: int
) -> None:
    packed = gzip.compress(whole.encode())
    for cut in (len(packed) // 2, len(packed) - 8, len(packed) - 1):
        web.set("/src", Page(packed[:cut], "text/html", headers=PACKED))
        outcome = poll("/src", kind)
        assert (outcome.state, store.documents) == ("incomplete", [])
        assert "broke off" in outcome.detail
    half = len(whole) // 2
    for good in (
        packed,
        packed + b"\0" * 100,
        gzip.compress(whole[:half].encode()) + gzip.compress(whole[half:].encode()),
    ):
        store.pages.clear()
        store.documents.clear()
        web.set("/src", Page(good, "text/html", headers=PACKED))
        assert (poll("/src", kind).state, len(store.documents)) == ("ok", fields)


@pytest.mark.parametrize(("status", "state"), [(202, "http_202"), (206, "incomplete")])
@pytest.mark.parametrize("kind", ["page", "feed"])
def test_a_promise_or_a_part_that_was_not_asked_for_is_no_answer(
    web: BadWeb, poll: Poller, store: Collector, *, kind: str, status: int, state: str
) -> None:
    body = NOTICE if kind == "page" else rss(item("One"))
    web.set("/src", Page(body, "text/html", status, headers={"Content-Range": "bytes 0-9/99"}))
    assert (poll("/src", kind).state, store.documents) == (state, [])
