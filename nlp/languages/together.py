"""Several that one verb says were attacked: "Velmo, Kastia et Ostrel ont été piratés"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.signs import beside

_ATTACKED: Final = re.compile(  # not "touchés", which customers are as well
    r" (?:(?:ont|avaient) (?:tous |toutes )?(?:ete (?:pirate|hacke|attaque|cyberattaque|la cible|cible|victime)|subi)"
    r"|(?:han sido|fueron|habian sido) (?:hackead|atacad|ciberatacad|victima|blanco)|(?:han sufrido|sufrieron)"
    r"|(?:sono|erano) (?:stat[ei] )?(?:hackerat|attaccat|vittim|violat)|hanno subito"
    r"|foram (?:hackead|invadid|atacad|alvo|vitima)|sofreram)"
)
_CUSTOMERS: Final = re.compile(
    r"(?<!\w)(?:client\w*|kund\w*|partenaires|socios|partner|parceir[oa]s)(?: [a-z]+){0,2} $"
)
_BEFORE = 32  # characters before the list


def attacked_together(cues: Cues, groups: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Which of the names, by place, stand in a list of two or more of which such a verb is said."""
    mentions = sorted(((m, place) for place, ms in enumerate(groups) for m in ms), key=lambda each: each[0].start)
    for at, (last, place) in enumerate(mentions):
        if not _ATTACKED.match(cues.reading.folded, last.end):
            continue
        first = at
        while first and beside(cues, mentions[first - 1][0], mentions[first][0]):
            first -= 1
        start = mentions[first][0].start
        before = cues.reading.folded[max(0, start - _BEFORE) : start]
        if first < at and not _CUSTOMERS.search(before):
            yield from {place, *(each for _, each in mentions[first:at])}
