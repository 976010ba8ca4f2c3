"""Data types with their status: exposed, possible or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.disclosure import DataTypeClaim
from model.vocabulary import DataStatus, DataType
from nlp import denial
from nlp.lexicon import Term, data_terms, load
from nlp.reading import Reading
from nlp.sentences import Sentence

_EXPOSED = re.compile(
    r"\b(?:expos\w*|stolen|stole|steal\w*|theft|leak\w*|access\w*|compromis\w+|breach\w*|includ\w*"
    r"|contain\w*|taken|took|take|exfiltrat\w*|obtain\w*|acquir\w*|download\w*|copied|dump\w*|publish\w*"
    r"|posted|sold|for sale|on sale|scrap\w+|harvest\w*|involv\w*|"
    r"affect\w*|impact\w*|disclos\w*|reveal\w*|lost|hack\w*|view\w*|visible|viewable|available|consist\w*"
    r"|compris\w*|collected|gathered|captured|alongside|along with|as well as|swiped|siphon\w*|lift\w*"
    r"|touched|read|quer(?:y|ied)|opened|cloned|left|put a|speak of|cite[sd]?|unprotected|unsecured|"
    r"gone|out|records? of|in the (?:hands|clear)|listed|held|saved|stored|had|have|were also|files? with"
    r"|data (?:of|on|including|such as)|information (?:of|on|including|such as)|personal|sensitive"
    r"|particulars|details|emailed|mailed|sent|attributes|fields|present|found)\b",
    re.IGNORECASE,
)
_BARE_ADDRESS = re.compile(
    r"\b(?P<kind>physical|postal|home|mailing|street|residential|billing|shipping|delivery|ip|e-?mail|work"
    r"|mac)(?=s?(?:\s*(?:,|/|&|\band\b|\bor\b)[^.;:()]{0,60}?)\baddress)",
    re.IGNORECASE,
)
_KINDS = {
    "ip": DataType.IP_ADDRESSES,
    "email": DataType.EMAIL_ADDRESSES,
    "e-mail": DataType.EMAIL_ADDRESSES,
    "mac": DataType.DEVICE_BROWSER_DATA,
}
_NUMBER_HEAD = re.compile(
    r"\b(?P<kind>social security|passport|driver'?s?'? licen[sc]e|driving licen[sc]e|phone|telephone"
    r"|mobile|fax|bank account|credit card|account|routing|tax|medical record)(?=s?\s*(?:,|/|&|\band\b"
    r"|\bor\b)[^.;:()]{0,60}?\bnumbers?\b)",
    re.IGNORECASE,
)
_NUMBER_KINDS = {
    "phone": DataType.PHONE_NUMBERS,
    "telephone": DataType.PHONE_NUMBERS,
    "mobile": DataType.PHONE_NUMBERS,
    "fax": DataType.PHONE_NUMBERS,
    "bank account": DataType.BANK_ACCOUNTS,
    "credit card": DataType.PAYMENT_CARDS,
    "account": DataType.BANK_ACCOUNTS,
    "routing": DataType.BANK_ACCOUNTS,
    "medical record": DataType.HEALTH_RECORDS,
}
_HASHED = re.compile(
    r"\b(?:passwords?|passcodes?|credentials?)\b[^.;]{0,70}?\b(?:hash(?:ed|es|ing)?|bcrypt|scrypt|md5\w*"
    r"|sha-?\d*\w*|pbkdf2|argon2\w*|salted|phpass|encrypted|des ?crypt|ciphertext|3des)\b|\b(?:hash(?:ed"
    r"|es)?|bcrypt|scrypt|md5|sha-?\d+|pbkdf2|argon2|salted|phpass|encrypted|scrambled|md5crypt"
    r"|descrypt)\b[\w\s,/-]{0,40}?\b(?:passwords?|passcodes?|credentials)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:plain\s?-?text|clear\s?-?text|unencrypted|unhashed|in the clear|plain (?:format|passwords?)|not"
    r" (?:hashed|encrypted))\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:us(?:ed?|ing)|with|via|through|by means of|thanks to|reus(?:ed|ing)|log(?:ged|ging)? in(?:to)?"
    r" [\w\s]{0,30}with|rotat\w+|revok\w+|invalidat\w+|reset|chang\w+|guess\w*|credential[- ]stuffing"
    r"|test(?:ed)?|stuffing|without|phished|compromised|stolen|harvested|tricked [\w\s]{0,30}into"
    r" [\w\s]{0,20})\s+(?:(?:a|an|the|its|their|his|her|an?other|stolen|compromised|leaked|valid|reused"
    r"|employee|employee's|user|login|admin\w*|phished|same|weak|default|previously|harvested"
    r"|service-account|contractor's|of|some|over|[\d,]+)\s+){0,4}$",
    re.IGNORECASE,
)
_AS_MEANS = re.compile(
    r"^\s+(?:(?:that|which) (?:were|was|had been) )?(?:harvested|obtained (?:by|from|through)|stolen (?:by"
    r"|from|in|through)|left over|reused|phished|to (?:access|log|gain|get|enter|break)|were rotated|was"
    r" rotated|were reset|used to)\b",
    re.IGNORECASE,
)
_GLUE = re.compile(r"[,;/&(\u2022]|\b(?:and|or|with|alongside|including|plus|as well as|such as)\b", re.IGNORECASE)
_NOT_DATA = re.compile(
    r"\b(?:an?|this|the|by|via|our|in an?|sent|through|phishing|business|receiv\w+|this|per)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mention of a data type with what its sentence says of it."""

    term: Term
    status: DataStatus
    sentence: int
    retracted: bool = False


