"""Who was entered, who was hit through a supplier, who attacked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nlp.languages.actors import Actor
from nlp.languages.candidates import Mention
from nlp.languages.cues import Cues, Span
from nlp.languages.lexicon import shared
from nlp.languages.text import Sentence, fold

_ENTERED, _STRUCK, _LEFT_OPEN, _REPORTED, _TITLE, _OWNER = 4.0, 4.0, 3.0, 2.5, 2.5, 2.0
_FLOOR = 2.5  # a name with less is only mentioned
_LETTERHEAD = 3  # characters that a line of letterhead has beside the name
_LEAST = 0.5  # where no name reaches the floor
_LEAD = 6  # sentences in which a supplier is looked for
_LIST = re.compile(r"\s?[,、・]\s?|,?\s(?:und|et|y|e|en|ed)\s")
_OPENS_AT = re.compile(r"(?:bei|beim|bei der|bei dem|bei den|chez|bij|bij de|bij het|presso|presso la|presso il)")
_LEGAL_FORM = re.compile(
    r" (?:ag|gmbh|se|kg|e\.?v|eg|mbh|sa|sas|sarl|s\.?l|s\.?a|s\.?l\.?u|s\.?p\.?a|s\.?r\.?l|ltda|lda|b\.?v|n\.?v)\.?$"
    r"|株式会社|有限会社|合同会社|学校法人|医療法人|財団法人|社団法人"
)
_OF = frozenset(
    ["de", "del", "von", "des", "der", "di", "della", "dell", "do", "da", "dos", "van", "du", "d", "no", "na", "の"]
)


@dataclass(slots=True)
class Candidate:
    """All mentions of one possible organisation, with what speaks for it being the one that was hit."""

    mentions: list[Mention] = field(default_factory=list)
    score: float = 0.0
    event: bool = False
    speaks: bool = False
    evidence: Mention | None = None

    @property
    def sure(self) -> bool:
        """Whether the text points at it as one that was hit."""
        return self.score >= _FLOOR

    @property
    def first(self) -> Mention:
        """The mention that is quoted: the one with the strongest words beside it, or the fuller name of it."""
        quoted = self.evidence or self.mentions[0]
        return next((m for m in self.mentions if m.key.startswith(f"{quoted.key} ")), quoted)


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties; `provider_span` is where an unnamed supplier is spoken of."""

    breached: tuple[Candidate, ...]
    downstream: tuple[Candidate, ...]
    bystanders: tuple[Candidate, ...]
    provider_span: Span | None = None

    @property
    def told(self) -> bool:
        """Whether words of an event stand beside one of them."""
        return any(c.event for c in (*self.breached, *self.downstream))


def assign(cues: Cues, mentions: Sequence[Mention], actors: Sequence[Actor]) -> Parties:
    """Gives the named organisations their roles."""
    candidates = _scored(cues, mentions, actors)
    able = sorted((c for c in candidates if c.score >= _FLOOR), key=lambda c: (-c.score, c.mentions[0].start))
    others = tuple(c for c in candidates if c.score < _FLOOR and (c.score < 0 or c.mentions[0].known))
    supplier, span = _supplier(cues, candidates)
    if span is not None and supplier is None:
        supplier = next((c for c in able if c.event and not c.speaks and any(o.speaks for o in able)), None)
    if span is None:
        able = able or _only_named(cues, candidates)
        return Parties(_with_partners(cues, able), _customers(cues, able[:1], candidates), others)
    rest = [c for c in able if c is not supplier]
    voices = [c for c in rest if c.speaks] or rest
    hit = tuple(voices[:1]) + tuple(c for c in voices[1:] if c.event or _in_title(cues, c))
    hit += tuple(c for c in _chained(cues, hit[:1], candidates) if c not in hit and c is not supplier)
    if supplier is None:
        return Parties((), hit, others, span)
    hit += tuple(c for c in _customers(cues, [supplier], candidates) if c not in hit)
    return Parties((supplier,), hit, others, span)


