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
    r"|,? (?:wurden|sind|waren|zijn|werden) (?:beide |alle )?(?:von hackern |door hackers )?"
    r"(?:gehackt|angegriffen|opfer|ziel|aangevallen|slachtoffer|doelwit)(?!\w)"
)
_VICTIM = (
    r"(?:victime|cible|victima|objetivo|blanco|vittima|bersaglio|vitima|alvo) (?:d'|de |di |del |do |da |dell')?"
    r"(?:une? |un |una |uno |uma? )?(?:grave |vaste |nouvelle |nuevo |novo )?(?:cyber-?attaque"
    r"|attaque (?:informatique|par)|piratage|intrusion|rancongiciel|ransomware|fuite de donnees|vol de donnees"
    r"|ciberataque|ataque (?:informatico|hacker|cibernetico|de ransomware)|hackeo|robo de datos|intrusione"
    r"|attacco (?:hacker|informatico|cyber|ransomware)|cyberattacco|furto di dati|invasao|roubo de dados|vazamento)"
)
_NOW = r"(?![^.,;:\n]{0,24}(?<!\d)(?:19|20)\d\d)"  # "cible d'une cyberattaque en 2020" is another incident
_HACKED: Final = re.compile(  # of one name, whoever else is told of
    r" (?:(?:wurde|ist)(?: (?!nicht|nie|laut|von)[a-z]+){0,3} gehackt|a ete (?:piratee?|hackee?)"
    r"|(?:fue|ha sido) hackead[oa]"
    rf"|e stat[oa] hackerat[oa]|foi hackead[oa]|(?:is|werd)(?: (?!niet|nooit|door)[a-z]+){{0,2}} gehackt)(?!\w){_NOW}"
)
_ALONE: Final = re.compile(  # before a name that is the subject of its clause, and nobody's supplier
    r"(?:^|[.:;,!?\n] ?|dass |que |qu'|che |dat )"
    r"(?:(?:d(?:ie|er|as|e)|het|l[aeo]|el|il|[oa]) |l')?(?:(?!nicht|niet|weder)[a-z-]{4,24} )?$"
)
_APPOSED: Final = re.compile(rf",? {_VICTIM}{_NOW}")  # "Velmo, victime d'une cyberattaque,"
_OPENS: Final = re.compile(  # "Victime d'une cyberattaque, la mairie Velmo"
    rf"(?:^|[.!?:\n] ?){_VICTIM}{_NOW}[^.,;:!?\n]{{0,30}}, (?:la |le |l'|el |il |lo |o |a )?(?:[a-z-]{{4,16}} )?$"
)
_ARTICLE = r"(?:d(?:ie|as|en|em|er)|l[aeo]s?|el|il|gli|o|a|os|as|de|het) ?"
_KIND = rf"(?:(?:{_ARTICLE})|l')?(?:[a-z-]{{4,16}} )?"
_WHO = (
    r"(?<!\w)(?:hackers?|pirat\w+|cyber\w+|ciber\w+|angreifer|unbekannte|kriminelle|criminos\w+|aanvallers|onbekenden)"
)
_ATTACKS: Final = re.compile(  # "Des pirates ont attaqué X et Y", "Hacker haben X und Y angegriffen"
    rf"{_WHO} [^.;:!?\n]{{0,24}}(?:ont (?:attaque|pirate|hacke|vise|cible|frappe)"
    r"|(?:atacaron|hackearon|golpearon)(?: a)?|han (?:atacado|hackeado)(?: a)?"
    r"|hanno (?:attaccato|hackerato|violato|colpito)|atacaram|invadiram|hackearam"
    rf"|(?P<later>haben|hatten|hebben|hadden)(?: [a-z]+){{0,3}}?) {_KIND}$"
)
_LATER: Final = re.compile(r" (?:angegriffen|attackiert|gehackt|lahmgelegt|aangevallen|platgelegd)(?!\w)")
_GAP: Final = re.compile(rf"(?:, | (?:und|et|y|e|ed|en) (?:a )?){_KIND}")
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
        hacked = _HACKED.match(cues.reading.folded, last.end) and _ALONE.search(opening)
        if hacked or _APPOSED.match(cues.reading.folded, last.end) or _OPENS.search(opening):
            yield place
        yield from _attacked_by(cues, mentions[at:])
        if not _ATTACKED.match(cues.reading.folded, last.end):
            continue
        first = at
        while first and beside(cues, mentions[first - 1][0], mentions[first][0]):
            first -= 1
        start = mentions[first][0].start
        before = cues.reading.folded[max(0, start - _BEFORE) : start]
        if first < at and not _CUSTOMERS.search(before):
            yield from {place, *(each for _, each in mentions[first:at])}


def _attacked_by(cues: Cues, mentions: Sequence[tuple[Mention, int]]) -> Iterator[int]:
    """The places of a list that opens `mentions` where the words before it say who attacked them."""
    folded, first = cues.reading.folded, mentions[0][0]
    attacks = _ATTACKS.search(folded[max(0, first.start - _OPENING) : first.start])
    if attacks is None:
        return
    last = 0
    while last + 1 < len(mentions) and _GAP.fullmatch(folded, mentions[last][0].end, mentions[last + 1][0].start):
        last += 1
    if last and (not attacks["later"] or _LATER.match(folded, mentions[last][0].end)):
        yield from (place for _, place in mentions[: last + 1])
