"""Mail against a real SMTP server."""

from __future__ import annotations

import ipaddress
import re
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fakes.alert_samples import NOW, alert, exposure, incident, notice, request
from fakes.bad_web import BadWeb
from fakes.smtp import SmtpStandIn
from pydantic import SecretStr

from alerts.channels.base import Channel, PermanentFailure, TemporaryFailure
from alerts.channels.open import open_channel
from config.channels import EmailChannel
from model.alert import Receipt
from model.vocabulary import DataType, Severity

TO = ["soc@example.org", "ciso@example.org", "ops@example.org"]


def mail(smtp: SmtpStandIn | int, **settings: object) -> Channel:
    port = smtp if isinstance(smtp, int) else smtp.port
    values = {"id": "mail", "kind": "email", "host": "127.0.0.1", "port": port, "from": "tocsin@example.org", "to": TO}
    return open_channel(EmailChannel.model_validate(values | {"timeout": 60} | settings))


def test_the_mail_has_two_parts_and_the_headers_of_a_list(smtp: SmtpStandIn) -> None:
    sent = request(alert(incident(denied=[DataType.PASSWORDS]), (exposure(severity=Severity.HIGH),)))
    receipt = mail(smtp).send(sent)
    [received] = smtp.received
    message = received.message
    assert (received.sender, received.to) == ("tocsin@example.org", tuple(TO))
    assert message["Message-ID"] == receipt.message_id == f"<tocsin.{sent.idempotency_key}@example.org>"
    assert message["Subject"] == "[HIGH] Breach at Quillmark reaches you through Hartwell"
    assert (message["X-Tocsin-Exposed"], message["X-Tocsin-Denied"]) == ("names", "passwords")
    assert message["Auto-Submitted"] == "auto-generated"
    assert "<alerts.example.org>" in message["List-Id"]
    assert parsedate_to_datetime(message["Date"]) == NOW
    assert (message["In-Reply-To"], message["References"]) == (None, None)
    for kind in ("plain", "html"):
        for words in ("Hartwell → Quillmark", "the export contained names", "the export contained passwords"):
            assert words in received.part(kind)


def test_an_update_refers_to_the_first_mail(smtp: SmtpStandIn) -> None:
    channel = mail(smtp)
    root = channel.send(request())
    channel.send(request(alert(update_of="root"), root=root))
    channel.send(request(alert(update_of="root"), root_key="k" * 64))
    first, second, third = (received.message for received in smtp.received)
    assert second["References"] == second["In-Reply-To"] == first["Message-ID"]
    assert second["Subject"].startswith("UPDATE (new exposure) [")
    assert third["References"] == f"<tocsin.{'k' * 64}@example.org>"
    for header in ("In-Reply-To", "References"):
        written = f"\r\n{header}: {first['Message-ID']}\r\n".encode()
        assert written in smtp.received[1].raw, "as it is: encoded, as long text is, no mail client knows it again"


@pytest.mark.parametrize("first", ["1764.000100", "k" * 64])
def test_an_update_of_what_came_there_by_slack_or_a_webhook_refers_to_no_number_of_theirs(
    smtp: SmtpStandIn, first: str
) -> None:
    """The channel's kind was changed since: what is no Message-ID makes a header that servers may refuse."""
    mail(smtp).send(request(alert(update_of="root"), root=Receipt(first), root_key="k" * 64))
    assert smtp.received[0].message["References"] == f"<tocsin.{'k' * 64}@example.org>"


@pytest.mark.parametrize(("answer", "wait"), [("452", 0), ("450", None)])
def test_whoever_takes_no_more_recipients_at_once_gets_the_others_at_once(
    smtp: SmtpStandIn, answer: str, wait: float | None
) -> None:
    """Of a thousand, a hundred with each attempt: waits that double would tell the last of them hours later."""
    channel = mail(smtp)
    first, *others = TO
    for address in others:
        smtp.refuse(address, answer)
    with pytest.raises(TemporaryFailure) as failure:
        channel.send(request(accepted=()))
    assert (failure.value.accepted, failure.value.retry_after) == ((first,), wait)
    with pytest.raises(TemporaryFailure) as failure:
        channel.send(request(accepted=(first,)))
    assert failure.value.retry_after is None, "nobody got it by that attempt"


