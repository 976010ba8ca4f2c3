"""Which language a text is written in: script first, then function words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from nlp.text.lexicon import read_yaml
from nlp.text.patterns import late

_WINDOW = 4_000  # characters read at the head, the middle and the tail of a long text
_MIN_SCORE = 1.5  # evidence below this is a name or a heading, not a language
_MARGIN = 1.15  # the best language must lead the next by this factor

_MOST, _MUCH, _SOME = (
    0.6,
    0.25,
    0.1,
)  # shares of the weight of Latin letters from which another script tells the language
_ADDRESS = late(r"(?:https?://|www\.)\S+|\S+@\S+")
_IN_ADDRESSES = ("@", "://", "www.")  # one of them is in each

# One ideograph or kana stands for about three Latin letters, a Hangul block for two.
_SCRIPTS: dict[str, tuple[str, float]] = {
    "kana": ("\u3041-\u30ff\uff66-\uff9d", 3.0),
    "han": ("\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002a6df", 3.0),
    "hangul": ("\u1100-\u11ff\uac00-\ud7af", 2.0),
    "cyrillic": ("\u0400-\u052f", 1.0),
    "arabic": ("\u0600-\u06ff\u0750-\u077f", 1.2),
    "he": ("\u0590-\u05ff", 1.2),
    "el": ("\u0370-\u03ff\u1f00-\u1fff", 1.0),
    "th": ("\u0e00-\u0e7f", 1.0),
    "hi": ("\u0900-\u097f", 1.0),
    "pa": ("\u0a00-\u0a7f", 1.0),
    "gu": ("\u0a80-\u0aff", 1.0),
    "or": ("\u0b00-\u0b7f", 1.0),
    "kn": ("\u0c80-\u0cff", 1.0),
    "ml": ("\u0d00-\u0d7f", 1.0),
    "si": ("\u0d80-\u0dff", 1.0),
    "lo": ("\u0e80-\u0eff", 1.0),
    "my": ("\u1000-\u109f", 1.0),
    "am": ("\u1200-\u139f", 1.5),
    "km": ("\u1780-\u17ff", 1.0),
    "bn": ("\u0980-\u09ff", 1.0),
    "ta": ("\u0b80-\u0bff", 1.0),
    "te": ("\u0c00-\u0c7f", 1.0),
    "ka": ("\u10a0-\u10ff", 1.0),
    "hy": ("\u0530-\u058f", 1.0),
}
_RUNS = {name: late(f"[{ranges}]+") for name, (ranges, _) in _SCRIPTS.items()}
_NON_LATIN = late("[" + "".join(ranges for ranges, _ in _SCRIPTS.values()) + "]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_EASTERN = re.compile(r"[\u0100-\u024f\u1e00-\u1eff]")
_WESTERN = bytes(code if _LATIN.match(chr(code)) else 0x20 for code in range(0x100))  # all else than letters is a blank

# Letters that only a few languages use: a word with one of them counts as half a function word of each.
_LETTERS: dict[str, str] = {
    "ß": "de", "ä": "de sv fi", "ö": "de sv fi hu tr", "ü": "de hu tr", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt vi",
    "õ": "pt vi", "ç": "fr pt tr ca", "œ": "fr", "ê": "fr pt vi", "î": "fr ro", "û": "fr", "è": "fr it ca",
    "ù": "fr it", "ò": "it ca", "ì": "it", "å": "sv da no", "ø": "da no", "æ": "da no", "ł": "pl", "ą": "pl", "ę": "pl",
    "ż": "pl",
    "ś": "pl", "ź": "pl", "ć": "pl", "ř": "cs", "ě": "cs", "ů": "cs", "š": "cs", "č": "cs", "ž": "cs", "ő": "hu",
    "ű": "hu",
    "ă": "ro vi", "ș": "ro", "ț": "ro", "ş": "tr ro", "ţ": "ro", "ğ": "tr", "\u0131": "tr", "đ": "vi", "ơ": "vi",
    "ư": "vi", "·": "ca",
}  # fmt: skip
_LETTER = re.compile("[" + "".join(_LETTERS) + "]")


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is written in; None where it is too short or unclear.

    Deterministic. Long texts are judged by their head, middle and tail.
    """
    sample = _without_addresses(_sample(text))
    found = _latin(sample)
    if sample.isascii():
        return found
    return _script(sample, _SOME if _framed(sample) else _MUCH if found is None else _MOST) or found


