"""Groups the mentions that mean one organisation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from nlp.parties.candidates import Candidate, Mention, fold_name, without_form
from nlp.text.lexicon import load
from nlp.text.names import is_run

_MOST_MENTIONS = 200


def group(mentions: Iterable[Mention], names: Iterable[str], text: str = "") -> list[Candidate]:
    """The candidates in order of their first mention in the text; `names` is the caller's list."""
    known = {fold_name(name) for name in names}
    groups: dict[str, Candidate] = {}
    by_word: dict[str, list[str]] = {}
    for mention in sorted(mentions, key=lambda m: (-len(fold_name(m.name).split()), m.start)):
        key = fold_name(mention.name)
        home = key if key in groups else _home(key, by_word)
        home = None if home != key and _is_a_town(mention.start, home, text) else home
        if home is None and text.endswith(_THE, 0, mention.start):
            home = _end_of(key, by_word)
        if home is None:
            home = next((h for h in by_word.get(key, ()) if text.endswith(groups[h].name, 0, mention.end)), None)
        if home is None:  # and no end of a longer name that stands there in full ("University of Orle and Tarn")
            groups[key] = Candidate(_display(mention.name), key, known=key in known)
            home = key
            for word in set(key.split()):
                by_word.setdefault(word, []).append(key)
            for short in _called(key, mention.name):
                by_word.setdefault("=" + short, []).append(key)
        short = _short(mention, text)
        if short and short not in groups:
            by_word.setdefault("=" + short, []).append(home)
        if len(groups[home].mentions) < _MOST_MENTIONS:
            groups[home].mentions.append(mention)
        groups[home].known = groups[home].known or key in known
    for candidate in groups.values():
        candidate.mentions.sort(key=lambda m: m.start)
        candidate.key = _key(candidate)
        spellings = Counter(_display(m.name) for m in candidate.mentions if fold_name(m.name) == candidate.key)
        candidate.name = max(spellings, key=lambda name: spellings[name], default=candidate.name)
    return sorted(groups.values(), key=lambda c: c.mentions[0].start)


def _key(candidate: Candidate) -> str:
    """Its key; of a name that is told without the end of its address as often as with it, the plain one."""
    site = _SITE.fullmatch(candidate.key)
    keys = Counter(fold_name(mention.name) for mention in candidate.mentions)
    return site[1] if site and keys[site[1]] >= keys[candidate.key] else candidate.key


_SITE = re.compile(r"([\w-]{3,})\.(?:com|net|org|io|co|ai|app)")
_THE = ("the ", "The ")
_WITHIN = re.compile(r"\(([A-Z][A-Za-z&.]{1,9})\)")
_DEFINED = re.compile(
    r"(?:,? (?:Inc|LLC|Ltd|Corp|plc)\b)?\.?,? \((?:the |or |hereinafter )?"
    r"[\"'\u201c\u2018]?([A-Z][\w&.-]{1,24})[\"'\u201d\u2019]?\)"
)


def _is_a_town(start: int, home: str | None, text: str) -> bool:
    """Whether a name is called a town or county there, which whatever else has its name is not."""
    called = _GOVERNED.search(text, max(0, start - _GOVERNED_BY), start)
    return called is not None and not called["within"] and not _GOVERNMENTS.intersection((home or "").split())


_GOVERNMENTS = frozenset(("city", "town", "village", "county", "borough", "township", "council", "government", "state"))
_GOVERNED = re.compile(  # but whoever sits in it may be called by its name
    r"\b(?P<within>(?:in|from|near|around) (?:the )?)?(?:city|town|village|county|borough|township|municipality) of $"
)
_GOVERNED_BY = 30  # code points
_AND = ("&", "and")  # "P&A": Pellworth and Associates


def _called(key: str, name: str) -> Iterator[str]:
    """What a name may be called without a word: Quillmark.com by its first part, others by their initials."""
    site = _SITE.fullmatch(key)
    if site:
        yield site[1]
    bare = without_form(name)
    signed = "".join("&" if word.lower() in _AND else word[0] for word in re.findall(r"\w+|&", bare))
    if "&" in signed[1:-1]:
        yield signed.lower()
    for words in (r"[A-Z]\w*", r"\w+"):  # CDT or CDOT: Colorado Department of Transportation
        initials = "".join(word[0] for word in re.findall(words, bare))
        if len(initials) > 2:  # noqa: PLR2004 a small number or a flat list of rules reads best in place
            yield initials.lower()


def _short(mention: Mention, text: str) -> str:
    """What a name is called from here on: "Oakfeld Elm Clinics (OEC)", "Oakfeld Elm, Inc. ('Oakfeld')"."""
    found = _WITHIN.search(mention.name) or _DEFINED.match(text, mention.end)
    if found is None:
        return ""
    short, letters = fold_name(found[1]), iter(re.sub(r"\(.*|\W", "", mention.name.lower()))
    return short if all(letter in letters for letter in re.sub(r"\W", "", short)) else ""


def _end_of(key: str, by_word: dict[str, list[str]]) -> str | None:
    """The only name that ends in the word which the text has an article before: "the Clearinghouse"."""
    if " " in key or key in _generic():
        return None
    homes = [home for home in by_word.get(key, ()) if home.endswith(" " + key)]
    return homes[0] if len(homes) == 1 else None


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("common_names")["generic"])


def _home(key: str, by_word: dict[str, list[str]]) -> str | None:
    """The group that a shorter name belongs to: a run of its words, or its initials."""
    for home in by_word.get("=" + key, ()):
        return home
    site = _SITE.fullmatch(key)
    if site and site[1] in by_word.get(site[1], ()):
        return site[1]
    parts = key.split()
    if all(part in _generic() for part in parts):
        return None
    for home in by_word.get(parts[0], ())[:50]:
        whole = home.split()
        if whole[0] == parts[0] and _OF_A_PLACE.search(" ".join(whole[len(parts) :])):
            continue
        if len(parts) < len(whole) and is_run(parts, whole) and (whole[0] == parts[0] or len(parts) > 1):
            return home
        if len(whole) in _KIND_OF and whole[0] in _OF_PLACES and whole[-2:] == ["of", *parts]:
            return home
    return None


_OF_A_PLACE = re.compile(  # what is not the town or county whose name it begins with
    r"(?:^|.* )(?:times|post|herald|gazette|courier|tribune|chronicle|echo|observer|examiner|sentinel|news"
    r"|sheriff office|sheriff department)$"
)
_OF_PLACES = frozenset(  # "Orle hit by breach": the University of Orle
    (
        *("university", "college", "bank", "diocese", "archdiocese", "port", "museum", "police"),
        *("city", "town", "village", "county", "borough", "township", "state"),
    )
)
_KIND_OF = (3, 4)  # words


def _display(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)\s*$", "", name).strip()
