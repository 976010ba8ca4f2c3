"""When the intrusion began, was noticed and was told, as far as the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from model.disclosure import Dates
from nlp.languages.cues import EVENTS, Cues
from nlp.languages.kanji import number, with_digits
from nlp.languages.lexicon import lexicon
from nlp.languages.relative_days import relative_days
from nlp.languages.text import Sentence

_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})[./](\d{1,2})[./](20\d\d)(?!\d)")
_N = r"\d?十\d?|\d{1,2}"  # of a month or a day, its kanji for digits replaced
_JA = re.compile(
    rf"(?:(?:(?P<year>20\d\d)|令和(?P<reiwa>{_N}|元))年)(?P<month>{_N})月(?:(?P<day>{_N})日)?"
    rf"|(?:(?P<ago>今年|昨年|前年|一昨年|同年)|(?<![\d年]))(?P<month2>{_N})月(?:(?P<day2>{_N})日)?(?![間号\d])"
    rf"|(?P<moon>今月|先月|前月)(?P<day3>{_N})日(?![間目\d])"
)
_YEARS_AGO = {"今年": 0, "昨年": 1, "前年": 1, "一昨年": 2}
_DAY = re.compile(r"\b(?:no|o|el|del|do|al|pasado|passado) dia (\d{1,2})\b(?! (?:de|del|do) [a-z])")  # "no dia 2"
_BARE_DAY = {
    "es": _DAY,
    "pt": _DAY,
    "ja": re.compile(r"(?<![\d年月約第後前])(\d{1,2})日(?=[、未午早深夜朝昼夕に])"),
}
_THAT = re.compile(r"\b(?:dass|que|che|dat)\b|\bqu'")
_ON = re.compile(  # what stands before the day on which something was told: "ha annunciato sabato il ", "No dia "
    r"[^\w.:;]*(?:(?:il|el|le|l'|em|no|na|o|a|am|op|den|dia|giorno|pasado|passado|(?:segunda|terca|quarta|quinta|sexta)-feira"
    r"|[a-z]{3,9}(?:dag|tag|edi|di|es|ado|bato|ato|go)),? ?){0,4}"
)
_ASIDE = re.compile(r", [^,.;:!?\n]{4,60}, ")
_LEAD = 3  # sentences behind the title
_BEHIND = re.compile(r"(?: (?:de|du|di|da|do|del|ce|survenue?|la nuit de|dans la nuit de|dans la nuit du))? ?")
_NEAR = 24  # characters
_VERB = 12  # characters between a day and the verb of telling that is put in behind it
_REIWA = 2018
_DECEMBER = 12
_MONTH_DAYS = 31
_LEAP_YEAR = 2024
_EARLY = 7  # sentences
_ROLES = ("happened", "noticed", "announced")


@dataclass(frozen=True, slots=True)
class _Date:
    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    full: bool = True  # told with its month
    relative: bool = False  # told from the day of publication

    def told_year(self, published: date | None) -> int | None:
        """A missing year is the latest that is not after `published`."""
        if self.year is not None or published is None:
            return self.year
        return published.year - ((self.month, self.day or 1) > (published.month, published.day))

    def iso(self, published: date | None) -> str:
        """ISO form."""
        year = self.told_year(published)
        head = f"{year:04d}-{self.month:02d}" if year else f"--{self.month:02d}"
        return f"{head}-{self.day:02d}" if self.day else head


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a document; `dated`: whether it tells one of the incident together with its month.

    "On Friday" and "on the 5th" stand in calm news as well.
    """

    dates: Dates
    dated: bool


def days(cues: Cues, published: date | None) -> Days:
    """The first date of each role; `occurred` falls back to the first date noticed."""
    found: dict[str, str] = {}
    dated = False
    for sentence in cues.reading.sentences:
        if cues.has("penalty", sentence):
            continue
        for when in _dates(cues, sentence, published):
            if when.relative:
                role = "relative" if _on(cues, sentence, when) else None
            else:
                role = _role(cues, sentence, when) or _untold(cues, sentence, when)
            if role is not None:
                found.setdefault(role, when.iso(published))
                dated = dated or (role != "announced" and when.full)
    occurred = next((found[role] for role in ("happened", "noticed", "relative", "untold") if role in found), None)
    return Days(Dates(occurred, found.get("noticed"), found.get("announced")), dated)


_TELLS = {  # whose verbs of telling stand anywhere: "bestätigte gestern einen Angriff"
    "de": re.compile(
        r"teil(?:t|te|ten|en)\b|mitteil|informier|bestatig|\bmeld|gemeldet|bekannt|erklar|\bsag|schr[ie]+b|bericht|verkund"
        r"|\braum\w*[^.;]{0,60} ein\b|warn"
    ),
    "nl": re.compile(r"\bmeld|gemeld|bekend|weten|bevestig|inform|\bzeg|\bzei|schr[ije]+f|bericht|waarschuw|verklaar"),
    "ja": re.compile(r"発表|公表|明らかに|報告|通知|説明|謝罪|認め"),
}


