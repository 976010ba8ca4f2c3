"""A part of an answer, or the promise of one, is no answer."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
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


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "deflate": zlib.compress,
    "deflate, as Microsoft has it": raw_deflate,
    "x-deflate": zlib.compress,
    "x-br": brotli.compress,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
}


@pytest.mark.parametrize("name", PACKERS)
def test_whichever_way_it_is_packed_what_breaks_off_is_not_the_whole(
    web: BadWeb, poll: Poller, store: Collector, name: str
) -> None:
    packed, headers = PACKERS[name](NOTICE.encode()), {"Content-Encoding": name.partition(", as")[0]}
    for cut in (len(packed) // 2, len(packed) - 1):
        web.set("/src", Page(packed[:cut], "text/html", headers=headers))
        outcome = poll("/src", "page")
        assert (outcome.state, store.documents) == ("incomplete", [])
        assert "broke off" in outcome.detail
    web.set("/src", Page(packed, "text/html", headers=headers))
    assert poll("/src", "page").state == "ok"
    assert "Passwords were not taken." in store.documents[0].text


def test_a_layer_below_that_breaks_off_is_not_the_whole(web: BadWeb, poll: Poller, store: Collector) -> None:
    """A server fails behind another, which packs once more what it got, and whole."""
    packed = brotli.compress(gzip.compress(NOTICE.encode())[:-40])
    web.set("/src", Page(packed, "text/html", headers={"Content-Encoding": "gzip, br"}))
    assert (poll("/src", "page").state, store.documents) == ("incomplete", [])


def test_a_million_packed_nothings_do_not_hold_up_the_crawl(web: BadWeb, poll: Poller, store: Collector) -> None:
    """Each end of a member was followed by a copy of all that came after it: hours for what a line can send."""
    web.set("/src", Page(gzip.compress(b"") * 500_000, "text/html", headers=PACKED))
    assert (poll("/src", "page").state, store.documents) == ("encoding", [])


@pytest.mark.parametrize(("status", "state"), [(202, "http_202"), (206, "incomplete")])
@pytest.mark.parametrize("kind", ["page", "feed"])
def test_a_promise_or_a_part_that_was_not_asked_for_is_no_answer(
    web: BadWeb, poll: Poller, store: Collector, *, kind: str, status: int, state: str
) -> None:
    body = NOTICE if kind == "page" else rss(item("One"))
    web.set("/src", Page(body, "text/html", status, headers={"Content-Range": "bytes 0-9/99"}))
    assert (poll("/src", kind).state, store.documents) == (state, [])
