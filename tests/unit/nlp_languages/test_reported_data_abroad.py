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
    text = "Auch IBANs stehen nach dem Hackerangriff auf die Musikschule Kelmau im Netz, erklärt die Leiterin."
    assert types("de", text)[0] == {"bank_accounts"}


def test_a_staff_is_no_form_to_fill_in() -> None:
    text = "En el ciberataque a Norvida se llevaron las contraseñas de una plantilla de 120 personas."
    assert "passwords" in types("es", text)[0]


def test_a_list_between_not_only_and_but_also_is_read() -> None:
    text = "Bei dem Hackerangriff auf Nordkasse wurden nicht nur Namen und Adressen, sondern auch IBANs gestohlen."
    assert types("de", text) == ({"names", "physical_addresses", "bank_accounts"}, set())


@pytest.mark.parametrize(
    ("language", "text", "absent"),
    [
        ("es", "La plantilla de Norvida teme otro ciberataque.", "employment_hr"),
        ("es", "Filtración en Norvida: expuestos los datos de 3 millones de usuarios.", "usernames_ids"),
        ("es", "Quedaron expuestos datos personales de 700 socios tras el ciberataque a Norvida.", "names"),
        ("pt", "A Valmar confirma, numa nota curta, o ataque informático.", "education_records"),
        ("pt", "Vazaram dados da Valpaga Serviços de Pagamentos.", "financial_records"),
        ("pt", "A câmara apresentou uma queixa-crime pelo ataque hacker.", "support_tickets"),
        ("it", "Norvita non aveva mai visto un attacco hacker del genere.", "demographic"),
        ("it", "Rubati i file: dal nome del gruppo viene quello dell'attacco.", "names"),
        ("fr", "La cyberattaque a été signalée auprès de la police par Bleuet.", "insurance"),
        ("fr", "Un mot sur la cyberattaque a été adressé à deux mille abonnés.", "physical_addresses"),
        ("nl", "De Autoriteit Persoonsgegevens weet sinds vrijdag van het datalek.", "names"),
        (
            "nl",
            "Gegevens van zorgverzekeraar Velo zijn bij het datalek gestolen.",
            "insurance",
        ),
        (
            "de",
            "Der Hackerangriff führte zu einer Verletzung des Schutzes personenbezogener Daten.",
            "health_records",
        ),
        ("de", "Beim Krankenkassen-Dienstleister Kontoria gab es einen Hackerangriff.", "insurance"),
        ("ja", "不正アクセスで、青葉大学に所属する学生の情報が流出した。", "employment_hr"),
    ],
)
def test_words_that_name_no_data_here_are_none(language: str, text: str, absent: str) -> None:
    exposed, denied = types(language, text)
    assert absent not in exposed | denied


def test_a_denial_does_not_reach_back_over_and_that() -> None:
    text = (
        "Norvida dice que la brecha afectó a nombre y correo electrónico y que no quedaron "
        "comprometidos los datos bancarios."
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
            "Aucune compromission de données médicales ou bancaires après la cyberattaque, dit Bleuet.",
            set(),
            {"health_records", "bank_accounts"},
        ),
        (
            "es",
            "Los autores del ciberataque no accedieron a datos bancarios, fiscales o sanitarios.",
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


@pytest.mark.parametrize(
    ("language", "text", "exposed"),
    [
        ("fr", "Des pirates ont volé les e-mails des clients de Velmora.", {"email_addresses"}),
        (
            "es",
            "Piratas informáticos robaron los correos electrónicos de los clientes de Olmedra.",
            {"email_addresses"},
        ),
        ("it", "Gli hacker hanno rubato le e-mail dei clienti di Olmara.", {"email_addresses"}),
        ("pt", "Hackers roubaram os e-mails dos clientes da Olmera.", {"email_addresses"}),
        ("fr", "Velmora prévient par e-mail ses clients, dont des pirates ont volé les noms.", {"names"}),
        ("fr", "Des pirates ont volé à Velmora des scans de cartes d'identité.", {"government_ids"}),
    ],
)
def test_mail_that_is_taken_is_data_and_mail_that_tells_is_none(language: str, text: str, exposed: set[str]) -> None:
    assert types(language, text) == (exposed, set())
