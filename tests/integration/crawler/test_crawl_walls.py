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


WALLS = {
    "challenge": ("Just a moment...", "quillmetric.example needs to review the security of your connection first."),
    "check": ("Quillmetric", "Checking your browser before accessing quillmetric.example. This takes five seconds."),
    "scripts": ("Quillmetric", "You need to enable JavaScript to run this app."),
    "consent": ("Before you continue", CONSENT[:400]),
    "not found": ("Page not found | Quillmetric", GONE[:300]),
    "maintenance": ("Quillmetric", "We are currently down for scheduled maintenance. We will be back soon. Thank you."),
    "parked": ("quillmetric.example", "This domain is for sale! Buy this domain. Related searches: metrics, quills."),
    "region": ("Quillmetric", "This content is not available in your region."),
    "sign in": ("Quillmetric", "Please sign in to continue to the trust center. Forgot your password?"),
    "German": (
        "Seite nicht gefunden",
        "Die Seite gibt es hier nicht mehr. Bitte nutzen Sie unsere Suche im Kopf der Seite.",
    ),
}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_where_a_watched_page_was_is_told_and_takes_nothing_in(
    web: BadWeb, poll: Poller, store: Collector, name: str
) -> None:
    web.set("/security", article(*WALLS[name]))
    outcome = poll("/security", "page", min_items=1)
    assert (outcome.state, outcome.looked, store.documents) == ("wall", False, [])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Page not found error exposed customer records",
            "A page that said “page not found” held names. We closed it.",
        ),
        ("Notice", "Criminals showed our customers “checking your browser” and stole passwords. We have reset them."),
        ("Access denied to former staff", "Quillmetric found unauthorized access to its billing system on 3 November."),
        ("Scheduled maintenance on Friday", "Our service will be down for maintenance from 9 to 10. We will be quick."),
        ("Status of our services", f"We were down for maintenance on Monday. {LONG.replace('exported', 'moved')}"),
    ],
)
def test_a_notice_that_speaks_of_a_wall_is_a_page(
    web: BadWeb, poll: Poller, store: Collector, title: str, text: str
) -> None:
    web.set("/security", article(title, text))
    assert (poll("/security", "page", min_items=1).state, [one.title for one in store.documents]) == ("ok", [title])


@pytest.mark.parametrize("kind", ["listing", "sitemap"])
def test_a_page_behind_a_list_that_was_a_wall_at_first_is_read_once_it_shows_its_words(
    web: BadWeb, poll: Poller, store: Collector, kind: str
) -> None:
    if kind == "listing":
        web.set(
            "/news/",
            Page("<html><body><main><a href=/news/one>Notice</a></main></body></html>", "text/html", etag='"v"'),
        )
    else:
        web.set("/news/", Page("<urlset><url><loc>{base}/news/one</loc></url></urlset>", "application/xml", etag='"v"'))
    web.set("/news/one", article(*WALLS["challenge"]))
    outcome = poll("/news/", kind)
    assert "/news/one shows no words of its own, only “Just a moment...”" in outcome.problems[0]
    web.set("/news/one", article("Notice", LONG))
    poll("/news/", kind)
    assert LONG.strip() in store.documents[-1].text
    web.set("/news/one", article(*WALLS["maintenance"]))
    store.revisit = True
    outcome = store.poll(make_source(web.url("/news/"), kind), revisit=(web.url("/news/one"),))[0]
    assert ("/news/one shows no words" in outcome.problems[0], LONG.strip() in store.documents[-1].text) == (True, True)
