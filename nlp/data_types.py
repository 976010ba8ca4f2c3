"""Data types with their status: exposed, possible or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.disclosure import DataTypeClaim
from model.vocabulary import DataStatus, DataType
from nlp import denial, wording
from nlp.data_terms import counts_as_data, is_told_of, terms_in
from nlp.lexicon import Term
from nlp.reading import Reading
from nlp.sentences import Sentence

_EXPOSED = re.compile(
    r"\b(?:expos\w*|stolen|stole|steal\w*|theft|leak\w*|access\w*|compromis\w+|breach\w*|includ\w*|contain\w*|taken"
    r"|took|take"
    r"|exfiltrat\w*|obtain\w*|acquir\w*|download\w*|copied|copies|dump\w*|publish\w*|posted|sold|for sale|on sale"
    r"|scrap\w+|harvest\w*"
    r"|involv\w*|affect\w*|impact\w*|disclos\w*|reveal\w*|lost|hack\w*|view\w*|visible|viewable|available"
    r"|consist\w*|compris\w*"
    r"|collected|gathered|captured|alongside|along with|as well as|swiped|siphon\w*|lift\w*|touched|read|quer(?:y"
    r"|ied)|opened"
    r"|cloned|left|put a|speak of|cite[sd]?|unprotected|unsecured|gone|out|records? of|in the (?:hands|clear)"
    r"|listed|held|hold"
    r"|holds|holding|saved|stored|had|have|were also|files? with|data (?:of|on|including|such as)|information (?:of"
    r"|on|including"
    r"|such as)|personal|sensitive|particulars|details|emailed|mailed|sent|attributes|fields|present|found|seen|saw"
    r"|see|reached"
    r"|drained|grabbed|seized|export\w*|open|online|covers?|covered|concerns?|concerned|appeared|ended up"
    r"|look(?:ed)? up|relat\w+ to"
    r"|range[sd]? from|among (?:them|it|the|other)|in it|in the dump|at risk|with (?:the|their|its|your)|thrown"
    r"|discarded|intercepted|releas\w*|in there|mention\w*|recorded|apart from"
    r"|(?:GB|TB|MB|(?:giga|tera|mega)bytes) of|missing|looked at|snoop\w*|peek\w*|brows\w*|followed|tracked|traced"
    r"|types? of (?:data|information)"
    r"|not (?:encrypted|redacted|masked|hashed|protected)|in the (?:system|database|files?|backup|mailbox|account"
    r"|archive|export)"
    r"|circulat\w*|surfaced|retrieved|extracted|abused|walked off|got hold|made off|got at|recover\w*|decrypt\w*)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:expos\w*|stol\w+|leak\w*|access(?:ed|ible)|compromis\w+|breach\w*|includ\w*|contain\w*|taken"
    r"|exfiltrat\w*|obtain\w*"
    r"|dump\w*|scrap\w+|involv\w*|affect\w*)\b",
    re.IGNORECASE,
)
_MANY = 4  # types in one sentence that outweigh words of advice in it
_FLAT = 3  # types in one sentence that tell of data without any verb
_HASHED = re.compile(
    r"\b(?:passwords?|passcodes?|credentials?)\b[^.;]{0,70}?\b(?:hash(?:ed|es|ing)?|bcrypt|scrypt|md5\w*"
    r"|sha-?\d*\w*|pbkdf2|argon2\w*"
    r"|salted|phpass|encrypted|des ?crypt|ciphertext|3des)\b|\b(?:hash(?:ed|es)?|bcrypt|scrypt|md5|sha-?\d+|pbkdf2"
    r"|argon2|salted"
    r"|phpass|encrypted|scrambled|md5crypt|descrypt)\b[\w\s,/-]{0,40}?\b(?:passwords?|passcodes?|credentials)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:plain\s?-?text|clear\s?-?text|unencrypted|unhashed|in the clear|plain (?:format|passwords?)"
    r"|not (?:been )?(?:hashed|encrypted))\b",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"\b(?:not|never|n't)\s+(?:\w+\s+){0,3}(?:in\s+|as\s+)?(?:plain|clear)\s?-?text\b", re.IGNORECASE
)
_WHOLE = re.compile(r"\b(?:full|complete|entire|whole|unmasked|unredacted)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_ANSWER = re.compile(
    r"^\W*(?:a(?:nswer)?\s?[:.)]\s*)?(?:(?P<no>(?:also )?(?:no\b|none\b|not\b|never\b|nope\b|neither\b)"
    r"|(?:they|it|we|he|she|this|that|these|those) (?:do|did|does|was|were|is|are|has|have|could)(?:n't| not)\b)"
    r"|(?P<yes>yes\b|yeah\b|unfortunately yes|(?:they|it|these|those|that) (?:was|were|is"
    r"|are) (?:\w+ )?(?:affected|taken"
    r"|exposed|stolen|accessed|copied|included|among|leaked|read)\b))",
    re.IGNORECASE,
)


_FRAGMENT = 60  # code points of "Card numbers?"
_NONE_OF_THEM = re.compile(
    r"[^.?!]{0,60}\b(?:(?:not|never|n't)\b[^.?!]{0,40}\b(?:them|these|those|that data)|none (?:was|were)"
    r"|(?:they|these|those|it) (?:was|were|is|are|did|do)(?: not|n't| never))\b",
    re.IGNORECASE,
)
_SAFE = re.compile(r"\b(?:safe|secure|protected|unaffected)\b", re.IGNORECASE)
_MANY_THINGS = frozenset(  # a passport can be exposed where tax numbers are not
    {
        DataType.GOVERNMENT_IDS,
        DataType.USERNAMES_IDS,
        DataType.DEMOGRAPHIC,
        DataType.HEALTH_RECORDS,
        DataType.EMPLOYMENT_HR,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mention of a data type with what its sentence says of it."""

    term: Term
    status: DataStatus
    sentence: int
    retracted: bool = False
    explicit: bool = False  # said to be taken, or one of a list


