"""Days that are told from the day of publication: "vendredi dernier", "ayer", "tre giorni fa", "gestern", "先月"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

_WEEKDAYS: Final = {  # Monday first
    language: {name: number for number, names in enumerate(week.split()) for name in names.split("/")}
    for language, week in (
        ("fr", "lundi mardi mercredi jeudi vendredi samedi dimanche"),
        ("es", "lunes martes miercoles jueves viernes sabado domingo"),
        ("it", "lunedi martedi mercoledi giovedi venerdi sabato domenica"),
        ("pt", "segunda terca quarta quinta sexta sabado domingo"),
        ("de", "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag"),
        ("nl", "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        ("ja", ""),
    )
}
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "un une una uno um uma",
            "deux dos due dois duas",
            "trois tres tre",
            "quatre cuatro quattro quatro",
            "cinq cinco cinque",
            "six seis sei",
        ),
        1,
    )
    for word in words.split()
}
_N: Final = r"(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")"
_FUTURE: Final = "".join(  # not behind what stands before a day that is still to come, or that comes again
    rf"(?<!\b{word} )"
    for word in (
        "jusqu'a", "jusqu'au", "d'ici", "d'ici a", "avant", "des", "a partir de", "pour", "chaque", "prochain",
        "hasta el", "antes del", "a partir del", "para el", "proximo", "todos los", "cada",
        "fino a", "entro", "a partire da", "per", "prossimo", "prossima", "ogni",
        "ate", "ate a", "proxima", "toda", "para",
        "kommenden", "kommender", "nachsten", "nachster", "ab", "ab dem", "bis", "bis zum", "jeden", "jeweils",
        "komende", "volgende", "tot", "vanaf", "elke", "iedere", "uiterlijk", "spatestens",
    )
)  # fmt: skip
_LAST: Final = r"(?:(?:vergangene|letzte|vorige)[nr]?|afgelopen|jongstleden)"
_DATED: Final = r"(?!,? ?(?:de[nmr] )?\d{1,2}\b(?! uhr| uur))"  # "Freitag, 3. November": the date is told
_PATTERNS: Final = {
    "fr": rf"(?P<before>avant-hier)|(?P<yesterday>hier)|(?P<month>le mois dernier|(?:au cours )?du mois dernier)"
    rf"|il y a {_N} (?P<unit>jours?|semaines?|mois)"
    rf"|(?:ce |le )?{_FUTURE}(?P<weekday>DAY)(?! prochain)(?P<last> dernier)?",
    "es": rf"(?P<before>anteayer)|(?P<yesterday>ayer)|(?P<month>(?:el|del) mes pasado)"
    rf"|hace {_N} (?P<unit>dias?|semanas?|mes(?:es)?)"
    rf"|(?:este |el |del )(?P<was>pasado )?{_FUTURE}(?P<weekday>DAY)(?! (?:que viene|proximo))(?P<last> pasado)?",
    "it": rf"(?P<before>l'altro ?ieri)|(?P<yesterday>ieri)|(?P<month>(?:il|lo|del) (?:mese scorso|scorso mese))"
    rf"|{_N} (?P<unit>giorn[oi]|settiman[ae]|mes[ei]) fa"
    rf"|(?P<was>scors[oa] )?{_FUTURE}(?P<weekday>DAY)(?! prossim)(?P<last> scors[oa])?",
    "pt": rf"(?P<before>anteontem)|(?P<yesterday>ontem)|(?P<month>(?:no|do) mes passado|(?:no|do) ultimo mes)"
    rf"|ha {_N} (?P<unit>dias?|semanas?|mes(?:es)?)"
    rf"|(?:n[ao]|nest[ae]|dest[ae]|d[ao]) (?P<was>ultim[oa] |passad[oa] )?{_FUTURE}(?P<weekday>DAY)"
    r"(?:(?<=[cgqxt]a)-feira|(?<=do|go)|(?<=[a-z]a)(?= passada|[.,;:]|$))(?! que vem)(?P<last> passad[oa])?",
    "de": rf"(?P<before>vorgestern)|(?P<yesterday>gestern)|(?:(?:in )?der )?(?P<week>{_LAST} woche)"
    rf"|(?:im |ende |anfang )?(?P<month>{_LAST} monats?)"
    rf"|(?:(?:am|seit|vom|(?:auf|zum|zu)(?: den)?) )?(?P<was>{_LAST} )?{_FUTURE}(?P<weekday>DAY)"
    rf"(?:nacht|morgen|abend)?{_DATED}",
    "nl": rf"(?P<before>eergisteren)|(?P<yesterday>gisteren)|(?P<week>{_LAST} week)|(?P<month>{_LAST} maand)"
    rf"|(?:(?:op|sinds|van|nacht van) )?(?P<was>{_LAST} )?{_FUTURE}(?P<weekday>DAY)(?:nacht|ochtend|avond)?{_DATED}",
    "ja": r"(?P<before>一昨日|おととい)|(?P<yesterday>昨日|きのう)|(?P<week>先週)|(?P<month>先月(?!\d))",
}


@cache
def _compiled(language: str) -> re.Pattern[str] | None:
    """The pattern of a language as whole words, except in Japanese, which parts none; None where it has none."""
    if language not in _PATTERNS:
        return None
    whole = _PATTERNS[language].replace("DAY", "|".join(_WEEKDAYS[language]))
    return re.compile(whole if language == "ja" else rf"(?<![\w-])(?:{whole})(?![\w-])")


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day, or a month if `day` is None."""

    year: int
    month: int
    day: int | None
    start: int
    end: int


def relative_days(language: str, folded: str, published: date) -> Iterator[RelativeDay]:
    """The days that a folded sentence tells from `published`; none in a language that has no words for them here."""
    pattern = _compiled(language)
    for match in pattern.finditer(folded) if pattern else ():
        when, whole = _meant(match, language, published)
        yield RelativeDay(when.year, when.month, when.day if whole else None, *match.span())


def _meant(match: re.Match[str], language: str, published: date) -> tuple[date, bool]:
    """The day, and whether it is one; else only its month is told."""
    told = {name: words for name, words in match.groupdict().items() if words}
    if "before" in told or "yesterday" in told:
        return published - timedelta(days=2 if "before" in told else 1), True
    if "weekday" in told:
        back = (published.weekday() - _WEEKDAYS[language][told["weekday"]]) % 7
        again = not back and ("last" in told or "was" in told)  # not the day of publication itself
        return published - timedelta(days=7 if again else back), True
    number = int(_NUMBERS.get(told["n"], told["n"])) if "n" in told else 1
    unit = next((name[0] for name in ("week", "month") if name in told), told.get("unit", "")[:1])
    if unit in ("j", "d", "g"):
        return published - timedelta(days=number), True
    if unit in ("s", "w"):
        return published - timedelta(weeks=number), False
    total = published.year * 12 + published.month - 1 - number
    return date(total // 12, total % 12 + 1, 1), False
