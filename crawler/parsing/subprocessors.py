"""Lists of sub-processors in the forms that vendors publish: HTML, Markdown, CSV, PDF, trust centres' JSON.

Tables are read by the headings of their columns; an HTML page without one by the lists below a heading that speaks of
sub-processors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import html as lxml_html
from markdown_it import MarkdownIt

from crawler.parsing.pdf import page_texts
from crawler.parsing.processor_cards import as_tables, from_cards
from crawler.parsing.processor_rows import LEGAL_END, from_rows, from_table, lines_of, mark_lines
from crawler.parsing.processor_words import DETAIL, HEADING, NAMED, OWN, PAST, PURPOSE, SURELY
from crawler.parsing.records import NotJsonError, at, json_value, listed_at
from crawler.text import clean_line, decode, html_to_text, parse_html
from model.delimited import delimited

_UPDATED = re.compile(
    r"(?:last (?:updated|modified|revised)|effective(?: date| as of)?|updated(?: on)?|as of)\W{0,6}"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+\.? \d{1,2}, \d{4})",
    re.IGNORECASE,
)
_BESIDE_DATES = re.compile(r"[*_]|(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)  # emphasis, and November 1st
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_STRUCK = "descendant::del|descendant::s|descendant::strike|descendant::*[contains(@style, 'line-through')]"
_MARKED = "descendant::sup[string-length(normalize-space(.)) < 4]"  # by footnotes
_LIST_END = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+|\s+\(")
_REMOVED = re.compile(r"\((?:removed|discontinued|terminated|no longer used|until|self-hosted)\b", re.IGNORECASE)
_BLANK = re.compile(r"\[[^\]]*\]|\{\{.*\}\}|<[^>]*>")  # that a template left to fill in
_FOOTNOTE = re.compile(r"[*†‡§¹²³⁴⁵]+$|\s*\[\d+\]$")
_NOBODY = frozenset({"n/a", "none", "tbd", "name", "total"})
_WORDS = 8  # of a name; more before a full stop is a sentence
_GAP = re.compile(r"\s{2,}")  # between the cells of a line that is laid out
_MAX_PAGES = 20
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABOVE = (
    "(preceding::h1|preceding::h2|preceding::h3|preceding::h4|preceding::h5|preceding::h6|preceding::summary)[last()]"
)
_SHELL = 200  # characters; a page with less text shows nothing without scripts
_MAX_NAME = 150
_MAX_DEPTH = 30
_MENTIONS = 3


class ShellError(ValueError):
    """A page that shows nothing without a browser."""


@dataclass(frozen=True, slots=True)
class ProcessorList:
    """The entries (`name`, `purpose`, `location`; `until` where the list gives the day of its end), each name once,
    sorted; `updated` is what the page states. Days are ISO.
    """

    entries: tuple[dict[str, str], ...]
    updated: str


def parse_processors(body: bytes, url: str, content_type: str | None = None) -> ProcessorList:
    """What the page lists; names are never split at commas, and the vendor's own affiliates are none of them.

    Raises:
        ShellError: it needs a browser.
        ValueError: it is no list of sub-processors.
    """
    if b"%PDF" in body[:1024]:
        return _listed(from_rows(_laid_out(body)), "")
    text = decode(body, content_type)
    path, start = url.partition("?")[0], text.lstrip()[:1]
    if start in ("{", "["):
        return _listed(_from_json(text), text)
    if path.endswith((".csv", ".tsv")):
        return _listed(from_rows(_separated(text)), "")
    if start != "<" or path.endswith(".md"):
        text = _MARKDOWN.render(text)
    return _from_html(text)


def _laid_out(body: bytes) -> list[list[str]]:
    """The lines of a PDF as cells."""
    lines = (line.strip() for text in page_texts(body, 0, _MAX_PAGES, laid_out=True) for line in text.split("\n"))
    return [[cell for cell in _GAP.split(line) if cell] for line in lines if line]


def _separated(text: str) -> list[list[str]]:
    """The rows of a CSV, whichever mark separates its cells.

    Raises:
        ValueError: a line cannot be read: whoever stands there would count as left.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    rows = []
    for line, cells in delimited(text, max(",;\t|", key=first.count)):
        if isinstance(cells, str):
            raise ValueError(f"broken CSV (line {line} {cells})")  # noqa: TRY004
        rows.append([clean_line(cell) for cell in cells])
    return rows


