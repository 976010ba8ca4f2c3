"""Words of a document that may name an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from nlp.languages.japanese import japanese_names
from nlp.languages.lexicon import Lexicon
from nlp.languages.mention import MIN_NAME, Mention
from nlp.languages.runs import ELISION, TOKEN, capital_names
from nlp.languages.text import Reading, fold

_SMALL = re.compile(  # names that do not look like one: domains, and handles such as "some_name" or "name8"
    r"(?<![\w@./\-])(?:[\w-]+\.(?:example|com|net|org|io|app|eu|de|at|ch|fr|be|es|mx|ar|it|pt|br|nl|jp|info|shop)"
    r"|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]{3,16}\d{1,4}[a-z]?)(?![\w@/\-])"
)
_INSERTED = re.compile(r",[^,.;:!?\n]{4,90},")
_PAIR = re.compile(
    r"(?P<one>\S{3,}(?: (?!(?:et|e|ed|y|und|en) )\S+){0,2}) (?:et|e|ed|y|und|en) "
    r"(?P<article>(?:le|la|les|el|il|lo|het|der|die|das) |l')?(?P<other>\S{3,}(?: (?!(?:et|e|ed|y|und|en) )\S+){0,3})"
)
_TWO = re.compile(r"(?<!\w)(?:deux|dos|due|dois|duas|zwei|twee)(?!\w)[^.!?\n]*$")
_BEFORE = 80  # characters in which the two are counted
_SEVERAL = re.compile(  # what stands before names of which each is one: "Les hôtels Velmo et Kastia"
    r"(?<!\w)(?:les|des|aux|los|las|gli|degli|agli|os|as|dos|das|aos|le|delle|alle|nos|nas)"
    r" [a-z]{4,16}(?:s|x|[hrlntds][ei]) (?:(?:de|di|do|da|van) )?$"
    r"|(?<!\w)(?:utilise|usad|utilizad|usat|utilizzat)[a-z]* (?:par|por|pel[oa]|da|dal|dalla) $"
)
_OF_FAMILY = re.compile(r"fil(?:s|les|hos)|freres?|associes|cie|compagnie|hijos|hermanos|figli|soci|irmaos|partners?")
_MAX_GRAM = 5
_MAX_MENTIONS = 300  # a page that names more is a list, and is judged by its beginning


def mentions(reading: Reading, words: Lexicon, names: Sequence[str]) -> list[Mention]:
    """The names of `names` and the look of a name, in order; where both overlap the longer run stays."""
    known = _index(tuple(names))
    found = _substrings(reading, known) if words.language == "ja" else _grams(reading, known, words)
    dictionary = list(islice(found, _MAX_MENTIONS))
    own = japanese_names(reading, words) if words.language == "ja" else capital_names(reading, words)
    own = chain(own, _small(reading))
    spans = [Mention(m.name, m.key, m.start, m.end, _covers(m, dictionary)) for m in islice(own, _MAX_MENTIONS)]
    spans = [m for m in _apart(reading, spans) if not _part_of_known(m, dictionary)]
    spans = [m for m in spans if not _only_opens(m, spans, reading, words)] if words.language != "ja" else spans
    taken = sorted((m.start, m.end) for m in spans)
    extra = [m for m in dictionary if not _overlaps(taken, m)]
    return sorted([*spans, *extra], key=lambda m: m.start)


def _apart(reading: Reading, spans: Sequence[Mention]) -> Iterator[Mention]:
    """The names, two of one word each apart where the text counts them or names one alone: "Velmo et Kastia"."""
    keys = {mention.key for mention in spans}
    for mention in spans:
        pair = None if mention.known else _PAIR.fullmatch(mention.key)
        if pair is None or not (_each_is_one(reading, mention, pair, spans) or keys & {pair["one"], pair["other"]}):
            yield mention
            continue
        for part in ("one", "other"):
            start, end = (mention.start + offset for offset in pair.span(part))
            yield Mention(reading.raw[start:end], pair[part], start, end, known=False)


def _each_is_one(reading: Reading, pair: Mention, match: re.Match[str], spans: Sequence[Mention]) -> bool:
    """Whether the text counts the two, tells of several of their kind, or names another before them: "A, B et C"."""
    before = reading.folded[max(0, pair.start - _BEFORE) : pair.start]
    if _TWO.search(before) or (match["article"] and " " not in match["one"]):
        return True
    if _OF_FAMILY.fullmatch(pair.key.split()[-1]):
        return False
    listed = before.endswith(", ") and any(other.end == pair.start - 2 for other in spans)
    return listed or _SEVERAL.search(before) is not None


def _small(reading: Reading) -> Iterator[Mention]:
    for found in _SMALL.finditer(reading.raw):
        if found.group()[0].islower():
            yield Mention(found.group(), reading.folded[found.start() : found.end()], *found.span(), known=False)


def _only_opens(mention: Mention, spans: list[Mention], reading: Reading, words: Lexicon) -> bool:
    """A single unknown word that only ever opens a sentence, or is also written small, is no name."""
    opening = _opens(mention, reading)
    named = reading.folded[mention.end : mention.end + 1] == ":" or len([o for o in spans if o.key == mention.key]) > 1
    if named and not re.search(rf"(?<!\w){re.escape(mention.name.lower())}(?!\w)", reading.raw):
        return False
    if mention.known or not opening or not mention.name.isalpha() or mention.name[1:].lower() != mention.name[1:]:
        return False
    if any(other.key == mention.key and not _opens(other, reading) for other in spans):
        return False
    clause = _INSERTED.match(reading.folded, mention.end)
    start = clause.end() if clause else mention.end
    after = reading.folded[start : start + 48]
    put_in = reading.folded[mention.end : start]  # ", victime d'une cyberattaque,"
    told = words.cue("report").search(after) or words.cue("victim").search(after) or words.cue("victim").search(put_in)
    return told is None


def _opens(mention: Mention, reading: Reading) -> bool:
    sentence = reading.sentence_at(mention.start)
    return sentence is not None and not reading.raw[sentence.start : mention.start].strip(" \n\"«“„'¿¡-•")


def _covers(mention: Mention, dictionary: list[Mention]) -> bool:
    return any(mention.start <= d.start and d.end <= mention.end for d in dictionary)


def _part_of_known(mention: Mention, dictionary: list[Mention]) -> bool:
    """Whether it is the rest of a known name of which a word was taken for none ("Correos Andinos")."""
    return any(d.start <= mention.start and mention.end <= d.end and len(d.key) > len(mention.key) for d in dictionary)


def _overlaps(taken: list[tuple[int, int]], mention: Mention) -> bool:
    return any(start < mention.end and mention.start < end for start, end in taken)


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """First two characters -> folded name -> name."""
    index: dict[str, dict[str, str]] = {}
    for name in names:
        key = fold(name).strip()
        if len(key) >= MIN_NAME or (len(key) > 1 and not key.isascii()):
            index.setdefault(key[:2], {})[key] = name
    return index


def _grams(reading: Reading, known: dict[str, dict[str, str]], words: Lexicon) -> Iterator[Mention]:
    if not known:
        return
    tokens = [m.span() for m in TOKEN.finditer(reading.raw)]
    for i, (first, stop) in enumerate(tokens):
        elided = ELISION.match(reading.raw[first:stop])
        start = first + (elided.end() if elided else 0)
        bucket = known.get(reading.folded[start : start + 2])
        small = reading.raw[start : start + 1].islower() and reading.folded[start:stop] not in words.institutions
        if bucket is None or small:
            continue
        for _, end in reversed(tokens[i : i + _MAX_GRAM]):
            key = reading.folded[start:end]
            if key in bucket:
                yield Mention(reading.raw[start:end], key, start, end, known=True)
                break


def _substrings(reading: Reading, known: dict[str, dict[str, str]]) -> Iterator[Mention]:
    lengths = {head: sorted({len(k) for k in bucket}, reverse=True)[:16] for head, bucket in known.items()}
    position, folded = 0, reading.folded
    while known and position < len(folded) - 1:
        head = folded[position : position + 2]
        for length in lengths.get(head, ()):
            key = folded[position : position + length]
            if key in known[head] and not _inside_word(folded, position, position + length):
                yield Mention(reading.raw[position : position + length], key, position, position + length, known=True)
                position += length - 1
                break
        position += 1


def _inside_word(folded: str, start: int, end: int) -> bool:
    """A name in Latin letters must not be part of a longer word in Latin letters."""
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    left = before.isascii() and before.isalnum() and folded[start].isascii()
    return left or (after.isascii() and after.isalnum() and folded[end - 1].isascii())
