"""One bad entry among good ones costs no other, and the source says what was left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from fakes.bad_web import BadWeb, Page
from fakes.polling import Collector

from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
_HUGE = "9" * 5000
_UPDATED = "2026-11-02T00:00:00Z"


def titles(store: Collector) -> list[str]:
    return sorted(document.title for document in store.documents)


def told(outcome: SourceOutcome) -> list[str]:
    return sorted(problem.partition(": ")[2] for problem in outcome.problems)


def test_what_is_no_record_is_counted_and_ends_no_page(web: BadWeb, poll: Poller, store: Collector) -> None:
    rows: list[Any] = [{"name": f"Sorrel {number}"} for number in range(9)]
    rows.insert(3, "Fernly")

    def answer(hit: Any) -> Page:
        return Page(json.dumps(rows[:10] if hit.path.endswith("=0") else [{"name": "Quill"}]), "application/json")

    web.answer("/rows", answer)
    outcome = poll("/rows?o={offset}", "json_api", options={"title": "name", "page_size": 10})
    assert (outcome.state, outcome.documents) == ("ok", 10)
    assert told(outcome) == ["1 entry of 10 with no fields, left out"]
    web.set("/odd", Page('["a", "b", "c"]', "application/json"))
    assert poll("/odd", "json_api", min_items=0).state == "changed"


def test_json_that_is_none_in_one_place_costs_no_other(web: BadWeb, poll: Poller, store: Collector) -> None:
    rows = '[{"name": "Sorrel", "n": %s}, {"name": "Quill", "text": "one\ntwo"}, {"name": "Fern\x00ly", "link": "http://[x"}]'
    web.set("/rows", Page((rows % _HUGE).encode(), "application/json"))
    options = {"title": "name", "url": "link", "key": "name"}
    assert poll("/rows", "json_api", options=options).documents == 3
    assert titles(store) == ["Fernly", "Quill", "Sorrel"]
    feed = """{"version": "https://jsonfeed.org/version/1.1", "items": [
        {"title": "Sorrel\n", "id": HUGE, "content_text": "a"}, null, {"title": "Quill", "content_text": "b"}
    ]}""".replace("HUGE", _HUGE)
    web.set("/feed", Page(feed, "application/feed+json"))
    outcome = poll("/feed", options={"links": False})
    assert (outcome.state, outcome.documents) == ("ok", 2)
    assert outcome.problems == ("1 entry with nothing in it that could be read, left out",)


def test_one_bad_advisory_or_list_of_a_csaf_provider_costs_no_other(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    feeds = ["http://[bad", "/gone.json", "/feed.json"]
    web.set("/meta", json.dumps({"distributions": [{"rolie": {"feeds": [{"url": url} for url in feeds]}}]}))
    sources = ["http://[bad", "/none.json", "/odd.json", "/good.json"]
    entries: list[Any] = [5, *({"updated": _UPDATED, "content": {"src": source}} for source in sources)]
    web.set("/feed.json", json.dumps({"feed": {"entry": entries}}))
    web.set("/none.json", "{}")
    for name, title in (("odd", "Sorrel Hub: a flaw"), ("good", "Quill Gateway: a flaw")):
        document = {"title": title, "tracking": {"id": name}, "notes": 5 if name == "odd" else []}
        web.set(f"/{name}.json", json.dumps({"document": document, "vulnerabilities": 7}))
    outcome = poll("/meta", "csaf")
    assert (outcome.state, titles(store)) == ("ok", ["Quill Gateway: a flaw", "Sorrel Hub: a flaw"])
    said = "\n".join(outcome.problems)
    assert f"{web.url('/none.json')} is an advisory without document.tracking.id: it is left out" in said
    assert said.count("which is no address") == 2
    assert f"{web.url('/gone.json')} answered 404" in said


def test_one_odd_filing_costs_no_other(web: BadWeb, poll: Poller, store: Collector) -> None:
    def hit(number: int, **odd: Any) -> dict[str, Any]:
        source = {
            "adsh": f"0-26-{number}",
            "ciks": ["1"],
            "display_names": [f"Sorrel {number} Inc.  (X)"],
            "items": ["1.05"],
        }
        return {"_id": f"0-26-{number}:a.htm", "_source": {"form": "8-K", **source, **odd}}

    hits = [
        hit(1),
        hit(2, items=5),
        hit(3, items="9.01,1.05", display_names="Quill Inc."),
        hit(4, display_names=7, ciks={}),
    ]
    web.set("/q", Page(json.dumps({"hits": {"hits": hits}}), "application/json"))
    outcome = poll("/q", "sec_efts", options={"archive": web.url("/A")})
    assert outcome.state == "ok"
    assert [title.partition(":")[0] for title in titles(store)] == ["?", "Quill Inc.", "Sorrel 1 Inc."]


@pytest.mark.parametrize("options", [{"url": "link"}, {"key": "name"}])
def test_records_that_options_take_for_one_are_counted(web: BadWeb, poll: Poller, options: dict[str, str]) -> None:
    row = {"name": "Sorrel", "link": "/notices", "reported": "2026-11-02"}
    web.set("/rows", Page(json.dumps([row, row, {**row, "reported": "2026-11-05"}]), "application/json"))
    outcome = poll("/rows", "json_api", options={"title": "name", **options})
    assert outcome.documents == 1
    assert [problem.partition(",")[0] for problem in outcome.problems] == ["1 record with the url or key of another"]
    assert poll("/rows", "json_api", options={"title": "name"}).problems == ()


_HIBP = {
    "Name": "Quillmetric", "Title": "Quillmetric", "AddedDate": "2026-11-07T04:02:11Z", "PwnCount": 812345,
    "DataClasses": ["Names"], "IsVerified": False,
}  # fmt: skip
_POST = {"post_title": "Quillmetric", "group_name": "examplegroup", "discovered": "2026-11-02"}
_INCIDENT = {
    "id": "i", "name": "Quillmetric", "created_at": "2026-11-01T09:00:00Z", "shortlink": "/x",
    "incident_updates": [{"body": "Names were taken."}],
}  # fmt: skip
_FLAW = {
    "cveID": "CVE-2026-99999", "vulnerabilityName": "Quillmetric", "dateAdded": "2026-11-03", "vendorProject": "Quill",
    "product": "Gate",
}  # fmt: skip
_PACKAGE = {
    "ghsa_id": "GHSA-x", "html_url": "/a", "summary": "Quillmetric", "published_at": "2026-11-03T00:00:00Z",
    "vulnerabilities": [{"package": {"ecosystem": "npm", "name": "quillmetric"}}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "record", "within", "spare"),
    [
        ("hibp", _HIBP, "", set()),
        ("ransomlook", _POST, "", set()),
        ("statuspage", _INCIDENT, "incidents", {"shortlink"}),
        ("kev", _FLAW, "vulnerabilities", set()),
        ("ghsa", _PACKAGE, "", {"html_url"}),
    ],
)
def test_records_of_which_none_has_a_name_that_is_read_any_more_are_no_list_in_order(
    web: BadWeb, poll: Poller, store: Collector, *, kind: str, record: dict[str, Any], within: str, spare: set[str]
) -> None:
    def show(*records: dict[str, Any]) -> SourceOutcome:
        web.set("/list", json.dumps({within: records} if within else records))
        return poll("/list", kind)

    for name in record.keys() - spare:
        renamed = {**record, f"new_{name}": record[name]}
        del renamed[name]
        outcome = show(renamed, renamed, renamed)
        assert (outcome.state, store.documents) == ("changed", [])
        assert f"has {name}:" in outcome.detail
    renamed = {key: value for key, value in record.items() if key in spare} | {"other": 1}
    assert show(record, renamed, record).state == "ok"


@pytest.mark.parametrize(
    ("kind", "record", "within", "name"),
    [
        ("ransomlook", _POST, "", "discovered"),
        ("statuspage", _INCIDENT, "incidents", "created_at"),
        ("kev", _FLAW, "vulnerabilities", "dateAdded"),
        ("ghsa", _PACKAGE, "", "published_at"),
        ("socrata", {"id": "1", "name": "Quill", "datesubmitted": "2026-11-06"}, "", "datesubmitted"),
    ],
)
def test_records_of_which_no_date_can_be_read_are_not_all_told_today(
    web: BadWeb, poll: Poller, store: Collector, *, kind: str, record: dict[str, Any], within: str, name: str
) -> None:
    def show(*records: dict[str, Any]) -> SourceOutcome:
        web.set("/list", json.dumps({within: records} if within else records))
        return poll("/list", kind)

    odd = {**record, name: "third of the month"}
    outcome = show(odd, odd, odd)
    assert (outcome.state, store.documents) == ("changed", [])
    assert f"the date ({name}) can be read" in outcome.detail
    assert show(odd, record, odd).state == "ok"


@pytest.mark.parametrize("name", ["adsh", "items"])
def test_a_search_of_filings_whose_hits_are_written_otherwise_is_not_quiet(
    web: BadWeb, poll: Poller, store: Collector, name: str
) -> None:
    source = {"adsh": "0009999999-26-000012", "items": ["1.05"], "form": "8-K", "ciks": ["9"], "display_names": ["Q"]}
    del source[name]
    hits = [{"_id": "0009999999-26-000012:q.htm", "_source": source}]
    web.set("/search", json.dumps({"hits": {"hits": hits}}))
    outcome = poll("/search", "sec_efts", min_items=0)
    assert (outcome.state, store.documents) == ("changed", [])
    web.set("/search", json.dumps({"hits": {"hits": []}}))
    assert poll("/search", "sec_efts", min_items=0).state == "ok"
