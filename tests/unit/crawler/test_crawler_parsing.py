from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.bad_web import article, item, rss

from crawler.fixity import canonical_url
from crawler.parsing.articles import extract_article
from crawler.parsing.dates import parse_instant
from crawler.parsing.feeds import NotAFeedError, each_entry, parse_feed
from crawler.parsing.links import parse_links
from crawler.parsing.records import NotJsonError, at, parse_json
from crawler.parsing.tables import parse_csv
from crawler.text import html_to_text

URL = "https://news.example/feed"
# What trafilatura drops when a line says no more than that.
DROPPED = ["Email", "E-mail", "Mail", "PDF", "Google", "LinkedIn", "Facebook", "WhatsApp", "Twitter", "Instagram", "Pinterest", "Print", "Xing"]  # fmt: skip
INTRO = (
    "On 3 November we learned that someone had entered a system of our provider Quillmetric and copied a data set. " * 2
)


@pytest.mark.parametrize("word", DROPPED)
@pytest.mark.parametrize("form", ["<ul><li>{}</li><li>x y</li></ul>", "<table><tr><td>{}</td><td>yes</td></tr></table>",
                                  "<ul><li><p>{}</p></li></ul>", "<ul><li><b>{}</b></li></ul>", "<p>{}</p>", "<p>x<br>{}<br>y</p>"])  # fmt: skip
def test_lines_of_one_word_survive(form: str, word: str) -> None:
    page = article("Notice", INTRO, form.format(word), "We will write to everyone who is affected by this incident.")
    text = extract_article(page.encode(), URL).text
    assert word in text
    assert not any("\ue000" <= character <= "\uf8ff" for character in text)


def test_article_keeps_headings_lists_and_tables_as_lines() -> None:
    page = article(
        "Notice", INTRO, "<h2>What was taken</h2>", "<ul><li>Names</li><li>Coarse location<ul><li>City</li></ul></li></ul>",
        "<table><tr><th>Kind</th><th>Taken</th></tr><tr><td>Passwords</td><td>No</td></tr></table>",
    )  # fmt: skip
    found = extract_article(page.encode(), URL)
    assert found.title == "Notice"
    assert found.language == "en"
    lines = found.text.split("\n")
    assert lines[1:] == ["What was taken", "- Names", "- Coarse location", "- City", "Kind | Taken", "Passwords | No"]


_NOT = "What information was not involved?"


@pytest.mark.parametrize("opener", [
    '<h2 class="accordion-header"><button class="accordion-button" aria-expanded="false">{}</button></h2>',
    '<div class="card-header"><h5><button data-toggle="collapse" data-target="#c">{}</button></h5></div>',
    '<div class="panel-heading"><h4><a data-toggle="collapse" href="#c">{}</a></h4></div>',
    '<div class="question" role="button" aria-expanded="false">{}</div>',
    '<button class="accordion">{}</button>',
    '<dt><button aria-controls="c">{}</button></dt>',
])  # fmt: skip
def test_what_opens_a_part_of_a_page_is_its_heading(opener: str) -> None:
    part = f"{opener.format(_NOT)}<div class='collapse' id='c'><ul><li>Passwords</li><li>Payment cards</li></ul></div>"
    lines = extract_article(article("Notice", INTRO, part, INTRO * 2).encode(), URL).text.split("\n")
    assert [line.removeprefix("- ") for line in lines[1:4]] == [_NOT, "Passwords", "Payment cards"]


@pytest.mark.parametrize("name", ['class="site cookie-banner"', 'id="onetrust-banner-sdk"', 'id="CybotCookiebotDialog"',
                                  'class="cookieConsent"', 'id="gdpr-cookie-notice"'])  # fmt: skip
def test_a_request_to_accept_cookies_stands_for_no_page(name: str) -> None:
    asked = f"<div {name}><h2>Your data</h2><p>{'We and 812 partners keep IP addresses and passwords. ' * 40}</p></div>"
    short = "On 3 November someone copied the names of our customers, and nothing but their names was in that list."
    for head, foot in ((asked, ""), ("", asked)):
        page = f"<html><head><title>N</title></head><body>{head}<div><h1>Notice</h1><p>{short}</p></div>{foot}</body></html>"
        assert extract_article(page.encode(), URL).text == short
    around = f"<html><body class='cookie-notice-set'><h1>Notice</h1><p>{short}</p><p>{INTRO}</p></body></html>"
    assert short in extract_article(around.encode(), URL).text