def read_data_types(reading: Reading) -> None:
    """Fills `data_types` of a reading, one claim for each type."""
    findings = list(_findings(reading))
    hashed = _password_form(reading)
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
    for kind, finding in best.items():
        evidence = reading.sentence_evidence(finding.sentence, finding.term.start, finding.term.end)
        reading.data_types.append(DataTypeClaim(kind, finding.status, evidence))
        reading.note(f"{finding.status} {kind} ({finding.term.words})", evidence.quote)


def _outweighs(new: Finding, held: Finding) -> bool:
    """A denial beats a mention unless it tells what was said before; a fact beats a possibility."""
    if held.status is DataStatus.DENIED:
        return new.status is not DataStatus.DENIED and held.retracted and not new.retracted
    if new.status is DataStatus.DENIED:
        return not new.retracted
    return held.status is DataStatus.POSSIBLE and new.status is DataStatus.EXPOSED


def _findings(reading: Reading) -> Iterator[Finding]:
    governing: str | None = None
    block = -1
    named = _name_spans(reading)
    for index, sentence in enumerate(reading.sentences):
        if sentence.shape == "title":
            continue
        label = denial.heading_status(sentence.text)
        if sentence.shape == "heading" or (sentence.text.endswith(":") and label):
            governing, block = label, sentence.block
        elif sentence.shape != "item" and sentence.block > block + 1:
            governing = None
        governs = governing if sentence.block > block or sentence.shape == "heading" else None
        following = reading.sentences[index + 1].text if index + 1 < len(reading.sentences) else ""
        yield from _in_sentence(sentence, index, governs, named, overruled=denial.is_overruled(following))


