"""The contract of channels, on each of them."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import lxml.html
import pytest
from contract import ChannelContract, assert_no_controls, test_there_are_enough_strings  # noqa: F401
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn
from fakes.webhook import WebhookStandIn

from alerts.channels.base import Channel
from alerts.channels.open import open_channel
from config.channels import AppriseChannel, EmailChannel, SlackChannel, WebhookChannel

HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "X-Auto-Response-Suppress", "X-Tocsin-Alert",
    "X-Tocsin-Severity", "X-Tocsin-Exposed", "X-Tocsin-Denied", "MIME-Version", "Content-Type", "In-Reply-To", "References",
}  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "code", "div", "span", "h1", "h2", "p", "ul", "li", "a", "table", "tr", "td",
    "th", "thead", "tbody", "strong", "br", "img",
}  # fmt: skip
BLOCKS = {
    "header", "context", "plain_text", "rich_text", "rich_text_section", "rich_text_list", "text", "link", "emoji",
}  # fmt: skip


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as held:  # for as long as the test takes, lest another listens there
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


def elements(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "type" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from elements(child)


def assert_slack_is_safe(message: dict[str, Any]) -> None:
    assert {element["type"] for element in elements(message["blocks"])} <= BLOCKS
    assert len(message["blocks"]) <= 50
    for element in elements(message["blocks"]):
        if element["type"] == "link":
            assert re.match(r"https?://[a-z0-9.-]+(:\d+)?/", element["url"])
            assert element["text"].startswith(element["url"].split("/")[2]), "the host is shown"
        if element["type"] == "emoji":
            assert element["name"].endswith("_circle")
        if element["type"] == "plain_text":
            assert element["emoji"] is False
        text = element.get("text", "")
        assert_no_controls(text if isinstance(text, str) else "")
    fallback = message["text"]
    assert not re.search(r"[<>]|&(?!(amp|lt|gt);)|://|(?i:www\.)", fallback)
    assert_no_controls(fallback)


class _Slack(ChannelContract):
    @pytest.fixture(autouse=True)
    def _start(self, closed_port: int) -> Iterator[None]:
        self.closed_port = closed_port
        with SlackStandIn() as self.slack:
            yield

    def settings(self, base: str) -> dict[str, Any]:
        raise NotImplementedError

    def open(self) -> Channel:
        return open_channel(SlackChannel.model_validate(self.settings(f"http://127.0.0.1:{self.slack.port}")))

    def closed(self) -> Channel:
        return open_channel(SlackChannel.model_validate(self.settings(f"http://127.0.0.1:{self.closed_port}")))

    def seen(self) -> list[str]:
        return [self.slack.texts(message) for message in self.slack.messages]

    def keys(self) -> list[str]:
        return [message["metadata"]["event_payload"]["idem"] for message in self.slack.messages]

    def assert_last_is_safe(self) -> None:
        assert_slack_is_safe(self.slack.messages[-1])

    def drop_after_accepting(self) -> None:
        self.slack.misbehave("accept_then_close")


class TestSlackByToken(_Slack):
    threads = True

    def settings(self, base: str) -> dict[str, Any]:
        token = {"api_url": f"{base}/api/", "token": "xoxb-test", "channel": "#security"}
        return {"id": "s", "kind": "slack", "timeout": 60, **token}

    def test_nothing_is_parsed_or_unfurled(self) -> None:
        self.test_a_notice_arrives_with_its_lines()
        [arguments] = [said for method, said in self.slack.requests if method == "chat.postMessage"]
        assert (arguments["parse"], arguments["link_names"]) == ("none", False)
        assert (arguments["unfurl_links"], arguments["unfurl_media"]) == (False, False)


class TestSlackByWebhook(_Slack):
    def settings(self, base: str) -> dict[str, Any]:
        return {"id": "h", "kind": "slack", "timeout": 60, "webhook_url": f"{base}/services/T0TEST/B0TEST/canary"}


class TestMail(ChannelContract):
    threads = True

    @pytest.fixture(autouse=True)
    def _start(self, closed_port: int) -> Iterator[None]:
        self.closed_port = closed_port
        with SmtpStandIn() as self.smtp:
            yield

    def at(self, port: int) -> Channel:
        values = {"id": "m", "kind": "email", "host": "127.0.0.1", "port": port, "from": "t@example.org"}
        return open_channel(EmailChannel.model_validate({**values, "to": ["soc@example.org"], "timeout": 60}))

    def open(self) -> Channel:
        return self.at(self.smtp.port)

    def closed(self) -> Channel:
        return self.at(self.closed_port)

    def seen(self) -> list[str]:
        # The reader of either part has to see it all; the shorter of the two counts.
        return [f"{received.message['Subject']}\n{received.part('plain')}" for received in self.smtp.received]

    def keys(self) -> list[str]:
        return [str(received.message["Message-ID"]) for received in self.smtp.received]

    def drop_after_accepting(self) -> None:
        self.smtp.misbehave("drop_after_data", "DATA")

    def assert_last_is_safe(self) -> None:
        received = self.smtp.received[-1]
        message: EmailMessage = received.message
        assert set(message.keys()) <= HEADERS
        assert len(message.keys()) == len(set(message.keys()))
        assert not message.defects
        assert received.to == ("soc@example.org",)
        assert message["To"] == "soc@example.org"
        assert "\n" not in message["Subject"]
        assert_no_controls(message["Subject"])
        kinds = [part.get_content_type() for part in message.walk()]
        assert kinds == ["multipart/alternative", "text/plain", "text/html"]
        plain = received.part("plain")
        assert_no_controls(plain)
        page = lxml.html.document_fromstring(received.part("html"))
        assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= TAGS
        for element in page.iter():
            assert isinstance(element.tag, str), "no comment, no processing instruction"
            assert not [name for name in element.attrib if name.startswith("on") or name == "src"]
            if "href" in element.attrib:
                assert re.match(r"https?://[a-z0-9.-]+(:\d+)?/", element.attrib["href"])
                assert element.text_content().startswith(element.attrib["href"].split("/")[2])
        links = {element.attrib["href"] for element in page.iter("a")}
        body = page.body.text_content()
        assert "://" not in body
        assert not re.search(r"(?i)\bwww\.", body)
        assert not {url for url in re.findall(r"[a-z]+://\S+", plain) if url not in links}


class _Posted(ChannelContract):
    @pytest.fixture(autouse=True)
    def _start(self, closed_port: int) -> Iterator[None]:
        self.closed_port = closed_port
        with WebhookStandIn() as self.hook:
            yield

    def data(self) -> list[dict[str, Any]]:
        return [json.loads(posted.body) for posted in self.hook.received]

    def drop_after_accepting(self) -> None:
        self.hook.misbehave("accept_then_close")


class TestWebhook(_Posted):
    def open(self) -> Channel:
        return open_channel(WebhookChannel.model_validate({"id": "w", "kind": "webhook", "url": self.hook.url}))

    def closed(self) -> Channel:
        url = f"http://127.0.0.1:{self.closed_port}/canary"
        return open_channel(WebhookChannel.model_validate({"id": "w", "kind": "webhook", "url": url}))

    def seen(self) -> list[str]:
        return ["\n".join([*_strings(event), *_said_in_numbers(event["data"])]) for event in self.data()]

    def keys(self) -> list[str]:
        return [posted.headers["idempotency-key"] for posted in self.hook.received]

    def assert_last_is_safe(self) -> None:
        event = self.data()[-1]
        for text in _strings(event["data"]["content"]):
            assert_no_controls(text)
        links = [node["url"] for node in _nodes(event) if set(node) == {"url", "host"}]
        assert all(re.match(r"https?://[a-z0-9.-]+(:\d+)?/", url) for url in links)


class TestApprise(_Posted):
    def open(self) -> Channel:
        return self.at(self.hook.port)

    def closed(self) -> Channel:
        return self.at(self.closed_port)

    def at(self, port: int) -> Channel:
        urls = f"json://127.0.0.1:{port}/canary?cto=2&rto=2"
        return open_channel(AppriseChannel.model_validate({"id": "a", "kind": "apprise", "urls": urls}))

    def seen(self) -> list[str]:
        # An address of an owner stays readable, but is no mention.
        return [f"{posted['title']}\n{posted['message']}" for posted in self.data()]

    def keys(self) -> list[str]:
        return [re.findall(r"(?:alert|notice) ([0-9a-z]{12})", posted["message"])[-1] for posted in self.data()]

    def assert_last_is_safe(self) -> None:
        text = self.seen()[-1]
        assert_no_controls(text)
        assert not re.search(r"[@<>\[\]`]|://|(?i:\bwww\.)", text)


def _said_in_numbers(data: dict[str, Any]) -> list[str]:
    return [*(["UPDATE"] if data["update_of"] else []), f"{data['content']['more_lines']} more"]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _nodes(child)


def _strings(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = list(node.values())
    return [text for child in node for text in _strings(child)] if isinstance(node, list) else []
