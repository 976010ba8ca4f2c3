"""What stands in a sentence between brackets or dashes."""

from __future__ import annotations

import re


def without_asides(text: str) -> str:
    """The sentence with its asides as parts of it, of the same length ("no data, names, were")."""
    return _ASIDE.sub(_opened, _SHORT_FORM.sub(_blank, text))


_ASIDE = re.compile(  # "no data (names, e-mails) were", "no data - names, e-mails - was"
    r"(?P<open>\(|\s[\u2014-](?=\s))[^()\u2014.;]{2,120}?(?P<close>\)|(?<=\s)[\u2014-])"
    r"(?=,?\s+(?:(?:was|were|is|are|has|have|had|did|do|does|could|can)(?:n't)?|cannot|or|nor|and|leaked|remain|stay)\b)"
)
# "payment card information (PCI)" is no aside.
_SHORT_FORM = re.compile(r"\s\((?:the )?[\"\u201c]?[A-Z][\w&-]{1,9}[\"\u201d]?\)")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _opened(aside: re.Match[str]) -> str:
    return re.sub(r"[()]|[\u2014-](?=\s|$)", ",", aside.group())
