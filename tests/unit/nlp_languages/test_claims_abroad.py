"""Attackers who boast in other languages: whom they say they entered is no attacker, and what they say is no fact."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Kind
from nlp.foreign import read_foreign

CLAIMS = [
    ("fr", "Le groupe Corvax revendique le piratage de Boréal Énergie",
     "Boréal Énergie n'a rien confirmé. Le groupe de rançongiciel Corvax affirme lui avoir volé 2 To.", "Boréal Énergie", "Corvax"),
    ("fr", "Un pirate affirme détenir les données de Prévoyance Lunel",
     ("Une base de Prévoyance Lunel serait à vendre : c'est ce que prétend un individu sous le pseudonyme krypt0s. L'assureur "
      "vérifie."), "Prévoyance Lunel", "krypt0s"),
    ("es", "Un grupo dice haber hackeado a Eléctrica Moncada",
     ("El grupo Nightjar Crew asegura tener 500 GB de Eléctrica Moncada. La compañía no se ha pronunciado."),
     "Eléctrica Moncada", "Nightjar Crew"),
    ("it", "Gruppo hacker rivendica l'attacco a Cristalleria Adige",
     ("Il gruppo Mantis sostiene di avere i dati della Cristalleria Adige. L'azienda non commenta."),
     "Cristalleria Adige", "Mantis"),
    ("pt", "Grupo de ransomware Sombra lista Grupo Manacá",
     ("O grupo Sombra publicou o nome do Grupo Manacá em seu site de vazamentos e ameaça divulgar 80 GB. A empresa não "
      "comentou."), "Grupo Manacá", "Sombra"),
    ("nl", "Ransomwaregroep Zilverwolf zet Bouwbedrijf Heideman op lekblog",
     ("Zilverwolf dreigt 120 GB van Bouwbedrijf Heideman te publiceren. Het bedrijf reageerde niet op vragen."),
     "Bouwbedrijf Heideman", "Zilverwolf"),
    ("de", "Hackergruppe Graufuchs bekennt sich zu Angriff auf Windpark Elster",
     ("Auf ihrer Leakseite listet die Gruppe Graufuchs seit gestern die Windpark Elster AG. Das Unternehmen äußerte sich "
      "nicht."), "Windpark Elster", "Graufuchs"),
    ("de", "Erpresserbande Nebelkrähe will Versicherer Feldschutz gehackt haben",
     ("In das Netz des Versicherers Feldschutz eingedrungen zu sein, behauptet die Ransomware-Gruppe Nebelkrähe. Feldschutz "
      "prüft die Behauptung."),
     "Feldschutz", "Nebelkrähe"),
    ("es", "La banda Lechuza Roja asegura haber robado planos de la operadora Quillmar",
     ("90 GB de la operadora Quillmar, con contratos de clientes: eso asegura haber sustraído la banda de ransomware Lechuza "
      "Roja. La empresa no confirmó nada."),
     "Quillmar", "Lechuza Roja"),
    ("nl", "Criminele groep Nachtuil claimt hack bij energiebedrijf Stroomoord",
     ("De ransomwaregroep Nachtuil zegt contracten van energiebedrijf Stroomoord te hebben. Dat wil niets bevestigen."), "Stroomoord", "Nachtuil"),
    ("pt", "Grupo Caranguejo Preto diz ter roubado contratos da distribuidora Quilmar",
     ("O grupo Caranguejo Preto diz ter roubado contratos da distribuidora Quilmar e ameaça publicar os arquivos. A empresa "
      "verifica a alegação."), "Quilmar", "Caranguejo Preto"),
]  # fmt: skip

KNOWN = [
    ("de", "Daten von Kaufhof Lenz im Darknet",
     "In einem Forum bietet ein Nutzer namens nachtkerze eine angebliche Kundendatenbank der Firma Kaufhof Lenz an.",
     "Kaufhof Lenz"),
    ("es", "Ponen a la venta supuestos datos de Correos Andinos",
     "En un foro, el usuario toro_88 puso a la venta una supuesta base de datos de Correos Andinos.",
     "Correos Andinos"),
    ("ja", "ランサムウェア集団「黒狐」、あけぼの化学の情報を公開と予告",
     "黒狐はリークサイトにあけぼの化学の名前を掲載し、データを公開すると予告した。同社はコメントしていない。",
     "あけぼの化学"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text", "hit", "attacker"), CLAIMS, ids=[one[3] for one in CLAIMS])
def test_whom_a_named_attacker_boasts_of_is_who_was_hit(
    language: str, title: str, text: str, hit: str, attacker: str
) -> None:
    read = read_foreign(title, text, language)
    roles = {party.role.value: party.name for party in read.parties}
    assert (roles["breached"], roles["threat_actor"]) == (hit, attacker)
    assert (read.claim, read.kind) == (Claim.CLAIMED, Kind.LEAK_CLAIM)


@pytest.mark.parametrize(("language", "title", "text", "hit"), KNOWN, ids=[one[3] for one in KNOWN])
def test_a_name_of_the_inventory_is_found_whole_in_a_claim(language: str, title: str, text: str, hit: str) -> None:
    read = read_foreign(title, text, language, names=(hit, "Andere Firma GmbH"))
    assert hit in [party.name for party in read.parties if party.role.value == "breached"]
    assert read.claim is Claim.CLAIMED
