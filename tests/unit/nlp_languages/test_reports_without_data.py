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
            "Stadtwerke Lindental nach Cyberangriff offline",
            (
                "Die Stadtwerke Lindental sind Ziel eines Cyberangriffs geworden. Die Server wurden in der "
                "Nacht verschlüsselt, teilte der Geschäftsführer mit. Strom und Wasser fließen weiter. Das "
                "Kundenzentrum bleibt geschlossen. Die Polizei ermittelt. Wie lange die Störung dauert, ist "
                "offen."
            ),
        ),
        (
            "fr",
            "La communauté de communes du Val d'Ambre victime d'un rançongiciel",
            (
                "Les serveurs de la communauté de communes du Val d'Ambre ont été chiffrés dans la nuit de "
                "lundi. Les agents travaillent sur papier. Une plainte a été déposée. Le retour à la normale "
                "prendra des semaines. Les habitants peuvent se rendre au guichet. Le président appelle à la "
                "patience."
            ),
        ),
        (
            "es",
            "Un ciberataque paraliza la Diputación de Altarriba",
            (
                "La Diputación de Altarriba ha sufrido un ataque de ransomware que ha cifrado sus servidores. "
                "Los trámites están suspendidos. El presidente lo confirmó ayer. Los técnicos trabajan para "
                "restablecer los sistemas. No hay fecha para la vuelta a la normalidad. Los pagos se harán a "
                "mano."
            ),
        ),
        (
            "it",
            "Ospedale San Vito sotto attacco hacker",
            (
                "L'ospedale San Vito è stato colpito nella notte da un ransomware che ha cifrato i server. "
                "Rinviate le visite. La direzione ha confermato l'attacco. I tecnici sono al lavoro. Il pronto "
                "soccorso resta aperto. La polizia postale indaga."
            ),
        ),
        (
            "pt",
            "Câmara de Vila Serena alvo de ataque informático",
            (
                "A Câmara de Vila Serena foi alvo de um ataque de ransomware que cifrou os servidores. Os "
                "serviços estão suspensos, confirmou o presidente. A Polícia Judiciária investiga. Os munícipes "
                "devem telefonar. Não há data para o regresso à normalidade. O portal está fora do ar."
            ),
        ),
        (
            "nl",
            "Waterschap Lage Linge getroffen door gijzelsoftware",
            (
                "Waterschap Lage Linge is getroffen door gijzelsoftware. De servers zijn versleuteld, bevestigt "
                "een woordvoerder. De pompen blijven draaien. Er is aangifte gedaan. Het herstel duurt weken. "
                "Bellen kan wel."
            ),
        ),
        (
            "ja",
            "白波町役場、ランサムウエア感染",
            (
                "白波町は5日、役場のサーバーがランサムウエアに感染し、暗号化されたと発表した。窓口業務は手作業で続け"
                "ている。復旧の見通しは立っていない。町は県警に相談した。職員は紙で対応している。町長は陳謝した。"
            ),
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
            "Ransomware: So schützen sich Kommunen",
            (
                "Immer mehr Kommunen werden von Ransomware getroffen. Fachleute raten zu Backups. Server "
                "sollten getrennt werden. Wir erklären die wichtigsten Schritte. Dazu zählt ein Notfallplan. "
                "Auch Schulungen helfen."
            ),
        ),
        (
            "fr",
            "Rançongiciels : les attaques en hausse de 20 %",
            (
                "Les attaques par rançongiciel ont progressé de 20 % selon une étude. Les collectivités sont "
                "les premières visées. Les experts recommandent des sauvegardes. Le coût moyen augmente. Les "
                "assureurs s'inquiètent. Le rapport a été publié lundi."
            ),
        ),
        (
            "es",
            "Nuevo ransomware cifra servidores sin parche",
            (
                "Investigadores alertan de un nuevo ransomware que cifra servidores vulnerables. Aprovecha un "
                "fallo conocido. Recomiendan instalar el parche. No se han detectado víctimas en España. El "
                "programa se vende en foros. El informe es de ayer."
            ),
        ),
        (
            "de",
            "Stadt Brückenau übt den Ernstfall",
            (
                "Die Stadtverwaltung Brückenau hat einen Angriff mit Ransomware geprobt. Für die Übung wurden "
                "Server angeblich verschlüsselt. Beteiligt waren vier Ämter. Die Bürgermeisterin zog ein gutes "
                "Fazit. Das nächste Planspiel folgt im Herbst."
            ),
        ),
        (
            "nl",
            "Gemeente Oosterwold oefent met gijzelsoftware",
            (
                "De gemeente Oosterwold heeft een aanval met gijzelsoftware nagebootst. In het scenario waren "
                "alle servers versleuteld. Tachtig ambtenaren deden mee. De burgemeester is tevreden. Volgend "
                "jaar is er weer een oefening."
            ),
        ),
        (
            "it",
            "Esercitazione contro il ransomware a Borgochiaro",
            (
                "Il Comune di Borgochiaro ha simulato un attacco ransomware. Nello scenario i server erano "
                "cifrati. Hanno partecipato quaranta dipendenti. Il sindaco è soddisfatto. La prossima "
                "esercitazione sarà in autunno."
            ),
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
            "Lumina piratée : les clients appelés à la méfiance",
            (
                "L'opérateur Lumina a confirmé le vol des noms et des adresses de 40 000 clients. Un employé "
                "avait répondu à un faux courriel. L'entreprise met en garde contre les tentatives "
                "d'hameçonnage."
            ),
        ),
        (
            "es",
            "Robados los datos de 20.000 clientes de Aguaclara",
            (
                "La empresa Aguaclara ha confirmado un ciberataque en el que se robaron nombres y teléfonos de "
                "20.000 clientes. Alerta de posibles estafas y de mensajes falsos a su nombre."
            ),
        ),
        (
            "it",
            "Idrogas, rubati i dati di 30mila clienti",
            (
                "Idrogas ha confermato un attacco informatico: sottratti nomi e numeri di telefono di 30mila "
                "clienti. La società mette in guardia da possibili truffe e finte email."
            ),
        ),
        (
            "pt",
            "Hackers roubam dados de 50 mil clientes da Solarte",
            (
                "A Solarte confirmou que hackers roubaram nomes e telefones de 50 mil clientes. A empresa "
                "alerta para possíveis golpes e mensagens falsas."
            ),
        ),
        (
            "nl",
            "Gegevens van 12.000 klanten Verfhuis gestolen",
            (
                "Verfhuis bevestigt dat hackers namen en telefoonnummers van 12.000 klanten hebben gestolen. "
                "Het bedrijf waarschuwt voor nepmails en oplichters."
            ),
        ),
        (
            "ja",
            "ホシ電器、顧客5000人の情報流出",
            "ホシ電器は8日、不正アクセスを受け、顧客5000人の氏名と電話番号が流出したと発表した。同社をかたる不審なメールに注意するよう呼びかけている。",
        ),
    ],
)
def test_a_breach_after_which_lures_are_expected_is_one(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).is_disclosure


