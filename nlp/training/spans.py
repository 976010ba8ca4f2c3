"""Character spans for the tagger: CASIE's own, and weak ones from names, lists and plain patterns."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from nlp.sentences import split
from nlp.training.sets import Record, read, whole
from nlp.training.texts import documents

_PLAIN: Final = 0.25  # of the sentences without a label
_SHORTEST: Final = 8
IGNORE: Final = "IGNORE"  # tokens that a set does not label either way
Span = tuple[int, int, str]

_CASIE: Final = {
    "compromised_data": "DATA", "not_affected": "DATA", "n_records": "NUM", "n_victims": "NUM", "attackers": "ACTOR",
    "time": "TIME",
}  # fmt: skip
_WORDY: Final = 8  # words above which a victim is described, not named
_PRONOUNS: Final = ("It", "They", "We", "Our", "Its", "Their", "He", "She", "Who", "That", "This")

_NOMINAL = re.compile(
    r"\b(?:the|its|this|that|a|an)\s+(?:\w+\s+)?(?:company|firm|hospital|university|site|website|service|"
    r"clinic|bank|city|school|"
    r"district|college|organi[sz]ation|agency|retailer|provider|chain|forum|platform|insurer|department|airline)\b",
    re.IGNORECASE,
)
_CAPITALS = r"(?:(?:[A-Z][\w&.'-]*|of|and|&|for)\s?){0,4}[A-Z][\w&-]*"
_BYSTANDER = re.compile(
    rf"(?i:researchers? (?:at|from|with)|told|according to|reported by|first reported (?:by|in)|"
    rf"security (?:firm|company|vendor)|"
    rf"analysts? (?:at|from)|experts? (?:at|from)|interview with|hired|spokes\w+ for the) (?:the )?({_CAPITALS})"
)
_ITEM = (
    r"(?:(?:e-?mail|IP|physical|home|mailing|postal|billing|street|delivery|email and IP|user|account|customer|"
    r"patient|member|employee|plain ?text|hashed|salted|encrypted|bcrypt|MD5|SHA-?1|full|first|last|unique|medical|"
    r"financial|clinical|health|treatment|insurance|demographic|claims|personal|other|limited|"
    r"partial)[ ,/]+(?:and )?)*"
    r"(?:addresses|address|names?|usernames?|passwords?(?: (?:hashes|stored as [\w-]+(?: \w+)?))?|password hashes|"
    r"dates? of birth|birth ?dates|birthdays|phone numbers?|telephone numbers?|social security numbers?|SSNs?|"
    r"credit cards?(?: numbers?| information| data)?|debit card numbers?|card numbers?|"
    r"bank account(?: numbers?| information| details)|"
    r"driver'?s'? licen[sc]e(?: numbers?)?|passport(?: numbers?)?|genders?|ages?|nationalit\w+|"
    r"marital statuses|ethnicit\w+|"
    r"diagnos\w+|medications?|lab(?:oratory)? results|treatment information|medical records?(?: numbers?)?|"
    r"medical information|"
    r"health information|health insurance information|insurance information|financial information|"
    r"clinical information|"
    r"private messages|chat logs?|geographic locations?|locations|purchases|purchase histor\w+|salar\w+|"
    r"job titles|employers|"
    r"photos|profile photos|security questions(?: and answers)?|W-2 forms|tax (?:forms|records|"
    r"information)|account numbers?|"
    r"identification numbers|avatars|spoken languages|time zones|social media profiles|device information|"
    r"user agents?|"
    r"personal(?:ly identifiable)? information|personal data|protected health information|"
    r"patient (?:records|data|information)|"
    r"customer (?:records|data|information)|source code|internal documents|credentials|bios?|biographies)"
)
_DATA = re.compile(rf"\b{_ITEM}\b", re.IGNORECASE)
_PEOPLE = (
    r"people|persons|patients|individuals|customers|users|accounts|records|members|employees|students|"
    r"subscribers|residents|"
    r"clients|players|rows|guests|passengers|voters|taxpayers|veterans|donors|email addresses|households|"
    r"policyholders|citizens"
)
_NUMBER = re.compile(
    rf"\b((?:\d[\d,.]*\d|\d)(?:\s?(?:million|billion|thousand|[MkK]))?)(?=\s+(?:(?:unique|current|former|"
    rf"new|registered|of its|of|"
    rf"its|other|adult|affected|potential|user|customer|patient|credit card|health plan)\s+){{0,3}}(?:{_PEOPLE})\b)"
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_TIME = re.compile(
    rf"\b(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? (?:19|20)\d\d)?\b(?!\s[A-Z]\w+\s(?:said|says))|"
    r"\b(?:(?:early|late|mid)[ -])?20[012]\d\b|\b(?:last (?:week|month|year)|yesterday)\b|"
    r"\b(?:on )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence with its spans (start, end, label) in code points, ordered and disjoint."""

    text: str
    spans: tuple[Span, ...] = field(default=())
    origin: str = ""


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """In order, without overlaps; what comes first in the argument wins."""
    kept: list[Span] = []
    for span in spans:
        if span[0] < span[1] and all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)