def _on(cues: Cues, sentence: Sentence, when: _Date) -> bool:
    """Whether it befell somebody on a day that is told from the day of publication."""
    tells = _TELLS.get(cues.lexicon.language)
    if tells is None:
        return _struck_on(cues, sentence, when)
    early = sentence.index < _EARLY and not tells.search(sentence.folded)
    return early and cues.happens(sentence) and _role(cues, sentence, when) == "happened"


def _struck_on(cues: Cues, sentence: Sentence, when: _Date) -> bool:
    """Whether "vendredi" stands right behind what befell somebody: the press tells more often of the day of telling."""
    if sentence.index > _LEAD or any(cues.has(name, sentence) for name in ("announced", "report", "confirm")):
        return False
    ends = (end for name in ("incident", "victim", "ransomware") for _, end in cues.spans(name, sentence))
    return any(
        _BEHIND.fullmatch(cues.reading.folded, end, when.start) for end in ends if 0 <= when.start - end <= _NEAR
    )


def _role(cues: Cues, sentence: Sentence, when: _Date) -> str | None:
    """The role whose cue stands nearest to the date; none where the sentence tells nothing of an incident."""
    related = any(cues.has(name, sentence) for name in ("incident", "exposure", "victim", "ransomware"))
    related = related or sentence.index < 4  # noqa: PLR2004 - the lead tells of the incident
    if not related or _near(cues.spans("fault", sentence), when) < 12:  # noqa: PLR2004 - directly beside
        return "noticed" if not related and _near(cues.spans("noticed", sentence), when) < 60 else None  # noqa: PLR2004
    topic = _topic(cues, sentence, when) if cues.lexicon.language == "ja" else None
    if _told_aside(cues, sentence, when):
        return "happened"
    if topic is not None or _told_on(cues, sentence, when):
        return topic or "announced"
    distances = {role: _near(cues.spans(role, sentence), when) for role in _ROLES}
    said = _said_before(cues, sentence, when)
    if said:  # "X informs that, on 2 June, somebody got in": the day is not that of telling
        distances["announced"] = _near([s for s in cues.spans("announced", sentence) if s[0] >= said], when)
    for name in ("incident", "victim", "ransomware", "exposure"):
        distances["happened"] = min(distances["happened"], _near(cues.spans(name, sentence), when) + 6)
    distances["happened"] = max(distances["happened"], 4.0)
    role = min(_ROLES, key=lambda r: (distances[r], _ROLES.index(r)))
    if distances[role] == float("inf"):
        return "happened" if said and when.day and cues.happens(sentence) else None
    return role


def _told_on(cues: Cues, sentence: Sentence, when: _Date) -> bool:
    """Whether it is the day of telling: "ha annunciato il 12 novembre", "No dia 12, o clube informou que ..."."""
    folded, told = cues.reading.folded, cues.spans("announced", sentence)
    if cues.lexicon.language == "ja":
        return False
    if any(end <= when.start and _ON.fullmatch(folded, end, when.start) for _, end in told):
        return True
    if not _ON.fullmatch(folded, sentence.start, when.start):
        return False
    verb = min((start for start, _ in told if start >= when.end), default=None)
    events = (start for name in ("happened", "noticed", *EVENTS) for start, _ in cues.spans(name, sentence))
    return verb is not None and not any(when.end <= start < verb for start in events)


def _told_aside(cues: Cues, sentence: Sentence, when: _Date) -> bool:
    """Whether the telling is only put in behind the day: "Le 5 novembre, a confirmé X, des pirates ont copié ..."."""
    folded = cues.reading.folded
    aside = _ASIDE.match(folded, when.end, sentence.end)
    if aside is None or cues.lexicon.language == "ja":
        return False
    told = any(start - when.end <= _VERB for start, _ in cues.spans("announced", sentence) if start >= when.end)
    events = (start for name in EVENTS for start, _ in cues.spans(name, sentence))
    return told and any(start >= aside.end() for start in events)


def _said_before(cues: Cues, sentence: Sentence, when: _Date) -> int:
    """Where the clause begins that says what was told, if the date stands in it; 0 where it does not."""
    folded = cues.reading.folded
    told = next((end for _, end in cues.spans("announced", sentence) if end <= when.start), None)
    that = None if told is None else _THAT.search(folded, told, when.start)
    return that.end() if that is not None and cues.lexicon.language != "ja" else 0


def _untold(cues: Cues, sentence: Sentence, when: _Date) -> str | None:
    """A day of which an early sentence does not say what it was: the incident's, where no other is."""
    early = 0 < sentence.index < _EARLY and not sentence.in_title
    told = any(cues.has(name, sentence) for name in ("announced", "statistics", "fault"))
    return "untold" if early and when.day and not told else None


