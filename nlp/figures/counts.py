"""How many people or records were hit, with unit and bound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.disclosure import Records
from nlp.figures.bounds import LOW, bound_before
from nlp.figures.days import MONTH, counts_next
from nlp.figures.measures import MEASURED, PRICED, SIGNS
from nlp.figures.numerals import NUMERAL, share_before, value_of_words
from nlp.figures.revised import CHANGED, correction, has_grown, is_outdated, replaces
from nlp.figures.sizes import OWNERS, counts_others, is_size
from nlp.reading import Reading
from nlp.text.patterns import late
from nlp.text.sentences import Sentence
from nlp.trained.tagger import Tagged

_PEOPLE = (
    r"people|individuals?|persons?|customers?|users?|patients?|employees|members|subscribers|clients?|students|guests"
    r"|passengers|residents|citizens|voters|players|consumers|workers|account holders|cardholders|policyholders"
    r"|taxpayers|donors|applicants|veterans|shoppers|travell?ers|drivers|riders|beneficiaries|participants|staff"
    r"|teachers|children|parents|job seekers|americans|californians|canadians|australians|britons|texans|borrowers"
    r"|enrollees|victims|physicians|adults|households|accounts?|subscriptions|identities|families|candidates|gamers"
    r"|developers|personnel|inmates|soldiers|visitors|professionals|men|women|readers|merchants|investors|fans"
    r"|graduates|alumni|volunteers|doctors|nurses|officers|agents|attendees|pilots|retirees|pensioners|pupils|tenants"
    r"|farmers|seniors|recipients|respondents|claimants|jobseekers|inhabitants|owners|homeowners|renters|fliers|flyers"
    r"|worshippers|parishioners|trainees|interns|contractors|prisoners|detainees|refugees|asylum seekers|migrants"
    r"|witnesses|suspects|minors|kids|freelancers|hauliers|couriers|insured|employers'? staff|believers|viewers"
    r"|listeners|technicians|officials|buyers|sellers|bidders|creators|streamers|supporters|lessees|backers|carers"
    r"|caregivers|dependants|dependents"
)
_RECORDS = (
    r"records?|rows|entries|e-?mail addresses|emails?|e-?mails|profiles|files|documents|phone numbers|numbers"
    r"|credit cards?|cards|payment cards|usernames|passwords|login credentials|credentials|social security numbers"
    r"|addresses|letters|user records|lines|images|photos|names|licen[sc]es|passports|tax returns|data sets"
    r"|transactions|claims|forms|messages|devices|companies|organi[sz]ations|pieces|orders|bookings|reservations"
    r"|applications|tickets|vehicles|policies|contacts|vouchers|pictures|certificates|r\u00e9sum\u00e9s|resumes"
    r"|rows of data|data records|invoices|contracts|purchases|payments|visits|stays|receipts|cheques|checks|charts"
    r"|quotes|requests|enquiries|submissions"
)
_SCALE = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "lakh": 10**5,
    "crore": 10**7,
    "hundred": 100,
    "dozen": 12,
}
_PARTS = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}
_NO_COUNT = (  # what follows a number that counts nobody
    rf"(?![\d%:/]|[.,]\d|{MEASURED}|\s?(?:percent|per cent|%"
    r"|years?|days?|hours?|minutes?|months?|weeks?|a\.m|p\.m|st\b|nd\b|rd\b|th\b)"
    r"|(?<=\b911) (?:dispatch|calls?|communications?|cent(?:er|re)|services?|emergency|operators?|lines?|systems?))"
)
_NUMBER = re.compile(
    rf"(?<![\w{SIGNS}.,/:#-])(?:(?P<low>\d+(?:,\d+)*(?:\.\d+)?)-(?!\d+-))?(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}"  # 45,00,000, as India writes it
    rf"|\d{{1,3}}(?:[ '\u00a0\u202f]\d{{3}})+(?!\d)"
    rf"|\d{{1,3}},\d{{1,2}}(?=[\s-](?:million|billion|mn|mio|bn)\b)"
    rf"|\d+(?:\.\d+)?[{''.join(_PARTS)}]?)"
    rf"(?:[\s-]?(?P<scale>thousand|million|billion|mn|mio|bn|lakh|crore|hundred|k|m"
    rf"|b)\b)?+(?P<plus>\+)?+{_NO_COUNT}",
    re.IGNORECASE,
)
_SPELLED = re.compile(rf"(?<![\w{SIGNS}.,/:#-])(?:{NUMERAL}){_NO_COUNT}", re.IGNORECASE)
_UNIT = re.compile(
    rf"^[\s-]+(?:(?:current|past|former|present|active|living|postpaid|prepaid|adult|male|female|[\w-]+)\s+(?:and"
    rf"|or|&)\s+"
    rf"(?=[\w-]+\s+(?:{_PEOPLE}|{_RECORDS})\b))?(?:of (?:its|their|the|our|them)\s+)?(?:(?!(?:and|or|from|with|by|in|at"
    rf"|on|including|of)\b)(?!\w+'\s)[\w'&/@.-]+,?\s+){{0,5}}?(?P<unit>{_PEOPLE}|{_RECORDS})\b",
    re.IGNORECASE,
)
_AFTER_UNIT = re.compile(rf"\b(?P<unit>{_PEOPLE}|{_RECORDS})\b[^.;]{{0,50}}$", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?P<unit>(?:figure|number|total|tally|count|toll)(?: of (?:people|customers|victims|patients"
    r"|those)[\w ]{0,30})?)"
    rf"\s+(?:[\w-]+\s+){{0,6}}?(?:is|was|stands|stood|{CHANGED}|at|to|now)\s+(?:from\s+{LOW}\s+)?(?:(?:at|to|now|about"
    r"|nearly|some|up)\s+)*$",
    re.IGNORECASE,
)
_NUMBER_OF = late(  # "the number of people whose names and addresses were copied is now 120,000"
    rf"\bnumber of (?:[\w-]+ ){{0,3}}?(?P<unit>{_PEOPLE})\b[^.;]{{0,120}}"
    r"\s(?:is|was|now|(?:stands|rose|risen|grown|climbed) (?:at|to))"
    r"\s+(?:(?:now|about|nearly|some) )*$",
    re.IGNORECASE,
)
_OF_THEM = late(  # "Of its 2 million customers, 500 are affected"
    rf"^\W*(?:out )?of {OWNERS} [^,.;]*?\b(?P<unit>{_PEOPLE})\b[^,.;]*, (?:[a-z]+ ){{0,3}}$", re.IGNORECASE
)
_FAR = 200  # code points before a number within which it is said what is counted
_LABELLED = re.compile(  # "How many: 512,204", "Number of requests: 41,000"
    r"^\W*(?:how many|(?:total|people|persons|individuals|population|residents|members|patients)(?: \w+){0,2}"
    r"|(?P<unit>numbers?|count)(?: of \w+){1,3})\s?:\s*(?:(?:about|some|nearly|at least|not fewer than|in total) )*$",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"\b(?:affect\w*|impact\w*|expos\w*|stolen|stole|steal\w*|compromis\w+|breach\w*|leak\w*|access\w*"
    r"|involv\w*|notif\w*|contain\w*|includ\w*|hack\w*|theft|lost|data (?:of|on|for|from|belonging)"
    r"|information (?:of|on|for|about)|records? (?:of|on|for)|personal|unique|disclos\w*|dump\w*|posted"
    r"|published|taken|obtained|victims?|letters|writ\w+|warn\w*|alert\w*|told|hit|mail(?:ed|ing)|raised"
    r"|took|copied|seized|exfiltrat\w*|made off with"
    r"|download\w*|scrap\w*|sold|for sale|details of|belonging|admit\w*|gone|held|on \d|concern\w*"
    r"|put at|definitive|figure)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:\$|fine[ds]?|settle\w*|revenue|employs|employees worldwide|founded|serves|operates|stores (?:in"
    r"|across)|countries|ransom|paid|bitcoin|pay(?:ing|ment)? of|budget|market|dealerships|shares|has"
    r" (?:more than |over |about |some )?[\d.,]+(?: \w+)? (?:customers|users|members|employees|subscribers"
    r"|stores|patients)|previously|last year|in 20\d\d|the 20\d\d (?:data )?(?:breach|hack|attack"
    r"|incident|leak)|another (?:breach|incident)|similar|part of an? (?:[\w-]+ )?(?:larger?|wider|bigger|broader"
    r"|global|massive) (?:[\w-]+ )?(?:breach|hack|attack|leak|campaign|incident))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Count:
    value: int
    unit: str
    bound: str
    start: int
    end: int
    sentence: int
    weight: float
    outdated: bool  # another number is told instead of it
    instead: bool = False  # it counts only if another was told before
    grown: bool = False  # those told before it were fewer


def read_counts(reading: Reading) -> None:
    """Sets `records` of a reading: the count that most plainly says how many were hit."""
    tagged = reading.tagged
    found = [count for i, s in enumerate(reading.sentences[:800]) for count in _in_sentence(s, i, tagged)]
    if not found:
        return
    outdated = {count.value for count in found if count.outdated}
    grown = max((count.sentence for count in found if count.grown), default=0)
    outdated |= {count.value for count in found if count.sentence < grown}
    found = [count for count in found if outdated or not count.instead]
    best = _best([count for count in found if count.value not in outdated]) or _best(found)
    if best is None:
        return
    unit = "people" if _FIGURE_WORD.match(best.unit) or re.fullmatch(_PEOPLE, best.unit, re.IGNORECASE) else "records"
    reading.records = Records(
        best.value, unit, reading.sentence_evidence(best.sentence, best.start, best.end), best.bound
    )
    reading.note(f"records {best.value} {unit} {best.bound}", reading.original[best.start : best.end])


def _best(found: list[_Count]) -> _Count | None:
    """The likeliest of the numbers, where one is likely."""
    repeated = Counter(count.value for count in found)
    best = max(found, key=lambda c: (c.weight + 0.4 * min(repeated[c.value] - 1, 2), -c.start), default=None)
    return best if best is not None and best.weight >= _LEAST else None


_FIGURE_WORD = re.compile(r"(?:figure|number|total|tally|count|toll)\b", re.IGNORECASE)
_LEAST = 1.5
_FEWEST = 2
_TOLD = 1.5  # what a label in front of a number is worth
_HEARD, _UNHEARD = 1.0, 0.3  # what the tagger's voice is worth for a number, and against it
_LIKELY = 0.5  # probability from which a number without a known unit counts, or one of a few in words
_FEW = 100  # below it words ("two employees") mostly count something else than those hit


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a sentence; `stop` is where the words behind it begin, `low` the lower end of a range (0 without).

    `bare`: digits and nothing else, which may be a year or a day.
    """

    value: int
    start: int
    end: int
    stop: int
    low: int = 0
    plus: bool = False
    spelled: bool = False
    bare: bool = False