def _from_html(text: str) -> ProcessorList:
    root = parse_html(text)
    if root is None:
        raise ShellError("an empty page")
    shown = html_to_text(text)
    for element in root.xpath(f"{_STRUCK}|{_MARKED}"):  # who was on the list once
        if element.getparent() is not None:
            element.drop_tree()
    for script in root.xpath("//script[@id='__NEXT_DATA__']"):
        if found := list(_from_trust_centre(script.text or "")):
            return _listed(found, shown)
    as_tables(root)
    headings = " ".join(clean_line(h.text_content()) for h in root.iter("title", "h1", "h2", "h3"))
    entries = [entry for table in root.iter("table") if not _is_own(table) for entry in from_table(table)]
    if not entries and NAMED.search(headings):
        entries = list(_from_items(root)) or list(from_cards(root))
    if not entries and len(shown) < _SHELL:
        raise ShellError("a page that shows nothing without a browser")
    named = NAMED.search(headings) or any(SURELY.search(clean_line(head.text_content())) for head in root.iter("th"))
    if not named and not (len(entries) >= _MENTIONS and len(NAMED.findall(shown)) >= _MENTIONS):
        raise ValueError("a page that does not speak of sub-processors")
    return _listed(entries, shown)


def _listed(entries: Iterable[dict[str, str]], text: str) -> ProcessorList:
    merged: dict[str, dict[str, str]] = {}
    ends: dict[str, list[str]] = {}
    for entry in entries:
        name = _FOOTNOTE.sub("", entry.get("name", "")).strip(" ,;")
        if not _is_name(name):
            continue
        known = merged.setdefault(name, {"name": name, "purpose": "", "location": ""})
        for key in ("purpose", "location"):
            value = entry.get(key, "")
            if value and value not in known[key]:
                known[key] = f"{known[key]}; {value}" if known[key] else value
        ends.setdefault(name, []).append(_day(entry.get("until", "")))
    if not merged:
        raise ValueError("a page without a list of sub-processors")
    for name, days in ends.items():
        if all(days):  # who stands there twice has ended where both have
            merged[name]["until"] = max(days)
    return ProcessorList(tuple(merged[name] for name in sorted(merged)), _updated(text))


def _is_name(text: str) -> bool:
    words = text.split()
    like_names = LEGAL_END.search(text) or not any(word[0].islower() for word in words)
    if text.endswith((".", "?", "!")) and not (len(words) <= _WORDS and like_names):
        return False
    nobody = _BLANK.fullmatch(text) or text.strip("()[].-\u2013\u2014 ").casefold() in _NOBODY
    over = _REMOVED.search(text) or HEADING.search(text)  # of a part of the list, as "Infrastructure sub-processors"
    return 1 < len(text) <= _MAX_NAME and not nobody and not over


def _updated(text: str) -> str:
    found = _UPDATED.search(_BESIDE_DATES.sub("", text))
    return _day(found[1]) if found else ""


def _day(written: str) -> str:
    """The day as ISO, "" for what may be another day too, as 01/02/2026."""
    day = _BESIDE_DATES.sub("", written).replace(".", "").replace("Sept ", "Sep ").strip()
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y") if day else ():
        try:
            return datetime.strptime(day, form).replace(tzinfo=UTC).date().isoformat()
        except ValueError:
            continue
    return ""


def _is_own(element: lxml_html.HtmlElement) -> bool:
    """Whether the heading above speaks of the vendor's own companies, or of who was on the list once."""
    above = element.xpath(_ABOVE)
    words = " ".join(clean_line(head.text_content()) for head in (*above, *element.xpath("caption")))
    return bool(OWN.search(words) or PAST.search(words) or PAST.search(_strong_above(element)))


