"""Cuts a text into headings, list items and sentences; linear in its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Shape = Literal["title", "heading", "item", "prose"]

_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+(?=\s)|[.!?][\"')]{0,3}(?=[A-Z][a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Drs?|Prof|Rev|St|Mt|Ft|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Supt|Jr|Sr|Inc|Corp|Ltd|Pty|Pvt|Sdn|Co|Bros|Assn|Dept|Univ"
    r"|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx|ca|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ind|Kan|Ky|La"
    r"|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|[A-Z])|\b(?:[A-Za-z]\.)+[A-Za-z]|e\.g|i\.e)$"
)
_MAY_END = re.compile(  # abbreviations that also stand at the end of sentences: legal forms, states, initials
    r"(?:\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb"
    r"|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis)|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_OPENS = re.compile(  # what begins a sentence after such an abbreviation: no word of a name or of a post
    r"\s+(?:(?:The|It|We|They|He|She|This|These|That|Those|Its|Our|Their|In|On|At|A|An|And|But|If|When|While|After|Before|Since|No|All|Some"
    r"|However|According|Because|Although|Under|With|From|There|You|Your|Who|Most|Many|Both|Now|As)\b(?! ?&)"
    r"|(?:Hackers|Attackers|Thieves|Criminals|Intruders|Patients|Customers|Clients|Users|Members|Employees|Students|Residents"
    r"|Guests|Names|Files|Data|Records|Passwords|Police|Investigators|Researchers|Officials|Experts|Nobody|Details|Letters)\b"
    r"(?= [a-z])(?! of [A-Z]))"
)
_DOTS = "-*\u2022\u25cf\u25aa\u2023\u2043\u00b7\u25e6\u25a0\u25a1\u25ba\u25b6\u27a4\u2192\u00bb"
_DASHES_AND_TICKS = "\u2013\u2014\u2713\u2714\u2705\u2611"
_ITEM = re.compile(rf"\s*(?:[{_DOTS}{_DASHES_AND_TICKS}]\ufe0f?|\d{{1,2}}[.)]|[a-z]\))\s+")
_SAYS = re.compile(r"[^\W_]")  # what a blank line and the rule under a heading lack
_LONGEST = 1_500  # code points after which a sentence is cut at the next blank
_HEADING = 90


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of the text with its shape; `block` numbers the line it stands on."""

    start: int
    end: int
    text: str
    shape: Shape
    block: int


def split(text: str, title_length: int = 0) -> list[Sentence]:
    """The sentences of a normalised text in order; the first `title_length` code points are the title."""
    return list(_sentences(text, title_length))


def _sentences(text: str, title_length: int) -> Iterator[Sentence]:
    position = 0
    for block, line in enumerate(text.split("\n")):
        start, end = position, position + len(line)
        position = end + 1
        if not _SAYS.search(line):
            continue
        if start < title_length:
            yield _sentence(text, start, end, "title", block)
            continue
        marker = _ITEM.match(line)
        shape: Shape = "item" if marker else _line_shape(line)
        yield from _cut(text, start + (marker.end() if marker else 0), end, shape, block)


def _line_shape(line: str) -> Shape:
    bare = line.strip()
    if len(bare) <= _HEADING and (bare[-1] == ":" or (bare[-1] not in ".!?,;\"'" and len(bare.split()) <= 12)):  # noqa: PLR2004 a small number or a flat list of rules reads best in place
        return "heading"
    return "prose"


def _sentence(text: str, start: int, end: int, shape: Shape, block: int) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, text[start:end], shape, block)


def _cut(text: str, start: int, end: int, shape: Shape, block: int) -> Iterator[Sentence]:
    begin = start
    for stop in _stops(text, start, end):
        while stop - begin > _LONGEST:
            blank = text.find(" ", begin + _LONGEST, stop)
            cut = blank if blank > 0 else begin + _LONGEST
            yield _sentence(text, begin, cut, shape, block)
            begin = cut
        if text[begin:stop].strip():
            yield _sentence(text, begin, stop, shape, block)
        begin = stop


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for match in _END.finditer(text, start, end):
        if match.group()[0] == "." and not _ends(text, match, end):
            continue
        yield match.end()
    yield end


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation, not before a small letter."""
    following = text[match.end() : min(end, match.end() + 12)].lstrip()
    if following and following[0].islower() and not following[:2].isupper():
        return following[:6] in ("iPhone", "eBay")
    before = text[max(0, match.start() - 12) : match.start()]
    abbreviation = _ABBREVIATION.search(before)
    if abbreviation is None:
        return True
    return bool(_MAY_END.search(before)) and bool(_OPENS.match(text, match.end(), end))
