"""Answers that are written oddly: entries that are alike, packed sitemaps, marks for Excel, nothing as `{}`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.polling import NOW, Collector, make_source

from model.document import SourceOutcome, Validators

Poller = Callable[..., SourceOutcome]
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 3
PLAIN = {"min_items": 1, "options": {"links": False}}


def feed(*texts: str) -> Page:
    items = "".join(f"<item><title>Security notice</title><description>{text}</description></item>" for text in texts)
    return Page(f"<rss version='2.0'><channel><title>n</title>{items}</channel></rss>", "application/rss+xml")


def test_entries_without_address_and_date_under_one_title_are_each_told_once(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    for shown, new in (
        (("Quillmetric was entered.", "Brasswick was entered."), 2),
        (("Brasswick was entered.", "Quillmetric was entered."), 0),
        (("Fennel was entered.", "Quillmetric was entered.", "Brasswick was entered."), 1),
        (("Fennel was entered.",), 0),
    ):
        web.set("/feed.xml", feed(*shown))
        assert poll("/feed.xml", **PLAIN).documents == new
    assert sorted(document.text for document in store.documents) == [
        "Brasswick was entered.",
        "Fennel was entered.",
        "Quillmetric was entered.",
    ]


def test_an_entry_that_another_joins_stays_where_it_is(web: BadWeb, poll: Poller, store: Collector) -> None:
    for shown, new in (
        (("Quillmetric was entered.",), 1),
        (("Brasswick was entered.", "Quillmetric was entered."), 1),
        (("Brasswick was entered.",), 0),
    ):
        web.set("/feed.xml", feed(*shown))
        assert poll("/feed.xml", **PLAIN).documents == new
    assert len({document.url for document in store.documents}) == 2


def test_an_entry_alone_with_its_title_is_one_document_when_it_is_edited(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    for text in ("Quillmetric was entered.", "Quillmetric was entered in May."):
        web.set("/feed.xml", feed(text))
        assert poll("/feed.xml", **PLAIN).documents == 1
    assert len({document.url for document in store.documents}) == 1


def sitemap(web: BadWeb, *paths: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{web.url(path)}</loc></url>' for path in paths)}</urlset>".encode()


def test_a_gzipped_sitemap_is_read_alone_and_in_parts(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/n/1", article("Page 1", LONG))
    web.set("/n/2", article("Page 2", LONG))
    index = f"<sitemapindex><sitemap><loc>{web.url('/two.xml.gz')}</loc></sitemap></sitemapindex>"
    web.set("/one.xml.gz", Page(gzip.compress(sitemap(web, "/n/1")), "application/x-gzip"))
    web.set("/two.xml.gz", Page(gzip.compress(sitemap(web, "/n/2")), "application/gzip"))
    web.set("/index.xml.gz", Page(gzip.compress(index.encode()), "application/octet-stream"))
    assert poll("/one.xml.gz", "sitemap").state == "ok"
    assert poll("/index.xml.gz", "sitemap").state == "ok"
    assert store.titles == ["Page 1", "Page 2"]


def test_a_packed_sitemap_is_unpacked_to_no_more_than_any_answer(web: BadWeb, poll: Poller) -> None:
    web.set("/bomb.xml.gz", Page(gzip.compress(b"<urlset>" + b" " * 50_000_000), "application/gzip"))
    found = poll("/bomb.xml.gz", "sitemap", max_bytes=1_000_000)
    assert (found.state, found.documents) == ("too_large", 0)
    assert "fetch.max_bytes" in found.detail
    cut = gzip.compress(sitemap(web, *(f"/n/{n}" for n in range(500))))[:-300]
    web.set("/cut.xml.gz", Page(cut, "application/gzip"))
    assert poll("/cut.xml.gz", "sitemap").state == "changed"


@pytest.mark.parametrize("mark", ["sep=;\r\n", '\ufeff"sep=;"\n'])
def test_a_register_may_begin_by_telling_excel_what_divides_its_cells(
    web: BadWeb, poll: Poller, store: Collector, mark: str
) -> None:
    rows = "Organisation;Date of breach;Individuals affected\r\nQuillmetric, Inc.;2026-11-03;57,000\r\n"
    web.set("/own.csv", Page(f"{mark}{rows}", "text/csv"))
    assert poll("/own.csv", "csv").state == "ok"
    assert store.titles == ["Quillmetric, Inc."]


@pytest.mark.parametrize(
    ("least", "options", "state"),
    [(0, {"bare": True}, "ok"), (1, {"bare": True}, "empty"), (0, {}, "changed")],
)
def test_an_empty_object_is_no_match_where_the_entry_says_so(
    web: BadWeb, poll: Poller, *, least: int, options: dict[str, Any], state: str
) -> None:
    web.set("/doc", Page("{}", "application/json"))
    assert poll("/doc", "json_api", min_items=least, options={"items": "articles", **options}).state == state


def test_lines_and_lists_within_a_cell_do_not_run_together(web: BadWeb, poll: Poller, store: Collector) -> None:
    head = "<tr><th>Organization</th><th>Date of<div>breach</div></th><th>Information</th></tr>"
    row = "<td><p>Quillmetric, Inc.</p><p>(formerly Brasswick)</p></td><td>1/2/2026<script>x()</script></td>"
    types = "<td><ul><li>Names</li><li>Passport numbers</li></ul></td>"
    web.set("/list", f"<html><table>{head}<tr>{row}{types}</tr></table></html>")
    assert poll("/list", "html_table", options={"heads": ["organization"]}).state == "ok"
    assert store.documents[0].fields == {
        "Organization": "Quillmetric, Inc. (formerly Brasswick)",
        "Date of breach": "1/2/2026",
        "Information": "Names; Passport numbers",
    }


def test_an_entry_of_a_json_feed_may_have_its_address_as_its_id_alone(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    web.set("/n/1", article("Page 1", LONG))
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": web.url("/n/1"), "content_text": "short"}]}
    web.set("/feed.json", Page(json.dumps(feed), "application/feed+json"))
    assert poll("/feed.json").state == "ok"
    assert [document.url for document in store.documents] == [web.url("/n/1")]


@pytest.mark.parametrize("year", ["9" * 25, "99999", "0"])
def test_what_a_source_was_given_before_it_was_hibp_is_no_time_of_a_reading(
    web: BadWeb, store: Collector, year: str
) -> None:
    web.set("/breaches", Page(json.dumps([{"Name": "Q", "Title": "Quillmetric"}]), "application/json"))
    source = make_source(web.url("/breaches"), "hibp")
    store.validators[source.id] = Validators(last_modified=f"Mon, 01 Jan {year} 00:00:00 GMT")
    assert store.poll(source)[0].state == "ok"
    assert store.titles == ["Quillmetric"]


def test_entries_without_address_date_and_title_are_told_apart_by_their_words(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    for shown in ("Quillmetric was entered.", "Brasswick was entered.", "Brasswick was entered."):
        web.set("/feed.xml", rss(f"<item><description>{shown}</description></item>"))
        poll("/feed.xml", **PLAIN)
    assert len({document.url for document in store.documents}) == len(store.documents) == 2


def hit(file: str, kind: str) -> dict[str, Any]:
    source = {"ciks": ["9"], "display_names": ["QUILLMETRIC INC"], "form": "8-K", "file_type": kind, "adsh": "9-26-12"}
    return {"_id": f"9-26-12:{file}", "_source": {**source, "file_date": "2026-11-04", "items": ["8.01"]}}


def test_a_filing_whose_exhibit_cannot_be_had_once_is_told_at_once_and_made_whole_later(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    options = {"archive": web.url("/A"), "item": "8.01"}
    hits = [hit("main.htm", "8-K"), hit("news.htm", "EX-99.1")]
    web.set("/q", Page(json.dumps({"hits": {"hits": hits}}), "application/json"))
    main = article("8-K", "Item 8.01. The news release is attached as exhibit 99.1. " * 5)
    web.set("/A/9/92612/main.htm", Page(main, etag='"main"'))
    web.set("/A/9/92612/news.htm", Page("busy", status=503))
    outcome = poll("/q?from={offset}", "sec_efts", options=options, retries=0)
    assert (outcome.documents, len(outcome.problems)) == (1, 1)
    assert "exhibit 99.1" in store.documents[0].text
    web.set("/A/9/92612/news.htm", article("News", LONG))
    assert poll("/q?from={offset}", "sec_efts", options=options).documents == 1
    assert "exhibit 99.1" in store.documents[-1].text
    assert "Quillmetric, an analytics vendor" in store.documents[-1].text
    asked = web.count("/A/9/92612/main.htm"), web.count("/A/9/92612/news.htm")
    store.revisit = True
    whole = store.documents[-1].url
    poll("/q?from={offset}", "sec_efts", options=options)
    store.poll(make_source(web.url("/q?from={offset}"), "sec_efts", options=options), revisit=(whole,))
    assert (web.count("/A/9/92612/main.htm"), web.count("/A/9/92612/news.htm")) == asked, "what is whole stays so"


def test_a_whole_filing_of_a_server_without_validators_is_asked_for_once(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    options = {"archive": web.url("/A"), "item": "8.01"}
    web.set("/q", Page(json.dumps({"hits": {"hits": [hit("main.htm", "8-K")]}}), "application/json"))
    web.set("/A/9/92612/main.htm", article("8-K", LONG))
    for _ in range(2):
        poll("/q?from={offset}", "sec_efts", options=options)
    assert web.count("/A/9/92612/main.htm") == 1


def test_a_filing_that_stays_incomplete_is_not_asked_for_again_for_ever(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    options = {"archive": web.url("/A"), "item": "8.01"}
    hits = [hit("main.htm", "8-K"), hit("news.htm", "EX-99.1")]
    web.set("/q", Page(json.dumps({"hits": {"hits": hits}}), "application/json"))
    web.set("/A/9/92612/main.htm", Page(article("8-K", LONG), etag='"main"'))
    web.set("/A/9/92612/news.htm", Page("busy", status=503))
    for days, asked in ((0, 1), (1, 2), (2, 2)):
        poll("/q?from={offset}", "sec_efts", options=options, retries=0, now=NOW + timedelta(days=days))
        assert web.count("/A/9/92612/news.htm") == asked
    assert store.documents[-1].fields


def test_what_was_never_read_is_not_unchanged(web: BadWeb, poll: Poller, store: Collector) -> None:
    """A broken cache answers "not modified" to whoever asks without conditions."""
    web.set("/feed.xml", Page("", status=304))
    broken = poll("/feed.xml")
    assert (broken.state, broken.looked) == ("http_304", False)
    assert "its cache is broken" in broken.detail
    web.set("/feed.xml", rss(item("One", "/one", "In short: Quillmetric was entered.")))
    web.set("/one", Page("", status=304))
    assert poll("/feed.xml").documents == 1
    assert [document.text for document in store.documents] == ["In short: Quillmetric was entered."]
    web.set("/one", article("One", LONG))
    assert poll("/feed.xml").documents == 1


def test_what_is_dated_by_a_day_to_come_was_published_when_it_was_seen(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    days = "Tue, 03 Nov 2026 14:05:00 +0000", "Mon, 03 Nov 2031 14:05:00 +0000"
    web.set("/feed.xml", rss(*(item(f"Quillmetric {day}", "", "words", day) for day in days)))
    assert poll("/feed.xml").state == "ok"
    assert sorted(str(document.published) for document in store.documents) == ["2026-11-03 14:05:00+00:00", str(NOW)]
