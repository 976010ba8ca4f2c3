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
    ("pt", "Maternidade Aurora do Vale sofre ataque hacker",
     "Tudo é anotado à mão na Maternidade Aurora do Vale, que sofreu um ataque hacker no domingo.", "Maternidade Aurora do Vale"),
    ("nl", "Hack bij softwareleverancier Zorgplan raakt tientallen klinieken",
     ("Een hack bij softwareleverancier Zorgplan raakt klinieken, waaronder het Berkenhof Ziekenhuis en Kliniek Waterland. "
     "Mogelijk zijn medische gegevens ingezien."), "Zorgplan"),
    ("de", "Cyberangriff: Stadtbad Querlau geschlossen",
     "Das Stadtbad Querlau bleibt nach einem Cyberangriff geschlossen.", "Stadtbad Querlau"),
    ("de", "Hacker bei der Brauerei Hopfenau",
     "Unbekannte sind in die Server der Brauerei Hopfenau eingedrungen.", "Hopfenau"),
    ("it", "Hacker contro l'acquario", "L'Acquario di San Vito è fermo per un attacco hacker.", "Acquario di San Vito"),
    ("it", "Acquario chiuso per hacker",
     "Dopo un attacco informatico l'Acquario di San Vito resta chiuso.", "Acquario di San Vito"),
    ("pt", "Ataque informático à Câmara de Vila Serena",
     "A Câmara de Vila Serena está sem sistemas depois de um ataque informático.", "Câmara de Vila Serena"),
    ("pt", "Piratas na cervejaria",
     "Piratas informáticos entraram nos servidores da Cervejaria Lúpulo.", "Cervejaria Lúpulo"),
    ("pt", "Escola atacada", "Os exames da Escola Clave foram publicados por piratas.", "Escola Clave"),
    ("ja", "株式会社しらかば製パンにサイバー攻撃",
     "受注用のサーバーがランサムウェアに感染し、株式会社しらかば製パンは工場を止めたと発表した。", "株式会社しらかば製パン"),
]  # fmt: skip

OTHERWISE = [
    ("de", "Rathäuser im Visier",
     "Von 400 befragten Bürgermeistern nennt jeder vierte einen Cyberangriff. Im Vorjahr war es jeder sechste."),
    ("fr", "Rançongiciel : que faire ?",
     "Coupez le réseau, ne payez rien, appelez la gendarmerie. Trois conseils aux victimes."),
    ("es", "Los tranvías de Olivar, sin web",
     "Un cable roto dejó sin web a Tranvías Olivar. No fue un ciberataque, dice la empresa."),
    ("de", "Einbruch ins Vereinsheim", "In das Vereinsheim des Chors Singlust sind Diebe eingebrochen."),
    ("de", "Stadtbad geschlossen",
     "Das Stadtbad Querlau bleibt nach einem Rohrbruch geschlossen. Ein Cyberangriff war es nicht."),
    ("it", "Piscina chiusa", "La piscina di Roccalta resta chiusa per lavori, non per un attacco hacker."),
    ("pt", "Ladrões na livraria", "Criminosos entraram na Livraria Papelonga e levaram a caixa."),
    ("nl", "Omroep Zuiderlicht even stil",
     "Een kapotte zekering legde Omroep Zuiderlicht plat. Het was geen cyberaanval, zegt de omroep."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text", "breached"), TOLD, ids=[one[1] for one in TOLD])
def test_an_attack_that_is_told_without_a_word_on_data_is_a_disclosure(
    language: str, title: str, text: str, breached: str
) -> None:
    read = read_foreign(title, text, language)
    assert read.is_disclosure
    assert breached in [party.name for party in read.parties if party.role.value == "breached"]


@pytest.mark.parametrize(("language", "title", "text"), OTHERWISE, ids=[one[1] for one in OTHERWISE])
def test_statistics_advice_and_failures_stay_what_they_are(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure
