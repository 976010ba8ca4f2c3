"""Text from outside made harmless for every channel; each channel escapes for its own syntax after that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_LIVE_URL = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,20})://|\b(www)\.")
_ARROW = re.compile(r" (?:→|->) ")
_LEFT = "\u200e"  # stands for a letter that is written from left to right, and shows nothing
_MAX_URL = 2000
_BLANK_SIGNS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks that show nothing
_MOST_MARKS = 8  # over one letter, more than any script needs: a hundred cover the lines above


def clean(text: str, limit: int = 300) -> str:
    """One line of at most `limit` code points without control, format (bidi, zero width) and private characters.

    White space of every kind becomes a single space; what is cut ends in an ellipsis.
    """
    line = " ".join(text.replace("\x00", " ").split())
    if not (line.isascii() and line.isprintable()):  # which nearly every line is: there is nothing hidden in it then
        line = " ".join(visible(line).split())
    return shorten(line, limit)


def visible(text: str, kept: str = "") -> str:
    """What a reader sees of a text: hidden characters, save those `kept`, and piles of marks are left out."""

    def seen() -> Iterator[str]:
        marks = 0
        for char in text:
            marks = marks + 1 if unicodedata.combining(char) else 0
            if marks <= _MOST_MARKS and (char in kept or not is_hidden(char)):
                yield char

    return "".join(seen())


def is_hidden(char: str) -> bool:
    """Whether no reader sees it: Cc control, Cf bidi and zero width, Cs lone surrogate, Co private, Cn unassigned;
    and letters and marks that fill a place with nothing.
    """
    return char in _BLANK_SIGNS or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")


def shorten(text: str, limit: int) -> str:
    """`text`, cut to `limit` code points with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def defang(text: str) -> str:
    """`text` whose addresses no client turns into a link: `https[:]//…`, `www[.]…`."""
    return _LIVE_URL.sub(lambda found: f"{found[1]}[:]//" if found[1] else f"{found[2]}[.]", text)


def in_order(text: str) -> str:
    """`text` in which whoever stands before an arrow is shown before it, whatever the writing of both.

    Two names written from right to left would change places around "→", and a path say that the other was breached.
    """
    if text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return text
    held = _ARROW.sub(lambda found: f"{_LEFT}{found[0]}", text)
    return text if held == text else _LEFT + held


@dataclass(frozen=True, slots=True)
class WebLink:
    """An http or https address that may be followed, and the host that a reader sees, in ASCII."""

    url: str
    host: str

    @property
    def shown(self) -> str:
        """The address for a reader: it begins with the host and has at most 100 code points."""
        return shorten(self.url.partition("://")[2], 100)


def web_link(url: str) -> WebLink | None:
    """The link, None for any other scheme, an address with a user name, or what is no address at all."""
    stripped = url.strip()
    if len(stripped) > _MAX_URL or " " in stripped or not stripped.isprintable():
        return None
    try:
        parts = urlsplit(stripped)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    # "https://bank.example@evil.example/" shows one host and opens another.
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9._:-]+", host) or "@" in parts.netloc:
        return None
    authority = f"[{host}]" if ":" in host else host
    rest = quote(parts.path or "/", safe="/%:@!$&()*+,;=~-._") + (f"?{_query(parts.query)}" if parts.query else "")
    return WebLink(url=f"{parts.scheme}://{authority}{port}{rest}", host=authority + port)


def _query(query: str) -> str:
    return quote(query, safe="/%:@!$&()*+,;=~-._?")
