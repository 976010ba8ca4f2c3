"""The phrases of every lexicon: each is an expression of its own, and no comma cuts one in two."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from nlp.languages.lexicon import LANGUAGES, lexicon
from nlp.languages.text import fold


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_cut_in_two_by_its_own_comma(language: str) -> None:
    raw = yaml.safe_load(files("nlp.languages").joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    classes = {**raw.pop("data_types"), **{name: value for name, value in raw.items() if isinstance(value, str)}}
    for name, phrases in classes.items():
        for phrase in (part.strip() for part in fold(phrases).split(",")):
            re.compile(phrase.replace("*", r"\w*"))
            assert "{" not in phrase, (language, name, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_says_with_a_capital_what_folding_turns_into_its_opposite(language: str) -> None:
    raw = files("nlp.languages").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    assert re.findall(r"\\[A-Z]", raw) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Eingedrungen wurde bei der Firma, die den Versand für uns erledigt."),
        ("fr", "L'intrusion a visé l'agence qui imprime nos bulletins."),
        ("es", "Entraron en la imprenta, que prepara nuestras facturas."),
        ("it", "Violata la tipografia, che stampa per noi le tessere."),
        ("pt", "Invadida a gráfica, que imprime nossos boletos."),
        ("nl", "Ingebroken is bij het bureau, dat voor ons de post verstuurt."),
    ],
)
def test_a_company_that_works_for_the_writer_is_a_supplier(language: str, text: str) -> None:
    assert lexicon(language).cue("third_party").search(fold(text)) is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "un incident de sécurité"), ("es", "incidentes de ciberseguridad"), ("it", "incidente di sicurezza")],
)
def test_the_space_before_a_first_half_of_a_word_stays(language: str, text: str) -> None:
    found = lexicon(language).cue("incident").search(fold(text))
    assert found is not None
    assert fold(text).endswith(found.group())
    assert len(found.group().split()) > 1
