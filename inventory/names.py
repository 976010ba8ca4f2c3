"""How names of organisations are compared: folded, whole, without their legal form, and never by looks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from config.registry import name_parts

_MARKS = str.maketrans(dict.fromkeys("™®©℠", " ") | dict.fromkeys("\u2018\u2019", "'"))
_POSSESSIVE = re.compile(r"'s\b|'")
_DOTTED = re.compile(r"\b(?:\w\.\s?){1,4}\w\b\.?")
_WORDS = re.compile(r"\w+")
_UNSPACED_FORM = re.compile(
    "(股份有限公司|有限公司|有限责任公司|有限責任公司|株式会社|有限会社|合同会社|주식회사|유한회사)"
)  # as they stand beside a name
_LATIN_LOOKALIKES = "\u0261\u0251\u0131\u0269\u2113\u0196\u01c0"
_LIGATURES = range(0xFB00, 0xFB07)  # left by PDF extraction, harmless

_PARTS = name_parts()
_FORMS = frozenset(tuple(form.split()) for form in _PARTS["legal_forms"].split(","))
_LONGEST_FORM = max(len(form) for form in _FORMS)
_FRONT_FORMS = frozenset(_PARTS["front_forms"].split())
_REGIONS = frozenset(_PARTS["regions"].split())

# The scripts whose letters pass for Latin ones (Unicode UTS 39, "confusables"); one word must not mix them.
_LOOKALIKE_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN", "DESERET")
_CONFUSABLES = {ord(one): plain for plain, alike in _PARTS["confusables"].items() for one in alike}


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The key two spellings of one name share: NFKC, lower case, words only, no possessive, no leading "the".

    Accents stay: "Öktä" is not "Okta". Empty if no word is left.
    """
    text = unicodedata.normalize("NFKC", name.translate(_MARKS)).lower().replace("_", " ").replace("&", " and ")
    if not text.isascii():
        text = text.replace("i\u0307", "i")  # of \u0130, in Turkish the capital of i: the dot would part the word
        text = _UNSPACED_FORM.sub(r" \1 ", text.replace("(株)", "株式会社").replace("(주)", "주식회사"))
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", text)
    words = _WORDS.findall(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=65_536)
def split_legal_form(key: str) -> tuple[str, str]:
    """A folded name as (base, legal form); the form is empty where there is none, the base never is."""
    words = key.split()
    form: list[str] = []
    while len(words) > 1:
        size = next((n for n in range(min(_LONGEST_FORM, len(words) - 1), 0, -1) if tuple(words[-n:]) in _FORMS), 0)
        if not size:
            break
        form = words[-size:] + form
        words = words[:-size]
        if len(words) > 1 and words[-1] == "and":
            words.pop()
    if len(words) > 1 and words[0] in _FRONT_FORMS:
        form.append(words.pop(0))
    return " ".join(words), " ".join(form)


def without_region(base: str) -> str:
    """A folded name without the countries at its end, as subsidiaries carry them; never empty."""
    words = base.split()
    while len(words) > 1 and words[-1] in _REGIONS:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=16_384)
def deception(name: str) -> str | None:
    """Why this spelling must not be taken for what it looks like; None for an honest one.

    Invisible or bidirectional controls, letters of look-alike scripts mixed into a Latin word, or compatibility
    letters (full-width, mathematical) outside East Asian text. After Unicode UTS 39.
    """
    for character in name:
        if unicodedata.category(character) in {"Cf", "Cc", "Co", "Cs", "Cn"} and character not in "\t\n\r":
            return f"holds the invisible character U+{ord(character):04X}"
    if name.isascii():
        return None
    for word in name.split():
        if mixed := _mixed_scripts(word):
            return f"mixes Latin and {mixed.capitalize()} letters"
    if not any(_is_east_asian(character) for character in name) and any(map(_is_disguised, name)):
        return "is written with look-alike letters"
    return None


def skeleton(name: str) -> str:
    """The name as it looks to a hurried reader, in plain letters (for reports, never for matching)."""
    visible = "".join(c for c in name if unicodedata.category(c) not in {"Cf", "Cc"})
    return unicodedata.normalize("NFKC", visible.translate(_CONFUSABLES))


def _mixed_scripts(word: str) -> str | None:
    scripts = {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()}
    return next((script for script in _LOOKALIKE_SCRIPTS if script in scripts and "LATIN" in scripts), None)


def _is_disguised(character: str) -> bool:
    if character.isascii() or ord(character) in _LIGATURES or not (character.isalpha() or character.isdigit()):
        return False
    return unicodedata.normalize("NFKC", character).isascii() or character in _LATIN_LOOKALIKES


def _is_east_asian(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "?").startswith(
        ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
    )
