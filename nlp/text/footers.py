"""What a page or mail says below its text of itself: how to leave a list, where else to follow, whose page it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nlp.text.patterns import words

# Whole lines; a notice that begins "You are receiving this letter because" is none.
_FOOTER = words(
    r"(?:click here to )?(?:unsubscribe|opt out)(?: (?:here|at any time|from .{0,60}))?"
    r"|(?:to )?(?:unsubscribe|update|change|manage) .{0,20}(?:preferences|subscriptions?|settings).{0,60}"
    r"|you(?: are|'re)? (?:get|got|receive|received|receiving|getting) this (?:e-?mail|message|newsletter) "
    r"because you "
    r"(?:have (?:an account|signed up|subscribed|opted in)|are (?:a )?(?:subscribed|subscriber|registered)|signed up|"
    r"subscribed|registered|opted in)\b.{0,80}"
    r"|view (?:this (?:e-?mail|message) )?in (?:your |a |the )?browser"
    r"|this (?:e-?mail|message|newsletter) was sent to .{1,80}"
    r"|follow us(?: on)?\b.{0,80}|share (?:this|on|via)\b.{0,60}|all rights reserved"
    r"|(?:©|\(c\)|copyright)\s.{0,120}"
    r"|(?:did this (?:article )?(?:answer|help)|was this (?:article|page) helpful)\b.{0,60}"
    r"|(?:sign up|subscribe) (?:for|to) (?:our|the) .{0,40}(?:newsletter|updates|mailing list)\b.{0,60}"
    r"|(?:privacy|terms|cookies?|imprint|contact|about|help|legal|careers|sitemap|facebook|linkedin|instagram|youtube"
    r"|twitter|tiktok|pinterest|mastodon|bluesky|whatsapp|telegram|x)"
    r"(?: (?:us|policy|notice|settings|of use|of service|and conditions))?"
)
_TELLS = words(r"\b(?:affect|attack|breach|compromis|data|expos|hack|incident|leak|los[ts]|secur|stolen|theft)")
_BETWEEN = re.compile(r"(?<=[.!?])\s+|\s+[|·•–]\s+|\s{3,}")  # noqa: RUF001 - as it is written


def without_footers(text: str) -> str:
    """The text with what it ends in, as far as that is about the page or mail itself, blanked by code point."""
    return without_last_lines(text, says_footer)


def says_footer(part: str) -> bool:
    """Whether a sentence, or what stands between two strokes, is of an English footer."""
    return not _TELLS.search(part) and _FOOTER.fullmatch(part) is not None


def without_last_lines(text: str, is_footer: Callable[[str], bool]) -> str:
    """The text with its last lines blanked as long as `is_footer` holds for all parts of each."""
    lines = text.split("\n")
    last = len(lines)
    while last and all(map(is_footer, _parts(lines[last - 1]))):
        last -= 1
    return "\n".join((*lines[:last], *(" " * len(line) for line in lines[last:]))) if last < len(lines) else text


def _parts(line: str) -> Iterator[str]:
    """One after the other: of most lines the first says already that they are no footer."""
    line, start = line.strip(" -*>"), 0
    while start < len(line):
        border = _BETWEEN.search(line, start)
        part = line[start : border.start() if border else len(line)]
        start = border.end() if border else len(line)
        if any(map(str.isalnum, part)):
            yield part.rstrip(" .!?")
