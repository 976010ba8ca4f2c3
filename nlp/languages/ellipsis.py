"""Data of which a list names only half: "données médicales ou bancaires", "Gesundheits- und Bankdaten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from model.vocabulary import DataType
from nlp.languages.lexicon import Lexicon

_HEADS: Final = {
    "fr": r"donnees|informations|coordonnees|documents",
    "es": r"datos|informacion(?:es)?|documentos",
    "it": r"dati|informazioni|documenti",
    "pt": r"dados|informacoes|documentos",
}
_LIST: Final = {  # the head and two to five words that tell of which kind
    key: re.compile(
        rf"(?<!\w)(?:{heads}) (?P<kinds>\w+(?:(?:, ?|,? (?:ou|et|ni|o|u|y|e|ed|oppure|nem) )(?:de |di |d')?\w+){{1,4}})"
    )
    for key, heads in _HEADS.items()
}
_KINDS: Final = {
    DataType.BANK_ACCOUNTS: r"banca[ir]\w*",
    DataType.HEALTH_RECORDS: r"medic\w*|sanita[ir]\w*|sante|salud|saude|clinic\w*",
    DataType.FINANCIAL_RECORDS: r"financi\w*|finanzi\w*|financeir\w*|fisca\w*|tributari\w*",
    DataType.EDUCATION_RECORDS: r"scolai\w*|scolastic\w*|academi\w*|escolar\w*|accademic\w*",
    DataType.EMPLOYMENT_HR: r"laboral\w*|lavorativ\w*|laborai\w*",
    DataType.BIOMETRICS: r"biometri\w*",
}
_PARTED: Final = {  # a stem whose end the last word of the list has
    "de": re.compile(
        r"(?<!\w)(?P<stem>[a-z]{3,30})-(?:, [a-z]{3,30}-){0,3} ?(?:und|oder|sowie|noch|bzw\.) (?:[a-z]{2,12} )?"
        r"[a-z-]{0,40}?(?P<end>daten|nummern?|adressen?|informationen|unterlagen|angaben|verbindungen)(?!\w)"
    ),
    "nl": re.compile(
        r"(?<!\w)(?P<stem>[a-z]{3,30})-(?:, [a-z]{3,30}-){0,3} ?(?:en|of|noch) (?:[a-z]{2,12} )?[a-z-]{0,40}?"
        r"(?P<end>gegevens|nummers?|adressen?|informatie)(?!\w)"
    ),
}
_MOST = 40  # lists of one sentence


def halves(text: str, words: Lexicon) -> Iterator[tuple[DataType, int, int]]:
    """The data types of a folded sentence that only the whole list tells, each with its span."""
    listed, parted = _LIST.get(words.language), _PARTED.get(words.language)
    for found in islice(listed.finditer(text) if listed else (), _MOST):
        for word in list(re.finditer(r"\w+", found["kinds"]))[1:]:
            start, end = (found.start("kinds") + offset for offset in word.span())
            yield from ((kind, start, end) for kind, stem in _KINDS.items() if re.fullmatch(stem, word.group()))
    for found in islice(parted.finditer(text) if parted else (), _MOST):
        whole = found["stem"] + found["end"]
        kinds = (kind for kind, pattern in words.data_types.items() if pattern.fullmatch(whole))
        yield from ((kind, *found.span("stem")) for kind in kinds)