_OTHER = "<a href='/x'>Harbour Post breach exposes the passports of 5 million travellers</a>"
_AFTER = "<p>Passwords were not taken, it says.</p>"


@pytest.mark.parametrize("part", [
    f"<h2>Related Articles</h2><p>{_OTHER}</p><p>{_OTHER}</p>",
    f"<h3>Read also:</h3><ul><li>{_OTHER}</li><li>{_OTHER}</li></ul>",
    f"<p><strong>Read also:</strong> {_OTHER}</p>",
    f"<p><em>RELATED: {_OTHER}</em></p>",
    f"<p><strong>You may also like</strong></p><p>{_OTHER}</p>",
    f"<div><h4>More from Security</h4></div><div><div><h3>{_OTHER}</h3><p>Passports were taken.</p></div></div>",
    f"<h3>Lesen Sie auch</h3><p>{_OTHER}</p>",
])  # fmt: skip
def test_headlines_of_other_articles_tell_nothing_of_this_one(part: str) -> None:
    text = extract_article(article("Notice", INTRO, f"{part}{_AFTER}").encode(), URL).text
    assert text.split("\n")[1:] == ["Passwords were not taken, it says."]


@pytest.mark.parametrize("part", [
    "<h2>Related information</h2><p>Passports were taken.</p>",
    "<h2>See also</h2><p>Passports were taken. See <a href='/x'>our answers</a> to what you may ask.</p>",
    f"<h2>What was taken</h2><p>{_OTHER}</p>",
])  # fmt: skip
def test_what_is_no_headline_of_another_article_stays(part: str) -> None:
    text = extract_article(article("Notice", INTRO, f"{part}{_AFTER}").encode(), URL).text
    assert "passports" in text.casefold()
    assert text.endswith("Passwords were not taken, it says.")


def test_what_is_struck_out_is_said_no_more() -> None:
    for tag in ("del", "s", "strike"):
        struck = f"<p><{tag}>Passwords were taken.</{tag}> Names were taken.</p><ul><li><{tag}>Photos</{tag}></li></ul>"
        for page in (article("Notice", INTRO, struck), article("Notice", struck)):
            text = extract_article(page.encode(), URL).text
            assert "Names were taken." in text
            assert not {"Passwords", "Photos"}.intersection(text.replace(".", " ").split())
        assert html_to_text(struck) == "Names were taken.\n-"


def test_article_dates_and_odd_pages() -> None:
    dated = article("N", INTRO).replace(
        "<head>", '<head><meta property="article:published_time" content="2026-11-03T10:00:00+01:00">'
    )
    assert extract_article(dated.encode(), URL).published == datetime(2026, 11, 3, 9, tzinfo=UTC)
    assert extract_article(dated.encode(), URL, dated=True).published is None
    assert extract_article(b"", URL).text == ""
    assert extract_article(b"\x00\xff\xfe<", URL).title == ""
    assert extract_article(b"<html><body><div id=root></div></body></html>", URL).text == ""
    assert extract_article(b"one\n\ntwo", URL, "text/plain").text == "one\n\ntwo"


OLDER = '<article class="card"><time datetime="2022-01-05">January 5, 2022</time></article>'


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ("", "<footer>Privacy policy last updated January 5, 2021</footer>", None),
        ("", f"<aside>{OLDER}</aside>", None),
        ("", f'<section class="related-posts">{OLDER}</section>', None),
        ('<time datetime="2026-11-10">10 November</time>', f"<aside>{OLDER}</aside>", 10),
        ('<time datetime="2026-11-10">10 November</time>', f"<h2>Read on</h2>{OLDER}", 10),
        ("", '<article>x<footer><time datetime="2026-11-10">10 November</time></footer></article>', 10),
        ('<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2019-01-01"}</script>', "", None),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2026-11-10T09:00:00+01:00"}]}</script>', OLDER, 10),
        ('<div class="date">10.11.2026</div>', "", 10),
        ('<div class="date">11/10/2026</div>', "", 10),
        ('<script type="application/ld+json">[[[broken</script>', "", None),
    ],
)  # fmt: skip
def test_the_day_of_a_page_is_its_own_not_that_of_what_stands_beside_it(
    before: str, after: str, day: int | None
) -> None:
    page = f'<html lang="en"><head><title>Notice</title></head><body class="has sidebar">{before}<main><h1>Notice</h1><p>{INTRO}</p></main>{after}</body></html>'
    published = extract_article(page.encode(), "https://vendor.example/notice").published
    assert (published and published.date()) == (day and date(2026, 11, day))


