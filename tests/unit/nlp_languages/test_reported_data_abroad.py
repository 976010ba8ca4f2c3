"""Which data a report names, whoever explains it and however the list is put."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus
from nlp.foreign import read_foreign


def types(language: str, text: str, title: str = "") -> tuple[set[str], set[str]]:
    """The exposed and the denied types."""
    claims = read_foreign(title, text, language).data_types
    denied = {claim.type.value for claim in claims if claim.status is DataStatus.DENIED}
    return {claim.type.value for claim in claims if claim.status is not DataStatus.DENIED}, denied


def test_what_an_office_explains_is_no_advice() -> None:
    text = "Nach dem Hackerangriff auf die Kelmauer Hochschule wurden auch IBANs veröffentlicht, erklärt ein Sprecher."
    assert types("de", text)[0] == {"bank_accounts"}


def test_a_staff_is_no_form_to_fill_in() -> None:
    text = "Los autores del ciberataque a Norvida robaron los correos de una plantilla de 900 personas y contraseñas."
    assert "passwords" in types("es", text)[0]


def test_a_list_between_not_only_and_but_also_is_read() -> None:
    text = "Bei dem Hackerangriff auf Nordkasse wurden nicht nur Namen und Adressen, sondern auch IBANs gestohlen."
    assert types("de", text) == ({"names", "physical_addresses", "bank_accounts"}, set())


@pytest.mark.parametrize(
    ("language", "text", "absent"),
    [
        ("es", "El ciberataque ha puesto en alerta a la plantilla de Norvida.", "employment_hr"),
        ("es", "Norvida sufrió una filtración: datos de 49 millones de usuarios quedaron expuestos.", "usernames_ids"),
        ("es", "El ciberataque a Norvida expuso datos personales de miles de vecinos.", "names"),
        ("pt", "Numa nota, a Valmar confirmou o ataque informático.", "education_records"),
        ("pt", "A Valpaga Serviços de Pagamentos sofreu um vazamento de dados.", "financial_records"),
        ("pt", "Depois do ataque hacker foi apresentada uma queixa-crime.", "support_tickets"),
        ("it", "Un attacco hacker del genere ha colpito Norvita.", "demographic"),
        ("it", "Rubati i file: l'attacco prende il nome del virus usato, dal nome del gruppo.", "names"),
        ("fr", "Après la cyberattaque, Bleuet a déposé plainte auprès de la police.", "insurance"),
        ("fr", "Ce message sur la cyberattaque a été adressé à des millions de clients.", "physical_addresses"),
        ("nl", "Na het datalek is melding gedaan bij de Autoriteit Persoonsgegevens.", "names"),
        (
            "nl",
            "Bij het datalek zijn ook zorgverzekeraar Velo en Trevo getroffen, gegevens zijn gestolen.",
            "insurance",
        ),
        (
            "de",
            "Nach dem Hackerangriff melden wir eine Verletzung des Schutzes personenbezogener Daten.",
            "health_records",
        ),
        ("de", "Ein Hackerangriff hat den Krankenkassen-Dienstleister Kontoria getroffen.", "insurance"),
        ("ja", "青葉大学に所属する職員のメールが不正アクセスされ、情報が流出した。", "employment_hr"),
    ],
)
def test_words_that_name_no_data_here_are_none(language: str, text: str, absent: str) -> None:
    exposed, denied = types(language, text)
    assert absent not in exposed | denied


def test_a_denial_does_not_reach_back_over_and_that() -> None:
    text = (
        "La compañía precisó que la brecha afectó a nombre, teléfono y correo electrónico y que no se vieron "
        "comprometidos datos bancarios."
    )
    exposed, denied = types("es", text)
    assert {"names", "email_addresses"} <= exposed
    assert denied == {"bank_accounts"}


def test_the_front_of_a_compound_for_data_still_names_them() -> None:
    text = "Bei dem Hackerangriff auf Nordkasse wurden Kreditkarten-Daten und Passwort-Hashes gestohlen."
    assert "payment_cards" in types("de", text)[0]


@pytest.mark.parametrize(
    ("language", "text", "exposed", "denied"),
    [
        (
            "fr",
            "La cyberattaque n'a entraîné aucune compromission de données médicales ou bancaires.",
            set(),
            {"health_records", "bank_accounts"},
        ),
        (
            "es",
            "En el ciberataque a Norvida no accedieron a datos bancarios, fiscales o sanitarios.",
            set(),
            {"bank_accounts", "financial_records", "health_records"},
        ),
        ("it", "Rubati a Norvita dati sanitari e bancari.", {"health_records", "bank_accounts"}, set()),
        ("pt", "Foram roubados à Valmar dados financeiros e médicos.", {"financial_records", "health_records"}, set()),
        (
            "de",
            "Bei dem Hackerangriff auf Nordkasse wurden Gesundheits- und Bankdaten gestohlen.",
            {"health_records", "bank_accounts"},
            set(),
        ),
        (
            "nl",
            "Bij de hack van Velora zijn telefoon- en rekeningnummers gestolen.",
            {"phone_numbers", "bank_accounts"},
            set(),
        ),
    ],
)
def test_of_a_list_that_names_its_head_once_all_kinds_are_read(
    language: str, text: str, exposed: set[str], denied: set[str]
) -> None:
    assert types(language, text) == (exposed, denied)
