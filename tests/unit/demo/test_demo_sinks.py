from __future__ import annotations

import io
import smtplib
from email.message import EmailMessage

import pytest
from rich.console import Console
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tocsin.demo.sinks import TOKEN, MailSink, SlackSink

BLOCKS = [
    {"type": "header", "text": {"type": "plain_text", "text": "OpenAI -> Mixpanel"}},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*high* &amp; [red]x[/red] \x1b[31m <https://a.example/b|a page>"},
    },
    {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Owner*\nplatform"}]},
    {"type": "context", "elements": [{"type": "plain_text", "text": "why"}]},
    {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]}]},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "emoji", "name": "red_circle"},
                    {"type": "text", "text": " HIGH", "style": {"bold": True}},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "text", "text": "Names"},
                            {"type": "text", "text": "  “taken”", "style": {"italic": True}},
                        ],
                    },
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "link", "url": "https://a.example/src", "text": "a.example/src"}],
                    },
                ],
            },
        ],
    },
    {"type": "divider"},
    {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Ack"}}]},
]


def console(width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_a_message_is_kept_and_shown_as_text(width: int) -> None:
    screen = console(width)
    with SlackSink(screen) as sink:
        client = WebClient(token=TOKEN, base_url=sink.api_url)
        assert client.auth_test()["ok"]
        client.chat_postMessage(channel="#security", text="fallback", blocks=BLOCKS)
        assert client.conversations_list()["channels"] == [{"id": "C0DEMO01", "name": "security"}]
    text = shown(screen)
    for word in (
        "Slack #security",
        "OpenAI -> Mixpanel",
        "high & [red]x[/red]",
        "a page",
        "platform",
        "why",
        "| quoted",
        "• Names  “taken”",
        "a.example/src",
        "[Ack]",
    ):
        assert word in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= width
    assert len(sink.messages) == 1


def test_threads_broadcast_history_and_metadata() -> None:
    screen = console()
    metadata = {"event_type": "tocsin_alert", "event_payload": {"key": "k1"}}
    with SlackSink(screen) as sink:
        client = WebClient(token=TOKEN, base_url=sink.api_url)
        root = client.chat_postMessage(channel="#security", text="first", metadata=metadata)["ts"]
        client.chat_postMessage(channel="#security", text="quiet", thread_ts=root)
        client.chat_postMessage(channel="#security", text="loud", thread_ts=root, reply_broadcast=True)
        history = client.conversations_history(channel="C0DEMO01", include_all_metadata=True)["messages"]
        plain = client.conversations_history(channel="C0DEMO01")["messages"]
        later = client.conversations_history(channel="C0DEMO01", oldest=history[0]["ts"])["messages"]
        replies = client.conversations_replies(channel="C0DEMO01", ts=root)["messages"]
    assert [m["text"] for m in history] == ["loud", "first"]
    assert history[1]["metadata"] == metadata
    assert "metadata" not in plain[1]
    assert [m["text"] for m in later] == ["loud"]
    assert [m["text"] for m in replies] == ["first", "quiet", "loud"]
    assert [m["text"] for m in sink.top_level] == ["first"]
    assert "reply in the thread, also sent to the channel" in shown(screen)


def test_a_wrong_token_and_an_empty_message_are_refused() -> None:
    with SlackSink() as sink:
        with pytest.raises(SlackApiError, match="invalid_auth"):
            WebClient(token="xoxb-other", base_url=sink.api_url).auth_test()
        with pytest.raises(SlackApiError, match="no_text"):
            WebClient(token=TOKEN, base_url=sink.api_url).api_call("chat.postMessage", json={"channel": "#x"})
    assert sink.messages == []


def test_a_mail_is_kept_and_its_first_lines_shown() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Größe: OpenAI -> Mixpanel", "tocsin@example.org", "soc@example.org"
    mail["References"] = "<first@example.org>"
    mail.set_content("\n".join(f"line {n} [b]" for n in range(60)))
    mail.add_alternative("<p>html</p>", subtype="html")
    screen = console()
    with MailSink(screen) as sink, smtplib.SMTP("127.0.0.1", sink.port, timeout=60) as client:
        client.send_message(mail)
    assert [str(m["Subject"]) for m in sink.mails] == ["Größe: OpenAI -> Mixpanel"]
    text = shown(screen)
    for word in ("Größe: OpenAI -> Mixpanel", "soc@example.org", "line 11 [b]", "48 more lines", "References"):
        assert word in text
    assert "line 12" not in text
    assert "html" not in text
