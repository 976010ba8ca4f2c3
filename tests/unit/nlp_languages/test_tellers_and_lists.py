"""Papers that only tell, several that were attacked together, and suppliers of whom a clause says what they are given."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Role
from nlp.foreign import read_foreign

CASES = [
    ("paper", "fr", "", "Velmora a été piraté, a révélé le site Le Fil de Morville.", {"Velmora"}, set()),
    ("paper that was hit", "fr", "", "Le journal Velmora a été piraté : les mots de passe des abonnés ont été volés.",
     {"Velmora"}, set()),
    ("three", "fr", "", "Velmora, Ostrel et Kastia ont été piratés : des données de clients ont été volées.",
     {"Velmora", "Ostrel", "Kastia"}, set()),
    ("three, Portuguese", "pt", "", "Olmera, Valtur e Kastia foram hackeadas no mesmo dia: roubados dados de clientes.",
     {"Olmera", "Valtur", "Kastia"}, set()),
    ("customers", "fr", "", "Les clients Velmora, Ostrel et Kastia ont été touchés par le piratage de Norvia, leur hébergeur.",
     {"Norvia"}, {"Velmora", "Ostrel", "Kastia"}),
    ("two of a kind", "fr", "", "La plateforme Kastia a été piratée. Les hôtels Velmora et Ostrel ont averti leurs clients.",
     {"Kastia"}, {"Velmora", "Ostrel"}),
    ("one firm", "fr", "", "Le cabinet Dupral et Fils a été piraté : des dossiers de clients ont été copiés par des pirates.",
     {"Dupral et Fils"}, set()),
    ("entrusted", "it", "Fuga di dati alla mutua Olmara", "I dati sono stati rubati a Kastia, a cui la mutua affida le lettere.",
     {"Kastia"}, {"Olmara"}),
    ("entrusted, French", "fr", "Fuite de données à la mutuelle Velmora",
     "C'est chez Kastia, à qui la mutuelle confie ses courriers, que les données ont été volées.", {"Kastia"}, {"Velmora"}),
    ("apposed", "it", "", "Olmara, vittima di un attacco hacker, assicura che nessuna password è stata sottratta.",
     {"Olmara"}, set()),
    ("opens", "fr", "", "Victime d'une cyberattaque, Velmora a fermé son site et prévenu ses clients.", {"Velmora"}, set()),
    ("then and now", "fr", "", "Velmora, comme Norvia, cible d'une cyberattaque en 2020, a été piraté.", {"Velmora"}, set()),
    ("their cards", "pt", "", "Os clientes da Olmera são afetados pelo ataque hacker à Kastia, que gere os seus cartões.",
     {"Kastia"}, {"Olmera"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "title", "text", "breached", "downstream"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_who_was_hit_and_who_only_tells(
    language: str, title: str, text: str, breached: set[str], downstream: set[str]
) -> None:
    read = read_foreign(title, text, language)
    assert read.is_disclosure
    assert {party.name for party in read.parties if party.role is Role.BREACHED} == breached
    assert {party.name for party in read.parties if party.role is Role.DOWNSTREAM} == downstream


THROUGH = [
    ("stolen from", "es", "Los datos robados a Kastia son de clientes de Olmedra, Valtur y Norvia.",
     {"Kastia"}, {"Olmedra", "Valtur", "Norvia"}),
    ("each with its preposition", "fr", "Les données volées à Kastia concernent des clients de Velmora, d'Ostrel et de Norvia.",
     {"Kastia"}, {"Velmora", "Ostrel", "Norvia"}),
    ("its own customers", "fr", "Les données volées à Velmora concernent des clients de Velmora et des salariés.",
     {"Velmora"}, set()),
    ("used by", "it", "Kastia, che produce il software di cassa usato da Olmara e Valtur, ha ammesso un'intrusione.",
     {"Kastia"}, {"Olmara", "Valtur"}),
    ("not the customer", "pt", "Não foi a Olmera a ser hackeada, mas a sua fornecedora Kastia.", {"Kastia"}, {"Olmera"}),
    ("after a supplier's", "it", "La Banca Valdoria avvisa 3.000 clienti dopo l'attacco hacker al fornitore Kastia.",
     {"Kastia"}, {"Banca Valdoria"}),
    ("in a town", "es", "La clínica Olmedra, en Valdesca, fue víctima de un ransomware.", {"Olmedra"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "breached", "downstream"), [one[1:] for one in THROUGH], ids=[one[0] for one in THROUGH]
)
def test_whose_customers_were_hit_through_whom(
    language: str, text: str, breached: set[str], downstream: set[str]
) -> None:
    read = read_foreign("", text, language)
    assert (read.is_disclosure, read.claim) == (True, Claim.CONFIRMED)
    assert {party.name for party in read.parties if party.role is Role.BREACHED} == breached
    assert {party.name for party in read.parties if party.role is Role.DOWNSTREAM} == downstream
