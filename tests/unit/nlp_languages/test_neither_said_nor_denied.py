"""Data that were denied in whatever order, and those of which a text says neither yes nor no."""

from __future__ import annotations

import pytest

from model.vocabulary import DataStatus, DataType
from nlp.foreign import read_foreign

HIT = {
    "de": "Der Händler Nordkasse wurde gehackt. ",
    "fr": "Le commerçant Nordcaisse a été piraté. ",
    "es": "La tienda Nortecaja ha sido hackeada. ",
    "it": "Il negozio Nordcassa è stato hackerato. ",
    "pt": "A loja Nortecaixa foi invadida por hackers. ",
    "nl": "Webwinkel Noordkassa is gehackt. ",
    "ja": "通販のノルド商事が不正アクセスを受けた。",
}
BANK, CARDS, WORDS, MAIL = (
    DataType.BANK_ACCOUNTS,
    DataType.PAYMENT_CARDS,
    DataType.PASSWORDS,
    DataType.EMAIL_ADDRESSES,
)


def told(language: str, sentence: str) -> tuple[frozenset[DataType], frozenset[DataType]]:
    """The types that were exposed or may have been, and those denied."""
    read = read_foreign("", HIT[language] + sentence, language)
    return (
        frozenset(read.types(DataStatus.EXPOSED, DataStatus.POSSIBLE)),
        frozenset(read.types(DataStatus.DENIED)),
    )


@pytest.mark.parametrize(
    ("language", "sentence", "denied"),
    [
        ("de", "Die Bankdaten hingegen wurden nicht entwendet.", BANK),
        ("de", "Passwörter seien jedoch nicht erbeutet worden.", WORDS),
        ("fr", "En revanche, les coordonnées bancaires n'auraient pas été dérobées.", BANK),
        ("fr", "Les mots de passe n'ont toutefois pas été touchés.", WORDS),
        ("fr", "Les pirates n'ont pas eu accès aux données bancaires.", BANK),
        ("fr", "Aucune coordonnée bancaire n'a fuité.", BANK),
        ("es", "No se vieron comprometidas, en cambio, las contraseñas.", WORDS),
        ("es", "Las contraseñas, en cambio, no han sido robadas.", WORDS),
        ("it", "Non risultano invece coinvolti i dati delle carte di credito.", CARDS),
        ("it", "Le password, invece, non sarebbero state trafugate.", WORDS),
        ("it", "Nessun dato di pagamento è stato esposto.", CARDS),
        ("it", "Nessun dato bancario risulta compromesso.", BANK),
        ("pt", "Não foram, porém, acessadas as senhas.", WORDS),
        ("pt", "As senhas, no entanto, não foram copiadas.", WORDS),
        ("nl", "Wachtwoorden zijn daarentegen niet buitgemaakt.", WORDS),
        ("nl", "Bankgegevens zijn echter niet gelekt.", BANK),
    ],
)
def test_however_within_a_clause_does_not_part_a_denial_from_its_data(
    language: str, sentence: str, denied: DataType
) -> None:
    assert told(language, sentence) == (frozenset(), frozenset([denied]))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Gestohlen wurden E-Mail-Adressen, nicht aber Passwörter."),
        ("de", "Kopiert wurden E-Mail-Adressen, jedoch keine Passwörter."),
        ("fr", "Des adresses e-mail ont été volées, mais pas de mots de passe."),
        ("es", "Se llevaron correos electrónicos, pero no contraseñas."),
        ("it", "Sono stati trafugati gli indirizzi email, ma non invece le password."),
        ("pt", "Foram roubados e-mails, mas não senhas."),
        ("nl", "E-mailadressen zijn gelekt, wachtwoorden echter niet."),
    ],
)
def test_what_stands_before_however_is_still_exposed(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset([MAIL]), frozenset([WORDS]))


