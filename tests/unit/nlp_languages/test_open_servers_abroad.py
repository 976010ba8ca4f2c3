"""Servers that stood open to everybody, in the languages other than English."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, DataStatus, Kind
from nlp.foreign import read_foreign

OPEN = [
    ("de", "Bewerbungen lagen offen im Netz",
     ("Die Personalvermittlung Quillmark hat Ausweiskopien und Adressen von 3.000 Bewerbern auf einem offenen Server liegen "
     "lassen. Eine Anmeldung war nicht erforderlich. Hinweise auf einen Missbrauch gibt es nicht.")),
    ("fr", "Des contrats de location lisibles par tous",
     ("Un serveur ouvert de l'agence Quillmark laissait lire des copies de passeports et des adresses, sans mot de passe. Un "
     "expert en sécurité les a trouvées jeudi. L'agence n'a aucun indice d'une utilisation de ces documents.")),
    ("es", "Contratos de alquiler al alcance de cualquiera",
     ("La inmobiliaria Quillmark dejó copias de pasaportes y direcciones en un servidor abierto a internet, sin ninguna "
     "contraseña. El fallo ya fue corregido y no hay indicios de que se hayan utilizado los documentos.")),
    ("it", "Contratti d'affitto consultabili da chiunque",
     ("L'agenzia Quillmark ha lasciato copie di passaporti e indirizzi su un server aperto e privo di password. Non c'è alcuna "
     "evidenza di un utilizzo illecito.")),
    ("pt", "Contratos de aluguel acessíveis a qualquer pessoa",
     ("A imobiliária Quillmark deixou cópias de passaportes e endereços em um servidor desprotegido, sem exigir senha. O erro foi "
     "corrigido e a empresa não encontrou sinais de uso indevido por terceiros.")),
    ("nl", "Huurcontracten voor iedereen in te zien",
     ("Makelaar Quillmark liet kopieën van paspoorten en adressen op een open server staan, zonder enig wachtwoord. Er zijn geen "
     "aanwijzingen van misbruik van de documenten.")),
    ("ja", "賃貸契約書が誰でもダウンロードできる状態に",
     "不動産会社クイルマークは、パスポートの写しと住所を含む契約書が、パスワードの入力が不要なサーバー上で公開状態になっていたと発表した。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), OPEN, ids=[one[0] for one in OPEN])
def test_what_stood_open_was_exposed_and_a_password_that_nobody_asked_for_is_none(
    language: str, title: str, text: str
) -> None:
    read = read_foreign(title, text, language)
    assert (read.is_disclosure, read.kind, read.claim) == (True, Kind.EXPOSURE_MISCONFIG, Claim.CONFIRMED)
    told = {claim.type.value: claim.status for claim in read.data_types}
    assert told["government_ids"] is not DataStatus.DENIED
    assert told["physical_addresses"] is not DataStatus.DENIED
    assert "passwords" not in told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Kopiert wurden Namen. Ihr Kennwort lag nur in verschlüsselter Form vor und wurde ebenfalls kopiert."),
        ("de", "Gestohlen wurden Namen und verschlüsselt abgelegtes Passwort."),
        ("it", "Rubati i nomi e le password, tutte protette da cifratura."),
        ("fr", "Ont été volés les noms et les mots de passe, tous protégés par hachage."),
        ("es", "Robaron los nombres y las contraseñas, protegidas mediante cifrado."),
        ("pt", "Foram roubados nomes e senhas, protegidas por hash."),
        ("nl", "Gestolen zijn namen en wachtwoorden, die versleuteld waren."),
    ],
)
def test_passwords_that_are_enciphered_are_no_passwords(language: str, text: str) -> None:
    told = {claim.type.value for claim in read_foreign("", text, language).data_types}
    assert told == {"names", "password_hashes"}
