"""What is said around a name, as features that are the same in every language.

Each counts mentions of one organisation. `l_expert` says that a word of the class `expert` stands left of the name with
nothing between but an article, `r_..` right of it, `ll_..` and `rr_..` farther away in the same clause, `s_..` that the
sentence holds one; `prep_..` are the words that bind the name to what precedes it (in Japanese to what follows).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from nlp.languages.cues import Cues, Span
from nlp.languages.lexicon import shared
from nlp.languages.mention import LEGAL_FORM, Mention
from nlp.languages.text import Sentence, fold

CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "event": ("incident", "ransomware", "misconfig"),
    "boast": ("boasts", "claim"),
    "group": ("group_words",),
    **{
        name: (name,)
        for name in (
            "exposure", "victim", "report", "expert", "person", "by", "tenant", "people", "third_party", "service",
            "such_as", "refuses", "deny_verb", "authority", "press", "told", "hired", "relation", "customer", "serves",
        )
    },
}  # fmt: skip
PREPOSITIONS: Final = ("at", "of", "by", "to", "on", "with", "in")
_FAR, _FAR_JAPANESE = 48, 18  # characters
_SHUT = re.compile(r"[.;:!?。\n]")
_STOPS = re.compile(r"[.;:!?。,、\n]")
_BEHIND = (  # a relative clause or an apposition behind a name
    r",\s(?:(?:der|die|das|dessen|deren|ein|eine|qui|dont|un|une|que|quien|una|che|cui|um|uma|dat|een)"
    r"|(?:(?:la|l'|a|het|de) ?)?(?:societe|entreprise|empresa|firma|compania|companhia|societa|azienda|ditta|bedrijf)"
    r" (?:qui|que|che|dat|die)"
    r"|(?:(?:le|la|el|il|o|a|de|der|son|su|suo|sua|seu|ihr|zijn|haar) )?(?:sous-traitant|prestataire|fournisseur"
    r"|proveedora?|fornitore|fornitrice|fornecedora?|prestadora?|leverancier|dienstverlener|dienstleister))"
    r"\s[^.;:!?\n]{4,140}?"
)
INSERTED: Final = re.compile(rf"{_BEHIND},(?=\s)")  # and what is said of the name stands behind it
CLAUSE: Final = re.compile(rf"{_BEHIND}(?:,(?=\s)|(?=[.;:!?\n]|$))")
_DOMAIN = re.compile(r"[\w-]+\.[a-z]{2,8}$")
_HANDLE = re.compile(r"\w*[a-z]\w*[_\d]\w*$|[a-z]+\d+$")
_LETTERHEAD = 3  # characters that a line of letterhead has beside the name
_LIST = re.compile(
    r"\s?[,、・と]\s?(?:(?:de|het|d[ao]|di)\s|d')?|,?\s(?:und|sowie|et|y|e|en|ed)\s"
    r"(?:(?:der|die|das|le|la|les|l'|el|il|lo|o|a|de|d'|di|d[ao]|pel[ao]|het)\s?)?"
)
_BESIDE = 2
_QUOTES = '„“«"「『‚‘'  # noqa: RUF001 - as printed
_OF = r"(?:von|vom|bei|de|du|chez|del|di|della|dell|da|do|van|bij)[ '\u2019](?:la |l'|der |het |de )?"
_SPEAKER = re.compile(rf"(?<![^\W\d_])[A-Z\u00c0-\u00dd][\w'-]+ [A-Z\u00c0-\u00dd][\w'-]+,? {_OF}$")
_FROM = re.compile(rf",? {_OF}[A-Z\u00c0-\u00dd]")


def mention_signs(cues: Cues, mention: Mention, sentence: Sentence) -> Iterator[str]:
    """The signs of one mention."""
    yield from _place(cues, mention, sentence)
    yield from _bound(cues, mention, sentence)
    start, end = _article(cues, mention, sentence), mention.end
    if start < mention.start:
        yield "article"
    folded = cues.reading.folded
    far = _FAR_JAPANESE if cues.lexicon.language == "ja" else _FAR
    shut = max((m.end() for m in _STOPS.finditer(folded, max(sentence.start, start - far), start)), default=0)
    clause = INSERTED.match(folded, end, sentence.end)
    after = clause.end() if clause else end  # "X, which prints our letters, was hacked"
    closed = _SHUT.search(folded, after, min(sentence.end, after + far))
    open_until = min(closed.start() if closed else after + far, _clause_end(folded, mention, sentence))
    for name, parts in CLASSES.items():
        spans = [span for part in parts for span in cues.spans(part, sentence)]
        if spans:
            yield f"s_{name}"
            yield from _sides(name, spans, (start, end), (max(shut, start - far), open_until))


def _clause_end(folded: str, mention: Mention, sentence: Sentence) -> int:
    """Where the clause ends that is put in behind another name: of "X, che serve Y, ha subito" only X suffered it."""
    clauses = INSERTED.finditer(folded, sentence.start, sentence.end)
    return next((c.end() for c in clauses if c.start() < mention.start and mention.end < c.end()), sentence.end)


def _sides(name: str, spans: Sequence[Span], at: Span, within: Span) -> Iterator[str]:
    start, end = at
    if any(0 <= start - last <= _BESIDE for _, last in spans):
        yield f"l_{name}"
    elif any(within[0] <= first and last <= start for first, last in spans):
        yield f"ll_{name}"
    if any(0 <= first - end <= _BESIDE for first, _ in spans):
        yield f"r_{name}"
    elif any(end <= first <= within[1] for first, _ in spans):
        yield f"rr_{name}"


def _place(cues: Cues, mention: Mention, sentence: Sentence) -> Iterator[str]:
    """Where in the document and in its sentence the name stands."""
    body = sentence.index - (cues.reading.title_end >= 0)
    yield "title" if sentence.in_title else "first" if body == 0 else "lead" if body < 3 else "later"  # noqa: PLR2004
    before = cues.reading.folded[sentence.start : _article(cues, mention, sentence)].strip(" \n\"'«“„「『-")
    if not before:
        yield "opens"
        if sentence.in_title or body == 0:
            yield "opens_early"
    line = sentence.folded.strip(" \n,.:")
    if not sentence.in_title and len(line) - len(mention.key) <= _LETTERHEAD:
        yield "line"
    after = cues.reading.folded[mention.end : mention.end + 1]
    if after in ("は", "が"):
        yield "topic"
    if after == ",":
        yield "r_comma"
    if after == "-":
        yield "hyphen"
    if mention.start and cues.reading.raw[mention.start - 1] in _QUOTES:
        yield "quoted"


def _bound(cues: Cues, mention: Mention, sentence: Sentence) -> Iterator[str]:
    """The preposition before the name, in Japanese the particle behind it."""
    folded = cues.reading.folded
    japanese = cues.lexicon.language == "ja"
    before = folded[max(sentence.start, mention.start - 24) : mention.start]
    for name in PREPOSITIONS:
        pattern = cues.lexicon.cue(f"prep_{name}")
        if japanese:
            if pattern.match(folded, mention.end):
                yield f"prep_{name}"
        elif any(not before[m.end() :].strip() for m in pattern.finditer(before)):
            yield f"prep_{name}"
    raw = cues.reading.raw
    if not japanese and _SPEAKER.search(raw[max(sentence.start, mention.start - 60) : mention.start]):
        yield "speaks_for"
    if not japanese and _FROM.match(raw, mention.end):
        yield "r_from"


def _article(cues: Cues, mention: Mention, sentence: Sentence) -> int:
    """Where the name begins with the articles and possessives before it."""
    start, folded = mention.start, cues.reading.folded
    low = max(sentence.start, start - 24)
    found = [m.span() for m in cues.lexicon.cue("article").finditer(folded, low, start)]
    for first, last in reversed(found):
        if folded[last:start].strip(' "«“„'):
            break
        start = first
    return start


def name_signs(cues: Cues, mentions: Sequence[Mention]) -> Iterator[str]:
    """What the name itself looks like, in any of its forms."""
    keys = {m.key for m in mentions}
    longest = max(mentions, key=lambda m: len(m.key))
    words, name = longest.key.split(), longest.name
    holds = {
        "legal_form": any(LEGAL_FORM.search(key) for key in keys),
        "domain": any(_DOMAIN.search(key) for key in keys),
        "handle": _HANDLE.fullmatch(name) is not None,
        "lower": name[:1].islower(),
        "acronym": name.isupper() and len(words) == 1,
        "known": any(m.known for m in mentions),
        "well_known": bool(keys & _well_known()),
        "authority_name": any(cues.lexicon.cue("authority").search(key) for key in keys),
        "press_name": any(cues.lexicon.cue("press").search(key) for key in keys),
        "institution": any(word in cues.lexicon.institutions for word in words),
        "again": mentions[0].start > cues.reading.title_end >= 0 and len(mentions) > 1,
    }
    yield from (sign for sign, held in holds.items() if held)
    yield {1: "one_word", 2: "two_words"}.get(len(words), "long")
    yield {1: "mentions1", 2: "mentions2", 3: "mentions2"}.get(len(mentions), "mentions4")


@cache
def _well_known() -> frozenset[str]:
    return frozenset(fold(part.strip()) for part in shared()["bystanders"].split(","))


def beside(cues: Cues, one: Mention, other: Mention) -> bool:
    """Whether a comma or a conjunction joins the two names to a list."""
    low, high = sorted((one, other), key=lambda m: m.start)
    gap = cues.reading.folded[low.end : high.start]
    return 0 < len(gap) < 12 and _LIST.fullmatch(gap) is not None  # noqa: PLR2004


def gathered(cues: Cues, mentions: Sequence[Mention]) -> Counter[str]:
    """The signs of one organisation by its mentions."""
    found: Counter[str] = Counter(name_signs(cues, mentions))
    for mention in mentions:
        sentence = cues.reading.sentence_at(mention.start)
        if sentence is not None:
            found.update(set(mention_signs(cues, mention, sentence)))
    return found