def _only_named(cues: Cues, candidates: list[Candidate]) -> list[Candidate]:
    """Where nothing points at one: the first that the lead names beside the incident."""
    lead = cues.reading.sentences[_LEAD - 1].end if len(cues.reading.sentences) >= _LEAD else len(cues.reading.raw)
    able = (c for c in candidates if c.score >= _LEAST and c.mentions[0].start < lead)
    return sorted(able, key=lambda c: (-c.score, c.mentions[0].start))[:1]


def _in_title(cues: Cues, candidate: Candidate) -> bool:
    return any(m.start <= cues.reading.title_end for m in candidate.mentions)


def _scored(cues: Cues, mentions: Sequence[Mention], actors: Sequence[Actor]) -> list[Candidate]:
    groups: list[Candidate] = []
    attackers = {fold(actor.name) for actor in actors}
    spans = [(actor.start, actor.end) for actor in actors]
    for mention in mentions:
        if (
            any(cues.lexicon.cue(name).fullmatch(mention.key) for name in ("third_party", "people", "incident"))
            or mention.key in attackers
            or any(s < mention.end and mention.start < e for s, e in spans)
        ):
            continue
        sentence = cues.reading.sentence_at(mention.start)
        if sentence is None or _before(cues, "person", sentence, mention, 2):
            continue
        group = next((g for g in groups if _same(g.mentions[0].key, mention.key)), None)
        if group is None:
            group = Candidate()
            groups.append(group)
        group.mentions.append(mention)
        _weigh(cues, group, mention, sentence)
    bystanders = _bystanders()
    for group in groups:
        group.score += 1.0 if any(m.known for m in group.mentions) else 0.0
        group.score += 1.0 if any(_LEGAL_FORM.search(m.key) for m in group.mentions) and group.score >= 0 else 0.0
        group.score -= 4.0 if group.mentions[0].key in bystanders else 0.0
    return groups


def _bystanders() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in shared()["bystanders"].split(","))


def _same(one: str, other: str) -> bool:
    """One name is a run of the words of the other; in scripts without spaces a part of it."""
    if one == other or (not one.isascii() and not other.isascii() and (one in other or other in one)):
        return True
    x, y = sorted((one.split(), other.split()), key=len)
    return any(y[i : i + len(x)] == x for i in range(len(y) - len(x) + 1))


def _weigh(cues: Cues, group: Candidate, mention: Mention, sentence: Sentence) -> None:
    gain, event = _gain(cues, mention, sentence)
    first = len(group.mentions) == 1
    if sentence.in_title:
        gain += _TITLE if not any(m.start <= cues.reading.title_end for m in group.mentions[:-1]) else 0.0
    if cues.has("incident", sentence) or cues.has("ransomware", sentence):
        gain += 1.0 if len(group.mentions) <= 2 else 0.25  # noqa: PLR2004 - later mentions add little
    if gain > 0 and (group.evidence is None or (event and not group.event)):
        group.evidence = mention
    group.event = group.event or event
    group.speaks = group.speaks or _after(cues, "report", sentence, mention, 36) or _owner(cues, sentence, mention)
    group.score += gain if first or event or gain < 0 else min(gain, 1.5)


def _gain(cues: Cues, mention: Mention, sentence: Sentence) -> tuple[float, bool]:
    """What the words beside one mention say, and whether they tell of an event."""
    if _before(cues, "expert", sentence, mention, 3) or _after(cues, "by_after", sentence, mention, 4):
        return -5.0, False
    if _after(cues, "tenant", sentence, mention, 3) or _before(cues, "tenant", sentence, mention, 5):
        return -3.0, False
    gain = -1.5 if _before(cues, "by", sentence, mention, 2, whole=True) else 0.0
    event = False
    if _entered(cues, sentence, mention):
        gain, event = gain + _ENTERED, True
    if _after(cues, "victim", sentence, mention, 30):
        gain, event = gain + _STRUCK, True
    if _after(cues, "misconfig", sentence, mention, 64):
        gain, event = gain + _LEFT_OPEN, True
    if _after(cues, "report", sentence, mention, 36):
        gain += _REPORTED
        event = event or cues.has("incident", sentence)
    if cues.lexicon.language == "ja" and _subject(cues, sentence, mention):
        gain += _REPORTED
    if _owner(cues, sentence, mention):
        gain += _OWNER
    if _signs(sentence, mention):
        gain += _REPORTED
    return gain, event


