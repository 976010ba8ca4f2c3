"""Imports spaCy without its command line, which brings HTTP clients and takes a third of the time to load."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

_COMMANDS: Final = ("spacy.cli", "spacy.cli.info")


@contextmanager
def _without_commands() -> Iterator[None]:
    """Empty modules in place of spaCy's command line; taken away again, so that a later import finds the real ones."""
    package, info = (ModuleType(name) for name in _COMMANDS)
    package.__path__ = []
    info.info = None  # type: ignore[attr-defined]  # what `spacy/__init__.py` takes from it
    stand_ins = dict(zip(_COMMANDS, (package, info), strict=True))
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


if "spacy" not in sys.modules:
    with _without_commands():
        import spacy  # noqa: F401 - for those who import from it afterwards
