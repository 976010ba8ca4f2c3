"""Reports of locked systems that tell of no data, and what only looks like a report: lures, lawsuits, drills."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim
from nlp.foreign import read_foreign


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Cyberangriff legt Bergbahn Lindental lahm",
            "In der Nacht hat ein Erpressungstrojaner die Server der Bergbahn Lindental verschlüsselt. Die Gondeln fahren. Karten gibt es an der Talstation, gegen Bargeld. Bis Ostern soll alles laufen. Der Wirt oben nimmt nur Münzen. Die Gäste lachen.",
        ),
        (
            "fr",
            "La médiathèque du Val d'Ambre victime d'un rançongiciel",
            "Tout est chiffré à la médiathèque du Val d'Ambre, serveurs compris, depuis lundi. Les prêts se notent au crayon. Une plainte est déposée. On peut venir lire. Le café reste ouvert. Personne ne sait pour combien de temps.",
        ),
        (
            "es",
            "Un ransomware cierra el balneario de Altarriba",
            "Los servidores del balneario de Altarriba amanecieron cifrados por un ransomware. Se cobra en efectivo. Las piscinas siguen abiertas. Se ha puesto denuncia. El gerente pide paciencia. No hay fecha.",
        ),
        (
            "it",
            "Acquario di San Vito sotto attacco hacker",
            "Un ransomware ha cifrato i server dell'acquario di San Vito. Si entra con il biglietto di carta. I pesci stanno bene. La polizia indaga. Domani si apre alle dieci. Le visite guidate saltano.",
        ),
        (
            "pt",
            "Câmara de Vila Serena atacada por piratas",
            "Um ataque de ransomware cifrou os servidores da Câmara de Vila Serena. O museu abriu à mesma. Há fila nas finanças. A polícia investiga. Amanhã há feira. Não se sabe quando acaba.",
        ),
        (
            "nl",
            "Gijzelsoftware bij Dierenpark Lage Linge",
            "Dierenpark Lage Linge is getroffen door gijzelsoftware: de servers zijn versleuteld. De dieren merken niets. Kaartjes zijn alleen contant te koop. Er is aangifte gedaan. Herstel duurt dagen. De poort gaat om tien uur open.",
        ),
        (
            "ja",
            "白波町の図書館、ランサムウエア感染",
            "白波町の図書館のサーバーがランサムウエアに感染し、暗号化された。貸し出しは紙で続けている。町は県警に相談した。復旧の時期は決まっていない。読み聞かせ会は開く。返却は箱へ。",
        ),
    ],
)
def test_systems_that_were_locked_are_an_incident_though_no_data_are_told(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Ransomware: So schützen sich Vereine",
            "Ransomware trifft auch Vereine. Wer Sicherungen hat, kommt davon. Server gehören getrennt. Kassenwarte fragen oft nach Versicherungen. Wir zeigen vier Schritte. Einer kostet nichts.",
        ),
        (
            "fr",
            "Rançongiciels : un bilan en hausse",
            "Les attaques par rançongiciel ont augmenté de 8 % selon une étude. Les petites mairies restent visées. Peu d'entre elles paient. La moyenne monte à douze jours d'arrêt. L'étude porte sur 300 cas. Elle sera refaite.",
        ),
        (
            "es",
            "Llega otro ransomware que cifra servidores sin parche",
            "Un ransomware nuevo cifra servidores vulnerables, alertan investigadores. El fallo es de abril. El parche existe. No hay víctimas conocidas. Se alquila por meses. Trae su propio manual.",
        ),
        (
            "de",
            "Stadt Quillenau übt den Ernstfall",
            "Alles nur gespielt: Die Stadt Quillenau probte einen Angriff mit Ransomware. Die Server galten als verschlüsselt. Vier Ämter machten mit. Es gab Suppe. Im Herbst wird wieder geübt.",
        ),
        (
            "nl",
            "Gemeente Kwillerwold oefent met gijzelsoftware",
            "In het scenario van gemeente Kwillerwold waren alle servers versleuteld. De aanval met gijzelsoftware was nagebootst. Tachtig ambtenaren deden mee. Er was taart. Volgend jaar weer.",
        ),
        (
            "it",
            "Esercitazione contro il ransomware a Borgoquillo",
            "A Borgoquillo i server risultavano cifrati, ma solo nello scenario di un'esercitazione. Il ransomware era finto. Il Comune ha simulato anche le telefonate. Hanno partecipato in quaranta. Si replica in autunno.",
        ),
    ],
)
def test_ransomware_in_general_and_drills_are_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Phishing im Namen der Kreisbank",
            (
                "Die Verbraucherzentrale hat Post gesammelt, die angeblich von der Kreisbank kommt. Darin heißt es, das Konto "
                "werde am Freitag gelöscht; ein Link führt auf eine Seite, die Zugangsdaten und TAN verlangt.\n\nWer darauf "
                "hereinfiel, sollte sein Passwort ändern. Die Systeme der Kreisbank seien sicher, sagt ihre Sprecherin."
            ),
        ),
        (
            "fr",
            "De faux courriels de la Caisse des familles",
            (
                "Une prime de rentrée en échange de vos coordonnées bancaires : c'est un hameçonnage, la Caisse des familles "
                "n'y est pour rien.\n\nElle conseille d'effacer ces courriels. Qui a répondu change son mot de passe et prévient "
                "sa banque."
            ),
        ),
        (
            "es",
            "Estafa por SMS: alguien suplanta a Envíalo",
            (
                "«Su envío espera»: así empieza el SMS de unos estafadores que se hacen pasar por Envíalo, avisa la policía "
                "local.\n\nEl enlace lleva a una página que pide los datos de la tarjeta. Bórrelo. Envíalo no cobra por SMS."
            ),
        ),
        (
            "it",
            "Smishing, falsi sms a nome di Banca Delta",
            (
                "Chi apre il link dei falsi sms di Banca Delta trova un sito copiato, che chiede PIN e numero di cellulare. Poi "
                "chiama un finto impiegato.\n\nLa truffa è stata segnalata alla polizia. I sistemi di Banca Delta non sono stati "
                "violati: cancellate gli sms."
            ),
        ),
        (
            "pt",
            "Golpe: boleto falso com o nome da Luzeiro",
            (
                "A conta chega por e-mail, com o logotipo da Luzeiro e um desconto, mas o Pix cai na conta de golpistas.\n\n"
                "Confira o nome de quem recebe e avise o banco se pagou. Não houve vazamento de dados, ressalta a Luzeiro."
            ),
        ),
        (
            "nl",
            "Politie waarschuwt voor nepmails van pensioenfonds",
            (
                "Er gaan valse e-mails rond van pensioenfonds Zorgzeker. Criminelen stelen er gegevens mee: BSN, adressen en "
                "wachtwoorden. De link leidt naar een nagemaakte pagina, meldt de politie.\n\nIs je wachtwoord gestolen? Wijzig "
                "het. Zorgzeker laat weten dat er geen sprake is van een datalek."
            ),
        ),
        (
            "ja",
            "「ひまわり銀行」をかたるフィッシングに注意",
            (
                "ひまわり銀行は、同行をかたるメールの報告が増えていると発表した。偽サイトに誘導し、氏名、パスワード、暗証番号、電話番号を入力させる。"
                "\n\n入力した人は銀行に連絡してほしいとしている。"
            ),
        ),
    ],
)
def test_a_warning_of_lures_in_the_name_of_a_company_is_no_breach_of_it(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "fr",
            "Luminéra piratée : 40 000 noms volés",
            "Noms et adresses de 40 000 clients ont été volés chez Luminéra, qui le confirme et met en garde contre l'hameçonnage : un salarié y avait mordu.",
        ),
        (
            "es",
            "Robados los datos de 20.000 clientes de Aguatorna",
            "Aguatorna ha confirmado que le robaron nombres y teléfonos de 20.000 clientes. Alerta de estafas y de mensajes falsos.",
        ),
        (
            "it",
            "Idrovelli, rubati i dati di 30mila clienti",
            "Idrovelli mette in guardia i clienti da truffe e finte email: un attacco informatico ha sottratto nomi e numeri di 30mila di loro.",
        ),
        (
            "pt",
            "Hackers roubam dados de 50 mil clientes da Solquara",
            "Cuidado com golpes e mensagens falsas, pede a Solquara: hackers roubaram nomes e telefones de 50 mil clientes, ela confirma.",
        ),
        (
            "nl",
            "Gegevens van 12.000 klanten Kwastenhuis gestolen",
            "Kwastenhuis waarschuwt voor nepmails en oplichters: hackers hebben namen en telefoonnummers van 12.000 klanten gestolen.",
        ),
        (
            "ja",
            "ホシツキ電器、顧客5000人の情報流出",
            "不正アクセスで顧客5000人の氏名と電話番号が流出したホシツキ電器は、同社をかたる不審なメールに注意するよう求めた。",
        ),
    ],
)
def test_a_breach_after_which_lures_are_expected_is_one(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


def test_a_lawsuit_over_an_old_breach_is_no_new_one() -> None:
    text = (
        "Le piratage de 2023 avait livré des numéros de sécurité sociale. Le tribunal d'Orvanne juge que Mutuelle Orvelin n'a rien à payer "
        "aux 90 adhérents qui réclamaient réparation."
    )
    assert not read_foreign("Fuite de 2023 : les plaignants de Mutuelle Orvelin déboutés", text, "fr").is_disclosure


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "it",
            "Obsidian rivendica l'attacco ai Cantieri Velmari",
            "Il gruppo ransomware Obsidian sostiene di aver sottratto i progetti dei Cantieri Velmari. L'azienda tace. La rivendicazione non può essere confermata.",
        ),
        (
            "pt",
            "Grupo Serpente Azul diz ter invadido a Lojaquim",
            "O grupo Serpente Azul afirma ter roubado contratos da Lojaquim, que informou que investiga. A autenticidade não pôde ser verificada.",
        ),
        (
            "de",
            "Gruppe Frostzahn will Möbelhaus Hollermann gehackt haben",
            "Das Möbelhaus Hollermann teilte mit, man prüfe die Behauptung. Die Gruppe Frostzahn will dort Kundendaten erbeutet haben.",
        ),
        (
            "es",
            "El grupo Lince dice haber robado datos de Muebles Alcor",
            "Datos de clientes de Muebles Alcor: el grupo Lince dice haberlos robado. La empresa ha informado de que investiga. No han podido ser verificados.",
        ),
        (
            "nl",
            "Groep Nachtvorst claimt hack bij meubelketen Woonhart",
            "Meubelketen Woonhart meldt een onderzoek naar de groep Nachtvorst, die er gegevens claimt. De buit is niet onafhankelijk bevestigd.",
        ),
    ],
)
def test_what_nobody_could_verify_stays_a_claim(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).claim is Claim.CLAIMED
