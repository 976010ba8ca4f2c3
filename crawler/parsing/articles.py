"""An article's page as title, clean text and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from crawler.parsing.elsewhere import drop_others
from crawler.parsing.layout import HEADINGS, unfold_layout
from crawler.parsing.page_dates import published
from crawler.parsing.wrapped import paragraphs
from crawler.text import clean, clean_line, decode, html_to_text, language_code, parse_html

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

# trafilatura drops a line that is exactly "Email", "Google", "Facebook", "PDF" and the like, which for us are exposed
# data and vendors; with this mark behind it (a private-use character, not in any page) no line is exactly that.
_MARK = "\ue5e5"
_OPENS = (  # what opens the text below it, which else is taken for no words of the page
    "//*[self::button or self::a or @role='button'][@aria-expanded or @aria-controls or @data-toggle or @data-target "
    "or @data-bs-toggle or @data-bs-target or contains(@class, 'accordion') or contains(@class, 'collaps')]"
)
# Where the commonest programs of pages put all that they show.
_MOUNTS = "//body//*[@id='root' or @id='__next' or @id='__nuxt' or @id='___gatsby' or @id='app']"
_CONSENT = re.compile(
    r"\b(?:cookie|consent|gdpr)s?[-_]*(?:banner|bar|notice|consent|law|pop-?up|dialog|modal|message|overlay|wall|manager)"
    r"|onetrust|cookiebot|didomi|usercentrics|\bcmp(?:box|wrapper|-?container)",
    re.IGNORECASE,
)
_LONG_HEADING = 30  # words
_FILE = re.compile(r"\S+\.(?:aspx?|docx?|html?|jsp|md|pdf|php|rtf|txt|xml)", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—·:»-]\s.{1,80}")  # noqa: RUF001 - as it is written
_CHROME = ("aside", "footer", "header", "nav")
_MARKED = ("li", "td", "th", "dt", "dd", "p", "h2", "h3", "h4", "h5", "h6")
_ENOUGH = 80  # characters under which an extraction has failed, and the whole page is taken
_MAX_TREE = 200_000  # elements; beyond, no page is an article


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says. `published` is what the page itself states, None where it states nothing."""

    title: str
    text: str
    published: datetime | None
    language: str | None


def extract_article(body: bytes, url: str, content_type: str | None = None, *, dated: bool = False) -> Article:
    """The main text of a page as lines: headings kept, list items as `- item`, table rows as `cell | cell`.

    `dated`: the page's date is known already and not looked for, which takes a fifth of the time.
    """
    page = decode(body, content_type)
    if (kind := (content_type or "").partition(";")[0].strip().lower()) in ("text/plain", "text/markdown"):
        text = clean(page)
        return Article(
            title="", text=paragraphs([text]) if kind == "text/plain" else text, published=None, language=None
        )
    root = parse_html(page.replace(_MARK, ""))
    if root is None or sum(1 for _ in root.iter()) > _MAX_TREE:
        return Article(title="", text="", published=None, language=None)
    title, language = _title(root), _language(root)
    day = None if dated else published(root, url, language)
    _as_read(root)
    unfold_layout(root)
    drop_others(root)
    _mark(root)
    text = _lines(_extracted(root))
    if len(text) < _ENOUGH:
        text = max(text, html_to_text(page), key=len)
    title, text = _titled(title, text)
    return Article(title=title, text=text, published=day, language=language)


def stands_before(body: bytes, content_type: str | None, least: int) -> str:
    """What a page shows in place of its words: `login`; `shell`; "".

    A shell has less than `least` characters without scripts, or nothing in what a program fills.
    """
    root = parse_html(decode(body, content_type))
    if root is None:
        return "shell"
    if root.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"):
        return "login"
    etree.strip_elements(root, "head", "noscript", "script", "style", "template", etree.Comment, with_tail=False)
    empty = any(not clean_line(str(mount.text_content())) for mount in root.xpath(_MOUNTS))
    return "shell" if empty or len(clean_line(str(root.text_content()))) < least else ""


def _extracted(root: lxml_html.HtmlElement) -> str:
    from trafilatura import extract  # only the process that reads needs it, and it loads long

    _frame(root)
    return extract(root, options=_options()) or ""


