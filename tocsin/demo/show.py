"""How a Slack message and a mail look in a terminal. All of it is text from outside: never read as rich's markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from rich.console import Group, RenderableType
from rich.emoji import Emoji
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

MAIL_LINES = 12  # the Slack message beside it says the same at length
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|([^>]*))?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def slack_panel(message: dict[str, Any], channel: str) -> Panel:
    """A message as Slack would lay it out; a thread reply says so."""
    title = f"Slack {channel}"
    if "thread_ts" in message:
        title += " · reply in the thread"
        title += ", also sent to the channel" if message.get("subtype") == "thread_broadcast" else ""
    body = [part for block in message.get("blocks") or [] for part in _block(block)]
    return Panel(
        Group(*body or [_text(message.get("text", ""))]), title=Text(title), title_align="left", border_style="magenta"
    )


def mail_panel(mail: EmailMessage, recipients: list[str]) -> Panel:
    """A mail's subject, recipients and the first lines of its text."""
    part = mail.get_body(("plain",))
    lines = part.get_content().strip().splitlines() if part is not None else ["(no text part)"]
    head = Text("\n").join(
        [
            Text.assemble(("Subject: ", "bold"), _text(str(mail["Subject"]))),
            Text(f"To: {', '.join(recipients)}", style="dim"),
        ]
    )
    if mail["References"]:
        head.append("\nReferences the first mail on this incident", style="dim")
    cut = [Text(f"... {len(lines) - MAIL_LINES} more lines", style="dim")] if len(lines) > MAIL_LINES else []
    shown = [_text(line) for line in lines[:MAIL_LINES]]
    return Panel(Group(head, Rule(style="dim"), *shown, *cut), title="Mail", title_align="left", border_style="cyan")


def _block(block: dict[str, Any]) -> Iterator[RenderableType]:
    match block.get("type"):
        case "header":
            yield _text(block["text"]["text"], "bold")
        case "section":
            if "text" in block:
                yield _piece(block["text"])
            for field in block.get("fields", ()):
                yield _piece(field)
        case "context":
            yield Text(" · ").join([_piece(e, "dim") for e in block["elements"] if "text" in e])
        case "divider":
            yield Rule(style="dim")
        case "actions":
            labels = [f"[{e['text']['text']}]" for e in block["elements"] if "text" in e]
            yield _text("  ".join(labels), "blue")
        case "rich_text":
            yield from _rich(block)
        case _:
            yield _text(f"({block.get('type')})", "dim")


def _piece(piece: dict[str, Any], style: str = "") -> Text:
    return _mrkdwn(piece["text"], style) if piece.get("type") == "mrkdwn" else _text(piece["text"], style)


def _rich(block: dict[str, Any]) -> Iterator[RenderableType]:
    """A rich text block: lines, quotes with a bar, lists with a hanging indent."""
    for element in block.get("elements", ()):
        kind = element.get("type")
        if kind == "rich_text_list":
            grid = Table.grid(padding=(0, 1, 0, 0))
            for item in element["elements"]:
                grid.add_row("  " * element.get("indent", 0) + " •", _words(item))
            yield grid
        elif kind == "rich_text_quote":
            yield Text("| ").append_text(_words(element))
        else:
            yield _words(element)


def _words(section: dict[str, Any]) -> Text:
    """The styled words of a section, quote or list item; a link shows its text and address."""
    line = Text()
    for piece in section.get("elements", ()):
        marks = piece.get("style") or {}
        style = " ".join(mark for mark in ("bold", "italic", "strike") if isinstance(marks, dict) and marks.get(mark))
        match piece.get("type"):
            case "emoji":
                line.append(_emoji(str(piece.get("name", ""))))
            case "link":
                line.append(_clean(str(piece.get("text") or piece["url"])), style="underline")
            case _:
                line.append(_clean(str(piece.get("text", ""))), style=style)
    return line


def _emoji(name: str) -> str:
    shown = Emoji.replace(f":{name}:")
    return "●" if shown == f":{name}:" else shown


def _mrkdwn(value: str, style: str = "") -> Text:
    """Links as their labels, `*bold*` bold, `_italic_` italic, entities as their characters."""
    plain = _LINK.sub(lambda m: m[2] or m[1], value)
    text = Text(style=style)
    for part in re.split(r"(?<!\w)(\*[^*\n]+\*|_[^_\n]+_)(?!\w)", plain):
        marked = len(part) > 2 and part[0] == part[-1] and part[0] in "*_"  # noqa: PLR2004 - two marks and a word
        mark = {"*": "bold", "_": "italic"}.get(part[:1], "") if marked else ""
        text.append(_clean(html.unescape(part[1:-1] if marked else part)), style=mark)
    return text


def _text(value: str, style: str = "") -> Text:
    return Text(_clean(value), style=style)


def _clean(value: str) -> str:
    return _CONTROL.sub("", value)
