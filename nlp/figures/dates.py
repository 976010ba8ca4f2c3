"""When the intrusion began, when it was found, and when it was first told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from model.disclosure import Dates
from model.vocabulary import Role
from nlp.figures.anchored import is_counted
from nlp.figures.days import MONTH, days_in, is_day
from nlp.figures.until import done_then
from nlp.reading import Reading
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_OCCURRED = re.compile(
    r"\b(?:occur\w*|took place|happened"
    r"|(?:began|beg[iu]n\w*|start\w*)(?! (?:to )?(?:notif|inform|investigat|tell|writ|contact|send|warn|review|mail"
    r"|alert|an? (?:\w+ )?(?:investigation|review)))|suffer\w*|breach\w*|hack\w*|attack\w*|compromis\w+|stolen|stole"
    r"|intru\w+|got (?:in|into)|gain\w* access|access\w*(?! (?:and \w+ )?logs?\b)|exfiltrat\w*|infect\w*|hit|leak\w*"
    r"|exported|theft|targeted|unauthori[sz]ed|ransomware|incident|dat(?:e[sd]?|ing) (?:back|to)"
    r"|(?:go(?:es|ing)?|went|trace[sd]?) back to|recorded|as recent as"
    r"|obtained|taken|entered|broken into|break-in|broke in|signed in|logged in|(?:first|unknown"
    r"|unrecogni[sz]ed) (?:log-?ins?|sign-?ins?)|copied|downloaded|got hold|poisoned|hijack\w*|skimm\w*|recording"
    r"|had access|open to|readable|visible|could be (?:seen|read|viewed)|encrypt\w*|infiltrat\w*|exposed|between"
    r"|scraped|dump\w*|burglary|lost|data from|circulat\w*|posted"
    r"|(?<!news )broke|(?:been|was|were) (?:installed|planted))\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:discover\w*|detect\w*|learn\w*|notic(?:ed|es|ing)|identif\w*|became aware|found|spotted|noted|realized"
    r"|uncovered|alarm|aware)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:disclos\w*|announc\w*|notif\w*|told|tell\w*|warn\w*|reported|letters?|(?<!a )(?<!on )notices?|statement"
    r"|public\w*|published|posted (?:a )?notice|inform\w*|said|says|sent|mail\w*|emailed|confirmed|filed|alert\w*"
    r"|came out|reveal\w*|admitted|acknowledged)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:due by|deadline|hearing|until|expires?|founded(?! by)|since its|born|class members|fine[ds]?|settle\w*|court"
    r"|patch\w*|last used|version|updated|copyright|years? (?:earlier|before)|previous (?:breach|incident|attack)"
    r"|another (?:breach|incident)|earlier (?:breach|incident)|sold|for sale|listed|redistribut\w*|surfaced|appeared"
    r"|shared|(?<!ication was )(?<!notice was )provided|added to|lawsuit|raised|acquired|customers? (?:who|between)"
    r"|placed (?:orders?|between)|shopped"
    r"|report with|executive briefing|item 1|form 8|rule|breaches in|closed|determin\w+|material|came to light"
    r"|news broke|within \w+ days of|upper limit|loaded|fifth since"
    r"|(?:customers?|members?|users?|years?) since|since then)\b",
    re.IGNORECASE,
)
_CUES = (("occurred", _OCCURRED), ("found", _FOUND), ("told", _TOLD), ("other", _OTHER))
_MOST = 12  # dates read of one sentence
_REACH = 130  # code points around a date in which a cue is looked for
_OPENING = 4  # code points before a date that opens its sentence ("On ")


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
_NEAR = 60  # code points
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
    before, behind = sentence.text[max(0, at - _NEAR) : at], sentence.text[at : at + _NEAR]
    clause = _BORDER.split(before)[-1] + _BORDER.split(behind)[0]
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
    if _REPORTED.search(text[: match.start()]):  # "had disclosed a breach a week earlier"
        return -_ASIDE
    of_event = anchor[0] > max(anchor[1:])
    if match["after"]:  # "stopped on 9 May, six days after it began"
        return 0.0 if of_event and not match["after"].lower().startswith("after it ") else 2.7
    return 1.5 if scores[0] > max(scores[1:]) and not of_event else 0.0


_Scores = tuple[float, float, float]


def _scores(text: str, match: re.Match[str], index: int) -> _Scores:
    """How much a date is that of the intrusion, of its detection, of the first notice: the nearest cue leads."""
    near = _distances(text, match)
    early = max(0.0, 0.6 - 0.06 * index)
    before = text[: match.start()]
    leader = min(near, key=lambda name: (near[name], name != "occurred"), default="none")
    if _FOUND_IT.search(before):
        leader = "found"
    only_then = done_then(before[-2 * _NEAR :])
    leader = only_then or leader
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
    clause = text[: match.end()][-2 * _NEAR :]
    if _is_of_another(text, match, clause) or _is_of_law(text, match):
        return -_ASIDE, -_ASIDE, -_ASIDE
    if not opens_range and _is_of_saying(text, match):
        scores["occurred"] -= _ASIDE
    if opens_range and leader == "none":
        scores["occurred"] = _LEADS + early
    if opens_range or (_BEGIN.search(before) and not _REPORTED.search(before)):
        scores["occurred"] += 0.8
        scores["occurred"] += 1.0 if _BACK.search(before) else 0.0
    elif _RANGE_END.search(before):
        scores["occurred"] -= 0.8
    return scores["occurred"], scores["found"], scores["told"]


_ASIDE = 2.5  # what a day loses on which it was said, and a stretch of time in which somebody tried to tell the company
_SAID = r"(?:said|claimed|announced|acknowledged|admitted|revealed|confirmed|disclosed|reported|stated|warned|told \w+)"
_SAID_ON = late(  # "said on Monday", "confirmed on 12 November", but not "confirmed a breach in May"
    rf"\b{_SAID} (?:in an? (?:\w+ ){{1,2}})?(?:on|last|late|early|this|\w+day)\b[^,;:]{{0,25}}$", re.IGNORECASE
)
_FILED_ON = late(r"\b(?:filed|furnished|submitted)\b[^,;:]{0,40}\bon $", re.IGNORECASE)
_LISTED_ON = late(  # "added the firm to its leak site on Saturday"
    r"\b(?:added|listed|named|posted|published|appeared|claimed)\b[^;:]{0,80}\b(?:leak|extortion|shaming|data-leak) "
    r"(?:site|blog|page|portal)\b[^,;:]{0,25}$"
    r"|\b(?:put|posted|published|dumped|released|uploaded)\b[^;:]{0,60}\b(?:online|(?:on|to) (?:an?|the)"
    r" (?:[\w-]+ ){0,2}(?:forum|dark ?web|channel)|(?:up )?for sale)\b[^,;:]{0,25}$",
    re.IGNORECASE,
)
_JOINED = late(  # of whom data is: "those who signed up before February 2024"
    r"\b(?:signed up|registered|joined|enrolled|subscribed|(?:opened|created) (?:an |their )?accounts?"
    r"|accounts? (?:opened|created))"
    r"(?: [\w-]+){0,3}? (?:before|until|prior to|after|since|between|in|from|by|for) (?:\w+ )?$",
    re.IGNORECASE,
)
_ALSO_HIT = late(  # another time: "was also hit by an attack in 2018"
    r"\b(?:was|were|had|has) also (?:been )?(?:hit|hacked|breached|attacked|targeted)\b[^,;:.]{0,60}$", re.IGNORECASE
)
_ONCE_BEFORE = late(  # "Two years ago it had been hacked before"
    r"^[^;:.]{0,60}\b(?:hacked|breached|attacked|hit|compromised|targeted)\b[^;:.]{0,20}\b(?:before|already|once)\b",
    re.IGNORECASE,
)
_AGE = late(  # "records that go back to 2015 were stolen"
    r"\b(?:data|documents|e-?mails|files|messages|orders|records|transactions)(?: that| which)?"
    r" (?:dat(?:e|ed|es|ing)|go(?:es|ing)?|went) back (?:to |as far as )?(?:\w+ )?$",
    re.IGNORECASE,
)
_WERE_TAKEN = late(r"[^.;:]{0,40}\b(?:was|were) (?:accessed|copied|stolen|taken)\b", re.IGNORECASE)
_DUE = late(  # "must be changed by 1 April", "letters go out from 20 March"
    r"\b(?:must|should|had to|ha(?:s|ve) to|needs? to|needed to|due|no later than)\b[^;:.]{0,60}\b(?:by|until|before) $"
    r"|\b(?:letters?|notices?|notifications?|mails?|e-?mails?|payments?) (?:will )?(?:go|goes|be)\b[^;:.]{0,40}$",
    re.IGNORECASE,
)
_NO_EVENT = (
    r"(?:(?!\b(?:breach\w*|hack\w*|attack\w*|incident\w*|stol\w+|theft|leak\w*|over|after|for|that|whose?|which|from)\b)"
    r"[^,;:.])"
)
_LAW = (
    r"(?:approv(?:ed|al)|ruled|ruling|sued|fined|sentenced|ordered|settled|agreed to pay|pleaded guilty|imposed|charged"
    r"|indicted|arrested|filed (?:an? |the )?(?:[\w-]+ )?(?:suit|lawsuit|complaint|class action)"
    r"|(?:suit|lawsuit|complaint|class action) (?:(?:was|were|has been|had been) )?filed)"
)
_AT_LAW = late(rf"\b{_LAW}\b{_NO_EVENT}{{0,40}}$", re.IGNORECASE)  # "gave final approval on", "fined the shop on"
_THEN_LAW = late(rf"^,?\s{_NO_EVENT}{{0,60}}?\b{_LAW}\b", re.IGNORECASE)  # "On 3 May the office fined the shop"
_OPENS = late(r"(?:^|[;:.,] )(?:(?:in|on) )?$", re.IGNORECASE)
_SAID_THEN = late(  # "which it disclosed June 13"
    r"\b(?:disclosed|announced|revealed|reported|confirmed) (?:it |this )?(?:publicly )?$", re.IGNORECASE
)
_THEN_SAID = re.compile(rf"^,?\s(?P<who>(?:[^\s,;:]+\s){{1,8}}?)(?:has |have |had )?(?:also )?{_SAID}\b", re.IGNORECASE)


def _is_of_another(text: str, match: re.Match[str], clause: str) -> bool:
    """Whether a day is of something else: data put online, an older breach, who joined when, what is due."""
    if _ONCE_BEFORE.match(text[match.end() :]) or _DUE.search(text[: match.start()]):
        return True
    if _AGE.search(clause[: len(clause) - len(match.group())]) and _WERE_TAKEN.match(text[match.end() :]):
        return True
    return bool(_LISTED_ON.search(clause) or _ALSO_HIT.search(clause) or _JOINED.search(text[: match.start()]))


_NO_DAY = ("m3", "m4", "y5")  # a month or year in which something was disclosed is mostly that of the breach too


def _is_of_law(text: str, match: re.Match[str]) -> bool:
    """Whether a day is that of a court's or an authority's act, and not of what it is about."""
    before = text[: match.start()]
    if _AT_LAW.search(before[-2 * _NEAR :]):
        return True
    return bool(_OPENS.search(before) and _THEN_LAW.match(text[match.end() :][: 2 * _NEAR]))


def _is_of_saying(text: str, match: re.Match[str]) -> bool:
    """Whether a day is that of the telling: "said on Monday", "On Monday, the shop said that"."""
    if _SAID_ON.search(text[: match.end()][-2 * _NEAR :]) or _FILED_ON.search(text[: match.start()][-_NEAR:]):
        return True
    if (match.groupdict().get("d1") or match.groupdict().get("d2")) and _SAID_THEN.search(text[: match.start()]):
        return True
    if match.start() > _OPENING or any(match.groupdict().get(name) for name in _NO_DAY):
        return False
    then = _THEN_SAID.match(text[match.end() :])
    return then is not None and not _OCCURRED.search(then["who"]) and not _FOUND.search(then["who"])


_CONTACTED = late(r"\b(?:attempts?|efforts?|tried|trying) (?:[\w-]+ ){0,3}?to (?:contact|reach|warn)\b", re.IGNORECASE)
_BACK = re.compile(r"\bdat\w+ back (?:to )?$", re.IGNORECASE)  # how old data are says more than when they were told
_REPORTED = re.compile(
    r"\b(?:declar\w+|report\w*|disclos\w+|announc\w+|confirm\w+|admitt?\w*|told"
    r"|reveal\w*)\s+(?:\w+\s+){0,6}(?:incident|breach|attack|intrusion|theft"
    r"|compromise)(?: on| in)?\s$",
    re.IGNORECASE,
)
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


def _distances(text: str, match: re.Match[str]) -> dict[str, int]:
    """Distance of the nearest cue of each sort within the clause; a cue before a border of clauses counts as farther."""  # noqa: E501 a small number or a flat list of rules reads best in place
    reach = _REACH * (2 if match.start() <= _OPENING else 1)  # "In May 2020, ... suffered": the verb may be far
    left, right = text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + reach]
    found: dict[str, int] = {}
    for name, pattern in _CUES:
        distances = [m.start() + _crossed(right[: m.start()]) for m in pattern.finditer(right)]
        distances += [len(left) - m.end() + _crossed(left[m.end() :]) for m in pattern.finditer(left)]
        if distances:
            found[name] = min(distances)
    return found


def _crossed(between: str) -> int:
    return _BORDER_COST * sum(1 for _ in _BORDER.finditer(between))


_BORDER = re.compile(
    r"[;:]|, (?:and|but|which|while|after|by)\b| and (?:on|was|were|by|told|has|had)\b| but | which | that |\. ",
    re.IGNORECASE,
)
_BORDER_COST = 60
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
