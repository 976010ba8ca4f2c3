"""What a page or mail in another language than English says below its text of itself."""

from __future__ import annotations

import re

from nlp.languages.lexicon import Lexicon
from nlp.languages.text import fold
from nlp.text.footers import says_footer, without_last_lines

_DATA = re.compile(r"\b(?:daten|donnees|datos|dati|dados|gegevens)\b|情報")
_LONGEST = 200  # characters of a line: bounds work on hostile text


def without_footer(text: str, words: Lexicon) -> str:
    """The text with what it ends in, as far as that is about the page or mail itself, blanked by code point.

    It may stand in English, as what templates add often does.
    """
    return without_last_lines(text, lambda part: _is_footer(fold(part), words) or says_footer(_encodable(part)))


def _encodable(part: str) -> str:
    """The part without lone surrogates, which RE2 does not take."""
    return part.encode("utf-8", "replace").decode()


def _is_footer(part: str, words: Lexicon) -> bool:
    if len(part) > _LONGEST:
        return False
    if words.cue("footer_labels").fullmatch(part):
        return True
    told = _DATA.search(part) or any(words.cue(name).search(part) for name in ("incident", "ransomware", "misconfig"))
    return not told and words.cue("footer").fullmatch(part) is not None
