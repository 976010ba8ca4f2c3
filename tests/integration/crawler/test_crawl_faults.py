"""Each way in which the web misbehaves has a named state, one line for a person, and an end in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psutil
import pytest
from fakes.bad_web import BadWeb, Page, item, rss
from fakes.polling import NOW, PATIENCE, Collector, make_source

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from crawler.reactor import reactor_thread
from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
FEED = rss(item("Café Quillmetric", description="Zürich - names"), item("Second", description="two"), item("Third"))


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("hang", "timeout"),
        ("slow_headers", "timeout"),
        ("slow_body", "timeout"),
        ("endless", "too_large"),
        ("gzip_bomb", "too_large"),
        ("many_headers", "too_large"),
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
def test_fault_has_a_name(poll: Poller, store: Collector, fault: str, state: str) -> None:
    process = psutil.Process()
    before = process.memory_info().rss
    timeout = "1.2s" if state == "timeout" else PATIENCE
    outcome = poll(f"/fault/{fault}", timeout=timeout, retries=1, max_bytes=1_000_000)
    assert outcome.state == state
    assert not outcome.ok
    assert outcome.detail
    assert "\n" not in outcome.detail
    assert outcome.validators.etag is None
    assert store.documents == []
    assert process.memory_info().rss - before < 80_000_000


@pytest.mark.parametrize("fault", ["once_503", "retry_after"])
def test_temporary_failure_is_tried_again(web: BadWeb, poll: Poller, fault: str) -> None:
    web.set(f"/fault/{fault}", Page(FEED, "application/rss+xml"))
    outcome = poll(f"/fault/{fault}")
    assert (outcome.state, outcome.documents) == ("ok", 3)
    first, second = web.seen(f"/fault/{fault}")
    if fault == "retry_after":
        assert second.at - first.at >= 1


def test_retry_after_beyond_the_deadline_is_not_waited_for(web: BadWeb, poll: Poller) -> None:
    web.set("/feed.xml", Page("wait", status=503, headers={"Retry-After": "3600"}))
    outcome = poll("/feed.xml", timeout="1800s")  # to wait even for that would end the test
    assert outcome.state == "http_503"
    assert web.count("/feed.xml") == 1


def test_truncated_feed_keeps_its_whole_entries(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/fault/truncated_xml", Page(FEED))
    outcome = poll("/fault/truncated_xml")
    assert outcome.state == "truncated"
    assert "tried again" in outcome.detail
    assert store.titles == ["Café Quillmetric"]
    assert outcome.validators.etag is None


def test_wrong_declared_encoding_is_read_all_the_same(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/fault/wrong_encoding", Page(FEED))
    assert poll("/fault/wrong_encoding").state == "ok"
    assert "Café Quillmetric" in store.titles
    assert any("Zürich - names" in document.text for document in store.documents)


def test_entities_are_harmless(poll: Poller, store: Collector) -> None:
    poll("/fault/billion_laughs")
    poll("/fault/xxe")
    assert sum(len(document.title + document.text) for document in store.documents) < 1000
    assert not any("root:" in document.title for document in store.documents)


class NoNames:
    """A resolver that knows no name, and says so at once: the machine's own may take long where there is no network."""

    def resolveHostName(self, receiver: Any, *rest: Any) -> None:  # noqa: N802 - Twisted's
        receiver.resolutionBegan(None)
        receiver.resolutionComplete()


def test_refused_and_unresolvable(store: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = store.poll(make_source("http://127.0.0.1:9/feed"))[0]
    monkeypatch.setattr(reactor_thread().resolver, "_inner", NoNames())
    dns = store.poll(make_source("http://nowhere.invalid/feed"))[0]
    assert (refused.state, dns.state) == ("refused", "dns")
    assert "resolve" in dns.detail


def test_one_bad_source_does_not_hold_up_the_others(web: BadWeb, store: Collector) -> None:
    web.set("/feed.xml", Page(FEED, "application/rss+xml"))
    bad = [
        make_source(web.url(f"/fault/{f}"), name=f) for f in ("hang", "endless", "slow_body", "drop", "redirect_loop")
    ]
    good = [make_source(web.url(f"/feed.xml?n={n}"), name=f"good{n}") for n in range(10)]
    done: list[str] = []

    def progress(outcome: SourceOutcome) -> None:
        done.append(outcome.source_id)
        if {source.id for source in good} <= set(done):
            web.released.set()  # what hangs does so until then

    outcomes = crawl(
        [Poll(source) for source in (*bad, *good)],
        fetch=FetchSettings(timeout=PATIENCE, retries=0, max_bytes=1_000_000),
        now=NOW,
        sink=store.sink,
        progress=progress,
    )
    assert [o.source_id for o in outcomes] == [s.id for s in (*bad, *good)]
    assert all(not o.ok for o in outcomes[:5])
    assert all(o.state == "ok" and o.documents == 3 for o in outcomes[5:])
    assert max(done.index(source.id) for source in good) < done.index("hang")