def read_data_types(reading: Reading) -> None:
    """Fills `data_types` of a reading, one claim for each type."""
    findings = list(_findings(reading))
    hashed = _password_form(reading, known=any(f.term.type is DataType.PASSWORD_HASHES for f in findings))
    if hashed is not None:
        findings = [
            replace(f, term=replace(f.term, type=hashed))
            if f.term.type is DataType.PASSWORDS and f.status is not DataStatus.DENIED and "password" in f.term.words
            else f
            for f in findings
        ]
    best: dict[DataType, Finding] = {}
    for finding in findings:
        held = best.get(finding.term.type)
        if held is None or _outweighs(finding, held):
            best[finding.term.type] = finding
    if DataType.PASSWORD_HASHES in best and DataType.PASSWORDS in best and best[DataType.PASSWORDS].retracted:
        del best[DataType.PASSWORDS]  # "said that no passwords were taken, now admits that hashes were"
    for kind, finding in best.items():
        evidence = reading.sentence_evidence(finding.sentence, finding.term.start, finding.term.end)
        reading.data_types.append(DataTypeClaim(kind, finding.status, evidence))
        reading.note(f"{finding.status} {kind} ({finding.term.words})", evidence.quote)


def _outweighs(new: Finding, held: Finding) -> bool:
    """A denial beats a mention unless it tells what was said before; a fact beats a possibility."""
    if _distinct(new, held):
        return new.status is not DataStatus.DENIED
    if held.status is DataStatus.DENIED:
        return new.status is not DataStatus.DENIED and held.retracted and not new.retracted
    if new.status is DataStatus.DENIED:
        return not new.retracted
    return held.status is DataStatus.POSSIBLE and new.status is DataStatus.EXPOSED


def _distinct(one: Finding, other: Finding) -> bool:
    """Whether one is denied and the other, another thing of the same type, was taken (passports, not tax numbers)."""
    denied, told = (one, other) if one.status is DataStatus.DENIED else (other, one)
    if (
        denied.status is not DataStatus.DENIED
        or told.status is DataStatus.DENIED
        or denied.term.type not in _MANY_THINGS
    ):
        return False
    return told.explicit and not told.retracted and told.term.words != denied.term.words


def _findings(reading: Reading) -> Iterator[Finding]:
    governing: str | None = None
    block = -1
    named = _name_spans(reading)
    for index, sentence in enumerate(reading.sentences):
        if sentence.shape == "title":
            continue
        following = reading.sentences[index + 1].text if index + 1 < len(reading.sentences) else ""
        label = wording.heading_status(sentence.text)
        if label is None and index + 1 < len(reading.sentences) and reading.sentences[index + 1].shape == "item":
            label = "exposed" if wording.opens_list(sentence.text) else None
        answered = _answered(sentence.text, following)
        if answered is None and governing and label is None and _is_line_of_list(sentence, block):
            block = sentence.block
        elif answered is None and (sentence.shape == "heading" or (sentence.text.endswith(":") and label)):
            governing, block = label, sentence.block
        elif answered is None and _IN_LINE.match(sentence.text):
            governing, block = (label if _OF_DATA.match(sentence.text) else None), sentence.block - 1
        elif sentence.shape != "item" and sentence.block > block + _GAP:
            governing = None
        governs = governing if sentence.block > block or sentence.shape == "heading" else None
        governs = denial.row(sentence.text) or governs
        overruled = wording.is_overruled(following)
        yield from _in_sentence(sentence, index, answered or governs, named.get(index, []), overruled=overruled)


