"""Which data types a document names, and whether the rules say that they were exposed, may have been, or were not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from model.vocabulary import DataStatus, DataType
from nlp.languages.cues import Cues, Span
from nlp.languages.ellipsis import halves
from nlp.languages.mention import TypeMention
from nlp.languages.text import BULLET, Sentence
from nlp.languages.turned import excepted, taken_back_before

_CONJUNCTIONS = {
    "de": "und|während",
    "fr": "et|mais",
    "es": "y|e|pero",
    "it": "e|ed|ma",
    "pt": "e|mas",
    "nl": "en|maar",
}
_HARD_BREAK = {  # at a clause of its own, also one that goes on "... and that"
    key: re.compile(rf";|[,-] (?:{words}) |\.\s|(?<=\w) (?:{words}) (?=(?:que|qu'|che|dass|dat)\b)")
    for key, words in _CONJUNCTIONS.items()
}
_STOP = re.compile(r";|\.\s")
_COMMA = re.compile(r"[,、]")
_LABEL = re.compile(r"[^:.;!?]{1,50}:(?=\s|\w)")
_NAMED = re.compile(r" (?:(?:de|des|du|do|da|di|del|della|van|la|les) ){0,2}[A-ZÀ-Ý][a-zà-ÿ]")
_IN_NAME = re.compile(r"[A-ZÀ-Ý][\w'\u2019-]+ (?:(?:de|des|du|do|da|di|del|della|van|la|les) ){0,2}$")
_BESIDE_NAME = re.compile(r" [A-ZÀ-Ý][\w&-]+")
_COMPOUND = re.compile(r"-(?P<head>[a-z]\w+)")
_DATA_HEAD = re.compile(
    r"(?:dat(?:en|a|ei|eien)|info\w*|angaben?|nummern?|adress\w*|list\w*|hash\w*|kopien?|scans?|verzeichniss?\w*|unterlagen|inhalte?"
    r"|gegevens|nummers?|adres\w*|lijst\w*|bestand\w*|kopie\w*|kennung\w*|id|ids|codes?|keys?|tokens?|karten?)$"
)
_OF_PEOPLE = re.compile(r"(?<!\w)(?:de|dei|dos|das|des|degli)(?: (?:los|las|sus|nuestros|suoi|seus|ses))? $")
_COUNTED = re.compile(r"(?:\d|(?:milli|mio|mila|milh|miljoen|mill)\w*(?: de| di)?|mil) $")
_HEADING = re.compile(r"\s*(?:\d{1,2}[.)] ?)?\S[^\n.!?:;,。]{2,58}\n")
_WEAK = re.compile(r"come|comme|como|wie|zoals|onder (?:meer|andere)|など|対象|項目|内容|該当|閲覧|公開|含む|可能性")
_THAT = re.compile(  # "Dass Passwörter kopiert wurden, schließt X aus"; "Der Verdacht, ..., hat sich nicht bestätigt"
    r"\W*(?:(?:dass|que|che|dat)\b|(?:der|die|het|de) (?:verdacht|befurchtung|vermutung|vermoeden|vrees)\b)"
)
_JAPANESE_CLAUSE = re.compile(r"[ぁ-ん]{0,4}、")  # behind the verb of a clause that another one follows
_BRIEF = 48  # characters of a question or an answer that only denies
_MENTIONS = 200  # per sentence
_OWN = 8  # characters
_NEAR = 3  # characters between a negation and the word that it negates
_NEXT = 12  # the same behind a comma: "names, not however the passwords"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules make of a mention; no `status` where they tell nothing of it.

    `grammar`: it is what nothing but grammar tells ("all but the passwords"), so that no likeness of words matters.
    """

    mention: TypeMention
    sentence: Sentence
    status: DataStatus | None = None
    strength: float = 0.0
    grammar: bool = False


def judged(cues: Cues) -> list[Judged]:
    """Every data type that a document names, sentence by sentence."""
    answers = _answered(cues) | _under_denial(cues)
    return [
        one for sentence in cues.reading.sentences for one in _judge(cues, sentence, answered=sentence.index in answers)
    ]


