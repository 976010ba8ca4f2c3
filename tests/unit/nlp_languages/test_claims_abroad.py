"""Attackers who boast in other languages: whom they say they entered is no attacker, and what they say is no fact."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Kind, Role
from nlp.foreign import read_foreign

CLAIMS = [
    ("fr", "Le groupe Corvax se vante du piratage de Merloup Biscuits",
     "Le groupe de rançongiciel Corvax affirme avoir volé les recettes de Merloup Biscuits, qui n'en sait rien.",
     "Merloup Biscuits", "Corvax"),
    ("fr", "Les abonnés de Cinémas Lunaval à vendre ?",
     "Un individu prétend vendre, sous le pseudonyme krypt0s, les abonnés de Cinémas Lunaval. Le cinéma cherche.",
     "Cinémas Lunaval", "krypt0s"),
    ("es", "Hackers presumen de Galletas Moncada",
     "El grupo Nightjar Crew dice tener 20 GB de Galletas Moncada. La fábrica no comenta.",
     "Galletas Moncada", "Nightjar Crew"),
    ("it", "Un gruppo rivendica l'attacco a Vetreria Adigetta",
     "Il gruppo Mantis sostiene di avere disegni e stipendi della Vetreria Adigetta. La fabbrica tace.",
     "Vetreria Adigetta", "Mantis"),
    ("pt", "Grupo Sombra diz ter invadido o Viveiro Manacá",
     "O grupo Sombra listou o Viveiro Manacá no seu site de vazamentos. O viveiro não quis falar.",
     "Viveiro Manacá", "Sombra"),
    ("nl", "Rederij Heideman op lekblog van Zilverwolf",
     "Ransomwaregroep Zilverwolf dreigt 12 GB aan vaarschema's van Rederij Heideman te publiceren. De rederij zwijgt.",
     "Rederij Heideman", "Zilverwolf"),
    ("de", "Graufuchs prahlt mit Plänen von Orgelbau Elster",
     "Die Gruppe Graufuchs führt Orgelbau Elster auf ihrer Leakseite. Der Betrieb schweigt.", "Orgelbau Elster", "Graufuchs"),
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
    ("de", "Angebot im Forum",
     "Für 200 Euro verkauft ein Nutzer namens nachtkerze die angebliche Kundenliste von Bauhof Lenz.",
     "Bauhof Lenz"),
    ("es", "Una lista de clientes en un foro",
     "El usuario toro_88 vende en un foro la supuesta base de datos de Correos Mirlo.",
     "Correos Mirlo"),
    ("ja", "「次は、あけぼの製菓」",
     "ランサムウェア集団「黒狐」のリークサイトに、あけぼの製菓のデータを公開するとの予告が載った。",
     "あけぼの製菓"),
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


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Velmora a confirmé le vol de données revendiqué par Noirmarée.", True),
        ("es", "Olmedra confirmó el robo de datos reivindicado por Mareanegra.", True),
        ("pt", "A Olmera confirmou o roubo de dados reivindicado pelo Marenegra.", True),
        ("it", "Olmara non ha confermato il furto di dati rivendicato da Mareanera.", False),
    ],
)
def test_a_claim_that_the_victim_confirms_is_an_incident(language: str, text: str, told: bool) -> None:
    assert read_foreign("", text, language).is_disclosure == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le gang Noirmarée a ajouté Velmora à sa liste de victimes et menace de publier 80 Go de documents."),
        ("es", "La banda Noirmarée añadió a Velmora a su lista de víctimas y amenaza con publicar 80 GB."),
        ("pt", "A gangue Noirmarée incluiu a Velmora na lista de vítimas e ameaça publicar 80 GB de documentos."),
    ],
)
def test_who_lists_victims_and_threatens_to_publish_only_claims(language: str, text: str) -> None:
    read = read_foreign("", text, language)
    assert read.claim is Claim.CLAIMED
    assert {party.name for party in read.parties if party.role is Role.THREAT_ACTOR} == {"Noirmarée"}


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("fr", "Un pirate prétend vendre les données de Velmora, qui ne confirme pas.", Claim.CLAIMED),
        (
            "es",
            "Un pirata informático asegura vender los datos de Olmedra. La empresa no ha confirmado.",
            Claim.CLAIMED,
        ),
        ("it", "Il gruppo Mareanera rivendica il furto di dati di Olmara; l'azienda non conferma.", Claim.CLAIMED),
        ("pt", "Um hacker diz vender os dados da Olmera. A empresa não confirmou.", Claim.CLAIMED),
        ("pt", "Um hacker diz vender os dados da Olmera. A empresa confirmou o roubo.", Claim.CONFIRMED),
    ],
)
def test_what_is_not_confirmed_is_only_claimed(language: str, text: str, claim: Claim) -> None:
    assert read_foreign("", text, language).claim is claim