def _frame(root: lxml_html.HtmlElement) -> None:
    """Makes one article of a page that marks no part as its text: its headings would be lost, and govern nothing."""
    from trafilatura.xpaths import BODY_XPATH

    body = root.find("body")
    if body is None or any(found(root) for found in BODY_XPATH):
        return
    article = etree.SubElement(body, "article")
    article.text, body.text = body.text, None
    article.extend([child for child in body if child is not article and child.tag not in _CHROME])


@cache
def _options() -> Extractor:
    """Made once: it reads a configuration."""
    from trafilatura.settings import Extractor

    return Extractor(comments=False, tables=True, recall=True)


def _as_read(root: lxml_html.HtmlElement) -> None:
    """The page without requests to accept cookies, which may be longer than itself, and without what is struck out,
    which is said no more; a button that opens what stands below it is a heading.
    """
    for element in root.xpath("//del|//s|//strike"):
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.xpath("//body//*[@id or @class]"):
        named = f"{element.get('id') or ''} {element.get('class') or ''}"
        if _CONSENT.search(named) and next(element.iter("h1", "main", "article"), None) is None:
            element.drop_tree()
    for opener in root.xpath(_OPENS):
        words = clean_line(str(opener.text_content()))
        if 1 < len(words.split()) <= _LONG_HEADING and opener.getparent() is not None and not _is_chrome(opener):
            heading = next(opener.iterancestors(*HEADINGS), opener)
            tail = heading.tail
            heading.clear()
            heading.tag, heading.text, heading.tail = "h3", words, tail


def _is_chrome(element: lxml_html.HtmlElement) -> bool:
    above = [up.tag for up in element.iterancestors()]
    return not {"nav", "form", "footer"}.isdisjoint(above) or ("header" in above and "main" not in above)


def _mark(root: lxml_html.HtmlElement) -> None:
    for element in root.iter(*_MARKED):
        last = next((child for child in reversed(element) if child.tag not in ("ul", "ol", "dl", "table")), None)
        if last is None:
            element.text = (element.text or "").rstrip() + _MARK if (element.text or "").strip() else element.text
        else:
            last.tail = (last.tail or "").rstrip() + _MARK
    for element in root.iter("br"):
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + _MARK
        elif element.getparent() is not None:
            element.getparent().text = (element.getparent().text or "") + _MARK


def _lines(text: str) -> str:
    """Without the marks, and with table rows as plain lines."""
    kept = []
    for line in re.sub(rf"\s*{_MARK}", "", text).split("\n"):
        if re.fullmatch(r"\s*\|(?:\s*-+\s*\|)+\s*", line):
            continue
        if line.lstrip().startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            kept.append(" | ".join(cell for cell in cells if cell))
        elif line.strip(" -"):
            kept.append(line)
    return clean("\n".join(kept))


def _titled(title: str, text: str) -> tuple[str, str]:
    """The title without the name of the site behind it, or the first line of a page that states none, where it is no
    sentence; and the text without that line, which stands in its own field.
    """
    line, _, rest = text.partition("\n")
    first = clean_line(line)
    behind = title[len(first) :] if first and title.casefold().startswith(first.casefold()) else ""
    headline = 1 < len(first.split()) <= _LONG_HEADING and not first.endswith((".", ":", ";", ","))
    if _SITE.fullmatch(behind) or (not title and headline):
        title = first
    return title, rest.lstrip("\n") if title and rest and first.casefold() == title.casefold() else text


def _title(root: lxml_html.HtmlElement) -> str:
    """`og:title`, else the only `h1`, else `<title>`; the name of a file, as filings have it there, is none."""
    stated = root.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
    headings = [clean_line(heading.text_content()) for heading in root.iter("h1")]
    candidates = [*(clean_line(str(value)) for value in stated[:1]), *(headings if len(headings) == 1 else ())]
    candidates += [clean_line(str(value)) for value in root.xpath("//head/title/text()")[:1]] + headings
    return next((candidate for candidate in candidates if candidate and not _FILE.fullmatch(candidate)), "")


def _language(root: lxml_html.HtmlElement) -> str | None:
    stated = root.xpath("/html/@lang") or root.xpath("//meta[@property='og:locale']/@content")
    return language_code(stated[0]) if stated else None
