"""Makes docs/images/*.png from what the demo really sends: `python docs/pictures.py [FOLDER]`. Needs Chromium."""

# ruff: noqa: INP001, E501 - a script, with styles in it

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from base64 import b64encode
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr

from alerts.channels.mail_message import build_message
from alerts.digest import digest_notice
from config.channels import SlackChannel
from config.load import load_settings
from config.settings import Settings
from model.alert import SendRequest
from storage.digests import weekly_counts
from storage.matches import alerts_of
from tocsin.demo.sinks import MailSink, SlackSink
from tocsin.demo.site import ReplaySite
from tocsin.demo.world import AS_OF, demo_config
from tocsin.output.terminal import TerminalProgress
from tocsin.pipeline import run_stages
from tocsin.running import opened, run_once
from tocsin.sources.known import configured_sources

IMAGES = Path(__file__).parent / "images"
# What OpenAI said of November 2025.
EXPOSED = {"names", "email_addresses", "geolocation", "device_browser_data", "usernames_ids"}
DENIED = {"passwords", "auth_tokens", "payment_cards", "government_ids", "private_messages"}
_EMOJI = {"red": "#e01e5a", "large_orange": "#e8912d", "large_yellow": "#ecb22e", "large_blue": "#36a3f0"}
_SLACK_CSS = """
body { margin: 0; padding: 18px 22px; font: 15px/1.46 Lato, "Helvetica Neue", Arial, sans-serif; color: #1d1c1d; background: #fff; }
.message { display: grid; grid-template-columns: 36px 1fr; gap: 0 9px; }
.avatar { width: 36px; height: 36px; border-radius: 6px; background: #7a1f2b; color: #fff; font: 700 19px/36px Georgia, serif; text-align: center; }
.name { font-weight: 900; } .app { background: #ddd; color: #616061; font-size: 10px; padding: 1px 4px; border-radius: 2px; margin: 0 6px; }
.time { color: #616061; font-size: 12px; } .channel { color: #616061; font-size: 13px; margin: 0 0 6px; }
.header { font-size: 18px; font-weight: 900; margin: 4px 0 2px; } .rich { margin: 8px 0; }
ul { margin: 2px 0; padding-left: 24px; } a { color: #1264a3; text-decoration: none; }
.button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 3px 12px; margin-right: 8px; font-weight: 700; font-size: 13px; }
.context { color: #616061; font-size: 12px; } .dot { display: inline-block; width: 13px; height: 13px; border-radius: 50%; vertical-align: -1px; }
"""


def main(folder: Path = IMAGES) -> None:
    """Runs the demo's two days and takes the pictures."""
    with tempfile.TemporaryDirectory() as work:
        messages, mails, digest = play(Path(work))
    first = next(m for m in messages if "Mixpanel" in m["text"])
    reply = next(m for m in messages if "thread_ts" in m)
    refuse_untrue(first)
    mail = next(m for m in mails if "Mixpanel" in m["Subject"])
    update = next(m for m in mails if m["References"])
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        take(browser, slack_page(first, ""), folder / "slack-new.png", width=760)
        take(
            browser,
            slack_page(reply, "replied to a thread · also sent to the channel"),
            folder / "slack-update.png",
            760,
        )
        take(browser, mail_page(mail), folder / "mail.png", width=760)
        take(browser, mail_page(mail), folder / "mail-narrow.png", width=390)
        take(browser, mail_page(mail), folder / "mail-dark.png", width=760, dark=True)
        take(browser, mail_page(update), folder / "mail-update.png", width=760)
        take(browser, mail_page(digest), folder / "digest.png", width=760)
        take(browser, mail_page(digest), folder / "digest-narrow.png", width=390)
        browser.close()


def refuse_untrue(message: dict[str, Any]) -> None:
    """A picture about real organisations goes nowhere unless what it says is what they said.

    Raises:
        SystemExit: the demo's alert calls something exposed that was denied, or leaves a denial out.
    """
    told = message["metadata"]["event_payload"]
    exposed, denied = set(told["exposed"]), set(told["denied"])
    if not exposed >= EXPOSED or not denied >= DENIED or exposed & DENIED:
        sys.exit(f"no pictures: the demo's alert is not true: exposed {sorted(exposed)}, denied {sorted(denied)}")


