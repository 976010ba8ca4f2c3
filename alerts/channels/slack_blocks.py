"""The neutral content as Slack blocks. Text from outside stands only in plain_text and rich_text, which parse nothing.

Limits are Slack's (https://docs.slack.dev/reference/block-kit/blocks): 50 blocks, a header of 150 characters, and
3000 characters of text, which is kept for each rich_text block as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from alerts.content import Content, DataGroup, DataLine, EdgeView, PathView, SourceLine
from alerts.text import clean, defang, in_order, shorten
from model.vocabulary import Severity

Json = dict[str, Any]

ACTIONS = {
    "tocsin_acknowledge": "Acknowledge",
    "tocsin_snooze": "Snooze 4 h",
    "tocsin_not_ours": "Not ours",
    "tocsin_evidence": "Show evidence",
}
MAX_BLOCKS = 50
MAX_HEADER = 150
MAX_TEXT = 3000
_SIGNS = {
    Severity.LOW: "large_blue_circle",
    Severity.MEDIUM: "large_yellow_circle",
    Severity.HIGH: "large_orange_circle",
    Severity.CRITICAL: "red_circle",
}


def blocks(content: Content, *, marks: Sequence[str] = (), standing: str = "", buttons: str = "") -> list[Json]:
    """The message's blocks; `marks` such as "UPDATE" or "possible repeat" go before the headline.

    `standing` is where the incident stands by now; `buttons` is the alert's key where somebody hears them.
    """
    built = [
        _header(" · ".join([*marks, *content.marks, content.headline])),
        _rich(_lead(content)),
        *([_rich(_part("What changed", [[_text(line)] for line in content.changes]))] if content.changes else []),
        *(_rich(_path(path)) for path in content.paths),
        *([_rich([_line(_text(f"… and {content.more_paths} more paths."))])] if content.more_paths else []),
        *_lines(content),
        *(block for group in content.data for block in _data(group)),
        *(
            [_rich(_part("Known so far", [[_bold(f"{n}: "), _text(v)] for n, v in content.facts]))]
            if content.facts
            else []
        ),
        *([_rich(_part("Due", [[_text(line)] for line in content.due]))] if content.due else []),
        *([_rich(_part("Who owes whom a notice", [[_text(line)] for line in content.owed]))] if content.owed else []),
        *_sources(content),
    ]
    foot = [
        *([_note(standing)] if standing else []),
        *([_actions(buttons)] if buttons else []),
        _note(" · ".join(filter(None, ("Tocsin", content.reference, "" if buttons else content.answer)))),
    ]
    return [*built[: MAX_BLOCKS - len(foot)], *foot]


def evidence_blocks(content: Content) -> list[Json]:
    """Only the quotes with who says them, and the sources."""
    built = [block for group in content.data for block in _data(group)]
    return [*built, *_sources(content)][:MAX_BLOCKS] or [_note("No sentence was kept.")]


def fallback(content: Content, *, marks: Sequence[str] = ()) -> str:
    """What notifications show: mrkdwn, so escaped, and without anything that would become a link."""
    path = f" ({content.paths[0].path})" if content.paths else ""
    text = " · ".join([*marks, *content.marks, content.severity.upper(), content.headline]) + path
    return escape(in_order(defang(shorten(text, 600))))


def _row(row: tuple[str, ...]) -> list[Json]:
    head, rest = " · ".join(row[:2]), " · ".join(part for part in row[2:] if part)
    return [_bold(head), _text(f"  {rest}")]


def sparkline(values: Sequence[int]) -> str:
    """The values as a row of block characters; nothing at all is the lowest."""
    top = max([*values, 1])
    return "".join("▁▂▃▄▅▆▇█"[round(7 * value / top)] for value in values)


def escape(text: str) -> str:
    """`text` for mrkdwn: the three characters that Slack asks to escape, so that no mention or link can begin.

    Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lead(content: Content) -> list[Json]:
    reasons = "; ".join(content.reasons)
    return [
        _line(
            {"type": "emoji", "name": _SIGNS[content.severity]},
            _bold(f" {content.severity.upper()}"),
            _text(f" · {content.status}"),
        ),
        *([_line(_text(content.summary))] if content.summary else []),
        _line(_bold("Why now: "), _text(reasons)),
    ]


def _path(path: PathView) -> list[Json]:
    head = [_line(_bold("Why you: "), _bold(path.path))]
    about = [
        ("Item", "; ".join(path.items)),
        ("Owner", ", ".join(path.owners)),
        ("Shared and exposed", path.shared),
        ("Matched on", path.matched),
        (f"Why {path.severity}", "; ".join(path.severity_terms)),
    ]
    rows = [[_bold(f"{name}: "), _text(value)] for name, value in about if value]
    edges = [_list([_edge(edge) for edge in path.edges])] if path.edges else []
    return [*head, *edges, _list(rows)]


def _edge(edge: EdgeView) -> list[Json]:
    details = ", ".join(part for part in (edge.how, edge.when) if part)
    elements = [_text(f"{edge.user} → {edge.provider}: {details}")]
    if edge.source:
        return [*elements, _text(", "), _link(edge.source.url, edge.source.host)]
    return [*elements, _text(f", {edge.source_text}")] if edge.source_text else elements


def _lines(content: Content) -> list[Json]:
    rows = [_row(row) for row in content.table[1:]] or [[_text(line)] for line in content.lines]
    if content.more_lines:
        rows.append([_text(f"… and {content.more_lines} more")])
    shown = [_rich([_list(part)]) for part in _split(rows)] if rows else []
    if content.trend:
        counts = ", ".join(f"{count:,}" for count in content.trend)
        shown.append(
            _rich([_line(_bold("Alerts a week, this one last: "), _text(f"{sparkline(content.trend)}  {counts}"))])
        )
    return [*shown, _rich([_line(_text(content.note))])] if content.note else shown


def _data(group: DataGroup) -> list[Json]:
    """One block, or several where the quotes are too long for one."""
    title = group.title
    parts = _split([_data_line(line) for line in group.lines])
    return [_rich(_part(title if i == 0 else f"{title} (continued)", part)) for i, part in enumerate(parts)]


def _split(items: list[list[Json]]) -> list[list[list[Json]]]:
    """The rows in groups that keep the limit of one block."""
    parts: list[list[list[Json]]] = [[]]
    room = MAX_TEXT - 200
    for item in items:
        room -= _size(item)
        if room < 0:
            parts.append([])
            room = MAX_TEXT - 200 - _size(item)
        parts[-1].append(item)
    return parts


def _data_line(line: DataLine) -> list[Json]:
    elements = [_bold(line.label)]
    if line.note:
        elements.append(_text(f" ({line.note})"))
    if line.quote:
        elements.append({"type": "text", "text": f"  “{line.quote}”", "style": {"italic": True}})
    return elements


def _sources(content: Content) -> list[Json]:
    if not content.sources:
        return []
    rows = [_source(source) for source in content.sources]
    if content.more_sources:
        rows.append([_text(f"… and {content.more_sources} more")])
    return [_rich(_part("Sources", rows))]


def _source(source: SourceLine) -> list[Json]:
    kind = [_text(f" ({source.kind})")] if source.kind else []
    if source.link is None:
        return [_text(source.text), *kind]
    return [_link(source.link.url, source.link.shown), *kind]


def _note(text: str) -> Json:
    return {"type": "context", "elements": [_plain(text, 300)]}


def _actions(key: str) -> Json:
    elements = [
        {"type": "button", "action_id": action, "text": _plain(text, 75), "value": key}
        for action, text in ACTIONS.items()
    ]
    return {"type": "actions", "elements": elements}


def _header(text: str) -> Json:
    return {"type": "header", "text": _plain(text, MAX_HEADER)}


def _plain(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": clean(text, limit) or "-", "emoji": False}


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": _bounded(elements)}


def _part(title: str, rows: Iterable[list[Json]]) -> list[Json]:
    return [_line(_bold(title)), _list(list(rows))]


def _line(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def _list(rows: list[list[Json]]) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": [_line(*row) for row in rows]}


def _text(text: str) -> Json:
    return {"type": "text", "text": in_order(text) or " "}


def _bold(text: str) -> Json:
    return {"type": "text", "text": in_order(text) or " ", "style": {"bold": True}}


def _link(url: str, text: str) -> Json:
    return {"type": "link", "url": url, "text": text}


def _size(elements: Iterable[Json]) -> int:
    return sum(len(element.get("text", "")) for element in elements)


def _bounded(elements: list[Json]) -> list[Json]:
    """The elements with at most 3000 characters of text in all: later text is cut, then left out."""
    left = MAX_TEXT

    def cut(element: Json) -> Json | None:
        nonlocal left
        if "elements" in element:
            inner = [kept for child in element["elements"] if (kept := cut(child))]
            return {**element, "elements": inner} if inner else None
        text = element.get("text", "")
        if left <= 0:
            return None
        short = shorten(text, left)
        left -= len(short)
        return {**element, "text": short} if text else element

    return [kept for element in elements if (kept := cut(element))]
