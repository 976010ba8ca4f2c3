"""Counts as the languages write them: "1,2 Mio.", "850.000", "6,4 millions", "27 millones", "約4万5千人"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from model.disclosure import Evidence, Records
from nlp.languages.cues import Cues
from nlp.languages.data_types import named_types
from nlp.languages.kanji import number, with_digits
from nlp.languages.lexicon import Lexicon, lexicon
from nlp.languages.sizes import is_no_count, is_staff, is_whole
from nlp.languages.text import Sentence

_GROUPED = re.compile(r"^\d{1,3}(?:[.,'  ]\d{3})+$")
_DIGITS = r"\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d{1,3})?"
_JA_SUM = re.compile(r"(?<![数何幾第])(?:\d[\d,.億万千百十]{0,30}|[千百十][\d億万千百十]{0,30})")
_JA_PEOPLE = re.compile(
    r"\s?(?:余り|超|強|弱)?(?:人|名|アカウント|口座|世帯|会員|ユーザー)(?!目)"
    r"|(?:余り|超|強|弱|以上)?(?:もの|の)(?:アカウント|会員|ユーザー|顧客|利用者)(?!企業)"
)
_JA_RECORDS = re.compile(r"\s?(?:余り|超|強|弱)?(?:件|レコード|通|枚)(?!目)")
_OF_THEM = re.compile(r"の?(?:うち|内)|中、?\d")  # a part is told behind it
_CURRENCY = re.compile(
    r"\s?(?:%|€|\$|£|¥|euro|dollar|dolar|reais|pfund|franken|pesos|"
    r"prozent|procent|por ?cento|per cento|pour|gb|tb|mb|円|ドル|ユーロ|社|倍|割)"
)
_PAID = re.compile(r"[$\u20ac\u00a3\u00a5]\s?$")
_AND = re.compile(  # between two counts that make one
    r"(?:,? (?:und|sowie|et|y|e|ed|en)(?: (?:von|bei|de|di|van|d[ae]|rund|etwa|gut|knapp|mehr als|uber|quelque|environ"
    r"|pres de|plus de|unos|mas de|cerca de|circa|oltre|mais de|ruim|ongeveer|bijna)){0,2} "
    r"|(?:と|および|及び)[^\d。、と]{1,6}[員客者生主師]約?)"
)
_MIN_COUNT = 3
_MIN_FAR = 1_000  # of a count beside no word of an incident, which may as well be of staff or of shops
_FAR = 8  # what such a count loses in rank
_SIZE = 4  # and one that rather says how large an organisation is
_MAX_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Count:
    value: int
    unit: str
    bound: str
    start: int
    end: int
    rank: int


def records(cues: Cues) -> Records | None:
    """How many were hit: the count in the title, else the most people beside the incident, else the most records."""
    asked = _asked(cues)
    counts = [c for s in cues.reading.sentences for c in _counts(cues, s, asked=s.index in asked)]
    if not counts:
        return None
    best = max(counts, key=lambda c: (c.rank, c.value, -c.start))
    raw = cues.reading.raw
    return Records(best.value, best.unit, Evidence(raw[best.start : best.end], best.start, best.end), best.bound)


def _asked(cues: Cues) -> set[int]:
    """The sentences that answer how many were hit."""
    return {
        answer.index
        for question, answer in pairwise(cues.reading.sentences)
        if question.folded.rstrip().endswith("?") and cues.has("how_many", question) and cues.has("people", question)
    }


def _counts(cues: Cues, sentence: Sentence, *, asked: bool) -> list[_Count]:
    """With their ranks: what stands far from any word of an incident counts only where nothing else does."""
    context = any(cues.has(name, sentence) for name in ("exposure", "incident", "misconfig", "victim"))
    context = asked or context or len(named_types(cues, sentence)) > 1
    if cues.has("penalty", sentence) or (not context and cues.has("statistics", sentence)):
        return []
    japanese = cues.lexicon.language == "ja"
    found = _japanese(sentence) if japanese else _western(cues.lexicon, sentence, bare=asked)
    denied = cues.spans("deny_forward", sentence)
    ranked = []
    for value, unit, start, end in found:
        if value < (_MIN_COUNT if context else _MIN_FAR) or any(0 <= start - e < _MIN_COUNT for _, e in denied):
            continue
        if is_staff(sentence.folded, start - sentence.start):
            continue
        near = sentence.folded[max(0, start - sentence.start - 24) : start - sentence.start]
        if japanese:  # says so behind the number: "5000件以上"
            near += sentence.folded[end - sentence.start : end - sentence.start + 2]
        rank = 4 * sentence.in_title + 2 * (unit == "people") + cues.has("exposure", sentence) - _FAR * (not context)
        rank -= _SIZE * is_no_count(sentence.folded, start - sentence.start)
        ranked.append(_Count(value, unit, _bound(cues.lexicon, near), start, end, rank))
    return list(_summed(cues.reading.folded, ranked))


def _summed(folded: str, counts: list[_Count]) -> Iterator[_Count]:
    """The counts, two of people as one where "and" joins them: "3.000 Kunden und 500 Mitarbeiter"."""
    held: _Count | None = None
    for count in counts:
        if held and held.unit == count.unit == "people" and _AND.fullmatch(folded, held.end, count.start):
            bound = held.bound if held.bound == count.bound else "about"
            rank = min(held.rank, count.rank)
            held = _Count(held.value + count.value, "people", bound, held.start, count.end, rank)
            continue
        if held:
            yield held
        held = count
    if held:
        yield held


def _bound(words: Lexicon, before: str) -> str:
    tail = before[-24:]
    for name, bound in (("at_least", "at_least"), ("at_most", "at_most"), ("approx", "about")):
        if words.cue(name).search(tail):
            return bound
    return "exact"


@cache
def _western_pattern(language: str) -> re.Pattern[str]:
    """number, scale, up to three words, unit."""
    words = lexicon(language)
    scales = "|".join(sorted((re.escape(s) for s in words.scales), key=len, reverse=True))
    spelled = "|".join(sorted((re.escape(s) for s in words.number_words), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<digits>{_DIGITS})(?:[ -]?(?P<scale>{scales})\b\.?)?"
        rf"|(?P<spelled>{spelled})[\s-]?(?:(?:de|di) )?(?P<scale2>{scales})\b\.?)"
        r"(?P<half> (?:y medi[oa]|e mezz[oa]|e mei[oa]|et demie?)\b)?"
    )


_FOLLOWING = re.compile(r"(?:\s(?:\(\w{2,8}-\))?[^\s,.;:()\d]{1,24}){0,4}")
_PART_OF = re.compile(  # between a count and the total that it is a part of: "12.000 der insgesamt 80.000 Kunden"
    r" (?:der|von|von den|von ihren|ihrer|seiner|unserer|des|de|de los|de las|de sus|de nuestros|de un total de|de ses"
    r"|de leurs|sur|sur les|sur un total de|parmi les|dei|delle|degli|dei suoi|su|su un totale di|dos|das"
    r"|dos seus|das suas|de um total de|van de"
    r"|van zijn|van haar) "
    r"(?:insgesamt |rund |etwa |gut |quelque |total de |circa |oltre |cerca de |in totaal |ruim |ongeveer )?"
)
_DAY = re.compile(r"\bdia $")  # "no dia 31"
_YEAR = re.compile(r"(?:19|20)\d\d")


def _western(words: Lexicon, sentence: Sentence, *, bare: bool) -> list[tuple[int, str, int, int]]:
    """The counts with a unit; a `bare` number is of people where that was asked."""
    found = []
    whole = ""  # what is counted of the whole that a part is told of
    numbers = list(_with_totals(words, sentence))
    for at, (match, counted) in enumerate(numbers):
        before = sentence.folded[max(0, match.start() - len("dia ")) : match.start()]
        if _CURRENCY.match(sentence.folded, match.end()) or _DAY.search(before) or _PAID.search(before):
            continue
        window = _FOLLOWING.match(sentence.folded, counted.end())
        following = window.group() if window else ""
        said = bare or _is_number_of(words, sentence.folded[max(0, match.start() - _BEHIND) : match.start()])
        said = said or (whole == "people" and _unit(words, following) is None)
        unit = _unit(words, following) or (("people", 0) if said and not _YEAR.fullmatch(match.group()) else None)
        if is_whole(sentence.folded, match.start(), parted=at + 1 < len(numbers)):
            whole = unit[0] if unit else ""
            continue
        if unit is None or (_YEAR.fullmatch(match.group()) and len(following[: unit[1]].split()) > 1):
            continue
        value = _value(words, match)
        if value is not None:
            found.append((value, unit[0], sentence.start + match.start(), sentence.start + counted.end() + unit[1]))
    return found


_HIT = re.compile(r"opfer|betroffene|victim|vitima|vittim|slachtoffer|afectad|afetad|coinvolt|concern|touche|getroffen")
_NUMBER_OF = re.compile(  # "die Zahl der betroffenen Patienten ist auf 21.000 gestiegen"
    r"\b(?:an)?(?:zahl der|nombre des?|cifra de|n[uú]mero de|numero (?:di|de[il]|delle|degli)|aantal)\b"
    r"(?P<who>(?:[^.;:]|\.\d){1,60})"
    r"\s(?:auf|bei|à|a|ad|en|para|em|op|naar|tot)\s(?:[^\W\d]+\s)?$"
)
_BEHIND = 100  # code points


def _is_number_of(words: Lexicon, before: str) -> bool:
    """Whether the words before a number say that it counts people."""
    told = _NUMBER_OF.search(before)
    return told is not None and bool(words.cue("people").search(told["who"]) or _HIT.search(told["who"]))


def _with_totals(words: Lexicon, sentence: Sentence) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each number, and the one before its unit: itself, or the total that it is a part of, which is no count."""
    matches = list(_western_pattern(words.language).finditer(sentence.folded))
    parts = [_PART_OF.fullmatch(sentence.folded, a.end(), b.start()) is not None for a, b in pairwise(matches)]
    for at, match in enumerate(matches):
        if at == 0 or not parts[at - 1]:
            yield match, matches[at + 1] if at < len(parts) and parts[at] else match


