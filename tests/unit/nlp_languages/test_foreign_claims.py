"""Claims that nobody has confirmed, and denials of a vendor's own, in the languages other than English."""

from __future__ import annotations

import pytest

from model.vocabulary import Claim, Role
from nlp.extract import Extractor
from nlp.text.text_input import TextInput


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Communiqué",
            "Quillmark dément avoir été victime d'une cyberattaque. Les données diffusées ne proviennent pas de nos systèmes, et aucune intrusion n'a été constatée.",
        ),
        (
            "Comunicato",
            "Quillmark smentisce di aver subito un attacco informatico. I dati pubblicati non provengono dai nostri sistemi e non risulta alcun accesso non autorizzato.",
        ),
        ("Verklaring", "Quillmark ontkent dat het gehackt is. De gepubliceerde gegevens komen niet van ons."),
        (
            "Stellungnahme",
            (
                "Quillmark weist die Behauptungen über einen angeblichen Hackerangriff zurück. Unsere Systeme wurden nicht "
                "kompromittiert, es sind keine Kundendaten abgeflossen."
            ),
        ),
        (
            "Comunicado",
            (
                "Quillmark desmiente haber sufrido un ciberataque. Los datos publicados no proceden de nuestros sistemas y no se "
                "ha detectado ningún acceso no autorizado."
            ),
        ),
        (
            "一部報道について",
            "一部で当社がサイバー攻撃を受けたと報じられていますが、調査の結果、Quillmarkのシステムへの不正アクセスは確認されておらず、情報の流出の事実はありません。",
        ),
    ],
)
def test_a_denial_that_repeats_no_claim(title: str, text: str) -> None:
    found = Extractor(["Quillmark"]).extract(TextInput("1", text, title))
    assert (found.is_disclosure, found.claim) == (False, Claim.DENIED)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Un grupo de ransomware asegura haber robado datos de Quillmark",
            "El grupo asegura haber robado datos de clientes de la empresa Quillmark. La empresa no ha confirmado el ataque.",
        ),
        (
            "Un gruppo ransomware rivendica un attacco a Quillmark",
            "Il gruppo sostiene di aver rubato dati dei clienti di Quillmark. L'azienda non ha ancora confermato l'attacco.",
        ),
        (
            "Grupo de ransomware alega ter roubado dados da Quillmark",
            "O grupo alega ter roubado dados de clientes da Quillmark. A empresa não confirmou o ataque.",
        ),
    ],
)
def test_what_its_victim_has_not_confirmed_is_claimed(title: str, text: str) -> None:
    found = Extractor(["Quillmark"]).extract(TextInput("1", text, title))
    assert (found.claim, found.names(Role.BREACHED)) == (Claim.CLAIMED, ("Quillmark",))
