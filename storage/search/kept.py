"""What takes thousands of rows to answer, kept in memory until the index changes.

The index has a token (`storage.marks`): whoever writes an entry replaces it in his transaction, so an answer that was
made under a token holds as long as it stands, whichever process writes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from storage.database import Database
from storage.marks import SEARCH
from storage.search.sql import Ask, Sql

T = TypeVar("T")
_MOST = 128  # answers; of those the largest holds 5,000 keys
_TOKEN = Sql("SELECT value FROM mark WHERE name = ?", (SEARCH,))
_lock = threading.Lock()
_kept: WeakKeyDictionary[Database, OrderedDict[Hashable, tuple[str, Any]]] = WeakKeyDictionary()


def kept(database: Database, ask: Ask, key: Hashable, make: Callable[[], T]) -> T:
    """What was made for this key since the index last changed, or is made now."""
    found = ask(_TOKEN)  # before the entries: what changes meanwhile has another token
    token = found[0][0] if found else ""
    with _lock:
        of_this = _kept.setdefault(database, OrderedDict())
        known, value = of_this.get(key, (None, None))
        if known == token:
            of_this.move_to_end(key)
            return cast("T", value)
    made = make()
    with _lock:
        of_this[key] = (token, made)
        while len(of_this) > _MOST:
            of_this.popitem(last=False)
    return made
