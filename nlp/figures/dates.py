"""When the intrusion began, when it was found, and when it was first told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from model.disclosure import Dates
from model.vocabulary import Role
from nlp.figures.anchored import is_counted
from nlp.figures.cues import BORDER, NEAR, clause_around, distances, says
from nlp.figures.days import MONTH, days_in, is_day
from nlp.figures.near_days import is_by_the_way
from nlp.figures.other_days import is_of_another, is_of_law
from nlp.figures.told_days import REPORTED, is_of_saying, tells_of_event
from nlp.figures.until import done_then
from nlp.reading import Reading
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_MOST = 12  # dates read of one sentence


@dataclass(frozen=True, slots=True)
class _Stamp:
    iso: str
    start: int
    sentence: int
    occurred: float
    found: float
    told: float


def read_dates(reading: Reading) -> None:
    """Sets `dates` of a reading; a day without a year takes the text's year or the one nearest before publication."""
    past = _of_others(reading)
    told = ((i, s) for i, s in enumerate(reading.sentences[:400]) if i not in past)
    stamps = [stamp for i, s in told for stamp in _in_sentence(s, i, reading)]
    stamps = _with_years(stamps, reading.text)
    occurred = max((s for s in stamps if s.occurred > _LEAST), key=lambda s: (s.occurred, -s.start), default=None)
    found = max((s for s in stamps if s.found > _LEAST), key=lambda s: (s.found, -s.start), default=None)
    start = occurred if occurred and (occurred.occurred >= _LEADS or found is None or found.found < _LEADS) else found
    start = _closer(start, stamps, reading)
    start = start or _unexplained(stamps, reading.published)
    known = min((stamp.iso for stamp in (start, found) if stamp and not stamp.iso.startswith("--")), default="")
    notice = max(
        (s for s in stamps if _is_first_notice(s, reading) and not _is_before(s.iso, known)),
        key=lambda s: (s.told, -s.start),
        default=None,
    )
    reading.dates = Dates(start.iso if start else None, found.iso if found else None, notice.iso if notice else None)
    for name, stamp in (("occurred", start), ("discovered", found), ("disclosed", notice)):
        if stamp is not None:
            reading.note(f"{name} {stamp.iso}", reading.sentences[stamp.sentence].text)


def _of_others(reading: Reading) -> set[int]:
    """The sentences that tell of others who were hit before, and of nobody who was hit now."""
    ours = (item for item in reading.scored if item.role in (Role.BREACHED, Role.DOWNSTREAM))
    now = {mention.sentence for item in ours for mention in item.candidate.mentions}
    past = (item for item in reading.scored if item.found["earlier"])
    return {mention.sentence for item in past for mention in item.candidate.mentions} - now


def _closer(start: _Stamp | None, stamps: list[_Stamp], reading: Reading) -> _Stamp | None:
    """Of "the summer of 2025" the day from which the intruder was there, where the text tells it elsewhere."""
    if start is None:
        return None
    within = (s for s in stamps if len(s.iso) > len(start.iso) and s.iso.startswith(start.iso))
    if _THIS_YEAR.match(reading.text, start.start):  # any day says more, that of the detection too
        within = (s for s in within if max(s.occurred, s.found) >= max(_LEADS, s.told))
    else:
        within = (s for s in within if s.occurred >= max(_BEGINS, s.found, s.told))
    return max(within, key=lambda s: (s.occurred, -s.start), default=start)


_THIS_YEAR = late(r"(?:earlier )?(?:this|last) year\b", re.IGNORECASE)
_BEGINS = 2.0  # the score of a day with which a stretch of time begins
_NEWS = 31  # days before publication from which a first notice may make old news of a page, and has to be said outright
_MADE_PUBLIC = re.compile(
    r"\b(?:disclos\w+|announc\w+|revealed|came to light|(?:made|went|became) (?:it )?(?:public|known)|published"
    r"|(?:notified|informed|warned) (?:its|their|the|all|some|\d[\d,.]*) (?:\w+ )?(?:customers|users|patients|clients"
    r"|members|employees|people|public)|posted (?:a|an|its) \w+|filed)\b",
    re.IGNORECASE,
)


