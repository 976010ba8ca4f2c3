"""Days that only the day of publication tells, in German, Dutch and Japanese; not those on which something was told."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.foreign import read_foreign

FRIDAY = date(2026, 11, 20)
CASES = [
    ("de", "Die Quillholz AG wurde am vergangenen Freitag gehackt.", "2026-11-13"),
    ("de", "Die Quillholz AG wurde am Freitag gehackt.", "2026-11-20"),
    ("de", "Die Quillholz AG wurde gestern gehackt.", "2026-11-19"),
    ("de", "Die Quillholz AG ist seit Sonntag nach einem Hackerangriff offline.", "2026-11-15"),
    ("de", "Die Quillholz AG wurde letzte Woche gehackt.", "2026-11"),
    ("nl", "Bakkerij Quillwiek is maandag gehackt.", "2026-11-16"),
    ("nl", "Bakkerij Quillwiek is vorige maand gehackt.", "2026-10"),
    ("ja", "三輪食品は昨日、不正アクセスを受けた。", "2026-11-19"),
    ("ja", "三輪食品は先月末に不正アクセスを受けた。", "2026-10"),
    # told, to come, of something else, or with its date
    ("de", "Wie die Quillholz AG am Montag mitteilte, wurde sie gehackt.", None),
    ("de", "Die Quillholz AG bestätigte gestern einen Hackerangriff.", None),
    ("de", "Die Quillholz AG wurde gehackt. Am Montag ist das Rathaus geschlossen.", None),
    ("de", "Nach dem Hackerangriff öffnet die Quillholz AG am kommenden Montag.", None),
    ("de", "Die Quillholz AG wurde am Freitag, 6. November, gehackt.", "2026-11-06"),
    ("nl", "Bakkerij Quillwiek maakte gisteren een hack bekend.", None),
    ("ja", "三輪食品は昨日、不正アクセスを受けたと発表した。", None),
]


@pytest.mark.parametrize(("language", "text", "occurred"), CASES, ids=[one[1] for one in CASES])
def test_a_day_is_counted_from_that_of_publication(language: str, text: str, occurred: str | None) -> None:
    assert read_foreign("Hack", text, language, published=FRIDAY).dates.occurred == occurred


def test_without_a_day_of_publication_none_is_told() -> None:
    assert read_foreign("Hack", CASES[0][1], "de").dates.occurred is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Quillholz AG wurde am Freitag gehackt."),
        ("es", "La empresa Quillar fue hackeada el pasado dia 3."),
        ("ja", "青磁商事は先月3日に不正アクセスを受けた。"),
    ],
)
def test_a_day_that_only_the_day_of_publication_tells_makes_no_incident(language: str, text: str) -> None:
    dated, undated = read_foreign("Hack", text, language, published=FRIDAY), read_foreign("Hack", text, language)
    assert dated.dates.occurred is not None
    assert dated.score == undated.score
