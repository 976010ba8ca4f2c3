"""Where a document names data, and what the rules say of each place: taken, not taken, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.vocabulary import DataStatus, DataType
from nlp.exposure import denial
from nlp.exposure.answers import answer
from nlp.exposure.asked_for import asked_for_spans, asks_list, heads_tasks
from nlp.exposure.contrast import contrasted_spans
from nlp.exposure.hashed import hashed_spans, spares_them
from nlp.exposure.in_general import in_general_spans
from nlp.exposure.left_alone import left_alone_spans
from nlp.exposure.not_of_data import not_of_data_spans, unprotected_spans
from nlp.exposure.other_things import is_machine
from nlp.exposure.refuted import open_spans, refuted_spans, restored_spans
from nlp.exposure.shut_out import lists_services, shut_out_spans
from nlp.exposure.terms import counts_as_data, is_subject, is_told_of, terms_in
from nlp.reading import Reading
from nlp.text import corrected, rows, wording
from nlp.text.lexicon import Term
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_EXPOSED = re.compile(
    r"\b(?:expos\w*|stolen|stole|steal\w*|theft|leak\w*|access\w*|compromis\w+|breach\w*|includ\w*|contain\w*|taken"
    r"|took|take|exfiltrat\w*|obtain\w*|acquir\w*|download\w*|copied|copies|dump\w*|publish\w*|posted|sold|for sale"
    r"|on sale|scrap\w+|harvest\w*|involv\w*|affect\w*|impact\w*|disclos\w*|reveal\w*|lost|hack\w*|view\w*|visible"
    r"|available|consist\w*|compris\w*|collected|gathered|captured|alongside|along with|as well as|swiped|siphon\w*"
    r"|lift\w*|touched|read|quer(?:y|ied)|opened|cloned|left|put a|speak of|cite[sd]?|unprotected|unsecured|gone|out"
    r"|records? of|in the (?:hands|clear)|listed|held|hold|holds|holding|saved|stored|had|have|were also|files? with"
    r"|data (?:of|on|including|such as)|information (?:of|on|including|such as)|personal|sensitive|particulars|details"
    r"|emailed|mailed|sent|attributes|fields|present|found|seen|saw|see|reached|drained|fetch\w*|grabbed|seized"
    r"|export\w*|open|online|covers?|covered|concerns?|concerned|appeared|ended up|look(?:ed)? up|relat\w+ to"
    r"|range[sd]? from|among (?:them|it|the|other)|in it|in the dump|at risk|with (?:the|their|its|your)|thrown"
    r"|discarded|intercepted|releas\w*|in there|mention\w*|recorded|apart from"
    r"|(?:GB|TB|MB|(?:giga|tera|mega)bytes) of|missing|looked at|snoop\w*|peek\w*|brows\w*|followed|tracked|traced"
    r"|types? of (?:data|information)|not (?:encrypted|redacted|masked|hashed|protected)|in the (?:system|database"
    r"|files?|backup|mailbox|account|archive|export)|circulat\w*|surfaced|retrieved|extracted|abused|walked off"
    r"|got hold|made off|got at|recover\w*|decrypt\w*)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:expos\w*|stol\w+|leak\w*|access(?:ed|ible)|compromis\w+|breach\w*|includ\w*|contain\w*|taken|exfiltrat\w*"
    r"|obtain\w*|dump\w*|scrap\w+|involv\w*|affect\w*)\b",
    re.IGNORECASE,
)
_TAKEN = late(r"\b(?:copied|downloaded|acquired|extracted|removed|viewed|published|sold)\b", re.IGNORECASE)
_MANY = 4  # types in one sentence that outweigh words of advice in it
_FLAT = 3  # types in one sentence that tell of data without any verb
_WHOLE = re.compile(r"\b(?:full|complete|entire|whole|unmasked|unredacted)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a data type with what the rules make of its sentence."""

    term: Term
    sentence: int
    listed: int  # the sentence with which its list begins; its own if it is in none
    status: DataStatus | None  # None: it is said neither that this was taken nor that it was not
    explicit: bool  # said to be taken, or one of a list
    possible: bool
    withdrawn: tuple[bool, bool]  # whether it is retracted if it is a denial, and if it is not
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """The number of a sentence, of the one with which its list begins, and whether it is a line of a list or table."""

    index: int
    listed: int
    line: bool
    answered: bool = False  # a question or a row of a table that says itself whether it was hit

    def next(self, index: int, *, line: bool) -> _Place:
        return _Place(index, self.listed if line and self.line else index, line)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is said beside a sentence: whether the next takes its denial or report back, the last told what is safe."""

    overruled: bool
    proved_wrong: bool
    unsafe: bool
    following: str


def mentions_of(reading: Reading) -> Iterator[Mention]:
    """Every mention of a data type outside the title, with what the rules say of it."""
    governing: str | None = None
    block, place = -1, _Place(-1, -1, line=False)
    named = _name_spans(reading)
    unsafe, headed = False, ""
    for index, sentence in enumerate(reading.sentences):
        if sentence.shape == "title":
            continue
        following = reading.sentences[index + 1].text if index + 1 < len(reading.sentences) else ""
        label = "exposed" if wording.turns_heading(sentence.text, headed) else wording.heading_status(sentence.text)
        listed = index + 1 < len(reading.sentences) and reading.sentences[index + 1].shape == "item"
        label = "open" if _lists_no_losses(sentence.text, listed=listed) else label
        headed = sentence.text if label else headed
        if label is None and listed:
            label = "exposed" if wording.opens_list(sentence.text) else None
        answered = answer(sentence.text, following)
        if answered is None and index and sentence.shape == "prose":
            answered = wording.echoed(sentence.text, reading.sentences[index - 1].text)
            unsafe = answered == "exposed" or (unsafe and wording.goes_on(sentence.text))
            answered = "exposed" if unsafe else answered
        else:
            unsafe = False
        unmarked = answered is None and governing is not None and label is None and _is_line_of_list(sentence, block)
        place = place.next(index, line=unmarked or sentence.shape == "item")
        if unmarked:
            block = sentence.block
        elif answered is None and (sentence.shape == "heading" or (sentence.text.endswith(":") and label)):
            governing, block = label, sentence.block
        elif answered is None and _IN_LINE.match(sentence.text):
            governing, block = (label if _OF_DATA.match(sentence.text) else None), sentence.block - 1
        elif sentence.shape != "item" and sentence.block > block + _GAP:
            governing = None
        governs = governing if sentence.block > block or sentence.shape == "heading" else None
        row = rows.row(sentence.text)
        place = replace(place, line=place.line or row is not None, answered=bool(answered or row))
        around = _Around(
            corrected.is_overruled(following), corrected.proves_wrong(sentence.text, following), unsafe, following
        )
        yield from _in_sentence(sentence, place, answered or row or governs, named.get(index, []), around)


def _lists_no_losses(text: str, *, listed: bool) -> bool:
    return asks_list(text) or lists_services(text) or (listed and heads_tasks(text))


_GAP = 2  # lines from a heading to what it governs; one may be blank
_FEW = 16  # code points of a line that name no data
# Headings of a letter that was run together into one paragraph ("What Information Was Involved? Your name ...").
_IN_LINE = re.compile(r"(?:What|Which|Who|How|When|Where|Why)\b[^.?!,]{3,60}[.?]$")
_OF_DATA = late(
    r"(?:What|Which) (?:(?:\w+ ){0,2}(?:information|data|details)\b|(?:was|were|is|did|has)\b[^?]{0,30}\b(?:involved"
    r"|affected|taken|exposed|accessed|stolen|leaked|impacted|compromised|reach|get|see|have|hold|contain|know)\b)"
    r"|(?:What|Which)\b[^?]{0,30}(?:\bnot\b|n't\b)[^?]{0,20}\?",
    re.IGNORECASE,
)


def _is_line_of_list(sentence: Sentence, block: int) -> bool:
    """Whether a line without a mark is an item all the same: nothing but data, close below what governs it."""
    if sentence.shape != "heading" or sentence.block > block + _GAP or sentence.text.endswith(":"):
        return False
    words = sum(term.end - term.start for term in terms_in(sentence.text))
    return words > 0 and len(sentence.text) - words < _FEW


def _name_spans(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Where in each sentence names stand: "Payroll" in "Dunmere Payroll" is no data."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for candidate in reading.candidates:
        for mention in candidate.mentions:
            begin = reading.sentences[mention.sentence].start
            spans.setdefault(mention.sentence, []).append((mention.start - begin, mention.end - begin))
    return spans


def _in_sentence(
    sentence: Sentence, place: _Place, governing: str | None, names: list[tuple[int, int]], around: _Around
) -> Iterator[Mention]:
    text, overruled = sentence.text, around.overruled
    terms = [term for term in terms_in(text) if is_told_of(term, text, names)]
    if not terms:
        return
    told = _Sentence(sentence, terms, governing, place)
    retracted, reversal = wording.is_retracted(text), wording.is_reversal(text)
    possible = wording.is_possible(text)
    explicit = governing == "exposed" or len(terms) >= _FLAT or told.strong or bool(_TAKEN.search(text))
    for position, term in enumerate(terms):
        sign = told.sign(position)
        if sign == "denied" and (overruled or around.unsafe):
            sign = "reversed"
        elif around.proved_wrong and sign in _AS_TOLD:
            sign = "corrected"
        elif sign in _FORMS and spares_them(around.following):
            sign = "told"
        moved = Term(term.type, sentence.start + term.start, sentence.start + term.end, term.words)
        part = bool(_WHOLE.search(text, max(0, term.start - 30), term.start))
        withdrawn = (retracted or overruled or part, (retracted and not reversal) or overruled)
        if sign in {"corrected", "reversed"}:  # what holds now
            withdrawn = (False, False)
        status = _STATUS.get(sign)
        if status is DataStatus.EXPOSED and possible:
            status = DataStatus.POSSIBLE
        signs = (
            told.signs
            | {f"rule_{sign}"}
            | ({"subject"} if is_subject(term, text) else set())
            | ({"taken_back"} if sign == "reversed" and overruled else set())
        )
        told_so = explicit or sign == "excepted"
        yield Mention(moved, place.index, place.listed, status, told_so, possible, withdrawn, signs)


_FORMS = frozenset({"hashed", "hashes"})
_AS_TOLD = frozenset({"told", "bare", "excepted"})
_SAYS_NOTHING = (  # of whether data were hit
    open_spans,
    shut_out_spans,
    not_of_data_spans,
    asked_for_spans,
    in_general_spans,
)
_BY_GRAMMAR = frozenset({"excepted", "spared"})  # of data, whatever the word
_STATUS = {
    "denied": DataStatus.DENIED,
    "corrected": DataStatus.DENIED,
    "spared": DataStatus.DENIED,
    "reversed": DataStatus.EXPOSED,
    "told": DataStatus.EXPOSED,
    "excepted": DataStatus.EXPOSED,
    "hashed": DataStatus.EXPOSED,
    "hashes": DataStatus.EXPOSED,
}
_CONTRAST = late(  # a fragment that says what was taken by what was not: "Names, not addresses."
    r"\W*(?:[^.;:?!]{1,40}: )?(?!(?:do|does|did|please|if|we|you|it"
    r"|they)\b)[\w', -]{3,60}?,? (?:but )?not [\w', -]{3,60}[.!]?$",
    re.IGNORECASE,
)
_NEAR = 80  # code points before a term in which an exception is looked for
_NONE_SUCH = late(  # "no evidence that any data - such as names - have been accessed"
    r"\bno (?:evidence|indications?|signs?|proof|reason to (?:believe|think)|suggestion)\b[^.;]{0,60}?\b(?:data"
    r"|information|records?|details)\b[^.;]{0,40}?(?:such as|including|like|for example|e\.g\.)\s[^.;]*$",
    re.IGNORECASE,
)
_OF_ANOTHER = late(r" for (?:your |their )?(?-i:[A-Z])\w+(?:, (?-i:[A-Z])\w+)*,? (?:and|or) ", re.IGNORECASE)
_NO = late(r"\b(?:no|not|nothing|none|never|neither|only|un\w+ed)\b|n't\b", re.IGNORECASE)
_EXCEPTION = re.compile(
    r"\b(?:other than|except(?: for)?|apart from|aside from|save for|with the exception of|limited (?:only )?to"
    r"|nothing (?:but|more than))\s+(?:[\w'-]+\s+){0,3}$",
    re.IGNORECASE,
)


class _Sentence:
    """What the rules make of the terms of one sentence."""

    def __init__(self, sentence: Sentence, terms: list[Term], governing: str | None, place: _Place) -> None:
        text = sentence.text
        self._text, self._terms = text, terms
        self._governing = governing
        self._asks = governing is None and (wording.is_warning(text) or text.endswith("?"))
        self._denied, self._listed = _denied(text, governing)
        self._item = sentence.shape == "item" or self._listed
        self._doubted = corrected.doubted_spans(text)
        self._partly = denial.partly_spans(text) + unprotected_spans(text)
        self._unsafe = wording.unsafe_spans(text) + corrected.taken_back_spans(text)
        refuted = [span for span in refuted_spans(text) if not any(a <= span[0] < b for a, b in self._unsafe)]
        told, not_told = contrasted_spans(text)
        lay_hashed, lie_hashed = hashed_spans(text)
        self._said = (
            ("excepted", told),
            ("open", [span for find in _SAYS_NOTHING for span in find(text)]),
            ("unknown", denial.unknown_spans(text)),
            ("hashed", lay_hashed),
            ("hashes", lie_hashed),
            ("corrected", corrected.untrue_spans(text) + refuted),
            ("spared", [*left_alone_spans(text), *not_told]),
            ("reversed", restored_spans(text)),
        )
        self._advice = wording.advice_spans(text) if governing is None else []
        kinds = len({t.type for t in terms})
        self.strong = bool(_STRONG.search(text))
        self._context = governing is not None or kinds >= _FLAT or bool(_EXPOSED.search(text) or _CONTRAST.match(text))
        self.signs = frozenset(
            name
            for name, holds in {
                f"governed_{governing}": governing is not None,
                "item": sentence.shape == "item",
                "line": place.line,
                "answered": place.answered,
                "strong": self.strong,
                "many": kinds >= _FLAT,
            }.items()
            if holds
        )

    def sign(self, position: int) -> str:
        """What is said of the term ("told", "excepted" from a denial, "denied", "corrected"), or why nothing is."""
        term, text = self._terms[position], self._text
        negated = _within(term, self._denied)
        plain = self._item or (negated and " " in term.words)
        said = next((said for said, spans in self._said if _within(term, spans)), None)
        if "open" in (said, self._governing) or (negated and is_machine(term, text)):
            return "open"
        if self._asks:
            return "open" if self._governing or self._text.endswith("?") else "asked"
        if said not in _BY_GRAMMAR and not counts_as_data(
            term, position, self._terms, text, item=plain, negated=negated
        ):
            return "weak"
        if said is not None:
            return said
        return self._negated(term) if negated else self._told(term)

    def _negated(self, term: Term) -> str:
        if _within(term, self._unsafe):
            return "reversed"
        if term.type is DataType.PASSWORDS and _OF_ANOTHER.match(self._text, term.end):
            return "weak"
        return "spared" if _NONE_SUCH.search(self._text, 0, term.start) else "denied"

    def _told(self, term: Term) -> str:
        if not self._context:
            return "bare"
        if _within(term, self._doubted) or _within(term, self._partly):
            return "excepted"
        if excepted := _EXCEPTION.search(self._text[max(0, term.start - _NEAR) : term.start]):
            without = excepted.group().lower().startswith("with the exception") and not _NO.search(self._text)
            return "bare" if without else "excepted"  # "open for business, with the exception of tax payments"
        advised = _within(term, self._advice) and (len(self._terms) < _MANY or not self.strong)
        return "advised" if advised else "told"


def _within(term: Term, spans: list[denial.Span]) -> bool:
    return any(begin <= term.start < end for begin, end in spans)


def _denied(text: str, governing: str | None) -> tuple[list[denial.Span], bool]:
    """The denied spans of a sentence, and whether it is all list: under a heading, or behind a label."""
    if governing == "denied":
        return [(0, len(text))], True
    label = wording.DENY_HEADING.match(text)
    if label and ":" in label.group():
        return [(label.end(), len(text))], True
    listed = denial.listed_after(text)
    if listed is not None:
        return [(listed, len(text))], True
    if wording.is_request(text):
        return [], governing is not None
    others = not_of_data_spans(text)
    denied = [span for span in denial.denied_spans(text) if not any(a <= span[0] < b for a, b in others)]
    return denied, governing is not None