def _signs(sentence: Sentence, mention: Mention) -> bool:
    """Whether the name is the whole line: who sends or signs the notice."""
    line = sentence.folded.strip(" \n,.:")
    return not sentence.in_title and len(line) - len(mention.key) <= _LETTERHEAD


def _subject(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether the name opens a Japanese sentence as its topic."""
    place = cues.reading.folded[sentence.start : mention.start]
    opens = len(place) <= 2 or (len(place) <= 14 and place.endswith("の"))  # noqa: PLR2004 - a quotation mark, a town
    return opens and cues.reading.folded[mention.end : mention.end + 1] in ("は", "が", "、")


def _entered(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """An incident tied to the name by a preposition: "Datenleck bei X", "fuite de données chez X"."""
    folded = cues.reading.folded
    if cues.lexicon.language == "ja":
        particle = cues.lexicon.cue("at").match(folded, mention.end)
        starts = [s for name in ("incident", "ransomware") for s, _ in cues.spans(name, sentence)]
        return particle is not None and any(0 <= s - mention.end <= 30 for s in starts)  # noqa: PLR2004
    if folded[mention.end : mention.end + 1] == "-" and _after(cues, "incident", sentence, mention, 1):
        return True
    if _OPENS_AT.fullmatch(folded[sentence.start : mention.start].strip()) and cues.has("incident", sentence):
        return True
    for name in ("incident", "ransomware", "misconfig"):
        for _, end in cues.spans(name, sentence):
            between = folded[end : mention.start]
            if 0 < len(between) <= 40 and re.search(r"[.,;:]", between) is None and _ends_with_at(cues, between):  # noqa: PLR2004
                return True
    return False


def _ends_with_at(cues: Cues, between: str) -> bool:
    found = [m.end() for m in cues.lexicon.cue("at").finditer(between)]
    return bool(found) and len(between) - found[-1] <= 22  # noqa: PLR2004 - "bei dem Spediteur X"


def _owner(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """As in "clientes de X", "Kunden von X", "X-Kunden", "Xの顧客"."""
    if _before(cues, "people", sentence, mention, 8):
        return True
    return _after(cues, "people", sentence, mention, 2)


def _before(cues: Cues, name: str, sentence: Sentence, mention: Mention, gap: int, *, whole: bool = False) -> bool:
    near = (mention.start - end for start, end in cues.spans(name, sentence) if end <= mention.start)
    limit = gap if not whole else min(gap, 2)
    return any(0 <= distance <= limit for distance in near)


def _after(cues: Cues, name: str, sentence: Sentence, mention: Mention, gap: int) -> bool:
    folded = cues.reading.folded
    return any(
        0 <= start - mention.end <= gap and re.search(r"[.;:!?]", folded[mention.end : start]) is None
        for start, _ in cues.spans(name, sentence)
    )


def _supplier(cues: Cues, candidates: list[Candidate]) -> tuple[Candidate | None, Span | None]:
    """The supplier that was hit, if the text speaks of one: (its name or None, where it is spoken of or None)."""
    spans = [
        (sentence, span)
        for sentence in cues.reading.sentences[:_LEAD]
        if any(cues.has(n, sentence) for n in ("incident", "victim", "exposure", "ransomware", "misconfig"))
        for span in cues.spans("third_party", sentence)
    ]
    lead = [s for s in cues.reading.sentences[:_LEAD] if s.index < 4]  # noqa: PLR2004
    named = [span for _, span in spans] + [span for s in lead for span in cues.spans("third_party", s)]
    if sum(c.score >= _FLOOR for c in candidates) > 1:
        named += [span for s in lead if cues.has("incident", s) for span in cues.spans("service", s)]
    for start, end in named:
        for candidate in candidates:
            if candidate.score > -2 and any(_is_supplier(cues, m, start, end) for m in candidate.mentions):  # noqa: PLR2004
                return candidate, (start, end)
    return None, (spans[0][1] if spans else None)


def _is_supplier(cues: Cues, mention: Mention, start: int, end: int) -> bool:
    """Whether the name is the supplier's own: beside the word, and not its customer ("proveedor de X")."""
    folded = cues.reading.folded
    if end <= mention.start:
        between = folded[end : mention.start]
        words = re.findall(r"\w+", between)
        if "\n" in between or len(between) > 34 or re.search(r"[.;!?]", between) or len(words) > 4:  # noqa: PLR2004
            return False
        if "," in between and folded[mention.end : mention.end + 1] not in (",", ")", "."):
            return False
        if words and words[-1] in _OF:
            return False
        if cues.lexicon.language == "ja":
            return between in ("", "の", "「", "の「", "(", "である", "、")
        return not words or (len(words) <= 3 and not _is_clause(cues, between))  # noqa: PLR2004
    between = folded[mention.end : start]
    return len(between) <= 12 and re.fullmatch(r"\s?[,(]\s?(?:\w+\s){0,2}", between) is not None  # noqa: PLR2004


def _is_clause(cues: Cues, between: str) -> bool:
    return (
        any(cues.lexicon.cue(name).search(between) for name in ("victim", "report", "incident", "exposure", "break"))
        or "," in between[1:]
    )


def _with_partners(cues: Cues, able: list[Candidate]) -> tuple[Candidate, ...]:
    """The strongest candidate, and those that a conjunction puts beside it."""
    if not able:
        return ()
    best = able[0]
    folded = cues.reading.folded
    partners = []
    for other in able[1:]:
        gaps = [
            folded[min(a.end, b.end) : max(a.start, b.start)]
            for a in best.mentions
            for b in other.mentions
            if a.end != b.end
        ]
        if other.event and any(re.fullmatch(r"\s?(?:und|et|y|e|en|ed|&|と)\s?", gap) for gap in gaps):
            partners.append(other)
    return (best, *partners)


def _chained(cues: Cues, heads: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The organisations that a list "A, B and C" puts beside the first of `heads`."""
    if not heads:
        return []
    owners = {mention.start: (mention, c) for c in candidates if c.score > -2 for mention in c.mentions}  # noqa: PLR2004
    order = [owners[start] for start in sorted(owners)]
    found = list(heads)
    for (left, a), (right, b) in [*pairwise(order), *((y, x) for x, y in pairwise(reversed(order)))]:
        low, high = sorted((left, right), key=lambda m: m.start)
        gap = cues.reading.folded[low.end : high.start]
        if (a in found) != (b in found) and len(gap) < 8 and _LIST.fullmatch(gap):  # noqa: PLR2004
            found.append(b if a in found else a)
    return found[len(heads) :]


def _customers(cues: Cues, suppliers: Sequence[Candidate], candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Organisations listed as hit through `suppliers` ("Kunden wie A und B")."""
    if not suppliers:
        return ()
    listed = []
    for candidate in candidates:
        if candidate in suppliers or candidate.score <= -2:  # noqa: PLR2004
            continue
        if any(_listed(cues, mention) for mention in candidate.mentions):
            listed.append(candidate)
    return tuple(listed)


def _listed(cues: Cues, mention: Mention) -> bool:
    sentence = cues.reading.sentence_at(mention.start)
    if sentence is None or not cues.has("people", sentence):
        return False
    folded = cues.reading.folded
    return any(
        0 <= mention.start - end <= 60 and re.search(r"[.;:!?]|\s[a-z]{5,}", folded[end : mention.start]) is None  # noqa: PLR2004
        for _, end in cues.spans("such_as", sentence)
    )
