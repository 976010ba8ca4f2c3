"""Letters to customers that a team signs: the writer was hit through the one of whom the letter tells."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

LETTER = {
    "de": "Für den Versand nutzen wir die Software von Kastia. Kastia hat uns mitgeteilt, dass Unbekannte in ihre Systeme eingedrungen sind und Namen kopiert haben. ",
    "fr": "Pour nos envois, nous utilisons le logiciel de Kastia. Kastia nous a indiqué que des inconnus se sont introduits dans ses systèmes et ont copié des noms. ",
    "es": "Para los envíos usamos el programa de Kastia. Kastia nos ha informado de que unos desconocidos entraron en sus sistemas y copiaron nombres. ",
    "it": "Per spedire i nostri pacchi usiamo il software di Kastia. Kastia ci ha informato che ignoti sono entrati nei suoi sistemi e hanno copiato nomi. ",
    "pt": "Para os envios usamos o programa da Kastia. A Kastia nos informou que desconhecidos entraram em seus sistemas e copiaram nomes. ",
    "nl": "Voor het versturen gebruiken wij de software van Kastia. Kastia heeft ons laten weten dat onbekenden in haar systemen zijn binnengedrongen en namen hebben gekopieerd. ",
}
SIGNED = [
    ("de", "Ihr Team von Velmora"),
    ("de", "Ihr Velmora-Team"),
    ("fr", "L'équipe de Velmora"),
    ("es", "El equipo de Velmora"),
    ("it", "Il team di Velmora"),
    ("pt", "Equipe Velmora"),
    ("nl", "Het team van Velmora"),
]


@pytest.mark.parametrize(("language", "line"), SIGNED, ids=[one[1] for one in SIGNED])
def test_the_writer_is_hit_through_the_other(language: str, line: str) -> None:
    found = read_foreign("Info", LETTER[language] + line, language)
    assert found.is_disclosure
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == (("Kastia",), ("Velmora",))


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "Das Team von Kastia arbeitet daran."), ("fr", "L'équipe de Kastia travaille à une solution.")],
)
def test_a_team_that_does_something_signs_nothing(language: str, line: str) -> None:
    found = read_foreign("Info", LETTER[language] + line, language)
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == (("Kastia",), ())
