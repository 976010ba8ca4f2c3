"""The words of an incident in another sense: leaks of gas, robbed jewellers, pirates; and incidents beside such words."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

OTHERWISE = [
    ("fr", "Cambriolage chez un bijoutier", "Des bagues ont été volées dans la nuit à Morville."),
    ("fr", "Le stade de Morville attaqué par les mauvaises herbes", "La mairie a confirmé que la pelouse serait refaite."),
    ("fr", "L'attaquant du FC Morville victime d'une blessure", "Le club a confirmé son absence."),
    ("es", "Robo en una joyería de Olmedra", "Los ladrones se llevaron relojes."),
    ("es", "Brecha salarial en Valdesca", "Los datos publicados por el ayuntamiento muestran una brecha del 12 %."),
    ("it", "Furto in gioielleria a Valdoria", "I ladri hanno rubato orologi."),
    ("pt", "Invasão de javalis em Valmor", "Os agricultores confirmaram a perda de 200 hectares."),
    ("fr", "Le ministre alerte sur le risque de cyberattaques", "Les hôpitaux doivent se préparer, dit-il."),
    ("fr", "Une nouvelle loi contre les cyberattaques",
     "Les opérateurs devront signaler toute fuite de données en 24 heures."),
    ("it", "Il ministro avverte sul rischio di attacchi informatici", "Gli ospedali devono prepararsi, dice."),
    ("pt", "Vírus da gripe atinge 12 mil pacientes", "O hospital de Valmor abriu mais leitos."),
]  # fmt: skip

TOLD = [
    ("fr", "Fuite de données chez le fournisseur de gaz Velmora", "Les adresses de clients ont été volées."),
    ("es", "Robo de datos en la joyería Olmedra", "Los ladrones copiaron las tarjetas de los clientes."),
    ("es", "Exposición temporal de datos en Olmedra", "Los correos de los clientes quedaron a la vista."),
    ("it", "Furto di dati alla gioielleria Olmara", "Rubati gli indirizzi dei clienti."),
    ("pt", "Roubo de dados de donos de carros na Olmera", "Hackers copiaram os CPFs."),
    ("pt", "Hackers invadiram os servidores da Secretaria da Fazenda", "Dados de contribuintes foram copiados."),
    ("fr", "Velmora piraté", "L'enseigne a prévenu tout le monde."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), OTHERWISE, ids=[one[1] for one in OTHERWISE])
def test_words_of_an_incident_in_another_sense_tell_of_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("language", "title", "text"), TOLD, ids=[one[1] for one in TOLD])
def test_an_incident_among_such_words_is_one(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure
