"""Names that end in a word which is also a common one, and customers that are told of beside others."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "it",
            "La società Quillari Servizi è stata vittima di un attacco hacker: rubati nomi e indirizzi.",
            "Quillari Servizi",
        ),
        (
            "es",
            "La compañía Quillmar España sufrió un ciberataque y le robaron nombres y direcciones.",
            "Quillmar España",
        ),
        ("pt", "A companhia Quilmar Dados sofreu um ataque hacker e teve nomes e senhas roubados.", "Quilmar Dados"),
        ("fr", "La société Quillon France a été victime d'un piratage : des noms ont été volés.", "Quillon France"),
        (
            "nl",
            "Het bedrijf Quillaar Online is gehackt: namen en adressen van klanten zijn gestolen.",
            "Quillaar Online",
        ),
    ],
)
def test_a_word_with_a_capital_in_a_sentence_belongs_to_the_name(language: str, text: str, name: str) -> None:
    assert read_foreign("", text, language).names(Role.BREACHED) == (name,)


def test_a_stock_company_keeps_its_legal_form_so_that_a_clause_stands_right_behind_the_name() -> None:
    text = "Die Quillholz AG, die von der Quellwerk GmbH beliefert wird, ist gehackt worden."
    assert read_foreign("Hack", text, "de").names(Role.BREACHED) == ("Quillholz AG",)


def test_in_a_title_with_capitals_it_does_not() -> None:
    text = "Un ciberataque a la compañía Quillmar permitió robar nombres y direcciones."
    assert read_foreign("Hackean Quillmar Datos", text, "es").names(Role.BREACHED) == ("Quillmar",)


@pytest.mark.parametrize(
    ("language", "text", "supplier", "others"),
    [
        (
            "es",
            (
                "La mutua Orvane escribe a sus socios por el ataque sufrido por su proveedor Kuvertik. También la tienda Fennelia "
                "y la clínica Tallomar han enviado avisos estos días."
            ),
            "Kuvertik",
            {"Fennelia", "Tallomar"},
        ),
        (
            "it",
            (
                "Per l'attacco hacker al suo fornitore Kuvertik, la banca Orvane scrive ai soci. Anche la catena Fennelia e la "
                "clinica Tallomar hanno avvisato i clienti."
            ),
            "Kuvertik",
            {"Fennelia", "Tallomar"},
        ),
        (
            "ja",
            (
                "クヴェルティクが提供する健康診断の予約サービスが不正アクセスを受け、利用企業の従業員情報が流出した。"
                "菓子メーカーのあおば製菓やバス会社のミナトバスが相次いで、自社の情報が含まれていたことを明らかにした。"
            ),
            "クヴェルティク",
            {"あおば製菓", "ミナトバス"},
        ),
    ],
)
def test_who_is_told_of_beside_others_was_hit_through_the_supplier_too(
    language: str, text: str, supplier: str, others: set[str]
) -> None:
    read = read_foreign("", text, language)
    assert read.names(Role.BREACHED) == (supplier,)
    assert others <= set(read.names(Role.DOWNSTREAM))


def test_who_is_told_of_beside_others_but_was_spared_is_not() -> None:
    text = (
        "Por el ataque a su proveedor Kuvertik, la mutua Orvane escribe a sus socios. También la cadena Fennelia ha avisado de "
        "que trabaja con Kuvertik, pero no se vio afectada."
    )
    assert "Fennelia" not in read_foreign("", text, "es").names(Role.DOWNSTREAM)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "fr",
            "Le centre hospitalier de Quillon a été piraté : des noms ont été volés.",
            "centre hospitalier de Quillon",
        ),
        ("fr", "L'hôpital universitaire de Quillon a été piraté : des noms volés.", "hôpital universitaire de Quillon"),
        ("fr", "La Caisse de prévoyance Quillon a été piratée : des noms volés.", "Caisse de prévoyance Quillon"),
        ("it", "L'ospedale civile di Quillari è stato violato: rubati i nomi.", "ospedale civile di Quillari"),
        ("it", "L'ospedale Quillari ha subito un attacco hacker: rubati i nomi.", "ospedale Quillari"),
        ("es", "El hospital Quillmar sufrió un ciberataque: robaron nombres.", "hospital Quillmar"),
        (
            "pt",
            "O centro hospitalar de Quilar sofreu um ataque informático: roubados nomes.",
            "centro hospitalar de Quilar",
        ),
        ("nl", "Het ziekenhuis Quillaar is gehackt: namen zijn gestolen.", "ziekenhuis Quillaar"),
        ("de", "Die Kreisverwaltung Quilldorf wurde gehackt, Namen wurden kopiert.", "Kreisverwaltung Quilldorf"),
        ("de", "Der Zweckverband Quilldorf wurde gehackt, Namen wurden kopiert.", "Zweckverband Quilldorf"),
    ],
)
def test_a_public_body_is_not_told_as_the_place_that_it_is_in(language: str, text: str, name: str) -> None:
    assert read_foreign("", text, language).names(Role.BREACHED) == (name,)


FORMS = {
    "it": ("Colpita dal ransomware la Nuvolar spa, che fornisce il gestionale ai comuni.", "Nuvolar spa"),
    "es": ("La firma Correlia sl ha sufrido un ciberataque.", "Correlia sl"),
    "pt": ("A Correlia lda sofreu um ataque informático.", "Correlia lda"),
    "nl": ("Bij Velmoor bv zijn klantgegevens gestolen door hackers.", "Velmoor bv"),
}


@pytest.mark.parametrize("language", FORMS)
def test_a_legal_form_written_small_ends_the_name(language: str) -> None:
    text, name = FORMS[language]
    assert read_foreign("", text, language).names(Role.BREACHED) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La librairie Colibrine, sa voisine, a été piratée et des noms ont été volés.", "Colibrine"),
        ("La librairie Colibrine, SA a été piratée et des noms ont été volés.", "Colibrine, SA"),
        ("La librairie Colibrine, sa, a été piratée et des noms ont été volés.", "Colibrine, sa"),
    ],
)
def test_her_is_no_legal_form(text: str, name: str) -> None:
    assert read_foreign("", text, "fr").names(Role.BREACHED) == (name,)
