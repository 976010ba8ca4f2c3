"""Bodies named after several places: "Barle, Orn and Tarnfield Hospitals NHS Trust"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.parties.candidates import Mention
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_PLACE = r"[A-Z][\w'-]+"
_BODY = late(
    rf"{_PLACE}(?:, {_PLACE})+,? (?:and|&) {_PLACE}(?: [A-Z][\w'-]+){{0,4}}?"
    r" (?:(?:NHS )?(?:Foundation )?Trust|(?:[A-Z][a-z]+ )?Council|Fire (?:and|&) Rescue (?:Service|Authority)"
    r"|Health Board|Integrated Care Board|Clinical Commissioning Group"
    r"|(?:Combined|Fire|Port|Water|Waste|Transport) Authority"
    r"|Police|Fire Department|School District|Partnership)\b(?! (?:were|are|have|all|both|each)\b)"
)
_PLACED = re.compile(r"\b(?:in|near|around|outside) (?:the )?$")


def shared(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, of which those within such a name are one; not of places that the text names alone elsewhere."""
    bodies = list(_bodies(text, sentences))
    outside = [m for m in mentions if not any(_is_in(m, body) for body in bodies)]
    alone = {m.name for m in outside}
    bodies = [body for body in bodies if not alone & set(re.findall(_PLACE, body.name))]
    kept = [m for m in mentions if not any(_is_in(m, body) for body in bodies)]
    return sorted([*kept, *bodies], key=lambda m: m.start)


def _is_in(mention: Mention, body: Mention) -> bool:
    return mention.start < body.end and mention.end > body.start


def _bodies(text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    for index, sentence in enumerate(sentences):
        for body in _BODY.finditer(text, sentence.start, sentence.end):
            if not _PLACED.search(text[max(0, body.start() - 12) : body.start()]):
                yield Mention(body[0], body.start(), body.end(), index)
