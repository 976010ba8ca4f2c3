"""Whom a clause behind the name of whoever was hit tells it serves; what it owns, makes or belongs to is no customer."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

SERVED = [
    ("de", "Norvix, das für den Buchhändler Velmora den Newsletter verschickt, ist gehackt worden."),
    ("fr", "Norvix, qui envoie la lettre du libraire Velmora, a été piraté."),
    ("es", "Norvix, que envía el boletín de la librería Velmora, ha sido hackeada."),
    ("it", "Norvix, che invia la newsletter della libreria Velmora, è stata hackerata."),
    ("pt", "A Norvix, que envia a newsletter da livraria Velmora, foi hackeada."),
    ("nl", "Norvix, dat de nieuwsbrief van boekhandel Velmora verstuurt, is gehackt."),
]


@pytest.mark.parametrize(("language", "text"), SERVED, ids=[one[0] for one in SERVED])
def test_whom_it_serves_is_hit_through_it(language: str, text: str) -> None:
    found = read_foreign("Hack", text, language)
    assert found.names(Role.BREACHED) == ("Norvix",)
    assert found.names(Role.DOWNSTREAM) == ("Velmora",)


OTHERS = [
    ("de", "Norvix, eine Tochter der Velmora Gruppe, ist gehackt worden."),
    ("de", "Norvix, das die Software Velmora entwickelt, ist gehackt worden."),
    ("de", "Norvix, das Briefe für Banken druckt, ist gehackt worden."),
    ("fr", "Norvix, qui appartient au groupe Velmora, a été piraté."),
    ("fr", "Norvix, qui édite le logiciel de paie Velmora, a été piraté."),
    ("es", "Norvix, que gestiona el servicio Velmora, ha sido hackeada."),
    ("it", "Norvix, che gestisce il portale Velmora, è stata hackerata."),
]


@pytest.mark.parametrize(("language", "text"), OTHERS, ids=[one[1] for one in OTHERS])
def test_whom_it_belongs_to_and_what_it_makes_are_not(language: str, text: str) -> None:
    found = read_foreign("Hack", text, language)
    assert found.names(Role.BREACHED) == ("Norvix",)
    assert found.names(Role.DOWNSTREAM) == ()