def _without_addresses(sample: str) -> str:
    """The sample without what is of no language; most texts have no sign of any, which is quicker to see."""
    return _ADDRESS.sub(" ", sample) if any(sign in sample for sign in _IN_ADDRESSES) else sample


def _framed(sample: str) -> bool:
    """Whether what is Latin below a first line in another script is only what a template says around a text."""
    first, *rest = sample.lstrip().split("\n")
    return _script(first, _MOST) is not None and not any(len(line) >= _LINE and _latin(line) for line in rest)


def only(language: str, text: str) -> str:
    """The text with its lines that are surely of another language blanked, code point for code point.

    Of a notice in two languages one half says what the other does.
    """
    lines = text.split("\n")
    kept = [" " * len(line) if len(line) >= _LINE and detect(line) not in (None, language) else line for line in lines]
    return "\n".join(kept) if kept != lines else text


_LINE = 60  # code points of a line from which its words tell its language


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = (len(text) - _WINDOW) // 2
    return "\n".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _script(sample: str, share: float) -> str | None:
    """The language told by a non-Latin script that has at least this share of the Latin letters' weight, or None."""
    if _NON_LATIN.search(sample) is None:
        return None
    weights = {
        name: sum(map(len, run.findall(sample))) * _SCRIPTS[name][1]
        for name, run in _RUNS.items()
        if run.search(sample)
    }
    latin = sum(map(len, _LATIN.findall(sample)))
    east_asian = weights.pop("kana", 0.0), weights.pop("han", 0.0)
    weights["cjk"] = sum(east_asian)
    best = max(weights, key=lambda name: weights[name])
    if weights[best] < 9 or weights[best] < share * latin:  # noqa: PLR2004 - three ideographs are a name
        return None
    if best == "cjk":
        return "ja" if east_asian[0] > 0.05 * sum(east_asian) else "zh"  # Japanese cannot do without kana
    named = {"hangul": "ko", "cyrillic": _cyrillic(sample), "arabic": _arabic(sample)}
    return named.get(best, best)


def _cyrillic(sample: str) -> str:
    folded = sample.lower()
    if any(letter in folded for letter in "іїєґ"):
        return "be" if "ў" in folded else "uk"
    if any(letter in folded for letter in "ђћљњџј"):
        return "mk" if "ѓ" in folded or "ќ" in folded else "sr"
    return "ru" if any(letter in folded for letter in "ыэё") or "ъ" not in folded else "bg"


def _arabic(sample: str) -> str:
    if any(letter in sample for letter in "ٹڈڑںے"):
        return "ur"
    return "fa" if any(letter in sample for letter in "پچژگ") else "ar"


def _latin(sample: str) -> str | None:
    weights = _profiles()
    scores: defaultdict[str, float] = defaultdict(float)
    folded = sample.lower()
    words = Counter(_words(folded))
    for word in sorted(words.keys() & weights.keys()):  # in order, for the sums of fractions
        for language, weight in weights[word]:
            scores[language] += weight * words[word]
    if not sample.isascii():
        for letter, times in Counter(_LETTER.findall(folded)).items():
            languages = _LETTERS[letter].split()
            for language in languages:
                scores[language] += 0.5 * times / len(languages)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or ranked[0][1] < _MIN_SCORE:
        return None
    if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
        return None
    return ranked[0][0]


def _words(folded: str) -> list[str]:
    """The runs of Latin letters; by a table of bytes, three times as fast, where these are all of Western Europe."""
    if not folded.isascii() and _EASTERN.search(folded):
        return _LATIN.findall(folded)
    return folded.encode("latin-1", "replace").translate(_WESTERN).decode("latin-1").split()


@cache
def _profiles() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each word -> ((language, weight), ...); the weight is 1 over the number of languages that share the word."""
    raw: dict[str, str] = read_yaml("nlp.languages", "profiles.yaml")
    owners: dict[str, list[str]] = {}
    for language, words in raw.items():
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple((name, 1 / len(names)) for name in names) for word, names in owners.items()}
