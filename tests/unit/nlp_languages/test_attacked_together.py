"""Several whom a sentence says that intruders attacked were all hit."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    (
        "de",
        "Hacker haben die Klinik Waldau und das Klinikum Quellen angegriffen.",
        {"Klinik Waldau", "Klinikum Quellen"},
    ),
    ("fr", "Des pirates ont attaqué l'hôpital de Valdoux et la société Quellon.", {"hôpital de Valdoux", "Quellon"}),
    (
        "es",
        "Unos hackers atacaron el Hospital de Valduero y la Clínica Quellar.",
        {"Hospital de Valduero", "Clínica Quellar"},
    ),
    (
        "it",
        "Gli hacker hanno attaccato l'ospedale di Valdora e l'azienda Quellari.",
        {"ospedale di Valdora", "Quellari"},
    ),
    ("pt", "Hackers atacaram o Hospital de Valdouro e a Clínica Quellar.", {"Hospital de Valdouro", "Clínica Quellar"}),
    (
        "nl",
        "Hackers hebben Ziekenhuis Lindeveld en de kliniek Waldoord aangevallen.",
        {"Ziekenhuis Lindeveld", "Waldoord"},
    ),
    # one of them only
    ("de", "Hacker haben nicht Lumia und Velmora gehackt, sondern ihren Dienstleister Kastia.", {"Kastia"}),
    ("fr", "Des pirates ont attaqué le prestataire Kastia, et Lumia prévient ses clients.", {"Kastia"}),
]


@pytest.mark.parametrize(("language", "text", "hit"), CASES, ids=[one[1] for one in CASES])
def test_each_of_them_was_hit(language: str, text: str, hit: set[str]) -> None:
    title = {"de": "Hackerangriff", "nl": "Cyberaanval"}.get(language, "")
    assert set(read_foreign(title, text, language).names(Role.BREACHED)) == hit