def ruled(found: Sequence[Judged]) -> dict[DataType, DataStatus]:
    """The status of each data type by the rules alone.

    A denial outweighs a mention that only shares its sentence with the incident, and yields to one beside a verb of
    exposure.
    """
    best: dict[DataType, Judged] = {}
    for one in found:
        known = best.get(one.mention.type)
        if one.status is not None and (known is None or one.strength > known.strength):
            best[one.mention.type] = one
    return {kind: one.status for kind, one in best.items() if one.status is not None}


def named_types(cues: Cues, sentence: Sentence) -> list[TypeMention]:
    """The data types that the sentence names; of overlapping ones the longest."""
    masked = cues.masked(sentence)
    found = [
        TypeMention(kind, sentence.start + m.start(), sentence.start + m.end())
        for kind, pattern in cues.lexicon.data_types.items()
        for m in islice(pattern.finditer(masked), _MENTIONS)
        if m.end() > m.start() and not _no_data(cues, kind, sentence.start + m.start(), sentence.start + m.end())
    ]
    at = sentence.start
    found += [TypeMention(kind, at + start, at + end) for kind, start, end in halves(masked, cues.lexicon)]
    found.sort(key=lambda m: (m.start - m.end, m.start, m.type))
    kept: list[TypeMention] = []
    taken = bytearray(len(masked) + 1)
    for mention in found:
        start, end = mention.start - sentence.start, mention.end - sentence.start
        same = any(k.start == mention.start and k.end == mention.end for k in kept[-3:])
        if same or not any(taken[start:end]):
            kept.append(mention)
            taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda m: (m.start, m.type))


def _no_data(cues: Cues, kind: DataType, start: int, end: int) -> bool:
    """What names no data where it stands.

    Words of a name ("Seguros Ribatejo", "Serviços de Pagamentos"), of a kind of company ("zorgverzekeraar Velo") or of
    people ("de sus usuarios"), the front of a compound that tells of another thing ("Krankenkassen-Dienstleister"), and
    documents that only count the incident ("40.000 contratos").
    """
    raw, language = cues.reading.raw, cues.lexicon.language
    before = cues.reading.folded[max(0, start - 16) : start]
    if language not in ("de", "ja"):
        named = raw[start : start + 2].istitle() and (
            _NAMED.match(raw, end) or _IN_NAME.search(raw, max(0, start - 40), start)
        )
        if named or (kind is DataType.INSURANCE and _BESIDE_NAME.match(raw, end)):
            return True
    if language in ("de", "nl") and (head := _COMPOUND.match(cues.reading.folded, end)):
        return _DATA_HEAD.search(head["head"]) is None
    people = kind is DataType.USERNAMES_IDS and cues.lexicon.cue("people").fullmatch(cues.reading.folded, start, end)
    if people and _OF_PEOPLE.search(before):
        return True
    return kind is DataType.BUSINESS_DOCUMENTS and _COUNTED.search(before) is not None


def _answered(cues: Cues) -> set[int]:
    """The sentences that a question and its answer deny: "The source code? Not touched." and "What was not? ...".

    The one of the two that names data is denied by the other, a short one with a negation and without data.
    """
    found: set[int] = set()
    for question, answer in pairwise(cues.reading.sentences):
        if question.folded.rstrip().endswith("?"):
            for short, other in ((question, answer), (answer, question)):
                brief = len(short.folded.strip()) <= _BRIEF and not named_types(cues, short)
                if brief and any(cues.has(name, short) for name in ("deny_verb", "deny_forward")):
                    found.add(other.index)
    return found


def _under_denial(cues: Cues) -> set[int]:
    """What stands below a heading such as "Not affected": its bullets, or else the sentence after it."""
    found: set[int] = set()
    raw, denying = cues.reading.raw, False
    for before, sentence in pairwise(cues.reading.sentences):
        line = raw[before.start : before.end]
        if _HEADING.fullmatch(line) and not before.in_title and not named_types(cues, before):
            denying = any(cues.has(name, before) for name in ("deny_verb", "deny_forward"))
            if denying:
                found.add(sentence.index)
        elif denying and BULLET.match(raw, before.start) and BULLET.match(raw, sentence.start):
            found.add(sentence.index)
        else:
            denying = False
    return found


