"""Whom the break-in at another is told to hit: "Le piratage de K touche X"."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CASES = [
    ("de", "Der Hackerangriff auf Kastia trifft Velmora. Namen wurden gestohlen.", {"Velmora"}),
    ("fr", "Le piratage de Kastia touche Velmora. Des noms de ses clients ont été volés.", {"Velmora"}),
    ("es", "El hackeo de Kastia afecta a Velmora. Se robaron nombres de sus clientes.", {"Velmora"}),
    ("it", "L'attacco hacker a Kastia coinvolge Velmora. Rubati nomi dei suoi clienti.", {"Velmora"}),
    ("pt", "O ataque hacker à Kastia atinge a Velmora. Nomes de clientes foram roubados.", {"Velmora"}),
    (
        "nl",
        "De hack bij Kastia treft ook Lumia, Velmora en Torwerk. Namen zijn gestolen.",
        {"Lumia", "Velmora", "Torwerk"},
    ),
    # people and places
    ("fr", "Le piratage de Kastia touche 3 000 clients. Des noms ont été volés.", set()),
    ("fr", "La fuite de données chez Kastia concerne la France. Des noms ont été volés.", set()),
    ("de", "Das Datenleck bei Kastia betrifft Kunden in Bayern. Namen wurden gestohlen.", set()),
]


@pytest.mark.parametrize(("language", "text", "hit"), CASES, ids=[one[1] for one in CASES])
def test_who_was_hit_through_whom(language: str, text: str, hit: set[str]) -> None:
    found = read_foreign("", text, language)
    assert found.names(Role.BREACHED) == ("Kastia",)
    assert set(found.names(Role.DOWNSTREAM)) == hit


def test_an_attack_by_somebody_hits_nobody_through_him() -> None:
    found = read_foreign("", "Der Angriff von Nachtfalk traf Velmora. Namen wurden gestohlen.", "de")
    assert found.names(Role.DOWNSTREAM) == ()
