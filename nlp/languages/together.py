"""Who is plainly told as attacked: several by one verb, or one by an apposition ("Velmo, victime d'un piratage")."""

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
_VICTIM = (
    r"(?:victime|cible|victima|objetivo|blanco|vittima|bersaglio|vitima|alvo) (?:d'|de |di |del |do |da |dell')?"
    r"(?:une? |un |una |uno |uma? )?(?:grave |vaste |nouvelle |nuevo |novo )?(?:cyber-?attaque"
    r"|attaque (?:informatique|par)|piratage|intrusion|rancongiciel|ransomware|fuite de donnees|vol de donnees"
    r"|ciberataque|ataque (?:informatico|hacker|cibernetico|de ransomware)|hackeo|robo de datos|intrusione"
    r"|attacco (?:hacker|informatico|cyber|ransomware)|cyberattacco|furto di dati|invasao|roubo de dados|vazamento)"
)
_NOW = r"(?![^.,;:\n]{0,24}(?<!\d)(?:19|20)\d\d)"  # "cible d'une cyberattaque en 2020" is another incident
_APPOSED: Final = re.compile(rf",? {_VICTIM}{_NOW}")  # "Velmo, victime d'une cyberattaque,"
_OPENS: Final = re.compile(  # "Victime d'une cyberattaque, la mairie Velmo"
    rf"(?:^|[.!?:\n] ?){_VICTIM}{_NOW}[^.,;:!?\n]{{0,30}}, (?:la |le |l'|el |il |lo |o |a )?(?:[a-z-]{{4,16}} )?$"
)
_CUSTOMERS: Final = re.compile(
    r"(?<!\w)(?:client\w*|kund\w*|partenaires|socios|partner|parceir[oa]s)(?: [a-z]+){0,2} $"
)
_OPENING = 120  # characters before a name in which a sentence opens with what befell it
_BEFORE = 32  # characters before the list


def plainly_attacked(cues: Cues, groups: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Which of the names, by place, stand in a list of which such a verb is said, or beside such an apposition."""
    mentions = sorted(((m, place) for place, ms in enumerate(groups) for m in ms), key=lambda each: each[0].start)
    for at, (last, place) in enumerate(mentions):
        opening = cues.reading.folded[max(0, last.start - _OPENING) : last.start]
        if _APPOSED.match(cues.reading.folded, last.end) or _OPENS.search(opening):
            yield place
        if not _ATTACKED.match(cues.reading.folded, last.end):
            continue
        first = at
        while first and beside(cues, mentions[first - 1][0], mentions[first][0]):
            first -= 1
        start = mentions[first][0].start
        before = cues.reading.folded[max(0, start - _BEFORE) : start]
        if first < at and not _CUSTOMERS.search(before):
            yield from {place, *(each for _, each in mentions[first:at])}
