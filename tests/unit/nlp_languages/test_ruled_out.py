"""Whether somebody rules out that data were reached, or cannot: "kann ausschließen, dass", "no descarta que"."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()
STOLEN = {
    "de": "Ein Angreifer hat bei Quillmark Namen und Anschriften von 40.000 Kunden gestohlen. ",
    "nl": "Een aanvaller heeft bij Quillmark namen en adressen van 40.000 klanten gestolen. ",
    "es": "Un atacante robó a Quillmark nombres y direcciones de 40.000 clientes. ",
    "it": "Un intruso ha rubato a Quillmark nomi e indirizzi di 40.000 clienti. ",
    "pt": "Um invasor roubou da Quillmark nomes e endereços de 40.000 clientes. ",
}


def status(language: str, said: str) -> DataStatus | None:
    """What is said of passwords."""
    found = EXTRACTOR.extract(TextInput("1", STOLEN[language] + said, "Quillmark", lang=language)).data_types
    return next((claim.status for claim in found if claim.type is DataType.PASSWORDS), None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Das Unternehmen kann derzeit nicht ausschließen, dass der Täter Zugang zu Passwörtern hatte."),
        ("de", "Es lässt sich nicht ausschließen, dass auch Passwörter betroffen sind."),
        ("de", "Quillmark schließt nicht aus, dass der Täter Passwörter kopiert hat."),
        ("nl", "Het bedrijf kan niet uitsluiten dat de dader toegang had tot wachtwoorden."),
        ("nl", "Het bedrijf sluit niet uit dat ook wachtwoorden en creditcardgegevens zijn gestolen."),
        ("es", "La empresa no descarta que el autor tuviera acceso a contraseñas."),
        ("it", "L'azienda non esclude che l'autore abbia avuto accesso a password."),
        ("pt", "A empresa não descarta que o autor tenha tido acesso a senhas e cartões de crédito."),
    ],
)
def test_what_is_not_ruled_out_is_possible(language: str, said: str) -> None:
    assert status(language, said) is DataStatus.POSSIBLE


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Das Unternehmen kann jedoch ausschließen, dass der Täter Zugang zu Passwörtern hatte."),
        ("nl", "Het bedrijf sluit uit dat de dader toegang had tot wachtwoorden."),
        ("es", "La empresa descarta que el autor tuviera acceso a contraseñas."),
    ],
)
def test_what_is_ruled_out_is_denied(language: str, said: str) -> None:
    assert status(language, said) is DataStatus.DENIED