def _numbers(text: str) -> Iterator[_Number]:
    """Those in digits, then those in words that hold none of the former."""
    figures = list(_NUMBER.finditer(text))
    for found in figures:
        low = value_of(found["low"], None) if found["low"] else 0
        bare = not found["scale"] and "," not in found["number"]
        value, (start, end) = value_of(found["number"], found["scale"]), found.span()
        yield _Number(value, start, end, end, low, plus=bool(found["plus"]), bare=bare)
    for found in _SPELLED.finditer(text):
        if all(found.end() <= figure.start() or figure.end() <= found.start() for figure in figures):
            again = _AGAIN.match(text, found.end())  # "four (4) residents"
            stop = again.end() if again else found.end()
            yield _Number(value_of_words(found[0]), *found.span(), stop, spelled=True)


def _in_sentence(sentence: Sentence, index: int, tagged: Tagged | None) -> Iterator[_Count]:
    text, at = sentence.text, sentence.start
    for number in _numbers(text):
        heard = tagged.heard(at + number.start, at + number.end, "RECORDS") if tagged is not None else None
        likely = heard is not None and heard >= _LIKELY
        few = number.spelled and number.value < _FEW and number.stop == number.end and not likely
        if few or number.value < max(_FEWEST, number.low):
            continue
        left, right = text[max(0, number.start - 60) : number.start], text[number.stop : number.stop + 90]
        unit = _UNIT.match(right)
        tail = None if unit else _tail(text, number)
        labelled = None if unit else _LABELLED.match(text[: number.start])
        instead = not (unit or tail or labelled) and replaces(left)
        told = likely or unit or ((tail or labelled or instead) and not _is_year(number))
        if not told or counts_others(left) or _is_of_other(text, number, left, right):
            continue
        name = unit["unit"] if unit else tail["unit"] if tail else "total"
        weight = _weight(sentence, index, number.value, name, unit is not None, left, right)
        weight += _TOLD if labelled or instead else 0.0
        weight += 0.0 if heard is None else _HEARD * heard - _UNHEARD * (1 - heard)
        share = 1.0 if _HIT_ONES.match(right) else share_before(left)
        bound = "about" if share < 1 else _bound(number, left)
        outdated = is_outdated(left, right)
        end = at + number.stop + (unit.end() if unit else 0)
        whole = _Count(
            number.value, name, bound, at + number.start, end, index, weight, outdated, instead, has_grown(left)
        )
        yield replace(whole, value=round(number.value * share))
        if share < 1:  # the whole is not how many were hit
            yield replace(whole, outdated=True)


