"""Whose supplier somebody is: by the word for a supplier, or by what a clause behind its name says that it does."""

from __future__ import annotations

import re
from typing import Final

from nlp.languages.cues import Cues, Span
from nlp.languages.mention import Mention
from nlp.languages.plain_ties import SERVICE
from nlp.languages.text import Sentence

OF_WHOM: Final = re.compile(
    r" (?:del?|de la|von|vom|des|der|di|della|d[ao]s?|van(?: de| het)?|du) (?:la |el |il |o |a |le |l')?"
    r"|(?: de| della| dell)? ?[dl]'"
)
_NO_PRODUCT: Final = (  # "del servizio X" and "der Software X" are the supplier's own
    r"(?!serv|soft|logic|p[lo]\w*form|sist|syst|cloud|solu|techn|tecn|infra|don?n|dat|dienst|gest|app|site|porta|web"
    r"|regist|progr|outil|strum|herram|tool|siste|anwend|sector|sett)"
)
_OF_THE_KIND: Final = re.compile(  # "de la mutuelle X", "der Krankenkasse X"
    r"(?: [a-z-]{4,16})? (?:del|de l[ao]|des|du|de l(?= ?')|der|della|dell|dello|d[ao]|van (?:de|het)) ?'?"
    rf"{_NO_PRODUCT}[a-z-]{{3,16}} (?:[a-z-]{{3,16}} )?[\"'\u00ab\u201c\u201e\u2018]?"
    r"|(?: [a-z-]{4,16})? van [a-z-]*(?:winkel|bank|verzekeraar|gemeente|school|ziekenhuis|keten|universiteit|fonds"
    r"|club|corporatie|omroep|museum) "
)
_IN_CLAUSE: Final = re.compile(  # "das für den Händler X Briefe verschickt", "qui envoie la lettre du libraire X"
    rf"(?:{OF_WHOM.pattern}|{_OF_THE_KIND.pattern}| (?:van|voor) {_NO_PRODUCT}[a-z-]{{4,20}} "
    r"| (?:fur|voor|pour|para|per|pel[ao]|im auftrag (?:von|der|des))"
    r" (?:(?:d(?:en|ie|as|er|e)|het|l[aeo]|el|il|[oa]) |l')?"
    rf"(?:{_NO_PRODUCT}[a-z-]{{3,20}} ){{0,2}}[\"'\u00ab\u201c\u201e\u2018]?)$"
)
_WHOSE = 48  # characters between a supplier and the name of those who use it
_ONE_OF = re.compile(
    r"(?:\bun[oa]? de (?:los|las|sus|ses|nos)|\bl'une? des|\buno dei|\bum d[oe]s|\been van de|\beine[mnrs]? der)\s?$"
)
_CORE = re.compile(  # one supplier; several are often among those hit ("clientes y proveedores de X")
    r"(?:dienstleisters?|auftragsverarbeiters?|zulieferers?|lieferanten?|subunternehmens?|prestataire|sous-traitant|fournisseur"
    r"|proveedora?|subcontrata|contratista|fornitore|appaltatore|fornecedora?|prestadora?|terceirizad[oa]|leverancier|dienstverlener"
    r"|verwerker)(?![a-z])"
)


def supplied(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the supplier of which something is told is theirs: "sous-traitant de X"."""
    folded = cues.reading.folded
    if not cues.happens(sentence) or cues.lexicon.language == "ja":
        return False
    return any(
        is_theirs(cues, end, mention)
        and (_CORE.search(folded, start, end) is not None or _ONE_OF.search(folded, sentence.start, start) is not None)
        for start, end in cues.spans("third_party", sentence)
    )


def is_theirs(cues: Cues, end: int, mention: Mention) -> bool:
    """Whether the supplier whose word ends there is that of those named: "proveedor de X", "proveedor del banco X"."""
    folded = cues.reading.folded
    return 0 < mention.start - end <= _WHOSE and any(
        pattern.fullmatch(folded, end, mention.start) is not None for pattern in (OF_WHOM, _OF_THE_KIND)
    )


def for_whom(cues: Cues, clause: Span, mention: Mention) -> bool:
    """Whether a clause behind a supplier's name says that it serves this one: "qui envoie la lettre du libraire X"."""
    start, end = clause
    folded = cues.reading.folded
    if not start <= mention.start < end or cues.lexicon.cue("owned").search(folded, start, end):
        return False
    serves = cues.lexicon.cue("serves").search(folded, start, end) or SERVICE.match(folded, mention.end, end)
    return serves is not None and _IN_CLAUSE.search(folded, start, mention.start) is not None