def test_a_digests_picture_is_found_whatever_the_senders_domain(smtp: SmtpStandIn) -> None:
    digest = notice(table=(("Severity", "What"), ("HIGH", "A breach")), trend=(1, 4, 2))
    mail(smtp, **{"from": "tocsin@notifications.security.a-long-name.example.org"}).send(request(digest))
    [received] = smtp.received
    [cid] = re.findall(rb"\r\nContent-ID: <([^>]+)>\r\n", received.raw)
    assert f'src="cid:{cid.decode()}"' in received.part("html")


def test_a_domain_of_other_letters_is_written_as_the_dns_has_it(smtp: SmtpStandIn) -> None:
    mail(smtp, **{"from": "tocsin@quillstraße.example", "to": ["soc@brässwick.example"]}).send(request())
    assert smtp.received[0].to == ("soc@xn--brsswick-1za.example",)
    assert "tocsin@xn--quillstrae-e4a.example" in smtp.received[0].raw.decode("ascii")


def test_another_attempt_gives_the_same_bytes(smtp: SmtpStandIn) -> None:
    channel = mail(smtp)
    for doubtful in (False, True):
        channel.send(request(doubtful=doubtful))
    first, second = smtp.received
    assert first.raw == second.raw


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("code", ["421", "450", "451", "452", "550", "552", "554"])
def test_an_answer_of_four_hundred_may_pass_and_five_hundred_is_final(smtp: SmtpStandIn, stage: str, code: str) -> None:
    smtp.misbehave(code, stage, times=len(TO))
    failure = TemporaryFailure if code < "500" else PermanentFailure
    with pytest.raises(failure, match=code) as caught:
        mail(smtp).send(request())
    assert not getattr(caught.value, "maybe_sent", False)
    assert getattr(caught.value, "whole_channel", False) is (code == "421"), "only a server that closes is left alone"
    assert not smtp.received


def test_one_refused_recipient_is_told_and_the_others_get_it(smtp: SmtpStandIn) -> None:
    smtp.refuse("ciso@example.org", "550")
    receipt = mail(smtp).send(request())
    assert smtp.received[0].to == ("soc@example.org", "ops@example.org")
    assert receipt.extra == {"refused": "ciso@example.org: 550 5.1.1 no such user"}


def test_a_recipient_refused_for_now_is_tried_again_alone(smtp: SmtpStandIn) -> None:
    smtp.refuse("ciso@example.org", "451")
    smtp.refuse("ops@example.org", "550")
    with pytest.raises(TemporaryFailure, match=r"ciso@example[.]org: 451") as failure:
        mail(smtp).send(request(accepted=()))
    smtp.refuse("ciso@example.org", None)
    assert failure.value.accepted == ("soc@example.org",)
    receipt = mail(smtp).send(request(accepted=failure.value.accepted))
    assert [received.to for received in smtp.received] == [("soc@example.org",), ("ciso@example.org",)]
    assert receipt.extra == {"refused": "ops@example.org: 550 5.1.1 no such user"}


def test_a_caller_that_keeps_no_state_is_told_who_waits(smtp: SmtpStandIn) -> None:
    smtp.refuse("ciso@example.org", "451")
    assert mail(smtp).send(request()).extra == {"refused_for_now": "ciso@example.org: 451 4.7.1 greylisted"}


def test_when_all_are_refused_one_temporary_answer_is_enough_to_try_again(smtp: SmtpStandIn) -> None:
    for address, code in zip(TO, ("550", "450", "554"), strict=True):
        smtp.refuse(address, code)
    with pytest.raises(TemporaryFailure):
        mail(smtp).send(request())
    smtp.refuse("ciso@example.org", "550")
    with pytest.raises(PermanentFailure):
        mail(smtp).send(request())


