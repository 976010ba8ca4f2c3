"""Pages that explain what an incident is, or what the law asks for, tell of none, in any language."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

EXPLAINED = [
    ("de", "Wissen für Vereine: Verlust von Daten",
     ("Eine Datenpanne liegt vor, wenn Unbefugte Namen und Passwörter von Mitgliedern erbeutet haben. Auch gestohlene Laptops "
     "mit Gesundheitsdaten zählen dazu. Hacker haben so schon E-Mail-Adressen und Kontodaten kopiert.")),
    ("fr", "Le mot du trésorier",
     ("Une violation de données personnelles est une mauvaise surprise : un pirate a dérobé les noms et mots de passe du club, "
     "un cahier d'adresses e-mail a été volé au gymnase.")),
    ("es", "Glosario del club",
     ("Una brecha de datos es cualquier acceso ajeno a nombres, contraseñas o cuentas bancarias. Un hacker robó los de los "
     "socios, o desapareció el portátil del entrenador con sus correos.")),
    ("es", "La página del tesorero",
     ("Un ciberataque es cualquier travesura con la que se roban datos. Imaginemos que el club sufre un ataque de ransomware: los "
     "hackers robaron nombres y tarjetas de mil socios.")),
    ("it", "Piccolo glossario del circolo",
     ("Una violazione dei dati personali si verifica quando nomi e password sono stati sottratti: gli hacker hanno rubato quelli "
     "dei soci, o qualcuno ha trafugato il portatile del maestro con gli indirizzi e-mail.")),
    ("pt", "Glossário do clube",
     ("Um vazamento de dados ocorre quando nomes ou senhas foram expostos: hackers roubaram os dos sócios, ou o computador do "
     "treinador, cheio de e-mails, foi furtado.")),
    ("nl", "Begrippen voor de penningmeester",
     ("Een datalek is een voorval waarbij namen of rekeningnummers zijn gestolen: hackers stalen wachtwoorden van leden, of de "
     "telefoonnummers zijn gelekt.")),
    ("ja", "個人情報漏えいの初動対応ガイド",
     "退会した会員の氏名や住所が流出し、メールアドレスも漏えいした可能性があるとき、だれに電話をかけますか。"),
    ("ja", "情報漏えいのお詫び状の書き方",
     "「不正アクセスにより、会員の氏名と住所が流出しました」。株式会社クイラリの文例集は、こう書き出すよう勧めています。"),
]  # fmt: skip

TOLD = [
    ("fr", "Mairie cyberattaquée à Velmont",
     "Pour les habitants de Velmont, la fuite de données est importante. Leurs noms et adresses ont été volés à la mairie."),
    ("de", "Velmora gehackt",
     "Ein Datenleck ist bei Velmora bekannt geworden. Hacker stahlen Namen und Anschriften von 20.000 Kunden."),
    ("es", "Hackeo a Velmora",
     "La filtración es una de las mayores del año: piratas robaron nombres y direcciones de 20.000 clientes de Velmora."),
    ("it", "Attacco hacker a Velmora",
     "La violazione è una delle più gravi dell'anno: gli hacker hanno rubato nomi e indirizzi di 20.000 clienti di Velmora."),
    ("pt", "Ataque hacker à Velmora",
     "O vazamento é um dos maiores do ano: hackers roubaram nomes e endereços de 20 mil clientes da Velmora."),
    ("de", "Hacker stehlen Kundendaten der Quillon GmbH",
     ("Fremde sind am 3. März in die Server der Quillon GmbH eingedrungen. Namen und Passwörter von 4.000 Kunden haben sie "
     "kopiert, bestätigt die Firma. Alle Kunden bekommen Post. Eine Datenpanne liegt vor, wenn Unbefugte Daten einsehen.")),
    ("nl", "Klantgegevens van Quillaar gestolen",
     ("Hackers braken op 3 maart in bij Quillaar. Namen en wachtwoorden van 4.000 klanten zijn gestolen, bevestigt het bedrijf. "
     "Alle klanten krijgen post. Een datalek is een voorval met persoonsgegevens.")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), EXPLAINED)
def test_what_a_page_explains_has_not_happened(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("language", "title", "text"), TOLD)
def test_what_looks_like_an_explanation_takes_no_report_back(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure
