"""What a name is in the document: subject of the headline or the first sentence, "the hospital" later on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from nlp.parties.aside import is_aside
from nlp.parties.candidates import Candidate, Mention, fold_name
from nlp.parties.kinds import ITS_BREACH
from nlp.parties.responders import is_authority, is_helped, is_of_state, looks_into, responds
from nlp.parties.tellers import has_leaked, tells_of_a_leak
from nlp.text.lexicon import load
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_HEADS = re.compile(
    r"\b[Tt]he (?P<head>hospital|clinic|university|college|school|district|bank|agency|department|ministry|city|county|"
    r"state|council|airline|hotel|library|church|insurer|retailer|company|firm|organi[sz]ation|website|site|service|"
    r"health system|practice|provider|centre|center)\b"
)
_CLASS = {
    "hospital": "hospital|medical|health|clinic|infirmary", "clinic": "clinic|medical|dental|health",
    "university": "university|college|institute", "college": "college|university",
    "school": "school|schools|academy|isd",
    "district": "district|schools|isd", "bank": "bank|bancorp|banking|financial|trust", "city": "city|town",
    "agency": "agency|administration|service|bureau|department|authority", "department": "department|dept|ministry",
    "ministry": "ministry|department", "county": "county", "state": "state|department", "council": "council|borough",
    "airline": "air|airlines|airways",
    "hotel": "hotel|hotels|resort|inn", "library": "library", "church": "church|diocese",
    "insurer": "insurance|health|mutual|assurance|life|blue", "health system": "health|healthcare|hospital|medical",
    "practice": "medical|dental|associates|dermatology|clinic|physicians|pediatrics|orthopedics|eye",
    "provider": "health|healthcare|care", "centre": "centre|center", "center": "center|centre",
}  # fmt: skip
_HIT = (
    "r_suffered",
    "r_lost",
    "r_says_event",
    "r_says_entered",
    "r_event_noun",
    "l_event_at",
    "l_verb_object",
    "l_from",
)
_SITE = re.compile(r".*\s[|\u2013\u2014\u2022-]\s(?P<site>[^|\u2013\u2014\u2022]{2,40})")  # at a title's end
_OURS = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_MANY = 8
_FRONT = 6  # code points before a subject: an article, a quotation mark


def of_kind(head: str, name: str) -> bool:
    """Whether a name is that of a `head`, such as "council"."""
    kind = _class(head)
    return kind is not None and kind.search(name) is not None


@cache
def _class(head: str) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{_CLASS[head]})\b", re.IGNORECASE) if head in _CLASS else None


@cache
def _products() -> frozenset[str]:
    return frozenset(fold_name(str(name)) for name in load("products")["products"])


def in_context(candidates: Sequence[Candidate], sentences: Sequence[Sentence], found: Sequence[Counter[str]]) -> None:
    """Adds to what was found around each candidate what its place among the others says."""
    heads = Counter(m["head"].lower() for s in sentences[:60] for m in _HEADS.finditer(s.text))
    most = max((len(c.mentions) for c in candidates), default=0)
    site = _site(sentences)
    first = next((i for i, s in enumerate(sentences) if s.shape != "title"), -1)
    for candidate, row in zip(candidates, found, strict=True):
        mentions = candidate.mentions
        titled = any(sentences[m.sentence].shape == "title" for m in mentions)
        opens = any(m.sentence == first and m.start - sentences[first].start <= _FRONT for m in mentions[:3])
        hit = any(row[name] for name in _HIT)
        row["title_hit"], row["opens"], row["opens_hit"] = int(titled and hit), int(opens), int(opens and hit)
        row["lead_hit"] = int(hit and bool(row["lead"]))
        row["never_hit"] = int(not hit)
        row["untitled"] = int(bool(sentences) and sentences[0].shape != "title")
        row["crowded"] = int(len(candidates) > _MANY)
        row["most"] = int(len(mentions) == most > 1)
        row["the_head"] = int(any(of_kind(head, candidate.name) for head in heads))
        row["site"] = int(bool(site) and candidate.key == site)  # of a vendor's page its own name, else who reports
        row["product_name"] = int(candidate.key in _products())
        row["sister"] = int(all(_OWNS.search(_before(m.start, sentences[m.sentence])) for m in mentions))
        row["outage"] = int(all(_OUTAGE.search(_before(m.start, sentences[m.sentence])) for m in mentions))
        row["aside"] = int(all(_is_aside(m.start, m.end, sentences[m.sentence]) for m in mentions))
        row["tells"] = int(all(tells_of_a_leak(_after(m.end, sentences[m.sentence])) for m in mentions))
        row["leaked"] = int(
            not row["product_name"] and any(_has_leaked(m, sentences[m.sentence]) for m in mentions[:6])
        )
        row["its_breach"] = int(all(_its_breach(m.start, m.end, sentences[m.sentence]) for m in mentions))
        row["responder"] = int(any(_responds(m.start, m.end, sentences[m.sentence]) for m in mentions[:6]))
        row["helped"] = int(any(_is_helped(m.start, m.end, sentences[m.sentence]) for m in mentions[:6]))
        office = row["list_authorities"] or is_authority(candidate.name)
        row["looks_into"] = int(
            all(_looks_into(m.start, m.end, sentences[m.sentence], known=bool(office)) for m in mentions)
        )
        row["employer"] = int(any(_employs(m.start, m.end, sentences[m.sentence]) for m in mentions[:6]))


def _site(sentences: Sequence[Sentence]) -> str:
    """The site that a title ends with, where the page does not speak of itself: "Clinic Hacked | Harrow Gazette"."""
    title = sentences[0].text if sentences and sentences[0].shape == "title" else ""
    found = _SITE.fullmatch(title)
    if not found or any(_OURS.search(sentence.text) for sentence in sentences[1:40]):
        return ""
    return fold_name(found["site"])


_STAFF = (
    r"(?:employees?|workers?|nurses?|doctors?|physicians?|staff(?:ers| members?)?|contractors?|technicians?|clerks?"
    r"|teachers?|officials?|administrators?|officers?|receptionists?|interns?|volunteers?|agents?)"
)
_STAFF_OF = re.compile(rf"\b{_STAFF} (?:of|at|for|with|from|in) (?:the |its )?$", re.IGNORECASE)
_OF_STAFF = re.compile(rf"^(?:'s?)? (?:former |[\w-]+ )?{_STAFF}\b")


# "The group, which also owns X and Y": what else the owner of the breached has.
_OWNS = re.compile(
    r"\b(?:which|who|that|and) (?:also )?(?:owns|(?:runs|operates)(?! (?:[a-z-]+ ){1,6}(?:of|for|at) ))(?: also)?"
    r" (?:[\w'&.-]+,? ){0,14}?(?:and )?(?:the )?(?:[\w-]+ ){0,3}$"
)


_OUTAGE = re.compile(r"\b(?:outages?|downtime|failure|disruption|fault) (?:at|of|in|with) [^.;:]{0,60}$", re.IGNORECASE)


_NEAR = 160  # code points beside a name that are read: whole sentences, for each of its names, would take forever


def _before(start: int, sentence: Sentence) -> str:
    return sentence.text[max(0, start - sentence.start - _NEAR) : start - sentence.start]


def _after(end: int, sentence: Sentence) -> str:
    return sentence.text[end - sentence.start :][:_NEAR]


def _is_aside(start: int, end: int, sentence: Sentence) -> bool:
    return is_aside(sentence.text, start - sentence.start, end - sentence.start)


def _has_leaked(mention: Mention, sentence: Sentence) -> bool:
    return has_leaked(_before(mention.start, sentence), _after(mention.end, sentence))


def _its_breach(start: int, end: int, sentence: Sentence) -> bool:
    """As "hit by the X breach", "the attack on X": of whom it is told is no attacker."""
    return bool(ITS_BREACH.match(_after(end, sentence)) or _ATTACK_ON.search(_before(start, sentence)))


_ATTACK_ON = late(
    r"\b(?:[Aa]ttack|[Bb]reach|[Hh]ack|[Bb]reak-in|[Ii]ntrusion) (?:at|on|against) (?:(?!by\b)[a-z-]+ ){0,4}$"
    r"|\b[Hh]ack of (?:the )?$|\b(?:broke|broken|got|hacked) into (?:the )?(?:[a-z-]+ ){0,3}$"
)


def _responds(start: int, end: int, sentence: Sentence) -> bool:
    return responds(sentence.text, start - sentence.start, end - sentence.start)


def _is_helped(start: int, end: int, sentence: Sentence) -> bool:
    return is_helped(sentence.text, start - sentence.start, end - sentence.start)


def _looks_into(start: int, end: int, sentence: Sentence, *, known: bool) -> bool:
    """Whether an authority, `known` or said to be one, alerts or investigates there."""
    inside = start - sentence.start
    return (known or is_of_state(sentence.text, inside)) and looks_into(sentence.text, inside, end - sentence.start)


def _employs(start: int, end: int, sentence: Sentence) -> bool:
    left, right = sentence.text[: start - sentence.start], sentence.text[end - sentence.start :]
    return bool(_STAFF_OF.search(left[-60:]) or _OF_STAFF.match(right[:60]))
