"""Notices that are PDF files or plain text: what reaches the reader is what they say, or that they cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes.bad_web import BadWeb, Page, item, rss
from fakes.pdf import make_pdf
from fakes.polling import Collector

from crawler.spiders import paged
from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
LINES = (
    "Quillmetric, an analytics vendor, said that someone had entered its",
    "systems in November. Names of customers were taken, and pass-",
    "words were not. Health records of all patients and visitors may",
    "have been read.",
)
TEXT = (
    "Quillmetric, an analytics vendor, said that someone had entered its systems in November. Names of customers were "
    "taken, and passwords were not. Health records of all patients and visitors may have been read."
)
SCAN = make_pdf(*[[f"Page {number} of 9"] for number in range(1, 10)])


@pytest.mark.parametrize("content_type", ["application/pdf", "text/html", "application/octet-stream"])
def test_a_letter_is_read_whatever_its_server_calls_it(
    web: BadWeb, poll: Poller, store: Collector, content_type: str
) -> None:
    web.set("/letter", Page(make_pdf(LINES), content_type))
    web.set("/feed", rss(item("Notice of Quillmetric", "/letter")))
    web.set("/list", '<a href="/letter">Notice of Quillmetric</a>')
    for path, kind in (("/feed", "feed"), ("/list", "listing")):
        store.pages.clear()
        outcome = poll(path, kind, options={"links": "a"} if kind == "listing" else {}, name=kind)
        assert (outcome.state, outcome.problems) == ("ok", ())
        assert (store.documents[-1].title, store.documents[-1].text) == ("Notice of Quillmetric", TEXT)
    for kind in ("page", "pdf"):
        store.pages.clear()
        assert poll("/letter", kind, name=kind).state == "ok"
        assert store.documents[-1].text == TEXT
        assert store.documents[-1].title.startswith("Quillmetric, an analytics vendor")
        assert poll("/letter", kind, name=kind).documents == 0


@pytest.mark.parametrize(("body", "state"), [(SCAN, "not_text"), (make_pdf(LINES)[:-400], "unreadable")])
def test_a_letter_that_cannot_be_read_is_no_notice_in_order(
    web: BadWeb, poll: Poller, store: Collector, body: bytes, state: str
) -> None:
    web.set("/letter", Page(body, "application/pdf"))
    web.set("/feed", rss(item("Notice of Quillmetric", "/letter")))
    assert poll("/letter", "page").state == state
    assert poll("/letter", "pdf", name="pdf").state in ("empty", "changed")
    outcome = poll("/feed", name="feed")
    assert [one.text for one in store.documents] == [""]
    assert "/letter is a" in outcome.problems[0]
    assert "kept: the words of the source itself" in outcome.problems[0]


def test_pages_beyond_the_last_that_is_read_are_not_left_out_in_silence(
    web: BadWeb, poll: Poller, store: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paged, "_MAX_PAGES", 12)
    heads = [(40, "Organization"), (200, "Reported"), (300, "Number")]
    pages = [[heads, [(40, f"Vendor {n}"), (200, "11/03/2026"), (300, str(n))]] for n in range(13)]
    web.set("/list", Page(make_pdf(*pages), "application/pdf"))
    outcome = poll("/list", "pdf", options={"heads": ["organization", "reported"]})
    assert (outcome.state, len(store.documents)) == ("truncated", 12)
    assert "13 pages" in outcome.detail


def test_wrapped_lines_of_plain_text_are_whole_sentences(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/note.txt", Page("Notice\n\n" + "\n".join(LINES), "text/plain"))
    assert poll("/note.txt", "page").state == "ok"
    assert store.documents[-1].text == f"Notice\n\n{TEXT}"
