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
