"""Names that may have been meant: suggestions to a person, never used for an answer."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from storage.database import Database
from storage.search.query import Party, Query
from storage.search.sql import Ask, Sql

_LEAST = 75.0
_MOST = 5
_SHORTEST = 4


class _Names:
    """The names of hit organisations, as they are compared and as they are written; sorted."""

    def __init__(self, names: dict[str, str]) -> None:
        self.folded = sorted(names)
        self.names = [names[folded] for folded in self.folded]
        self._begins: dict[int, list[str]] = {}

    def begins(self, words: int) -> list[str]:
        """The first so many words of each: "Quelwerk" may mean "Quellwerk Analytics GmbH"."""
        if words not in self._begins:
            self._begins[words] = [" ".join(folded.split(" ", words)[:words]) for folded in self.folded]
        return self._begins[words]


_KEPT: WeakKeyDictionary[Database, _Names] = WeakKeyDictionary()


def suggestions_for(database: Database, ask: Ask, query: Query) -> tuple[str, ...]:
    """The names of hit organisations that come near to what was asked for; nearest first, each once."""
    asked = [" ".join(part.name if isinstance(part, Party) else part.tokens) for part in query.wanted()]
    asked = [text for text in asked if len(text) >= _SHORTEST]
    if not asked:
        return ()
    known = _names(database, ask)
    near: dict[str, float] = {}
    for text in asked:
        begins = known.begins(text.count(" ") + 1)
        for _, score, place in process.extract(text, begins, scorer=fuzz.ratio, limit=_MOST, score_cutoff=_LEAST):
            near[known.names[place]] = max(score, near.get(known.names[place], 0.0))
    return tuple(sorted(near, key=lambda name: (-near[name], name))[:_MOST])


def _names(database: Database, ask: Ask) -> _Names:
    """Read once and kept: names are only ever added."""
    known = _KEPT.get(database)
    if known is None or len(known.names) != ask(Sql("SELECT count(*) FROM search_name"))[0][0]:
        known = _KEPT[database] = _Names(dict(ask(Sql("SELECT folded, name FROM search_name"))))
    return known
