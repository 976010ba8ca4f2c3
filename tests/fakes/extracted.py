"""What the reader makes of an English text."""

from __future__ import annotations

from typing import Any

from model.disclosure import Disclosure
from model.vocabulary import Role
from nlp.extract import Extractor, TextInput

_EXTRACTOR = Extractor()


def extracted(text: str, title: str = "", **given: Any) -> Disclosure:
    """The text read whatever the gate says of it; `given` are further fields of `TextInput`."""
    return _EXTRACTOR.extract(TextInput("1", text, title, **{"lang": "en", **given}), bypass_gate=True)


def roles(title: str, text: str) -> dict[str, Role]:
    """Which role each party of the text has."""
    return {party.name: party.role for party in extracted(text, title).parties}


def hit(title: str, text: str) -> dict[str, str]:
    """The same by the role's word, bystanders left out."""
    return {name: role.value for name, role in roles(title, text).items() if role is not Role.BYSTANDER}
