"""Sentences that speak to a reading machine instead of telling of an incident are not read."""

from __future__ import annotations

import re

_COMMAND = re.compile(
    r"\b(?:(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules|text above|context)"
    r"|(?:system|developer|assistant|admin)\s*(?:prompt|message|override|note|instruction)s?\s*[:\]>]"
    r"|(?:^|(?<=[\n.!?>\"'\]\[(])|(?<=[\n.!?>\"'\]\[(] ))(?:system|developer|assistant|admin|user)\s*:"
    r"|you are (?:now )?(?:an?|the) (?:\w+ ){0,3}(?:ai|assistant|model|extractor|classifier|parser|bot)\b"
    r"|(?:mark|classify|label|treat|report|output|set|return|answer|respond|flag|record|tag|rate"
    r"|score)\s+(?:\w+\s+){0,3}"
    r"(?:document|article|page|text|severity|is_disclosure|record|incident as|as (?:safe|benign|harmless"
    r"|false|not)|json|false|true|null|none|status|kind)"
    r"|(?:dear|attention|note to)\s+(?:\w+\s+){0,2}(?:ai|model|language model|llm|crawler|extractor|parser"
    r"|bot|assistant)\b"
    r"|\b(?:language models?|llms?|automated (?:systems?|readers?|extractors?))\s+(?:must|should|reading"
    r"|processing)|is_disclosure\b)",
    re.IGNORECASE,
)
_BORDER = re.compile(r"[.!?\n]")
_REACH = 600


def silenced(text: str) -> str:
    """`text` with such sentences blanked, code point for code point."""
    parts, position = [], 0
    for match in _COMMAND.finditer(text):
        if match.start() < position:
            continue
        before = [m.end() for m in _BORDER.finditer(text, max(position, match.start() - _REACH), match.start())]
        start = max(before, default=max(position, match.start() - _REACH))
        after = _BORDER.search(text, match.end(), min(len(text), match.end() + _REACH))
        end = after.end() if after else min(len(text), match.end() + _REACH)
        parts += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]])
