"""Short items that say outright that somebody was attacked, and those in which the same words do no harm."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign
from nlp.languages.cues import Cues
from nlp.languages.lexicon import lexicon
from nlp.languages.outright import told_outright
from nlp.languages.text import read

TOLD = [
    ("de", "Hacker bei den Stadtwerken", "In der Nacht drangen Hacker in die Stadtwerke Ellerbach ein."),
    ("de", "Nordholz steht", "Unbekannte drangen in das Netzwerk der Nordholz AG ein."),
    ("de", "Klinik Waldau offline", "Die Klinik Waldau ist nach einem Hackerangriff offline."),
    ("de", "Nordholz AG: Daten gestohlen", "Bei der Nordholz AG wurden Daten gestohlen."),
    ("de", "Hackerangriff auf Uni Ellerbach", "Die Universität Ellerbach nahm die Systeme vom Netz."),
    ("de", "", "Die Nordholz AG wurde Ziel eines Cyberangriffs."),
    ("nl", "Hackers bij Molenwiek", "Hackers zijn binnengedrongen in het netwerk van Bakkerij Molenwiek."),
    ("nl", "Ziekenhuis plat", "Ziekenhuis Lindeveld ligt plat als gevolg van een hack bij het ziekenhuis."),
    ("nl", "Site gekraakt", "De website van Bakkerij Molenwiek is gekraakt."),
    ("ja", "三輪食品、生産停止", "三輪食品でランサムウェア被害があり、生産を停止した。"),
    ("de", "Im Darknet", "Kundendaten der Nordholz AG stehen im Darknet."),
    ("ja", "三輪病院、サイバー攻撃で診療制限", "電子カルテが使えず、紙で対応している。"),
    ("ja", "", "三輪食品のサーバーに何者かが侵入した。"),
    ("de", "Sicherheitsvorfall bei Nordholz", ""),
    ("nl", "Beveiligingsincident bij Molenwiek", ""),
    ("ja", "三輪食品株式会社でセキュリティインシデント", ""),
    ("de", "Sicherheitsvorfall bei Nordholz: was bekannt ist", "Nordholz hat Server vom Netz genommen."),
]


@pytest.mark.parametrize(("language", "title", "text"), TOLD, ids=[one[2] or one[1] for one in TOLD])
def test_an_attack_told_outright_is_an_incident_however_short(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


OTHERWISE = [
    ("de", "Ellerbach rüstet auf", "Die Stadt Ellerbach gibt 2 Millionen Euro gegen Hackerangriffe aus."),
    ("de", "Hackerangriffe nehmen zu", "Im ersten Halbjahr wurden 200 Firmen in Querlau gehackt."),
    ("de", "Virus in der Kita", "Das Virus in der Kita Ellerbach geht um: 20 Kinder krank."),
    ("de", "Einbruch", "Einbruch beim Juwelier Nordholz: Täter erbeuteten Uhren."),
    ("de", "Hacker gefasst", "Die Polizei hat einen Hacker festgenommen, der Firmen erpresste."),
    ("de", "Übung", "Bei der Übung wurde die Nordholz AG gehackt."),
    ("de", "Gerüchte um Nordholz", "Wurde die Nordholz AG gehackt? Niemand weiß es."),
    ("de", "Abgewehrt", "Die Nordholz AG hat einen Hackerangriff abgewehrt."),
    ("de", "Sicher", "Die Nordholz AG wurde noch nie gehackt."),
    ("de", "Museumsdorf", "Im Museumsdorf Ellerbach wurde Holz gehackt."),
    ("de", "Theater", "Im Film wurde die Nordholz AG gehackt."),
    ("de", "Rechnungen", "Die Stadtwerke Ellerbach haben versehentlich zu hohe Rechnungen an alle verschickt."),
    ("de", "Klage", "Ein ehemaliger Mitarbeiter der Nordholz AG klagt auf sein Gehalt."),
    ("nl", "Diploma's", "Een oud-medewerker van Molenwiek nam zijn diploma's mee."),
    ("nl", "Ingehuurd", "Bakkerij Molenwiek huurt hackers in."),
    ("nl", "Molenwiek", "Bakkerij Molenwiek is nog nooit gehackt."),
    ("de", "Sicherheitsvorfall beim Stadtfest", "Ein Mann mit einem Messer wurde überwältigt."),
    ("de", "Was tun bei einem Sicherheitsvorfall bei Nordholz?", ""),
    ("ja", "薬品流出", "三輪化学の工場から薬品が流出した。"),
    ("ja", "三輪保険", "三輪保険は、不正アクセスを受けた企業向けの保険を始めた。"),
    ("ja", "強盗", "三輪銀行に何者かが侵入し、現金を奪った。"),
]


MISHAPS = [
    (
        "de",
        "Panne",
        "Die Gemeinde Ellerbach hat eine Liste mit Namen und Geburtsdaten versehentlich an alle verschickt.",
    ),
    ("de", "USB-Stick weg", "Die Klinik Waldau vermisst einen USB-Stick mit Befunden."),
    ("de", "Kundendaten kopiert", "Ein ehemaliger Mitarbeiter der Nordholz AG hat Kundendaten kopiert."),
    ("de", "", "Die Patientendaten der Praxis Quillmann standen offen im Netz."),
    ("nl", "Verkeerde mail", "De gemeente Veldoord stuurde per ongeluk namen en geboortedata naar alle inwoners."),
    ("nl", "Klantgegevens", "Een oud-medewerker van Bakkerij Molenwiek nam klantgegevens mee."),
    ("nl", "Gesnuffeld", "Een medewerker van Ziekenhuis Lindeveld bekeek zonder reden dossiers."),
]


@pytest.mark.parametrize(("language", "title", "text"), MISHAPS, ids=[one[2] for one in MISHAPS])
def test_data_lost_sent_astray_or_carried_off_are_an_incident(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("language", "title", "text"), OTHERWISE, ids=[one[2] or one[1] for one in OTHERWISE])
def test_the_same_words_of_other_matters_are_no_incident(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


LONGER = [
    (
        "de",
        "Klinik Waldau eingeschränkt",
        "Die Klinik Waldau ist nach einem Cyberangriff eingeschränkt. Operationen werden verschoben. Die Notaufnahme bleibt offen. Wer kommt, soll Unterlagen mitbringen. Die Polizei ermittelt.",
    ),
    (
        "fr",
        "Cyberattaque à l'hôpital de Valdoux",
        "L'hôpital de Valdoux a été la cible d'une cyberattaque. Les systèmes ont été coupés. On ignore si des données de patients ont fuité. Les urgences restent ouvertes. La police enquête.",
    ),
    (
        "fr",
        "Norbois fait appel à des experts",
        "Après le piratage de Norbois, la société fait appel aux experts de Sekuria. Des données de clients ont été volées.",
    ),
    (
        "de",
        "Hochschule Waldau offline",
        "Die Hochschule Waldau ist nach einem Cyberangriff offline. Kopiert wurden Daten von Studierenden.",
    ),
    (
        "pt",
        "Informação importante sobre seus dados",
        "Nosso fornecedor Norvix nos comunicou um acesso não autorizado. Seu nome e seu e-mail foram copiados.",
    ),
]


@pytest.mark.parametrize(("language", "title", "text"), LONGER, ids=[one[1] for one in LONGER])
def test_a_report_of_some_sentences_is_an_incident_that_its_lead_tells(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


CUT_OFF = [
    ("fr", "Après le piratage du 3 mai, l'université de Valdoux redémarre ses systèmes."),
    ("es", "Tras el hackeo del 3 de mayo, la Universidad de Valduero reinicia sus sistemas."),
    ("fr", "Le département de Valdoux a coupé ses systèmes après une cyberattaque. L'accueil est fermé."),
    ("es", "La Diputación de Valduero ha apagado sus sistemas tras un ciberataque. La atención está cerrada."),
    ("it", "La Provincia di Valdora ha spento i sistemi dopo un attacco hacker. Gli sportelli sono chiusi."),
    ("pt", "A Câmara de Valdouro desligou os sistemas após um ataque hacker. O atendimento está fechado."),
]


@pytest.mark.parametrize(("language", "text"), CUT_OFF, ids=[one[1] for one in CUT_OFF])
def test_what_is_shut_after_an_attack_tells_of_one(language: str, text: str) -> None:
    assert read_foreign("", text, language).is_disclosure


LONG_AGO = [
    ("fr", "PME", "Après une cyberattaque, une PME sur deux ferme dans les six mois."),
    ("es", "Oferta", "Norvia ayuda a las empresas a recuperarse tras un ciberataque."),
    ("it", "Cosa fare dopo un attacco hacker", "Scollegare i computer e avvisare la polizia."),
    ("pt", "Oferta", "A Norvia ajuda empresas a recuperar-se após um ataque hacker."),
    (
        "de",
        "Neues Rathaus",
        "Ellerbach hat ein neues Rathaus. Es kostete viel Geld. Auch die Computer sind neu. Alle sind zufrieden. Vor Jahren war die Stadt Ziel eines Cyberangriffs geworden. Am Samstag wird gefeiert.",
    ),
    ("fr", "Norbois fait appel", "Condamnée après le piratage de ses serveurs, Norbois fait appel de la décision."),
    ("pt", "E se os seus dados vazaram?", "Mude a senha se os seus dados foram roubados por hackers."),
    ("de", "Studien", "Neue Studien zeigen: Jede dritte Firma wurde gehackt."),
]


@pytest.mark.parametrize(("language", "title", "text"), LONG_AGO, ids=[one[1] for one in LONG_AGO])
def test_what_a_report_of_another_matter_recalls_is_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(("more", "told"), [(0, True), (10_000, False)])
def test_a_sentence_of_a_hostile_length_is_not_searched(more: int, told: bool) -> None:
    words = lexicon("de")
    text = "Bei der Nordholz AG wurden Kundendaten gestohlen" + " versehentlich" * more
    assert told_outright(Cues(read("", text, words.abbreviations), words)) is told
