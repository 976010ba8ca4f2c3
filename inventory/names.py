"""How names of organisations are compared: folded, whole, without their legal form, and never by looks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans(dict.fromkeys("™®©℠", " ") | {"’": "'", "‘": "'", "＆": "&"})
_POSSESSIVE = re.compile(r"'s\b|'")
_DOTTED = re.compile(r"\b(?:\w\.\s?){1,4}\w\b\.?")
_WORDS = re.compile(r"\w+")
_LIGATURES = range(0xFB00, 0xFB07)  # left by PDF extraction, harmless

# ISO 20275 (GLEIF's list of legal forms) in the spellings that vendors use; own selection.
_FORMS = frozenset(
    tuple(form.split())
    for form in (
        "inc,incorporated,corp,corporation,llc,llp,lp,lllp,pbc,pc,pllc,ltd,limited,plc,co,gmbh,ag,kg,kgaa,ohg,ug,gbr,se,"
        "eg,ev,sa,sas,sasu,sarl,scs,scop,snc,bv,nv,vof,spa,srl,srls,sl,slu,sau,lda,ltda,eireli,oy,oyj,ab,as,asa,a s,"
        "aps,ivs,oü,ou,uab,sia,doo,dd,kft,zrt,nyrt,bt,sro,spol s r o,ooo,zao,oao,pao,tov,sp z oo,sp z o o,spzoo,sp j,"
        "kk,gk,yk,kabushiki kaisha,pty,pte,pvt,private,sdn bhd,bhd,public benefit corporation,"
        "public limited company,limited liability company,gmbh and co,haftungsbeschränkt,dba,unlimited company,uc,dac,clg,"
        "opco,株式会社,有限会社,有限公司,股份有限公司,sapi de cv,s de rl de cv,sa de cv,s a"
    ).split(",")
)
_LONGEST_FORM = max(len(form) for form in _FORMS)
_FRONT_FORMS = frozenset({"株式会社", "ооо", "зао", "ао", "пао"})

# The scripts whose letters pass for Latin ones (Unicode UTS 39, "confusables"); one word must not mix them.
_LOOKALIKE_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN", "DESERET")
_CONFUSABLES = str.maketrans(
    "аәеорсухіјѕԁһӏԛԝкмтвнгпАВЕКМНОРСТУХІЈЅԌαεικνορτυχηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհցɑɡıɩℓƖǀ∣",
    "aaeopcyxijsdhlqwkmtbhrnABEKMHOPCTYXIJSGaeiknoptuxnwABEZHIKMNOPTYXounhgagiillll",
)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The key two spellings of one name share: NFKC, lower case, words only, no possessive, no leading "the".

    Accents stay: "Öktä" is not "Okta". Empty if no word is left.
    """
    text = unicodedata.normalize("NFKC", name.translate(_MARKS)).lower().replace("_", " ").replace("&", " and ")
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", text)
    words = _WORDS.findall(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=65_536)
def split_legal_form(key: str) -> tuple[str, str]:
    """A folded name as (base, legal form); the form is empty where there is none, the base never is.

    "company" is no form here: what is left of "the browser company" would be a common word.
    """
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
    return unicodedata.normalize("NFKC", character).isascii() or character in "ɡɑıɩℓƖǀ"


def _is_east_asian(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "?").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