@pytest.mark.parametrize(
    ("language", "sentence", "exposed"),
    [
        ("de", "Die Firma schließt nicht aus, dass Bankdaten entwendet wurden.", BANK),
        ("de", "Anders als zunächst gemeldet wurden auch Bankdaten entwendet.", BANK),
        ("de", "Es gebe keinen Zweifel, dass auch Passwörter kopiert wurden.", WORDS),
        ("nl", "Het bedrijf sluit niet uit dat er wachtwoorden zijn gestolen.", WORDS),
        ("fr", "Nul doute que des mots de passe ont été volés.", WORDS),
        ("es", "No hay duda de que se robaron contraseñas.", WORDS),
        ("it", "Non c'è dubbio che siano state rubate password.", WORDS),
        ("pt", "Não há dúvida de que senhas foram roubadas.", WORDS),
    ],
)
def test_a_denial_of_a_denial_denies_no_data(language: str, sentence: str, exposed: DataType) -> None:
    assert told(language, sentence) == (frozenset([exposed]), frozenset())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Ob Passwörter gestohlen wurden, teilte das Unternehmen nicht mit."),
        ("de", "Das Unternehmen machte keine Angaben dazu, ob Bankdaten betroffen sind."),
        ("fr", "L'entreprise n'a pas précisé si des mots de passe avaient été volés."),
        ("fr", "On ignore encore si des numéros de carte ont été dérobés."),
        ("es", "La empresa no ha aclarado si se robaron contraseñas."),
        ("es", "Se desconoce si los atacantes accedieron a datos bancarios."),
        ("it", "L'azienda non ha chiarito se siano state rubate password."),
        ("it", "Non è noto se siano state sottratte anche le password."),
        ("pt", "A empresa não esclareceu se senhas foram roubadas."),
        ("pt", "Ainda não se sabe se senhas foram copiadas."),
        ("nl", "Het bedrijf wil niet zeggen of er wachtwoorden zijn gestolen."),
        ("nl", "Het is nog onduidelijk of ook bankgegevens zijn gelekt."),
        ("ja", "パスワードが流出したかどうかは明らかにしていない。"),
    ],
)
def test_what_is_only_asked_is_neither_exposed_nor_denied(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Das Bürgerbüro kann derzeit keine Ausweise ausstellen."),
        ("fr", "La mairie ne peut plus délivrer de cartes d'identité depuis l'attaque."),
        ("fr", "Les consultations sont reportées à cause de la cyberattaque."),
        ("es", "El ataque dejó fuera de servicio las consultas y la receta electrónica."),
        ("it", "Il Comune non può rilasciare carte d'identità a causa dell'attacco."),
        ("it", "Sospese per l'attacco le visite e gli esami programmati."),
        ("pt", "O ataque obrigou o hospital a adiar consultas e exames."),
        ("nl", "Door de hack kan de gemeente geen paspoorten en rijbewijzen uitgeven."),
        ("ja", "サイバー攻撃の影響で診察や手術を延期した。"),
    ],
)
def test_what_an_office_cannot_do_without_its_systems_is_no_data(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("language", "sentence", "exposed"),
    [
        ("de", "Termine wurden abgesagt, auch Befunde wurden entwendet.", DataType.HEALTH_RECORDS),
        ("fr", "Des ordonnances et des consultations ont été volées.", DataType.HEALTH_RECORDS),
        ("es", "Se han filtrado recetas y resultados de análisis.", DataType.HEALTH_RECORDS),
        ("it", "Sono stati rubati referti ed esami dei pazienti.", DataType.HEALTH_RECORDS),
        ("it", "Sono state rubate analisi del sangue.", DataType.HEALTH_RECORDS),
        ("it", "Sottratte anche le dichiarazioni dei redditi.", DataType.FINANCIAL_RECORDS),
        ("pt", "Foram roubados exames de pacientes.", DataType.HEALTH_RECORDS),
        ("nl", "Gestolen zijn paspoorten van klanten.", DataType.GOVERNMENT_IDS),
        ("ja", "患者の診療記録や検査結果が流出した。", DataType.HEALTH_RECORDS),
    ],
)
def test_the_same_words_are_data_where_they_were_taken(language: str, sentence: str, exposed: DataType) -> None:
    assert exposed in told(language, sentence)[0]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "L'entreprise invite ses clients à surveiller leurs relevés bancaires."),
        ("es", "La compañía ha habilitado un teléfono gratuito para los afectados por el ataque."),
        ("es", "El análisis del ataque continúa, según un mensaje de la empresa."),
        ("it", "Dalle prime analisi l'attacco sarebbe partito da un account di un dipendente."),
        ("it", "L'azienda colpita dall'attacco non ha rilasciato dichiarazioni."),
        ("it", "L'attacco è stato scoperto grazie alla segnalazione di un cliente."),
        ("pt", "A empresa enviou um e-mail a dar conta do ataque."),
        ("pt", "Os hackers deixaram uma mensagem exigindo pagamento em bitcoins."),
        ("nl", "Het bedrijf heeft een telefoonnummer geopend voor vragen over de hack."),
        ("ja", "同社は専用の電話窓口を設け、不正アクセスに関する問い合わせに応じる。"),
    ],
)
def test_words_of_the_inquiry_and_of_the_help_line_are_no_data(language: str, sentence: str) -> None:
    assert told(language, sentence) == (frozenset(), frozenset())
