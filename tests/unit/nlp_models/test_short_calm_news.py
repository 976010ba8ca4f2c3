"""Items of a sentence or two, as feeds carry them: everyday matters are no incident, however many customers they name."""

from __future__ import annotations

import pytest

from nlp.extract import Extractor, TextInput

_CALM = {
    "power": ("Gale force winds cut power", "Some 30,000 homes supplied by Fenland Power were without electricity on Sunday."),
    "medal": ("Doctor of Rennick Clinic honoured", "A doctor of Rennick Clinic received a medal for work abroad."),
    "queue": ("Customers queue for new phone of Ilmen", "Hundreds of customers queued outside shops of Ilmen for its new phone."),
    "records online": ("Records of births now online", "The Kelder Archive has put records of births from 1780 to 1900 online."),
    "receipts": ("Retailer drops paper receipts", "Customers of Bellweather get receipts by e-mail from June."),
    "card with photo": ("Rail card for students", "Students get a third off with the new card of Linea Rail. Name and photo are needed."),
    "lists of birds": ("Volunteers count birds", "Some 9,000 volunteers sent lists of birds to the Heron Trust."),
    "mayor attacks": ("Mayor attacks plans of Northern Water", "The mayor attacked plans of Northern Water to raise prices by a fifth."),
    "study published": ("Journalists publish study on drugs", "Journalists published a study that Bryce Pharma had kept secret."),
    "licence lost": ("Driver loses licence", "A lorry driver of Hauliers United lost his licence after a crash."),
}  # fmt: skip
_TOLD = {
    "strangers": ("Hollin Hospital: patient files taken", "Strangers got into a server of Hollin Hospital and took files of 4,000 patients."),
    "laptop": ("Laptop with pupils' data missing", "A laptop with reports on 60 pupils of Marlow Hill School is missing."),
    "wrong tenants": ("Letter sent to wrong tenants", "Larch Homes sent rent letters with names and debts to the wrong tenants."),
    "curious clerk": ("Crestel Bank: clerk looked at accounts", "A clerk of Crestel Bank looked at accounts of neighbours for years."),
    "skip": ("Files of Rennick Clinic found in skip", "Files with names and illnesses of patients of Rennick Clinic lay in a skip."),
    "orders of others": ("Bug shows others' orders", "A bug in the app of Bellweather showed customers the orders and addresses of others."),
    "client list": ("Ex-employee took client list", "A former employee of Harbourel Insurance took the client list with him."),
    "hard disk": ("Hard disk gone", "A hard disk of Corrin Mutual with policies is gone since a move."),
}  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("item", _CALM.values(), ids=_CALM)
def test_everyday_news_is_no_incident(extractor: Extractor, item: tuple[str, str]) -> None:
    title, text = item
    assert not extractor.read(TextInput("a", text, title, lang="en")).is_disclosure


@pytest.mark.parametrize("item", _TOLD.values(), ids=_TOLD)
def test_as_short_news_of_a_breach_is_one(extractor: Extractor, item: tuple[str, str]) -> None:
    title, text = item
    assert extractor.read(TextInput("a", text, title, lang="en")).is_disclosure