def test_rss_entries() -> None:
    feed = parse_feed(rss(
        "<item><title>A &amp;#38; B &lt;b&gt;c&lt;/b&gt;</title><link>/x?utm_source=r</link><pubDate>Tue, 03 Nov 2026 09:00:00 EST</pubDate>"
        "<description><![CDATA[<p>short</p>]]></description></item>",
        "<item><title>bad link</title><link>javascript:alert(1)</link></item>",
        "<item><title>guid only</title><guid>https://news.example/g</guid></item>",
    ).encode(), URL)  # fmt: skip
    first, second, third = feed.entries
    assert (first.title, first.link, first.content) == ("A & B c", "https://news.example/x?utm_source=r", "short")
    assert first.published == datetime(2026, 11, 3, 14, tzinfo=UTC)
    assert second.link == ""
    assert third.link == "https://news.example/g"


def test_atom_json_and_rdf() -> None:
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>f</id><entry><title>E</title><id>i</id><link href='/e'/><published>2026-10-01T08:00:00Z</published><updated>2026-11-05T10:00:00Z</updated><content type='html'>&lt;p&gt;no&lt;/p&gt;</content></entry></feed>"
    entry = parse_feed(atom.encode(), URL).entries[0]
    assert (entry.link, entry.content) == ("https://news.example/e", "no")
    assert entry.published == datetime(2026, 10, 1, 8, tzinfo=UTC)
    assert entry.updated == datetime(2026, 11, 5, 10, tzinfo=UTC)
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [
            {"id": "1", "url": "/j", "title": "J1", "content_text": "a < b", "date_published": "2026-11-03"},
            "no",
        ],
    }
    feed = parse_feed(json.dumps(data).encode(), URL)
    assert [(e.title, e.link, e.content) for e in feed.entries] == [("J1", "https://news.example/j", "a < b")]
    rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item rdf:about='x'><title>R</title><link>http://r.example/1</link></item></rdf:RDF>"
    assert parse_feed(rdf.encode(), URL).entries[0].title == "R"
    prefixed = "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>t</a:title><a:entry><a:title>P</a:title><a:link href='/p'/></a:entry></a:feed>"
    assert parse_feed(prefixed.encode(), URL).entries[0].link == "https://news.example/p"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"{}",
        b'{"a":',
        b"<!doctype html><html><body>x</body></html>",
        b"<html><rss></rss></html>",
        b"\x00\x01\x02",
    ],
)
def test_what_is_no_feed_is_named(body: bytes) -> None:
    with pytest.raises(NotAFeedError):
        parse_feed(body, URL)


@pytest.mark.parametrize(
    "before",
    [
        "<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?>\n<!-- Shown as a page by a style sheet: <html> -->\n",
        f"<!-- {'of one who feared that browsers guess ' * 300} -->",
    ],
)
def test_a_comment_before_a_feed_is_no_page(before: str) -> None:
    assert [entry.title for entry in parse_feed((before + rss(item("One"))).encode(), URL).entries] == ["One"]
    with pytest.raises(NotAFeedError, match="HTML"):
        parse_feed(f"{before}<html><!-- {rss(item('One'))} --></html>".encode(), URL)
    with pytest.raises(NotAFeedError):
        parse_feed(("<!-- " * 400_000).encode(), URL)


@pytest.mark.parametrize("share", [0.35, 0.5, 0.65, 0.8, 0.95])
def test_truncated_feed_keeps_whole_entries_only(share: float) -> None:
    text = rss(*(item(f"T{n}", f"/{n}", "words " * 20) for n in range(5)))
    cut = text[: int(len(text) * share)]
    feed = parse_feed(cut.encode(), URL)
    assert feed.truncated
    assert [entry.title for entry in feed.entries] == [f"T{n}" for n in range(cut.count("</item>"))]


def test_a_file_name_is_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text(rss(item("secret")))
    for name in (str(secret), secret.as_uri()):
        with pytest.raises(NotAFeedError):
            parse_feed(name.encode(), URL)


def test_entries_that_differ_by_the_fragment_share_their_page() -> None:
    feed = parse_feed(rss(item("1", "/sb#a"), item("2", "/sb#b"), item("3", "/c#x")).encode(), URL)
    assert [shared for _, shared in each_entry(feed)] == [True, True, False]


def test_a_feed_of_very_many_entries_does_not_hold_up_the_crawl() -> None:
    items = [{"url": f"https://news.example/{number}#x"} for number in range(30_000)]
    feed = parse_feed(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode(), URL)
    began = time.process_time()
    assert not any(shared for _, shared in each_entry(feed))
    assert time.process_time() - began < 2


