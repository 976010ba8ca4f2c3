"""The text of one document as the extractor takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TextInput:
    """One document; `published` is the day it came out, `lang` a hint (ISO 639-1).

    `speaker` is the organisation that says "we", where the source is one's own voice (a vendor's blog).
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    published: date | None = None
    lang: str | None = None
    speaker: str | None = None
