"""The life of a feed over several polls: what is new, changed, unchanged, missing and come back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.polling import NOW, Collector, make_source

from config.settings import FetchSettings
from crawler.crawl import Poll, crawl
from model.document import Document, KnownPage, SourceOutcome, Validators

Poller = Callable[..., SourceOutcome]
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 3


@pytest.fixture
def news(web: BadWeb) -> BadWeb:
    """Two entries with their pages, all conditional."""
    feed = rss(item("One", "/one?utm_source=rss", "In short: one."), item("Two", "/two", "In short: two."))
    web.set("/feed.xml", Page(feed, "application/rss+xml", etag='"f1"'))
    for name in ("one", "two"):
        web.set(f"/{name}", Page(article(f"Page {name}", LONG, f"This is {name}."), etag=f'"{name}1"'))
    return web


def test_articles_are_fetched_and_clean(news: BadWeb, poll: Poller, store: Collector) -> None:
    outcome = poll("/feed.xml")
    assert (outcome.state, outcome.documents, outcome.problems) == ("ok", 2, ())
    assert outcome.validators == Validators(etag='"f1"')
    one = next(document for document in store.documents if document.url == news.url("/one"))
    assert one.title == "Page one"
    assert one.text.endswith("This is one.")
    assert "Home" not in one.text
    assert one.published is not None
    assert one.published.isoformat() == "2026-11-03T14:05:00+00:00"
    assert (one.language, one.validators.etag, one.fetched) == ("en", '"one1"', NOW)
    agent = news.seen("/one")[0].headers["User-Agent"]
    assert agent.startswith("Tocsin/")
    assert "security@example.org" in agent


def test_second_poll_is_conditional_and_costs_one_request(news: BadWeb, poll: Poller, store: Collector) -> None:
    poll("/feed.xml")
    before = news.count()
    outcome = poll("/feed.xml")
    assert outcome.state == "not_modified"
    assert outcome.ok
    assert outcome.validators.etag == '"f1"'
    assert news.count() == before + 1
    assert len(store.documents) == 2


def test_what_is_stored_is_asked_once_for_all_entries(news: BadWeb) -> None:
    asked: list[list[str]] = []

    def known(urls: Sequence[str]) -> dict[str, KnownPage]:
        asked.append(sorted(urls))
        return {}

    taken: list[int] = []
    poll = Poll(make_source(news.url("/feed.xml")), known=known)
    crawl([poll], fetch=FetchSettings(), now=NOW, sink=lambda documents: taken.append(len(documents)))
    assert asked == [[news.url("/one"), news.url("/two")]]
    assert sum(taken) == 2


def test_new_entry_only_is_fetched(news: BadWeb, poll: Poller, store: Collector) -> None:
    poll("/feed.xml")
    news.set("/three", article("Page three", LONG))
    news.set("/feed.xml", Page(rss(item("Three", "/three"), item("One", "/one")), etag='"f2"'))
    assert poll("/feed.xml").documents == 1
    assert news.count("/one") == 1


def test_missing_article_falls_back_to_the_feed_and_is_tried_again(
    news: BadWeb, poll: Poller, store: Collector
) -> None:
    page = news.pages["/two"]
    news.set("/two", Page("sorry", status=500))
    outcome = poll("/feed.xml", retries=0)
    assert (outcome.state, outcome.documents) == ("ok", 2)
    assert len(outcome.problems) == 1
    assert "/two" in outcome.problems[0]
    assert outcome.validators == Validators()
    assert "In short: two." in {document.text for document in store.documents}
    news.set("/two", page)
    again = poll("/feed.xml")
    assert (again.documents, again.problems, again.validators.etag) == (1, (), '"f1"')
    assert store.documents[-1].text.endswith("This is two.")
    assert news.count("/one") == 1


@pytest.mark.parametrize("status", [404, 410, 403])
def test_an_article_that_is_gone_is_settled(news: BadWeb, poll: Poller, store: Collector, status: int) -> None:
    news.set("/two", Page("gone", status=status))
    outcome = poll("/feed.xml")
    assert outcome.documents == 2
    [problem] = outcome.problems
    assert "remove the source" not in problem or "if it is the source's own" in problem
    assert outcome.validators.etag == '"f1"'


def test_revisited_page_that_changed_is_a_new_version(news: BadWeb, poll: Poller, store: Collector) -> None:
    poll("/feed.xml")
    store.revisit = True
    store.validators.clear()
    assert poll("/feed.xml").documents == 0
    assert news.seen("/one")[-1].headers["If-None-Match"] == '"one1"'
    news.set("/one", Page(article("Page one", LONG, "Passwords were taken after all."), etag='"one2"'))
    outcome = poll("/feed.xml")
    store.validators.clear()
    outcome = poll("/feed.xml")
    assert outcome.state == "ok"
    assert "after all" in store.documents[-1].text
    assert len(store.documents) == 3


def test_asked_for_pages_are_revisited_even_when_the_feed_did_not_change(
    news: BadWeb, poll: Poller, store: Collector
) -> None:
    poll("/feed.xml")
    news.set("/one", Page(article("Page one", LONG, "Corrected."), etag='"one2"'))
    outcome = poll("/feed.xml", revisit=(news.url("/one"), news.url("/two")))
    assert (outcome.state, outcome.documents) == ("not_modified", 1)
    assert store.documents[-1].text.endswith("Corrected.")
    assert store.documents[-1].title == "Page one"


@pytest.mark.parametrize(("feed", "state"), [(Page("gone", status=404), "http_404"), (Page("<html>"), "not_a_feed")])
def test_stored_pages_are_looked_at_while_their_feed_is_gone(
    news: BadWeb, poll: Poller, store: Collector, feed: Page, state: str
) -> None:
    poll("/feed.xml")
    news.set("/feed.xml", feed)
    news.set("/one", Page(article("Page one", LONG, "Corrected."), etag='"one2"'))
    outcome = poll("/feed.xml", revisit=(news.url("/one"),))
    assert (outcome.state, outcome.documents) == (state, 1)
    assert store.documents[-1].text.endswith("Corrected.")
    news.set_robots("User-agent: *\nDisallow: /")
    assert poll("/feed.xml", revisit=(news.url("/one"),)).problems == (), "what was said once is enough"


def test_failing_revisit_keeps_what_is_stored(news: BadWeb, poll: Poller, store: Collector) -> None:
    poll("/feed.xml")
    store.revisit = True
    store.validators.clear()
    news.set("/one", Page("sorry", status=500))
    outcome = poll("/feed.xml", retries=0)
    assert (outcome.documents, len(outcome.problems)) == (0, 1)
    assert outcome.validators == Validators()


def test_entry_that_says_it_was_updated_is_fetched_again(news: BadWeb, poll: Poller, store: Collector) -> None:
    def atom(updated: str) -> Page:
        entry = f"<entry><title>One</title><id>1</id><link href='/one'/><updated>{updated}</updated></entry>"
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>f</id>{entry}</feed>"
        return Page(feed, "application/atom+xml")

    news.set("/feed.xml", atom("2026-11-03T10:00:00Z"))
    poll("/feed.xml")
    poll("/feed.xml")
    assert news.count("/one") == 1
    news.set("/one", article("Page one", LONG, "Edited."))
    news.set("/feed.xml", atom((NOW + timedelta(hours=2)).isoformat()))
    assert poll("/feed.xml").documents == 1
    assert news.count("/one") == 2


def test_feed_that_makes_up_ids_and_trackers_gives_each_document_once(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    for name in ("a", "b"):
        web.set(f"/{name}", article(f"Page {name}", LONG))
    for number in range(4):
        entries = [
            f"<item><title>{name}</title><guid>{number}-{name}</guid><link>/{name}?utm_id={number}&amp;fbclid={number}</link></item>"
            for name in ("a", "b")
        ]
        unlinked = f"<item><title>No link</title><guid>urn:x:{number}</guid><description>words</description></item>"
        web.set("/feed.xml", rss(*(entries if number % 2 else entries[::-1]), unlinked))
        poll("/feed.xml")
    assert store.titles == ["No link", "Page a", "Page b"]
    assert web.count("/a") == 1


def test_entries_that_share_a_page_stay_apart(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/feed.xml", rss(item("B1", "/sb#one", "First bulletin."), item("B2", "/sb#two", "Second bulletin.")))
    assert poll("/feed.xml").documents == 2
    assert {document.url.partition("#")[2] for document in store.documents} == {"one", "two"}
    assert web.count("/sb") == 0


def test_entries_that_all_lead_to_one_page_are_each_told(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/notices", article("All notices", LONG))
    told = [item("Acme was breached", "/notices", "Names of Acme."), item("Bolt was breached", "/notices", "Of Bolt.")]
    web.set("/feed.xml", rss(*told))
    assert poll("/feed.xml").documents == 3
    assert store.titles == ["Acme was breached", "All notices", "Bolt was breached"]
    web.set("/feed.xml", rss(item("Cray was breached", "/notices", "Of Cray."), *told, told[0]))
    assert poll("/feed.xml").documents == 1
    assert (store.documents[-1].title, store.documents[-1].text) == ("Cray was breached", "Of Cray.")


def test_the_feeds_words_are_corrected_while_they_stand_for_a_page_and_never_replace_it(
    news: BadWeb, poll: Poller, store: Collector
) -> None:
    def told(version: int, words: str, page: Page) -> int:
        news.set("/two", page)
        news.set("/feed.xml", Page(rss(item("Two", "/two", words)), "application/rss+xml", etag=f'"w{version}"'))
        return poll("/feed.xml").documents

    refused, unmarked = Page("no", status=403), Page(article("Page two", LONG))
    assert told(1, "Passwords were taken.", refused) == 1
    assert told(2, "Correction: no passwords were taken.", refused) == 1
    assert store.documents[-1].text == "Correction: no passwords were taken."
    assert told(3, "Correction: no passwords were taken.", unmarked) == 1
    assert store.documents[-1].text == LONG.strip()
    store.revisit = True
    assert told(4, "In short.", refused) == 0
    store.revisit = False
    assert told(5, "In shorter.", refused) == 0


def test_an_entry_whose_link_leads_to_a_login_or_consent_keeps_its_words(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    web.set("/feed.xml", rss(item("Quillmetric says names were stolen", "/one", "Names and email addresses, it says.")))
    web.set("/one", Page("", status=302, headers={"Location": "/consent?next=one"}))
    web.set("/consent", article("Before you continue", "We and our partners keep data of yours, such as names. " * 9))
    outcome = poll("/feed.xml")
    assert "/one leads to another page" in outcome.problems[0]
    assert [document.text for document in store.documents] == ["Names and email addresses, it says."]
    web.set("/one", Page("", status=301, headers={"Location": "/2026/one/"}))
    web.set("/2026/one/", article("Quillmetric: customers' names stolen", LONG))
    assert poll("/feed.xml").problems == ()
    assert store.documents[-1].text == LONG.strip()


def test_window_that_was_overrun_is_a_gap(web: BadWeb, poll: Poller) -> None:
    def window(first: int) -> None:
        web.set("/feed.xml", rss(*(item(f"T{n}", f"/{n}") for n in range(first, first + 5))))

    window(0)
    assert poll("/feed.xml").state == "ok"
    window(4)
    assert poll("/feed.xml", before=True).state == "ok"
    window(20)
    outcome = poll("/feed.xml", before=True)
    assert outcome.state == "gap"
    assert outcome.looked
    assert outcome.documents == 5


def test_robots_txt_is_obeyed(news: BadWeb, poll: Poller, store: Collector) -> None:
    news.set_robots("User-agent: *\nDisallow: /two\n")
    outcome = poll("/feed.xml")
    assert outcome.documents == 2
    assert "robots.txt" in outcome.problems[0]
    assert news.count("/two") == 0
    assert news.count("/robots.txt") == 1
    news.set_robots("User-agent: Tocsin\nDisallow: /\n")
    assert poll("/feed.xml").state == "robots"
    assert poll("/feed.xml", obey_robots=False).ok


@pytest.mark.parametrize(("status", "state"), [(500, "robots"), (429, "robots"), (404, "ok"), (403, "ok")])
def test_unreachable_robots_txt_closes_missing_one_opens(news: BadWeb, poll: Poller, status: int, state: str) -> None:
    news.set_robots(Page("?", status=status))
    outcome = poll("/feed.xml", retries=0)
    assert outcome.state == state
    assert news.count("/feed.xml") == (state == "ok")


def test_sink_that_raises_fails_its_source_only(news: BadWeb) -> None:
    news.set("/other.xml", rss(item("Other")))
    taken: list[str] = []

    def sink(documents: Sequence[Document]) -> None:
        assert threading.current_thread() is threading.main_thread()
        if any("Page" in document.title for document in documents):
            raise OSError("disk full")
        taken.extend(document.title for document in documents)

    polls = [Poll(make_source(news.url(path), name=path)) for path in ("/feed.xml", "/other.xml")]
    failed, fine = crawl(polls, fetch=FetchSettings(), now=NOW, sink=sink)
    assert (failed.state, failed.validators) == ("not_stored", Validators())
    assert "disk full" in failed.detail
    assert (fine.state, taken) == ("ok", ["Other"])


def test_interrupt_in_the_sink_ends_the_crawl_and_the_next_one_works(news: BadWeb, store: Collector) -> None:
    def interrupted(documents: object) -> None:
        raise KeyboardInterrupt

    polls = [Poll(make_source(news.url("/feed.xml"))), Poll(make_source(news.url("/fault/hang"), name="hang"))]
    with pytest.raises(KeyboardInterrupt):
        crawl(polls, fetch=FetchSettings(timeout="60s"), now=NOW, sink=interrupted)
    assert store.poll(make_source(news.url("/feed.xml")))[0].documents == 2


def test_unknown_kind_is_an_outcome(poll: Poller) -> None:
    outcome = poll("/feed.xml", "gopher")
    assert outcome.state == "unknown_kind"
    assert "feed" in outcome.detail
