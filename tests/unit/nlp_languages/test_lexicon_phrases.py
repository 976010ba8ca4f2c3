"""The phrases of every lexicon: each is an expression of its own, and no comma cuts one in two."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from nlp.languages.lexicon import LANGUAGES
from nlp.languages.text import fold


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_no_phrase_is_cut_in_two_by_its_own_comma(language: str) -> None:
    raw = yaml.safe_load(files("nlp.languages").joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    classes = {**raw.pop("data_types"), **{name: value for name, value in raw.items() if isinstance(value, str)}}
    for name, phrases in classes.items():
        for phrase in (part.strip() for part in fold(phrases).split(",")):
            re.compile(phrase.replace("*", r"\w*"))
            assert "{" not in phrase, (language, name, phrase)
