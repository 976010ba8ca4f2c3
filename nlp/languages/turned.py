"""What a sentence turns round: what it excepts from "nothing", and a denial that it or the next one takes back."""

from __future__ import annotations

import re
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import TypeMention
from nlp.languages.text import Sentence

_JOINED: Final = re.compile(r"[とや、・及びおよび]{0,4}")  # between the members of a list


def excepted(cues: Cues, sentence: Sentence, mentions: list[TypeMention]) -> set[TypeMention]:
    """What was taken though nothing else was: "Apart from names, nothing was copied"."""
    found: set[TypeMention] = set()
    for start, end in cues.spans("other_than", sentence):
        if cues.lexicon.language == "ja":
            found.update(_listed_before(cues, mentions, start) if cues.has("nothing", sentence) else ())
            continue
        negations = cues.spans("nothing", sentence)
        verbs = [begin for begin, _ in cues.spans("exposure", sentence)]
        behind = min((begin for begin, _ in negations if begin >= end), default=None)
        if any(_goes_on(cues.reading.folded[stop:start]) for _, stop in negations if stop <= start):
            found.update(m for m in mentions if m.start >= end)
        elif behind is not None and not any(
            end <= verb < behind for verb in verbs
        ):  # "all but passwords was taken, but no"
            found.update(m for m in mentions if end <= m.start < behind)
    return found


def _goes_on(between: str) -> bool:
    """Whether an exception belongs to the clause of the negation before it: no comma but its own lies between."""
    return not any(sign in between.rstrip(" ,") for sign in ",;")


def _listed_before(cues: Cues, mentions: list[TypeMention], start: int) -> list[TypeMention]:
    """The list that ends at `start`."""
    found, edge = list[TypeMention](), start
    for mention in sorted(mentions, key=lambda m: -m.end):
        if mention.end <= edge and _JOINED.fullmatch(cues.reading.raw, mention.end, edge):
            found.append(mention)
            edge = mention.start
    return found


def taken_back_before(cues: Cues, sentence: Sentence) -> int:
    """The place before which what is denied in `sentence` was taken after all; its start where nothing was.

    "said that no cards were stolen; now it admits that they were"; the next sentence may say so too.
    """
    if own := cues.spans("takes_back", sentence):
        return own[-1][0]
    after = cues.reading.sentences[sentence.index + 1 : sentence.index + 2]
    return sentence.end if any(cues.has("takes_back", each) for each in after) else sentence.start
