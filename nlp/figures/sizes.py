"""Numbers that do not say how many were hit: how large an organisation is, the whole of a part, another breach."""

from __future__ import annotations

import re
from typing import Final

from nlp.figures.bounds import LOW
from nlp.text.patterns import late

_SIZE = late(
    r"\b(?:employ(?:s|ing)(?: [\d,.]+ [\w-]+ and)?|serv(?:es|ing)|cater\w* (?:to|for)|(?:staff|workforce|team"
    r"|membership|base) of"
    r"|how many of (?:its|their|the|our)|(?:runs?|handles?|does|provides?|manages?) (?:\w+ ){1,3}for)"
    r"\s+(?:(?:about|some|around|nearly|roughly|approximately|over|more than|up to|almost|the)\s+)?$"
    r"|\ban? (?!(?:[\w-]+ ){0,3}?(?:file|list|spreadsheet|database|document|sheet|table|export"
    r"|backup)\b)(?:[\w-]+ ){1,4}?with (?:(?:about|some|around|nearly|roughly|over|more than|almost) )?$",
    re.IGNORECASE,
)
_OF_SIZE = late(
    r"^\s(?:\w+ )?(?:employees|staff|workers|people|customers|clients|members|residents|users|patients|students|pupils"
    r"|shops|stores|employers|organi[sz]ations|companies|firms|schools|councils|hospitals|households|subscribers|entities)\b",
    re.IGNORECASE,
)
_MORE_OR_LESS: Final = r"(?:(?:about|some|around|nearly|roughly|approximately|over|more than|up to|almost)\s+)*"
OWNERS: Final = r"(?:its|their|our|his|her|the \w+'s|(?-i:[A-Z][\w&.-]*(?:'s|s')))"
_HAS: Final = late(  # "which has 30,000 employees and "
    r"(?:\b(?:which|who|company|firm|bank|group|agency|university|hospital|school|chain|airline|union|insurer|retailer"
    r"|charity)|,) (?:has|have|had|counts|boasts|with)\s+"
    rf"(?:{_MORE_OR_LESS}{LOW}\s[\w ]{{3,30}}(?:,| and|, and)\s+)*{_MORE_OR_LESS}$",
    re.IGNORECASE,
)
_WHOLE: Final = late(  # "fewer than 500 of its ", "a fraction of its "
    rf"(?:\b{LOW}|\b(?:few|some|many|most|majority|none|part|fraction|portion|handful|minority|share|subset|number))"
    rf"\s(?:(?:out )?of|in)\s(?:{OWNERS}|the)\s+(?:total of\s+)?{_MORE_OR_LESS}$",
    re.IGNORECASE,
)
_OF_ALL: Final = late(rf"^\W*(?:out )?of {OWNERS} {_MORE_OR_LESS}$", re.IGNORECASE)
_STORE: Final = late(
    r"\b(?:archive|backup|bucket|database|dump|export|file|folder|leak|list|server|sheet|spreadsheet|system|table)s?,?"
    r" (?:which|that|with)\b",
    re.IGNORECASE,
)
_ANOTHER: Final = late(  # "the previous breach hit "
    r"\b(?:(?:previous|earlier) (?:breach|hack|attack|incident|leak|one)|last one)\b[^.;]{0,40}$", re.IGNORECASE
)


def is_size(left: str, right: str) -> bool:
    """Whether a number says how large an organisation is, or whom it serves."""
    has = _HAS.search(left) and not _STORE.search(left)
    return bool((_SIZE.search(left) or has) and _OF_SIZE.match(right))


def counts_others(left: str) -> bool:
    """Whether it counts the whole of which a part was hit ("500 of its 2 million"), or whom another breach hit."""
    return bool(_WHOLE.search(left) or _OF_ALL.match(left) or _ANOTHER.search(left))
