"""A parent that tells of its subsidiary is not the one that was hit, unless it says so of both."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    ("de", "Die Quell Gruppe hat mitgeteilt, dass ihre Tochter Lurano gehackt wurde.", {"Lurano"}),
    ("fr", "Quell annonce que sa filiale Lurano a été piratée.", {"Lurano"}),
    ("es", "Quell confirma que su filial Lurano sufrió un ciberataque.", {"Lurano"}),
    ("it", "Quell conferma che la controllata Lurano ha subito un attacco hacker.", {"Lurano"}),
    ("pt", "A Quell confirma que sua subsidiária Lurano sofreu um ataque hacker.", {"Lurano"}),
    ("nl", "Quell bevestigt dat dochterbedrijf Lurano is gehackt.", {"Lurano"}),
    ("ja", "クエルは、子会社のルラーノが不正アクセスを受けたと発表した。", {"ルラーノ"}),
    # both
    ("de", "Quell und die Tochter Lurano wurden gehackt.", {"Quell", "Lurano"}),
    ("fr", "Quell et sa filiale Lurano ont été piratées.", {"Quell", "Lurano"}),
    ("ja", "クエルと子会社のルラーノが不正アクセスを受けた。", {"クエル", "ルラーノ"}),
    # the parent alone
    ("de", "Quell teilt mit, gehackt worden zu sein. Die Tochter Lurano wurde nicht angegriffen.", {"Quell"}),
    ("ja", "クエルは不正アクセスを受け、子会社のルラーノの社員の氏名も流出したと発表した。", {"クエル"}),
]


@pytest.mark.parametrize(("language", "text", "hit"), CASES, ids=[one[1] for one in CASES])
def test_who_was_hit(language: str, text: str, hit: set[str]) -> None:
    title = {"de": "Hackerangriff", "ja": "不正アクセス"}.get(language, "")
    assert set(read_foreign(title, text, language).names(Role.BREACHED)) == hit
