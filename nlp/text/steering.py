"""Sentences that speak to a reading machine instead of telling of an incident are not read."""

from __future__ import annotations

import re

from nlp.text.normalise import normalise
from nlp.text.patterns import late, words

_MACHINE = (
    r"(?:ai|a\.i\.|model|language model|llm|crawler|extractor|classifier|parser|bot|assistant|machine|automated reader"
    r"|automated system|scanner|agent)s?"
)
_BEGINS = r"(?:^|(?<=[\n.!?:;>\]\"'])|(?<=[\n.!?:;>\]\"'] )|(?<=please ))"
_SPEAKS = r"(?:^|(?<=[\n.!?>\"'\]\[(])|(?<=[\n.!?>\"'\]\[(] ))"
# Both read small letters: a pattern that need not mind the case takes a third of the time.
_COMMAND = (
    r"\b(?:(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules|text above|context"
    r"|classifier|everything|article)"
    r"|(?:system|developer|assistant|admin)\s*(?:prompt|message|override|note|instruction)s?\s*[:\]>]"
    rf"|{_SPEAKS}(?:system|developer|assistant|admin|user)\s*[:\]]"
    r"|system override|new instructions?|hidden prompt|your (?:hidden |system )?(?:instructions|prompt"
    r"|configuration|operator)"
    rf"|you are (?:now )?(?:an?|the) (?:[\w-]+ ){{0,3}}{_MACHINE}\b|as an? (?:ai|language model|llm)\b"
    rf"|from now on,? you\b"
    r"|(?:must|should|to|please|you|will|and|now|then)\s+(?:mark|classify|label|treat|report|output|set|return|answer"
    r"|respond|flag|tag|rate|score)\s+(?:\w+\s+){0,3}(?:document|article|page|text|severity|is_disclosure|incident as"
    r"|as (?:safe|benign|harmless|false|not)|json|false|true|null|none|kind)\b"
    rf"|(?:dear|attention|note to|to the|for the)\s+(?:\w+\s+){{0,2}}{_MACHINE}\s*[:,]"
    rf"|(?:{_MACHINE}|automated (?:systems?|readers?|extractors?))\s+(?:must|should|shall|reading|processing)\b"
    rf"|is_disclosure\b"
    r"|(?:severity|kind|claim|status)\s*=|end of (?:document|text|input|page)\s*[.:]"
    r"|(?:ignorier\w*|ignorez|ignora\w*|negeer|vergiss|oublie[zr]|olvid\w+|esque\w+|dimentica\w*)\s+(?:\w+\s+){0,4}"
    r"(?:anweisung|instruction|instruccion|istruzion|instru\u00e7|instructie|regel|aufforderung|prompt)\w*)"
    r"|\u6307\u793a[^\n]{0,8}\u7121\u8996|<\|[^>\n]{0,40}\|>|\[/?(?:system|inst)\]|\#{2,}\s*(?:instruction|system"
    r"|response)|\"(?:is_disclosure|parties|data_types)\"\s*:"
)
_IMPERATIVE = (
    rf"\b{_BEGINS}"
    r"(?:do not|don't|never|stop|skip|print|reveal|output|return|respond|reply|answer|translate|summari[sz]e|treat|mark"
    r"|label|tag|flag|score|rate|classify|set|replace|suppress|repeat|pretend)[:,]?\s+(?:[\w-]+\s+){0,5}?"
    r"(?:instructions?|prompt|configuration|document|pages?|articles?|text|json|parties|data types|severity"
    r"|as (?:benign|safe|denied|harmless|false)|alarm|alert anybody|anything from|reading|following company"
    r"|every organi[sz]ation|status of|this record|empty|zero|incident)\b"
)
_PATTERNS = (late(_COMMAND), late(_IMPERATIVE))


def _anywhere(pattern: str) -> str:
    """The pattern for RE2, which finds at least as much: wherever in a sentence, and between blanks of any kind."""
    for part, instead in ((_BEGINS, ""), (_SPEAKS, ""), (r"\s", r"[\s\pZ\x0b\x1c-\x1f\x85]")):
        pattern = pattern.replace(part, instead)
    return re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern)


# Most texts hold nothing of the kind, which RE2 sees thirty times as fast.
_PERHAPS = words(f"{_anywhere(_COMMAND)}|{_anywhere(_IMPERATIVE)}")
_BORDER = re.compile(r"[.!?\n]")
_REACH = 600


Span = tuple[int, int]


def silenced(text: str) -> str:
    """`text` with such sentences blanked, code point for code point."""
    parts, position = [], 0
    for start, end in orders(text):
        parts += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def without_orders(text: str) -> tuple[str, list[Span]]:
    """`text` without such sentences, as if they had never stood there, and the spans that were cut out of it."""
    parts, cuts, position = [], list[Span](), 0
    for begin, stop in orders(text):
        start, end = _whole_line(text, begin, stop)
        cuts.append((max(start, position), end))
        parts.append(text[position : cuts[-1][0]])
        position = end
    return "".join([*parts, text[position:]]), cuts


def orders(text: str) -> list[Span]:
    """Where sentences stand that give orders to a machine, in order and apart from one another."""
    plain, found = normalise(text).lower(), list[Span]()
    perhaps = _PERHAPS.search(plain)
    if perhaps is None:
        return found
    hits = sorted(m.span() for pattern in _PATTERNS for m in pattern.finditer(plain, perhaps.start()))
    for begin, stop in hits:
        last = found[-1][1] if found else 0
        if begin < last:
            continue
        floor = max(last, begin - _REACH)
        start = max((m.end() for m in _BORDER.finditer(plain, floor, begin)), default=floor)
        after = _BORDER.search(plain, stop, min(len(plain), stop + _REACH))
        found.append((start, after.end() if after else min(len(plain), stop + _REACH)))
    return found


def _whole_line(text: str, start: int, end: int) -> Span:
    """The span, with the line's end where it fills its line, so that no empty line is left."""
    opens = start == 0 or text[start - 1] == "\n"
    if opens and end < len(text) and text[end] == "\n":
        return start, end + 1
    if start > 0 and text[start - 1] == "\n" and end == len(text) and text[end - 1] != "\n":
        return start - 1, end
    return start, end
