"""A small web of feeds and articles on 127.0.0.1, told in our own words, for tests that drive the whole of Tocsin."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Self

from fakes.bad_web import BadWeb, Page

OPENAI_POST = """
<p>On 26 November 2025 we are writing to customers of our API: the analytics provider Mixpanel, whose tool counted visits
to the pages of our API product, has had a security incident.</p>
<p>It did not go beyond Mixpanel. OpenAI's own systems were not breached.</p>
<p>Mixpanel noticed on 9 November 2025 that an intruder had been in some of its systems without authorisation and copied a
data set of customer information out of them. We have had that data set for our own review since 25 November.</p>
<h2>What may be in the exported data</h2>
<ul><li>Name given on the API account</li><li>Email address of the account</li>
<li>Approximate location, down to the city</li><li>Operating system and browser</li>
<li>Referring websites</li><li>Organisation or user IDs</li></ul>
<h2>What was not affected</h2>
<p>No passwords, credentials, API keys, payment details, government IDs, chats, API requests or API usage data were
exposed.</p>
<p>We no longer use Mixpanel.</p>
"""

NEWS_ON_OPENAI = """
<p>OpenAI has told users of its API that some of their account data was stolen from Mixpanel, the analytics firm whose
software counted visits to its developer pages. Mixpanel detected the intrusion on 9 November 2025.</p>
<p>Names, e-mail addresses, approximate location, browser details and user IDs were exposed, OpenAI said. Passwords,
API keys and payment details were not exposed.</p>
<p>The research firm Copperlatch, which was not involved, advised users to expect phishing.</p>
"""

BYSTANDER = """
<p>Brackenmoor Clinics confirmed on 25 November 2025 that intruders broke into its patient portal and stole names and
medical records of 12,000 patients.</p>
<p>The clinic's chatbot, which uses a model by OpenAI, was not affected and runs on separate systems. OpenAI was not
breached.</p>
"""

TERNFOLD_FIRST = """
<p>Ternfold Payroll told its customers on 20 November 2025 that an unauthorised party had gained access to its systems on
14 November 2025. Names and email addresses of users were taken.</p>
<p>Passwords were not affected, the company said.</p>
"""

TERNFOLD_CORRECTION = """
<p>Ternfold Payroll corrects its notice of 20 November 2025 on the unauthorised access to its systems on 14 November 2025.
The investigation has found that passwords of users were taken as well, besides names and email addresses.</p>
<p>Ternfold Payroll asks all users to change their passwords.</p>
"""


@dataclass
class Newsroom:
    """Feeds by name, each a list of (path, title, RFC 822 date); `publish` adds an article to one."""

    web: BadWeb = field(default_factory=BadWeb)
    feeds: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.web.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.web.__exit__(*exc)

    def publish(self, feed: str, title: str, date: str, body: str) -> str:
        """A new article in a feed; its path."""
        entries = self.feeds.setdefault(feed, [])
        path = f"/{feed}/{len(entries) + 1}"
        html = (
            f"<!doctype html><html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>"
        )
        self.web.set(path, Page(f"{html}{body}</article></body></html>", "text/html; charset=utf-8"))
        entries.insert(0, (path, title, date))
        self._render(feed)
        return path

    def link(self, feed: str, entries: list[tuple[str, str, str]]) -> None:
        """A feed of these entries, wherever their pages are."""
        self.feeds[feed] = entries
        self._render(feed)

    def feed_url(self, feed: str) -> str:
        return self.web.url(f"/{feed}.xml")

    def _render(self, feed: str) -> None:
        items = "".join(
            f"<item><title>{escape(title)}</title><link>{self.web.url(path)}</link><guid>{self.web.url(path)}</guid>"
            f"<pubDate>{date}</pubDate></item>"
            for path, title, date in self.feeds[feed]
        )
        body = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{feed}</title>{items}</channel></rss>'
        self.web.set(f"/{feed}.xml", Page(body, "application/rss+xml"))


def november_2025(room: Newsroom) -> None:
    """The founding story as of 28 November 2025, with a press that also writes of other things."""
    room.publish(
        "vendor",
        "Data of our API users left Mixpanel in a security incident",
        "Wed, 26 Nov 2025 20:00:00 GMT",
        OPENAI_POST,
    )
    room.publish("ternfold", "Security notice", "Thu, 20 Nov 2025 09:00:00 GMT", TERNFOLD_FIRST)
    room.publish(
        "press",
        "Analytics firm breach exposes data of OpenAI API users",
        "Thu, 27 Nov 2025 08:00:00 GMT",
        NEWS_ON_OPENAI,
    )
    room.publish(
        "press", "Brackenmoor Clinics says patient records were stolen", "Tue, 25 Nov 2025 10:00:00 GMT", BYSTANDER
    )
    room.publish(
        "press",
        "Survey: most firms fear a breach at a supplier",
        "Mon, 24 Nov 2025 10:00:00 GMT",
        "<p>Two out of three firms in a survey of 900 expect a breach at a supplier next year. The average cost of a data "
        "breach rose to 4.1 million, the authors estimate, and few firms know all their suppliers.</p>",
    )
