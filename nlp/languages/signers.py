"""Who signs a letter: the writer who says "we" is a party, whatever stands around its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.languages.cues import Cues, Span
from nlp.languages.mention import Mention
from nlp.languages.text import Sentence

_LAST = 4  # sentences or lines of a letter in which it is signed
_NEAR = 90  # characters between the closing phrase and the name: a person and an office may stand there
_LONGEST_QUOTE = 400  # characters
_ADDRESSED = ("御中", "様", "各位")  # whom a letter goes to
_TEAM: Final = re.compile(  # "Ihr Team von X" at the end of a letter; the name ends its line
    r"\W*(?:(?:ihr|euer|das|het|je|uw|il|el|l'|a|o|votre|vostro|su|sua) ?)?(?:team|equipo|equipe)"
    r"(?: (?:von|vom|der|des|van(?: de| het)?|de|de la|del?|du|di|della|d[ao])| d[ei]ll')? ?"
)
_BESIDE = 12  # characters that a line has beside the name that signs


def speaks(cues: Cues) -> Span | None:
    """The sentence in which the writer says "we" of what happened; none where the page tells of others."""
    told = (s for s in cues.reading.sentences if not s.in_title and cues.happens(s) and cues.has("first_person", s))
    sentence = next(told, None)
    if sentence is None:
        return None
    raw = cues.reading.raw[sentence.start : sentence.end]
    start = sentence.start + len(raw) - len(raw.lstrip())
    return start, start + min(len(raw.strip()), _LONGEST_QUOTE)


def last_lines(cues: Cues) -> Sequence[Sentence]:
    """Where a text in the first person is signed, in Japanese also at its head; nowhere in another."""
    body = [sentence for sentence in cues.reading.sentences if not sentence.in_title]
    if not any(cues.has("first_person", sentence) for sentence in body):
        return ()
    head = [s for s in body[:_LAST] if not s.folded.rstrip().endswith(_ADDRESSED)]
    return [*head, *body[-_LAST:]] if cues.lexicon.language == "ja" else body[-_LAST:]


def signs_off(cues: Cues, mention: Mention, last: Sequence[Sentence]) -> bool:
    """Whether a name signs in these last lines: behind a closing phrase, or alone on its line."""
    sentence = next((s for s in last if s.start <= mention.start < s.end), None)
    if sentence is None:
        return False
    closings = (end for s in last for _, end in cues.spans("closing", s))
    if any(0 <= mention.start - end <= _NEAR for end in closings):
        return True
    if signs_as_team(mention, last):
        return True
    alone = len(sentence.folded.strip(" \n,.:-")) - len(mention.key) <= _BESIDE
    return alone and not cues.has("incident", sentence)


def signs_as_team(mention: Mention, last: Sequence[Sentence]) -> bool:
    """Whether these last lines are signed by its team, which no person has: "Ihr Team von X", "Ihr X-Team"."""
    sentence = next((s for s in last if s.start <= mention.start < s.end), None)
    if sentence is None:
        return False
    start, end = mention.start - sentence.start, mention.end - sentence.start
    after = sentence.folded[end:].strip(" \n.,!")
    named = _TEAM.fullmatch(sentence.folded, 0, start) is not None and not after
    return named or (
        after == "-team" and sentence.folded[:start].strip() in ("ihr", "euer", "das", "dein", "het", "uw")
    )
