"""What is said of a whole clause that tells of data: that it is false, ruled out, no longer believed, not known.

Such a clause reads as if the data were taken ("claims that passwords were stolen are false"), and so the tagger takes
it for what happened: only the grammar around it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.text.patterns import late
from nlp.text.wording import DENIES

Span = tuple[int, int]

_BE = r"(?:(?:is|are|was|were|has been|have been|had been)(?: not|n't)?|remain(?:s|ed)?)"
_TAKEN = (
    r"(?:accessed|acquired|affected|among (?:it|them|the \w+)|breached|compromised|copied|downloaded|exfiltrated"
    r"|exposed|included|involved|leaked|lost|obtained|published|read|stolen|taken|viewed|safe|secure|spared|untouched|unaffected)"
)
_WHO = (
    r"(?:it|they|he|she|(?:the |its |these |those )?(?:attackers?|crew|gang|group|hackers?|intruders?|thie(?:f|ves)))"
)
_TOOK = (
    r"(?:accessed|copied|downloaded|exfiltrated|got|holds?|leaked|lost|obtained|possess(?:es)?|stole|stolen|taken|took)"
)
# Clauses on what was taken; `_OTHERWISE` finds in them what else may be false: how many, when, by whom, in which form.
_WERE_TAKEN = (
    rf"[\w', /-]{{3,100}}?\s(?:{_BE} (?:(?:also|even|ever|all) )?{_TAKEN}|(?:(?:had|has|have) )?leaked)\b"
    r"[\w' -]{0,40}?"
)
_THEY_TOOK = rf"{_WHO} (?:(?:also|had|has|have) )*{_TOOK} [\w', /-]{{3,80}}?"
_BUT = r"(?:but|while|whereas|although|though|however)"


def _clause(name: str) -> str:
    """A clause behind what is said of it, to its end."""
    return (
        rf"(?:that )?(?P<{name}>{_WERE_TAKEN}(?=\s*(?:[.;:!?,)]|$)|\s(?:and|{_BUT}|in|during|from|as|on|at)\b)"
        rf"|{_THEY_TOOK}(?=\s*(?:[.;:!?)]|$)|,? (?:{_BUT}|and (?:that|it|they|said))\b))"
    )


_OTHERWISE = late(
    r"\d|\b(?:all|every|most|many|millions?|thousands?|hundreds?|only|just|merely|solely|more than|fewer|less than"
    r"|at most|whose|who|which|why|how|when|after|before|until|since|because|if"
    r"|by (?!the (?:hack|attack|intrud|thie|gang))"
    r"|slow|late|fail\w*|delay\w*|hid|conceal\w*|knew|known|sold|paid|plain|clear ?text|(?:un)?encrypted|hashed"
    r"|(?:its|their|our) own|last|this|yesterday|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_FROM_SO_MANY = late(r"\s(?:for|from|of) (?:[\w-]+ ){0,2}?(?:\d|\w*illions?\b|thousands|hundreds)", re.IGNORECASE)
_SAID = (
    r"(?:accusations?|allegations?|assertions?|claims?|concerns?|fears?|reports?|rumou?rs?|statements?|suggestions?"
    r"|suspicions?)"
)
_FALSE = (
    r"(?:false|untrue|wrong|incorrect|inaccurate|baseless|groundless|unfounded|mistaken|fabricated|invented|nonsense"
    r"|not (?:true|correct|accurate|right)|without (?:any )?(?:merit|basis|foundation|substance))"
)
_PROVED = (
    r"(?:(?:is|are|was|were|(?:has |have )?proved|turned out)(?: to be)?(?: (?:simply|completely|entirely|also))?"
    rf" {_FALSE}|(?:has|have) not been borne out)"
)
_STORY = r"(?:article|item|page|piece|post|report|story)"
_NOT_BEFORE = r"(?<!not )(?<!n't )(?<!longer )(?<!never )(?<!to )(?<!cannot )(?<!be )"
_REFUTED = late(
    rf"\b{_NOT_BEFORE}rul(?:e[sd]?|ing) out {_clause('ruled')}"
    rf"|\bno longer (?:assum|believ|expect|suspect|think)(?:e?s)? {_clause('believed')}"
    rf"|\b{_NOT_BEFORE}(?:reject|dismiss|refut|disput|contest|den)(?:s|es|ed|ing|y|ies|ied|ying)?"
    rf" (?:[\w'-]+ ){{0,4}}?{_SAID} {_clause('rejected')}"
    rf"|\b{_SAID} (?:by (?:[\w'-]+ ){{1,4}}?)?(?:that )?(?P<said>{_WERE_TAKEN}|{_THEY_TOOK}) {_PROVED}\b"
    rf"|\b(?:call|label|brand|describ)(?:s|es|ed|ing)? (?:[\w'-]+ ){{0,3}}?{_SAID}"
    rf" (?:that )?(?P<called>{_WERE_TAKEN}|{_THEY_TOOK}) (?:as )?(?:(?:simply|completely|entirely) )?{_FALSE}\b"
    rf"|\b(?:(?:not|n't) (?:true|correct|the case)|false|untrue|incorrect) (?=that ){_clause('stated')}"
    # "an earlier version of this article said that passwords were stolen"
    rf"|\b(?:(?:earlier|first|original|previous|prior) version of (?:this|the|our) {_STORY}"
    rf"|(?:this|our) {_STORY} (?:earlier|first|initially|originally|previously)) (?:\w+ly )?"
    r"(?:said|stated|reported|wrote)"
    rf" (?P<version>[^.;:!?]{{3,90}}?\b(?:{_BE} {_TAKEN}|leaked|{_TOOK})\b[^.;:!?]{{0,80}})"
    rf"|\b(?P<theft>(?:access to|copying|disclosure|exfiltration|exposure|leak|loss|theft) (?:of )?[\w', /-]{{3,80}}?)"
    r" (?:is|are|was|were|has been|have been|had been) (?:\w+ly )?ruled out\b",
    re.IGNORECASE,
)


def refuted_spans(text: str) -> list[Span]:
    """Where in a sentence data are said to have been taken, of which it says that they were not."""
    return [span for span in _refuted(text) if not DENIES.search(text, *span)]


def restored_spans(text: str) -> list[Span]:
    """Where in a sentence a denial stands of which it says that it is false ("that no names leaked is untrue")."""
    return [span for span in _refuted(text) if DENIES.search(text, *span)]


def _refuted(text: str) -> Iterator[Span]:
    for found in _REFUTED.finditer(text):
        span = found.span(found.lastgroup or 0)
        if not (_OTHERWISE.search(text, *span) or _FROM_SO_MANY.match(text, span[1])):
            yield span


_OPEN = late(
    r"\b(?:(?:not|n't|never) (?:yet |been )?(?:clear|certain|confirm\w*|determin\w+|establish\w+|known?|sure|said|say)"
    r"|un(?:clear|known|certain|sure)|(?:has|have|had) yet to \w+|too early to (?:say|tell)"
    r"|(?:declin\w+|refus\w+) to say|(?:checking|examining|investigating|looking into)"
    rf"|trying to (?:\w+ )?\w+) (?:if|whether) {_clause('open')}",
    re.IGNORECASE,
)
_HAD_IT = late(  # "Had the backup been there, tax records would have been stolen too"
    r"\b(?:had (?:the|it|they|we|he|she|this|that|those|an?)|if (?:[\w'-]+ ){1,6}?had) [^.;,]{2,60}, "
    r"(?P<open>[^.;]{2,80}? (?:could|would|might) (?:also |not |never )?have\b[^.;]*)",
    re.IGNORECASE,
)


def open_spans(text: str) -> list[Span]:
    """Where in a sentence data are named of which it says no more than that nobody knows whether they were taken.

    Nor does it say anything of passwords that no longer matter, or of what would have been taken otherwise.
    """
    found = (match for match in _OPEN.finditer(text) if not _STOLEN_BEFORE.search(text, match.start("open")))
    useless = _OF_NO_USE.finditer(text) if "no longer" in text else ()
    return [match.span("open") for match in (*found, *useless, *_HAD_IT.finditer(text))]


_OF_NO_USE = late(
    r"(?P<open>[^.;:,]{2,60}?) (?:(?:is|are|was|were|do|does|will) )?no longer (?:be )?(?:matters?|works?|helps?"
    r"|protects?|counts?|suffic\w+|needed|required|valid|used|accepted|enough)\b",
    re.IGNORECASE,
)


_STOLEN_BEFORE = late(
    r"\b(?:they|it|he|she|who|which|that) (?:had )?(?:stole|took|copied)\b|\bstolen (?!data\b)\w", re.IGNORECASE
)
