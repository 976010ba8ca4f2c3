"""What was said before and holds no more: a denial that was taken back, data that were wrongly said to be taken."""

from __future__ import annotations

import re

from nlp.text.patterns import late
from nlp.text.wording import DENIES

Span = tuple[int, int]


def is_overruled(following: str) -> bool:
    """Whether the next sentence takes back the one before it ("That was wrong.", "They were, it now says.")."""
    return bool(_OVERRULED.match(following))


_WHO = r"(?:we|it|they|he|she|(?:the|its|their|our|his|her) \w+)"
_ADMITS = (
    r"(?:(?:has|have|had|since|now|later|then|to) ){0,3}(?:acknowledg\w*|admit\w*|conced\w*|confirm\w*|determined"
    r"|disclosed|discovered|established|finds?|found|knows?|learn\w*|said|says?)(?: now)?(?: that)?"
)
_WHEN = (
    r"(?:(?:but|and|then|later|now|afterwards|since|today|yesterday|however|in fact|(?:on|in|by|last|this) \w+"
    r"|(?:an?|\w+) (?:days?|weeks?|months?|years?) later),? ){0,3}"
)
_THEY_WERE = r"(?:they|it|these|those|some)(?: all| both)? (?:was|were|had been|have been|had|did)"
_AFTER_ALL = (
    r"(?: (?:indeed|in fact|also))?(?: (?:affected|involved|exposed|taken|accessed|included|copied|stolen|leaked"
    r"|compromised|downloaded|lost))?(?: after all| too| as well)?(?=\s*(?:[.,;]|$))"
)
_OVERRULED = re.compile(
    rf"^\W*(?:{_WHO} (?:(?:has|have|had|now|since|later|then) ){{0,2}}(?:learned|learnt|found|know"
    r"|established|determined|discovered) (?:now )?that )?(?:that|this|it|the statement|our statement|we)(?: statement"
    r"| assurance| information)? (?:was|is|were|has proved|proved|turned out to be|has turned out to be) (?:wrong"
    r"|incorrect|not (?:correct|true|right|accurate)|mistaken|inaccurate|untrue|false|premature|no longer true)\b"
    rf"|^\W*{_WHEN}{_WHO} {_ADMITS} {_THEY_WERE}{_AFTER_ALL}"
    rf"|^\W*{_WHEN}{_THEY_WERE},? {_WHO} (?:(?:has|since|now|later) )*"
    r"(?:admit\w*|conced\w*|acknowledg\w*|(?<=now |nce |ter )sa(?:ys?|id)|says? now)\b",
    re.IGNORECASE,
)


def proves_wrong(text: str, following: str) -> bool:
    """Whether the next sentence says that what one said, or feared, is not so, and not only how many, or by whom."""
    said = _SUPPOSED.match(text)
    if said is None or DENIES.search(text) or _DETAIL.search(text) or any(map(str.isdigit, following)):
        return False
    return bool(_NOT_SO.match(following))


_SUPPOSED = late(  # "It was feared that passports had been copied."
    r"\W*(?:(?:on|last|in|at) [\w ]{2,20}?,? |(?:earlier|first|initially|originally|previously),? )?"
    r"(?:it (?:was|had been|has been)|we|it|they|(?:the |some |several |many )?(?-i:[\w.&']+)(?: \w+)?)"
    r" (?:(?:had|have|has|first|initially|originally|earlier|previously|wrongly) )*(?:announced|assumed|believed|feared"
    r"|reported|said|stated|suspected|thought|told(?: \w+)?|wrote|written) (?:that )?"
    r"(?=[^.;:]{3,100}\b(?:accessed|copied|exposed|leaked|lost|obtained|published|stolen|taken)\b)",
    re.IGNORECASE,
)
_DETAIL = late(
    r"\d|\b(?:all|every|most|many|millions?|thousands?|hundreds?|only|just|by|from|after|because|when|who|whose|plain|unencrypted)\b",
    re.IGNORECASE,
)
_NOT_SO = late(
    r"\W*(?:(?:but|however|in fact),? )?(?:(?:that|this|it|the (?:report|statement)s?)"
    r" (?:was|is|has (?:since )?proved|proved|has (?:since )?turned out|turned out)(?: to be)?"
    r" (?:wrong|incorrect|not (?:correct|right|so|the case|true)|mistaken|untrue|false|unfounded)"
    r"|(?:we|it|they) (?:was|were) (?:wrong|mistaken))\b(?! about| for| of| on| to)",
    re.IGNORECASE,
)


