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


@pytest.mark.parametrize(
    ("language", "text", "exposed"),
    [
        ("it", "Rubati i nomi. La sindaca ha escluso ogni pagamento.", {"names"}),
        ("pt", "Foram roubados números de cartão e números de apólice.", {"payment_cards", "insurance"}),
        ("de", "Kopiert wurden Namen und die geschäftliche E-Mail-Adresse.", {"names", "email_addresses"}),
        (
            "fr",
            "Le groupe Chouette dit avoir volé des contrats et publie des captures d'écran de contrats.",
            {"business_documents"},
        ),
        (
            "es",
            "La banda dice haber robado contratos y publicó capturas de pantalla de contratos.",
            {"business_documents"},
        ),
        ("ja", "森田町はサイバー攻撃を受け、住民票の発行などの業務を止め、発行を停止した。", set()),
        ("ja", "病院はウイルスに感染し、カルテが閲覧できない状態だと発表した。", set()),
        ("nl", "Op de leksite toont de groep kopieën van paspoorten.", {"government_ids"}),
    ],
)
def test_what_is_only_spoken_of_was_not_exposed(language: str, text: str, exposed: set[str]) -> None:
    assert {claim.type.value for claim in read_foreign("", text, language).data_types} == exposed
