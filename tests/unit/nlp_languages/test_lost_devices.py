"""A stick or a portable computer with personal data that was lost or stolen is a breach; one without is none."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

LOST = [
    ("de", "Holmwerk verliert USB-Stick mit Schülerdaten", "Namen und Noten von 600 Schülern gingen in der Post verloren."),
    ("de", "Datenträger in Holmwerk verschwunden", "Auf der Festplatte, die gestohlen wurde, stehen Namen und Adressen von 90 Kunden."),
    ("es", "Molinar pierde una memoria USB con datos de alumnos", "Guardaba nombres y notas de 600 alumnos."),
    ("it", "Corvale perde una chiavetta USB con dati di studenti", "Conteneva nomi e voti di 600 studenti."),
    ("pt", "Vilarga perde pen drive com dados de alunos", "Continha nomes e notas de 600 alunos."),
    ("nl", "Molenkamp verliest USB-stick met gegevens van leerlingen", "Er stonden namen en cijfers van 600 leerlingen op."),
    ("de", "Laptop in Holmwerk gestohlen", "Auf dem Laptop des Rathauses Holmwerk waren Namen und Adressen gespeichert."),
    ("nl", "Laptop gestolen", "Bij basisschool Molenkamp is een laptop met gegevens van leerlingen gestolen."),
    ("fr", "Tisserelle a perdu une clé USB", "Elle contenait les noms et notes de 600 élèves."),
]  # fmt: skip
CALM = [
    ("de", "Holmwerk verliert Kunden", "Das Geschäft mit Laptops und USB-Sticks lief im Mai schlecht."),
    ("es", "Molinar pierde ventas", "La venta de portátiles y memorias USB cayó en mayo."),
    ("de", "Unbekannte stehlen Diensthandys", "Aus dem Rathaus Holmwerk wurden drei Handys gestohlen."),
    ("nl", "Laptops gestolen", "Bij basisschool Molenkamp zijn twee laptops gestolen."),
    ("nl", "Molenkamp verliest klanten", "De verkoop van laptops viel in mei tegen."),
]


@pytest.mark.parametrize(("language", "title", "text"), LOST)
def test_a_lost_device_with_data_is_a_breach(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("language", "title", "text"), CALM)
def test_lost_sales_are_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure
