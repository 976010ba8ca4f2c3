"""Sub-processors that stand below a heading each, with what they do in lines such as "Purpose: hosting", or in two."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html as lxml_html

from crawler.parsing.processor_words import DETAIL, NAMED, OWN, PAST, PURPOSE
from crawler.text import clean_line

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LABEL = 3  # words
_FEWEST = 2  # one heading with such a line may be about anything


def from_cards(root: lxml_html.HtmlElement) -> Iterator[dict[str, str]]:
    """The headings below which such lines stand, where there are several; not below what was on the list once."""
    cards: dict[str, str] = {}
    name, left_out, label = "", "", ""
    for element in root.iter(*_HEADINGS, "p", "li", "dt", "dd", "div"):
        if element.tag in _HEADINGS:
            words = clean_line(element.text_content())
            if OWN.search(words) or PAST.search(words):
                left_out = element.tag
            elif element.tag <= left_out:
                left_out = ""
            name, label = "" if left_out or NAMED.search(words) else words, ""
        elif name and (element.tag != "div" or not len(element)):
            line = clean_line(element.text_content())
            line, label = (f"{label}: {line}", "") if label else (line, line if _is_label(line) else "")
            if DETAIL.match(line):
                told = PURPOSE.match(line)
                cards[name] = cards.get(name) or (told[1] if told else "")
    if len(cards) >= _FEWEST:
        yield from ({"name": name, "purpose": purpose} for name, purpose in cards.items())


def _is_label(line: str) -> bool:
    """Whether it says of what kind the next line is."""
    return len(line.split()) <= _LABEL and DETAIL.match(f"{line}:") is not None and ":" not in line


def as_tables(root: lxml_html.HtmlElement) -> None:
    """Makes tables of what only says so to a screen reader (role="row")."""
    roles = {"table": "table", "grid": "table", "row": "tr", "columnheader": "th", "rowheader": "th"}
    for element in root.xpath("//div[@role]|//span[@role]|//ul[@role]|//li[@role]"):
        role = (element.get("role") or "").strip().lower()
        if tag := {**roles, "cell": "td", "gridcell": "td"}.get(role):
            element.tag = tag