def _unit(words: Lexicon, following: str) -> tuple[str, int] | None:
    people, rows = words.cue("people").search(following), words.cue("records").search(following)
    if people and (not rows or people.start() <= rows.start() + 12):
        return "people", people.end()
    return ("records", rows.end()) if rows else None


def _value(words: Lexicon, match: re.Match[str]) -> int | None:
    scale = match["scale"] or match["scale2"]
    factor = words.scales[scale] if scale else 1.0
    half = factor / 2 if match["half"] and scale else 0  # "un millón y medio"
    if match["spelled"]:
        return round(words.number_words[match["spelled"]] * factor + half)
    digits = match["digits"]
    if len(digits) > _MAX_DIGITS:
        return None
    # "1.234 Mio." is a decimal, "2.000 millones" is none: nobody writes a nought at its end
    if _GROUPED.match(digits) and (factor == 1 or len(digits) > 6 or re.search(r"\.\d\d0$", digits)):  # noqa: PLR2004
        return round(int(re.sub(r"\D", "", digits)) * factor)
    if factor == 1 and re.search(r"[.,]", digits):
        return None
    return round(float(digits.replace(",", ".").replace("'", "").replace(" ", "")) * factor + half)


def _japanese(sentence: Sentence) -> list[tuple[int, str, int, int]]:
    found = []
    text = with_digits(sentence.folded)
    for match in _JA_SUM.finditer(text):
        people = _JA_PEOPLE.match(text, match.end())
        unit = people or _JA_RECORDS.match(text, match.end())
        if unit is None or _OF_THEM.match(text, unit.end()) or _CURRENCY.match(text, match.end()):
            continue
        few = match.group() != sentence.folded[slice(*match.span())] and len(match.group()) == 1  # "三人の担当者"
        value = None if few else number(match.group())
        if value is not None:
            kind = "people" if people else "records"
            found.append((round(value), kind, sentence.start + match.start(), sentence.start + unit.end()))
    return found
