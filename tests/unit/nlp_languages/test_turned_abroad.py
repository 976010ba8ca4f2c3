"""What a sentence turns round: exceptions from "nothing" and from "all", denials that are taken back."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus
from nlp.foreign import read_foreign

# What was taken though nothing else was.
BUT_FOR = [
    ("de", "Holmwerk wurde gehackt. Bis auf Namen und Telefonnummern sei nichts abgeflossen."),
    ("de", "Holmwerk wurde gehackt. Es wurde nichts kopiert außer Namen und Telefonnummern."),
    ("fr", "Tisserelle a été piratée. Hormis les noms et les numéros de téléphone, rien n'a été consulté."),
    ("fr", "Tisserelle a été piratée. Rien n'a été copié à l'exception des noms et des numéros de téléphone."),
    ("es", "Molinar sufrió un hackeo. Salvo nombres y teléfonos, no se accedió a nada."),
    ("es", "Molinar sufrió un hackeo. No se copió nada aparte de nombres y teléfonos."),
    ("it", "Corvale è stata hackerata. A parte nomi e numeri di telefono, nulla è stato sottratto."),
    ("it", "Corvale è stata hackerata. Non è stato copiato nulla tranne nomi e numeri di telefono."),
    ("pt", "A Vilarga foi hackeada. Tirando nomes e telefones, nada foi acessado."),
    ("pt", "A Vilarga foi hackeada. Nada foi copiado exceto nomes e telefones."),
    ("nl", "Molenkamp is gehackt. Behalve namen en telefoonnummers is er niets buitgemaakt."),
    ("nl", "Molenkamp is gehackt. Er is niets gekopieerd behalve namen en telefoonnummers."),
    ("ja", "白川製作所は不正アクセスを受けた。氏名及び電話番号以外の情報は含まれていません。"),
]
# Passwords alone were not taken; names were.
ALL_BUT = [
    ("de", "Holmwerk wurde gehackt. Alle Daten außer Passwörtern wurden kopiert, darunter Namen."),
    ("fr", "Tisserelle a été piratée. Toutes les données, sauf les mots de passe, ont été volées, dont les noms."),
    ("es", "Molinar sufrió un hackeo. Se filtraron todos los datos excepto las contraseñas, entre ellos nombres."),
    ("it", "Corvale è stata hackerata. Tutti i dati tranne le password sono stati rubati, tra cui i nomi."),
    ("pt", "A Vilarga foi hackeada. Todos os dados, exceto as senhas, foram roubados, entre eles nomes."),
    ("nl", "Molenkamp is gehackt. Alle gegevens behalve wachtwoorden zijn gestolen, waaronder namen."),
    ("ja", "白川製作所は不正アクセスを受け、パスワード以外の顧客の氏名が流出した。"),
    ("pt", "A Vilarga foi hackeada e foram roubados nomes, ficando intactas as senhas."),
    ("es", "Molinar sufrió un hackeo y se robaron nombres, quedando a salvo las contraseñas."),
    ("it", "Corvale è stata hackerata: rubati i nomi, lasciando intatte le password."),
]
# Bank details were taken after all.
AFTER_ALL = [
    (
        "de",
        "Erst hieß es, es seien keine Bankdaten gestohlen worden; nun räumt Holmwerk ein, dass sie doch dabei waren.",
    ),
    (
        "de",
        "Holmwerk sagt nun, dass beim Angriff doch Bankdaten kopiert wurden. Im Mai seien Bankdaten nicht betroffen gewesen.",
    ),
    ("de", "Bei Holmwerk seien Bankdaten nicht betroffen, hieß es. Das war falsch, teilt die Firma mit."),
    ("fr", "Tisserelle avait assuré qu'aucune donnée bancaire n'avait été volée ; elle reconnaît désormais que si."),
    ("es", "Molinar había dicho que no se robaron datos bancarios, pero ahora admite que sí."),
    ("it", "Corvale aveva escluso il furto di dati bancari, ora ammette che sono stati rubati."),
    ("pt", "A Vilarga dissera que não houve roubo de dados bancários, mas agora admite que houve."),
    ("nl", "Eerst zei Molenkamp dat er geen bankgegevens gestolen waren; nu geeft het toe dat dat wel zo is."),
    ("ja", "当初、口座情報の流出はないとしていたが、その後流出が確認された。"),
]
STANDS = [
    ("de", "Holmwerk wurde gehackt. Bankdaten wurden nicht kopiert, doch Namen und Adressen."),
    ("de", "Holmwerk wurde gehackt. Bankdaten wurden nicht kopiert. Die Firma hofft, dass die Kunden doch bleiben."),
    ("de", "Holmwerk wurde gehackt. Außer den Bankdaten wurde alles kopiert, doch kein Lösegeld gezahlt."),
    ("de", "Holmwerk wurde gehackt. Es wurde kein Lösegeld gezahlt, und alle Daten außer Bankdaten wurden kopiert."),
    (
        "fr",
        "Tisserelle a été piratée. Aucune donnée bancaire n'a été volée. La boutique ne rouvre que si la police le permet.",
    ),
    ("fr", "Tisserelle a été piratée. Aucune donnée bancaire n'a été volée, contrairement à ce qui avait été annoncé."),
    ("fr", "Tisserelle a été piratée. Sauf les données bancaires, tout a été volé, mais aucune rançon n'a été payée."),
    ("es", "Molinar fue hackeada. No se robaron datos bancarios. La empresa cree que sí volverán los clientes."),
    ("es", "Molinar fue hackeada. Salvo los datos bancarios se robó todo, pero no se pagó ningún rescate."),
    ("it", "Corvale è stata hackerata. Tranne i dati bancari è stato rubato tutto, ma nessun riscatto è stato pagato."),
    ("pt", "A Vilarga foi hackeada. Exceto os dados bancários, tudo foi roubado, mas nenhum resgate foi pago."),
    ("nl", "Molenkamp is gehackt. Er zijn geen bankgegevens gestolen. Toch is de webwinkel dicht."),
    ("nl", "Molenkamp is gehackt. Behalve bankgegevens is alles gestolen, maar er is geen losgeld betaald."),
]


def read(language: str, text: str) -> tuple[set[str], set[str]]:
    """The types that were exposed and those that were not."""
    found = read_foreign("", text, language).data_types
    denied = {claim.type.value for claim in found if claim.status is DataStatus.DENIED}
    return {claim.type.value for claim in found} - denied, denied


@pytest.mark.parametrize(("language", "text"), BUT_FOR)
def test_what_nothing_but_it_was_taken_was_exposed(language: str, text: str) -> None:
    assert read(language, text) == ({"names", "phone_numbers"}, set())


@pytest.mark.parametrize(("language", "text"), ALL_BUT)
def test_what_all_but_it_was_taken_is_denied_and_no_more(language: str, text: str) -> None:
    assert read(language, text) == ({"names"}, {"passwords"})


@pytest.mark.parametrize(("language", "text"), AFTER_ALL)
def test_a_denial_that_is_taken_back_does_not_stand(language: str, text: str) -> None:
    assert read(language, text) == ({"bank_accounts"}, set())


@pytest.mark.parametrize(("language", "text"), STANDS)
def test_a_denial_that_nobody_takes_back_stands(language: str, text: str) -> None:
    assert "bank_accounts" in read(language, text)[1]
