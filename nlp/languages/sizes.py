"""Numbers that do not say how many were hit: the whole of a part, how large an organisation is, an old figure."""

from __future__ import annotations

import re
from typing import Final

_ABOUT: Final = (
    r"(?:(?:insgesamt|rund|etwa|gut|ca\.|circa|uber|mehr als|plus de|pres de|environ|quelque|mas de|unos|unas|cerca de"
    r"|casi|oltre|piu di|mais de|ruim|meer dan|ongeveer|zo'n|total de|in totaal) )*"
)
_NUMBER: Final = r"\d[\d.,' ]*(?: ?(?:mio|mrd|million\w*|milliard\w*|millon\w*|milion\w*|milho\w*|mil|miljoen))?\.?"
# "one part of the"; who belongs to them ("faites partie des") is no part
_PART: Final = re.compile(
    r"(?:\b(?:ein\w*|une|una|uma|een|la|il|lo|der|die|de|het|a) (?:\w+ )?"
    r"(?:(?:bruch)?teil|minderheit|mehrheit|grossteil|partie|fraction|minorite|majorite|plupart|parte|fraccion|minoria"
    r"|mayoria|frazione|minoranza|maggioranza|fracao|maioria|deel|fractie|minderheid|meerderheid|meeste)"
    r" (?:der|ihrer|seiner|von|des|de|dos?|das?|dei|delle|degli|di|van)"
    r"(?: (?:den|ihren|seinen|ses|leurs|nos|sus|los|las|seus|suas|suoi|sue|de|het|haar|zijn|hun))? )"
    rf"{_ABOUT}$"
)
# "Of its", before a part that is told of behind
_OF_ALL: Final = re.compile(
    r"(?:^\W*|[.;:,] )(?:von (?:den|ihren|seinen|unseren)|sur (?:ses|les|leurs|nos)|de (?:sus|los|las|nuestros)"
    r"|su(?:i|gli)?|dei suoi|dos(?: seus)?|das(?: suas)?|van (?:de|haar|zijn|hun|onze)) "
    rf"{_ABOUT}$"
)
# "which has 3.000 employees and"
_HAS: Final = re.compile(
    r"\b(?:(?:hat|mit|beschaftigt|zahlt|betreut|versorgt|compte|emploie|dessert|tiene|cuenta con|emplea|atiende|che ha"
    r"|conta|impiega|tem|emprega|atende|heeft|met|telt|bedient)"
    rf" (?:{_ABOUT}{_NUMBER} [\w-]+ (?:und|et|y|e|en) )*)"
    rf"{_ABOUT}$"
)
_STORE: Final = re.compile(
    r"\b(?:datei\w*|datenbank\w*|liste\w*|tabelle\w*|fichier\w*|base|listes?|archivo\w*|lista\w*|tabla\w*|fichero\w*|file"
    r"|archivi?o?|tabella|elenco|arquivo\w*|tabela\w*|bestand\w*|lijst\w*|tabel\w*|leck|leak)\b[^.;]{0,20}$"
)
_AT_FIRST: Final = re.compile(
    r"\b(?:zunachst|anfangs|ursprunglich|d'abord|initialement|inicialmente|al principio|en un principio|inizialmente"
    r"|in un primo momento|a principio|aanvankelijk|eerst)\b[^.;]{0,60}$"
)
# "The X AG with its 8.000 employees", and nobody was counted
_WITH: Final = re.compile(
    rf"\b(?:mit|beschaftigt|zahlt|met|telt) (?:ihren |seinen |haar |zijn )?{_ABOUT}$|従業員(?:数)?(?:約|およそ)?$"
)
_STAFF: Final = re.compile(
    r" ?(?:beschaftigten?|mitarbeit\w*|angestellten?|einwohner\w*|betten|filialen|standorten?|werknemers|medewerkers"
    r"|inwoners|personeelsleden|vestigingen|bedden)\b(?! (?:sind|waren|wurden|zijn|werden|betroffen|getroffen))"
    r"|人(?:規模)?(?:の|を抱える)(?![^。、]{0,8}(?:情報|氏名|名前|住所|データ|番号|アドレス|給与))"
)
_LEADING: Final = re.compile(_NUMBER)
_BEFORE = 100  # code points that are looked at


def is_whole(folded: str, start: int, *, parted: bool) -> bool:
    """Whether the number at `start` is the whole of a part; `parted`: whether a number behind it tells the part."""
    before = folded[max(0, start - _BEFORE) : start]
    return bool(_PART.search(before)) or (parted and bool(_OF_ALL.search(before)))


def is_staff(folded: str, start: int) -> bool:
    """Whether it only says how large somebody is: "Die X AG mit 8.000 Beschäftigten"; of a list it counts the rows."""
    found = _WITH.search(folded, max(0, start - _BEFORE), start)
    number = _LEADING.match(folded, start)
    behind = number and _STAFF.match(folded, number.end())
    return bool(found and behind and not _STORE.search(folded, max(0, start - _BEFORE), found.start()))


def is_no_count(folded: str, start: int) -> bool:
    """Whether it rather says how large an organisation is, or what was said at first."""
    before = folded[max(0, start - _BEFORE) : start]
    found = _HAS.search(before)
    return bool(_AT_FIRST.search(before)) or bool(found and not _STORE.search(before[: found.start()]))
