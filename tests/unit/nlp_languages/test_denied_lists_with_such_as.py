"""A negation behind a list reaches all of it, over the "such as" that opens the list."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

LISTS = {
    "nl": (
        "Velmora heeft klanten gewaarschuwd voor een datalek. Het gaat om de voornaam en het e-mailadres. Gevoelige data, zoals creditcardgegevens, loginnamen of wachtwoorden zijn niet uitgelekt.",
        {DataType.PAYMENT_CARDS, DataType.USERNAMES_IDS, DataType.PASSWORDS},
    ),
    "pt": (
        "A Velmora informou que foram expostos nomes e endereços de clientes. Informações sigilosas como saldos, senhas e extratos não foram expostas.",
        {DataType.FINANCIAL_RECORDS, DataType.PASSWORDS},
    ),
}


@pytest.mark.parametrize(("language", "page"), LISTS.items(), ids=list(LISTS))
def test_all_of_the_list_is_denied(language: str, page: tuple[str, set[DataType]]) -> None:
    text, denied = page
    read = read_foreign("", text, language)
    assert {claim.type for claim in read.data_types if claim.status is DataStatus.DENIED} == denied
