"""How a name is tied to an incident, to its customers and to the word for a supplier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from nlp.languages.cues import Cues, Span
from nlp.languages.hit_through import by_its_clause, told_hit
from nlp.languages.mention import Mention
from nlp.languages.plain_ties import broken_into, entrusted, entrusts, only_named, served_by_name
from nlp.languages.signs import INSERTED
from nlp.languages.text import Sentence
from nlp.languages.through_whom import has_data, spared
from nlp.languages.whose import OF_WHOM, is_theirs, supplied

_CLAUSE = re.compile(r",[^,.;:!?\n]{8,90},")
_KIND = r"(?:[\w-]{3,24} ){0,2}[\"'\u00ab\u201c\u201e\u2018]?$"
_IT_IS = re.compile(  # "es handelt sich dabei um die Firma X", "il s'agit de la société X", "het gaat om leverancier X"
    r"(?:\bes sich (?:dabei |hierbei )?um|\bs'agit (?:de la|du|de|d')|\bse trata (?:del|de la|de)"
    r"|\bsi tratta (?:della|del|di)|\btrata-se d[aoe]|\bgaat (?:het )?om|\bgaat het hierbij om) ?" + _KIND
)
_IS = re.compile(
    _IT_IS.pattern
    + r"|\bes sich (?:bei [^.,;:]{3,60} )?um (?:die |den |das )?"
    + _KIND
    + r"|\b(?:heisst|s'appelle|se nomme|se llama|si chiama|chama-se|heet|geleverd door|genaamd|namens) (?:a |o )?"
    + _KIND
)
_THIS_FIRM = re.compile(
    r",? (?:und|et|y|e|en) (?:die(?:se[rs]?)?|dat|cette|ce|est[ae]|es[aes]|essa|tale|quest[ao]'?) ?"
    r"(?:firma|unternehmen|dienstleister|anbieter|societe|entreprise|prestataire|empresa|compania|proveedor|societa|azienda"
    r"|fornitore|fornecedora?|bedrijf|leverancier)\b"
)
_JUST_BEFORE = 2  # sentences in which a supplier is told of that is named then
_KIND_BETWEEN = 40  # characters between people and the name of those whose they are
_OF_A_KIND = re.compile(
    r" (?:del?|de la|von|vom|des|der|di|della|dell|d[ao]s?|van(?: de| het)?|du|de l|bei(?: der)?)[ ']"
    r"(?:la |el |il |o |a |le |l')?(?:[a-z-]{3,16} ){0,2}[\"'\u00ab\u201c\u201e\u2018]?"
)
_ASIDE = re.compile(r"[」』]?\([^()\n]{1,60}\)")  # "X株式会社(以下「再委託先」という。)"
_PREDICATE = 24  # characters between a name, or the clause behind it, and what befell it
_JAPANESE_PREDICATE = 60  # the same, which ends the sentence in Japanese
_CONTRAST = 200  # characters before a supplier in which its customer is spared: bounds work on hostile text
_INSTEAD = re.compile(
    r"\b(?:nicht|kein\w*)\b.*\bsondern\b|\bpas\b.*\bmais\b|\bno\b.*\bsino\b|\bnon\b.*\b(?:ma|bensi)\b|\bnao\b.*\bmas\b"
    r"|\bniet\b.*\bmaar\b|では?なく"
)
_PASSIVE = re.compile(  # "Gehackt wurde die Firma X, die ..."
    r"\b(?:gehackt|angegriffen|getroffen|aangevallen) (?:wurde|worden|ist|is|werd) (?:(?!nicht|niet)\w+ ){0,2}$"
)
_NOT_ALONE = re.compile(r"\b(?:einzig|erst|seul|premi|unic|primer|prim[oa]\b|enige|eerste)")  # "is not the only victim"
_ARTICLE = 16  # characters before a supplier in which its article stands
_A_SUPPLIER = re.compile(
    r"(?<!\w)(?:(?:un|uno|una|une|um|uma|eine[mnrs]?|een)(?: (?:de|dei|dos) (?:sus|los|suoi|seus|ses)"
    r"| (?:ihrer|zijn|haar)| externen?)?|un[oa'] |[dl]'une?) ?[\w' -]{3,60}$"
)
_NAMED = re.compile(r"(?: \w{2,12}){0,2},? [\"'«“„‘(]?[A-Z\u00c0-\u00dd]\w")  # noqa: RUF001 - as printed
_LITTLE = re.compile(  # what may stand between an incident and the supplier at which it was: "en los sistemas de un"
    r"(?:[\s'\"«“„]|\b(?:ad?|all?a?|an|auf|beim?|in|im|en|el|em|es|gegen|contr[aeo]|chez|bij|op|presso|sur|de[lrnm]?|della|dei"
    r"|d[oais]|du|d|l[aeo]s?|il|i|gli|het|seiner|ihrer|sus|seus|suoi|ses|zijn|haar|uno?|una|une|uma?|eine[mnrs]?|een|von|van|n[oa]s?"
    r"|dans|s[iy]ste[mn]\w*|systeem\w*|informat\w*|serv[ei][ur]\w*|infrastru\w+|bases?|datos|donnees|dati|dados|datenbank\w*)\b)*"
)
_HITS = re.compile(  # what an attack does to whom is named next: "afectó a las bases de datos de un proveedor"
    r"(?<!\w)(?:afect(?:o|a|ado|ando|ou)|atac(?:o|ou)|golpe(?:o|a)|alcanz(?:o|ado)|impact(?:o|ado)|touche(?:e|es)?|vise(?:e)?"
    r"|cible(?:e)?|frappe(?:e)?|affecte(?:e)?|traf|betraf|betrifft|colpi(?:to|sce)|colpi|interessato|ating(?:iu|ido)"
    r"|trof|raakte)(?!\w)"
)
_RIGHT_BEHIND = re.compile(r"(?: \([^()\n]{2,40}\))? ?\S?")  # and the first letter of what befell it
_CUSTOMERS = re.compile(r"(?<!\w)(?:\w*kund(?:en|innen)|clients|clientes|clienti|klanten)[ ,]{1,2}[a-z ]{2,16}$")
_OWNED = 24  # characters between the word for an owner and the name
_LEAD = 6  # sentences in which a supplier is looked for
_AT_SUPPLIER = re.compile(r"(?<!\w)(?:beim?|chez|bij|presso|en su|n[ao] su[ao]|em seu|en el) (?:[a-z]{2,8} )?[a-z-]+ $")
_KEPT = re.compile(r"gespeicher|hinterleg|enthalt|umfass|opgeslagen|almacenad|armazenad|stock|conserv|archivi|bewaard")
_OPENS_AT = re.compile(r"(?:bei|beim|bei der|bei dem|bei den|chez|bij|bij de|bij het|presso|presso la|presso il)")
_OF = (
    "de", "del", "von", "des", "der", "di", "della", "dell", "do", "da", "dos", "van", "du", "d", "no", "na", "of",
)  # fmt: skip


def spoken_of(cues: Cues) -> Span | None:
    """Where the lead speaks of a supplier, first beside an incident."""
    return next(iter(_spans(cues, told=True)), None)


def unnamed_struck(cues: Cues) -> bool:
    """Whether the lead says of a supplier without a name that it was entered: "un proveedor externo ha sufrido"."""
    return any(
        _indefinite(cues, sentence, span) and _befell(cues, sentence, span)
        for sentence in cues.reading.sentences[:_LEAD]
        if cues.happens(sentence)
        for span in cues.spans("third_party", sentence)
    )


def _indefinite(cues: Cues, sentence: Sentence, span: Span) -> bool:
    """Whether an indefinite article stands before the word, and no name behind it."""
    before = cues.reading.folded[max(sentence.start, span[0] - _ARTICLE) : span[1]]
    named = _NAMED.match(cues.reading.raw, span[1])
    customer = named is not None and OF_WHOM.match(cues.reading.folded, span[1], named.end()) is not None
    return _A_SUPPLIER.search(before) is not None and (named is None or customer)


def _befell(cues: Cues, sentence: Sentence, span: Span) -> bool:
    """Whether the event is said of the word: by a verb behind it, or by an incident or "which hit" before it."""
    folded = cues.reading.folded
    for start, _ in cues.spans("victim", sentence):
        if 0 <= start - span[1] <= _PREDICATE and not re.search(r"[.;:,]", folded[span[1] : start]):
            return True
    events = [end for name in ("incident", "ransomware") for _, end in cues.spans(name, sentence) if end <= span[0]]
    events += [found.end() for found in _HITS.finditer(folded, sentence.start, span[0])]
    return any(_LITTLE.fullmatch(folded, end, span[0]) is not None for end in events)


def supplies(signs: Mapping[str, int]) -> bool:
    """Whether the name is introduced as that of a supplier."""
    return any(signs.get(name, 0) for name in ("apposed", "r_serves", "l_third_party"))


def tied(cues: Cues, mentions: Sequence[Mention]) -> Counter[str]:
    """What ties an organisation to the event, by its mentions."""
    found: Counter[str] = Counter()
    suppliers = list(_spans(cues, told=False))
    for mention in mentions:
        sentence = cues.reading.sentence_at(mention.start)
        if sentence is None:
            continue
        signs = {
            "entered": _entered(cues, sentence, mention),
            "owner": _owner(cues, sentence, mention),
            "apposed": any(_is_supplier(cues, mention, start, end) for start, end in suppliers)
            or _serves_us(cues, sentence, mention),
            "listed": _listed(cues, sentence, mention),
            "customers": _listed(cues, sentence, mention, of=_CUSTOMERS),
            "owns": _owns(cues, sentence, mention),
            "supplied": supplied(cues, sentence, mention)
            or by_its_clause(cues, sentence, mention)
            or served_by_name(cues, sentence, mention),
            "told_hit": told_hit(cues, sentence, mention),
            "robbed": _robbed(cues, sentence, mention) or (cues.has("threat", sentence) and has_data(cues, mention)),
            "headline": sentence.in_title and _hit_in_title(cues, sentence, mention),
        }
        gives = entrusts(cues, sentence, mention)
        signs["apposed"] = signs["apposed"] and not gives
        struck = _struck(cues, sentence, mention, apposed=signs["apposed"])
        if struck is None and signs["entered"] and not gives and _only_supplier(cues, sentence, mention):
            struck = True
        if struck is None and not signs["supplied"] and broken_into(cues, sentence, mention):
            struck = True
        if struck is None and (_revealed(cues, sentence, mention) or _resumed(cues, sentence, mention)):
            struck = True
            signs["apposed"] = True
        if struck:
            signs |= {"struck": True, "apposed": signs["apposed"] or _serves(cues, sentence, mention)}
        signs["cleared"] = struck is False or only_named(cues, sentence, mention) or spared(cues, mention)
        found.update(name for name, holds in signs.items() if holds)
    return found


def _spans(cues: Cues, *, told: bool) -> Iterator[Span]:
    for sentence in cues.reading.sentences[:_LEAD]:
        if not told or cues.happens(sentence):
            yield from cues.spans("third_party", sentence)


def _entered(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """An incident tied to the name by a preposition: "Datenleck bei X", "fuite de données chez X"."""
    folded = cues.reading.folded
    if cues.lexicon.language == "ja":
        return _entered_japanese(cues, sentence, mention)
    if folded[mention.end : mention.end + 1] == "-" and _after(cues, "incident", sentence, mention, 1):
        return True
    if _OPENS_AT.fullmatch(folded[sentence.start : mention.start].strip()) and cues.has("incident", sentence):
        return True
    if _lost_there(cues, sentence, mention):
        return True
    for name in ("incident", "ransomware", "misconfig"):
        for start, end in cues.spans(name, sentence):
            between = folded[end : mention.start]
            near = 0 < len(between) <= 40 and re.search(r"[.,;:]", between) is None  # noqa: PLR2004
            if near and _ends_with_at(cues, folded[start : mention.start]):
                return True
    return False


def _lost_there(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether data got out at it, a supplier: "beim Partner X sind Kundendaten abgeflossen"."""
    folded = cues.reading.folded
    led = [s for s, end in cues.spans("third_party", sentence) if 0 < mention.start - end <= 2]  # noqa: PLR2004
    there = any(_AT_SUPPLIER.search(folded, max(sentence.start, s - _ARTICLE), mention.start) for s in led)
    if not there or any(
        s > mention.end for name in ("deny_verb", "deny_forward") for s, _ in cues.spans(name, sentence)
    ):
        return False
    verbs = [start for start, _ in cues.spans("exposure", sentence) if start >= mention.end]
    return any(not _KEPT.match(folded, s) and not re.search(r"[.;:]", folded[mention.end : s]) for s in verbs)