def test_links_of_a_listing() -> None:
    page = b"<nav><a href=/list/nav>n</a></nav><main><a href=/list/a>A</a><a href=/list/a#x></a><a href=/about>x</a><a href=https://o.example/list/b>B</a><a href='javascript:x'>j</a><p class=d><a href=/d>D</a></p></main>"
    where = "https://news.example/list/"
    assert [link.url for link in parse_links(page, where, None, None)] == ["https://news.example/list/a"]
    assert [(link.url, link.text) for link in parse_links(page, where, None, ".d")] == [("https://news.example/d", "D")]
    with pytest.raises(ValueError, match="no CSS selector"):
        parse_links(page, where, None, "a[")
    for base in (b"<base href='http://[x'>", b"<base href=' /list/ '>"):
        assert [link.url for link in parse_links(base + page, where, None, None)] == ["https://news.example/list/a"]


def test_a_host_is_the_same_however_it_is_written() -> None:
    page = "<a href='https://M\u00fcllwick.example/list/a'>A</a><a href='https://other.example/list/b'>B</a>".encode()
    found = parse_links(page, "https://xn--mllwick-n2a.example/list/", "text/html; charset=utf-8", None)
    assert [link.text for link in found] == ["A"]
    page = "<a href='https://straßwick.example/list/a'>A</a><a href='https://strasswick.example/list/b'>B</a>".encode()
    found = parse_links(page, "https://xn--strawick-tya.example/list/", "text/html; charset=utf-8", None)
    assert [link.text for link in found] == ["A"]
    assert canonical_url("https://straßwick.example:443/ä") == "https://xn--strawick-tya.example/%C3%A4"


def test_a_csv_file_may_begin_with_an_empty_line() -> None:
    rows, problems = parse_csv(b'\r\n"Name";"Reported"\r\n"Acme";"11/06/2026"\r\n')
    assert (rows, problems) == ([{"Name": "Acme", "Reported": "11/06/2026"}], [])


def test_json_from_outside() -> None:
    assert at(parse_json(b'{"hits": {"hits": [{"a": 1}]}}'), "hits.hits.0.a") == 1
    assert at({"a": [1]}, "a.5") is None
    for body in (b"The specified phrase is too short.", b"", b"[" * 100_000):
        with pytest.raises(NotJsonError):
            parse_json(body)


def test_json_holds_no_character_and_no_number_that_is_none() -> None:
    odd = rb'{"na\u0000me": ["half a \ud83d pair", "\ud83d\ude00", "a\u0000b"], "counts": [NaN, 1e999, -Infinity, 1.5]}'
    assert parse_json(odd) == {"name": ["half a  pair", "\U0001f600", "ab"], "counts": [None, None, None, 1.5]}


def test_an_address_that_is_too_long_to_be_kept_is_none() -> None:
    long = f"https://news.example/{'a' * 2_000}"
    for address in (long, "https://news.example/" + "\u00e9" * 400):
        with pytest.raises(ValueError, match="more than 2,000 characters"):
            canonical_url(address)
    items = "".join(f"<item><title>{link[:30]}</title><link>{link}</link></item>" for link in (long, long[:2_000]))
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "https://news.example/feed")
    assert [entry.link for entry in feed.entries] == ["", long[:2_000]]


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-11-07T04:02:11Z", datetime(2026, 11, 7, 4, 2, 11, tzinfo=UTC)),
        ("2026-11-02 11:22:33.123456", datetime(2026, 11, 2, 11, 22, 33, 123456, tzinfo=UTC)),
        ("2026-11-04", datetime(2026, 11, 4, tzinfo=UTC)),
        ("11/06/2026", datetime(2026, 11, 6, tzinfo=UTC)),
        ("November 6, 2026", datetime(2026, 11, 6, tzinfo=UTC)),
        ("Sept. 6, 2026", datetime(2026, 9, 6, tzinfo=UTC)),
        ("6 Nov 2026", datetime(2026, 11, 6, tzinfo=UTC)),
        ("Mayday 6, 2026", None),
        ("February 30, 2026", None),
        ("6 2026", None),
        (1794009600000, datetime(2026, 11, 7, tzinfo=UTC)),
        ("13/13/2026", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (1e30, None),
        ("0001-01-01", None),
    ],
)
def test_instants(written: object, instant: datetime | None) -> None:
    assert parse_instant(written) == instant
