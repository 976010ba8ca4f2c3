"""Letters that pass on a supplier's breach, in other languages: whoever signs is a party, and whom it names was hit."""

from __future__ import annotations

import pytest

from model.disclosure import Disclosure
from nlp.foreign import read_foreign

LETTERS = [
    ("de", "Sicherheitsvorfall bei unserem Dienstleister", """Liebe Mitglieder,

von einem Hackerangriff hat uns die Versandkontor Lübbeke GmbH, die für uns Einladungen verschickt, gestern unterrichtet. \
Kopiert wurden Anschrift und Name.

Mit freundlichen Grüßen
Alpenverein Sektion Harzgrund e. V.""", "Versandkontor Lübbeke GmbH", "Alpenverein Sektion Harzgrund e. V."),
    ("fr", "Un mot sur vos colis", """Chère lectrice, cher lecteur,

Des pirates ont peut-être votre nom et votre adresse : Livéo, qui livre nos colis, a subi une attaque.

Bien à vous,
Le service client de Librairie Tournebride""", "Livéo", "Librairie Tournebride"),
    ("es", "Aviso a nuestros clientes", """Estimados clientes:

Nubelia Hosting, empresa que aloja nuestro catálogo, nos comunicó ayer que había sufrido un acceso no autorizado. Han \
copiado su correo electrónico y su nombre.

Atentamente,
Librería El Faro de Papel""", "Nubelia Hosting", "Librería El Faro de Papel"),
    ("it", "Comunicazione ai clienti", """Gentile cliente,

un accesso abusivo ai propri archivi ha subito il nostro fornitore, Spediamo Facile S.r.l. Sono coinvolti nome, cognome e \
indirizzo e-mail.

Cordiali saluti
Erboristeria Montelupo""", "Spediamo Facile S.r.l.", "Erboristeria Montelupo"),
    ("pt", "Comunicado importante", """Prezado cliente,

Seu endereço e seu nome podem ter sido expostos. A Entregaja, empresa responsável pelas nossas entregas, identificou um \
acesso indevido aos seus servidores.

Atenciosamente,
Lojas Jequitaia""", "Entregaja", "Lojas Jequitaia"),
    ("nl", "Datalek bij leverancier: wat betekent dit voor u?", """Beste huurder,

Vorige week meldde Printhuis Zeeveld, het bedrijf dat onze brieven drukt, dat criminelen in hun systemen zaten. Uw adres \
en naam zijn buitgemaakt.

Met vriendelijke groet,
Woonstichting De Kreek""", "Printhuis Zeeveld", "Woonstichting De Kreek"),
    ("ja", "業務委託先における不正アクセスについて", """お客様各位

株式会社みなと物流のサーバーが不正アクセスを受け、お客様の住所、氏名が流出した可能性があると、同社から報告がありました。\
当社は発送業務を同社に委託しています。

株式会社花暦堂""", "株式会社みなと物流", "株式会社花暦堂"),
]  # fmt: skip

SUPPLIED = [
    ("de", "Auch Tierpark Wiesengrund von Angriff auf Druckzentrum betroffen",
     "Beim Angriff auf das Druckzentrum Rhein-Elb sind die Namen der Gäste abgeflossen, meldet der Tierpark Wiesengrund.",
     "Druckzentrum Rhein-Elb", "Tierpark Wiesengrund"),
    ("nl", "Ook museum Havenzicht op de lijst",
     "Museum Havenzicht meldt dat de namen van zijn donateurs zijn gestolen bij de hack bij Actuaris Noord.",
     "Actuaris Noord", "Museum Havenzicht"),
    ("es", "Aviso a los huéspedes tras el ataque a Reservalia",
     ("Pasaportes al descubierto: el hotel Mirador del Puerto ha escrito a sus clientes por el ataque a Reservalia, su motor de "
      "reservas."), "Reservalia", "Mirador del Puerto"),
    ("it", "Attacco a un fornitore, Roccalta chiude la biblioteca",
     ("La biblioteca è chiusa, dice il Comune di Roccalta, per l'attacco ransomware subito da Civitasoft, la società che cura il "
      "catalogo."), "Civitasoft", "Comune di Roccalta"),
    ("es", "A nuestros coristas",
     ("La Coral de Monteverde ha sabido de un ciberataque a Nubarca, S.L., proveedor de su archivo de partituras. Le robaron "
      "nombres y correos electrónicos."),
     "Nubarca, S.L.", "Coral de Monteverde"),
    ("ja", "青葉市、図書館利用者の氏名が流出",
     "利用者の氏名が流出したのは、青葉市が督促状の印刷を委託しているさくら印刷センターがサイバー攻撃を受けたためという。",
     "さくら印刷センター", "青葉市"),
]  # fmt: skip