def cut(text: str, spans: Iterable[Span], origin: str, title_length: int = 0) -> Iterator[Labelled]:
    """The sentences of a document, each with the spans inside it."""
    ordered = disjoint(spans)
    for sentence in split(text, title_length):
        inside = tuple(
            (max(start, sentence.start) - sentence.start, min(end, sentence.end) - sentence.start, label)
            for start, end, label in ordered
            if start < sentence.end and end > sentence.start
        )
        yield Labelled(sentence.text, inside, origin)


def casie(records: list[Record]) -> Iterator[Labelled]:
    """CASIE's spans; every other mention of a breached name in its document counts too."""
    for record in records:
        title = str(record.get("title") or "")
        base = len(title) + 1 if title else 0
        text, given = whole(record), record["spans"]
        spans: list[Span] = []
        for key, label in _CASIE.items():
            spans += [(s["start"] + base, s["end"] + base, label) for s in given[key]
                      if key != "not_affected" or s["type"] == "Data"]  # fmt: skip
        victims = [s for s in given["victims"] if s["type"] == "Organization"]
        names = [n for n in record.get("breached") or [] if _is_name(n)]
        found = list(_mentions(text, names, "BREACHED"))
        found += [_victim(s["start"] + base, s["end"] + base, s["text"]) for s in victims]
        weak = [(m.start(1), m.end(1), "BYSTANDER") for m in _BYSTANDER.finditer(text)]
        yield from cut(text, [*found, *spans, *weak], "casie", len(title))


def _victim(start: int, end: int, text: str) -> Span:
    return start, end, "BREACHED" if _is_name(text) else "VICTIM"


def _is_name(text: str) -> bool:
    words = re.sub(r"^(?:the|a|an|its|their|our)\s+", "", text, flags=re.IGNORECASE).split()
    return 0 < len(words) <= _WORDY and any(c.isupper() for c in words[0]) and text not in _PRONOUNS


_SUFFIX = re.compile(
    r"[ ,]+(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|sa|p\.?c|group)\.?$",
    re.IGNORECASE,
)


def _mentions(text: str, names: Iterable[str], label: str) -> Iterator[Span]:
    for name in sorted({n.strip() for n in names if n and len(n.strip()) > 1}, key=lambda n: (-len(n), n)):
        bare = re.sub(r"\s*\([^)]*\)", "", name)
        bare = re.sub(r"^(?:the|a) ", "", _SUFFIX.sub("", _SUFFIX.sub("", bare)), flags=re.IGNORECASE).strip(" ,.")
        if len(bare) < 2:  # noqa: PLR2004 - one letter is no name
            continue
        flags = re.IGNORECASE if len(bare) > 4 else 0  # noqa: PLR2004 - acronyms keep their capitals
        for match in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text, flags):
            yield match.start(), match.end(), label


