"""What every channel must do, whatever it is. A channel's test class derives from it and says how to read what arrived."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import replace

import pytest
from fakes.alert_samples import alert, exposure, incident, notice, request
from fakes.hostile import STRINGS

from alerts.channels.base import Channel, TemporaryFailure
from alerts.withdrawal import gone_text
from model.alert import Alert, Receipt, SendRequest
from model.exposure import Exposure, Gone
from model.incident import Change
from model.notice import Notice
from model.vocabulary import DataType, Reason, Severity, Status

TRUE_URL = "https://vendor.example/notice?id=1&x=%3Cb%3E"


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


def hostile_notice(text: str) -> Notice:
    return notice(title=text, lines=(text, text), severity=Severity.LOW)


def assert_no_controls(text: str) -> None:
    assert not {char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")}


class ChannelContract(ABC):
    """Each subclass is a channel with its stand-in started by a fixture that fills `self.server`."""

    #: Whether the channel shows an update under the first message; otherwise it is a message marked UPDATE.
    threads = False

    @abstractmethod
    def open(self) -> Channel:
        """The channel on its stand-in."""

    @abstractmethod
    def seen(self) -> list[str]:
        """All that a reader sees of each accepted message, in order."""

    @abstractmethod
    def keys(self) -> list[str]:
        """What lets the other side, or us, recognise each accepted message: one string a message."""

    @abstractmethod
    def assert_last_is_safe(self) -> None:
        """Nothing in the last message is alive."""

    @abstractmethod
    def drop_after_accepting(self) -> None:
        """The stand-in takes the next message and closes the connection without an answer."""

    @abstractmethod
    def closed(self) -> Channel:
        """A channel to an address where nobody listens."""

    def send(self, message: SendRequest) -> Receipt:
        return self.open().send(message)

    def test_every_alert_says_why_now_why_you_and_why_this_severity(self) -> None:
        self.send(request(alert(incident(denied=[DataType.PASSWORDS]))))
        [text] = self.seen()
        for words in (
            "Breach at Quillmark reaches you through Hartwell",
            "new exposure: this way into your inventory was not known before",
            "you → Hartwell → Quillmark",
            "platform",
            "names exposed and shared",
            "the export contained passwords",
        ):
            assert words in text, words

    @pytest.mark.parametrize("status", [Status.RETRACTED, Status.DISPUTED])
    def test_a_withdrawal_says_so_first_and_is_an_update(self, status: Status) -> None:
        root = self.send(request())
        reason = Reason.STATUS_RETRACTED if status is Status.RETRACTED else Reason.STATUS_DISPUTED
        update = alert(incident=incident(status=status), key="u" * 64, update_of="root", reasons=(reason,))
        receipt = self.send(request(update, root=root, root_key="root"))
        text = self.seen()[-1]
        assert ("Withdrawn" if status is Status.RETRACTED else "Disputed") in text
        assert reason.value in text
        if self.threads:
            assert receipt.thread == root.thread
        else:
            assert "UPDATE" in text

    def test_what_no_longer_holds_says_so_and_why(self) -> None:
        root = self.send(request())
        lost = replace(exposure(), severity=Severity.LOW)
        change = Change("gone", gone_text(Gone(lost, "“It was Ternfold, not us” (the vendor itself).")))
        update = alert(
            key="u" * 64, update_of="root", reasons=(Reason.EXPOSURE_WITHDRAWN,), severity=Severity.LOW,
            exposures=(lost,), withdrawn=(lost.key,), changes=(change,),
        )  # fmt: skip
        receipt = self.send(request(update, root=root, root_key="root"))
        text = self.seen()[-1]
        for words in ("No longer holds: breach at Quillmark", "exposure withdrawn", "It was Ternfold, not us"):
            assert words in text, words
        assert "\nExposed\n" not in text
        assert receipt.thread == root.thread if self.threads else "UPDATE" in text

    def test_a_claim_is_never_told_as_a_fact(self) -> None:
        self.send(request(alert(incident(status=Status.ALLEGED, exposed=[DataType.PASSWORDS]))))
        text = self.seen()[-1]
        assert "Claimed, not confirmed" in text
        assert "An attacker claims" in text
        assert "\nExposed\n" not in text

    def test_a_notice_arrives_with_its_lines(self) -> None:
        self.send(request(notice()))
        text = self.seen()[-1]
        assert "silent for two days" in text
        assert "a web page instead of a feed" in text

    def test_a_repeat_can_be_recognised(self) -> None:
        first = request()
        self.send(first)
        self.send(first)
        assert len(set(self.keys())) == 1
        self.send(request(alert(key="o" * 64)))
        assert len(set(self.keys())) == 2

    def test_a_connection_that_drops_after_the_message_is_in_doubt(self) -> None:
        self.drop_after_accepting()
        with pytest.raises(TemporaryFailure) as failure:
            self.send(request())
        assert failure.value.maybe_sent
        assert "canary" not in repr(failure.value)

    def test_where_nobody_listens_nothing_is_lost(self) -> None:
        with pytest.raises(TemporaryFailure) as failure:
            self.closed().send(request())
        assert "canary" not in repr(failure.value)

    def test_two_hundred_ways_and_long_quotes_fit(self) -> None:
        many: tuple[Exposure, ...] = tuple(
            exposure(f"e{n}", path=(f"Vendor {n} " + "x" * 200, "Quillmark")) for n in range(200)
        )
        self.send(request(alert(incident(exposed=list(DataType), quote="{} " + "word " * 2000), many)))
        self.assert_last_is_safe()
        self.send(request(notice(lines=tuple(f"line {n} " + "y" * 600 for n in range(500)))))
        assert "more" in self.seen()[-1]

    @pytest.mark.parametrize("text", STRINGS)
    def test_hostile_text_stays_dead(self, text: str) -> None:
        for message in (hostile(text), hostile_notice(text)):
            self.send(request(message))
            self.assert_last_is_safe()


def test_there_are_enough_strings() -> None:
    assert len(set(STRINGS)) >= 60