def _judge(cues: Cues, sentence: Sentence, *, answered: bool) -> list[Judged]:
    mentions = named_types(cues, sentence)
    exposure = [s for s in cues.spans("exposure", sentence) if not any(m.start <= s[0] < m.end for m in mentions)]
    asked = cues.has("asks", sentence) and not cues.has("incident", sentence)
    if (asked or cues.has("unserved", sentence)) and not any(_tells(cues, span) for span in exposure):
        # what a forged page asks for, or an office whose systems are down cannot give
        return [Judged(mention, sentence, grammar=True) for mention in mentions]
    unsaid = _unsaid(cues, sentence, mentions) if mentions else set()
    told = [mention for mention in mentions if mention not in unsaid]
    found = [Judged(mention, sentence, grammar=True) for mention in mentions if mention in unsaid]
    return [*found, *_told(cues, sentence, told, exposure, answered=answered)] if told else found


def _told(
    cues: Cues, sentence: Sentence, mentions: list[TypeMention], exposure: list[Span], *, answered: bool
) -> Iterator[Judged]:
    """What the sentence tells of the mentions that it does not only ask about."""
    event = bool(exposure) or cues.has("incident", sentence) or cues.has("misconfig", sentence)
    relevant = (event or len({m.type for m in mentions}) > 1) and not cues.has("advice", sentence)
    spared = set(mentions) if answered else _denied(cues, sentence, mentions, exposure)
    but_for = excepted(cues, sentence, mentions)
    turned = taken_back_before(cues, sentence)
    corrects = cues.has("takes_back", sentence) or cues.has("contrary", sentence)
    plainly = corrects or (len(mentions) > 1 and bool(exposure))
    status = DataStatus.POSSIBLE if cues.has("possible", sentence) else DataStatus.EXPOSED
    for mention in mentions:
        denied = mention in spared - but_for
        if mention in but_for or (denied and mention.end <= turned):
            yield Judged(mention, sentence, DataStatus.EXPOSED, 2.0, grammar=True)
        elif denied:
            yield Judged(mention, sentence, DataStatus.DENIED, 1.5, grammar=answered)
        elif relevant:
            yield Judged(mention, sentence, status, 2.0 if plainly else 1.0, grammar=corrects)
        else:
            yield Judged(mention, sentence)


def _tells(cues: Cues, span: Span) -> bool:
    """Whether a cue of exposure is more than the word for a list or for what could be seen before."""
    return _WEAK.fullmatch(cues.reading.folded, *span) is None


def _unsaid(cues: Cues, sentence: Sentence, mentions: list[TypeMention]) -> set[TypeMention]:
    """What the sentence only asks about: "did not say whether passwords were taken" tells neither yes nor no."""
    found: set[TypeMention] = set()
    spans = cues.spans("unsaid", sentence)
    breaks = _breaks(cues, sentence) if spans else []
    for start, end in spans:
        if cues.lexicon.language == "ja":
            floor = _clause_before(cues, sentence, mentions, start)
            found.update(m for m in mentions if floor <= m.start and m.end <= start)
        else:
            found.update(_forward(mentions, breaks, end))
    return found


def _clause_before(cues: Cues, sentence: Sentence, mentions: list[TypeMention], start: int) -> int:
    """Where a Japanese clause ends that tells what got out before another one asks: "氏名が流出し、住所は調査中"."""
    told = [
        end
        for _, end in cues.spans("incident", sentence)
        if end < start and _JAPANESE_CLAUSE.match(cues.reading.folded, end, start)
    ]
    return max((end for end in told if any(end <= m.start and m.end <= start for m in mentions)), default=0)


def _denied(cues: Cues, sentence: Sentence, mentions: list[TypeMention], exposure: list[Span]) -> set[TypeMention]:
    """The mentions in the scope of a negation of the sentence."""
    label = _LABEL.match(sentence.folded)
    if label is not None:
        start, end = sentence.start, sentence.start + label.end()
        told = [s for name in ("deny_verb", "deny_forward") for s in cues.spans(name, sentence)]
        if any(e <= end for _, e in told) and not any(start <= m.start < end for m in mentions):
            return {m for m in mentions if m.start >= end}  # "Not affected: a; b; c"
    denied: set[TypeMention] = set()
    if _THAT.match(sentence.folded):
        for start, _ in cues.spans("excludes", sentence):
            denied.update(m for m in mentions if m.end <= start)
    breaks = _breaks(cues, sentence)
    leaving = cues.spans("leaving", sentence)
    exceptions = {start for start, _ in cues.spans("other_than", sentence)}
    denied.update(_denied_behind(cues, sentence, mentions, breaks, exposure))
    for start, end in cues.spans("deny_verb", sentence):
        if any(begin <= start < stop for begin, stop in leaving):
            continue
        near = _NEXT if cues.reading.folded[max(0, start - 2) : start] == ", " else _NEAR
        adjacent = [m for m in mentions if 0 <= m.start - end <= near]
        left = [] if adjacent else _backward(cues, mentions, breaks, exposure, start)
        if left:
            denied.update(left)
        elif cues.lexicon.language != "ja" and start not in exceptions:
            denied.update(_forward(mentions, breaks, end))
    return denied