def _topic(cues: Cues, sentence: Sentence, when: _Date) -> str | None:
    """As in "Xは5日、...と発表した": the date after the topic belongs to the verb of telling at the end.

    In "Xは、5日に...と発表した" it belongs to what is told.
    """
    folded = cues.reading.folded
    before = folded[sentence.start : when.start]
    if not before.rstrip("、").endswith("は") or not cues.has("announced", sentence):
        return None
    inner = before.endswith("、") and folded[when.end : when.end + 1] == "に" and cues.happens(sentence)
    return "happened" if inner else "announced"


def _near(spans: list[tuple[int, int]], when: _Date) -> float:
    """Characters between the date and the nearest span that lies outside it."""
    gaps = [
        when.start - end if end <= when.start else start - when.end
        for start, end in spans
        if end <= when.start or start >= when.end
    ]
    return float(min(gaps, default=float("inf")))


def _dates(cues: Cues, sentence: Sentence, published: date | None) -> Iterator[_Date]:
    folded, at = sentence.folded, sentence.start
    found: list[_Date] = []
    if cues.lexicon.language == "ja":
        found += filter(None, (_from_japanese(m, at, published) for m in _JA.finditer(with_digits(folded))))
    else:
        found += (_from_words(m, at, cues.lexicon.months) for m in _worded(cues.lexicon.language).finditer(folded))
        found += (
            _Date(int(m[3]), int(m[2]), int(m[1]), at + m.start(), at + m.end()) for m in _NUMERIC.finditer(folded)
        )
    if published is not None:
        told = relative_days(cues.lexicon.language, folded, published)
        found += (_Date(d.year, d.month, d.day, at + d.start, at + d.end, full=False, relative=True) for d in told)
    if published is not None and (bare := _BARE_DAY.get(cues.lexicon.language)):
        found += (_day(int(m[1]), published, at + m.start(1), at + m.end(1)) for m in bare.finditer(folded))
    found += (_Date(int(m[1]), int(m[2]), int(m[3]), at + m.start(), at + m.end()) for m in _ISO.finditer(folded))
    yield from sorted((d for d in found if _exists(d, published)), key=lambda d: d.start)


def _exists(when: _Date, published: date | None) -> bool:
    """Whether the calendar has this day; in a year that nobody tells, February has 29."""
    try:
        date(when.told_year(published) or _LEAP_YEAR, when.month, when.day or 1)
    except ValueError:
        return False
    return True


@cache
def _worded(language: str) -> re.Pattern[str]:
    """As in "14. März 2025", "le 1er mai", "nuit du 4 au 5 mai 2024" (the start counts), "marzo de 2025"."""
    months = "|".join(sorted(map(re.escape, lexicon(language).months), key=len, reverse=True))
    link = r"(?:de |del |do |di |of )?"
    into = "auf den|auf|bis|zum|und|au|et le|et|a|al|y el|y|e il|e|ao|op|en|tot|sur le|sul"
    first = rf"(?P<from>\d{{1,2}})\.?(?:er|o|º)? ?(?:-|(?:{into}) )(?:el |il |le )? ?"
    return re.compile(
        rf"(?<!\w)(?:(?:{first})?(?P<day>\d{{1,2}})\.?(?:er|o|º|ª)? {link})?"
        rf"(?P<month>{months})\b\.?(?: {link}(?P<year>20\d\d)(?!\d))?"
    )


def _from_words(match: re.Match[str], at: int, months: Mapping[str, int]) -> _Date:
    day = match["from"] or match["day"]
    year = int(match["year"]) if match["year"] else None
    return _Date(year, months[match["month"]], int(day) if day else None, at + match.start(), at + match.end())


def _day(day: int, published: date, start: int, end: int) -> _Date:
    """A day without a month: of the month of `published`, or of the last one before that had such a day."""
    first = published.replace(day=1)
    while 1 <= day <= _MONTH_DAYS and not _has(first, day, published) and first.year > date.min.year:
        first = (first - timedelta(days=1)).replace(day=1)
    return _Date(first.year, first.month, day, start, end, full=False)


def _has(month: date, day: int, published: date) -> bool:
    try:
        return month.replace(day=day) <= published
    except ValueError:
        return False


def _from_japanese(match: re.Match[str], at: int, published: date | None) -> _Date | None:
    start, end = at + match.start(), at + match.end()
    told = {name: _written(match[name]) for name in ("year", "reiwa", "month", "month2", "day", "day2", "day3")}
    if match["moon"]:
        if published is None:
            return None
        past = published.month - (match["moon"] != "今月")
        return _Date(published.year - (past == 0), past or _DECEMBER, told["day3"], start, end, full=False)
    year = told["year"] or (_REIWA + told["reiwa"] if told["reiwa"] else None)
    if published is not None and match["ago"] in _YEARS_AGO:
        year = published.year - _YEARS_AGO[match["ago"]]
    return _Date(year, told["month"] or told["month2"] or 0, told["day"] or told["day2"], start, end)


def _written(text: str | None) -> int | None:
    """The number of a year, a month or a day; the first year of an era is "元"."""
    return 1 if text == "元" else int(number(text) or 0) if text else None