def _is_first_notice(stamp: _Stamp, reading: Reading) -> bool:
    """Whether a day is that of the first notice; what is read so of a day long before publication silences alerts."""
    if reading.published is None or stamp.iso.startswith("--") or stamp.iso >= _day_before(reading.published, _NEWS):
        return stamp.told > _LEAST and stamp.told >= min(stamp.occurred, _LEADS)
    sentence = reading.sentences[stamp.sentence]
    at = stamp.start - sentence.start
    before, behind = sentence.text[max(0, at - NEAR) : at], sentence.text[at : at + NEAR]
    clause = BORDER.split(before)[-1] + BORDER.split(behind)[0]
    return stamp.told >= max(_LEADS, stamp.occurred, stamp.found) and bool(_MADE_PUBLIC.search(clause))


def _day_before(day: date, days: int) -> str:
    try:
        return (day - timedelta(days=days)).isoformat()
    except OverflowError:
        return date.min.isoformat()


_EARLY = 9  # sentences of a document in which a bare date may be that of the incident
_YEARS = 3  # before publication


def _unexplained(stamps: list[_Stamp], published: date | None) -> _Stamp | None:
    """The first date of which nothing is said that would explain it ("On 2 May a file went to all"), none elsewhere."""
    if published is None:
        return None
    last, first = published.isoformat(), f"{published.year - _YEARS}"
    bare = (
        s
        for s in stamps
        if s.sentence < _EARLY and _UNSAID < max(s.occurred, s.found, s.told) < _LEAST and len(s.iso) > len("2026")
    )
    return next((s for s in bare if first <= s.iso < last), None)


_UNSAID = -1.2  # below it stand dates of which something else is said


def _is_before(iso: str, known: str) -> bool:
    """Nothing is told before it happened; what a shorter date leaves open is no contradiction."""
    length = min(len(iso), len(known))
    return bool(length) and not iso.startswith("--") and iso[:length] < known[:length]


_LEAST = 0.5
_LEADS = 1.2  # the score from which a cue of its own stands beside the date


_UNLED = 0.2  # what "Monday" lacks of "on Monday"
_HEARD, _UNHEARD = 1.0, 0.3  # what the tagger's voice is worth for a date, and against it


def _in_sentence(sentence: Sentence, index: int, reading: Reading) -> Iterator[_Stamp]:
    text = sentence.text
    anchor = (0.0, 0.0, 0.0)
    for match, iso in days_in(text, reading.published)[:_MOST]:
        occurred, found_on, told = _scores(text, match, index)
        if is_counted(match):
            occurred += _counted_back(text, match, (occurred, found_on, told), anchor)
        else:
            anchor = occurred, found_on, told
        start, end = sentence.start + match.start(), sentence.start + match.end()
        heard = reading.tagged.heard(start, end, "OCCURRED") if reading.tagged is not None else None
        occurred += 0.0 if heard is None else _HEARD * heard - _UNHEARD * (1 - heard)
        if match.groupdict().get("weekday") and not match["which"]:
            occurred -= _UNLED
        precision = 0.3 if len(iso) in (10, 7) else 0.0
        scores = (s + precision if s > 0 else s for s in (occurred, found_on, told))
        yield _Stamp(iso, start, index, *scores)


def _counted_back(text: str, match: re.Match[str], scores: _Scores, anchor: _Scores) -> float:
    """What a day is worth that is counted back from one on which the event was found or told, not from its own."""
    if REPORTED.search(text[: match.start()]):  # "had disclosed a breach a week earlier"
        return -_ASIDE
    of_event = anchor[0] > max(anchor[1:])
    if match["after"]:  # "stopped on 9 May, six days after it began"
        return 0.0 if of_event and not match["after"].lower().startswith("after it ") else 2.7
    return 1.5 if scores[0] > max(scores[1:]) and not of_event else 0.0


_Scores = tuple[float, float, float]


