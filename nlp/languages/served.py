"""Of whom a clause behind a supplier's name tells that it is served: by its kind, or by "their"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.languages.cues import Cues, Span
from nlp.languages.mention import Mention
from nlp.languages.signs import CLAUSE
from nlp.languages.whose import for_whom

_KIND = re.compile(  # "die für die Schule Zeugnisse druckt", "qui imprime les cartes de la mutuelle"
    r"(?<!\w)(?:fur (?:die|das|den)|der|des|pour l[ae']|de la|du|de l'|para (?:[ao]|el|la)|d[ao]|del|per (?:la|il|l')"
    r"|dell[ao']|voor (?:de|het)|van (?:de|het)) ?(?P<kind>[a-z]{4,})"
)
_THEIR = re.compile(  # "qui imprime ses cartes", "que le lleva las citas"
    r"(?<!\w)(?:ihre[mnrs]?|seine[mnrs]?|ses|leurs?|lui|sus?|que lh?e|suo|sua|suoi|sue|gli|seus?|suas?|haar|hun"
    r"|(?:dat|die) zijn)(?!\w)"
)
_ENTRUST = (
    r"(?:a qui|auquel|a laquelle|al que|a la que|a quien|al cual|a la cual|a cui|cui|al quale|alla quale|a quem|ao qual"
    r"|a qual)"
)
_ENTRUSTED = re.compile(  # "à qui la mutuelle confie ses courriers"
    rf",? ?(?<!\w){_ENTRUST} (?:la|le|l'|les|el|il|lo|o|a) ?(?P<kind>[a-z]{{4,}}) (?:\w+ )?"
    r"(?:confi|affid|deleg|sous-trait|encarg|encomend|entreg|appalt)"
)
_BEFORE = 40  # characters before a name in which the word for its kind stands
_LED = 40  # characters between the word for a supplier and the name
_NEAR = {"de": 1, "nl": 1}  # words before a name; elsewhere three, "l'école de danse X"
_ENDING = re.compile(r"(?<=\w{4})e?s$")  # of the German genitive: "des Vereins"


def served(cues: Cues, supplier: Sequence[Mention], others: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Which of `others`, by place, a clause behind the name of a supplier that was hit tells it serves."""
    folded = cues.reading.folded
    spans = [span for mention in supplier for span in _said_of(cues, mention)]
    kinds = {found["kind"] for span in spans for found in _KIND.finditer(folded, *span)}
    kinds |= {found["kind"] for m in supplier if (found := _ENTRUSTED.match(folded, m.end))}
    inside = [p for p, ms in enumerate(others) if any(for_whom(cues, span, m) for span in spans for m in ms)]
    outside = [[m for m in ms if not any(start <= m.start < end for start, end in spans)] for ms in others]
    named = [place for place, mentions in enumerate(outside) if any(_is_a(cues, m, kinds) for m in mentions)]
    told_before = [
        place for place, mentions in enumerate(outside) if mentions and mentions[0].start < supplier[0].start
    ]
    alone = len(told_before) == 1 and any(_theirs(cues, span) for span in spans)
    yield from named or inside or (told_before if alone else ())


def entrusted(cues: Cues, mentions: Sequence[Mention]) -> bool:
    """Whether a clause behind the name tells what somebody entrusts to it."""
    return any(_ENTRUSTED.match(cues.reading.folded, mention.end) for mention in mentions)


def _said_of(cues: Cues, mention: Mention) -> Iterator[Span]:
    """What the clause behind the name says, and what follows the word for a supplier before it: "de la mutuelle, X"."""
    sentence = cues.reading.sentence_at(mention.start)
    if sentence is None:
        return
    clause = CLAUSE.match(cues.reading.folded, mention.end, sentence.end)
    if clause is not None:
        yield clause.span()
    for _, end in cues.spans("third_party", sentence):
        if 0 < mention.start - end <= _LED:
            yield end, mention.start


def _theirs(cues: Cues, span: Span) -> bool:
    """Whether the clause says what is done for somebody told of before."""
    folded = cues.reading.folded
    return _THEIR.search(folded, *span) is not None and cues.lexicon.cue("serves").search(folded, *span) is not None


def _is_a(cues: Cues, mention: Mention, kinds: set[str]) -> bool:
    """Whether the name, or what stands right before it, says one of `kinds`: "die Privatschule Lindenhof"."""
    language = cues.lexicon.language
    before = re.split(r"[.,;:!?\n]", cues.reading.folded[max(0, mention.start - _BEFORE) : mention.start])[-1]
    words = re.findall(r"[a-z]+", before)[-_NEAR.get(language, 3) :] + re.findall(r"[a-z]+", mention.key)
    if language not in _NEAR:
        return not kinds.isdisjoint(words)
    return any(word.endswith((kind, _ENDING.sub("", kind))) for word in words for kind in kinds)
