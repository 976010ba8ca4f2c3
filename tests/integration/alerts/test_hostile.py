"""Hostile text in every field through every channel: no mention, link, header, markup or control character lives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import lxml.html
import pytest
from fakes.alert_samples import alert, exposure, incident, notice, request
from fakes.hostile import STRINGS
from fakes.slack import SlackStandIn
from fakes.smtp import Received, SmtpStandIn
from pydantic import SecretStr

from alerts.channels.open import open_channel
from config.channels import EmailChannel, SlackChannel
from model.alert import Alert
from model.incident import Change
from model.vocabulary import DataType, Severity, Status

TRUE_URL = "https://vendor.example/notice?id=1&x=%3Cb%3E"
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "X-Auto-Response-Suppress", "X-Tocsin-Alert",
    "X-Tocsin-Severity", "X-Tocsin-Exposed", "X-Tocsin-Denied", "MIME-Version", "Content-Type", "In-Reply-To", "References",
}  # fmt: skip
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "span",
    "h1",
    "h2",
    "p",
    "ul",
    "li",
    "a",
    "table",
    "tr",
    "td",
    "tbody",
    "strong",
    "br",
}


def hostile(text: str, status: Status = Status.CONFIRMED) -> Alert:
    """An alert with `text` wherever text comes from outside."""
    story = incident(breached=text, quote=text + " {}", title=text, urls=(TRUE_URL, text), status=status)
    story = replace(story, occurred=text, disclosed=text)
    one = exposure(path=(text, "Quillmark"), owner=text, source=text)
    [item] = one.items
    item = replace(item, name=text, version=text, source=text, criticality=text, supplier=text)
    terms = tuple(replace(term, text=text) for term in one.severity_terms)
    one = replace(one, items=(item,), matched_text=text, why=text, severity_terms=terms, key=text or "k")
    return alert(story, (one,), key="f" * 64, changes=(Change("data_type:names", text),), update_of="root")


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def smtp() -> Iterator[SmtpStandIn]:
    with SmtpStandIn() as stand_in:
        yield stand_in


def elements(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "type" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from elements(child)


def assert_no_controls(text: str) -> None:
    bad = {char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")}
    assert not bad


def assert_slack_is_safe(message: dict[str, Any]) -> None:
    kinds = {element["type"] for element in elements(message["blocks"])}
    assert kinds <= {
        "header", "context", "plain_text", "rich_text", "rich_text_section", "rich_text_list", "text", "link", "emoji",
    }  # fmt: skip
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


@pytest.mark.parametrize("text", STRINGS)
def test_slack(slack: SlackStandIn, text: str) -> None:
    token = SlackChannel(id="s", kind="slack", api_url=slack.api_url, token=SecretStr("xoxb-test"), channel="#security")
    hook = SlackChannel(id="h", kind="slack", webhook_url=SecretStr(slack.webhook_url))
    for settings in (token, hook):
        for message in (hostile(text), notice(title=text, lines=(text, text))):
            open_channel(settings).send(request(message))
            assert_slack_is_safe(slack.messages[-1])
    posted = [arguments for method, arguments in slack.requests if method == "chat.postMessage"]
    assert (posted[-1]["parse"], posted[-1]["link_names"]) == ("none", False)


def assert_mail_is_safe(received: Received) -> None:
    message: EmailMessage = received.message
    assert set(message.keys()) <= HEADERS
    assert len(message.keys()) == len(set(message.keys()))
    assert not message.defects
    assert received.to == ("soc@example.org",)
    assert message["To"] == "soc@example.org"
    assert "\n" not in message["Subject"]
    assert_no_controls(message["Subject"])
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
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


@pytest.mark.parametrize("text", STRINGS)
def test_mail(smtp: SmtpStandIn, text: str) -> None:
    values = {"id": "m", "kind": "email", "host": "127.0.0.1", "port": smtp.port, "from": "t@example.org"}
    channel = open_channel(EmailChannel.model_validate(values | {"to": ["soc@example.org"]}))
    for message in (hostile(text), notice(title=text, lines=(text, text), severity=Severity.LOW)):
        channel.send(request(message))
        assert_mail_is_safe(smtp.received[-1])


def test_there_are_enough_strings() -> None:
    assert len(set(STRINGS)) >= 60


def test_a_claim_is_never_told_as_a_fact(slack: SlackStandIn) -> None:
    settings = SlackChannel(
        id="s", kind="slack", api_url=slack.api_url, token=SecretStr("xoxb-test"), channel="#security"
    )
    claim = alert(incident(status=Status.ALLEGED, exposed=[DataType.PASSWORDS]))
    open_channel(settings).send(request(claim))
    seen = slack.texts(slack.messages[-1])
    assert "Claimed, not confirmed" in seen
    assert "An attacker claims" in seen
    assert "\nExposed\n" not in seen
