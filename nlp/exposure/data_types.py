"""Data types with their status: exposed, possible or denied."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from model.disclosure import DataTypeClaim, Evidence
from model.vocabulary import DataStatus, DataType
from nlp.exposure.mentions import Mention, mentions_of
from nlp.exposure.status import HASHED, weighed
from nlp.reading import LONGEST_QUOTE, Reading
from nlp.text.lexicon import Term
from nlp.text.patterns import late

_HASHED = re.compile(
    r"\b(?:passwords?|passcodes?|credentials?)\b[^.;]{0,70}?\b(?:hash(?:ed|es|ing)?|bcrypt|scrypt|md5\w*|sha(?:-?\d\w*)?"
    r"|pbkdf2|argon2\w*|salted|phpass|encrypted|des ?crypt|ciphertext|3des)\b|\b(?:hash(?:ed|es)?|bcrypt|scrypt|md5"
    r"|sha-?\d+|pbkdf2|argon2|salted|phpass|encrypted|scrambled|md5crypt|descrypt)\b[\w\s,/-]{0,40}?\b(?:passwords?"
    r"|passcodes?|credentials)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:plain\s?-?text|clear\s?-?text|unencrypted|unhashed|in the clear|plain (?:format|passwords?)"
    r"|not (?:been )?(?:hashed|encrypted)|no passwords (?:was|were|is|are) (?:hashed|encrypted))\b",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"\b(?:not|never|n't)\s+(?:\w+\s+){0,3}(?:in\s+|as\s+)?(?:plain|clear)\s?-?text\b", re.IGNORECASE
)
_MANY_THINGS = frozenset(  # a passport can be exposed where tax numbers are not
    {
        DataType.GOVERNMENT_IDS,
        DataType.USERNAMES_IDS,
        DataType.DEMOGRAPHIC,
        DataType.HEALTH_RECORDS,
        DataType.EMPLOYMENT_HR,
        DataType.PAYMENT_CARDS,  # numbers, but no security codes
        DataType.GENETIC,  # matches, but no raw data
        DataType.EDUCATION_RECORDS,
        DataType.FINANCIAL_RECORDS,
        DataType.INSURANCE,
        DataType.BUSINESS_DOCUMENTS,
        DataType.PHOTOS_MEDIA,
        DataType.ENCRYPTION_KEYS,
        DataType.AUTH_TOKENS,
        DataType.LOGS_USAGE_ANALYTICS,
        DataType.DEVICE_BROWSER_DATA,
        DataType.CUSTOMER_CONFIGURATION,
        DataType.PRIVATE_MESSAGES,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mention of a data type with what is said of it."""

    term: Term
    status: DataStatus
    sentence: int
    retracted: bool
    explicit: bool  # said to be taken, or one of a list
    signs: frozenset[str] = frozenset()  # of its mention
    people: frozenset[int] = frozenset()  # whose data, as places in `_PEOPLE`


def read_data_types(reading: Reading) -> None:
    """Fills `data_types` of a reading, one claim for each type."""
    mentions = list(mentions_of(reading))
    people = {index: _people(reading.sentences[index].text) for index in {m.sentence for m in mentions}}
    findings = [
        replace(_finding(mention, status), people=people[mention.sentence])
        for mention, status in zip(mentions, weighed(mentions, reading.tagged), strict=True)
        if status is not None
    ]
    findings = _with_form(findings)
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
        evidence = _quoted(reading, finding)
        reading.data_types.append(DataTypeClaim(kind, finding.status, evidence))
        reading.note(f"{finding.status} {kind} ({finding.term.words})", evidence.quote)


def _with_form(findings: list[Finding]) -> list[Finding]:
    """The findings; those of passwords that lay hashed unless these were spared, or nothing was taken with them."""
    others = [f for f in findings if not HASHED & f.signs]
    taken = {f.status for f in others if f.status is not DataStatus.DENIED}
    if any(f.term.type is DataType.PASSWORDS and f.status is DataStatus.DENIED and not f.retracted for f in others):
        return others
    if not taken:  # "passwords were hashed" tells of them, "are hashed" of the rule
        return [f for f in findings if "rule_hashes" not in f.signs]
    status = DataStatus.EXPOSED if DataStatus.EXPOSED in taken else DataStatus.POSSIBLE
    return [replace(f, status=status) if HASHED & f.signs else f for f in findings]


