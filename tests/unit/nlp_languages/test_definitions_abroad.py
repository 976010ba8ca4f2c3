"""Pages that explain what an incident is, or what the law asks for, tell of none, in any language."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

EXPLAINED = [
    ("de", "Wissen für Vereine: Verlust von Daten",
     ("Eine Datenpanne liegt vor, wenn Unbefugte Namen und Passwörter von Mitgliedern erbeutet haben. Auch gestohlene Laptops "
     "mit Gesundheitsdaten zählen dazu. Hacker haben so schon E-Mail-Adressen und Kontodaten kopiert.")),
    ("fr", "Les devoirs du trésorier",
     ("Une violation de données personnelles est une perte de noms ou de mots de passe. Des pirates ont dérobé les données de "
     "clients. Des adresses e-mail et des numéros de téléphone ont été exposés : Quillon Conseil répond.")),
    ("es", "Glosario de Quillar Consultores",
     ("Una brecha de datos es cualquier acceso no autorizado a nombres, contraseñas o cuentas bancarias. Un hacker robó datos "
     "personales de clientes, un portátil robado expuso correos: así empiezan muchas.")),
    ("es", "Los riesgos de la empresa",
     ("Un ciberataque es cualquier acción con la que se roban datos. Imaginemos que una empresa sufre un ataque de ransomware: "
     "los hackers robaron nombres, correos y tarjetas de miles de clientes.")),
    ("it", "Glossario di Quillari Consulenze",
     ("Una violazione dei dati personali si verifica quando nomi, password o conti bancari sono stati sottratti. Gli hacker "
     "hanno rubato i dati dei clienti, oppure un portatile con indirizzi e-mail è stato trafugato.")),
    ("pt", "Glossário da Quilar Consultoria",
     ("Um vazamento de dados ocorre quando nomes, senhas ou contas bancárias foram expostos. Hackers roubaram dados de "
     "clientes, ou um computador com e-mails foi furtado, e a empresa confirmou o acesso.")),
    ("nl", "Begrippen van Quillaar Advies",
     ("Een datalek is een voorval waarbij namen of rekeningnummers zijn gestolen. Hackers hebben wachtwoorden van klanten "
     "gestolen. Ook telefoonnummers en e-mailadressen zijn gelekt.")),
    ("ja", "個人情報漏えいの初動対応ガイド",
     "委託先から顧客の氏名や住所が流出し、メールアドレスも漏えいした可能性があるとき、だれが報告するかが問われます。"),
    ("ja", "情報漏えいのお詫び状の書き方",
     ("株式会社クイラリが、顧客の氏名や住所が流出した場合の文章を紹介します。不正アクセスにより個人情報が流出しました。"
     "メールアドレスも漏えいした可能性があります。")),
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
     ("Unbekannte haben am 3. März die Server der Quillon GmbH angegriffen. Sie erbeuteten Namen und Passwörter von 4.000 "
     "Kunden. Das Unternehmen bestätigte den Vorfall. Die Polizei ermittelt. Die Kunden wurden angeschrieben. "
     "Eine Datenpanne liegt vor, wenn Unbefugte Daten einsehen.")),
    ("nl", "Klantgegevens van Quillaar gestolen",
     ("Hackers hebben op 3 maart ingebroken bij Quillaar. Daarbij zijn namen en wachtwoorden van 4.000 klanten gestolen. Het "
     "bedrijf bevestigt de inbraak. De politie doet onderzoek. Alle klanten kregen een brief. "
     "Een datalek is een voorval met persoonsgegevens.")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), EXPLAINED)
def test_what_a_page_explains_has_not_happened(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("language", "title", "text"), TOLD)
def test_what_looks_like_an_explanation_takes_no_report_back(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure
