"""Which stretches of a sentence say that what they name was not hit, or that nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.exposure.left_alone import left_alone_spans
from nlp.exposure.negations import BACKWARD, FORWARD, KEPT, NOT_THEM, SEEN
from nlp.text import corrected
from nlp.text.asides import without_asides
from nlp.text.patterns import late

Span = tuple[int, int]

_LABEL = re.compile(
    r"^(?P<label>[^.;!?]{2,70}?)(?:\?|:|\s-|\s\u2014)\s*(?:no\b(?=\W*$)|none\b|not\b(?! only| yet| known| clear)|never\b"
    r"|unaffected\b|safe\b|secure\b|n/a\b)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[.;!?]\s|[()]|\s(?:but|while|whereas|although|though|however|yet|because|since|so(?! far)|despite)\b"
    r"|\s[\u2014-]\s"
    r"|,\s(?:it|they|we|he|she|which|who|the (?:company|firm|hospital|bank|attacker|hacker|intruder|thieve|university"
    r"|airline|retailer|school|city|agency)s?)\s"
    r"|,?\s(?:said|says|according|adding|added|noted|stressed|maintains|insists)\b"
    r"|\sas\s(?:well as\s)?(?:they|it|the|these)\b"
    r"|\sand\s(?:the|this|that|these)\s(?:information|data)\b",
    re.IGNORECASE,
)
_SEALED = r"(?:encrypted|hashed|masked|protected|redacted|salted|secured|tokeni[sz]ed)"
_DONE = re.compile(
    rf"\b(?:was|were|are|is|been|be|being|got|had|has)\s+(?:[\w-]+ly\s+|also\s+|probably\s+)?{SEEN}\b"
    r"(?:\s+(?:in|by|of|from|during|too)\s[\w\s-]{0,30}?)?(?=,|\s+and\b|\s+or\b|\s+but\b)"
    r"|\b(?:leaked|got out|went missing)(?=,|\s+and\b|\s+or\b|\s+but\b)"
    # "passwords were encrypted, and cards were not stored", not "were hashed and were not read"
    rf"|\b(?:was|were|are|is)\s+(?:\w+\s+)?{_SEALED}(?=,?\s+and\s+(?!(?:{_SEALED}|so|thus|therefore|not|never|was|were|is|are|has"
    r"|have|had|did|do|does|can|cannot|could)\b)\w)",
    re.IGNORECASE,
)
_TURN = late(
    rf"\b(?:was|were|been|is|are|got)\b(?:\s+(?:\w+ly|also|ever))?\s+{SEEN}\b[^,.;:()]{{0,40}},\s+(?!(?:or|nor"
    rf"|including|either|neither|not even|\w+ed|{SEEN})\b"
    r"|and\s+(?:no|neither|nor|that|none)\b)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:limited (?:only )?to|restricted to|confined to|other than|except(?: for)?|apart from|aside from|besides"
    r"|beyond|save for|with the exception of|but (?:rather|only|instead)|(?:only|just|merely|solely) (?:the|their|your"
    r"|a|its|names?|e-?mails?|usernames?)|but (?:did|does|do|it did) (?:include|contain)\w*|in addition to|more than"
    r"|consist(?:s|ed) of)\b",
    re.IGNORECASE,
)
_MISUSE = re.compile(r"\b(?:misus\w*|fraud\w*|abus\w*|identity theft|been used)\b", re.IGNORECASE)
_BREACH = late(
    rf"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?{SEEN}\b|\b(?:access to|theft|exfiltration|exposure"
    rf"|disclosure|loss) of\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:other than|except(?: for)?|apart from|excluding|with the exception of|(?<=everything )but|(?<=all )but)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:no|not|nothing|none|never|nobody|neither)\b|n't\b", re.IGNORECASE)
_LATER_NEGATIVE = re.compile(
    r"^[^.;]{0,80}?,?\s(?:nothing|none|no (?:other|further|(?:[\w-]+ ){0,3}?(?:data|information|details?|records?)))\b",
    re.IGNORECASE,
)
_AS_WERE = re.compile(r"[,;]?\s(?:as|so|nor) (?:is|are|was|were|do|does|did|has|have|could)\b", re.IGNORECASE)
_BUT = re.compile(r"\b(?:but|although|though|yet)\s*$", re.IGNORECASE)
_NEUTRAL = late(  # what is done with data from day to day: "is asked for but is not stored"
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:asked|collected|processed|requested|used|shown|scanned|hashed|encrypted"
    r"|masked|truncated|rounded|handled|needed|checked|displayed|held|kept|stored)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
_THEM = late(NOT_THEM, re.IGNORECASE)
_SHORT_SUBJECT = 24  # code points of "the company"
_REST_WAS = re.compile(r"[^.;]{0,50}\bbut (?:those|that) of\b[^.;]{0,50}\b(?:was|were|did|had|has|have)\W*$")
_PASSIVE = re.compile(r"(?:was|were|is|are|been)(?:n't|\s+not|\s+never)\b", re.IGNORECASE)
_CONTAINER = re.compile(r"\s+(?:in|from|among|within|part of|with)\s", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|on|among|part of)(?: (?:the|this|that|any|our|its))?$", re.IGNORECASE)
_THUS = re.compile(r"\b(?:so|because|since)\s*$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^[\s,]*(?:and\s+)?(?:they|it|these|those|this|that|both|all of (?:them|which))\s*$", re.IGNORECASE
)
_SPEAKER = re.compile(r"(?:but |and )?(?:it|they|we|he|she|the \w+)(?: now)? sa(?:ys?|id)\b\W*$", re.IGNORECASE)
_RELATIVE = re.compile(r",\s(?:which|that)\s$", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?<!regardless of )(?<!matter )whether\b(?!\s+or not)"
    r"|\b(?:not|n't)\s+(?:yet\s+|been\s+)?(?:said?|say|explain\w*|disclosed?|reveal\w*|known|clear)\s+(?:how|why"
    r"|where|when|which|what|who)\b"
    r"|\b(?:un(?:clear|known|certain)|not (?:yet )?(?:known|clear|said|say)|n't (?:yet )?(?:say|know|clear|known)"
    r"|too early to (?:say|tell)"
    r"|(?:declined|refused) to say|checking|examining|investigating|asked)\s+(?:\w+\s+)?if\b"
    r"|\b(?:no|at no (?:time|point|stage)|never)\b(?=[^.;,]{2,60}?\b(?:in|as) (?:plain|clear)[ -]?text\b)",
    re.IGNORECASE,
)
_LIST_OF_DENIED = re.compile(
    rf"^[^:.;]{{0,70}}?(?:\b(?:not|never)|n't)\s+(?:\w+ly\s+|been\s+|even\s+)?(?:{SEEN}"
    rf"|{KEPT})\b[^:.;]{{0,50}}:\s+(?=\S)",
    re.IGNORECASE,
)


def denied_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said not to be hit; exceptions ("other than names") are cut out."""
    return [span for span in _denials(text) if not _is_partial(text, span)]


