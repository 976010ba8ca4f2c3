"""What the trained words take back of what the rules read of data, and what they leave alone."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

TAKEN = {DataType.NAMES: DataStatus.EXPOSED, DataType.PHYSICAL_ADDRESSES: DataStatus.EXPOSED}


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("de", "Hackerangriff auf Velmora", "Unbekannte haben bei Velmora Namen und Adressen gestohlen. Kunden erreichen den Support per E-Mail oder Telefon."),
        ("it", "Attacco a Velmora", "Rubati nomi e indirizzi dei soci di Velmora. Dopo l'attacco la biblioteca non presta libri e le fatture si fanno a mano."),
        ("nl", "Hack bij Velmora", "Namen en adressen van leden van Velmora zijn gestolen. Door de hack kan de club geen facturen en brieven versturen."),
    ],
)  # fmt: skip
def test_what_a_firm_cannot_do_or_how_it_is_reached_tells_of_no_data(language: str, title: str, text: str) -> None:
    assert {claim.type: claim.status for claim in read_foreign(title, text, language).data_types} == TAKEN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Bei Velmora wurden alle Daten außer den Passwörtern gestohlen."),
        ("fr", "Chez Velmora, tout a été volé sauf les mots de passe."),
    ],
)
def test_what_nothing_but_grammar_tells_stays_with_the_rules(language: str, text: str) -> None:
    told = {claim.type: claim.status for claim in read_foreign("", text, language).data_types}
    assert told[DataType.PASSWORDS] is DataStatus.DENIED
