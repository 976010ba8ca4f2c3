"""The links of a listing page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from crawler.fixity import canonical_url
from crawler.text import clean_line, decode, parse_html

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_CHROME = frozenset(("nav", "header", "footer", "aside", "form"))


@dataclass(frozen=True, slots=True)
class Link:
    """A link's absolute http(s) address and its words."""

    url: str
    text: str


def parse_links(body: bytes, url: str, content_type: str | None, css: str | None) -> list[Link]:
    """The links that `css` selects (elements or the `a` in them), each address once, in the page's order.

    Without `css`: the links outside navigation that lead below the listing's own path on its own host.

    Raises:
        ValueError: `css` is no selector.
    """
    root = parse_html(decode(body, content_type))
    if root is None:
        return []
    base = _base(root, url)
    links: dict[str, Link] = {}
    for anchor in _chosen(root, css):
        try:
            target = urljoin(base, str(anchor.get("href", "")).strip()).partition("#")[0]
            parts = urlsplit(target)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (css or _is_below(url, target)):
            words = clean_line(anchor.text_content())
            if target not in links or not links[target].text:
                links[target] = Link(target, words)
    return list(links.values())


def _chosen(root: lxml_html.HtmlElement, css: str | None) -> list[lxml_html.HtmlElement]:
    if css is None:
        return [a for a in root.iter("a") if a.get("href") and not any(up.tag in _CHROME for up in a.iterancestors())]
    try:
        found = root.cssselect(css)
    except (SyntaxError, RuntimeError) as error:  # what cssselect raises: no such syntax, no such thing in XPath
        raise ValueError(f"links: {css!r} is no CSS selector ({error})") from error
    return [a for element in found for a in ([element] if element.tag == "a" else element.iter("a")) if a.get("href")]


def _base(root: lxml_html.HtmlElement, url: str) -> str:
    stated = root.xpath("//base/@href")
    try:
        return urljoin(url, str(stated[0]).strip()) if stated else url
    except ValueError:  # as a browser does: what is no address is no base
        return url


def _is_below(listing: str, target: str) -> bool:
    try:
        here, there = urlsplit(canonical_url(listing)), urlsplit(canonical_url(target))
    except ValueError:
        return False
    folder = here.path.rpartition("/")[0] + "/"
    return (
        here.netloc == there.netloc
        and there.path.startswith(folder)
        and there.path.rstrip("/") != here.path.rstrip("/")
    )


def feed_links(body: bytes, url: str, content_type: str | None) -> list[str]:
    """The feeds that the page's head names, in its order."""
    root = parse_html(decode(body, content_type))
    found = []
    for link in root.iter("link") if root is not None else ():
        kind = str(link.get("type", "")).casefold()
        if "alternate" in str(link.get("rel", "")).casefold() and kind in _FEEDS:
            try:
                target = urljoin(_base(root, url), str(link.get("href", "")).strip())
            except ValueError:
                continue
            if target.startswith(("http://", "https://")):
                found.append(target)
    return list(dict.fromkeys(found))
