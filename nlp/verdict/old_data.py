"""Data that are no news: taken in a breach that is known, or from elsewhere than those whose they seem to be."""

from __future__ import annotations

import re

from nlp.exposure.terms import terms_in
from nlp.text.patterns import late, words

_DATA = (
    r"(?:accounts|collections?|data|databases?|data ?sets?|documents|dumps?|entries|files|information|leak(?:ed)?|lines"
    r"|lists?|material|records|rows|samples?|they|it|this|these|those|which)"
)
_EVENT = r"(?:attack|break-in|breach|compromise|hack|incident|intrusion|leak|scrape|scraping|theft)(?:e?s)?"
_YEAR = r"(?:19|20)\d\d"
_SYSTEMS = r"(?:computers|databases?|environment|infrastructure|networks?|platforms?|servers?|site|systems?|website)"
_OWNER = r"(?:its|their|our|the (?:company|firm|bank|airline|university|city|hospital|retailer)'s|(?-i:[A-Z])[\w.-]*(?:'s?)?)"

_NOT_FROM = words(  # "the data did not come from its systems"
    rf"(?P<what>(?:\b(?:the|this|that|these|those|all|any|no|leaked|posted|published|offered)\b (?:[\w'-]+ ){{0,4}}?)?\b{_DATA})"
    r" (?:[\w'-]+ ){0,6}?(?:(?:did|do|does)(?: not|n't) (?:come|derive|originate|stem)"
    r"|(?:has|have|had|was|were|is|are)(?: not|n't) (?:been )?(?:copied|obtained|stolen|taken))"
    rf" (?:directly )?(?:from|in|out of) (?:any of )?{_OWNER} (?:own )?(?:[\w-]+ ){{0,2}}?{_SYSTEMS}\b"
    r"|\bleaked data not from (?:its|their|our) (?:own )?systems\b"
)
_INSTEAD = re.compile(  # "but from its supplier", not "but were put together from older leaks"
    r"\W*(?:but|rather|instead)\b"
    r"(?!(?: \w+){0,3}? (?:an? mix|collected|compiled|old(?:er)?|other|previous|public(?:ly)?|put together|recycled|scraped)\b)",
    re.IGNORECASE,
)
_ADMITS = late(
    r"\b(?:confirm|acknowledg|admit|suffer|hacked|breached)|\b(?:was|were) (?:\w+ly )?(?:stolen|taken|copied|accessed)\b"
    r"|\bransomware\b"
    r"|\b(?:after|during|following|in|of|since) (?:the|an?) (?:[\w-]+ )?(?:attack|breach|hack|intrusion|theft)\b"
    r"|\b(?:came|comes?|leaked|obtained|originate[sd]?|stem(?:s|med)?|stolen|taken) (?:at|by|from|in|with) (?-i:[A-Z])"
    r"|\b(?:contractor|partner|processor|provider|subsidiary|supplier|third[- ]party|vendor)s?\b",
    re.IGNORECASE,
)


def not_theirs(text: str) -> str:
    """The words by which data, all of them, are said not to come from whose they seem to be; "" without.

    Whoever names a supplier, or tells elsewhere that somebody was hacked, says how they were taken all the same.
    """
    for found in _NOT_FROM.finditer(text):
        if _INSTEAD.match(text, found.end()) or terms_in(found["what"] or ""):
            continue
        rest = _DENIED_TOO.sub("", text[: found.start()] + text[found.end() :])
        return "" if _ADMITS.search(rest) else found.group()
    return ""


