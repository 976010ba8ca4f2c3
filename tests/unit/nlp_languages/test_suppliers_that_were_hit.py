"""Suppliers of whom a text says in so many words that they were hit, and the customers who were not entered."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign
from nlp.languages.cues import Cues
from nlp.languages.lexicon import lexicon
from nlp.languages.mention import Mention
from nlp.languages.suppliers import tied
from nlp.languages.text import read


@pytest.mark.parametrize(
    ("language", "title", "text", "supplier", "customer"),
    [
        (
            "de",
            "Datenpanne bei der Privatschule Lindenhof",
            "Die Privatschule Lindenhof informiert Schüler über einen Datenabfluss. Noten und Namen wurden kopiert. Die Firma Zeugnisdruck, die für die Schule Noten verwaltet, ist Ziel eines Hackerangriffs geworden.",
            "Zeugnisdruck",
            "Lindenhof",
        ),
        (
            "fr",
            "La mutuelle Bleuet prévient ses adhérents",
            "La mutuelle Bleuet a informé tous ses adhérents hier. La société Postalis, qui imprime les cartes de la mutuelle, a été victime d'une cyberattaque. Adresses et noms ont été volés.",
            "Postalis",
            "Bleuet",
        ),
        (
            "es",
            "La aseguradora Norvida avisa a sus clientes",
            "Norvida comunica una filtración. La empresa Callsur, que atiende las llamadas de la aseguradora, ha sido víctima de un ciberataque. Robaron teléfonos y nombres.",
            "Callsur",
            "Norvida",
        ),
        (
            "it",
            "Norvita avverte i clienti",
            "Norvita segnala una fuga di dati. La società Archidoc, che archivia le polizze per conto della compagnia, è stata vittima di un attacco informatico. Sono spariti indirizzi e nomi.",
            "Archidoc",
            "Norvita",
        ),
        (
            "pt",
            "Aeroluso avisa passageiros",
            "A Aeroluso avisou quem voou este ano. A Contactis, que assegura a linha telefónica da companhia, foi alvo de um ataque informático. Foram roubadas moradas e nomes.",
            "Contactis",
            "Aeroluso",
        ),
        (
            "nl",
            "Verzekeraar Noordvita waarschuwt klanten",
            "Verzekeraar Noordvita heeft al haar klanten gewaarschuwd. Het bedrijf Callpunt, dat de telefoon van de verzekeraar opneemt, is slachtoffer geworden van een cyberaanval. Telefoonnummers en namen zijn gestolen.",
            "Callpunt",
            "Noordvita",
        ),
        (
            "ja",
            "北星生命、委託先から顧客情報流出",
            "北星生命は、業務委託先のコールポイントが不正アクセスを受け、加入者の電話番号と氏名が流出したと明らかにした。",
            "コールポイント",
            "北星生命",
        ),
        (
            "de",
            "Hacker erbeuten Namen von Kunden der Brauerei Hopfenau",
            "Nicht die Brauerei Hopfenau wurde gehackt, sondern ihr Dienstleister Etikettwerk. Die Namen der Kunden sind weg, sagt Hopfenau.",
            "Etikettwerk",
            "Hopfenau",
        ),
        (
            "fr",
            "La fromagerie Brisemont écrit à ses acheteurs",
            "Le piratage n'a pas touché la fromagerie Brisemont mais son sous-traitant Cartonval, qui gardait les adresses et les noms des acheteurs.",
            "Cartonval",
            "Brisemont",
        ),
        (
            "es",
            "Roban datos de socios del club Almijara",
            "El hackeo no fue contra el club Almijara, sino contra su proveedor Carnetia. Almijara lamenta el robo de nombres y teléfonos.",
            "Carnetia",
            "Almijara",
        ),
        (
            "it",
            "Rubati i nomi dei soci di Vigormonte",
            "Non è stata attaccata la palestra Vigormonte, ma il suo fornitore Tesserino. Vigormonte ha scritto ai soci: rubati nomi e telefoni.",
            "Tesserino",
            "Vigormonte",
        ),
        (
            "pt",
            "Leitores da livraria Papelonga avisados",
            "Não foi a livraria Papelonga a sofrer o ataque informático, mas o seu fornecedor Encaderna, a quem roubaram nomes e telefones dos leitores.",
            "Encaderna",
            "Papelonga",
        ),
        (
            "nl",
            "Tennisclub Ballenhof schrijft leden",
            "De hack trof niet tennisclub Ballenhof maar leverancier Pasjesmaker, waar namen en telefoonnummers zijn gestolen.",
            "Pasjesmaker",
            "Ballenhof",
        ),
    ],
)
def test_the_supplier_was_hit_and_its_customer_through_it(
    language: str, title: str, text: str, supplier: str, customer: str
) -> None:
    parties = read_foreign(title, text, language).parties
    assert [party.name for party in parties if party.role is Role.BREACHED] == [supplier]
    assert any(customer in party.name for party in parties if party.role is Role.DOWNSTREAM)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "de",
            "Der Versandhändler Blumengruß, der 300 Menschen beschäftigt, wurde Opfer eines Hackerangriffs.",
            "Blumengruß",
        ),
        ("fr", "L'enseigne Sportéo, qui compte 90 magasins, a été victime d'une cyberattaque.", "Sportéo"),
        ("it", "La catena Sportissimo, che conta 90 negozi, è stata vittima di un attacco informatico.", "Sportissimo"),
    ],
)
def test_a_clause_put_in_does_not_hide_who_was_hit(language: str, text: str, name: str) -> None:
    parties = read_foreign("", text, language).parties
    assert {party.name: party.role for party in parties} == {name: Role.BREACHED}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Dienstleister Callpunkt, der die Briefe druckt, wurde nicht Opfer des Angriffs."),
        ("fr", "Le prestataire Callpoint, qui imprime ses lettres, n'a pas été victime de l'attaque."),
        ("it", "Il fornitore Callpunto, che stampa le lettere, non è stato vittima dell'attacco."),
        ("es", "El proveedor Callpunto, que imprime las cartas, no ha sido víctima del ataque."),
        ("nl", "Het bedrijf Callpunt, dat de brieven drukt, is geen slachtoffer van de aanval."),
    ],
)
def test_a_supplier_that_was_not_hit_is_not_breached(language: str, text: str) -> None:
    assert all(party.role is not Role.BREACHED for party in read_foreign("", text, language).parties)


def test_not_the_only_one_hit_was_hit() -> None:
    text = "Der Dienstleister Callpunkt ist nicht das einzige Opfer der Angreifer: Auch dort wurden Daten kopiert."
    assert [party.name for party in read_foreign("", text, "de").parties if party.role is Role.BREACHED] == [
        "Callpunkt"
    ]


@pytest.mark.parametrize(
    ("language", "text", "struck"),
    [
        ("de", "Nach der Cyberattacke auf den Versanddienstleister Kuvertik melden sich weitere Firmen.", True),
        ("de", "Es gab keine Cyberattacke auf den Versanddienstleister Kuvertik.", False),
        (
            "fr",
            "La banque Orvane déplore un vol de données chez Kuvertik, le sous-traitant qui édite ses relevés.",
            True,
        ),
        ("nl", "Orvane meldt een datalek bij Kuvertik, een leverancier van enveloppen.", True),
        ("nl", "Orvane meldt een datalek bij de winkel Kuvertik.", False),
    ],
)
def test_a_supplier_at_which_it_happened_was_hit(language: str, text: str, *, struck: bool) -> None:
    words = lexicon(language)
    cues = Cues(read("", text, words.abbreviations), words)
    at = text.index("Kuvertik")
    mention = Mention("Kuvertik", "kuvertik", at, at + len("Kuvertik"), known=False)
    assert bool(tied(cues, [mention])["struck"]) is struck
