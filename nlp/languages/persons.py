"""People whom a document names: no organisations, under their surname alone either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.languages.cues import Cues
from nlp.languages.mention import LEGAL_FORM, Mention
from nlp.languages.text import fold

_WORDS = (2, 4)  # of a person's name
_SURNAME = 4  # characters of one at least
_OFFICE = re.compile(r", (?:(?:die|der|le|la|les|el|il|lo|o|a|de|het) |l')?")
_FULL = re.compile(
    r" (?P<given>[A-Z\u00c0-\u00dd][\w'-]+) (?:von |van )?(?P<surname>[A-Z\u00c0-\u00dd][\w'-]{3,})(?![\w-])"
)


def without_persons(cues: Cues, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those of people: "la portavoce Anna Lori", "Anna Lori, directrice de ...", then "Lori"."""
    full = {m.key for m in mentions if not m.known and _looks(cues, m) and (_before(cues, m) or _behind(cues, m))}
    surnames = {key.split()[-1] for key in full} | set(_told(cues))
    return [m for m in mentions if m.known or (m.key not in full and not _is_surname(m, surnames))]


def _told(cues: Cues) -> Iterator[str]:
    """The folded surnames behind an office that German writes as part of the name: "Sprecherin Karin Lohring"."""
    for sentence in cues.reading.sentences if cues.lexicon.language == "de" else ():
        for _, end in cues.spans("person", sentence):
            name = _FULL.match(cues.reading.raw, end, sentence.end)
            if name is not None and fold(name["given"]) not in cues.lexicon.institutions:
                yield fold(name["surname"])


def _looks(cues: Cues, mention: Mention) -> bool:
    words = mention.name.split()
    if not _WORDS[0] <= len(words) <= _WORDS[1] or LEGAL_FORM.search(mention.key):
        return False
    if any(word in cues.lexicon.institutions for word in mention.key.split()):
        return False
    return all(word.replace("-", "").isalpha() and not word.isupper() for word in words)


def _before(cues: Cues, mention: Mention) -> bool:
    """Whether an office stands right before the name."""
    sentence = cues.reading.sentence_at(mention.start)
    return sentence is not None and any(mention.start - end == 1 for _, end in cues.spans("person", sentence))


def _behind(cues: Cues, mention: Mention) -> bool:
    """Whether an office stands behind the name and a comma."""
    sentence = cues.reading.sentence_at(mention.start)
    comma = _OFFICE.match(cues.reading.folded, mention.end)
    if sentence is None or comma is None:
        return False
    return any(start == comma.end() for start, _ in cues.spans("person", sentence))


def _is_surname(mention: Mention, surnames: set[str]) -> bool:
    return len(mention.key) >= _SURNAME and mention.key in surnames
