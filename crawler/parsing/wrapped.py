"""Text whose lines were wrapped, as in PDF files and plain text, with each paragraph on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_ITEM = re.compile(r"(?:[-*•·▪●○‣\u2043\u2013\u2014|#>□☐o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])(?:\s|$)")
_DIGITS = re.compile(r"\d+")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_COMPOUND = frozenset(("third", "e", "non", "two", "three", "multi", "self", "well", "follow", "day", "year", "cyber"))
_WIDE = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]")  # scripts without blanks between words
_FULL = 0.6  # of the width: a line that is shorter is a heading, an item or the end of a paragraph
_EDGE = 2  # lines at the head and at the foot of a page


def paragraphs(pages: Sequence[str]) -> str:
    """The text of these pages; of the heads and feet that most of them share one head alone is kept."""
    lines = _without_edges([[line.strip() for line in page.strip().split("\n")] for page in pages])
    lengths = sorted(len(line) for page in lines for line in page if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[str] = []
    last = ""
    for number, page in enumerate(page for page in lines if any(page)):
        for line in page if not number or _goes_on(last, page[0], width) else ["", *page]:
            if found and _goes_on(last, line, width):
                found[-1] = _joined(found[-1], line)
            else:
                found.append(line)
            last = line
    return "\n".join(found)


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    edges = Counter(
        one for page in pages for one in {_DIGITS.sub("0", line) for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    shared = {line for line, times in edges.items() if times > 1 and times * 2 > len(pages)}
    kept = []
    for number, page in enumerate(pages):
        begin, end = 0, len(page)
        while number and begin < min(_EDGE, end) and (not page[begin] or _DIGITS.sub("0", page[begin]) in shared):
            begin += 1
        while end > max(begin, len(page) - _EDGE) and (not page[end - 1] or _DIGITS.sub("0", page[end - 1]) in shared):
            end -= 1
        kept.append(page[begin:end])
    return kept


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a sentence goes on in the line below."""
    if not line or not following or len(line) < width * _FULL or _ITEM.match(following):
        return False
    return following[0].islower() or not line.endswith((".", "!", "?", ":", ";", "。"))


def _joined(line: str, following: str) -> str:
    broken = _BROKEN.search(line)
    if broken and following[0].islower():
        return (line if broken[1].casefold() in _COMPOUND else line[:-1]) + following
    return line + following if _WIDE.match(line[-1]) and _WIDE.match(following) else f"{line} {following}"