def _tail(text: str, number: _Number) -> re.Match[str] | None:
    """What is counted where it stands before the number."""
    far = text[max(0, number.start - _FAR) : number.start]
    left = far[-60:]
    return (
        _NUMBER_OF.search(far)
        or _OF_THEM.search(text[: number.start])
        or _AFTER_UNIT.search(left)
        or _FIGURE.search(left)
    )


def _is_of_other(text: str, number: _Number, left: str, right: str) -> bool:
    """Whether it is a part of a name, of a date, or the sum of several incidents.

    "of 2000 customers" says how many, "in 2000 customers" when.
    """
    dated = _is_year(number) and _DATED.search(left)
    counts = number.end - number.start == _YEAR and _MAY_COUNT.search(left) and counts_next(text, number.end)
    named = _MONTH_NEXT.match(right) or _PART_OF_NAME.search(left) or PRICED.search(left) or _THINGS.match(right)
    return bool((dated and not counts) or named or _OF_MANY.search(text[: number.start]))


def _is_year(number: _Number) -> bool:
    return number.bare and (1900 <= number.value <= 2100 or number.value < 32)  # noqa: PLR2004 - days and years


def _bound(number: _Number, left: str) -> str:
    return bound_before(left) or ("at_least" if number.plus else "at_most" if number.low else "exact")


