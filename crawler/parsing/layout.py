"""Tables that only place what a page says: a mail shown in the browser, an old site, the bullets of a filing.

What reads articles makes one line of each row, as is right where the cells are values; a letter in a cell is a letter.
"""

from __future__ import annotations

import re

from lxml import html as lxml_html

from crawler.text import clean_line

_PRESENTATION = ("presentation", "none")  # WAI-ARIA 1.2, 5.4: the element's own meaning is not meant
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "div", "ul", "ol", "blockquote", "section", "article", *HEADINGS)
_CELLS = ("td", "th")
_PARTS = ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", *_CELLS)
_HEADING = 8  # words, at most; what stands beside it has more
_LETTER = 30  # words in one cell, in several paragraphs: no value of a table is as long
_Filled = list[tuple[lxml_html.HtmlElement, str]]
_BULLET = re.compile(r"[•·●○▪■◦‣⁃*–—-]|o")  # noqa: RUF001 - as filings write them


def unfold_layout(root: lxml_html.HtmlElement) -> None:
    """Makes plain blocks of tables that only place what is in them, list items of rows that begin with a bullet, and
    headings of the words beside a letter ("What happened").
    """
    for table in list(root.iter("table")):  # the outer before the inner
        own = [part for part in table.iterdescendants(*_PARTS) if next(part.iterancestors("table")) is table]
        if not _is_layout(table, own):
            continue
        for row in [part for part in own if part.tag == "tr"]:
            _unfold_row(row)
        for part in own:
            if part.tag in _CELLS:
                part.tag = "div"
                part.attrib.clear()
            elif part.tag in _PARTS:
                part.drop_tag()  # one within the other, headings in them would be taken for no words of the page
        table.drop_tag()


def _is_layout(table: lxml_html.HtmlElement, own: list[lxml_html.HtmlElement]) -> bool:
    if table.get("role") in _PRESENTATION or next(table.iterdescendants("table"), None) is not None:
        return True
    if any(_is_letter(part) for part in own if part.tag in _CELLS):
        return True
    rows = (filled for part in own if part.tag == "tr" and (filled := _filled(part)))
    first = next(rows, [])
    return _is_bulleted(first) and all(map(_is_bulleted, rows))


def _is_letter(cell: lxml_html.HtmlElement) -> bool:
    """Whether a cell holds paragraphs: blocks with words, or lines parted by two breaks."""
    if len(str(cell.text_content()).split()) < _LETTER:
        return False
    blocks = sum(1 for block in cell.iter(*_BLOCKS) if (block.text or "").strip() or len(block))
    breaks = sum(1 for one in cell.iter("br") if not (one.tail or "").strip() and one.getnext() is not None)
    return blocks + breaks > 1


def _is_bulleted(filled: _Filled) -> bool:
    return len(filled) > 1 and _BULLET.fullmatch(filled[0][1]) is not None


def _unfold_row(row: lxml_html.HtmlElement) -> None:
    filled = _filled(row)
    if _is_bulleted(filled):
        row.remove(filled[0][0])
        row.tag = "ul"
        for cell, _ in filled[1:]:
            cell.tag = "li"
    elif len(filled) == 2 and len(filled[0][1].split()) <= _HEADING < len(filled[1][1].split()):  # noqa: PLR2004 - a pair
        head = filled[0][0]
        if next(head.iter("a", "img", *HEADINGS), None) is None:
            head.tag, head.text = "h3", filled[0][1]
            for child in list(head):
                head.remove(child)


def _filled(row: lxml_html.HtmlElement) -> _Filled:
    """The cells of a row that hold words, with them."""
    found = ((cell, clean_line(str(cell.text_content()))) for cell in row if cell.tag in _CELLS)
    return [(cell, text) for cell, text in found if text]