_DENIED_TOO = late(  # and what is only claimed
    r"\b(?:no (?:evidence|sign|indication)|(?:was|were|is|has|have|had)(?: not|n't) (?:been )?(?:\w+ly )?"
    r"(?:hacked|breached|stolen|taken|accessed))\b[^.;:]*|\bden(?:y|ies|ied)\b[^.;:]*"
    r"|\b(?:alleg\w+|claim(?:s|ed)?|reports|rumou?rs?) (?:[\w'-]+ )?that\b[^.;:]*",
    re.IGNORECASE,
)
_KNOWN = (
    r"(?:already (?:disclosed|known|published|reported)|earlier|known|old(?:er)?|past|previous(?:ly (?:disclosed|known"
    r"|reported))?)"
)
_FROM_OLD = words(  # "they stem from the 2021 breach"
    rf"\b{_DATA} (?:[\w',-]+ ){{0,8}}?(?:stem(?:s|med)?|comes?|came|originate[sd]?|date[sd]?|derive[sd]?"
    r"|(?:is|are|was|were|had been|have been)(?: \w+ly| all| the same as)?(?: compiled| copied| obtained| stolen| taken)?)"
    rf" (?:from|in|to|back to) (?:(?:(?P<the>the|its|their|our)|an?|that) )?(?:[\w-]+ ){{0,2}}?(?:(?P<known>{_KNOWN})"
    rf" (?:[\w-]+ ){{0,2}}?{_EVENT}|(?P<year>{_YEAR}) (?:[\w-]+ ){{0,2}}?{_EVENT}"
    rf"|{_EVENT} (?:in|of|from) (?:(?-i:[A-Z])\w+ )?(?P<year2>{_YEAR}))\b"
)
_ONCE_MORE = (
    r"(?:re-?post(?:s|ed|ing)?|re-?surfac(?:es|ed|ing)|recycled|re-?circulat(?:es|ed|ing)"
    r"|(?:circulat\w+|leaked|listed|offered|on offer|posted|published|put up|shared|for sale)(?: online| for sale)?"
    r" (?:again|anew|once more)"
    r"|again (?:being )?(?:circulat\w+|for sale|leaked|listed|offered|on offer|posted|published|shared))\b"
)
_AGAIN = words(rf"\b{_ONCE_MORE}")
_TAKEN_THEN = words(  # "Data stolen from the shop in 2021 has been posted again"
    rf"\b(?:breach(?:ed)?|copied|hack(?:ed)?|leaked|obtained|scraped|stolen|taken)\b[^.;:]{{0,40}}\b(?P<year>{_YEAR})\b"
    rf"[^.;:]{{0,60}}\b{_ONCE_MORE}"
)
_NO_NEWS = words(
    rf"\bno new (?:[\w-]+ ){{0,2}}?{_EVENT}\b|\bnot (?:from |the result of )?an? (?:new|recent) (?:one|{_EVENT})\b"
    r"|\b(?:data|files|records) (?:is|are) old\b|\balready known\b"
    rf"|\b(?:disclosed|announced|reported|made public) (?:at the time|back then|that year|in {_YEAR})\b"
)
_NEWS = words(
    r"\bfor the first time\b|\b(?:had|has|have|was|were)?(?:n't| not| never) (?:been )?(?:previously |before )?(?:announced"
    r"|disclosed|known|made public|reported|told)\b"
    r"|\b(?:attacked|breached|broken into|hacked|hit) (?:again|anew|once more)\b"
    r"|\b(?:newly|again) (?:attacked|breached|hacked|hit|stolen)\b"
    rf"|\b(?:another|a new|a second|a fresh|a further) (?:[\w-]+ ){{0,2}}?{_EVENT}\b"
)
_NOTHING_NEW = words(
    rf"\b(?:no|not|denie[sd]|rules? out|ruled out)(?: [\w-]+){{0,6}}? (?:an?|any) (?:new|second|fresh) (?:[\w-]+ ){{0,2}}?{_EVENT}\b"
)


_INTRUDED = words(  # plainly, of somebody who was hit
    r"\b(?:attackers?|criminals?|gang|group|hackers?|intruders?|somebody|someone|thieves|they|who) (?:[\w-]+ )?(?:accessed|attacked"
    r"|breached|broke into|copied|encrypted|entered|hacked|infiltrated|stole|took)\b"
    r"|\b(?:has|have|had|was|were) (?:been )?(?:\w+ly )?(?:attacked|breached|broken into|encrypted|hacked|hit by|infiltrated)\b"
    r"|\b(?:fell victim|suffer(?:s|ed)|ransomware)\b"
)
_LONG_AGO = words(rf"\b(?:{_YEAR}|{_KNOWN} (?:[\w-]+ ){{0,2}}?{_EVENT})\b")
_NOTHING = words(r"\b(?:no|not|never|den(?:y|ies|ied))\b|n't\b")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def _tells_of_another(text: str) -> bool:
    """Whether a sentence that names no old breach tells of an intrusion."""
    told = (each for each in _SENTENCES.split(text) if _INTRUDED.search(each))
    return any(not (_LONG_AGO.search(each) or _NOTHING.search(each)) for each in told)


_SECRETS = words(r"\b(?:combinations|credentials|log-?ins?|passwords?)\b")  # with which somebody came in
_BEFORE = 160  # code points in which they are named


def offered_again(text: str, year: int | None) -> str:
    """The words by which what is told of was taken in a breach of a year before `year` that is known; "" without."""
    if _NEWS.search(_NOTHING_NEW.sub("", text)) or _tells_of_another(text):
        return ""
    known = _AGAIN.search(text) or _NO_NEWS.search(text)
    for found in (*_FROM_OLD.finditer(text), *_TAKEN_THEN.finditer(text)):
        if _SECRETS.search(text, max(0, found.start() - _BEFORE), found.end()):
            continue
        group = found.groupdict()
        told = group["year"] or group.get("year2")
        if told and (year is None or int(told) >= year):
            return ""
        if known or group.get("known") or group.get("the"):
            return found.group()
    return ""