def test_a_lawsuit_over_an_old_breach_is_no_new_one() -> None:
    text = (
        "Le tribunal judiciaire de Lyon a rejeté jeudi l'action de groupe intentée contre Mutualia. "
        "Quelque 700 adhérents réclamaient réparation à la mutuelle à la suite du piratage de 2023, au "
        "cours duquel des numéros de sécurité sociale avaient été dérobés.\n\nLes juges ont estimé que le "
        "préjudice moral n'était pas suffisamment démontré. L'avocate des plaignants a annoncé son "
        "intention de faire appel. De son côté, la mutuelle a rappelé avoir depuis renforcé la sécurité "
        "de son espace adhérent."
    )
    assert not read_foreign("Trois ans après la fuite, les victimes de Mutualia déboutées", text, "fr").is_disclosure


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "it",
            "La gang Obsidian rivendica l'attacco a Cantieri Tirreni",
            (
                "Il gruppo ransomware Obsidian ha inserito l'azienda navale Cantieri Tirreni nell'elenco delle "
                "proprie vittime. Sul sito della gang è comparso un conto alla rovescia che scadrà tra sei "
                "giorni. I criminali sostengono di aver sottratto 1,2 TB di documenti, compresi progetti, "
                "contratti e buste paga dei dipendenti.\n\nL'azienda, contattata dalla nostra redazione, non ha "
                "rilasciato dichiarazioni. Al momento, quindi, la rivendicazione non può essere confermata. "
                "Qualora la società volesse fornire chiarimenti, saremo lieti di pubblicarli.\n\nRHC monitorerà "
                "l'evoluzione della vicenda."
            ),
        ),
        (
            "pt",
            "Grupo Serpente Azul diz ter invadido a varejista LojaMax",
            (
                "O grupo criminoso Serpente Azul afirma ter invadido os sistemas da varejista LojaMax e roubado "
                "800 GB de dados. A publicação foi feita no site que a quadrilha mantém na dark web e traz "
                "imagens de supostas planilhas financeiras, contratos com fornecedores e documentos de "
                "funcionários.\n\nProcurada pela reportagem, a LojaMax informou que investiga as alegações e "
                "que suas operações seguem normais. A autenticidade do material não pôde ser verificada de "
                "forma independente.\n\nO Serpente Azul surgiu no ano passado e já listou mais de vinte empresas "
                "brasileiras. Especialistas recomendam que companhias revisem seus acessos remotos."
            ),
        ),
        (
            "de",
            "Gruppe Frostzahn will Möbelhaus Hollermann gehackt haben",
            (
                "Die Gruppe Frostzahn will bei dem Möbelhaus Hollermann Kundendaten erbeutet haben. Die "
                "Echtheit der Proben ist offen. Das Möbelhaus teilte mit, man prüfe die Behauptung."
            ),
        ),
        (
            "es",
            "El grupo Lince dice haber robado datos de Muebles Alcor",
            (
                "El grupo Lince dice haber robado datos de clientes de Muebles Alcor. La empresa ha informado "
                "de que investiga. Los datos no han podido ser verificados de forma independiente."
            ),
        ),
        (
            "nl",
            "Groep Nachtvorst claimt hack bij meubelketen Woonhart",
            (
                "De groep Nachtvorst claimt klantgegevens van meubelketen Woonhart te hebben gestolen. Het "
                "bedrijf meldt dat het onderzoek loopt. De claim is niet onafhankelijk bevestigd."
            ),
        ),
    ],
)
def test_what_nobody_could_verify_stays_a_claim(language: str, title: str, text: str) -> None:
    assert read_foreign(title, text, language).claim is Claim.CLAIMED
