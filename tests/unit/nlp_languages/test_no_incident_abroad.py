"""Lures, and outages that nobody caused, in the languages other than English: none is an incident."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

PAGES = [
    ("fr", "Hameçonnage : la banque Quillon appelle ses clients à la vigilance",
     ("Un mot de passe à saisir sur un site : voilà ce que veulent des SMS imitant la banque Quillon. Effacez-les, dit la "
     "banque, dont aucun message ne contient de lien.")),
    ("fr", "Hameçonnage au nom de l'assureur Quillon",
     ("Des courriels frauduleux imitant l'assureur Quillon invitent à saisir un numéro de carte. L'assureur appelle chacun à la "
     "prudence et conseille de transmettre le courriel à la police.")),
    ("pt", "Falha derruba aplicativo do Banco Quilar; hackers não tiveram culpa, diz o banco",
     ("Clientes do Banco Quilar relataram dificuldades para acessar o aplicativo na manhã de quinta. O banco atribuiu a "
     "instabilidade a uma atualização, sem relação com ataque hacker. Nenhum dado de cliente foi exposto, afirmou.")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text"), PAGES)
def test_is_no_incident(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure
