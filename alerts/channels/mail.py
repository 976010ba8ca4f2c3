"""E-mail over SMTP, one transaction per alert, with every recipient's own answer."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY

from alerts.channels.base import PermanentFailure, TemporaryFailure
from alerts.channels.http_errors import what_failed
from alerts.channels.in_time import Smtp, SmtpSsl
from alerts.channels.mail_message import build_message
from alerts.text import clean
from config.channels import EmailChannel
from model.alert import Receipt, SendRequest

_REFUSED_FOR_GOOD = 500
_ENOUGH = 452  # RFC 5321, 4.5.3.1.10: no more recipients in this transaction; the others in another one
_CLOSING = 421  # RFC 5321, 4.2.3: the server is closing the transmission channel


class EmailSender:
    """Mail to the recipients of one configured channel."""

    def __init__(self, settings: EmailChannel, password: str | None = None) -> None:
        self.id = settings.id
        self._settings = settings
        self._password = password

    def send(self, request: SendRequest) -> Receipt:
        """Sends to every recipient that does not have it yet.

        Recipients refused for good stand in `Receipt.extra["refused"]`. One refused for now is tried again where the
        caller keeps `SendRequest.accepted`; otherwise it stands in `extra["refused_for_now"]`, since a repeat for its
        sake would reach the others twice.

        Raises:
            TemporaryFailure: nobody has it, some may have it (`maybe_sent`), or some wait (`accepted`).
            PermanentFailure: refused by the server, or by it for every recipient.
        """
        message = build_message(request, sender=self._settings.sender, to=self._settings.to)
        done = request.accepted or ()
        recipients = [address for address in self._settings.to if address not in done]
        smtp = self._connect()
        try:
            refused = self._transact(smtp, message, recipients)
            _leave(smtp)
        finally:
            smtp.close()
        deferred = {a: said for a, (code, said) in refused.items() if code < _REFUSED_FOR_GOOD}
        gone = {a: said for a, (code, said) in refused.items() if code >= _REFUSED_FOR_GOOD}
        reached = tuple(address for address in self._settings.to if address not in refused)
        if not reached and not deferred:
            raise PermanentFailure(f"SMTP: every recipient refused: {_listed(gone)}")
        if deferred and (not reached or request.accepted is not None):
            more = len(refused) < len(recipients) and {refused[address][0] for address in deferred} == {_ENOUGH}
            raise TemporaryFailure(f"SMTP: {_listed(deferred)}", accepted=reached, retry_after=0 if more else None)
        extra = {"refused": _listed(gone), "refused_for_now": _listed(deferred)}
        message_id = str(message["Message-ID"])
        return Receipt(
            message_id,
            str(message["References"] or message_id),
            {name: value for name, value in extra.items() if value},
        )

    def _connect(self) -> Smtp:
        settings = self._settings
        # Without a name smtplib asks the DNS for its own, which can hang.
        own_name = settings.sender.partition("@")[2]
        context = ssl.create_default_context()
        try:
            if settings.tls == "tls":
                smtp: Smtp = SmtpSsl(settings.host, settings.port, own_name, timeout=settings.timeout, context=context)
            else:
                smtp = Smtp(settings.host, settings.port, own_name, timeout=settings.timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise _failure(error, whole_channel=True) from None
        try:
            smtp.ehlo_or_helo_if_needed()
            if settings.tls == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo()
            if settings.username is not None:
                smtp.login(settings.username, self._password or "")
        except UnicodeError:
            smtp.close()
            # The error itself would show the password.
            raise PermanentFailure("SMTP: user name and password must be ASCII") from None
        except (OSError, smtplib.SMTPException) as error:
            smtp.close()
            raise _failure(error, whole_channel=True) from None
        return smtp

    def _transact(self, smtp: Smtp, message: EmailMessage, recipients: list[str]) -> dict[str, tuple[int, str]]:
        """The refused recipients with their answers; the message is accepted for all others when this returns."""
        refused: dict[str, tuple[int, str]] = {}
        in_data = False
        try:
            _expect(smtp.mail(self._settings.sender), "sender refused")
            for address in recipients:
                code, answer = smtp.rcpt(address)
                if code == _CLOSING:
                    raise smtplib.SMTPResponseException(code, answer)
                if code not in (250, 251):
                    refused[address] = (code, _said(code, answer))
            in_data = len(refused) < len(recipients)
            if in_data:
                _expect(smtp.data(message.as_bytes(policy=SMTP_POLICY)), "message refused")
        except (OSError, smtplib.SMTPException) as error:
            # Dropped after the text was handed over: it may be on its way.
            raise _failure(error, maybe_sent=in_data) from None
        return refused


def _leave(smtp: Smtp) -> None:
    """Says goodbye; the message is accepted by then, whatever the server answers."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        smtp.quit()


def _expect(reply: tuple[int, bytes], what: str) -> None:
    code, answer = reply
    if code != 250:  # noqa: PLR2004
        raise smtplib.SMTPResponseException(code, what.encode() + b": " + answer)


def _failure(
    error: Exception, *, maybe_sent: bool = False, whole_channel: bool = False
) -> TemporaryFailure | PermanentFailure:
    if isinstance(error, smtplib.SMTPResponseException):
        text = f"SMTP: {_said(error.smtp_code, error.smtp_error)}"
        if error.smtp_code >= _REFUSED_FOR_GOOD:
            return PermanentFailure(text)
        unreadable = error.smtp_code < 0
        closing = error.smtp_code == _CLOSING
        return TemporaryFailure(text, maybe_sent=maybe_sent and unreadable, whole_channel=whole_channel or closing)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return PermanentFailure("SMTP: the server does not offer what the configuration asks for (STARTTLS or AUTH)")
    what = what_failed(error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        what = what_failed(ConnectionError()) + ("" if maybe_sent else "; is it a mail server, and is `tls` right?")
    return TemporaryFailure(f"SMTP: {what}", maybe_sent=maybe_sent, whole_channel=whole_channel)


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return clean(f"{code} {text}", 160)


def _listed(answers: dict[str, str]) -> str:
    return "; ".join(f"{address}: {why}" for address, why in answers.items())