_GAP = 2  # lines from a heading to what it governs; one may be blank
_FEW = 16  # code points of a line that name no data
# Headings of a letter that was run together into one paragraph ("What Information Was Involved? Your name ...").
_IN_LINE = re.compile(r"(?:What|Which|Who|How|When|Where|Why)\b[^.?!,]{3,60}[.?]$")
_OF_DATA = re.compile(
    r"(?:What|Which) (?:(?:\w+ ){0,2}(?:information|data|details)\b|(?:was|were|is|did|has)\b[^?]{0,30}\b(?:involved"
    r"|affected|taken|exposed"
    r"|accessed|stolen|leaked|impacted|compromised|reach|get|see|have|hold|contain|know)\b)"
    r"|(?:What|Which)\b[^?]{0,30}(?:\bnot\b|n't\b)[^?]{0,20}\?",
    re.IGNORECASE,
)


def _is_line_of_list(sentence: Sentence, block: int) -> bool:
    """Whether a line without a mark is an item all the same: nothing but data, close below what governs it."""
    if sentence.shape != "heading" or sentence.block > block + _GAP or sentence.text.endswith(":"):
        return False
    words = sum(term.end - term.start for term in terms_in(sentence.text))
    return words > 0 and len(sentence.text) - words < _FEW


def _answered(text: str, following: str) -> str | None:
    """What a question's answer says of the data that the question names ("My password?" - "No.")."""
    if not text.endswith("?"):
        return None
    answer = _ANSWER.match(following)
    if answer is None:
        return "denied" if len(text) < _FRAGMENT and _NONE_OF_THEM.match(following) and not _SAFE.search(text) else None
    return "denied" if bool(answer["no"]) != bool(_SAFE.search(text)) else "exposed"


def _name_spans(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Where in each sentence names stand: "Payroll" in "Dunmere Payroll" is no data."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for candidate in reading.candidates:
        for mention in candidate.mentions:
            begin = reading.sentences[mention.sentence].start
            spans.setdefault(mention.sentence, []).append((mention.start - begin, mention.end - begin))
    return spans


def _in_sentence(
    sentence: Sentence, index: int, governing: str | None, names: list[tuple[int, int]], *, overruled: bool
) -> Iterator[Finding]:
    text = sentence.text
    terms = [term for term in terms_in(text) if is_told_of(term, text, names)]
    if not terms or (governing is None and (wording.is_warning(text) or text.endswith("?"))):
        return
    denied, listed = _denied(text, governing)
    unknown = denial.unknown_spans(text)
    advice = wording.advice_spans(text) if governing is None else []
    retracted, reversal = wording.is_retracted(text), wording.is_reversal(text)
    context = governing is not None or bool(_EXPOSED.search(text)) or len({t.type for t in terms}) >= _FLAT
    for position, term in enumerate(terms):
        negated = _within(term, denied)
        plain = sentence.shape == "item" or listed or (negated and " " in term.words)
        if not counts_as_data(term, position, terms, text, item=plain, negated=negated) or _within(term, unknown):
            continue
        moved = Term(term.type, sentence.start + term.start, sentence.start + term.end, term.words)
        if negated:
            part = bool(_WHOLE.search(text, max(0, term.start - 30), term.start))
            yield Finding(moved, DataStatus.DENIED, index, retracted or overruled or part)
        elif context and not (_within(term, advice) and (len(terms) < _MANY or not _STRONG.search(text))):
            status = DataStatus.POSSIBLE if wording.is_possible(text) else DataStatus.EXPOSED
            explicit = governing == "exposed" or len(terms) >= _FLAT or bool(_STRONG.search(text))
            yield Finding(moved, status, index, (retracted and not reversal) or overruled, explicit)


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
    return denial.denied_spans(text), governing is not None


def _password_form(reading: Reading, *, known: bool) -> DataType | None:
    """PASSWORD_HASHES where the text says that the passwords were hashed and none were plain."""
    words = ("password", "credential", "passcode")
    told = [s.text for s in reading.sentences if any(word in s.text.lower() for word in words)]
    plain = any(_PLAIN.search(_NOT_PLAIN.sub("", text)) for text in told)
    return DataType.PASSWORD_HASHES if (known or any(_HASHED.search(text) for text in told)) and not plain else None