SPARED = [
    ("fr", "Piratage de Voltaris : rien à la SNTC",
     ("Le fournisseur de badges Voltaris a été piraté et des noms volés. Cliente de Voltaris, la SNTC affirme que ses badges "
      "n'ont pas été affectés."), "Voltaris", "SNTC"),
    ("de", "In eigener Sache",
     ("Viele fragen uns nach dem Hackerangriff auf den Cloud-Anbieter Datenkontor. Der Skiclub Unterrhön nutzt Datenkontor "
      "nicht."), "Datenkontor", "Skiclub Unterrhön"),
    ("es", "", "El proveedor Datarápida sufrió un ciberataque y robaron nombres. Hotel Mirador no utiliza Datarápida.",
     "Datarápida", "Hotel Mirador"),
    ("it", "", "Il fornitore Datarapida ha subito un attacco hacker. Banca Lagunare non utilizza Datarapida.",
     "Datarapida", "Banca Lagunare"),
    ("pt", "", "O fornecedor Datarrápida sofreu um ataque hacker. A Clínica Bonfim não utiliza a Datarrápida.",
     "Datarrápida", "Clínica Bonfim"),
    ("nl", "", "Leverancier Datasnel is gehackt. Ziekenhuis Oostmeer gebruikt Datasnel niet.",
     "Datasnel", "Ziekenhuis Oostmeer"),
]  # fmt: skip


def _named(read: Disclosure, role: str) -> list[str]:
    return [party.name for party in read.parties if party.role.value == role]


@pytest.mark.parametrize(
    ("language", "title", "text", "hit", "served"), LETTERS + SUPPLIED, ids=lambda value: value[:24]
)
def test_the_supplier_was_hit_and_who_passes_it_on_was_hit_through_it(
    language: str, title: str, text: str, hit: str, served: str
) -> None:
    read = read_foreign(title, text, language)
    assert _named(read, "breached") == [hit]
    assert served in _named(read, "downstream")


@pytest.mark.parametrize(("language", "title", "text", "hit", "spared"), SPARED, ids=lambda value: value[:24])
def test_who_says_that_it_was_not_hit_is_no_party(language: str, title: str, text: str, hit: str, spared: str) -> None:
    read = read_foreign(title, text, language)
    assert _named(read, "breached") == [hit]
    assert spared not in _named(read, "downstream")


def test_without_a_supplier_whoever_signs_was_hit() -> None:
    text = """Sehr geehrte Geschäftspartner,

eine Schadsoftware hat unsere Server verschlüsselt. Telefonnummern und Verträge wurden kopiert.

Maschinenbau Ottinger GmbH & Co. KG
Karl Ottinger, Geschäftsführer"""
    read = read_foreign("Schreiben an unsere Geschäftspartner", text, "de")
    assert _named(read, "breached") == ["Maschinenbau Ottinger GmbH & Co. KG"]


def test_a_person_who_signs_is_not_who_was_hit() -> None:
    text = """Beste zangers,

Jullie namen zijn gestolen: een dief heeft de lijst van Koor Kantelwater.

Namens het bestuur,
Marleen Hofstra"""
    read = read_foreign("Datalek bij Koor Kantelwater", text, "nl")
    assert _named(read, "breached") == ["Koor Kantelwater"]
    assert "Marleen Hofstra" not in _named(read, "downstream")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "fr",
            "La Fédération de voile du Ponant a reconnu le vol des noms de ses licenciés.",
            "Fédération de voile du Ponant",
        ),
        (
            "fr",
            "Une cyberattaque a touché l'hôpital de Saint-Auban : des noms ont été volés.",
            "hôpital de Saint-Auban",
        ),
        ("de", "Die Kabelnetz Havelland GmbH wurde gehackt, Namen wurden gestohlen.", "Kabelnetz Havelland GmbH"),
        ("ja", "みなと市は、氏名が保存されたUSBメモリーを職員が紛失したと発表した。", "みなと市"),
        ("pt", "Hackers desviaram dados da corretora Tucanex e R$ 40 milhões.", "Tucanex"),
    ],
)
def test_names_are_read_whole(language: str, text: str, name: str) -> None:
    assert _named(read_foreign("", text, language), "breached") == [name]


