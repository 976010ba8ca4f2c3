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