def taken_back_spans(text: str) -> list[Span]:
    """Where in a sentence a denial stands that the rest of it takes back."""
    said = [m for m in _TAKEN_BACK.finditer(text) if m["denied"] or DENIES.search(text, *m.span())]
    return [m.span() for m in (*said, *_NOT_SAFE.finditer(text))]


_SAID = (
    r"\b(?:said|says|stated|told|insisted|maintained|claimed|believed|thought|assured|(?P<denied>denied|ruled out))\b"
)
_LATER = rf"(?:[;,:.]|\s[\u2014-])\s{_WHEN}(?:{_WHO} )?{_ADMITS} "
_TAKEN_BACK = late(  # "said that no passports were copied; on Friday it admitted that they were"
    rf"{_SAID}[^;.:]*?(?={_LATER}{_THEY_WERE}{_AFTER_ALL})", re.IGNORECASE
)
_NOT_SAFE = late(  # "said that passports were safe; they were not"
    rf"{_SAID}[^;.:]*?\b(?:safe|secure|spared|un(?:affected|touched|harmed))\b[^;.:]*?(?=(?:[;,]|\s[\u2014-])\s"
    r"(?:but )?(?:in fact,? )?(?:they|it|these|those) (?:is|are|was|were)(?: not|n't)\s*(?:[.;]|$))",
    re.IGNORECASE,
)


def untrue_spans(text: str) -> list[Span]:
    """Where in a sentence data are named of which it says that they were wrongly said to be taken."""
    found = [m.span() for m in _WRONGLY.finditer(text)] + [m.span() for m in _PROVED_WRONG.finditer(text)]
    return [(start, end) for start, end in found if not DENIES.search(text, start, end)]


_WRONG = (
    r"(?:wrong|incorrect|not (?:correct|true|right|so|the case)|mistaken|inaccurate|untrue|false|a mistake|an error)"
)
_WRONGLY = late(  # "the article wrongly said that card numbers were among them"
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously|falsely) (?:said|says|stated|states|reported|wrote|listed|told"
    r"|suggested|implied|believed|thought|gave|included|named|mentioned)\b[^.;:]*?(?=[.;:]|,? (?:but|while|whereas"
    r"|although|though)\b|$)",
    re.IGNORECASE,
)
_PROVED_WRONG = late(  # "It was thought at first that card numbers were taken; this has proved wrong"
    r"^[^;:]*\b(?:said|told|wrote|stated|thought|believed|feared|assumed|reported|suspected|announced)\b[^;:.]*"
    r"(?=(?:[;,]|\s[\u2014-])\s(?:but )?(?:this|that|which) (?:was|is|has (?:since )?proved|proved"
    r"|turned out|has turned out"
    rf"|has since turned out)(?: to be)? {_WRONG}\b|{_LATER}{_THEY_WERE}(?: not|n't| never)\b)",
    re.IGNORECASE,
)


def doubted_spans(text: str) -> list[tuple[int, int]]:
    """Where in a sentence a denial stands that nobody can give or that is false ("cannot say that it was not read")."""
    return [found.span() for found in _DOUBTED.finditer(text) if DENIES.search(text, found.end("lead"), found.end())]


_DOUBTED = late(
    r"\b(?P<lead>(?:cannot|can't|can (?:not|no longer)|could (?:not|no longer)|couldn't|unable to|not able to"
    r"|impossible to) (?:\w+ly )?(?:say"
    r"|confirm|guarantee|promise|be (?:sure|certain)|state|assure|tell|prove"
    r"|determine)(?: you)?(?: with (?:\w+ )?(?:certainty|confidence))?"
    r"(?: for (?:sure|certain))? that|(?:not|n't|no longer) (?:true|correct|right|the case) that"
    r"|(?:false|wrong|untrue|incorrect) that)\b[^.;:]*?(?=[.;:]|,? (?:but|while|whereas|although|though|however)\b|$)",
    re.IGNORECASE,
)
