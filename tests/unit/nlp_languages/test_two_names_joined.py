"""Two names that "and" joins are two where the words before them tell of several, and one where they are one name."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    ("fr", "Les enseignes Lurano et Grand Quellon ont été piratées.", {"Lurano", "Grand Quellon"}),
    ("nl", "Twee bedrijven, Velmora en Bank Quell, zijn gehackt.", {"Velmora", "Bank Quell"}),
    # one
    ("fr", "La société Terre et Mer Voyages a été piratée.", {"Terre et Mer Voyages"}),
    ("fr", "La société Quellon et Fils a été piratée.", {"Quellon et Fils"}),
    ("pt", "A empresa Pereira e Irmãos foi hackeada.", {"Pereira e Irmãos"}),
]


@pytest.mark.parametrize(("language", "text", "hit"), CASES, ids=[one[1] for one in CASES])
def test_who_was_hit(language: str, text: str, hit: set[str]) -> None:
    found = read_foreign("", text + " Gestolen, volés, roubados.", language)
    assert set(found.names(Role.BREACHED)) == hit


THROUGH = [
    (
        "pt",
        "Após o ataque hacker à fornecedora Kastia foram afetadas três cidades, entre elas Lostana, Monte Claro e Valdouro.",
        {"Lostana", "Monte Claro", "Valdouro"},
    ),
    (
        "pt",
        "O ataque hacker à fornecedora Kastia derrubou os sites das prefeituras de Lostana e Monte Claro.",
        {"Lostana", "Monte Claro"},
    ),
    (
        "nl",
        "Door een cyberaanval op datacenter Kastia zijn de websites van de gemeenten Lostana en Montclar onbereikbaar.",
        {"Lostana", "Montclar"},
    ),
]


@pytest.mark.parametrize(("language", "text", "hit"), THROUGH, ids=[one[1] for one in THROUGH])
def test_each_was_hit_through_the_supplier(language: str, text: str, hit: set[str]) -> None:
    assert set(read_foreign("", text, language).names(Role.DOWNSTREAM)) == hit
