"""Two versions of a page as the lines that went and the lines that came."""

from __future__ import annotations

import difflib

from storage.documents import StoredVersion

_CONTEXT = 1  # unchanged lines around a change


def page_diff(old: StoredVersion, new: StoredVersion) -> list[str]:
    """A unified diff of title and text; one line says so where the licence let us keep neither."""
    if old.text is None or new.text is None:
        return [f"! the text of {old.number if old.text is None else new.number} was not kept: its licence forbids it"]
    return list(
        difflib.unified_diff(
            [old.title, *old.text.split("\n")],
            [new.title, *new.text.split("\n")],
            fromfile=f"version {old.number}, {old.fetched:%Y-%m-%d %H:%M}",
            tofile=f"version {new.number}, {new.fetched:%Y-%m-%d %H:%M}",
            n=_CONTEXT,
            lineterm="",
        )
    )