def _quoted(reading: Reading, finding: Finding) -> Evidence:
    """The sentence of a finding; of a denial that the next one takes back both."""
    found = reading.sentence_evidence(finding.sentence, finding.term.start, finding.term.end)
    if "taken_back" not in finding.signs:
        return found
    after = reading.sentences[finding.sentence + 1]
    return reading.evidence(found.start, after.end) if after.end - found.start <= LONGEST_QUOTE else found


def _outweighs(new: Finding, held: Finding) -> bool:
    """A denial beats a mention unless it tells what was said before; a fact beats a possibility.

    Where a denial was taken back, what says plainly that they were taken beats it.
    """
    if _distinct(new, held):
        return new.status is not DataStatus.DENIED
    if held.status is DataStatus.DENIED:
        return new.status is not DataStatus.DENIED and held.retracted and not new.retracted
    if new.status is DataStatus.DENIED:
        return not new.retracted
    if new.status is not DataStatus.EXPOSED:
        return False
    return held.status is DataStatus.POSSIBLE or ("rule_reversed" in held.signs and "rule_reversed" not in new.signs)


def _distinct(one: Finding, other: Finding) -> bool:
    """Whether one is denied and the other, another thing of the same type, was taken (passports, not tax numbers)."""
    denied, told = (one, other) if one.status is DataStatus.DENIED else (other, one)
    if denied.status is not DataStatus.DENIED or told.status is DataStatus.DENIED or told.retracted:
        return False
    others = denied.people == _STAFF if not told.people else denied.people and not denied.people & told.people
    if others:
        return told.explicit  # the numbers of staff, but not those of students
    if denied.term.type is DataType.PASSWORDS:
        return told.explicit and _secret(told.term.words) != _secret(denied.term.words)
    if denied.term.type is DataType.NAMES:  # first names, but no surnames
        return told.explicit and ("surname" in denied.term.words or "last name" in denied.term.words)
    if denied.term.type not in _MANY_THINGS:
        return False
    return told.explicit and told.term.words != denied.term.words and not _AT_LARGE.fullmatch(denied.term.words)


_AT_LARGE = late(  # words for all that a type holds: who denies them denies the rest
    r"(?:business|company|confidential|corporate|education(?:al)?|financial|insurance|internal)"
    r" (?:data|details?|documents?|files?|information|records?)"
    r"|documents?|images?|keys?|logs?|messages?|photos?|pictures?|tokens?|videos?"
)


def _secret(words: str) -> str:
    """Which of the secrets that count as passwords: a security answer and a PIN are none."""
    return next((kind for kind, pattern in _SECRETS if pattern.search(words)), "")


_SECRETS = (
    ("answer", re.compile(r"\b(?:questions?|answers?|hints?|memorable|security (?:word|phrase))\b")),
    ("pin", re.compile(r"\bpins?\b")),
)
_PEOPLE = tuple(
    re.compile(rf"\b(?:{people})\b", re.IGNORECASE)
    for people in (
        "students?|pupils?",
        "employees?|staff|workers?|personnel|faculty|teachers?",
        "customers?|clients?|users?|members?|subscribers?|guests?|shoppers?|consumers?|passengers?|policyholders?",
        "patients?",
        "donors?",
        "applicants?|candidates?",
        "parents?|guardians?",
    )
)


_STAFF = frozenset({1})  # its place


def _people(text: str) -> frozenset[int]:
    """Whose data a sentence speaks of."""
    return frozenset(place for place, pattern in enumerate(_PEOPLE) if pattern.search(text))


def _finding(mention: Mention, status: DataStatus) -> Finding:
    retracted = mention.withdrawn[0 if status is DataStatus.DENIED else 1]
    return Finding(mention.term, status, mention.sentence, retracted, mention.explicit, mention.signs)


def _password_form(reading: Reading, *, known: bool) -> DataType | None:
    """PASSWORD_HASHES where the text says that the passwords were hashed and none were plain."""
    words = ("password", "credential", "passcode")
    told = [s.text for s in reading.sentences if any(word in s.text.lower() for word in words)]
    plain = any(_PLAIN.search(_NOT_PLAIN.sub("", text)) for text in told)
    return DataType.PASSWORD_HASHES if (known or any(_HASHED.search(text) for text in told)) and not plain else None