def _strong_above(element: lxml_html.HtmlElement) -> str:
    """The paragraph before, where it is set off as headings are."""
    before = element.getprevious()
    if before is None or before.tag not in ("p", "div"):
        return ""
    words = clean_line(before.text_content())
    strong = next(before.iter("b", "strong"), None)
    return words if strong is not None and clean_line(strong.text_content()).strip(" :") == words.strip(" :") else ""


def _from_items(root: lxml_html.HtmlElement) -> Iterator[dict[str, str]]:
    """The items of lists below a heading that speaks of sub-processors; of all lists where none but the title does."""
    everywhere = not any(NAMED.search(clean_line(head.text_content())) for head in root.iter(*_HEADINGS))
    inside = everywhere
    for element in root.iter(*_HEADINGS, "ul", "ol", "dl"):
        if element.tag in _HEADINGS:
            inside = everywhere or bool(NAMED.search(clean_line(element.text_content())))
        elif inside and next(element.iterancestors("nav", "header", "footer"), None) is None and not _is_own(element):
            if element.tag != "dl" and element.getparent().tag == "li" and _is_about_one(element):
                continue
            for item in element.iter("dt") if element.tag == "dl" else element.iterchildren("li"):
                yield from _from_item(item)


def _from_item(item: lxml_html.HtmlElement) -> Iterator[dict[str, str]]:
    """What an item names; none where it is the title of a list within it."""
    inner = next(item.iter("ul", "ol"), None)
    if inner is not None and not _is_about_one(inner):
        return
    own = deepcopy(item)
    for part in list(own.iter("ul", "ol")):
        part.drop_tree()
    mark_lines(own)
    first, *others = lines_of(clean_line(own.text_content())) or [""]
    name, purpose = (*_LIST_END.split(first, maxsplit=1), "")[:2]
    if purpose.count(")") > purpose.count("("):  # "Quill (mail)": of the bracket at which the name ended
        purpose = purpose.replace(")", "", 1)
    told = purpose.strip() or _defined(item) or " ".join(others)
    if inner is not None and not told:
        told = next((found[1] for line in _items_of(inner) if (found := PURPOSE.match(line))), "")
    yield {"name": name.strip(" :"), "purpose": told}


def _is_about_one(inner: lxml_html.HtmlElement) -> bool:
    """Whether a list within an item says what and where the item's supplier is, rather than names others."""
    return all(DETAIL.match(line) for line in _items_of(inner))


def _items_of(inner: lxml_html.HtmlElement) -> list[str]:
    return [clean_line(item.text_content()) for item in inner.iterchildren("li")]


def _defined(term: lxml_html.HtmlElement) -> str:
    """What the first definition below a term says."""
    following = term.getnext() if term.tag == "dt" else None
    return clean_line(following.text_content()) if following is not None and following.tag == "dd" else ""


def _from_json(text: str) -> Iterator[dict[str, str]]:
    """A Conveyor trust centre's report: sub-processors that point to the assets that name them."""
    data = json_value(text)
    assets = {str(at(asset, "id")): asset for asset in listed_at(data, "_embedded.canonical_assets")}
    for entry in listed_at(data, "_embedded.subprocessors"):
        asset = assets.get(str(at(entry, "canonical_asset_id")))
        yield _entry(at(asset, "name") or at(entry, "name"), entry)


def _from_trust_centre(script: str) -> Iterator[dict[str, str]]:
    """A SafeBase trust centre's page carries its data as JSON; the lists of companies stand deep in it."""
    try:
        data = json_value(script)
    except NotJsonError:
        return
    for entries in _lists(data, 0):
        for entry in entries:
            if name := at(entry, "company.name"):
                yield _entry(name, entry)


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        if isinstance(value.get("listEntries"), list):
            yield value["listEntries"]
        for inner in value.values():
            yield from _lists(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _lists(inner, depth + 1)


def _entry(name: Any, entry: Any) -> dict[str, str]:
    values = {"name": name, "purpose": at(entry, "purpose"), "location": at(entry, "location")}
    return {key: clean_line(html_to_text(str(value))) for key, value in values.items() if value}