def _scores(text: str, match: re.Match[str], index: int) -> _Scores:
    """How much a date is that of the intrusion, of its detection, of the first notice: the nearest cue leads."""
    near = distances(text, match)
    early = max(0.0, 0.6 - 0.06 * index)
    before = text[: match.start()]
    only_then = done_then(before[-2 * NEAR :])
    leader = only_then or _leader(text, match, near)
    scores = {
        name: (1.2 if name == leader else 0.1 if name in near else -1.0) + early
        for name in ("occurred", "found", "told")
    }
    if only_then:
        scores[only_then] += 0.8
    if leader == "other":
        scores = {name: value - 0.6 for name, value in scores.items()}
    opens_range = match.group().lower().startswith(("between ", "from "))
    if opens_range and _CONTACTED.search(before):
        scores["occurred"] -= _ASIDE
    clause = text[: match.end()][-2 * NEAR :]
    if is_of_another(text, match, clause) or is_of_law(text, match):
        return -_ASIDE, -_ASIDE, -_ASIDE
    if not opens_range and is_of_saying(text, match):
        scores["occurred"] -= _ASIDE
    if opens_range and leader == "none":
        scores["occurred"] = _LEADS + early
    if opens_range or (_BEGIN.search(before) and not REPORTED.search(before)):
        scores["occurred"] += 0.8
        scores["occurred"] += 1.0 if _BACK.search(before) else 0.0
    elif _RANGE_END.search(before):
        scores["occurred"] -= 0.8
    if is_by_the_way(match):
        around = clause_around(text, match)
        scores = {name: value if says(name, around) else -_ASIDE for name, value in scores.items()}
    return scores["occurred"], scores["found"], scores["told"]


def _leader(text: str, match: re.Match[str], near: dict[str, int]) -> str:
    """The sort of cue that a day belongs to: the nearest, unless the words before it say what was found or told."""
    if tells_of_event(text, match):
        return "told"
    if _FOUND_IT.search(text[: match.start()]):
        return "found"
    return min(near, key=lambda name: (near[name], name != "occurred"), default="none")


_ASIDE = 2.5  # what a day loses on which it was said, and a stretch of time in which somebody tried to tell the company


_CONTACTED = late(r"\b(?:attempts?|efforts?|tried|trying) (?:[\w-]+ ){0,3}?to (?:contact|reach|warn)\b", re.IGNORECASE)
_BACK = re.compile(r"\bdat\w+ back (?:to )?$", re.IGNORECASE)  # how old data are says more than when they were told
_FOUND_IT = late(  # "discovered the breach on"
    r"\b(?:found|discover(?:ed|s)|detect(?:ed|s)|spott?(?:ed|s)|notic(?:ed|es)|became aware of|learn(?:ed|s|t) of)\s"
    r"(?:the |an? |this |its )?(?:\w+ )?(?:incident|breach|attack|intrusion|theft|compromise|hack|break-in|leak)"
    r" (?:on |in )?$",
    re.IGNORECASE,
)
_RANGE_END = re.compile(rf"(?:{MONTH}|\d{{1,2}}|(?:19|20)\d\d),?\s+(?:and|to|through|until|till)\s$", re.IGNORECASE)
_BEGIN = re.compile(
    r"\b(?:between|from|since|as early as|as recent as|recorded in|began|starting|dat\w+ back to|dat\w+ back|dates? to"
    r"|(?:go(?:es|ing)?|went|traced?) back to|beginning"
    r"|first accessed|(?:incident|breach|attack|intrusion|theft|compromise)(?: of| on| in"
    r"|(?: had| has)? (?:occurred|happened|took place|taken place)(?: on| in)?)?)\s(?:approximately\s|about\s"
    r"|on or (?:about|around)\s|on\s)?(?:the\s)?$",
    re.IGNORECASE,
)


_SINCE = late(r"(?:.{0,6}\b)?since\b", re.IGNORECASE)  # "who received care since January 2007": not when it happened


def _with_years(stamps: list[_Stamp], text: str) -> list[_Stamp]:
    """Gives days without a year the year of the date next before them in the text, where there is one."""
    years = [s for s in stamps if not (s.iso.startswith("--") or _SINCE.match(text, max(0, s.start - len("since "))))]
    if not years:
        return stamps
    filled = []
    for stamp in stamps:
        if stamp.iso.startswith("--"):
            near = max((y for y in years if y.start < stamp.start), key=lambda y: y.start, default=years[0])
            iso = near.iso[:4] + stamp.iso[1:]
            if iso.endswith("-02-29") and not is_day(int(iso[:4]), 2, 29):
                continue
            stamp = replace(stamp, iso=iso)  # noqa: PLW2901 a small number or a flat list of rules reads best in place
        filled.append(stamp)
    return filled