def partly_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said not to be hit of most people, and so was of others."""
    return [span for span in _denials(text) if _is_partial(text, span)]


def _is_partial(text: str, span: Span) -> bool:
    """Whether the clause of a denial speaks of most people only."""
    if _BUT_SOME.match(text, span[1]):
        return True
    begin = max((border.end() for border in _BORDER.finditer(text, 0, span[0])), default=0)
    return bool(_OF_MOST.search(text, begin if _OPENING.match(text, begin) else span[0], span[1]))


def _denials(text: str) -> list[Span]:
    text = without_asides(text)
    label = _LABEL.match(text)
    left = left_alone_spans(text)
    spans = [*left, (0, label.end())] if label and not _NEGATIVE.search(text, 0, label.end("label")) else left
    spans += [span for found in (_forward(text), _backward(text, left), _excepted(text)) for span in found]
    doubted = corrected.doubted_spans(text)
    return sorted(span for span in spans if not any(a < span[1] and span[0] < b for a, b in doubted))


_WHO = (
    r"(?:people|persons|individuals|customers?|clients?|patients?|users?|members?|accounts?|borrowers?|employees?|students?"
    r"|residents?|cases|guests?|subscribers?|donors?|applicants?|records)"
)
_BUT_SOME = late(  # "no numbers were included, with the exception of 14 patients"
    r"\W{0,3}(?:except(?: for)?|with the exception of|other than|apart from|save for) (?:for )?"
    rf"(?:about |around |fewer than |less than )?(?:an? )?(?:\d[\d,]*|small|limited|few|handful|some|one|two|three) (?:[\w-]+ ){{0,3}}?{_WHO}\b",
    re.IGNORECASE,
)
_OF_MOST = late(  # what holds for most was otherwise for some
    r"\b(?:for|of|with) (?:most|the (?:vast |great |overwhelming )?majority|almost all|nearly all)(?: of)?"
    rf" (?:\w+ ){{0,3}}?{_WHO}\b"
    r"|\bin (?:most|some|certain|other) (?:cases|instances)\b",
    re.IGNORECASE,
)
_OPENING = late(r"\W*(?:for|in) (?:most|the|almost|nearly|some|certain|other) ", re.IGNORECASE)


def unknown_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said to be unknown yet ("unclear whether passwords were taken")."""
    return [(match.start(), _clause_end(text, match.end())) for match in _UNKNOWN.finditer(text)]


def listed_after(text: str) -> int | None:
    """Where the list begins that a denial introduces ("Not held in that system: PINs, card numbers"), if one does."""
    match = _LIST_OF_DENIED.match(text)
    return match.end() if match else None


