"""The mail itself: headers that nothing from outside can break out of, a text part and an HTML part."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.policy import Policy
from functools import cache
from importlib.resources import files

import css_inline
import jinja2

from alerts.chart import bars
from alerts.content import Content
from alerts.machine import machine_facts
from alerts.render import render
from alerts.text import clean, defang, in_order
from model.alert import SendRequest
from model.vocabulary import Severity

MAX_SUBJECT = 180


class _Subject(UniqueUnstructuredHeader):
    """Begins on the line of its name: Python leaves that empty where all fits on the next, and readers show a blank."""

    def fold(self, *, policy: Policy) -> str:
        folded: str = super().fold(policy=policy)  # type: ignore[misc] # of the class that this is mixed into
        empty = f"Subject:{policy.linesep} "
        return f"Subject: {folded.removeprefix(empty)}" if folded.startswith(empty) else folded


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)  # type: ignore[arg-type] # a mixin, which is what it takes
for _name in ("in-reply-to", "references", "content-id"):  # else text: encoded where it is long, which no client reads
    _HEADERS.map_to_type(_name, MessageIDHeader)  # type: ignore[arg-type] # a mixin, which is what it takes
_POLICY = SMTP_POLICY.clone(header_factory=_HEADERS)


def build_message(request: SendRequest, *, sender: str, to: Sequence[str]) -> EmailMessage:
    """The mail for one message; the same request gives the same bytes.

    The Message-ID comes from the idempotency key; an update refers to the Message-ID of the lineage's first mail.
    """
    told = request.message
    content = render(told)
    facts = machine_facts(told)
    domain = sender.rpartition("@")[2].encode("idna").decode("ascii")
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address("Tocsin", addr_spec=sender)
    message["To"] = [Address(addr_spec=address) for address in to]
    message["Subject"] = subject(content)
    message["Date"] = told.created
    message["Message-ID"] = message_id(request.idempotency_key, domain)
    root = _root_id(request, domain)
    if root:
        message["In-Reply-To"] = root
        message["References"] = root
    message["List-Id"] = f"Tocsin alerts <alerts.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if told.severity.rank >= Severity.HIGH.rank:
        message["Importance"] = "high"
    message["X-Tocsin-Alert"] = told.key
    message["X-Tocsin-Severity"] = told.severity.value
    for status in ("exposed", "denied"):
        if types := facts.get(status):
            message[f"X-Tocsin-{status.capitalize()}"] = ", ".join(types)
    message.set_content(text_part(content), cte="quoted-printable")
    chart = f"trend.{request.idempotency_key[:32]}@{domain}" if content.trend else ""
    message.add_alternative(html_part(content, chart), subtype="html", cte="quoted-printable")
    if chart:
        page = message.get_payload()[1]  # type: ignore[index]
        page.add_related(bars(content.trend), "image", "png", cid=f"<{chart}>", filename="trend.png")  # type: ignore[union-attr]
        page.set_boundary(_boundary(request, "related"))  # type: ignore[union-attr]
    # Deterministic, and not to be guessed by whoever wrote the quoted words.
    message.set_boundary(_boundary(request, "boundary"))
    return message


def _boundary(request: SendRequest, what: str) -> str:
    return "tocsin-" + hashlib.sha256(f"{what}:{request.idempotency_key}".encode()).hexdigest()[:40]


def message_id(idempotency_key: str, domain: str) -> str:
    """The Message-ID of one delivery: the same for every attempt, so that mail clients show one."""
    return f"<tocsin.{idempotency_key[:64]}@{domain}>"


def subject(content: Content) -> str:
    """One line without control characters and without anything that reads as an encoded word.

    `=?utf-8?q?…=0D=0ABcc:…?=` in a header is decoded by Python's email package and would write headers of its own
    (CVE-2024-6923).
    """
    why = f"({', '.join(content.marks)}) " if content.marks else ""  # a notice has none
    mark = f"UPDATE {why}" if content.update else ""
    return clean(f"{mark}[{content.severity.upper()}] {content.headline}".replace("=?", "= ?"), MAX_SUBJECT)


def text_part(content: Content) -> str:
    """The mail for readers without HTML."""
    return _templates().get_template("alert.txt").render(c=content)


def html_part(content: Content, chart: str = "") -> str:
    """The mail as one HTML page: styles inlined for clients that drop them, the rules for dark mode kept.

    `chart` is the content id of the trend's picture.
    """
    page = _templates().get_template("alert.html").render(c=content, chart=chart)
    return _inliner().inline(page)


def _root_id(request: SendRequest, domain: str) -> str | None:
    if request.message.update_of is None:
        return None
    if request.root is not None and request.root.message_id.startswith("<"):  # else the channel was no mail then
        return request.root.message_id
    return message_id(request.root_key, domain) if request.root_key else None


@cache
def _inliner() -> css_inline.CSSInliner:
    # Never fetches a stylesheet; media queries cannot be inlined and stay in <style>.
    return css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)


@cache
def _templates() -> jinja2.Environment:
    folder = str(files("alerts.channels") / "templates")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=jinja2.select_autoescape(("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["defang"] = lambda text: in_order(defang(text))
    return environment
