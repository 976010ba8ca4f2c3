"""What stands at an entry's own address with 200 and is not its page: a wall, a check, a "not found"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.polling import Collector, make_source

from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
TITLE = "Quillmetric confirms breach of customer records"
WORDS = "Quillmetric confirmed that intruders took customer records, names and addresses of 41,000 people in November."
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 3
CONSENT = (
    "We and our partners use cookies to keep and read data on your device, such as names. Accept them to go on. " * 4
)
GONE = (
    "The page that you were looking for is not there any more, or its address has a typing error in it. Search us. " * 3
)
CHECK = (
    "Checking the security of your connection before you go on. Please turn on scripts and cookies in the browser. " * 3
)


@pytest.mark.parametrize(("head", "shown"), [("Before you continue", CONSENT), ("Oops", GONE), ("One moment", CHECK)])
def test_an_entry_keeps_its_words_where_a_wall_stands_at_its_address(
    web: BadWeb, poll: Poller, store: Collector, head: str, shown: str
) -> None:
    web.set("/feed.xml", Page(rss(item(TITLE, "/one", WORDS)), "application/rss+xml"))
    web.set("/one", article(head, shown))
    for documents in (1, 0):
        outcome = poll("/feed.xml")
        assert (outcome.state, outcome.documents) == ("ok", documents)
        assert "/one shows another page (kept: the words of the source itself)" in outcome.problems[0]
    assert [(one.title, one.text) for one in store.documents] == [(TITLE, WORDS)]
    web.set("/one", article(TITLE, LONG))
    assert poll("/feed.xml").documents == 1
    assert LONG.strip() in store.documents[-1].text


@pytest.mark.parametrize(
    ("title", "head", "text"),
    [
        (TITLE, "Notice to customers", f"On 3 November records of customers of Quillmetric were in a breach. {LONG}"),
        (TITLE, "Quillmetric bestätigt Datenleck", "Quillmetric hat mitgeteilt, dass Daten von Kunden fehlen. " * 20),
        ("Security notice", "Aviso", "Quillmetric ha comunicado que alguien entró en sus sistemas. " * 5),
    ],
)
def test_a_page_under_another_head_is_the_entrys_page(
    web: BadWeb, poll: Poller, store: Collector, *, title: str, head: str, text: str
) -> None:
    web.set("/feed.xml", Page(rss(item(title, "/one", WORDS)), "application/rss+xml"))
    web.set("/one", article(head, text))
    assert poll("/feed.xml").problems == ()
    assert [one.title for one in store.documents] == [head]


NOSCRIPT = "You need to enable JavaScript to run this app. Please turn it on and load the page again."
LOGIN = "<p>Please sign in with your account to see this page.</p><form><input><input type=Password></form>"


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (f"<body><noscript>{NOSCRIPT}</noscript><div id=root></div></body>", "shell"),
        (f"<body><h1>Sign in to continue</h1>{LOGIN}</body>", "login"),
        (f"<body><noscript>{NOSCRIPT}</noscript><p>{WORDS}</p></body>", "ok"),
        (f"<body><h1>Security</h1><p>{LONG * 4}</p>{LOGIN}</body>", "ok"),
    ],
    ids=["scripts", "login", "words beside noscript", "words beside a login"],
)
def test_a_watched_page_behind_a_wall_is_not_in_order(web: BadWeb, store: Collector, page: str, state: str) -> None:
    web.set("/security", Page(f"<html><head><title>Security at Quillmetric</title></head>{page}</html>", "text/html"))
    [outcome] = store.poll(make_source(web.url("/security"), "page"))
    assert (outcome.state, bool(outcome.detail)) == (state, state != "ok")


EMPTY = "<html lang=en><head><title>News</title></head><body><nav>Home Products</nav><noscript>Turn on scripts.</noscript><div id={}></div></body></html>"


@pytest.mark.parametrize("mount", ["root", "__next", "app"])
def test_pages_that_a_list_names_and_that_show_nothing_without_scripts_are_no_news_in_order(
    web: BadWeb, poll: Poller, store: Collector, mount: str
) -> None:
    places = "".join(f"<url><loc>{{base}}/news/{number}</loc></url>" for number in range(3))
    web.set("/map.xml", f"<urlset>{places}</urlset>")
    for number in range(3):
        web.set(f"/news/{number}", EMPTY.format(mount))
    outcome = poll("/map.xml", "sitemap")
    assert (outcome.state, store.documents) == ("changed", [])
    assert "/news/0 shows no text without scripts" in "".join(outcome.problems)
    web.set("/news/1", article("Notice", "Quillmetric lost names."))  # a short one is a page
    outcome = poll("/map.xml", "sitemap")
    assert (outcome.state, [one.title for one in store.documents]) == ("ok", ["Notice"])
    assert len(outcome.problems) == 2
    web.set("/news/0", EMPTY.format(mount).replace("></div>", f"><h1>Notice</h1><p>{LONG}</p></div>"))
    assert poll("/map.xml", "sitemap").documents == 1