def _entered_japanese(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """An incident behind the particle that ties it to the name, and no supplier between: "Xの委託先が"."""
    starts = (s for name in ("incident", "ransomware") for s, _ in cues.spans(name, sentence))
    first = min((s for s in starts if 0 <= s - mention.end <= 30), default=None)  # noqa: PLR2004
    if first is None or cues.lexicon.cue("at").match(cues.reading.folded, mention.end) is None:
        return False
    return not any(mention.end <= s < first for s, _ in cues.spans("third_party", sentence))


def _ends_with_at(cues: Cues, between: str) -> bool:
    found = [m.end() for m in cues.lexicon.cue("at").finditer(between)]
    if not found:
        return False
    kind = between[found[-1] :]  # "bei dem Spediteur X"
    return len(kind) <= 22 or cues.lexicon.cue("third_party").fullmatch(kind.strip()) is not None  # noqa: PLR2004


def _owner(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """As in "clientes de X", "Kunden von X", "X-Kunden", "Xの顧客"."""
    near = (mention.start - end for _, end in cues.spans("people", sentence) if end <= mention.start)
    return any(distance <= 8 for distance in near) or _after(cues, "people", sentence, mention, 2)  # noqa: PLR2004


def _robbed(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether data of its people got out: "vazaram dados de clientes da fintech X", "Daten von Kunden der Firma X"."""
    folded = cues.reading.folded
    if not cues.has("exposure", sentence) and not cues.has("incident", sentence):
        return False
    near = [e for _, e in cues.spans("people", sentence) if 0 < mention.start - e <= _KIND_BETWEEN]
    return any(_OF_A_KIND.fullmatch(folded, end, mention.start) is not None for end in near)


def _hit_in_title(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether what befell it stands right behind the name: "Velmora victime d'une cyberattaque", "Velmora gehackt"."""
    starts = [start for start, _ in cues.spans("victim", sentence) if start >= mention.end]
    return any(_RIGHT_BEHIND.fullmatch(cues.reading.folded, mention.end, start + 1) for start in starts)


def _owns(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the company told of is theirs: "filiale du groupe X", whose word for a group also means a gang."""
    return any(0 < mention.start - end <= _OWNED for _, end in cues.spans("owned", sentence))


def _after(cues: Cues, name: str, sentence: Sentence, mention: Mention, gap: int) -> bool:
    folded = cues.reading.folded
    return any(
        0 <= start - mention.end <= gap and re.search(r"[.;:!?]", folded[mention.end : start]) is None
        for start, _ in cues.spans(name, sentence)
    )


def _is_supplier(cues: Cues, mention: Mention, start: int, end: int) -> bool:
    """Whether the name is the supplier's own: beside the word, and not its customer ("proveedor de X")."""
    folded = cues.reading.folded
    if end <= mention.start:
        between = folded[end : mention.start]
        if len(between) > 60 or "\n" in between or re.search(r"[.;!?]", between):  # noqa: PLR2004
            return False
        words = re.findall(r"\w+", between)
        if "," in between and folded[mention.end : mention.end + 1] not in (",", ")", "."):
            return False
        if cues.lexicon.language == "ja":
            return between in ("", "の", "「", "の「", "(", "である", "、")
        if (words and words[-1] in _OF) or is_theirs(cues, end, mention):
            return False
        return not words or (len(words) <= 6 and not _is_clause(cues, between.rstrip(" ,")))  # noqa: PLR2004
    between = folded[mention.end : start]
    return len(between) <= 12 and re.fullmatch(r"\s?[,(]\s?(?:\w+\s){0,2}", between) is not None  # noqa: PLR2004


def _of_supplier(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether what is said behind the name is said of its supplier: "un prestataire de X, une salle, a subi"."""
    return any(
        is_theirs(cues, end, mention) and _indefinite(cues, sentence, (start, end))
        for start, end in cues.spans("third_party", sentence)
    )


def _serves_us(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """As in "X, which prints our letters, was hacked", beside an event; in Japanese who is entrusted with it."""
    if not cues.happens(sentence):
        return False
    folded = cues.reading.folded
    if cues.lexicon.language == "ja":
        return entrusted(cues, sentence, mention)
    clause = _CLAUSE.match(folded, mention.end, sentence.end)
    return clause is not None and cues.lexicon.cue("first_person").search(clause.group()) is not None


def _struck(cues: Cues, sentence: Sentence, mention: Mention, *, apposed: bool) -> bool | None:
    """Whether what happened is said of the name: over a clause put in ("X, which prints letters, was hacked"), before
    it ("Gehackt wurde X"), of a supplier also directly, or in contrast to its customer ("not Y was hacked, but its
    supplier X"). False where it is denied, None where nothing is said.
    """
    folded = cues.reading.folded
    clause = INSERTED.match(folded, mention.end, sentence.end)
    passive = _PASSIVE.search(folded, sentence.start, mention.start) is not None
    if not (clause or apposed or passive) or _of_supplier(cues, sentence, mention):
        return None
    aside = _ASIDE.match(folded, mention.end, sentence.end) if cues.lexicon.language == "ja" else None
    at = clause.end() if clause else aside.end() if aside else mention.end
    if passive or (
        apposed
        and cues.happens(sentence)
        and _INSTEAD.search(folded, max(sentence.start, mention.start - _CONTRAST), mention.start)
    ):
        return True
    events = ("victim", "incident") if cues.lexicon.language == "ja" else ("victim",)
    far = _JAPANESE_PREDICATE if folded[at : at + 1] == "が" else _PREDICATE
    hit = [s for name in events for s, _ in cues.spans(name, sentence) if 0 <= s - at <= far]
    if not hit or re.search(r"[;:]", folded[at : hit[0]]) is not None:
        return None
    denials = [s for name in ("deny_verb", "deny_forward") for s, _ in cues.spans(name, sentence)]
    if any(0 <= s - at <= _PREDICATE for s in denials):
        return None if _NOT_ALONE.search(folded, at, min(sentence.end, at + 2 * _PREDICATE)) else False
    return True


def _only_supplier(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name at which the incident happened is introduced as a supplier's, and the sentence denies nothing
    before: "fuite chez X, le prestataire", "Hackerangriff auf den Dienstleister X".
    """
    told = any(_is_supplier(cues, mention, start, end) for start, end in cues.spans("third_party", sentence))
    denied = (s for name in ("deny_verb", "deny_forward", "refuses") for s, _ in cues.spans(name, sentence))
    return told and not any(start < mention.start for start in denied)


def _revealed(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the supplier that was told of before is named: "Bei dem Dienstleister handelt es sich um X"."""
    folded = cues.reading.folded
    if cues.lexicon.language == "ja" or sentence.in_title or _IS.search(folded, sentence.start, mention.start) is None:
        return False
    before = cues.reading.sentences[max(0, sentence.index - _JUST_BEFORE) : sentence.index]
    told = any(end <= mention.start for _, end in cues.spans("third_party", sentence))
    if not told and _IT_IS.search(folded, sentence.start, mention.start):
        told = any(cues.has("third_party", one) for one in before)
    return told and spoken_of(cues) is not None and not cues.has("owned", sentence)


def _resumed(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence takes the name up and says that it was hit: "... von X, und diese Firma wurde gehackt"."""
    again = _THIS_FIRM.match(cues.reading.folded, mention.end, sentence.end)
    if again is None:
        return False
    at = again.end()
    hit = any(0 <= start - at <= _PREDICATE for start, _ in cues.spans("victim", sentence))
    return hit and not any(start >= at for start, _ in cues.spans("deny_verb", sentence))


def _serves(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the clause behind the name says what it does for others."""
    clause = INSERTED.match(cues.reading.folded, mention.end, sentence.end)
    return clause is not None and any(
        cues.lexicon.cue(name).search(clause.group()) for name in ("serves", "third_party", "first_person", "customer")
    )


def _is_clause(cues: Cues, between: str) -> bool:
    return (
        any(cues.lexicon.cue(name).search(between) for name in ("victim", "report", "incident", "exposure", "break"))
        or "," in between[1:]
    )


def _listed(cues: Cues, sentence: Sentence, mention: Mention, of: re.Pattern[str] | None = None) -> bool:
    """Whether it is named as one of those hit: "Kunden wie A und B"; `of`: what must stand before "such as"."""
    if not cues.has("people", sentence):
        return False
    folded = cues.reading.folded
    return any(
        0 <= mention.start - end <= 60 and re.search(r"[.;:!?]|\s[a-z]{5,}", folded[end : mention.start]) is None  # noqa: PLR2004
        for start, end in cues.spans("such_as", sentence)
        if of is None or of.search(folded, max(sentence.start, start - _ARTICLE), end)
    )
