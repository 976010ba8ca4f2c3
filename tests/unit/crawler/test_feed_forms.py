"""Feeds, dates and listings in the forms in which they come."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.parsing.dates import parse_instant
from crawler.parsing.feeds import NotAFeedError, alike, parse_feed, shared_addresses
from crawler.parsing.links import parse_links

URL = "https://news.example/feed"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>E</title>{}</entry></feed>"
RSS = (
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:t='http://purl.org/dc/terms/'>"
    "<channel>{}</channel></rss>"
)


def day(number: int, hour: int = 0) -> datetime:
    return datetime(2026, 11, number, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "link", "content"),
    [
        ({"content_html": "<p>long <b>words</b></p>", "content_text": "short"}, "", "long words"),
        ({"content_text": "a < b and more", "content_html": "<p>a</p>"}, "", "a < b and more"),
        ({"summary": "a < b"}, "", "a < b"),
        ({"url": "/1", "external_url": "https://other.example/2", "id": "https://news.example/3"}, "/1", ""),
        ({"external_url": "https://news.example/2", "id": "https://news.example/3"}, "/2", ""),
        ({"id": "https://news.example/3"}, "/3", ""),
        ({"id": "3"}, "", ""),
    ],
)
def test_an_item_of_a_json_feed(item: dict[str, str], link: str, content: str) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    [entry] = parse_feed(b"\xef\xbb\xbf \n" + json.dumps(feed).encode(), URL).entries
    assert (entry.title, entry.link) == ("", f"https://news.example{link}" if link else "")
    assert entry.content == content


@pytest.mark.parametrize(
    ("dates", "published", "updated"),
    [
        ({"date_published": "2026-11-03", "date_modified": "2026-11-05T10:00:00+02:00"}, day(3), day(5, 8)),
        ({"date_modified": "2026-11-05"}, day(5), day(5)),
        ({"date_published": "2026-11-03"}, day(3), None),
    ],
)
def test_the_days_of_an_item_of_a_json_feed(
    dates: dict[str, str], published: datetime, updated: datetime | None
) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [dates]}
    [entry] = parse_feed(json.dumps(feed).encode(), URL).entries
    assert (entry.published, entry.updated) == (published, updated)


@pytest.mark.parametrize("shape", [[], {"items": []}, {"version": "https://jsonfeed.org/version/1.1", "items": {}}])
def test_json_of_another_shape_is_no_feed(shape: object) -> None:
    with pytest.raises(NotAFeedError, match="no"):
        parse_feed(json.dumps(shape).encode(), URL)


@pytest.mark.parametrize(
    ("text", "link", "content"),
    [
        (ATOM.format("<id>https://news.example/id</id><summary>short</summary>"), "/id", "short"),
        (ATOM.format("<id>https://news.example/id</id><link href='/link'/>"), "/link", ""),
        (ATOM.format("<id>tag:news.example,2026:id</id>"), "", ""),
        (RSS.format("<item><link> HTTPS://news.example/a </link></item>"), "/a", ""),
        (
            RSS.format("<item><content:encoded>the whole</content:encoded><description>it</description></item>"),
            "",
            "the whole",
        ),
        (RSS.format("<item><description>a longer text</description><content:encoded>it</content:encoded></item>"), "",
         "a longer text"),
        (RSS.format("<item><description><![CDATA[<html><body>page</body></html>]]></description></item>"), "", "page"),
        ("\n <?xml version='1.0'?>" + RSS.format("<item><link>/a</link></item>"), "/a", ""),
    ],
)  # fmt: skip
def test_an_entry_of_an_xml_feed(text: str, link: str, content: str) -> None:
    [entry] = parse_feed(text.encode(), URL).entries
    assert (entry.link.lower(), entry.content) == (f"https://news.example{link}" if link else "", content)


@pytest.mark.parametrize(
    ("dates", "published", "updated"),
    [
        ("<t:created>2026-11-06</t:created><t:modified>2026-11-08</t:modified>", day(6), day(8)),
        ("<t:modified>2026-11-08</t:modified>", day(8), day(8)),
        ("<pubDate>Fri, 06 Nov 2026 09:00:00 GMT</pubDate>", day(6, 9), None),
        ("<pubDate>Mon, 32 Foo 2026</pubDate>", None, None),
        ("<pubDate>Fri, 06 Nov 1826 09:00:00 GMT</pubDate>", None, None),
    ],
)
def test_the_days_of_an_entry(dates: str, published: datetime | None, updated: datetime | None) -> None:
    [entry] = parse_feed(RSS.format(f"<item>{dates}</item>").encode(), URL).entries
    assert (entry.published, entry.updated) == (published, updated)


def test_what_a_feed_is_instead_is_said_and_what_is_wrong_with_one() -> None:
    said = {"": "an empty answer", "hello": "no RSS", "<html><body><rss >": "an HTML page", "<rss ": "broken XML"}
    for body, why in said.items():
        with pytest.raises(NotAFeedError, match=why):
            parse_feed(body.encode(), URL)
    broken = parse_feed(RSS.format("<item><title>a & b</title></item>").encode(), URL)
    assert (broken.truncated, broken.entries[0].title) == (False, "a & b")
    assert "not well-formed" in broken.problem
    assert not parse_feed(RSS.format("<item></item>")[:-20].encode(), URL).problem, "cut off is said apart"


def test_entries_that_could_be_taken_for_one_another() -> None:
    items = [("/a", "1", ""), ("/a", "2", ""), ("/b", "1", ""), ("/b", "1", ""), ("", "1", ""), ("", "2", "")]
    items += [("", "3", "one"), ("", "3", "other"), ("", "4", "same"), ("", "4", "same")]
    written = "".join(
        f"<item><link>{link}</link><title>{title}</title><description>{text}</description></item>"
        for link, title, text in items
    )
    feed = parse_feed(RSS.format(written).encode(), URL)
    assert shared_addresses(feed) == {"https://news.example/a"}
    assert alike(feed) == {("3", None)}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("11/3/26", day(3)), ("11/03/2026 10:00:00 AM", day(3)), ("3-Nov-26", day(3)), ("03.11.2026", day(3)),
        ("Nov. 3, 2026", day(3)), ("3rd November 2026", day(3)), (" 2026-11-03 ", day(3)), ("2026-11-03T05:00", day(3, 5)),
        ("2026-11-03T05:00:00+02:00", day(3, 3)), (1_793_664_000_000, day(3)), ("13/13/2026", None), ("2026-02-30", None),
        ("No 3, 2026", None), ("Foo 3, 2026", None), ("1826-11-03", None), (True, None), (None, None), (10**20, None),
    ],
)  # fmt: skip
def test_a_moment_as_it_is_written(written: object, found: datetime | None) -> None:
    assert parse_instant(written) == found


def test_links_of_a_listing_as_pages_write_them() -> None:
    page = (
        "<a href='/list/'>itself</a><a href='/list/a'></a><a href=' /list/a#x '>A</a><a href='/list/a'>again</a>"
        "<a href='http://[x'>no address</a><a>no link</a><a href='ftp://news.example/list/f'>f</a>"
    )
    [link] = parse_links(page.encode(), "https://news.example/list", None, "a[href*='list/a']")
    assert (link.url, link.text) == ("https://news.example/list/a", "A"), "the first words there are"
    below = parse_links(page.encode(), "https://news.example/list/", None, None)
    assert [each.url for each in below] == ["https://news.example/list/a"]
    based = parse_links(b"<base href='/list/'><a href='b'>B</a>", "https://news.example/list/", None, None)
    assert [each.url for each in based] == ["https://news.example/list/b"]
    assert parse_links(b"", "https://news.example/list/", None, None) == []
