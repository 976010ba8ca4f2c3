"""Names as words."""

from __future__ import annotations

from collections.abc import Sequence


def is_run(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words of one name stand in another one after the other; no words do not."""
    width = len(part)
    return width > 0 and any(whole[at : at + width] == part for at in range(len(whole) - width + 1))