def test_a_known_name_is_found_where_it_is_written_small() -> None:
    text = "Des noms de patients ont été volés à l'hôpital de Saint-Auban lors d'une cyberattaque."
    read = read_foreign("", text, "fr", names=("Hôpital de Saint-Auban",))
    assert [party.name for party in read.parties] == ["hôpital de Saint-Auban"]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "de",
            "Unbefugte haben Namen kopiert.\nWie viele Kunden sind betroffen?\nNach derzeitigem Stand rund 64.000.",
            64_000,
        ),
        ("es", "Han robado nombres.\n¿A cuántas personas afecta?\nA unas 120.000.", 120_000),
        ("pt", "Hackers roubaram nomes de clientes e desviaram R$ 40 milhões de clientes.", None),
    ],
)
def test_the_answer_to_how_many_is_a_count_and_money_is_none(language: str, text: str, count: int | None) -> None:
    found = read_foreign("", text, language).records
    assert (found and found.count) == count


@pytest.mark.parametrize(
    ("language", "text", "exposed", "denied"),
    [
        ("de", "Welche Daten wurden gestohlen?\n- Vor- und Nachname\n- Rufnummer", {"names", "phone_numbers"}, set()),
        ("nl", "Door de hack liggen namen van leden op straat.", {"names"}, set()),
        ("nl", "Door een configuratiefout zijn namen gelekt.", {"names"}, set()),
        (
            "es",
            "El ciberataque continúa. La Consejería descarta el robo de historias clínicas.",
            set(),
            {"health_records"},
        ),
        ("fr", "Aucune donnée bancaire n'a été exposée lors de la cyberattaque.", set(), {"bank_accounts"}),
    ],
)
def test_what_a_list_an_idiom_and_a_denial_say_of_data(
    language: str, text: str, exposed: set[str], denied: set[str]
) -> None:
    claims = read_foreign("", text, language).data_types
    assert {claim.type.value for claim in claims if claim.status.value != "denied"} == exposed
    assert {claim.type.value for claim in claims if claim.status.value == "denied"} == denied


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        (
            "de",
            "Am 3. März wurden unsere Server Ziel eines Cyberangriffs. Namen unserer Kunden wurden kopiert.",
            "breached",
        ),
        ("fr", "Nous avons subi une cyberattaque. Les noms de nos clients ont été volés.", "breached"),
        ("it", "Abbiamo subito un attacco hacker. Sono stati sottratti i nomi dei nostri clienti.", "breached"),
        ("pt", "Sofremos um ataque hacker e os nomes dos nossos clientes foram expostos.", "breached"),
        ("nl", "Onze servers zijn gehackt. Namen van onze klanten zijn gestolen.", "breached"),
        ("ja", "当社のサーバーが不正アクセスを受け、お客様の氏名が流出しました。", "breached"),
        (
            "es",
            "Nuestro proveedor Mailzorro ha sufrido un ciberataque. Robaron nombres de nuestros clientes.",
            "downstream",
        ),
        ("de", "Datenkontor wurde gehackt, Namen wurden kopiert. Wir nutzen Datenkontor nicht.", None),
        ("de", "Der Anbieter Datenkontor wurde gehackt. Namen wurden kopiert. Wir erklären, was geschah.", None),
    ],
)
def test_whose_page_it_is_was_hit_where_it_says_we_of_what_happened(language: str, text: str, role: str | None) -> None:
    read = read_foreign("", text, language, speaker="Kabelnetz Havelland")
    found = {party.name: party for party in read.parties if party.role.value in ("breached", "downstream")}
    party = found.get("Kabelnetz Havelland")
    assert (party and party.role.value) == role
    if party is not None:
        quote = party.evidence
        assert text[quote.start : quote.end] == quote.quote
        assert text.startswith(quote.quote)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "pt",
            "ANPD abre consulta pública sobre incidentes de segurança",
            "A ANPD abriu consulta pública sobre incidentes de dados.",
        ),
        (
            "es",
            "Consulta pública sobre brechas de seguridad",
            "Se ha abierto una consulta pública sobre brechas de datos personales.",
        ),
        (
            "ja",
            "ガイドラインを改正",
            "委員会は、漏えい等報告に関するガイドラインの改正案を公表した。4月1日から施行される。",
        ),
    ],
)
def test_rules_on_incidents_are_none(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Im Portal der Kabelnetz Havelland waren Rechnungen anderer Kunden einsehbar, mit Namen und Anschriften.",
        ),
        (
            "it",
            "Il sito di Bottega Fiorita permetteva di vedere gli ordini di altri clienti. Erano visibili nomi e indirizzi.",
        ),
    ],
)
def test_whose_customers_saw_what_is_of_others_exposed_it(language: str, text: str) -> None:
    read = read_foreign("", text, language)
    assert (read.is_disclosure, read.kind.value) == (True, "exposure_misconfig")