def _denied_behind(
    cues: Cues, sentence: Sentence, mentions: list[TypeMention], breaks: list[int], exposure: list[Span]
) -> set[TypeMention]:
    """What follows a word of denial; behind "all but", up to the verb that tells what became of the rest."""
    denied: set[TypeMention] = set()
    verbs = sorted([*breaks, *(span[0] for span in exposure if _tells(cues, span))])
    exceptions = {start for start, _ in cues.spans("other_than", sentence)}
    for start, end in [*cues.spans("deny_forward", sentence), *cues.spans("leaving", sentence)]:
        if cues.lexicon.language == "ja":
            denied.update(_nearest_left(mentions, start))
        else:
            denied.update(_forward(mentions, verbs if start in exceptions else breaks, end))
    return denied


def _breaks(cues: Cues, sentence: Sentence) -> list[int]:
    """Where a negation ends at the latest; not at "however" within a clause ("non risultano invece coinvolti")."""
    pattern = _HARD_BREAK.get(cues.lexicon.language, _STOP)
    hard = [sentence.start + m.start() for m in pattern.finditer(sentence.folded)]
    soft = [s for s in cues.spans("break", sentence) if not _put_in(cues, sentence, s)]
    return sorted([*hard, *(start for start, _ in soft)])


def _put_in(cues: Cues, sentence: Sentence, span: Span) -> bool:
    folded, (start, end) = cues.reading.folded, span
    if cues.lexicon.cue("put_in").fullmatch(folded, start, end) is None:
        return False
    before = folded[max(sentence.start, start - 8) : start].rstrip()
    opens = not before or before.endswith((",", ";", ":", "(", "-"))
    return folded[end : end + 1] == "," or not opens


def _nearest_left(mentions: list[TypeMention], start: int) -> list[TypeMention]:
    return [m for m in mentions if 0 <= start - m.end <= _NEAR]


def _forward(mentions: list[TypeMention], breaks: list[int], end: int) -> list[TypeMention]:
    """What follows a negation, or ends behind it ("nessun dato di pagamento"), up to a break."""
    stop = next((b for b in breaks if b >= end), None)
    return [m for m in mentions if m.end > end and (stop is None or m.start < stop)]


def _negated(between: str) -> bool:
    """Whether what lies between a verb and a negation makes it the verb's own ("stonden er niet bij")."""
    return len(between) <= _OWN and "," not in between


def _backward(
    cues: Cues, mentions: list[TypeMention], breaks: list[int], exposure: list[Span], start: int
) -> list[TypeMention]:
    """The list that ends at a negated verb: back to a break, a verb of exposure, or a comma with such a verb before."""
    floor = max((b for b in breaks if b < start), default=-1)
    inside = [m for m in mentions if floor < m.start and m.end <= start]
    if not inside:
        return []
    folded = cues.reading.folded
    spans = [
        (s, e)
        for s, e in exposure
        if floor < s and e <= start and not any(m.start <= s < m.end for m in inside) and not _negated(folded[e:start])
    ]
    verbs, telling = [s for s, _ in spans], [span[0] for span in spans if _tells(cues, span)]  # "such as" tells nothing
    taken: list[TypeMention] = []
    edge = start
    for mention in reversed(inside):
        if any(mention.end <= v < edge for v in verbs):
            break
        comma = _COMMA.search(folded, mention.end, edge) if taken else None
        if comma is not None and any(v < mention.start for v in telling):
            break
        taken.append(mention)
        edge = mention.start
    return taken
