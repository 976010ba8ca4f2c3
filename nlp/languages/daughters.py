"""A parent that tells of its subsidiary: of "X teilt mit, dass die Tochter Y gehackt wurde" only Y was hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.text import Sentence

_NAMED: Final = re.compile(
    r"(?:の|,? ?(?:[a-z'-]{1,20} ){0,2}|)[\"'\u00ab\u201c\u201e\u300c]?"
)  # "ihre Tochter, die Kette Y"
_TOO: Final = re.compile(r"(?: (?:und|et|y|e|en) (?:[a-z]{2,6} )?|と)$")  # "and its subsidiary Y"
_PREDICATE: Final = 24  # characters between a name and what befell it
_JAPANESE_PREDICATE: Final = 30


def told_by_parent(cues: Cues, groups: Sequence[Sequence[Mention]]) -> Iterator[tuple[int, list[int]]]:
    """Which of the names, by place, is a subsidiary's that was hit, and which a parent's that says so of it.

    A parent that was hit together with it comes as one that was hit: "X et sa filiale Y ont été piratées".
    """
    placed = [(place, mention) for place, mentions in enumerate(groups) for mention in mentions]
    for place, daughter in placed:
        sentence = cues.reading.sentence_at(daughter.start)
        start = _daughter(cues, sentence, daughter) if sentence else None
        if sentence is None or start is None or not _hit(cues, sentence, daughter):
            continue
        telling = [p for p, m in placed if p != place and _tells(cues, sentence, m, start)]
        joined = [p for p, m in placed if _TOO.fullmatch(cues.reading.folded, m.end, start)]
        yield from [(place, telling)] if telling or joined else ()
        yield from ((p, []) for p in joined)


def _daughter(cues: Cues, sentence: Sentence, mention: Mention) -> int | None:
    """Where the word for a subsidiary stands whose name this is."""
    spans = (span for span in cues.spans("daughter", sentence) if span[1] <= mention.start)
    return next((s for s, end in spans if _NAMED.fullmatch(cues.reading.folded, end, mention.start)), None)


def _hit(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    japanese = cues.lexicon.language == "ja"
    events = ("victim", "incident") if japanese else ("victim",)
    far = _JAPANESE_PREDICATE if japanese else _PREDICATE
    if japanese and cues.reading.folded[mention.end : mention.end + 1] == "の":
        return False
    hit = any(0 <= start - mention.end <= far for name in events for start, _ in cues.spans(name, sentence))
    return hit and not any(start >= mention.end for start, _ in cues.spans("deny_verb", sentence))


def _tells(cues: Cues, sentence: Sentence, mention: Mention, start: int) -> bool:
    """Whether the name stands before the word for a subsidiary, and only tells of what befell that."""
    folded = cues.reading.folded
    if not sentence.start <= mention.start < mention.end <= start or _TOO.search(folded, mention.end, start):
        return False
    if any(mention.end <= first < start for name in ("victim", "incident") for first, _ in cues.spans(name, sentence)):
        return False
    topic = cues.lexicon.language == "ja" and folded[mention.end : mention.end + 1] == "は"
    return topic or any(mention.end <= first and last <= start for first, last in cues.spans("report", sentence))