_AGAIN = late(r"\s\([\d,]+\)")
_HIT_ONES = late(  # "half of the 5,000 stolen records were e-mails"
    r"^\s(?:stolen|leaked|affected|exposed|compromised|breached|hacked|published)\b", re.IGNORECASE
)


_PART_OF_NAME = re.compile(  # "District 12 students"
    r"\b(?:District|Unit|Local|Lodge|Ward|Precinct|Region|Zone|Route|Building|Room|Section|Item|Article) (?:No\. ?)?$"
)
_THINGS = late(  # "318 of the 627 Oakfeld hotels", "230 million copies", "40 other employers"
    r"^(?: of (?:the|its|their|some)(?: [\d,.]+)?)?"
    r"(?: (?!(?:and|or|of|in|at|on|from|across|for|with|by|to|who|were|had)\b)[\w'-]+){0,2}?"
    r" (?:hotels|properties|stores|shops|branches|restaurants|locations|sites"
    r"|outlets|terminals|rooms|cities|towns|villages"
    r"|countries|states|flights|copies|downloads|installs|installations|servers|databases|jobs|lawsuits|complaints|agencies|banks|businesses"
    r"|charities|clinics|colleges|councils|dealers|districts|employers|firms|hospitals|municipalities|offices|practices"
    r"|retailers|schools|suppliers|universities|vendors|airlines|forces)\b",
    re.IGNORECASE,
)
_OF_MANY = late(  # "one of a string of thefts that affected 841 million users"
    r"\b(?:one|another|latest|newest|last|first|part) (?:[\w-]+ )?(?:of|in|from) (?:an? (?:[\w-]+ )?(?:string|series"
    r"|spate|wave|run|rash|chain|succession|number|dozen)(?: of)?|several|many|numerous|multiple|two|three|four|five"
    r"|\d+) (?:[\w-]+ ){0,3}?(?:thefts|breaches|hacks|attacks|leaks|intrusions|incidents|cyber-?attacks)"
    r"(?: [\w-]+){0,4}? (?:(?:that|which) (?:have |had )?(?:\w+ly )?(?:affected|hit|exposed|involved|impacted"
    r"|compromised)|affecting|hitting|exposing|involving|impacting)\b[^.,;]{0,60}$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?"
    r"|\b(?:in|since|during|until|by|from|of|early|late|mid|fiscal|year))[\s-]+$",
    re.IGNORECASE,
)
_YEAR = 4  # digits
_MAY_COUNT = late(r"\b(?:of|from|by) $", re.IGNORECASE)
_MONTH_NEXT = re.compile(rf"^(?:st|nd|rd|th)?(?: of)? {MONTH}", re.IGNORECASE)
_LARGE = 2.5  # what is lost where a number says how large an organisation is
_CHECKED = late(  # what somebody looked at to see whether a leak is genuine: "the paper checked 40 records"
    r"\b(?:check(?:ed|ing)|verif(?:ied|ying)|compar(?:ed|ing)|sampled|samples? (?:of|with|containing))"
    r"(?: (?:about|some|around|nearly|over|more than|up to|at least|the|a few|an?))?\s$",
    re.IGNORECASE,
)
_SELDOM_HIT = re.compile(  # units that seldom count those who were hit
    r"companies|organisations|organizations|devices|pieces|letters|messages|officers|agents|transactions"
    r"|developers|doctors|volunteers|nurses|attendees|forms|names|files|documents|images|victims|pictures"
    r"|orders|tickets|payments|visits|contracts|invoices"
)
_PART_OF = re.compile(r"\b(?:first|of the|only|including|among them|another|an additional|were)\s*$", re.IGNORECASE)


