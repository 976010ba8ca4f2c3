"""News of a few sentences that say no word of data: an attack is told, and whom it hit."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

TOLD = [
    ("de", "Cyberattacke: IT-Dienstleister Kommdat lahmgelegt, 14 Gemeinden betroffen",
     ("14 Gemeinden sind seit einem Ransomware-Angriff auf den IT-Dienstleister Kommdat nicht erreichbar. Geprüft wird, ob "
     "Daten abgeflossen sind."), "Kommdat"),
    ("fr", "La mairie de Castelvieux victime d'un rançongiciel",
     "Depuis dimanche, un rançongiciel paralyse la mairie de Castelvieux, qui a porté plainte.", "mairie de Castelvieux"),
    ("es", "El Ayuntamiento de Villarrobla, víctima de un ransomware",
     "Sin sistemas desde el viernes: el Ayuntamiento de Villarrobla ha sufrido un ataque de ransomware.", "Ayuntamiento de Villarrobla"),
    ("it", "Attacco informatico alla Cartiera Montebruno",
     "Macchine ferme alla Cartiera Montebruno, che ha subito un attacco informatico.",
     "Cartiera Montebruno"),
    ("pt", "Hospital Vale Sereno sofre ataque hacker",
     "O Hospital Vale Sereno sofreu um ataque hacker e está sem sistema desde ontem.", "Hospital Vale Sereno"),
    ("nl", "Hack bij softwareleverancier Zorgplan raakt tientallen klinieken",
     ("Een hack bij softwareleverancier Zorgplan raakt klinieken, waaronder het Berkenhof Ziekenhuis en Kliniek Waterland. "
     "Mogelijk zijn medische gegevens ingezien."), "Zorgplan"),
    ("ja", "株式会社しらかば運輸にサイバー攻撃",
     "株式会社しらかば運輸は、サーバーがランサムウェアに感染し、配送を停止していると発表した。", "株式会社しらかば運輸"),
]  # fmt: skip

OTHERWISE = [
    ("de", "Mehr Cyberangriffe auf Rathäuser",
     "Die Zahl der Cyberangriffe auf Kommunen ist laut einer Studie um 30 Prozent gestiegen. Jede zehnte wurde Opfer."),
    ("fr", "Victime d'un rançongiciel ? Les bons réflexes",
     "Débranchez les machines, prévenez les autorités et ne payez pas. Nos conseils."),
    ("es", "Cae la web de Tranvías Olivar",
     "La web de Tranvías Olivar dejó de funcionar por un fallo técnico. La empresa descarta un ciberataque."),
    ("nl", "Storing bij Omroep Zuiderlicht",
     "Door een stroomstoring zond Omroep Zuiderlicht een uur niet uit. Van een cyberaanval is geen sprake."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text", "breached"), TOLD, ids=[one[0] for one in TOLD])
def test_an_attack_that_is_told_without_a_word_on_data_is_a_disclosure(
    language: str, title: str, text: str, breached: str
) -> None:
    read = read_foreign(title, text, language)
    assert read.is_disclosure
    assert breached in [party.name for party in read.parties if party.role.value == "breached"]


@pytest.mark.parametrize(("language", "title", "text"), OTHERWISE, ids=[one[0] for one in OTHERWISE])
def test_statistics_advice_and_failures_stay_what_they_are(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure
