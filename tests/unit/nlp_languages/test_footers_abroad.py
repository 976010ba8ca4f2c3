"""What a mail or page says of itself at its end, in the languages other than English, names nobody."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign
from nlp.languages.footers import without_footer
from nlp.languages.lexicon import lexicon

TEXT = "Quillmark: 2.000.\n\nMarta"
FOOTERS = [
    ("de", "Sie erhalten diese E-Mail, weil Sie sich bei Quillmark registriert haben.\nAbmelden | Impressum | Datenschutz"),
    ("de", "Folgen Sie uns auf LinkedIn und Mastodon\n© 2026 Quillmark AG. Versendet mit Fennel Post"),
    ("de", "Vom Newsletter abmelden\nAlle Rechte vorbehalten."),
    ("fr", "Vous recevez ce courriel parce que vous avez un compte chez Quillmark.\nSe désabonner · Mentions légales"),
    ("fr", "Retrouvez-nous sur TikTok et YouTube\nEnvoyé par Fennel Post SARL"),
    ("es", "Recibes este correo porque tienes una cuenta en Quillmark.\nDarse de baja | Aviso legal | Facebook"),
    ("es", "Síganos en LinkedIn\nTodos los derechos reservados. Enviado con Fennel Post"),
    ("it", "Hai ricevuto questa e-mail perché sei cliente di Quillmark.\nDisiscriviti | Note legali | Contatti"),
    ("it", "Seguici su YouTube e Bluesky\nInviata tramite Fennel Post S.p.A."),
    ("pt", "Está a receber este e-mail porque tem conta na Quillmark.\nCancelar inscrição | Termos de uso"),
    ("pt", "Acompanhe-nos nas redes\nEnviado por Fennel Post, Lda."),
    ("nl", "Je ontvangt deze mail omdat je een account hebt bij Quillmark.\nUitschrijven | Disclaimer"),
    ("nl", "Volg ons op LinkedIn\nVerstuurd met Fennel Post"),
    ("ja", "このメールはご登録いただいたアドレスにお送りしています。\n配信停止はこちら\n利用規約 | プライバシーポリシー"),
    ("ja", "配信元:フェンネル郵便株式会社\n無断転載を禁じます"),
    ("it", "Unsubscribe | Privacy policy\nFollow us on Mastodon"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "footer"), FOOTERS)
def test_a_footer_is_left_aside_and_nothing_moves(language: str, footer: str) -> None:
    found = without_footer(f"{TEXT}\n\n{footer}", lexicon(language))
    assert found.rstrip() == TEXT
    assert len(found) == len(f"{TEXT}\n\n{footer}")


@pytest.mark.parametrize(
    ("language", "ending"),
    [
        ("de", "Sie erhalten diese E-Mail, weil Ihre Daten in der Datei standen."),
        ("de", "Teilen Sie uns mit, wenn Sie keine Antwort bekommen."),
        ("de", "Sie erhalten diese Nachricht, weil Ihr Konto gehackt wurde, als Sie angemeldet waren."),
        ("fr", "Vous recevez ce courriel parce que vos données figuraient dans le fichier d'un client."),
        ("es", "Recibe este correo porque sus datos como cliente estaban en el fichero."),
        ("it", "Ricevi questa e-mail perché i tuoi dati di cliente erano nell'archivio."),
        ("pt", "Recebeu este e-mail porque os seus dados de cliente foram copiados."),
        ("nl", "U ontvangt deze e-mail omdat uw gegevens als klant zijn gestolen."),
        ("ja", "このメールは会員情報が流出した方にお送りしています。"),
    ],
)
def test_what_tells_of_an_incident_stays(language: str, ending: str) -> None:
    assert without_footer(f"{TEXT}\n{ending}", lexicon(language)) == f"{TEXT}\n{ending}"


def test_who_sends_the_mail_or_is_followed_there_is_no_party() -> None:
    text = (
        "Beste klant,\n\nOp 2 mei ontdekten wij dat een onbekende ons klantenbestand heeft gekopieerd. Daarin stonden uw "
        "naam en e-mailadres.\n\nMet vriendelijke groet,\nBrouwerij Quillmark B.V.\n\nU ontvangt deze e-mail omdat u klant "
        "bent.\nAfmelden | Privacybeleid\nVolg ons op Facebook en Pinterest\n© 2026 Brouwerij Quillmark. Verzonden door "
        "Fennel Post B.V."
    )
    read = read_foreign("Bericht over uw gegevens", text, "nl")
    assert [(party.role.value, party.name) for party in read.parties] == [("breached", "Brouwerij Quillmark B.V.")]


def test_half_a_character_at_the_end_is_survived() -> None:
    assert without_footer(f"{TEXT}\nQ\ud800", lexicon("de")) == f"{TEXT}\nQ\ud800"
