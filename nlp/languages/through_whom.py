"""From whom data were stolen that are others' customers': "les données volées à X concernent des clients de Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.signs import beside

_KIND = r"(?:(?:la |le |l'|el |il |lo |o |a )?(?:[a-z-]{4,16} )?)"
_STOLEN: Final = re.compile(
    r"(?<!\w)(?:donnees|informations|fichiers|datos|informacion|dati|informazioni|dados|informacoes)"
    r" (?:(?:vol|derob|exfiltr|siphonn)ees?|(?:robad|sustraid|filtrad)[oa]s|(?:rubat|sottratt|trafugat)[ei]"
    r"|(?:roubad|furtad|vazad)[oa]s) (?:chez|a|au|de|en|del?|al|all[ao'] ?|dall[ao'] ?|dal|d[ao]|n[ao]) ?"
    rf"{_KIND}$"
)
_THEIR_CUSTOMERS: Final = re.compile(  # "des clients de Y", "Daten von Y"
    r"(?<!\w)(?:clients?|abonnes|patients|salaries|clientes|usuarios|pacientes|empleados|clienti|utenti|pazienti|utilizadores"
    r"|donnees|datos|dati|dados)"
    rf" (?:de |d'|di |dell[ao'] ?|del |d[ao]s? |de la |du |des ){_KIND}$"
    r"|(?<!\w)[a-z-]{0,24}(?:daten|kund(?:en|innen)|patient(?:en|innen)|versicherten?|mitglieder[n]?|beschaftigten?"
    r"|gegevens|klanten|leden|medewerkers|verzekerden)"
    rf" (?:von|der|des|vom|van) (?:(?:de[rnm]?|het) )?(?:[a-z-]{{4,20}} |[A-Z][a-z-]+ )?$"
)
_USED_BY: Final = re.compile(  # "l'éditeur du logiciel utilisé par Y"
    r"(?<!\w)(?:(?:utilise|usad|utilizad|usat|utilizzat|adottat)[eoa]?s? (?:par|por|pel[oa]s?|da|dal|dalla|dall')"
    rf"|que (?:usan|utilizan|usam|utilizam)|qu'utilisent|che usano) ?{_KIND}$"
)
_SAID: Final = re.compile(  # "selon des données de Y", "laut Daten von Y"
    r"(?<!\w)(?:selon|d'apres|segun|secondo|segundo|conforme|laut|nach|volgens) (?:[a-z]{1,4} )?"
    r"(?:donnees|datos|dati|dados|daten|gegevens)"
)
_AT: Final = re.compile(r"(?<!\w)(?:bei(?: der)?|beim|bij(?: de| het)?) (?:[a-z-]{4,20} )?$")
_STOLEN_THERE: Final = re.compile(
    r" (?:gestohlenen?|erbeuteten?|kopierten?|gestolen|buitgemaakte|gekopieerde)"
    r" (?:daten|dateien|gegevens|bestanden)(?!\w)"
)
_LEFT_ALONE: Final = re.compile(
    r" (?:(?:war(?:en)?|ist|sind|wurden?|seien) (?:davon |selbst |aber |jedoch )?nicht (?:betroffen|kopiert|gestohlen)"
    r"|n'(?:a|ont) pas ete (?:touche|affecte|concerne|vole|copie)"
    r"|no (?:se vi(?:o|eron)|fue(?:ron)?|ha(?:n)? sido|estan?) (?:afectad|comprometid|robad|copiad)"
    r"|non (?:sono|e|risultano|erano) (?:stat[aeio] )?(?:coinvolt|colpit|toccat|rubat|copiat)"
    r"|nao (?:foi|foram|estao) (?:afetad|atingid|roubad|copiad)"
    r"|(?:is|zijn|waren) (?:daarbij |zelf )?niet (?:getroffen|geraakt|gestolen|gekopieerd))"
)
_NEAR = 80  # characters before a name


def stolen_from(cues: Cues, mentions: Sequence[Mention]) -> bool:
    """Whether the words say that data were stolen from it."""
    return any(_STOLEN.search(_before(cues, mention)) for mention in mentions)


def customers(cues: Cues, supplier: Sequence[Mention], groups: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Which of `groups`, by place, a sentence that names the supplier tells as its customers, alone or in a list."""
    sentences = {cues.reading.sentence_at(mention.start) for mention in supplier} - {None}
    listed: list[tuple[Mention, int]] = []
    for mention, place in sorted(((m, p) for p, ms in enumerate(groups) for m in ms), key=lambda each: each[0].start):
        if cues.reading.sentence_at(mention.start) not in sentences or spared(cues, mention):
            continue
        before = _SAID.sub("", _before(cues, mention))
        goes_on = bool(listed) and beside(cues, listed[-1][0], mention)
        if goes_on or _THEIR_CUSTOMERS.search(before) or _USED_BY.search(before):
            listed.append((mention, place))
    yield from dict.fromkeys(place for _, place in listed)


def has_data(cues: Cues, mention: Mention) -> bool:
    """Whether the words around the name tell of its data or its customers': "gegevens van X", "die bei X kopierten"."""
    before = _before(cues, mention)
    stolen = _AT.search(before) and _STOLEN_THERE.match(cues.reading.folded, mention.end)
    return bool(stolen) or _THEIR_CUSTOMERS.search(before) is not None


def spared(cues: Cues, mention: Mention) -> bool:
    """Whether its data are told as left alone: "los datos de Y no se vieron afectados"."""
    return has_data(cues, mention) and _LEFT_ALONE.match(cues.reading.folded, mention.end) is not None


def _before(cues: Cues, mention: Mention) -> str:
    sentence = cues.reading.sentence_at(mention.start)
    low = max(mention.start - _NEAR, sentence.start if sentence else 0)
    return cues.reading.folded[low : mention.start]
