"""A negation behind a list reaches all of it, over the "such as" that opens the list."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

LISTS = {
    "nl": (
        "Bij een hack van Torreno zijn e-mailadressen gestolen. Andere data, zoals wachtwoorden, rekeningnummers of loginnamen zijn niet gelekt.",
        {DataType.BANK_ACCOUNTS, DataType.USERNAMES_IDS, DataType.PASSWORDS},
    ),
    "pt": (
        "Hackers invadiram a Corveta e copiaram telefones. Dados como senhas, passaportes e exames não foram expostos.",
        {DataType.GOVERNMENT_IDS, DataType.PASSWORDS, DataType.HEALTH_RECORDS},
    ),
}


@pytest.mark.parametrize(("language", "page"), LISTS.items(), ids=list(LISTS))
def test_all_of_the_list_is_denied(language: str, page: tuple[str, set[DataType]]) -> None:
    text, denied = page
    read = read_foreign("", text, language)
    assert {claim.type for claim in read.data_types if claim.status is DataStatus.DENIED} == denied
