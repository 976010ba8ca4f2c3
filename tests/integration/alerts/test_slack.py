"""Slack channels against a stand-in that speaks the wire format."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from fakes.alert_samples import alert, exposure, incident, notice, request
from fakes.slack import SlackStandIn
from pydantic import SecretStr

from alerts.channels.base import Channel, PermanentFailure, TemporaryFailure
from alerts.channels.open import open_channel
from config.channels import SlackChannel
from model.alert import Receipt
from model.vocabulary import DataType


def by_token(slack: SlackStandIn, channel: str = "#security", timeout: float = 60, token: str = "xoxb-test") -> Channel:
    settings = SlackChannel(
        id="secops", kind="slack", api_url=slack.api_url, token=SecretStr(token), channel=channel, timeout=timeout
    )
    return open_channel(settings)


def by_webhook(slack: SlackStandIn, timeout: float = 60) -> Channel:
    return open_channel(
        SlackChannel(id="hook", kind="slack", webhook_url=SecretStr(slack.webhook_url), timeout=timeout)
    )


def test_the_message_carries_blocks_a_fallback_and_the_idempotency_key(slack: SlackStandIn) -> None:
    sent = request(alert(incident(denied=[DataType.PASSWORDS])))
    receipt = by_token(slack).send(sent)
    [message] = slack.messages
    assert receipt == Receipt(message["ts"], message["ts"], {"channel": "C0SECURITY", "asked": "#security"})
    assert message["metadata"]["event_type"] == "tocsin_alert"
    assert message["metadata"]["event_payload"]["idem"] == sent.idempotency_key
    told = message["metadata"]["event_payload"]
    assert (told["paths"], told["exposed"], told["denied"]) == (["Hartwell -> Quillmark"], ["names"], ["passwords"])
    assert message["unfurl_links"] is False
    assert "you → Hartwell → Quillmark" in message["text"]
    seen = slack.texts(message)
    for words in ("you → Hartwell → Quillmark", "the export contained names", "the export contained passwords"):
        assert words in seen


def test_an_update_is_a_thread_reply_and_broadcast_when_it_is_loud(slack: SlackStandIn) -> None:
    channel = by_token(slack)
    root = channel.send(request())
    for broadcast in (False, True):
        update = alert(key=f"update {broadcast}", update_of="root", broadcast=broadcast)
        receipt = channel.send(request(update, root=root, root_key="root"))
        assert slack.messages[-1]["thread_ts"] == root.message_id
        assert slack.messages[-1]["reply_broadcast"] is broadcast
        assert receipt.thread == root.message_id
    assert len(slack.messages) == 3


def test_an_update_on_a_channel_that_never_had_the_first_is_a_message(slack: SlackStandIn) -> None:
    by_token(slack).send(request(alert(update_of="root")))
    assert "thread_ts" not in slack.messages[0]


@pytest.mark.parametrize("error", ["thread_not_found", "invalid_blocks"])
def test_what_slack_cannot_take_is_sent_without_it(slack: SlackStandIn, error: str) -> None:
    slack.misbehave(error, method="chat.postMessage")
    by_token(slack).send(request(alert(update_of="root"), root=Receipt("1.1", "1.1", {"channel": "C0SECURITY"})))
    [message] = slack.messages
    assert ("thread_ts" in message, "blocks" in message) == (error != "thread_not_found", error != "invalid_blocks")


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "not_in_channel"])
def test_an_update_of_what_stands_in_a_channel_that_is_gone_comes_where_alerts_come_now(
    slack: SlackStandIn, error: str
) -> None:
    """As after a move to another workspace, where a channel of the same name is another one."""
    slack.misbehave(error, method="chat.postMessage")
    gone = Receipt("1.1", "1.1", {"channel": "C0OLD00001", "asked": "#security"})
    by_token(slack).send(request(alert(update_of="root"), root=gone))
    [message] = slack.messages
    assert (message["channel"], "thread_ts" in message) == ("C0SECURITY", False)
    assert "UPDATE" in slack.texts(message)


@pytest.mark.parametrize(
    "root",
    [
        Receipt("1.1", "1.1", {"channel": "C0GENERAL1", "asked": "#general"}),
        Receipt("<tocsin.1@example.org>", "<tocsin.1@example.org>"),  # the channel was one of mail then
    ],
)
def test_an_update_follows_its_channel_to_where_the_configuration_has_it_now(
    slack: SlackStandIn, root: Receipt
) -> None:
    channel, update = by_token(slack), request(alert(update_of="root"), root=root)
    slack.misbehave("accept_then_close", method="chat.postMessage")
    with pytest.raises(TemporaryFailure):
        channel.send(update)
    receipt = channel.send(replace(update, doubtful=True))
    [message] = slack.messages
    assert (message["channel"], "thread_ts" in message) == ("C0SECURITY", False)
    assert receipt.message_id == receipt.thread == message["ts"]
    assert "UPDATE" in slack.texts(message)


def test_a_channel_that_is_named_by_its_id_since_has_its_threads(slack: SlackStandIn) -> None:
    root = by_token(slack).send(request())
    by_token(slack, "C0SECURITY").send(request(alert(update_of="root"), root=root))
    assert slack.messages[-1]["thread_ts"] == root.message_id


@pytest.mark.parametrize("misbehaviour", ["accept_then_close", "accept_then_500"])
@pytest.mark.parametrize("channel_name", ["#security", "C0SECURITY"])
def test_a_doubtful_message_is_looked_up_and_not_shown_twice(
    slack: SlackStandIn, misbehaviour: str, channel_name: str
) -> None:
    slack.misbehave(misbehaviour)
    channel = by_token(slack, channel_name)
    with pytest.raises(TemporaryFailure) as failure:
        channel.send(request())
    assert failure.value.maybe_sent
    receipt = channel.send(request(doubtful=True))
    [message] = slack.messages
    said = {"channel": "C0SECURITY", "asked": channel_name, "found": "yes"}
    assert receipt == Receipt(message["ts"], message["ts"], said)


def test_a_doubtful_reply_is_looked_up_in_its_thread_over_pages(slack: SlackStandIn) -> None:
    slack.page_size = 2
    channel = by_token(slack)
    root = channel.send(request())
    updates = [request(alert(key=str(n) * 64, update_of="r"), root=root) for n in range(5)]
    for update in updates:
        channel.send(update)
    receipt = channel.send(replace(updates[3], doubtful=True))
    assert receipt.message_id == slack.messages[4]["ts"]
    assert len(slack.messages) == 6


def test_a_look_reads_what_came_later_than_the_message_before_however_full_the_channel_is(slack: SlackStandIn) -> None:
    slack.page_size = 2
    channel = by_token(slack)
    sent = [request(alert(key=f"{number:064}")) for number in range(60)]
    receipts = [channel.send(replace(one, idempotency_key=f"{n:064}")) for n, one in enumerate(sent)]
    slack.requests.clear()
    again = replace(sent[57], idempotency_key=f"{57:064}", doubtful=True, preceding=receipts[54])
    assert channel.send(again).message_id == receipts[57].message_id
    never = replace(again, idempotency_key="n" * 64)
    channel.send(never)
    assert "possible repeat" not in slack.messages[-1]["text"]
    assert Counter(method for method, _ in slack.requests) == {"conversations.history": 5, "chat.postMessage": 1}
    moved = replace(
        again,
        idempotency_key="o" * 64,
        preceding=replace(receipts[54], extra={"channel": "C0GENERAL1", "asked": "#general"}),
    )
    channel.send(moved)
    assert "possible repeat" in slack.messages[-1]["text"], "another channel's message says nothing; too much to read"


def test_a_doubtful_message_that_never_arrived_is_sent(slack: SlackStandIn) -> None:
    slack.misbehave("close")
    with pytest.raises(TemporaryFailure):
        by_token(slack).send(request())
    by_token(slack).send(request(doubtful=True))
    [message] = slack.messages
    assert "possible repeat" not in message["text"]


def test_a_token_that_may_not_look_sends_again_marked(slack: SlackStandIn) -> None:
    channel = by_token(slack, "C0SECURITY")
    slack.misbehave("missing_scope", method="conversations.history")
    channel.send(request(doubtful=True))
    assert "possible repeat" in slack.messages[0]["text"]
    assert "possible repeat" in slack.messages[0]["blocks"][0]["text"]["text"]


def test_while_looking_fails_for_now_nothing_is_sent(slack: SlackStandIn) -> None:
    slack.misbehave("429_seconds", method="conversations.history")
    with pytest.raises(TemporaryFailure) as failure:
        by_token(slack, "C0SECURITY").send(request(doubtful=True))
    assert failure.value.retry_after == 2
    assert failure.value.maybe_sent, "still in doubt"
    assert not slack.messages


def test_a_webhook_heads_updates_and_marks_repeats(slack: SlackStandIn) -> None:
    channel = by_webhook(slack)
    root = channel.send(request())
    channel.send(request(alert(update_of="root"), root=root, doubtful=True))
    first, second = (message["blocks"][0]["text"]["text"] for message in slack.messages)
    assert not first.startswith("UPDATE")
    assert second.startswith("UPDATE · possible repeat · new exposure · ")


TEMPORARY = [
    # misbehaviour, the seconds asked for, may have arrived
    ("429_seconds", (2, 2), False),
    ("429_date", (300, 601), False),
    ("429_none", None, False),
    ("429_absurd", (10**9, 10**9), False),
    ("429_negative", None, False),
    ("429_words", None, False),
    ("500", None, True),
    ("502", None, True),
    ("503", None, False),
    ("504", None, True),
    ("html_200", None, True),
    ("accept_then_close", None, True),
    ("close", None, True),
    ("hang", None, True),
]


@pytest.mark.parametrize("open_", [by_token, by_webhook])
@pytest.mark.parametrize(("misbehaviour", "asked", "maybe_sent"), TEMPORARY)
def test_what_may_pass_is_temporary_and_asked_once(
    slack: SlackStandIn, open_: type, misbehaviour: str, asked: tuple[int, int] | None, maybe_sent: bool
) -> None:
    slack.misbehave(misbehaviour, times=5)
    with pytest.raises(TemporaryFailure) as failure:
        open_(slack, timeout=3 if misbehaviour == "hang" else 60).send(request())
    assert failure.value.maybe_sent is maybe_sent
    assert failure.value.whole_channel is misbehaviour.startswith("429")
    wait = failure.value.retry_after
    assert wait is None if asked is None else wait is not None and asked[0] <= wait <= asked[1]
    assert len(slack.requests) == 1, "no retry of the SDK's own"
    assert "hook-secret" not in str(failure.value)


DOUBTFUL = ["internal_error", "fatal_error", "request_timeout", "json_list", "408"]
UNSENT = ["service_unavailable", "message_limit_exceeded", "team_added_to_org", "org_login_required", "rollup_error"]
TOO_MANY = ["ratelimited", "rate_limited"]


@pytest.mark.parametrize("code", [*DOUBTFUL, *UNSENT, *TOO_MANY])
def test_slacks_own_trouble_is_temporary(slack: SlackStandIn, code: str) -> None:
    slack.misbehave(code)
    with pytest.raises(TemporaryFailure) as failure:
        by_token(slack).send(request())
    assert failure.value.maybe_sent is (code in DOUBTFUL)
    assert failure.value.whole_channel is (code in TOO_MANY)


PERMANENT = [
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "account_inactive",
    "token_revoked",
    "no_text",
    "400",
]


@pytest.mark.parametrize("code", [*PERMANENT, "401", "403", "404", "410"])
def test_a_refusal_is_permanent(slack: SlackStandIn, code: str) -> None:
    slack.misbehave(code)
    with pytest.raises(PermanentFailure, match=code):
        by_token(slack).send(request())
    assert not slack.messages


def test_a_wrong_token_is_permanent(slack: SlackStandIn) -> None:
    with pytest.raises(PermanentFailure, match="invalid_auth") as failure:
        by_token(slack, token="xoxb-canary").send(request())
    assert "canary" not in repr(failure.value)


@pytest.mark.parametrize("code", ["channel_is_archived", "invalid_token", "no_service", "invalid_payload", "410"])
def test_a_webhooks_refusal_is_permanent(slack: SlackStandIn, code: str) -> None:
    slack.misbehave(code)
    with pytest.raises(PermanentFailure, match=code):
        by_webhook(slack).send(request())


def test_a_refused_connection_was_not_sent() -> None:
    with SlackStandIn() as gone:
        channels = [by_token(gone), by_webhook(gone)]
    for channel in channels:
        with pytest.raises(TemporaryFailure, match="connection refused") as failure:
            channel.send(request())
        assert not failure.value.maybe_sent
        assert failure.value.whole_channel


def test_two_hundred_exposures_and_long_quotes_keep_slacks_limits(slack: SlackStandIn) -> None:
    many = tuple(exposure(f"e{n}", path=(f"Vendor {n} " + "x" * 200, "Quillmark")) for n in range(200))
    by_token(slack).send(request(alert(incident(exposed=list(DataType), quote="{} " + "word " * 2000), many)))
    [message] = slack.messages
    assert len(message["blocks"]) <= 50
    assert all(len("".join(slack.texts({"blocks": [block]}))) <= 3100 for block in message["blocks"])


def test_a_notice_is_a_message_and_its_recovery_a_reply(slack: SlackStandIn) -> None:
    channel = by_token(slack)
    root = channel.send(request(notice()))
    channel.send(request(notice(key="r" * 64, update_of=notice().key, title="It is read again"), root=root))
    first, second = slack.messages
    assert "silent for two days" in first["blocks"][0]["text"]["text"]
    assert "a web page instead of a feed" in slack.texts(first)
    assert first["metadata"]["event_payload"]["reasons"] == ["source silent"]
    assert second["thread_ts"] == first["ts"]
