"""The contract of every kind of source: what is there is emitted once, clean; what is not there has a name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.databases import prepare
from fakes.pdf import make_pdf
from fakes.polling import NOW, Collector, make_source
from fakes.registers import (
    CSAF_ADVISORY,
    CSAF_FEED,
    CSAF_METADATA,
    HHS_FRONT,
    SUBS_TABLE,
    serve_hhs,
)

from config.settings import Settings
from crawler.registry import spiders
from model.document import SourceOutcome
from model.rendering import render_fields
from storage.database import Database
from storage.sources import source_states
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.stages.crawling import collect

Poller = Callable[..., SourceOutcome]
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 3

HIBP = {
    "Name": "Quillmetric", "Title": "Quillmetric", "Domain": "quillmetric.example", "BreachDate": "2026-10-28",
    "AddedDate": "2026-11-07T04:02:11Z", "ModifiedDate": "2026-11-07T04:02:11Z", "PwnCount": 812345,
    "Description": 'In October 2026, <a href="https://n.example/">Quillmetric</a> lost 812k e-mail addresses.',
    "LogoPath": "https://logos.example/q.png", "DataClasses": ["Email addresses", "Names"], "IsVerified": True,
}  # fmt: skip


def filing(accession: str, file: str, kind: str = "8-K", items: tuple[str, ...] = ("1.05", "9.01")) -> dict[str, Any]:
    source = {
        "ciks": ["0009999999"], "display_names": ["QUILLMETRIC INC  (QMTR)  (CIK 0009999999)"], "form": "8-K",
        "file_type": kind, "file_date": "2026-11-04", "period_ending": "2026-11-01", "adsh": accession, "items": list(items),
    }  # fmt: skip
    return {"_id": f"{accession}:{file}", "_score": 1.0, "_source": source}


def search(*hits: dict[str, Any]) -> str:
    return json.dumps({"hits": {"total": {"value": len(hits), "relation": "eq"}, "hits": list(hits)}})


@dataclass(frozen=True)
class Case:
    """A source in good order: its page, what it leads to, and the titles of the documents that it yields."""

    body: str | bytes
    titles: tuple[str, ...]
    pages: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    has_fields: bool = True
    url_of_first: str = ""
    on_html: str = "changed"
    serve: Callable[[BadWeb], None] = lambda _web: None
    conditional: bool = True


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{base}/news/one</loc><lastmod>2026-11-03T12:00:00.000Z</lastmod></url>
<url><loc>{base}/pricing</loc></url><url><loc>{base}/news/two</loc><lastmod>2026-11-02</lastmod></url></urlset>"""
CA_CSV = """"Organization Name","Date(s) of Breach  (if known)","Reported Date"
"Quillmetric, Inc.","10/28/2026, 11/01/2026","11/06/2026"
"Caf\ufffd Example LLC","","11/05/2026"
"Quillmetric, Inc.","10/28/2026, 11/01/2026","11/06/2026"
"""
OREGON = """<html><body><table><tr><td>menu</td></tr></table><table id="grid"><thead><tr><th>Reported</th><th>Organization</th>
<th>Dates of Breach</th></tr></thead><tbody><tr><td>11/6/2026</td><td><a href="/notice/99">Quillmetric, Inc.</a></td>
<td rowspan="2">10/28/2026 - 11/1/2026</td></tr><tr><td>11/7/2026</td><td>Fennel AI</td></tr></tbody></table></body></html>"""
INCIDENT = {
    "id": "inc1", "name": "Security incident affecting exported reports", "created_at": "2026-11-01T09:00:00Z",
    "shortlink": "/x", "incident_updates": [
        {"id": "u2", "body": "We have notified customers. No passwords were exposed."},
        {"id": "u1", "body": "We are investigating <b>unauthorised access</b>."},
    ],
}  # fmt: skip
GARBAGE = ["", "{}", "[]", "null", "<", "\x00", "[" * 5000, '{"incidents": {"a": 1}}', "[1, null, {}]"]
MA_PDF = make_pdf(
    [
        ((40, "No."), (90, "Date Reported"), (190, "Organization Name"), (360, "At Reporting Entity")),
        ((40, "31001"), (90, "11/03/2026"), (190, "Quillmetric, Inc."), (360, "No")),
        ((190, "doing business as Quill"),),
    ],
    [((40, "31002"), (90, "11/04/2026"), (190, "Fennel AI"), (360, "Yes"))],
)
TWO_PAGES = {"/news/one": article("Page one", LONG), "/news/two": article("Page two", LONG)}
POSTS = [
    {"post_title": "quillmetric.example", "discovered": "2026-11-02 11:22:33.123456", "group_name": "examplegroup", "link": "/post/1", "description": "x"},
    {"post_title": "F*** Corp", "discovered": "2026-11-02 11:22:33", "group_name": "examplegroup", "link": None},
]  # fmt: skip
PAGES = ("page", "listing", "subprocessors", "feed_links")
CASES = {
    "feed": Case(rss(item("One", "/news/one"), item("Two", "/news/two")), ("Page one", "Page two"), TWO_PAGES, has_fields=False, url_of_first="/news/one", on_html="not_a_feed"),
    "page": Case(article("A notice", LONG), ("A notice",), has_fields=False, url_of_first="/src", on_html="shell"),
    "listing": Case('<nav><a href="/about">x</a></nav><table><tr><td><a href="/news/one">One</a></td></tr><tr><td><a href="/news/two">Two</a></td></tr></table>', ("Page one", "Page two"), TWO_PAGES, {"links": "table a"}, has_fields=False, url_of_first="/news/one", on_html="shell"),
    "sitemap": Case(SITEMAP, ("Page one", "Page two"), TWO_PAGES, {"match": "/news/"}, has_fields=False, url_of_first="/news/one"),
    "hibp": Case(json.dumps([HIBP]), ("Quillmetric",), url_of_first="/Breach/Quillmetric", on_html="not_json"),
    "sec_efts": Case(
        search(filing("0009999999-26-000012", "ex99-1.htm", "EX-99.1"), filing("0009999999-26-000012", "qm.htm"), filing("0009999999-26-000013", "other.htm", items=("8.01",))),
        ("QUILLMETRIC INC: form 8-K of 2026-11-04, items 1.05, 9.01",),
        {"/Archives/9999999/000999999926000012/qm.htm": article("8-K", "Item 1.05. " + LONG), "/Archives/9999999/000999999926000012/ex99-1.htm": article("Exhibit", "Names were taken. " + LONG)},
        {"archive": "{base}/Archives"}, "?startdt={since}&enddt={today}&from={offset}", url_of_first="/Archives/9999999/000999999926000012/qm.htm", on_html="not_json",
    ),
    "json_api": Case(json.dumps({"data": {"rows": [{"slug": "a b", "head": "Alpha", "when": "2026-11-01"}]}}), ("Alpha",), options={"items": "data.rows", "url": "/row/{slug}", "title": "head", "published": "when"}, url_of_first="/row/a%20b", on_html="not_json"),
    "csv": Case(CA_CSV, ("Caf\ufffd Example LLC", "Quillmetric, Inc."), on_html="changed"),
    "ca_ag_csv": Case(CA_CSV, ("Caf\ufffd Example LLC", "Quillmetric, Inc."), on_html="changed"),
    "html_table": Case(OREGON, ("Fennel AI", "Quillmetric, Inc."), options={"heads": ["organization", "reported"], "title": "Organization"}),
    "socrata": Case(json.dumps([{"id": "4411", "name": "Quillmetric, Inc.", "datesubmitted": "2026-11-06T00:00:00.000", "washingtoniansaffected": "1203"}]), ("Quillmetric, Inc.",), query="?$limit=1000", on_html="not_json"),
    "ransomlook": Case(json.dumps(POSTS), ("examplegroup claims F*** Corp", "examplegroup claims quillmetric.example"), on_html="not_json"),
    "statuspage": Case(json.dumps({"page": {"id": "a"}, "incidents": [INCIDENT]}), (INCIDENT["name"],), has_fields=False, url_of_first="/x", on_html="not_json"),
    "kev": Case(json.dumps({"vulnerabilities": [{"cveID": "CVE-2026-99999", "vulnerabilityName": "Example Gateway Path Traversal", "dateAdded": "2026-11-03"}]}), ("CVE-2026-99999: Example Gateway Path Traversal",), on_html="not_json"),
    "ghsa": Case(json.dumps([{"ghsa_id": "GHSA-x", "html_url": "/advisories/GHSA-x", "summary": "Malware in left-padd", "published_at": "2026-11-03T00:00:00Z", "vulnerabilities": [{"package": {"ecosystem": "npm", "name": "left-padd"}}]}]), ("Malware in left-padd",), url_of_first="/advisories/GHSA-x", on_html="not_json"),
    "osv": Case(
        "2026-11-03T15:00:01.000000Z,MAL-2026-90001\n2026-11-03T14:59:00Z,GHSA-aaaa-bbbb-cccc\n2026-11-02T01:00:00Z,MAL-2026-90000\n",
        ("Malicious code in left-padd (npm)", "Malicious code in rigth-padd (npm)"),
        {f"/MAL-2026-9000{n}.json": json.dumps({"id": f"MAL-2026-9000{n}", "published": "2026-11-03T14:00:00Z", "summary": f"Malicious code in {name} (npm)", "affected": [{"package": {"ecosystem": "npm", "name": name}}]}) for n, name in enumerate(("left-padd", "rigth-padd"))},
        url_of_first="/MAL-2026-90001.json",
    ),
    "tx_ag_remoting": Case(
        """<html><body><script>Visualforce.remoting.Manager.add(new $VFRM.RemotingProviderImpl({"vf":{"vid":"066X"},
        "actions":{"Reports":{"ms":[{"name":"getDatareports","len":1,"ns":"","ver":43.0,"csrf":"C","authorization":"A"}],"prm":1}},
        "service":"apexremote"}));</script></body></html>""",
        ("Quillmetric, Inc.",),
        {"/src/apexremote": json.dumps([{"statusCode": 200, "result": [{"Id": "a0X1", "Business_Name__c": "Quillmetric, Inc.", "Published_at_AG_website_Date__c": 1794009600000}]}])},
        conditional=False,
    ),
    "hhs": Case(HHS_FRONT, ("Example Clinic PC", "Quillmetric, Inc."), serve=serve_hhs, conditional=False),
    "pdf": Case(MA_PDF, ("Fennel AI", "Quillmetric, Inc. doing business as Quill"), options={"heads": ["organization", "reported"], "title": "Organization Name", "published": "Date Reported"}),
    "csaf": Case(CSAF_METADATA, ("Example Gateway: path traversal",), {"/csaf/feed-white.json": CSAF_FEED, "/csaf/sa7.json": CSAF_ADVISORY}, url_of_first="/csaf/sa7.json", on_html="not_json", conditional=False),
    "subprocessors": Case(SUBS_TABLE, ("src: sub-processors",), url_of_first="/src", on_html="shell"),
    "feed_links": Case(article("A blog", LONG).replace("<head>", '<head><link rel="alternate" type="application/rss+xml" href="/feed.xml">'), ("A blog",), url_of_first="/src", on_html="shell"),
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path_factory.mktemp('kinds') / 'tocsin.db'}")
    prepare(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("kind", sorted(spiders()))
class TestKindContract:
    @pytest.fixture
    def options(self, web: BadWeb, kind: str) -> dict[str, Any]:
        """Those of the source, whose pages are served from now on."""
        case = CASES[kind]
        web.set(
            "/src",
            Page(case.body, "text/html" if kind in PAGES else "application/octet-stream"),
        )
        for path, page in case.pages.items():
            web.set(path, page)
        case.serve(web)
        return {k: v.replace("{base}", web.url("")) if isinstance(v, str) else v for k, v in case.options.items()}

    @pytest.fixture
    def run(self, poll: Poller, kind: str, options: dict[str, Any]) -> Callable[..., SourceOutcome]:
        return lambda **more: poll(f"/src{CASES[kind].query}", kind, options=options, **more)

    def test_the_whole_crawl_stores_everything_once(
        self, web: BadWeb, database: Database, options: dict[str, Any], kind: str
    ) -> None:
        source = make_source(web.url(f"/src{CASES[kind].query}"), kind, name=kind, options=options)
        for day in (10, 11):
            clock = Clock(date(2026, 11, day))
            collect(Context(Settings(builtin_sources=False), database, clock, [source], 1, Quiet()))
            assert source_states(database)[kind].state == "ok"
            with closing(sqlite3.connect(str(database.path))) as stored:
                rows = stored.execute(
                    "SELECT v.title, v.fields FROM document_version v JOIN document d ON d.id = v.document_id "
                    "WHERE d.source_id = ? ORDER BY v.title",
                    [kind],
                ).fetchall()
            assert [title for title, _ in rows] == sorted(one.replace("src:", f"{kind}:") for one in CASES[kind].titles)
            assert all((fields not in (None, "null")) == CASES[kind].has_fields for _, fields in rows)

    def test_everything_is_emitted_once_and_clean(
        self, run: Callable[..., SourceOutcome], web: BadWeb, store: Collector, kind: str
    ) -> None:
        outcome = run()
        assert (outcome.state, outcome.detail, outcome.problems) == ("ok", "", ())
        assert store.titles == sorted(CASES[kind].titles)
        assert outcome.documents == len(store.documents)
        assert len({document.url for document in store.documents}) == len(store.documents)
        for document in store.documents:
            assert document.source_id == "src"
            assert document.text
            assert not any(ord(character) < 32 and character != "\n" for character in document.title + document.text)
            assert document.published is None or document.published.utcoffset() is not None
            assert (document.fields is not None) == CASES[kind].has_fields
            if document.fields is not None:
                assert document.text.startswith(render_fields(document.fields))
        if CASES[kind].url_of_first:
            assert web.url(CASES[kind].url_of_first) in {document.url for document in store.documents}
        assert run().documents == 0
        assert len(store.documents) == len(CASES[kind].titles)

    def test_a_shell_page_instead_is_a_failure(
        self, run: Callable[..., SourceOutcome], web: BadWeb, store: Collector, kind: str
    ) -> None:
        web.set("/src", "<!doctype html><html><head><title>Trust</title></head><body><div id=root></div></body></html>")
        outcome = run()
        assert outcome.state == CASES[kind].on_html
        assert outcome.detail
        assert store.documents == []

    def test_garbage_never_crashes(self, web: BadWeb, store: Collector, kind: str) -> None:
        for number, body in enumerate(GARBAGE):
            web.set(f"/{number}", body)
        sources = [make_source(web.url(f"/{number}"), kind, name=f"g{number}") for number in range(len(GARBAGE))]
        for outcome in store.poll(*sources):
            assert outcome.state not in ("crashed", "not_modified")
            assert outcome.state != "ok" or outcome.documents <= 1

    def test_not_modified_and_not_found(self, run: Callable[..., SourceOutcome], web: BadWeb, kind: str) -> None:
        web.set("/src", Page(web.pages["/src"].body, web.pages["/src"].content_type, etag='"e"'))
        if CASES[kind].conditional:
            assert run().validators.etag == '"e"'
            assert run().state == "not_modified"
        web.set("/src", Page("no", status=404))
        assert run().state == "http_404"


def test_hibp_corrections_are_new_versions(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/api/v3/breaches", json.dumps([HIBP, {**HIBP, "Name": "Other", "Title": "Other"}]))
    assert poll("/api/v3/breaches", "hibp").documents == 2
    web.set("/api/v3/breaches", json.dumps([{**HIBP, "PwnCount": 900000}, {**HIBP, "Name": "Other", "Title": "Other"}]))
    assert poll("/api/v3/breaches", "hibp").documents == 1
    changed = store.documents[-1]
    assert changed.url == store.documents[0].url or changed.url == store.documents[1].url
    assert "PwnCount: 900000" in changed.text
    assert "LogoPath" not in changed.text
    assert "<a" not in changed.text
    assert poll("/api/v3/breaches", "hibp", min_items=800).state == "empty"


def test_hibp_is_asked_for_its_newest_entry_and_for_the_list_only_when_that_is_new_or_once_a_day(
    web: BadWeb, store: Collector
) -> None:
    def polled(hours: int) -> SourceOutcome:
        source = make_source(web.url("/api/v3/breaches"), "hibp")
        return store.poll(source, before=hours > 0, now=NOW + timedelta(hours=hours))[0]

    other = {**HIBP, "Name": "Other", "Title": "Other"}
    web.set("/api/v3/breaches", json.dumps([HIBP]))
    web.set("/api/v3/latestbreach", json.dumps(HIBP))
    assert (polled(0).state, web.count()) == ("ok", 1)
    assert polled(6).state == "not_modified"
    assert (web.count("/api/v3/breaches"), web.count("/api/v3/latestbreach")) == (1, 1)
    web.set("/api/v3/breaches", json.dumps([HIBP, other]))
    web.set("/api/v3/latestbreach", json.dumps(other))
    assert (polled(12).documents, web.count("/api/v3/breaches")) == (1, 2)
    web.set("/api/v3/breaches", json.dumps([{**HIBP, "PwnCount": 9, "ModifiedDate": "2026-11-11T00:00:00Z"}, other]))
    assert polled(18).documents == 0
    assert polled(37).documents == 1  # a correction of an older entry, found within a day
    web.set("/api/v3/latestbreach", Page("busy", status=429))
    assert polled(40).state == "http_429"
    web.set("/api/v3/latestbreach", Page("gone", status=404))
    assert (polled(44).state, web.count("/api/v3/breaches")) == ("ok", 4)  # no such page: the list tells


def test_sec_filing_without_its_pages_is_emitted_from_the_search_and_completed_later(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    path = "/A/9999999/000999999926000012/qm.htm"
    web.set("/q", search(filing("0009999999-26-000012", "qm.htm")))
    web.set(path, Page("busy", status=503))
    outcome = poll("/q?from={offset}", "sec_efts", options={"archive": web.url("/A")}, retries=0)
    assert outcome.documents == 1
    assert outcome.problems
    assert "0009999999-26-000012" in store.documents[0].text
    web.set(path, article("8-K", "Item 1.05. " + LONG))
    assert poll("/q?from={offset}", "sec_efts", options={"archive": web.url("/A")}).documents == 1
    assert "Item 1.05." in store.documents[-1].text
    assert poll("/q?from={offset}", "sec_efts", options={"archive": web.url("/A")}).documents == 0


def test_pages_of_records_are_all_read(web: BadWeb, poll: Poller, store: Collector) -> None:
    rows = [{"id": n, "name": f"N{n}"} for n in range(25)]

    def answer(hit: Any) -> Page:
        offset = int(hit.path.partition("offset=")[2])
        return Page(json.dumps(rows[offset : offset + 10]), "application/json")

    web.answer("/rows", answer)
    options = {"title": "name", "key": "id", "page_size": 10}
    assert poll("/rows?offset={offset}", "json_api", options=options).documents == 25
    assert web.count("/rows") == 3


def _posts(web: BadWeb, numbers: range) -> None:
    posts = [{"post_title": f"v{n}", "group_name": "g", "discovered": "2026-11-02"} for n in numbers]
    web.set("/src", Page(json.dumps(posts), "application/json"))


def _sitemap(web: BadWeb, numbers: range) -> None:
    pages = [f"<url><loc>{web.url(f'/n/{n}')}</loc><lastmod>2026-11-02</lastmod></url>" for n in numbers]
    web.set("/src", f"<urlset>{''.join(pages)}</urlset>")
    for n in numbers:
        web.set(f"/n/{n}", article(f"Page {n}", LONG))


def _packages(web: BadWeb, numbers: range) -> None:
    web.set("/src", "".join(f"2026-11-02T00:00:00Z,MAL-2026-{n}\n" for n in numbers))
    for n in numbers:
        web.set(f"/MAL-2026-{n}.json", json.dumps({"id": f"MAL-2026-{n}", "summary": f"Malicious code {n}"}))


def _advisories(web: BadWeb, numbers: range) -> None:
    web.set("/src", json.dumps({"distributions": [{"directory_url": web.url("/csaf")}]}))
    web.set("/csaf/changes.csv", "".join(f"{n}.json,2026-11-02T00:00:00Z\n" for n in numbers))
    for n in numbers:
        web.set(f"/csaf/{n}.json", CSAF_ADVISORY)


@pytest.mark.parametrize(
    ("kind", "serve", "window", "options"),
    [
        ("ransomlook", _posts, 6, {}),
        ("sitemap", _sitemap, None, {"max_pages": 6}),
        ("osv", _packages, None, {"max_records": 6}),
        ("csaf", _advisories, None, {"max_advisories": 6}),
    ],
)
def test_every_window_that_was_overrun_is_a_gap(
    web: BadWeb, store: Collector, *, kind: str, serve: Callable[..., None], window: int | None, options: dict[str, Any]
) -> None:
    def polled(numbers: range) -> str:
        serve(web, numbers)
        store.validators.clear()
        source = make_source(web.url("/src"), kind, window=window, options=options)
        return store.poll(source, before=bool(store.documents))[0].state

    assert polled(range(6)) == "ok"
    assert polled(range(5, 11)) == "ok"
    assert polled(range(20, 26)) == "gap"
    assert polled(range(40, 42)) == "ok"  # few may well all be new


def test_quiet_source_may_be_empty_where_it_is_said_so(web: BadWeb, poll: Poller) -> None:
    web.set("/q", search())
    assert poll("/q", "sec_efts").state == "empty"
    assert poll("/q", "sec_efts", min_items=0).state == "ok"


def test_wrong_options_are_named(web: BadWeb, poll: Poller) -> None:
    web.set("/list", "<a href=/a>a</a>")
    assert poll("/list", "listing", options={"links": "a["}).state == "options"
    found = poll("/list", "listing", options={"match": "("})
    assert found.state == "options", found.detail
    mistyped = poll("/list", "listing", options={"mach": "/news/"})
    assert mistyped.state == "options"
    assert mistyped.detail.startswith("kind listing has no option `mach`: use at_once, delay, links, match, max_links")


def test_texas_tokens_are_posted_to_the_interface_beside_the_page(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/register/apex/Page", CASES["tx_ag_remoting"].body)
    web.set("/register/apexremote", CASES["tx_ag_remoting"].pages["/src/apexremote"])
    assert poll("/register/apex/Page", "tx_ag_remoting").documents == 1
    call = web.seen("/register/apexremote")[0]
    sent = json.loads(call.body)
    assert (call.method, sent["method"], sent["data"]) == ("POST", "getDatareports", [None])
    assert sent["ctx"] == {"csrf": "C", "ns": "", "ver": 43.0, "authorization": "A", "vid": "066X"}
    assert call.headers["Referer"] == web.url("/register/apex/Page")
    assert store.documents[0].published is not None


def test_osv_reads_the_top_of_the_list_only(web: BadWeb, poll: Poller) -> None:
    case = CASES["osv"]
    web.set("/npm/modified_id.csv", case.body)
    for path, page in case.pages.items():
        web.set(f"/npm{path}", page)
    assert poll("/npm/modified_id.csv", "osv", options={"max_records": 1}).documents == 1
    assert web.seen("/npm/modified_id.csv")[0].headers["Range"] == "bytes=0-199999"
    assert web.count("/npm/MAL-2026-90001.json") == 1
    assert web.count("/npm/MAL-2026-90000.json") == 0