@pytest.mark.parametrize("how", ["drop_after_data", "drop_unseen", "hang"])
def test_a_connection_lost_after_the_text_may_have_sent_it(smtp: SmtpStandIn, how: str) -> None:
    smtp.misbehave(how, "DATA")
    with pytest.raises(TemporaryFailure) as failure:
        mail(smtp, timeout=5 if how == "hang" else 60).send(request())
    assert failure.value.maybe_sent
    mail(smtp).send(request(doubtful=True))
    assert len({received.message["Message-ID"] for received in smtp.received}) == 1


def test_nobody_listening_is_temporary() -> None:
    with pytest.raises(TemporaryFailure, match="SMTP: connection refused") as failure:
        mail(9).send(request())
    assert (failure.value.maybe_sent, failure.value.whole_channel) == (False, True)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"host": "smtp.invalid"}, "the host name cannot be resolved"),
        ({"tls": "tls"}, "the other side speaks another TLS, or none at this port"),
    ],
)
def test_why_a_server_cannot_be_had_is_said_in_words(smtp: SmtpStandIn, settings: dict[str, str], words: str) -> None:
    with pytest.raises(TemporaryFailure, match=f"^SMTP: {words}$"):
        mail(smtp, **settings).send(request())


def test_what_is_no_mail_server_is_doubted(web: BadWeb) -> None:
    with pytest.raises(TemporaryFailure, match="is it a mail server"):
        mail(web.port, timeout=2).send(request())


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    signed = (
        builder.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(signed.public_bytes(pem) + private)
    return file


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # aiosmtpd does not count TLS from the first byte
@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_tls_is_used_with_a_login(
    tls: str, server_tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with SmtpStandIn(tls=server_tls, starttls=tls == "starttls", credentials=("u", "canary")) as server:
        mail(server, tls=tls, username="u", password=SecretStr("canary")).send(request())
        assert len(server.received) == 1
        with pytest.raises(PermanentFailure, match="535") as failure:
            mail(server, tls=tls, username="u", password=SecretStr("canary-wrong")).send(request())
        assert "canary" not in repr(failure.value)


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(tls: str, server_tls: ssl.SSLContext) -> None:
    with SmtpStandIn(tls=server_tls, starttls=tls == "starttls") as server:
        with pytest.raises(TemporaryFailure, match="certificate") as failure:
            mail(server, tls=tls).send(request())
        assert failure.value.whole_channel
        assert not server.received


def test_a_server_without_starttls_gets_nothing(smtp: SmtpStandIn) -> None:
    with pytest.raises(PermanentFailure, match="STARTTLS"):
        mail(smtp, tls="starttls").send(request())
    assert not smtp.received


def test_the_subject_of_a_note_that_follows_another_names_no_reason(smtp: SmtpStandIn) -> None:
    mail(smtp).send(request(notice(title="In order again: press", severity=Severity.LOW, update_of="source-alarm:1")))
    [received] = smtp.received
    assert received.message["Subject"] == "UPDATE [LOW] In order again: press"


@pytest.mark.parametrize("length", [30, 66, 67, 68, 72, 78, 79])
def test_the_subject_begins_beside_its_name(smtp: SmtpStandIn, length: int) -> None:
    """Where all of it just fitted on the next line its own was empty, and a reader showed a blank before it."""
    title = "a " * (length // 2) + "b" * (length % 2)
    mail(smtp).send(request(notice(title=title)))
    assert b"\nSubject: [HIGH] a" in smtp.received[0].raw
    assert smtp.received[0].message["Subject"] == f"[HIGH] {title.strip()}"


def test_a_notice_is_a_mail(smtp: SmtpStandIn) -> None:
    mail(smtp).send(request(notice()))
    [received] = smtp.received
    assert received.message["Subject"] == "[HIGH] The source vendor-news has been silent for two days"
    for kind in ("plain", "html"):
        assert "a web page instead of a feed" in received.part(kind)
