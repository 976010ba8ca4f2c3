"""A few marks of Markdown to HTML: as much as the replay's articles need."""

from __future__ import annotations

import html
import re

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_NUMBERED = re.compile(r"\d+\. ")


def to_html(body: str) -> str:
    """Headings, paragraphs, lists, tables and quotes, separated by blank lines. Everything else is escaped."""
    return "\n".join(_block(block.splitlines()) for block in re.split(r"\n\s*\n", body.strip()))


def first_paragraph(body: str) -> str:
    """The first block that is plain prose, without marks; what a feed shows as its summary."""
    for block in re.split(r"\n\s*\n", body.strip()):
        if not block.startswith(("#", "-", "|", ">")):
            return _LINK.sub(r"\1", _STRONG.sub(r"\1", " ".join(block.split())))
    return ""


def _block(lines: list[str]) -> str:
    if lines[0].startswith("#"):
        level = len(lines[0]) - len(lines[0].lstrip("#"))
        return f"<h{level}>{_inline(lines[0].lstrip('# '))}</h{level}>"
    if all(line.startswith("- ") for line in lines):
        return _list("ul", [line[2:] for line in lines])
    if all(_NUMBERED.match(line) for line in lines):
        return _list("ol", [_NUMBERED.sub("", line, count=1) for line in lines])
    if lines[0].startswith("|"):
        return _table(lines)
    if lines[0].startswith("> "):
        return f"<blockquote><p>{_inline(' '.join(line.lstrip('> ') for line in lines))}</p></blockquote>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{tag}>"


def _table(lines: list[str]) -> str:
    rows = [[_inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines]
    head = "<tr>" + "".join(f"<th>{cell}</th>" for cell in rows[0]) + "</tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _inline(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return _LINK.sub(r'<a href="\2">\1</a>', _STRONG.sub(r"<strong>\1</strong>", escaped))