def _name_spans(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Where in each sentence names stand: "Payroll" in "Dunmere Payroll" is no data."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for candidate in reading.candidates:
        for mention in candidate.mentions:
            begin = reading.sentences[mention.sentence].start
            spans.setdefault(mention.sentence, []).append((mention.start - begin, mention.end - begin))
    return spans


def _is_told_of(term: Term, text: str, names: list[tuple[int, int]]) -> bool:
    """Whether a term means data: it is no part of a name, and not what a supplier is named for."""
    width = term.end - term.start
    if any(begin <= term.start and term.end <= end and end - begin > width + 1 for begin, end in names):
        return False
    return not _SUPPLIER_OF.match(text[term.end :])


_SUPPLIER_OF = re.compile(
    r"^(?:[ -](?:data|software|cloud|technology|hosting|processing|management))?[ -](?:providers?|vendors?|suppliers?"
    r"|platforms?|compan(?:y|ies)|firms?|processors?|contractors?|tools?|software|apps?|agenc(?:y|ies)|desks?|teams?"
    r"|departments?|portals?|servers?|systems?|services?|bureaus?|partners?|specialists?|giants?|startups?|makers?)\b"
    r"(?!\s+(?:records?|data|information|logs?|tickets?|history|details?)\b)",
    re.IGNORECASE,
)


def _in_sentence(
    sentence: Sentence, index: int, governing: str | None, named: dict[int, list[tuple[int, int]]], *, overruled: bool
) -> Iterator[Finding]:
    text = sentence.text
    terms = [term for term in _terms(text) if _is_told_of(term, text, named.get(index, []))]
    if not terms or (governing is None and denial.is_warning(text)):
        return
    denied = [(0, len(text))] if governing == "denied" else denial.denied_spans(text)
    own = denial.DENY_HEADING.match(text)
    if own and ":" in own.group():
        denied = [(own.end(), len(text))]
    advice = denial.is_advice(text) and governing is None
    retracted = denial.is_retracted(text)
    reversal = denial.is_reversal(text)
    context = governing is not None or bool(_EXPOSED.search(text)) or len({t.type for t in terms}) > 2  # noqa: PLR2004 a small number or a flat list of rules reads best in place
    for position, term in enumerate(terms):
        negated = any(begin <= term.start < end for begin, end in denied)
        plain = sentence.shape == "item" or governing is not None or (negated and " " in term.words)
        if not _counts(term, position, terms, text, item=plain):
            continue
        moved = Term(term.type, sentence.start + term.start, sentence.start + term.end, term.words)
        if negated:
            yield Finding(moved, DataStatus.DENIED, index, retracted or overruled)
        elif context and not (advice and (len(terms) < _MANY or not _STRONG.search(text))):
            possible = denial.is_possible(text)
            status = DataStatus.POSSIBLE if possible else DataStatus.EXPOSED
            yield Finding(moved, status, index, (retracted and not reversal) or overruled)


_SHORT_ITEM = 60  # code points of a list item that is nothing but data
_MANY = 4  # types in one sentence that outweigh words of advice in it
_STRONG = re.compile(
    r"\b(?:expos\w*|stol\w+|leak\w*|access(?:ed|ible)|compromis\w+|breach\w*|includ\w*|contain\w*|taken"
    r"|exfiltrat\w*|obtain\w*|dump\w*|scrap\w+|involv\w*|affect\w*)\b",
    re.IGNORECASE,
)


def _terms(text: str) -> list[Term]:
    terms = data_terms(text)
    covered = {term.start for term in terms}
    for match in _BARE_ADDRESS.finditer(text):
        kind = _KINDS.get(match["kind"].lower(), DataType.PHYSICAL_ADDRESSES)
        if match.start() not in covered:
            terms.append(Term(kind, match.start(), match.end(), match["kind"].lower() + " address"))
    terms += [
        Term(DataType.PHONE_NUMBERS, t.start, t.end, "contact information")
        for t in terms
        if t.words in ("contact information", "contact data")
    ]
    for match in _NUMBER_HEAD.finditer(text):
        kind = _NUMBER_KINDS.get(match["kind"].lower(), DataType.GOVERNMENT_IDS)
        if match.start() not in covered:
            terms.append(Term(kind, match.start(), match.end(), match["kind"].lower() + " number"))
    return sorted(_without_shared_heads(terms, text), key=lambda term: term.start)


def _without_shared_heads(terms: list[Term], text: str) -> Iterator[Term]:
    """In "email and IP addresses" the bare head "addresses" is no postal address."""
    for term in terms:
        if term.words == "address" and re.search(
            r"\b(?:ip|e-?mail|mac|web|wallet|bitcoin|internet protocol|url|site|crypto\w*|btc|eth)s?\s+$",
            text[: term.start],
            re.IGNORECASE,
        ):
            continue
        yield term


def _weak() -> frozenset[str]:
    return frozenset(load("weak_terms")["terms"])


def _counts(term: Term, position: int, terms: list[Term], text: str, *, item: bool) -> bool:
    left = text[max(0, term.start - 70) : term.start]
    if term.type is DataType.PASSWORDS and (_MEANS.search(left) or _AS_MEANS.match(text[term.end :])):
        return False
    if term.words not in _weak():
        return True
    if item and (len(text) < _SHORT_ITEM or " " in term.words):
        return True
    if (
        term.words in ("email", "phone", "telephone")
        and _NOT_DATA.search(left)
        and text[term.end : term.end + 1] != ","
    ):
        return False
    if _SUBJECT.match(text[term.end :]) or _OBJECT.search(left):
        return True
    before, after = (
        terms[position - 1] if position else None,
        terms[position + 1] if position + 1 < len(terms) else None,
    )
    return any(
        other is not None and other.type is not term.type and _listed(text, term, other) for other in (before, after)
    )


_SUBJECT = re.compile(
    r"^\s+(?:were|was|had been|have been|may have been|has been|may be)\s+(?:also\s+|not\s+|n't\s+)?"
    r"(?:stolen|exposed|leaked|accessed|taken|compromised|exfiltrated|obtained|affected|involved|included)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:stole|exposed|leaked|exfiltrated|obtained|dumped)\s+(?:the\s+|their\s+|its\s+)?$", re.IGNORECASE
)


def _listed(text: str, one: Term, other: Term) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    gap = text[first.end : second.start]
    return len(gap) < _LONGEST_GAP and bool(_GLUE.search(gap)) and not _NO_LIST.search(gap)


_LONGEST_GAP = 34
_NO_LIST = re.compile(r"\.|\b(?:was|were|is|are|had|has|have|says|said|then|who|but|after|when)\b", re.IGNORECASE)


def _password_form(reading: Reading) -> DataType | None:
    """PASSWORD_HASHES where the text says that the passwords were hashed and none were plain."""
    told = [
        s.text
        for s in reading.sentences
        if "password" in s.text.lower() or "credential" in s.text.lower() or "passcode" in s.text.lower()
    ]
    if any(_HASHED.search(text) for text in told) and not any(_PLAIN.search(text) for text in told):
        return DataType.PASSWORD_HASHES
    return None