def play(folder: Path) -> tuple[list[dict[str, Any]], list[EmailMessage], EmailMessage]:
    """What Slack and the mail server get in the demo, and a digest of the same alerts."""
    with ReplaySite() as site, SlackSink() as slack, MailSink() as mail:
        settings = with_buttons(load_settings(demo_config(site.base_url, slack.api_url, mail.port, folder)))
        for stage, day in AS_OF.items():
            site.stage = stage
            run_once(settings, configured_sources(settings), TerminalProgress(), run_stages, as_of=day)
        return slack.messages, mail.mails, digest_of(settings)


def with_buttons(settings: Settings) -> Settings:
    """The settings as if somebody heard Slack's buttons, so that the messages carry them."""
    heard = {"signing_secret": SecretStr("nobody presses a picture")}
    channels = [each.model_copy(update=heard) if isinstance(each, SlackChannel) else each for each in settings.channels]
    return settings.model_copy(update={"channels": channels})


def digest_of(settings: Settings) -> EmailMessage:
    """The digest that a route with `digest` would have sent of the demo's alerts."""
    with opened(settings) as database, database.read() as connection:
        alerts = [entry["alert"] for entry in reversed(alerts_of(database))]
        now = alerts[-1].created
        trend = weekly_counts(connection, alerts[-1].tenant_id, now)
    notice = digest_notice(alerts, name="daily", channel="mail", trend=trend, now=now)
    return build_message(SendRequest(notice, notice.key), sender="tocsin@example.org", to=["soc@example.org"])


def take(browser: Browser, page: str, file: Path, width: int, *, dark: bool = False) -> None:
    """One picture of the whole page, its replay addresses without the port of the day."""
    scheme: Any = "dark" if dark else "light"
    context = browser.new_context(
        viewport={"width": width, "height": 300}, color_scheme=scheme, java_script_enabled=False
    )
    tab = context.new_page()
    tab.set_content(re.sub(r"127\.0\.0\.1:\d+", "replay.example", page))
    tab.screenshot(path=file, full_page=True)
    context.close()


def mail_page(mail: EmailMessage) -> str:
    """The HTML part, as a mail client shows it, its pictures with it."""
    body = mail.get_body(("html",))
    page = str(body.get_content()) if body else ""
    for part in mail.walk():
        if part.get_content_maintype() == "image":
            data = b64encode(part.get_payload(decode=True) or b"").decode()
            page = page.replace(f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{data}")
    return page


def slack_page(message: dict[str, Any], about: str) -> str:
    """The blocks as Slack draws them, near enough to judge their order, weight and length."""
    blocks = "".join(_block(block) for block in message["blocks"])
    channel = f'<div class="channel">{escape(about)}</div>' if about else ""
    return (
        f'<meta charset="utf-8"><style>{_SLACK_CSS}</style><div class="message"><div class="avatar">T</div><div>'
        f'<span class="name">Tocsin</span><span class="app">APP</span><span class="time">9:02</span>{channel}{blocks}</div></div>'
    )


def _block(block: dict[str, Any]) -> str:
    if block["type"] == "header":
        return f'<div class="header">{escape(block["text"]["text"])}</div>'
    if block["type"] == "actions":
        return (
            '<div class="rich">'
            + "".join(f'<span class="button">{escape(one["text"]["text"])}</span>' for one in block["elements"])
            + "</div>"
        )
    if block["type"] == "context":
        return f'<div class="context">{escape(block["elements"][0]["text"])}</div>'
    return f'<div class="rich">{"".join(_part(part) for part in block["elements"])}</div>'


def _part(part: dict[str, Any]) -> str:
    inner = "".join(
        f"<li>{_part(child)}</li>"
        if child["type"] == "rich_text_section" and part["type"] == "rich_text_list"
        else _leaf(child)
        for child in part["elements"]
    )
    if part["type"] == "rich_text_list":
        return f"<ul>{inner}</ul>"
    return f"<div>{inner}</div>"


def _leaf(leaf: dict[str, Any]) -> str:
    if leaf["type"] == "emoji":
        return f'<span class="dot" style="background:{_EMOJI[leaf["name"].removesuffix("_circle")]}"></span>'
    text = escape(leaf["text"])
    if leaf["type"] == "link":
        return f'<a href="{escape(leaf["url"])}">{text}</a>'
    style = leaf.get("style", {})
    return f"<b>{text}</b>" if style.get("bold") else f"<i>{text}</i>" if style.get("italic") else text


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