def _short(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Initials of a name are the name; its first word alone is left open."""
    for name in names:
        words = re.findall(r"\b[A-Z]\w*", name)
        initials = "".join(word[0] for word in words)
        if len(initials) > 2:  # noqa: PLR2004 - two letters are too common
            yield from _mentions(text, [initials], "BREACHED")
        if len(words) > 1 and len(words[0]) > 3:  # noqa: PLR2004
            yield from ((start, end, IGNORE) for start, end, _ in _mentions(text, [words[0]], IGNORE))


def _weak(text: str, *, ignore_nominals: bool = True) -> list[Span]:
    spans = [(m.start(1), m.end(1), "NUM") for m in _NUMBER.finditer(text)]
    spans += [(m.start(), m.end(), "DATA") for m in _DATA.finditer(text)]
    spans += [(m.start(), m.end(), "TIME") for m in _TIME.finditer(text)]
    spans += [(m.start(1), m.end(1), "BYSTANDER") for m in _BYSTANDER.finditer(text)]
    if ignore_nominals:
        spans += [(m.start(), m.end(), IGNORE) for m in _NOMINAL.finditer(text)]
    return spans


def vcdb(records: list[Record]) -> Iterator[Labelled]:
    """Every mention of the named victim and of downstream victims; the rest by patterns."""
    for record in records:
        text = str(record["text"])
        found = [*_mentions(text, record.get("breached") or [], "BREACHED"),
                 *_mentions(text, record.get("affected_downstream") or [], "DOWNSTREAM")]  # fmt: skip
        found += _short(text, record.get("breached") or [])
        if found:
            yield from cut(text, [*found, *_weak(text)], "vcdb")


def hibp(records: list[Record]) -> Iterator[Labelled]:
    """The named organisation and its domain; the rest by patterns."""
    for record in records:
        text = str(record["text"])
        names = [*(record.get("breached") or []), record.get("domain") or ""]
        yield from cut(text, [*_mentions(text, names, "BREACHED"), *_weak(text)], "hibp")


_BA_NAMED = re.compile(rf"[Bb]usiness associate(?: \(BA\))?, ({_CAPITALS}(?:, (?:Inc|LLC|Corp)\.?)?)")
_ENTITY = re.compile(r"\b(?:[Tt]he )?(?:covered entity(?: \(CE\))?|CE|BA|business associate(?: \(BA\))?)\b")


def hhs(records: list[Record]) -> Iterator[Labelled]:
    """The filer is breached, or downstream where a business associate is named."""
    for record in records:
        text = str(record["text"])
        associates = [(m.start(1), m.end(1), "BREACHED") for m in _BA_NAMED.finditer(text)]
        filer = list(_mentions(text, [record["filer"]], "DOWNSTREAM" if associates else "BREACHED"))
        nominal = [(m.start(), m.end(), "VICTIM") for m in _ENTITY.finditer(text)]
        if filer or associates:
            yield from cut(text, [*associates, *filer, *nominal, *_weak(text, ignore_nominals=False)], "hhs")


def own(rng: random.Random, copies: int) -> Iterator[Labelled]:
    """Our own texts."""
    for document in documents(rng, copies):
        yield from cut(document.whole, document.spans, "own", len(document.title))


def labelled(data: Path, rng: random.Random, share: float = 1.0, copies: int = 6) -> list[Labelled]:
    """Training sentences: all of CASIE with a label and some without, `share` of the weak sets, our own."""
    hhs_records = read(data, "hhs_train")
    strong = [s for s in casie(read(data, "casie_train")) if s.spans or rng.random() < _PLAIN]
    weak = [
        *vcdb(read(data, "vcdb_train")),
        *hibp(read(data, "hibp_train")),
        *hhs(rng.sample(hhs_records, min(350, len(hhs_records)))),
    ]
    weak = [s for s in weak if rng.random() < (share if s.spans else share * _PLAIN)]
    return [s for s in (*strong, *weak, *own(rng, copies)) if len(s.text) > _SHORTEST]
