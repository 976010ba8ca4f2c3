"""What a sentence says of some data by what it says of others: "not names but numbers were copied", "cards safe"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.text.patterns import late

Span = tuple[int, int]

_TAKEN = (
    r"(?:accessed|acquired|affected|compromised|copied|downloaded|exfiltrated|exposed|involved|leaked|lost|obtained"
    r"|published|seen|stolen|taken|viewed)"
)
_WORD = (  # of data that are named, and of no clause
    r"(?:(?!(?:as|it|they|we|which|that|so|nor|neither|only|just|no|not|what|who|this|these|is|are|was|were|been|has"
    r"|have|had|keep|kept|make|hold|stay|remain"
    r"|would|could|can|may|might|will|should|did|do|does|said|says?|whether|if)\b)[\w'-]+)"
)
_NO_DATA = r"(?!(?:all|any|because|by|confined|every|for|from|in|limited|necessarily|restricted|through|via|with)\b)"
_DATA = rf"(?:{_WORD}(?:,? |(?=,)))"
_WERE = r"(?:was|were|has been|have been|had been)"
_NOTHING = (
    r"(?:nothing|none|no (?:(?:other|further|more) )?(?:[\w-]+ ){0,2}?(?:data|details|files|information|records))"
)
_BESIDES = r"(?:apart from|aside from|besides|beyond|except(?: for)?|other than|with the exception of)"
_CONTRAST = late(
    # "card numbers were not taken; names were"
    rf"\b(?:not|never|none|neither)\b[^.;]{{0,200}}(?:;|,|\s[\u2014-]|\b(?:but|while|whereas))\s"
    rf"(?:(?:but|while|whereas) )?(?P<echo>{_DATA}{{1,7}}?)(?:was|were|did)"
    r"(?=\s*(?:[.;!]|$)|,? and so (?:was|were|did)\b)"
    # "not names but customer numbers were copied"
    rf"|\bnot {_NO_DATA}(?P<denied>{_DATA}{{1,7}}?)but (?!also)(?P<told>{_DATA}{{1,7}}?)(?:that )?{_WERE} {_TAKEN}\b"
    # "names, not passwords, were copied"; "names, not only passwords, were copied"
    rf"|(?:^|[.;:] )(?P<told2>{_DATA}{{1,7}}?),? ?(?:(?:but |and )(?:not|no) |(?<=, )not |rather than |instead of )"
    rf"(?:{_NO_DATA}(?P<denied2>{_DATA}{{1,7}}?)|(?:only|just|merely) (?P<told3>{_DATA}{{1,7}}?)),? ?{_WERE} {_TAKEN}\b"
    # "apart from names, nothing was copied"; "nothing was copied apart from names"
    rf"|\b{_BESIDES} (?P<besides>{_DATA}{{1,7}}?),? ?(?:which [^.;,]{{3,60}}, )?{_NOTHING} {_WERE} (?:\w+ly )?"
    rf"{_TAKEN}\b|\b{_NOTHING} {_WERE} (?:\w+ly )?{_TAKEN} (?:{_BESIDES}|but) (?P<besides2>[\w', -]{{3,80}}?)"
    r"(?=\s*(?:[.;!]|$))",
    re.IGNORECASE,
)
_HEADLINE = late(  # its parts have no verb
    r"(?:^|[:;,] |\b(?:hacked|breached),? (?:and|as|with) |\bbut )(?P<data>(?!(?:your|our|the|all)\b)"
    rf"(?:{_WORD} ){{1,3}}?)(?:(?P<gone>copied|gone|leaked|stolen|taken)|safe|spared|un(?:affected|harmed|touched)"
    r"|not (?:copied|leaked|stolen|taken))(?=\s*(?:[.;,:!]|$))",
    re.IGNORECASE,
)


_ENCRYPTED = (
    r"(?:blacked out|encrypted|hashed|hidden|masked|obscured|protected|pseudonymi[sz]ed|redacted|scrambled|tokeni[sz]ed"
    r"|unreadable)"
)
_IS = r"(?:is|are|was|were|had been|has been|have been)"
_ALL = r"(?:all|every|everything|the (?:other|remaining|rest))\b"
_READABLE = late(  # what could be read, unlike the rest
    # "names were encrypted; e-mail addresses were not"
    rf"\b{_IS} (?:\w+ )?{_ENCRYPTED}\b[^.;]{{0,60}}?(?:;|,|\s[\u2014-]|\b(?:but|while|whereas))\s"
    rf"(?:(?:but|while|whereas) )?(?P<echo>{_DATA}{{1,7}}?){_IS}(?: not|n't)(?=\s*(?:[.;!]|$))"
    # "except for e-mail addresses, everything was encrypted", "all fields but the e-mail address were encrypted"
    rf"|(?:^|[,;:] ){_BESIDES} (?P<besides>{_DATA}{{1,7}}?),? ?{_ALL}[^.;]{{0,60}}? {_IS} {_ENCRYPTED}\b"
    rf"|\b{_ALL}(?: [\w'-]+){{0,5}}?,? (?:{_BESIDES}|but) (?P<besides2>{_DATA}{{1,7}}?){_IS} {_ENCRYPTED}\b"
    rf"|\b{_ALL}[^.;]{{0,60}}? {_IS} {_ENCRYPTED},? (?:{_BESIDES}|but) (?P<besides3>[\w', -]{{3,60}}?)"
    r"(?=\s*(?:[.;!]|$))"
    # "Social Security numbers were masked except for the last four digits"
    rf"|(?:^|[.;:,] )(?P<part>(?:{_DATA}){{1,7}}?{_IS} {_ENCRYPTED},? (?:{_BESIDES}|save for|but for)"
    r"(?: the)? (?:first|last) (?:\w+ )?(?:characters?|digits?|letters?))\b"
    # "neither names nor addresses were masked"
    rf"|\b(?:neither (?P<plain>{_WORD}(?: {_WORD}){{0,3}} nor(?: {_WORD}){{1,4}}?)"
    rf"|no (?P<plain2>{_WORD}(?: {_WORD}){{0,2}}?)) {_IS} {_ENCRYPTED}\b",
    re.IGNORECASE,
)


_LOST = late(
    r"\b(?:breach|copied|gone|hack|leak|stolen|taken)", re.IGNORECASE
)  # not "keep your device, passwords safe"


def contrasted_spans(text: str) -> tuple[list[Span], list[Span]]:
    """Where in a sentence data are named of which nothing but the contrast says that they were taken, or were not."""
    found = list(_spans(text))
    return [span for span, taken in found if taken], [span for span, taken in found if not taken]


def _spans(text: str) -> Iterator[tuple[Span, bool]]:
    for match in (*_CONTRAST.finditer(text), *_READABLE.finditer(text)):
        for name, words in match.groupdict().items():
            if words:
                yield match.span(name), not name.startswith("denied")
    for match in _HEADLINE.finditer(text):
        if match["gone"] or _LOST.search(text, 0, match.start()):
            yield match.span("data"), bool(match["gone"])
