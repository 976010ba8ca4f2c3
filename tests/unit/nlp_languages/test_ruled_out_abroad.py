"""What a text rules out in a clause put before: "Dass Kennwörter kopiert wurden, schließt die Firma aus"."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

RULED_OUT = [
    ("de", ("Bei Quillmark wurden Namen und Adressen kopiert. Dass auch Kennwörter heruntergeladen wurden, schließt das "
     "Unternehmen nach einer Prüfung der Protokolle aus.")),
    ("de", "Bei Quillmark wurden Namen und Adressen kopiert. Dass Fremde auch Kennwörter erbeutet haben, schloss der Chef aus."),
    ("nl", ("Bij Quillmark zijn namen en adressen gestolen. Dat ook wachtwoorden zijn gekopieerd, sluit het bedrijf na onderzoek "
     "van de logbestanden uit.")),
    ("fr", "Des noms et des adresses ont été volés chez Quillmark. Que des mots de passe aient été copiés, la société l'exclut."),
    ("es", "Robaron nombres y direcciones de Quillmark. Que se copiaran contraseñas, la firma lo descarta."),
    ("it", "Rubati nomi e indirizzi a Quillmark. Che siano state copiate anche le password, la ditta lo esclude."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), RULED_OUT)
def test_what_is_ruled_out_was_not_exposed(language: str, text: str) -> None:
    told = {claim.type: claim.status for claim in read_foreign("", text, language).data_types}
    assert told == {
        DataType.NAMES: DataStatus.EXPOSED,
        DataType.PHYSICAL_ADDRESSES: DataStatus.EXPOSED,
        DataType.PASSWORDS: DataStatus.DENIED,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Dass auch Kennwörter heruntergeladen wurden, schließt das Unternehmen nach dem Stand der Dinge nicht aus.",
        "Dass auch Kennwörter kopiert wurden, schloss die Sprecherin nicht aus.",
    ],
)
def test_what_is_not_ruled_out_may_have_been_exposed(text: str) -> None:
    told = {claim.type: claim.status for claim in read_foreign("", text, "de").data_types}
    assert told[DataType.PASSWORDS] is not DataStatus.DENIED
