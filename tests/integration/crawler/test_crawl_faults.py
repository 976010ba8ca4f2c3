"""Each way in which the web misbehaves has a named state, one line for a person, and an end in time."""

from __future__ import annotations

import time

import psutil
import pytest
from fakes.bad_web import Page, item, rss

FEED = rss(item("Café Quillmetric", description="Zürich – names"), item("Second", description="two"), item("Third", description="three"))


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("hang", "timeout"),
        ("slow_headers", "timeout"),
        ("slow_body", "timeout"),
        ("endless", "too_large"),
        ("gzip_bomb", "too_large"),
        ("many_headers", "connection"),
        ("length_liar", "incomplete"),
        ("drop", "connection"),
        ("redirect_loop", "redirect"),
        ("redirect_to_metadata", "blocked_address"),
        ("redirect_to_file", "redirect"),
        ("redirect_to_javascript", "redirect"),
        ("html_instead_of_feed", "not_a_feed"),
        ("empty_body", "not_a_feed"),
        ("empty_feed", "empty"),
        ("status_400", "http_400"),
        ("status_401", "http_401"),
        ("status_403", "http_403"),
        ("status_404", "http_404"),
        ("status_410", "http_410"),
        ("status_429", "http_429"),
        ("status_500", "http_500"),
    ],
)
def test_fault_has_a_name(poll, store, fault, state):
    process = psutil.Process()
    before, began = process.memory_info().rss, time.monotonic()
    outcome = poll(f"/fault/{fault}", timeout="1.5s", retries=1, max_bytes=1_000_000)
    assert outcome.state == state
    assert not outcome.ok
    assert outcome.detail
    assert "\n" not in outcome.detail
    assert outcome.validators.etag is None
    assert store.documents == []
    assert time.monotonic() - began < 4
    assert process.memory_info().rss - before < 80_000_000


@pytest.mark.parametrize("fault", ["once_503", "retry_after"])
def test_temporary_failure_is_tried_again(web, poll, store, fault):
    web.set(f"/fault/{fault}", Page(FEED, "application/rss+xml"))
    outcome = poll(f"/fault/{fault}")
    assert (outcome.state, outcome.documents) == ("ok", 3)
    first, second = web.seen(f"/fault/{fault}")
    if fault == "retry_after":
        assert second.at - first.at >= 1


def test_retry_after_beyond_the_deadline_is_not_waited_for(web, poll):
    web.set("/feed.xml", Page("wait", status=503, headers={"Retry-After": "3600"}))
    began = time.monotonic()
    outcome = poll("/feed.xml")
    assert outcome.state == "http_503"
    assert web.count("/feed.xml") == 1
    assert time.monotonic() - began < 2


def test_truncated_feed_keeps_its_whole_entries(web, poll, store):
    web.set("/fault/truncated_xml", Page(FEED))
    outcome = poll("/fault/truncated_xml")
    assert outcome.state == "truncated"
    assert "tried again" in outcome.detail
    assert store.titles == ["Café Quillmetric"]
    assert outcome.validators.etag is None


def test_wrong_declared_encoding_is_read_all_the_same(web, poll, store):
    web.set("/fault/wrong_encoding", Page(FEED))
    assert poll("/fault/wrong_encoding").state == "ok"
    assert "Café Quillmetric" in store.titles
    assert any("Zürich – names" in document.text for document in store.documents)


def test_entities_are_harmless(poll, store):
    poll("/fault/billion_laughs")
    poll("/fault/xxe")
    assert sum(len(document.title + document.text) for document in store.documents) < 1000
    assert not any("root:" in document.title for document in store.documents)


def test_refused_and_unresolvable(store):
    from conftest import make_source  # noqa: PLC0415 - the folder's own conftest

    refused, dns = store.poll(
        make_source("http://127.0.0.1:9/feed", id="refused"), make_source("http://nowhere.invalid/feed", id="dns")
    )
    assert (refused.state, dns.state) == ("refused", "dns")
