"""Gives documents other names, of the same kind, in full and in short: the language is to be learnt, not the names."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from nlp.parties.candidates import fold_name
from nlp.text.lexicon import load
from nlp.text.names import is_run
from nlp.training.names import Names
from nlp.training.spans import BYSTANDER, Labelled, Span

_ORGANISATIONS: Final = frozenset(("BREACHED", "DOWNSTREAM", BYSTANDER))
_RENAMED: Final = _ORGANISATIONS | {"ACTOR"}
_SOURCES: Final = ("corpus", "vcdb", "casie")  # whose documents lend their names
_COMMON: Final = 8  # names that end with a word from which it tells their kind ("hospital")
_LONGEST: Final = 4  # words of a name that are told apart
_HEADS: Final = ("university", "bank", "city", "ministry", "department", "the", "st.", "new", "royal")


class Pool:
    """Names by kind: a hospital lends its name to a hospital, a domain to a domain."""

    def __init__(self, names: Iterable[str]) -> None:
        given = sorted(set(names))
        last = Counter(words[-1].lower() for name in given if len(words := name.split()) > 1)
        self._common = {word for word, count in last.items() if count >= _COMMON}
        self._kinds: dict[str, list[str]] = defaultdict(list)
        for name in given:
            self._kinds[self._kind(name)].append(name)

    def like(self, name: str, rng: random.Random) -> str | None:
        """Any name of the same kind; None where there is none."""
        found = self._kinds.get(self._kind(name))
        return rng.choice(found) if found else None

    def _kind(self, name: str) -> str:
        words = name.split()
        first, last = words[0].lower(), words[-1].lower()
        if len(words) > 1:
            known = last if last in self._common else first if first in _HEADS else ""
            return known or f"{min(_LONGEST, len(words))} {name[0].islower()}"
        if "." in name.strip("."):
            return "a domain"
        return "capitals" if name.isupper() else f"1 {name[0].islower()}"


class Renamer:
    """Gives some of the documents other names: those of other documents where one of the same kind is there."""

    def __init__(self, rng: random.Random, documents: Sequence[Labelled]) -> None:
        self._rng, self._names = rng, Names(rng)
        self._listed = {fold_name(str(name)) for names in load("bystanders").values() for name in names}
        self._organisations = Pool(self._of(documents, _ORGANISATIONS))
        self._actors = Pool(self._of(documents, frozenset(("ACTOR",))))

    def renamed(self, given: Labelled, share: float) -> Labelled:
        """`given`, with probability `share` under other names; known authorities, papers and firms keep theirs."""
        if given.origin == "own" or self._rng.random() > share:
            return given
        chosen = self._chosen(given)
        pieces: list[str] = []
        spans: list[Span] = []
        last = length = 0
        title = given.title_length
        for start, end, label in given.spans:
            words = given.text[start:end]
            value = chosen.get(words, words) if label in _RENAMED else words
            if end <= given.title_length:
                title += len(value) - len(words)
            length += start - last
            pieces += [given.text[last:start], value]
            spans.append((length, length + len(value), label))
            length += len(value)
            last = end
        return replace(given, text="".join([*pieces, given.text[last:]]), spans=tuple(spans), title_length=title)

    def _chosen(self, given: Labelled) -> dict[str, str]:
        """The new name for each that a document writes; a short form becomes one of the new name."""
        labels = {given.text[start:end]: label for start, end, label in given.spans if label in _RENAMED}
        written = sorted((name for name in labels if not self._known(name)), key=lambda name: (-len(name), name))
        chosen: dict[str, str] = {}
        for name in written:
            whole = next((longer for longer in chosen if _shortens(name, longer)), None)
            chosen[name] = self._like(name, labels[name]) if whole is None else _short(name, whole, chosen[whole])
        return chosen

    def _like(self, name: str, label: str) -> str:
        if label == "ACTOR":
            return self._actors.like(name, self._rng) or self._names.actor()
        return self._organisations.like(name, self._rng) or self._names.organisation()

    def _known(self, name: str) -> bool:
        return fold_name(name) in self._listed

    def _of(self, documents: Sequence[Labelled], labels: frozenset[str]) -> list[str]:
        found = (
            document.text[start:end]
            for document in documents
            if document.origin in _SOURCES
            for start, end, label in document.spans
            if label in labels
        )
        return [name for name in found if name.strip() and not self._known(name)]


def _shortens(name: str, whole: str) -> bool:
    short, words = name.lower().split(), whole.lower().split()
    if len(short) >= len(words):
        return False
    return _initials(whole) == name or is_run(short, words)


def _short(name: str, whole: str, new: str) -> str:
    """How `new` is shortened where `name` shortens `whole`: by its initials or to as many words."""
    words = new.split()
    if _initials(whole) == name:
        return _initials(new) or new
    return new if words[0].lower() in _HEADS else " ".join(words[: len(name.split())])


def _initials(name: str) -> str:
    found = "".join(word[0] for word in name.split() if word[0].isupper())
    return found if len(found) > 1 else ""
