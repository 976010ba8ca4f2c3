"""A kind of company before a name belongs to it only where a sentence writes it large for no other reason."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.foreign import read_foreign

CUT = [
    ("nl", "Modeketen Quillaar is gehackt. Namen zijn gestolen.", "Quillaar"),
    ("es", "Aerolínea Quillar fue hackeada. Robaron nombres.", "Quillar"),
    ("pt", "Rede Quillar é hackeada; nomes foram roubados.", "Quillar"),
    ("it", "Azienda Quillari colpita da un attacco hacker. Rubati nomi.", "Quillari"),
    ("fr", "Société Quillon piratée : des noms volés.", "Quillon"),
    ("de", "Daten des Energieversorgers Quillwerk wurden gestohlen. Es geht um Namen.", "Quillwerk"),
]


@pytest.mark.parametrize(("language", "text", "name"), CUT, ids=[one[1] for one in CUT])
def test_it_is_cut_where_the_sentence_opens_with_it(language: str, text: str, name: str) -> None:
    assert read_foreign("", text, language).names(Role.BREACHED) == (name,)


KEPT = [
    ("nl", "Bakkerij Quillaar is gehackt. Namen zijn gestolen.", "Bakkerij Quillaar"),
    ("nl", "Waterbedrijf Quillaar is gehackt. Namen zijn gestolen.", "Waterbedrijf Quillaar"),
    (
        "es",
        "La Empresa Municipal de Aguas Quillar fue hackeada. Robaron nombres.",
        "Empresa Municipal de Aguas Quillar",
    ),
    ("pt", "A Companhia de Águas Quillar foi hackeada. Nomes foram roubados.", "Companhia de Águas Quillar"),
    ("fr", "La Société Générale de Quillon a été piratée. Des noms ont été volés.", "Société Générale de Quillon"),
    ("it", "L'Azienda Ospedaliera Quillari è stata hackerata. Rubati nomi.", "Azienda Ospedaliera Quillari"),
]


@pytest.mark.parametrize(("language", "text", "name"), KEPT, ids=[one[1] for one in KEPT])
def test_it_is_kept_where_it_is_part_of_the_name(language: str, text: str, name: str) -> None:
    assert read_foreign("", text, language).names(Role.BREACHED) == (name,)
