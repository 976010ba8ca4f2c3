"""Days of something else than the incident: data put online, who joined when, what is due, what a court did."""

from __future__ import annotations

import re

from nlp.figures.cues import NEAR
from nlp.text.patterns import late

_LISTED_ON = late(  # "added the firm to its leak site on Saturday"
    r"\b(?:added|listed|named|posted|published|appeared|claimed)\b[^;:]{0,80}\b(?:leak|extortion|shaming|data-leak) "
    r"(?:site|blog|page|portal)\b[^,;:]{0,25}$"
    r"|\b(?:dumped|leaked|posted|published|released|uploaded) (?:it|them|the (?:data|documents|files|records))\b"
    r"[^,;:]{0,25}$"
    r"|\b(?:put|posted|published|dumped|released|uploaded)\b[^;:]{0,60}\b(?:online|(?:on|to) (?:an?|the)"
    r" (?:[\w-]+ ){0,2}(?:forum|dark ?web|channel)|(?:up )?for sale)\b[^,;:]{0,25}$",
    re.IGNORECASE,
)
_JOINED = late(  # of whom data is: "those who signed up before February 2024"
    r"\b(?:signed up|registered|joined|enrolled|subscribed|(?:opened|created) (?:an |their )?accounts?"
    r"|accounts? (?:opened|created))"
    r"(?: [\w-]+){0,3}? (?:before|until|prior to|after|since|between|in|from|by|for) (?:\w+ )?$",
    re.IGNORECASE,
)
_ALSO_HIT = late(  # another time: "was also hit by an attack in 2018"
    r"\b(?:was|were|had|has) also (?:been )?(?:hit|hacked|breached|attacked|targeted)\b[^,;:.]{0,60}$", re.IGNORECASE
)
_ONCE_BEFORE = late(  # "Two years ago it had been hacked before"
    r"^[^;:.]{0,60}\b(?:hacked|breached|attacked|hit|compromised|targeted)\b[^;:.]{0,20}\b(?:before|already|once)\b",
    re.IGNORECASE,
)
_AGE = late(  # "records that go back to 2015 were stolen"
    r"\b(?:data|documents|e-?mails|files|messages|orders|records|transactions)(?: that| which)?"
    r" (?:dat(?:e|ed|es|ing)|go(?:es|ing)?|went) back (?:to |as far as )?(?:\w+ )?$",
    re.IGNORECASE,
)
_WERE_TAKEN = late(r"[^.;:]{0,40}\b(?:was|were) (?:accessed|copied|stolen|taken)\b", re.IGNORECASE)
_DUE = late(  # "must be changed by 1 April", "letters go out from 20 March"
    r"\b(?:must|should|had to|ha(?:s|ve) to|needs? to|needed to|due|no later than)\b[^;:.]{0,60}\b(?:by|until|before) $"
    r"|\b(?:letters?|notices?|notifications?|mails?|e-?mails?|payments?) (?:will )?(?:go|goes|be)\b[^;:.]{0,40}$",
    re.IGNORECASE,
)
_NO_EVENT = (
    r"(?:(?!\b(?:breach\w*|hack\w*|attack\w*|incident\w*|stol\w+|theft|leak\w*|over|after|for|that|whose?|which|from)\b)"
    r"[^,;:.])"
)
_LAW = (
    r"(?:announced (?:an? |the )?(?:[\w-]+ )?(?:fine|penalty|settlement)"
    r"|approv(?:ed|al)|ruled|ruling|sued|fined|sentenced|ordered|settled|agreed to pay|pleaded guilty|imposed|charged"
    r"|indicted|arrested|filed (?:an? |the )?(?:[\w-]+ )?(?:suit|lawsuit|complaint|class action)"
    r"|(?:suit|lawsuit|complaint|class action) (?:(?:was|were|has been|had been) )?filed)"
)
_AT_LAW = late(rf"\b{_LAW}\b{_NO_EVENT}{{0,40}}$", re.IGNORECASE)  # "gave final approval on", "fined the shop on"
_THEN_LAW = late(rf"^,?\s{_NO_EVENT}{{0,60}}?\b{_LAW}\b", re.IGNORECASE)  # "On 3 May the office fined the shop"
_OPENS = late(r"(?:^|[;:.,] )(?:(?:in|on) )?$", re.IGNORECASE)


def is_of_another(text: str, match: re.Match[str], clause: str) -> bool:
    """Whether a day is of something else: data put online, an older breach, who joined when, what is due."""
    if _ONCE_BEFORE.match(text[match.end() :]) or _DUE.search(text[: match.start()]):
        return True
    if _AGE.search(clause[: len(clause) - len(match.group())]) and _WERE_TAKEN.match(text[match.end() :]):
        return True
    return bool(_LISTED_ON.search(clause) or _ALSO_HIT.search(clause) or _JOINED.search(text[: match.start()]))


def is_of_law(text: str, match: re.Match[str]) -> bool:
    """Whether a day is that of a court's or an authority's act, and not of what it is about."""
    before = text[: match.start()]
    if _AT_LAW.search(before[-2 * NEAR :]):
        return True
    return bool(_OPENS.search(before) and _THEN_LAW.match(text[match.end() :][: 2 * NEAR]))
