"""What stands within an article and leads to others: their headlines tell of other incidents."""

from __future__ import annotations

import re
from itertools import islice

from lxml import html as lxml_html

from crawler.text import clean_line

_HEAD = re.compile(
    r"(?:related|similar|recommended|further|suggested)"
    r"(?: (?:articles?|stor(?:y|ies)|news|posts?|content|reading|coverage|links|for you))?"
    r"|(?:read|see|watch) (?:also|next|more)|also read|read more (?:on|about|from)\b.{0,40}"
    r"|(?:you|we think you) (?:may|might|will)(?: also)? (?:like|enjoy|be interested in)"
    r"|more (?:from|on|in|about)\b.{0,40}|more (?:stories|news|articles|like this|coverage)"
    r"|(?:most|more) (?:read|popular|viewed)|trending(?: now| stories)?|in other news|don.t miss|keep reading"
    r"|(?:latest|recent|popular|top|other|featured) (?:news|stories|articles|posts|headlines)"
    r"|lesen sie auch|auch interessant|mehr zum thema"
    r"|(?:ähnliche|verwandte|weitere) (?:artikel|beiträge|meldungen|themen)"
    r"|das könnte (?:sie|dich)(?: auch)? interessieren"
    r"|(?:à lire|lire|voir) (?:aussi|également)|à lire|sur le même (?:sujet|thème)"
    r"|articles (?:liés|similaires|connexes)"
    r"|(?:artículos|noticias) relacionad[ao]s|le[ae] también|te puede interesar|lo más leído"
    r"|leggi anche|(?:articoli|notizie) correlat[ie]|(?:leia|veja) também|notícias relacionadas"
    r"|lees ook|gerelateerde (?:artikelen|berichten)|関連(?:記事|ニュース|リンク)|あわせて読みたい",
    re.IGNORECASE,
)
_INLINE = re.compile(rf"(?:{_HEAD.pattern})\s*[:：»>–-]+\s", re.IGNORECASE)  # noqa: RUF001 - as it is written
_SMALL = 8  # elements, as many as a heading may hold
_OUTER = ("html", "body", "main", "article")
_MOSTLY = 0.5


def drop_others(root: lxml_html.HtmlElement) -> None:
    """Takes out what follows a heading such as "Related articles" as far as it is links, and lines of the same kind."""
    for element in list(
        root.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "li", "header")
    ):
        if element.getparent() is None or len(list(islice(element.iter(), _SMALL))) == _SMALL:
            continue
        words = _words(element)
        inline = _INLINE.match(words)
        if inline and _links(element) > _MOSTLY * (len(words) - inline.end()):
            element.drop_tree()
        elif _HEAD.fullmatch(words.rstrip(" :：»>")):  # noqa: RUF001
            _drop_below(_outermost(element, words))


def _drop_below(head: lxml_html.HtmlElement) -> None:
    found = False
    for sibling in list(head.itersiblings()):
        if isinstance(sibling.tag, str) and _words(sibling):
            if not _leads_on(sibling):
                break
            sibling.drop_tree()
            found = True
    if found:
        head.drop_tree()


def _outermost(element: lxml_html.HtmlElement, words: str) -> lxml_html.HtmlElement:
    """The element, or what holds nothing beside it."""
    parent = element.getparent()
    while parent is not None and parent.tag not in _OUTER and _words(parent) == words:
        element, parent = parent, parent.getparent()
    return element


def _leads_on(element: lxml_html.HtmlElement) -> bool:
    """Whether it is mostly links, or cards of articles: headings that are links, each with its teaser."""
    cards = [head for head in element.iter("h2", "h3", "h4", "h5", "h6") if _words(head)]
    if cards and all(_links(head) or next(head.iterancestors("a"), None) is not None for head in cards):
        return True
    return not cards and _links(element) > _MOSTLY * len(_words(element))


def _links(element: lxml_html.HtmlElement) -> int:
    return sum(len(_words(link)) for link in element.iter("a"))


def _words(element: lxml_html.HtmlElement) -> str:
    return clean_line(str(element.text_content()))