def _weight(sentence: Sentence, index: int, value: int, unit: str, direct: bool, left: str, right: str) -> float:  # noqa: PLR0917 a small number or a flat list of rules reads best in place
    text = sentence.text
    weight = 1.0 if direct else 0.3
    weight += 1.0 if _HIT.search(text) else 0.0
    weight += 0.5 if re.fullmatch(_PEOPLE, unit, re.IGNORECASE) else 0.0
    weight += 0.4 if re.search(r"\b(?:total|all|affect\w*|impact\w*)\b", text, re.IGNORECASE) else 0.0
    weight += 1.2 if re.match(r"[\s\w]{0,12}\bunique\b(?! (?:pass|user ?name|IP\b))", right, re.IGNORECASE) else 0.0
    weight += 0.5 if sentence.shape == "title" else 0.0
    weight += max(0.0, 0.5 - 0.05 * index) + min(len(str(value)), 9) * 0.06
    weight -= 1.0 if _OTHER.search(left) or _OTHER.search(text) else 0.0
    weight -= 0.8 if _SELDOM_HIT.fullmatch(unit.lower()) else 0.0
    weight -= 1.0 if _PART_OF.search(left) else 0.0
    weight -= _LARGE if is_size(left, right) else 0.0
    weight -= _LARGE if _CHECKED.search(left) else 0.0
    weight += correction(left)
    return weight


def value_of(number: str, scale: str | None) -> int:
    """The whole number that digits with a scale stand for; 10**12 at most."""
    decimal = re.fullmatch(r"\d{1,3},\d{1,2}", number)  # "1,2 million", as continental writers have it
    part = _PARTS.get(number[-1:], 0.0)  # "3\u00bd million"
    digits = re.sub(r"(?<=\d)[ '\u00a0\u202f](?=\d)", "", number.rstrip("".join(_PARTS)))
    whole = float(digits.replace(",", "." if decimal else "")[:15]) + part
    return min(round(whole * _SCALE.get((scale or "").lower(), 1)), 10**12)