def _forward(text: str) -> Iterator[Span]:
    for match in FORWARD.finditer(text):
        if _PASSIVE.match(match.group()) and (_CONTAINER.match(text, match.end()) or _INSIDE.search(match.group())):
            continue  # "were not included in the booking data"
        end = _clause_end(text, match.end())
        breached = (found.group() for found in _BREACH.finditer(text, match.end(), end))
        if _MISUSE.search(text, match.end(), end) and all(told.endswith("been found") for told in breached):
            continue
        cue = match.group().lower()
        if cue.startswith(("without", "rather", "instead", "unlike")):
            comma = text.find(",", match.end(), end)
            end = comma if comma > 0 else end
        if cue.endswith(" of") and (then := _THEN.search(text, match.end(), end)):
            end = then.start()
        turn = _TURN.search(text, match.end(), end) if cue.startswith(("no", "nobody")) else None
        only = _ONLY.search(text, match.end(), turn.end() if turn else end)
        yield match.start(), only.start() if only else turn.end() if turn else end


_THEN = late(r"\b(?:after|before|when|while|years?)\b", re.IGNORECASE)  # "wiped of names before it was shared"


def _clause_end(text: str, start: int) -> int:
    border = _BORDER.search(text, start)
    return border.start() if border else len(text)


def _backward(text: str, left: list[Span]) -> Iterator[Span]:
    matches = [m for m in BACKWARD.finditer(text) if not any(a <= m.start() < b for a, b in left)]
    for number, match in enumerate(matches):
        before = [border.end() for border in _BORDER.finditer(text, 0, match.start())]
        begin = before[-1] if before else 0
        done = [p.end() for p in _DONE.finditer(text, begin, match.start())]
        if done:
            begin = done[-1]
        if number:
            begin = max(begin, matches[number - 1].end())
        if _RELATIVE.search(text[:begin]):
            begin = max((text.rfind(sign, 0, begin - 8) + 1 for sign in (",", "(")), default=0)
        elif before and not done and not _has_object(text, match) and _goes_on(text, begin, match.start()):
            back = 3 if len(before) > 1 and _SPEAKER.match(text[before[-2] : before[-1]]) else 2
            begin = before[-back] if len(before) >= back else 0
            begin = max([begin, *(p.end() for p in _DONE.finditer(text, begin, match.start()))])
            if begin and _DONE.search(text, 0, before[-1] + 1):
                continue
        if not _REST_WAS.match(text, match.end()):
            besides = _EXCEPT.search(text, begin, match.start())  # "data other than names was not affected"
            if besides and not _NEGATIVE.search(text, begin, besides.start()):
                yield begin, besides.start()
                comma = text.find(",", besides.end(), match.start())
                begin = comma if comma > 0 else match.start()
            yield begin, _also_denied(text, match.end())


def _has_object(text: str, verb: re.Match[str]) -> bool:
    """Whether it says itself what is not there: "the invoices show names; they do not show card data"."""
    return bool(_HOLDS.search(verb.group()) and _OBJECT.match(text, verb.end()))


_HOLDS = re.compile(
    r"\b(?:show|include|contain|hold|list|cover|reveal|feature|record|carry|get|gain|obtain|access|acquire|copy|download"
    r"|steal|take|view|see|read|touch|affect|involve|compromise|expose|extract|exfiltrate|open)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\s+(?!(?:and|but|or|nor|them|these|those|it|any of|in|on|at|there|either)\b)\w", re.IGNORECASE)


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Whether a clause has no subject of its own: "they were not", "and so were not"."""
    subject = text[begin:end]
    if _PRONOUN.match(subject) or (_THEM.match(text, end) and len(subject) < _SHORT_SUBJECT):
        return True
    if subject.strip():
        return False
    return bool(_THUS.search(text, 0, begin) or (_BUT.search(text, 0, begin) and _NEUTRAL.search(text, 0, begin)))


def _also_denied(text: str, end: int) -> int:
    """The end of a denial that goes on for others ("cards were unaffected, as were passwords")."""
    too = _AS_WERE.match(text, end)
    return _clause_end(text, too.end()) if too else end


def _excepted(text: str) -> Iterator[Span]:
    """As in "All of it except passwords was taken": what follows is denied where the clause around it is not."""
    for match in _EXCEPT.finditer(text):
        if match.group().lower() == "with the exception of" and not _OF_DATA.search(text, 0, match.start()):
            continue  # "open for business, with the exception of tax payments"
        if _NEGATIVE.search(text, 0, match.start()) or _LATER_NEGATIVE.match(text[match.end() :]):
            continue
        end = _clause_end(text, match.end())
        verb = _THEN_VERB.search(text, match.end(), end)
        if verb and _PASSIVE.match(text, verb.start()):
            continue  # "data other than names was not affected"
        yield match.start(), verb.start() if verb else end


_OF_DATA = late(
    rf"\b(?:{SEEN}|everything|all of (?:it|them)|stole|took|data|information|details|records?|files?|fields?|names?)\b",
    re.IGNORECASE,
)
_THEN_VERB = late(rf"[,:]|\b(?:was|were|has|have|had|is|are|{SEEN})\b")
