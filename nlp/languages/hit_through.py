"""Of whom a text says that it was hit through another: "one of the banks affected is X", "it also hit X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.signs import beside
from nlp.languages.text import Sentence

_HIT = (  # as said of the hit, in the six languages with capitals
    r"(?:betroffen|geschadigt|touche|affecte|concerne|impacte|afectad|perjudicad|colpit|coinvolt|interessat|danneggiat"
    r"|afetad|atingid|impactad|getroffen|gedupeerd)\w*"
)
_ONE_OF = (
    r"(?:eine[rsn]? der|zu den|unter den|l'une? des|parmi les|le principal|la principale|un[oa]? de l[oa]s"
    r"|entre l[oa]s|el principal|un[oa] (?:dei|delle|degli)|(?:tra|fra) (?:i|le|gli)|il principale|uma? d[oa]s"
    r"|entre [oa]s|[oa] principal|een van de|onder de|de belangrijkste)"
)
_AMONG: Final = rf"(?<!\w){_ONE_OF} (?:[a-z-]+ {_HIT}|{_HIT} [a-z-]+)"
_BEFORE = re.compile(rf"{_AMONG}(?:[,:]? [a-z'\u2019-]+){{0,5}} ?$")
_BEHIND = re.compile(rf", {_AMONG}")
_TOO = r"(?:auch|egalement|aussi|tambien|anche|pure|tambem|ook)"
_KIND = r"(?: (?:[a-z-]+ )?[a-z-]+| l')? ?$"
_HIT_TOO = re.compile(  # "teria atingido também a financeira X", "a également touché X", "trof ook X"
    rf"(?<!\w)(?:{_TOO} )?(?:traf|betrifft|betraf|touch\w+|frapp\w+|affect\w+|afect\w+|golpe\w+|colp\w+"
    rf"|coinvol\w+|ating\w+|afet\w+|trof|raakte|treft) {_TOO}(?: a| ad)?{_KIND}"
    rf"|(?<!\w){_TOO} (?:touche|frappe|affecte|atingiu|afetou|afecto){_KIND}"
)
_THINGS = (
    r"(?:webseiten?|portale|systeme|dienste|sites?|services|systemes|portails|portales|paginas(?: web)?|sitios(?: web)?"
    r"|servicios|sistemas|siti|sistemi|servizi|portali|portais|servicos|websites|systemen|diensten|portalen)"
)
_OF = r"(?:del?|de la|du|des|de l'|di|della|dell'|dello|do|da|der|von|vom|van(?: de| het)?)"
_ITS_THINGS = re.compile(  # "afectó portales y páginas del X"
    rf"(?<!\w)(?:afect|bloque|paraliz|inutiliz|touch|affect|paralys|colp|blocc|afet|ating|derrub|lahm|legt|trof|plat)\w*"
    rf"[a-z ]{{0,40}} {_THINGS}(?: (?:y|et|e|und|en) {_THINGS})? {_OF} ?(?:la |el |il |les? )?$"
)
_WHO_SERVES = re.compile(  # "a parceira que faz as entregas da loja X", "l'entreprise qui gère les ventes de X"
    r"(?<!\w)(?:parceir[oa]s?|partenaire|partner|soci[oa]|empresa|companhia|compania|firma|societe|entreprise|societa"
    r"|azienda|ditta|bedrijf|unternehmen),? (?:que|qui|che|die|dat|das) (?!est |e |posse|contr|det|besit|bezit)"
    r"(?:[a-z'-]+ ){1,5}(?:de|do|da|dos|del|de la|della|du|des|der|van(?: de| het)?|voor(?: de| het)?"
    r"|fur(?: die| den| das)?|para [ao]|para la|per la|dell'|de l'|d') ?(?:[a-z-]{3,16} ){0,2}[\"'\u00ab\u201c\u201e]?$"
)
_THEN_HITS = re.compile(  # between the two of "Le piratage de K touche X", "De hack bij K treft ook X"
    r" (?:trifft|traf|betrifft|betraf|(?:a |ont )?(?:touche|affecte|frappe|impacte|concerne)|afect(?:a|o)|golpe(?:a|o)"
    r"|alcanz(?:a|o)|impact(?:a|o)|colpisce|ha colpito|coinvolge|ha coinvolto|interessa|ating(?:e|iu)|afet(?:a|ou)"
    r"|treft|trof|raakt|raakte)(?: (?:auch|nun|aussi|egalement|tambien|anche|pure|tambem|ook|nu))?(?: a| ad)?"
    r" (?:(?:d(?:ie|as|en|em|er)|l[aeo]s?|les|el|il|gli|[oa]|de|het) |l')?(?:[a-z-]{4,20} )?[\"'\u00ab\u201c\u201e]?"
)
_BY_THEM = re.compile(  # an attack of theirs, not on them
    r"(?<!\w)[a-z-]*(?:attaque|ataque|attacco|angriff|attacke|aanval)(?: [a-z]{4,14})? "
    r"(?:de(?: la)?|du|del|della|di|d[ao]|von|der|des|van) (?:[a-z]+ )?$|(?:attaque|dell?) ?'$"
)
_CLAUSE = 140  # characters before a name in which that is said
_NEAR = 110  # characters before a name


def told_hit(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name is told of as one of several that were hit, with its systems or besides another."""
    folded = cues.reading.folded
    if cues.lexicon.language == "ja" or any(cues.has(name, sentence) for name in ("deny_verb", "unharmed")):
        return False
    if _BEHIND.match(folded, mention.end, sentence.end):
        return True
    before = folded[max(sentence.start, mention.start - _NEAR) : mention.start]
    return any(pattern.search(before) is not None for pattern in (_BEFORE, _HIT_TOO, _ITS_THINGS))


def hit_by_that(cues: Cues, entered: Sequence[Mention], groups: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Which of `groups`, by place, the break-in at the one `entered` is told to hit, alone or in a list."""
    folded = cues.reading.folded
    ends = [m.end for m in entered if not _BY_THEM.search(folded, max(0, m.start - _NEAR), m.start)]
    listed: list[Mention] = []
    for mention, place in sorted(((m, p) for p, ms in enumerate(groups) for m in ms), key=lambda each: each[0].start):
        hit = any(_THEN_HITS.fullmatch(folded, end, mention.start) for end in ends)
        if hit or (listed and beside(cues, listed[-1], mention)):
            listed.append(mention)
            yield place


def by_its_clause(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether a clause that tells of something that happened names it as whom somebody without a name serves."""
    before = cues.reading.folded[max(sentence.start, mention.start - _CLAUSE) : mention.start]
    return cues.happens(sentence) and _WHO_SERVES.search(before) is not None
