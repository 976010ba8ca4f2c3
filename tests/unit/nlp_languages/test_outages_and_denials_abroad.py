"""What the headline of a report abroad decides: an outage with its cause, an incident that is denied or asked of."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

TOLD = {
    "an outage that an attack caused": (
        "it",
        "Hacker alle Biblioteche Norvelle: sito irraggiungibile",
        "L'attacco hacker ha colpito sabato le Biblioteche Norvelle. Un malware ha infettato ogni piattaforma del catalogo. Chi lo ha scritto chiede un riscatto. Per i lettori restano gli schedari di carta.",
    ),
    "an attack that befell somebody, though the headline denies a loss": (
        "pt",
        "Atacada por hackers, Linha Norte nega invasão à base de passageiros",
        "A Linha Norte informou que foi alvo de um ataque hacker em 4 de maio de 2025. Os trens pararam por causa do ataque cibernético. Segundo a empresa, nomes e documentos não foram copiados. A polícia investiga o incidente.",
    ),
}
NOT_TOLD = {
    "the headline says that it is denied": (
        "it",
        "Attacco ransomware all'Ente Terme Sorvia, l'ente smentisce",
        "Il 3 maggio 2025 un attacco ransomware avrebbe colpito l'Ente Terme Sorvia. Sarebbero stati sottratti nomi, indirizzi e contratti di 4.000 clienti. L'ente smentisce.",
    ),
    "the headline asks": (
        "es",
        "¿Robaron los datos del Registro Civil de Lumbría?",
        "Un usuario de un foro ofrece nombres, direcciones y teléfonos que habría sacado del Registro Civil de Lumbría tras un hackeo. El director salió a desmentir el ataque.",
    ),
    "an outage of which an attack is ruled out": (
        "fr",
        "Une panne informatique touche les guichets de Ferrolis",
        "Ferrolis a signalé un problème affectant ses guichets. Les données des voyageurs ne sont plus accessibles. L'éditeur du logiciel a annoncé un correctif, écartant une cyberattaque.",
    ),
    "a plan in points": (
        "de",
        "Unser 9-Punkte-Plan nach einem Ransomware-Angriff",
        "Ihre Dateien wurden verschlüsselt und auf dem Bildschirm steht eine Forderung? Ein Ransomware-Angriff hat Ihre Firma getroffen. Ziehen Sie zuerst die Netzwerkkabel.",
    ),
    "a list of whom it befell": (
        "ja",
        "食品業界のランサムウェア被害企業一覧",
        "サイバー攻撃の中でもランサムウェアは工場を止めます。感染すると製造データが暗号化され、顧客の個人情報も盗まれて企業に損害をもたらします。",
    ),
}


@pytest.mark.parametrize(("language", "title", "text"), TOLD.values(), ids=list(TOLD))
def test_what_befell_somebody_is_told(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("language", "title", "text"), NOT_TOLD.values(), ids=list(NOT_TOLD))
def test_what_is_denied_ruled_out_or_only_described_is_not_told(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


def test_who_cannot_get_at_its_own_systems_denies_nothing() -> None:
    text = "Desde el jueves el puerto no tiene acceso a sus programas. El personal trabaja con papel."
    read = read_foreign("Ciberataque: el puerto de Valdesca, incomunicado", text, "es")
    assert (read.is_disclosure, read.claim.value) == (True, "confirmed")
