"""Names that may have been meant: suggestions to a person, never used for an answer."""

from __future__ import annotations

import sqlalchemy as sa
from rapidfuzz import fuzz, process

from storage.search.query import Party, Query
from storage.tables import search_name

_LEAST = 75.0
_MOST = 5
_SHORTEST = 4


def suggestions_for(connection: sa.Connection, query: Query) -> tuple[str, ...]:
    """The names of hit organisations that come near to what was asked for; nearest first, each once."""
    asked = [" ".join(part.name if isinstance(part, Party) else part.tokens) for part in query.wanted()]
    asked = [text for text in asked if len(text) >= _SHORTEST]
    if not asked:
        return ()
    names = connection.execute(sa.select(search_name.c.folded, search_name.c.name)).all()
    near: dict[str, float] = {}
    for text in asked:
        length = text.count(" ") + 1
        # "Quelwerk" may mean "Quellwerk Analytics GmbH": as many words of a name are compared as were typed.
        begins = [" ".join(row.folded.split(" ", length)[:length]) for row in names]
        for _, score, place in process.extract(text, begins, scorer=fuzz.ratio, limit=_MOST, score_cutoff=_LEAST):
            near[names[place].name] = max(score, near.get(names[place].name, 0.0))
    return tuple(sorted(near, key=lambda name: (-near[name], name))[:_MOST])
