"""Where names begin and end as the tagger outlines them, which knows more kinds of names than rules."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from nlp.exposure.terms import terms_in
from nlp.parties.borders import PEOPLE_OF, without_more, without_post
from nlp.parties.candidates import Mention, fold_name, is_part, never
from nlp.parties.people import is_region, is_seat
from nlp.text.lexicon import words
from nlp.trained.tagger import TAGS, Tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp.text.sentences import Sentence

_ROLES: Final = [TAGS.index(role) for role in ("BREACHED", "DOWNSTREAM", "ACTOR")]
_SURE, _WITHIN = 0.6, 0.2  # probability of being a party from which a word begins a name, and from which it goes on
_LONGEST = 60
_BEFORE = 30  # code points in which a name of data begins before a name in it
_INSIDE = re.compile(r"[\w.&+'@-]")
_GENITIVE = re.compile(r"'s?(?=\s+[\w\"])")
_COMMA = re.compile(r", (?!(?:and|or) )(?!(?:Inc|LLC|Ltd|LLP|PLLC|P\.?C|N\.?A|L\.?P|P\.?A|Corp|Co)\b)")
_LAST = re.compile(r",? and (?:the )?(?=\S)")
_LINK = re.compile(r",?\s(?:and|or|of|the|for|at|in|on|by|to)\Z")
_MORE = re.compile(r"[A-Z\d][\w&'-]*|(?:[A-Z]\.)+")
_TRADE = re.compile(  # what a company is or who belongs to it: "Chipmaker Oakfeld", "Patients of Oakfeld"
    PEOPLE_OF + r"|(?:[A-Z][a-z]+-?)?(?:[Mm]aker|[Bb]uilder|[Bb]rewer|[Rr]etailer|[Ss]eller) "
    r"|(?:Insurer|Airline|Carrier|Lender|Grocer|Supermarket|Telco|Fintech|Edtech|Biotech|Neobank|Start-?up"
    r"|Broadcaster|Publisher|Broker|Hotelier|Wholesaler|Distiller|Haulier|Hoster|Charity) "
)
_FORM = re.compile(r"(?:Form )?\d{1,2}-[KQF](?:/A)?\s?[:|\u2013\u2014-]\s")  # what is filed, before who files it
_ORIGIN = re.compile(r"[\w.]+-(?:based|area|headquartered)")
_NAMELIKE = re.compile(r"[A-Z\d]|\w\.\w|^[a-z]+$")
_SMALL = frozenset(
    re.findall(r"\w+", "the of and its his her their our this that it they we you he she for at in on by to")
)


def outlined(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], people: set[str], tagged: Tagged
) -> list[Mention]:
    """The mentions, widened to what the tagger takes for one name, and those that only it found ("mindbody")."""
    found = mentions = _joined(text, mentions)
    apart = _apart(text, mentions)
    for start, end in _spans(text, sentences, tagged):
        form = _FORM.match(text, start, end)
        start = form.end() if form else start  # noqa: PLW2901 a small number or a flat list of rules reads best in place
        touched = [m for m in found if m.start < end and m.end > start]
        if not touched:
            found.extend(_proposed(text, sentences, start, end, people, tagged))
            continue
        if _are_two(text, touched, mentions, apart, tagged):
            continue
        whole = _whole_name(text, min(start, touched[0].start), max(end, touched[-1].end), touched, people)
        if whole is not None:
            found = [*(m for m in found if m not in touched), whole]
    return sorted(found, key=lambda m: m.start)


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, two made one where what follows has the initials of both: "Elm Savings and Ash Loan (ESAL)"."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last is not None and text[last.end : mention.start] in _ANDS and _spelt(text, last, mention):
            found[-1] = Mention(text[last.start : mention.end], last.start, mention.end, last.sentence)
        else:
            found.append(mention)
    return found


def _spelt(text: str, first: Mention, last: Mention) -> bool:
    short = _SHORT.search(last.name) or _SHORT.match(text, last.end)
    return short is not None and short[1].upper() == _initials(first.name) + _initials(last.name)


def _initials(name: str) -> str:
    return "".join(re.findall(r"\b[A-Z]", name.partition(" (")[0]))


def _are_two(
    text: str, touched: Sequence[Mention], mentions: Sequence[Mention], apart: set[tuple[str, str]], tagged: Tagged
) -> bool:
    """Whether "Oakfeld and Elm" names two, which are `apart` or each of which the text names alone elsewhere."""
    pairs = _pairs(text, touched)
    if any((fold_name(a.name), fold_name(b.name)) in apart for a, b in pairs):
        return True
    if not pairs or _EXAMPLES.search(text, max(0, touched[0].start - 20), touched[0].start):
        return False
    alone = _alone(text, mentions)
    return any({fold_name(a.name), fold_name(b.name)} <= alone or _is_heard_apart(text, a, b, tagged) for a, b in pairs)


def _apart(text: str, mentions: Sequence[Mention]) -> set[tuple[str, str]]:
    """The names joined by "and", in lower case, that some place of the text shows to be two."""
    pairs = _pairs(text, mentions)
    alone = _alone(text, mentions) if pairs else set()
    return {(fold_name(a.name), fold_name(b.name)) for a, b in pairs if _two(text, a, b, alone)}


def _two(text: str, first: Mention, last: Mention, alone: set[str]) -> bool:
    """By a word that both have, by the initials of the last alone, or by the kind that both are examples of."""
    ours, theirs = first.name.split(), last.name.split()
    shared = {word for word in ours[1:] if len(word) >= _TELLING} & set(theirs)
    if len(theirs) > 1 and (shared or ours[1:][-1:] == theirs[-1:]):  # "Oakfeld Dental and Elm Dental Group"
        return True
    if first.name.isupper() and len(first.name) >= _ACRONYM and fold_name(first.name) in alone:
        return True
    whole = _WHOLE_NAME.fullmatch(first.name) and fold_name(first.name) in alone
    if len(theirs) > 1 and whole and not _GOES_ON.match(last.name):
        return True
    short = _SHORT.search(last.name) or _SHORT.match(text, last.end)
    if short and len(theirs) > 1 and short[1].upper() == _initials(last.name):
        return True
    goes_on = _COMMA.match(text, last.end) or text.startswith(_AND, last.end)
    return not goes_on and _KINDS.search(text, max(0, first.start - _NEAR), first.start) is not None


def _is_heard_apart(text: str, first: Mention, last: Mention, tagged: Tagged) -> bool:
    """Whether the tagger hears two whole names about an "and": "Elm Bank and Orwen Gas", not "Elm Eye and Ear Clinic".

    Nor are they two where only the last says what they are: "East Orle and Tarn Hills School District".
    """
    ours, theirs = first.name.split(), last.name.split()
    if len(ours) == 1 or len(theirs) == 1 or theirs[-1].rstrip(".") in _PARTNERS:
        return False
    if (_SAYS_WHAT.match(theirs[-1]) and not _SAYS_WHAT.match(ours[-1])) or _GOES_ON.match(last.name):
        return False
    if theirs[0].lower() in words("common_words") or _IS.match(text, last.end):
        return False
    mass = tagged.roles[:, _ROLES].sum(axis=1)
    at = int(tagged.starts.searchsorted(first.end + 1))
    joins = _JOINS_OF_MANY if _ARE.match(text, last.end) else _JOINS
    return bool(mass[at] < joins * min(mass[at - 1], mass[at + 1]))


_IS = re.compile(r" (?:has|was|is|says)\b")
_ARE = re.compile(r" (?:have|were|are|both|say)\b")
_JOINS = 0.7  # share of the probability of the words beside an "and" from which it is part of a name
_JOINS_OF_MANY = 0.9  # the same where a verb tells of more than one
_PARTNERS = frozenset(("LLP", "PLLC", "PC", "PA", "Partners", "Associates", "Attorneys", "Lawyers", "Solicitors"))
_SAYS_WHAT = re.compile(
    r"(?:Trust|Council|Authority|Districts?|Board|Police|Services?|Hospitals?|Schools?|Union|Society|Diocese"
    r"|Partnership|Federation|Railway|Counties)$"
)


def _pairs(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    return [(a, b) for a, b in itertools.pairwise(mentions) if text[a.end : b.start] in _ANDS]


def _alone(text: str, mentions: Sequence[Mention]) -> set[str]:
    """The names that stand somewhere without another joined to them."""
    single = (m for m in mentions if not (text.startswith(_AND, m.end) or text.endswith(_AND, 0, m.start)))
    return {fold_name(m.name) for m in single}


_ANDS = (" and ", " and the ")
_TELLING, _ACRONYM = 4, 3  # letters of a word that two names share, and of a short form that begins no longer name
_NEAR = 60  # code points before a name
_SHORT = re.compile(r" ?\(([A-Z][A-Za-z]{1,5})\)")
_WHOLE_NAME = re.compile(  # that needs nothing behind it: "Oakfeld Health"
    r"(?:[A-Z][\w.'-]* )+"
    r"(?:Health(?:care)?|Hospitals?|Clinics?|University|College|Schools?|Bank|Cent(?:er|re)|Council|County"
    r"|Insurance|Group|Inc\.?|Airlines|Medicine)"
)
_GOES_ON = re.compile(  # "Oakfeld Health and Hospital System" is one
    r"(?:Health|Hospital|Clinic|Medical|Human|Social|Family|Community|Science|Technolog|Public|Life|Casualty"
    r"|Trust|Savings|Loan|Insurance|Research|Wellness|Rehabilitation|Surg)"
)
_KINDS = re.compile(  # "banks, including Oakfeld and Elm"
    r"\b(?:banks|companies|firms|customers|clients|airlines|retailers|hospitals|universities|schools|councils"
    r"|insurers|agencies|organi[sz]ations|institutions|providers|vendors|employers|victims|authorities|districts"
    r"|dealers|businesses|charities|lenders|trusts),? (?:including|such as|like|namely)\s+(?:the )?\Z"
)
_AND = " and "
_EXAMPLES = re.compile(r"\b(?:including|such as|like)\s+\Z")  # brands of one company, which are one party with it


def _whole_name(text: str, start: int, end: int, touched: Sequence[Mention], people: set[str]) -> Mention | None:
    """The mention widened to the outline; None where that adds nothing, or joins what may be two parties."""
    left, right = touched[0].start, touched[-1].end
    ends = (without_post(text[start:end]).stop, without_post(text[start : end + _NEAR]).stop)  # "Oakfeld Team" signs
    end = max(right, start + min(ends))
    gaps = [text[a.end : b.start] for a, b in itertools.pairwise(touched)]
    if any("'" in gap or gap == " " for gap in gaps):  # "Oakfeld's Elm Desk", "Oakfeld Elm Desk"
        return None
    if not gaps and _TRADE.fullmatch(text, start, left) and not _is_more(text[right:end]):
        return None
    if not gaps and not any(_is_more(more) for more in (text[start:left], text[right:end])):
        return None
    if any(name in text[start:end] for name in people) or is_part(text[start:end]):
        return None
    if text[start:left].endswith("'s "):  # "Norland's Oak Clinic", which is in Norland
        start = left
    if _TRADE.fullmatch(text, start, left):
        start = left
    return Mention(text[start:end], start, end, touched[0].sentence)


def _is_more(more: str) -> bool:
    """Whether the words hold more of a name, which a version or "gang" is not."""
    found = [word for word in re.findall(r"[\w.&'-]+", more) if _MORE.fullmatch(word)]
    return any(word.lower().rstrip(".") not in never() for word in found)


def _proposed(  # noqa: PLR0917 - what is read, where, and by whom
    text: str, sentences: Sequence[Sentence], start: int, end: int, people: set[str], tagged: Tagged
) -> Iterator[Mention]:
    """A name that only the tagger found, unless it is one of `people` or no name at all."""
    cut = without_post(text[start:end])  # "Oakfeld President Ada Vey"
    start, end = start + cut.start, start + cut.stop
    name, key = text[start:end], fold_name(text[start:end])
    if len(key) < 2 or not _NAMELIKE.search(name) or key in _SMALL or name in people:  # noqa: PLR2004 - a letter is no name
        return
    if (
        _ORIGIN.fullmatch(name)
        or is_seat(name, text[end : end + 30])
        or is_part(name)
        or is_region(name, text[max(0, start - 20) : start])
        or key in never()
        or (name.islower() and _is_data(text, start, end))
    ):
        return
    if _opens(name, start, sentences) and name.split()[0].lower() in words("common_words"):
        return
    if key in words("common_words") and _mostly_actor(tagged, start, end):
        return
    index = next((i for i, s in enumerate(sentences) if s.start <= start < s.end), None)
    if index is not None:
        yield Mention(name, start, end, index)


def _opens(name: str, start: int, sentences: Sequence[Sentence]) -> bool:
    """Whether the words have a capital only because a sentence begins with them ("Library consortium says")."""
    return " " in name and name[1:].islower() and any(s.start == start for s in sentences)


def lies_in_data(mention: Mention, sentence: Sentence) -> bool:
    """Whether it stands in the name of a type of data that has several words: "National Insurance Number"."""
    start = max(sentence.start, mention.start - _BEFORE)
    terms = terms_in(sentence.text[start - sentence.start : mention.end - sentence.start])
    inside, end = mention.start - start, mention.end - start
    return any(term.start <= inside and term.end >= end and " " in term.words for term in terms)


def _is_data(text: str, start: int, end: int) -> bool:
    """Whether the words begin the name of some data ("webhook secrets")."""
    return any(term.start == 0 and term.end > end - start for term in terms_in(text[start : end + 40]))


def _mostly_actor(tagged: Tagged, start: int, end: int) -> bool:
    """Whether the tagger takes the words for an attacker before all: "Extortion crew" at the head of a title."""
    row = tagged.of(start, end)
    return row is not None and int(row[1:].argmax()) + 1 == TAGS.index("ACTOR")


def _spans(text: str, sentences: Sequence[Sentence], tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Runs of pieces within a sentence that are mostly the name of a party, widened to whole words."""
    mass = tagged.roles[:, _ROLES].sum(axis=1)
    edges = {s.start for s in sentences}
    at = 0
    while at < len(mass):
        if mass[at] < _SURE:
            at += 1
            continue
        stop = at + 1
        while stop < len(mass) and mass[stop] >= _WITHIN and _adjoins(tagged, stop, edges):
            stop += 1
        for left, right in _listed(text, int(tagged.starts[at]), int(tagged.ends[stop - 1])):
            start, end = _whole(text, left, right)
            if 1 < end - start <= _LONGEST:
                yield start, end
        at = stop


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The run, or the members of the list that it is: "Oakfeld, Elm and Ash" has no name "Elm and Ash"."""
    links = [m.span() for m in _COMMA.finditer(text, start, end)]
    last = _LAST.search(text, links[-1][1] if links else start, end)
    if last and (links or text[:start].endswith(", ")):
        links.append(last.span())
    edges = [start, *itertools.chain.from_iterable(links), end]
    yield from zip(edges[::2], edges[1::2], strict=True)


def _adjoins(tagged: Tagged, piece: int, edges: set[int]) -> bool:
    start = int(tagged.starts[piece])
    return 0 <= start - tagged.ends[piece - 1] <= 1 and start not in edges


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The words that a run of pieces stands in, without full stop, linking word or genitive at its end."""
    while start and _INSIDE.match(text[start - 1]):
        start -= 1
    while end < len(text) and _INSIDE.match(text[end]):
        end += 1
    while start < end and text[start] == "@":  # a handle of social media is the name behind it
        start += 1
    while end > start and text[end - 1] in ".'-":
        end -= 1
    while link := _LINK.search(text, start, end):
        end = link.start()
    end = without_more(text, start, end)
    owner = re.search(r"'s$", text[start:end])
    return start, end - 2 if owner and _GENITIVE.match(text, end - 2) else end
