"""Threat actors that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from nlp.languages.lexicon import Lexicon, shared
from nlp.languages.runs import SIZE, common
from nlp.languages.text import Reading, fold

_BESIDE = 28  # characters between a group word and the name
_LONGEST = 80  # characters of a name before what it did
_CAP = 40  # names that one document may introduce: bounds work on hostile text
_QUOTED = re.compile(
    r"[\s,:]{0,3}(?:\w{2,8}\s){0,2}?"
    r"(?:[\"'«»“”„‘’「『]\s?(?P<quoted>[^\"'«»“”„‘’「」『』\n]{2,30}?)\s?[\"'«»“”‘’」』]"  # noqa: RUF001 - as printed
    r"|(?P<plain>[A-Z0-9][\w$\-]{2,24}(?:\.\w{2,10})?"
    r"(?:(?: (?:de|del|di|da|do|du|van|der|of))? [A-Z0-9][\w$\-]{1,24}){0,2}"
    r"|[a-z]\w{0,20}[_\d]\w{0,20}))"
)
_SELF_NAMED = re.compile(  # Japanese puts the word behind the name
    r"(?:[「『](?P<quoted>[^「」『』\n]{2,30})[」』]|(?P<plain>[A-Za-z][\w.\-]{2,24}))"
    r"(?:(?:と|を)(?:名乗|自称|称す)|と呼ばれる(?:攻撃|ハッカー)|が(?:犯行|身代金(?!要求型|型|目的))|の(?:リークサイト|暴露サイト))"
)
_ANY_WORD = re.compile(r"[\s,:]{1,2}[\"'«“„‘]?\s?(?P<name>[^\W_][\w$.\-]{2,24}\w)")  # noqa: RUF001 - as printed
_DOES = re.compile(r"(?P<name>[A-Z][\w$\-]{2,24}(?: [A-Z][\w$\-]{1,24}){0,2})[\"'»“”’]?,? $")  # noqa: RUF001 - as printed
_THREATENS = re.compile(  # "X droht, die gestohlenen Daten zu veröffentlichen"; a paper threatens with documents
    r"(?<!\w)(?:droh(?:t|te|en|ten)(?: damit)?,? [^.;!?\n]{0,90}(?:daten|dateien|gigabyte|terabyte)[^.;!?\n]{0,60}"
    r" zu (?:veroffentlichen|verkaufen|verbreiten)"
    r"|dreig(?:t|de|en|den)(?: ermee)? [^.;!?\n]{0,90}(?:gegevens|bestanden|data|gigabyte)[^.;!?\n]{0,60}"
    r" te (?:publiceren|verkopen|lekken|verspreiden))(?!\w)"
)
_JAPANESE_THREATENS = re.compile(
    r"[「『]?(?P<name>[ァ-ヶーA-Za-z][ァ-ヶー\w.\-]{2,24}?)[」』]?は、?[^。\n]{0,60}(?:データ|情報|ファイル)を"
    r"(?:公開|販売|売却|暴露)すると(?:脅|予告|警告)"
)
_HANDLE = re.compile(r"(?<![\w@./\-])(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]{4,12}\d{1,4})(?![\w@./\-])")


@dataclass(frozen=True, slots=True)
class Actor:
    """A threat actor and the place where it is named first."""

    name: str
    start: int
    end: int


def actors(reading: Reading, words: Lexicon) -> tuple[Actor, ...]:
    """Known groups, and names that follow words such as "Hackergruppe"; each once, in order."""
    found: dict[str, Actor] = {}
    for actor in islice(chain(_introduced(reading), _told(reading, words)), _CAP):
        if not _no_attacker(actor.name, words) and not any(
            a.start < actor.end and actor.start < a.end for a in found.values()
        ):
            found.setdefault(fold(actor.name), actor)
    for match in _known().finditer(reading.folded):
        key = match.group()
        if reading.raw[match.start()].islower() or (key in _ambiguous() and not _beside_group(reading, match.span())):
            continue
        if not any(a.start < match.end() and match.start() < a.end for a in found.values()):
            found.setdefault(key, Actor(reading.raw[match.start() : match.end()], match.start(), match.end()))
    longest = [a for key, a in found.items() if not any(key != other and f" {key} " in f" {other} " for other in found)]
    return tuple(sorted(longest, key=lambda a: a.start))


def _no_attacker(name: str, words: Lexicon) -> bool:
    """Whether it is a common word, a size ("305GB"), or one who only tells of attackers or hunts them."""
    key = fold(name)
    return common(key, words) or SIZE.fullmatch(key) is not None or key in _bystanders()


@cache
def _bystanders() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in shared()["bystanders"].split(","))


def _introduced(reading: Reading) -> Iterator[Actor]:
    """Names that their sentence introduces as an attacker's.

    A word that also means a company ("groupe", "Gruppe") counts only where the sentence boasts of stolen data, and so
    does a handle ("some_name", "name8").
    """
    boasting = {s.index for s in reading.sentences if _words("boasts").search(s.folded)}
    for group in _words("attacker_groups").finditer(reading.folded):
        yield from _named_after(reading, group.end())
    for group in _words("loose_groups").finditer(reading.folded):
        if _within(reading, group.start(), boasting):
            yield from _named_after(reading, group.end(), beside=True)
    for handle in _HANDLE.finditer(reading.raw):
        if _within(reading, handle.start(), boasting):
            yield Actor(handle.group(), *handle.span())
    for match in _SELF_NAMED.finditer(reading.raw):
        part = "quoted" if match["quoted"] else "plain"
        yield Actor(match[part], *match.span(part))


def _told(reading: Reading, words: Lexicon) -> Iterator[Actor]:
    """Names that stand beside what only attackers are called or do: "un vendeur qui se fait appeler X"."""
    for phrase in _words("calls_itself").finditer(reading.folded):
        name = _ANY_WORD.match(reading.raw, phrase.end())
        if name is not None and not common(fold(name["name"]), words):
            yield Actor(name["name"], *name.span("name"))
    for phrase in _words("names_attacker").finditer(reading.folded):
        yield from (a for a in _named_after(reading, phrase.end(), beside=True) if not _everyday(a.name, words))
    for start in chain(
        (phrase.start() for phrase in _words("attacker_does").finditer(reading.folded)),
        (phrase.start() for phrase in _THREATENS.finditer(reading.folded)),
    ):
        low = max(0, start - _LONGEST)
        name = _DOES.search(reading.raw[low:start])
        if name is not None and not _everyday(name["name"], words):
            kind = _kind(name["name"], words)
            yield Actor(name["name"][kind:], low + name.start("name") + kind, low + name.end("name"))
    for found in _JAPANESE_THREATENS.finditer(reading.raw):
        yield Actor(found["name"], *found.span("name"))


def _kind(name: str, words: Lexicon) -> int:
    """How long the words for a group are with which a name begins that has more: "Grupo Jararaca", "Die Bande X"."""
    at = 0
    while " " in name[at:]:
        first = fold(name[at:]).partition(" ")[0]
        if not (words.cue("group_words").fullmatch(first) or words.cue("article").fullmatch(first)):
            break
        at += len(first) + 1
    return at


def _everyday(name: str, words: Lexicon) -> bool:
    """Whether every word of it is one that names nobody ("Hacker", "Die Bande")."""
    classes = ("group_words", "incident", "people", "third_party", "person", "service")
    return all(
        common(part, words) or any(words.cue(name).fullmatch(part) for name in classes) for part in fold(name).split()
    )


def _named_after(reading: Reading, at: int, *, beside: bool = False) -> Iterator[Actor]:
    name = _QUOTED.match(reading.raw, at, at + 80)
    if name is None:
        return
    start, end = name.span("quoted" if name["quoted"] else "plain")
    if not beside or len(reading.raw[at:start].strip(" \"'«“„‘「『")) == 0:  # noqa: RUF001 - as printed
        yield Actor(reading.raw[start:end], start, end)


def _within(reading: Reading, at: int, indexes: set[int]) -> bool:
    sentence = reading.sentence_at(at)
    return sentence is not None and sentence.index in indexes


def _beside_group(reading: Reading, span: tuple[int, int]) -> bool:
    start, end = span
    around = reading.folded[max(0, start - _BESIDE) : start], reading.folded[end : end + 12]
    return any(_words("group_words").search(part) for part in around)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(fold(name.strip()) for name in shared()["ambiguous_actors"].split(","))


@cache
def _known() -> re.Pattern[str]:
    names = sorted({fold(n.strip()) for n in shared()["actors"].split(",") if n.strip()}, key=lambda n: (-len(n), n))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, names)) + r")(?![a-z0-9])")


@cache
def _words(name: str) -> re.Pattern[str]:
    parts = sorted({fold(n.strip()) for n in shared()[name].split(",") if n.strip()}, key=lambda n: (-len(n), n))
    body = "|".join(re.escape(part).replace(r"\*", "[a-z]*") for part in parts)
    return re.compile(rf"(?<![a-z0-9])(?:{body})(?![a-z0-9])")
