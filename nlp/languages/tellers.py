"""Who only tells of an incident: authorities that watch over others, and the press."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention

BEFELL: Final = ("struck", "entered", "r_victim", "rr_victim", "l_victim")
_SUPERVISOR: Final = re.compile(  # of banks, or of the protection of data
    r"(?:banco (?:central|de espana|de portugal)|banca d'italia|banque (?:de france|centrale)|bundesbank"
    r"|superintendencia|garante|cnil|aepd|anpd|cnpd|bafin|cmf|autoriteit persoonsgegevens|de nederlandsche bank"
    r"|agencia espanola de proteccion)(?!\w)"
)
_PAPER: Final = re.compile(  # "a révélé le site X", "según el diario X"
    r"(?<!\w)(?:revele|rapporte|raconte|relate|ecrit|indique|annonce|selon|d'apres|segun|revelo|conto|publico|informo|adelanto"
    r"|secondo|rivelato|riferito|scrive|scritto|riporta|riportato|anticipato|segundo|revelou|noticiou|publicou|informou"
    r"|adiantou|avancou) (?:le |la |les |l'|el |il |lo |o |a )?"
    r"(?:site|journal|quotidien|magazine|hebdomadaire|chaine|radio|media|blog|diario|periodico|medio|portal|revista|semanario"
    r"|cadena|quotidiano|giornale|settimanale|sito|testata|rivista|jornal|emissora|canal|semanario)"
    r"(?: (?:specialise|specializzat[oa]|especializad[oa]|regional|regionale|local|locale|digital))?"
    r"(?: (?:d'information|d'actualite|di informazione|de noticias))? [\"'\u00ab\u201c]?$"
)
_NEAR = 60  # characters before a name


def only_tells(cues: Cues, mentions: Sequence[Mention], signs: Mapping[str, int]) -> bool:
    """Whether it is an authority or a paper that tells of what befell others: "O Banco Central informou que ...".

    Of an authority that stands in a list the weights decide: it may be hit as the others are.
    """
    if any(_SUPERVISOR.match(mention.key) for mention in mentions):
        return not any(signs[name] for name in (*BEFELL, "in_list"))
    folded = cues.reading.folded
    told = any(_PAPER.search(folded[max(0, m.start - _NEAR) : m.start]) for m in mentions)
    return told and not any(signs[name] for name in ("struck", "entered", "r_victim"))
