"""Servers that stood open to everybody, in the languages other than English."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, DataStatus, Kind
from nlp.foreign import read_foreign

OPEN = [
    ("de", "Tanzschule Wiegenlied: Ausweiskopien frei im Netz",
     ("Wer die Adresse kannte, las Ausweiskopien und Anschriften der Tänzer: Ein offener Server der Tanzschule Wiegenlied "
     "verlangte keine Anmeldung. Missbraucht wurde nichts.")),
    ("fr", "Les fiches d'un camping lisibles par tous",
     ("Un serveur ouvert du camping Fougelac montrait à chacun les cartes d'identité et les adresses des vacanciers, sans mot "
     "de passe. Le camping n'a aucun indice d'un abus.")),
    ("es", "Pasaportes a la vista de cualquiera",
     ("Los pasaportes y las direcciones de los peregrinos del albergue Tornaluz quedaron en un servidor abierto, sin ninguna "
     "contraseña. La carpeta ya se cerró y no hay indicios de abuso.")),
    ("it", "Passaporti visibili a tutti",
     ("Su un server aperto, privo di password, il maneggio Ventorosso teneva passaporti e indirizzi dei cavalieri. Non c'è "
     "alcuna evidenza di abusi.")),
    ("pt", "Pasta aberta na escola de surfe Ondalva",
     ("Passaportes e endereços dos alunos ficaram num servidor desprotegido da escola de surfe Ondalva, sem exigir senha. A pasta "
     "já fechou e não há sinais de uso indevido.")),
    ("nl", "Paspoorten voor iedereen in te zien",
     ("Op een open server van zeilschool Kluiverboom stonden kopieën van paspoorten en adressen, zonder enig wachtwoord. Er zijn "
     "geen aanwijzingen van misbruik.")),
    ("ja", "陶芸教室の名簿が誰でも閲覧できる状態に",
     "生徒の運転免許証の写しと住所を含む名簿が、パスワードの入力が不要な公開状態になっていたと、陶芸教室を営む株式会社土音舎が発表した。"),
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
