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


def test_what_is_cut_off_a_long_text_is_told(web: BadWeb, poll: Poller, store: Collector) -> None:
    told = "has 600,000 characters, of which the first 500,000 are kept and read"
    web.set("/long", Page("Names were taken. Nobody knows." + "x" * (600_000 - 31), "text/markdown"))
    first, again = poll("/long", "page"), poll("/long", "page")
    assert (first.state, told in first.problems[0], again.problems) == ("ok", True, ())
    assert store.documents[0].text.startswith("Names were taken.")


def test_what_is_left_out_of_a_letter_of_many_pages_is_told(
    web: BadWeb, poll: Poller, store: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paged, "_MAX_PAGES", 2)
    web.set("/feed", Page(rss(item("Notice", "/letter")), "application/rss+xml"))
    web.set("/letter", Page(make_pdf(LINES, LINES[1:], ["The third page says that passwords were taken."])))
    outcome = poll("/feed")
    assert "/letter has 3 pages, of which the first 2 are read" in outcome.problems[0]
    assert "Names of customers were taken" in store.documents[0].text


def test_pages_of_a_letter_that_are_pictures_are_told(web: BadWeb, poll: Poller, store: Collector) -> None:
    """A letter of cover above the notice itself, which was scanned; a page left blank is none, nor is one with a logo."""
    web.set("/feed", Page(rss(item("Notice", "/letter")), "application/rss+xml"))
    web.set("/letter", Page(make_pdf(LINES, ["2"], [], LINES[1:], pictured=(1, 3)), "application/pdf"))
    told = "has 4 pages, of which 1 cannot be read: pictures without text"
    for kind, path in (("feed", "/feed"), ("pdf", "/letter")):
        outcome = poll(path, kind, name=kind)
        assert [problem.partition("/letter ")[2] for problem in outcome.problems] == [told]
    assert "Names of customers were taken" in store.documents[0].text


def test_a_font_that_does_not_say_its_letters_is_no_text(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/letter", Page(make_pdf(LINES, LINES).replace(b"/F1 3 0 R", b"/F1 99 0 R"), "application/pdf"))
    assert (poll("/letter", "pdf").state, store.documents) == ("empty", [])


def test_what_stands_before_a_pdf_does_not_hide_it(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/letter", Page(b"\n<!-- proxy -->\n" + make_pdf(LINES), "application/pdf"))
    assert (poll("/letter", "pdf").state, len(store.documents)) == ("ok", 1)
