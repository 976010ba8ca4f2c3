"""What stands in a sentence between brackets or dashes, and what it says in passing of where it did not happen."""

from __future__ import annotations

import re

from nlp.text.patterns import late


def without_asides(text: str) -> str:
    """The sentence with its asides as parts of it, of the same length ("no data, names, were").

    What a clause says of who keeps the data is left out ("cards, which our bank keeps, and names").
    """
    spoken = _SPOKEN.sub(_blank, _SHORT_FORM.sub(_blank, text))
    return _KEPT_BY.sub(_blank, _ASIDE.sub(_opened, _ELSEWHERE.sub(_blank, spoken)))


_SPOKEN = re.compile(  # "passwords, however, were not taken", "passwords, it says, were"
    r",\s(?:however|though|in turn|by contrast|in contrast|on the other hand|fortunately|luckily|thankfully|meanwhile"
    r"|importantly|crucially|(?:it|they|he|she|we|the \w+) (?:added|adds|believes?|insists|insisted|says?|said"
    r"|stress(?:ed|es)|thinks?|understands?)),(?=\s(?:was|were|is|are|has|have|had|did|do|does|could|can|cannot|remain|stay)\b)",
    re.IGNORECASE,
)


_ASIDE = re.compile(  # "no data (names, e-mails) were", "no data - names, e-mails - was"
    r"(?P<open>\(|\s[\u2014-](?=\s))[^()\u2014.;]{2,120}?(?P<close>\)|(?<=\s)[\u2014-])"
    r"(?=,?\s+(?:(?:was|were|is|are|has|have|had|did|do|does|could|can)(?:n't)?|cannot|or|nor|and|leaked|remain|stay)\b)"
)
# "payment card information (PCI)" is no aside.
_SHORT_FORM = re.compile(r"\s\((?:the )?[\"\u201c]?[A-Z][\w&-]{1,9}[\"\u201d]?\)")
_KEPT_BY = late(
    r",\swhich\s(?:(?:is|are|was|were)\s(?:\w+ly\s)?(?:kept|held|stored|saved|processed|handled|managed|hosted|hashed|encrypted|salted)"
    r"|(?:(?!(?:not|never|no)\b)[\w'-]+\s){1,5}?(?:keeps?|holds?|stores?|saves?|process(?:es)?|handles?|manages?|hosts?))\b"
    r"(?:(?!\b(?:not|never|no)\b)[^,;:.()]){0,60}(?=,\s)",
    re.IGNORECASE,
)

# "It was at the printer, not at the shop, that names were taken": the names were.
_ELSEWHERE = re.compile(
    r"(?<=,) (?:and |but |though )?(?:not|n't) (?:from|at|in|by|through|via|on|with) [^,.;]{2,60}(?=, that\b)"
)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _opened(aside: re.Match[str]) -> str:
    return re.sub(r"[()]|[\u2014-](?=\s|$)", ",", aside.group())
