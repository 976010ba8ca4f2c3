"""Suppliers without a name that were hit: "through an outside vendor", "a contractor of ours was attacked"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.parties.candidates import Candidate
from nlp.parties.kinds import OWNER
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_RUNS = r"(?!(?:says|has|is|was|insists|believes|denies|confirms|admits|owns)\b)[a-z]+s"  # "prints", "looks after"
_UNNAMED = re.compile(
    rf"(?:\b(?:an?|one of (?:its|our|their)|its|our|their|the|this|another)|{OWNER})\s+(?:(?!(?:unauthori[sz]ed"
    r"|malicious|and|or|by)\b)[\w-]+\s+){0,4}?"
    r"(?:(?:third[- ]party|outside|external|outsourced|unnamed|contracted|technology|software|service|it"
    r"|cloud|customer[- ]service|support|payment|marketing|email|mailing|hosting|analytics|payroll|billing"
    r"|print\w*|logistics|shipping)\s+(?:[\w-]+\s+){0,3}?)?"
    r"(?:vendors?|suppliers?|contractors?|subcontractors?|processors?|service providers?|business associates?"
    r"|providers?|(?<=outside )(?:company|firm|agency)|(?<=external )(?:company|firm|agency)|partner(?= (?:that|which"
    r"|who)\b)|third[- ]party platform|(?<=outside )[\w-]+ platform|customer-service platform"
    r"|third[- ]party (?:[\w-]+ )?(?:system|tool|software|application|service|company|firm|administrator)"
    rf"|(?:company|firm|agency|bureau)(?= (?:that|which|who) {_RUNS} (?:[a-z]+ ){{0,3}}?(?:our|its|their|your)\b))\b",
    re.IGNORECASE,
)
_UNNAMED_HIT_AFTER = late(
    r"^(?:'s)?(?: (?:that|which|who) [^.;,]{0,60}?)?"
    r"[^.;,]{0,50}?\b(?:was|were|had been|has been|have been|got|being|suffered|experienced"
    r"|notified|informed|disclosed|reported|that suffered|detected)\b[^.;]{0,40}?\b(?:compromised|hacked"
    r"|breached|attack\w*|hit|accessed|breach|incident|intru\w+|infected|targeted|ransomware"
    r"|unauthori[sz]ed|encrypted|misused|taken over|broken into|phished)"
    r"|^(?: (?:that|which|who) [^.;,]{0,60}?)? (?:was|were|had been|has been) entered\b"
    r"|^ (?:is|are) investigating an? (?:[\w-]+ ){0,3}?(?:breach|incident|attack|hack|intrusion)\b"
    r"|^'s\s+(?:[\w-]+\s+){0,2}(?:systems?|networks?|servers?|environment|platform"
    r"|database)",
    re.IGNORECASE,
)
_UNNAMED_HIT_BEFORE = late(
    r"\b(?:breach|attack|hack|incident|compromise|intrusion|access|cyberattack|ransomware attack"
    r"|leak)\s+(?:at|of|on|against|involving|affecting|to|targeting|through|via|suffered by|experienced by"
    r"|impacting)\s+$|\b(?:compromis\w+|hacked|breached|attacked|targeted|infiltrated|hit|through|via"
    r"|originated (?:at|from|with)|came (?:through|from|via)"
    r"|(?:stolen|taken|leaked|copied|obtained|exfiltrated) from)\s+$",
    re.IGNORECASE,
)
_RELIED_ON = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|rel(?:y|ies|ied) on|employ\w*|work\w* with|handled by|run by|sent by|outsourc\w+)\b",
    re.IGNORECASE,
)
_THAT_SUPPLIER = late(
    r"\b(?:that|the|this) (?:company|firm|agency|vendor|supplier|provider|contractor|processor|partner)\b(?!'s)"
    r"[^.;]{0,70}?\b(?:(?:was|were|had been|has been|been|got)"
    r" (?:hacked|breached|compromised|attacked|entered|hit|infected)|suffered|had (?:a|an) (?:breach|incident|attack))",
    re.IGNORECASE,
)
_PHYSICAL = re.compile(
    r"\b(?:laptop|burglar\w*|stolen from|home|car|vehicle|usb|paper|mail(?:ed|ing)|envelope)\b", re.IGNORECASE
)
_READ = 400  # sentences
_TOUCHES = 4  # code points between the words for a supplier and a name that is its own


def unnamed(sentences: list[Sentence], candidates: list[Candidate]) -> Iterator[tuple[int, str | None, str]]:
    """Each with the index of its sentence, the key of who used it (None: the speaker), and the words for it."""
    starts = {m.start for c in candidates for m in c.mentions}
    ends = {m.end for c in candidates for m in c.mentions}
    for index, sentence in enumerate(sentences[:_READ]):
        if _PHYSICAL.search(sentence.text):
            continue
        for match in _UNNAMED.finditer(sentence.text):
            at, after = sentence.start + match.start(), sentence.start + match.end()
            named = any(0 <= start - after < _TOUCHES for start in starts)
            named = named or (
                sentence.text.endswith("(", 0, match.start()) and any(0 < at - end <= _TOUCHES for end in ends)
            )
            if not named and _was_hit(match, index, sentences):
                yield index, _whose(match.group(), at, index, candidates), match.group()


def _was_hit(supplier: re.Match[str], index: int, sentences: list[Sentence]) -> bool:
    text = sentences[index].text
    left = text[: supplier.start()][-_BESIDE:]
    if _UNNAMED_HIT_AFTER.match(text[supplier.end() :][:_BEHIND]) or _UNNAMED_HIT_BEFORE.search(left):
        return True
    return bool(_RELIED_ON.search(left)) and any(
        _THAT_SUPPLIER.search(s.text) for s in sentences[index + 1 : index + 2]
    )


_BESIDE, _BEHIND = 60, 110  # code points before the words for a supplier and behind them


def _whose(supplier: str, at: int, index: int, candidates: list[Candidate]) -> str | None:
    """Of "its contractor" the first name of the sentence before it, of "Oakfeld's contractor" that one."""
    owned = _BY_NAME.match(supplier)
    if not owned and not _ITS.match(supplier):
        return None
    inside = ((m, c.key) for c in candidates for m in c.mentions if m.sentence == index)
    if owned:
        return next((key for m, key in inside if m.start <= at < m.end or m.end == at + owned.end()), None)
    return min(((m.start, key) for m, key in inside if m.end < at), default=(0, None))[1]


_ITS = re.compile(r"(?:one of )?(?:its|their)\b", re.IGNORECASE)
_BY_NAME = re.compile(r"[A-Z][\w.&-]*(?='s?\b|'\s)")
