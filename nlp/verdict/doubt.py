"""What a page that reports no incident says of one: that it is taken back, denied or only claimed.

Only such pages are asked: there a few words suffice, which the notice of a breach may have in passing.
"""

from __future__ import annotations

import re

from model.vocabulary import Claim
from nlp.text.patterns import words


def read_doubt(text: str, title_length: int = 0) -> tuple[Claim, str] | None:
    """The claim status of a page's normalised text (its first 6,000 code points), and the words that show it."""
    title, head = _MONEY_BACK.sub("", text[:title_length]), _MONEY_BACK.sub("", text[:6_000])
    accused = _ACCUSED.search(head) is not None
    for claim, in_title, in_text in _DOUBTS:
        found = in_title.search(title) or (in_text.search(head) if claim is not Claim.DENIED or accused else None)
        if found and not (claim is Claim.RETRACTED and _DETAIL.search(head)):
            return claim, found.group()
    return None


def _any(*forms: str) -> re.Pattern[str]:
    return words(rf"\b(?:{'|'.join(forms)})\b")


_MONEY_BACK = _any(  # what members of a class do: no attacker's claim
    r"(?:can|may|could|to|must) (?:still )?(?:file |submit |make )?(?:a |your |their )?claims? (?:of |for )?up to",
    r"(?:file|files|filing|submit|submitting|make|making) (?:an? |your |their )?(?:valid )?claims?",
    r"claims? (?:forms?|deadlines?|administrators?|process|periods?|up to|(?:are|is) due|must be)",
)
_EVENT = r"(?:breach|hack|leak|intrusion|attack|break-?in|compromise|(?:security |cyber )?incident|theft)"
_HIT = r"(?:hacked|breached|compromised|penetrated|entered|attacked|hit|broken into|intruded|stolen|taken|leaked)"
_DETAIL = _any(  # of an incident that stands something is corrected: "said that 4,000 were affected; it was 400"
    r"misspel\w+|misstat\w+|misidentif\w+|wrong (?:date|day|figure|name|number|title|year)s?",
    r"(?:it|the (?:correct |right )?(?:figure|number)) (?:was|is) (?:in fact |actually )?\d[\d,.]*",
    r"(?:no|none|not|safe|untouched)\b[^.!?]*[.!?:;] (?:we|i|it|they) (?:got it|was|were) wrong",  # a denial that was
)
_NOT = r"(?:(?:was|were|is|are|has|have|had)(?: not|n't| never)(?: been)?|never (?:been )?)"
_STORY = r"(?:article|item|entry|story|post|report)"
_WORD = r"(?:claims?|allegations?|accusations?|reports|rumou?rs?|boasts?|assertions?)"  # what is said of somebody
_UNTRUE = (
    r"(?:false|untrue|wrong|incorrect|inaccurate|baseless|groundless|unfounded|invented|made up"
    r"|an? (?:invention|fabrication|lie)"
    r"|fabricated|nonsense|not (?:true|correct|accurate)|without (?:any )?(?:merit|basis|foundation|substance))"
)
# Whether anybody says so at all: "there was no incident this year" denies nothing.
_ACCUSED = _any(
    r"claim\w*|alleg\w+|accus\w+|rumou?rs?|reports|you may have read|boast\w*|forums?|posts?|posted|poster|group"
    r"|gang|sellers?|attackers?|extort\w*|leaks?|media|news\w*|press|headlines?|offer\w*"
    r"|users?|files?|lines|dumps?|for sale|on sale|listing|lists?|shown|sample|hack\w*"
)
_DOUBTS: tuple[tuple[Claim, re.Pattern[str], re.Pattern[str]], ...] = (  # the claim, words of a title, of a text
    (
        Claim.RETRACTED,
        _any(
            r"^\W*(?:withdrawn|correction|removed|editor's note)|retract(?:s|ed|ion)|takes? it back|hoax",
            r"false (?:alarm|positive)|(?:we|i) (?:got it|were|was) wrong",
        ),
        _any(
            r"(?:we|i) (?:apologi[sz]e|withdraw|retract|got it wrong|were wrong|was wrong)",
            r"ask\w* (?:\w+ ){1,3}pardon",
            r"(?:sent|published|issued|filed|posted) (?:in error|by mistake)",
            r"should not have (?:been )?published",
            rf"{_STORY}(?:'s| has| was| is)(?: since)? (?:been )?(?:taken down|removed|withdrawn|deleted)",
            rf"(?:deleted|removed|withdrew|retracted|took down|pulled|unpublished) (?:the|our|this|its) {_STORY}",
            rf"{_STORY} has been corrected",
            r"there was no hack|nothing was ever taken|it was (?:all )?(?:a hoax|made up|invented)",
            r"never (?:happened|took place)|(?:resolved|closed)\W{1,3}false (?:positive|alarm)",
            r"(?:this|it|that|the (?:alert|activity|incident|report)) (?:was|is|turned out to be|proved to be)"
            r" an? (?:false (?:alarm|positive)|(?:authori[sz]ed|planned|scheduled) (?:\w+ )?test)",
        ),
    ),
    (
        Claim.DENIED,
        _any(
            r"den(?:y|ies|ied)|rejects?|refutes?|disputes?|contests?|no (?:evidence|sign|trace)",
            rf"no {_EVENT}|{_NOT} (?:\w+ )?{_HIT}",
            r"not (?:ours?|us|a leak|a hack|affected)|aren't its own|isn't ours",
        ),
        _any(
            rf"den(?:y|ies|ied) (?:\w+ ){{0,4}}?(?:that|{_EVENT}|having|being|it)",
            rf"(?:found|finds?|seen|saw|sees) (?:\w+ )?no (?:\w+ )?(?:{_EVENT}|trace|sign|evidence|extraction)",
            rf"there (?:has been|was|is|were) no (?:\w+ ){{0,2}}?{_EVENT}",
            rf"no (?:such |security )?{_EVENT} (?:has|had|of|took)",
            rf"(?:wasn't|isn't|was not|is not) an? (?:\w+ )?{_EVENT}",
            rf"(?:we|it|they|systems|nobody|none of (?:them|us|the \w+)) {_NOT} (?:\w+ )?{_HIT}",
            rf"(?-i:[A-Z][\w.-]+) {_NOT} (?:\w+ )?{_HIT}",
            r"nobody (?:was hacked|got in\b)|nothing (?:\w+ ){0,2}was taken",
            r"(?:weren't|were not|was not|wasn't) (?:obtained|taken|stolen) from",
            r"no (?:\w+ ){1,3}(?:have|has|were|was) been (?:impacted|breached|affected)",
            r"(?:do|does|did)(?: not|n't) (?:match|belong)|(?:isn't|aren't|not) (?:ours|its own|their own)",
            r"(?:dismiss|reject|refut|disput|contest)\w* (?:it|this|that) as",
            rf"(?:dismiss\w*|reject\w*|refut\w+|disput\w+|contest\w*|den(?:y|ies|ied))"
            rf" (?:\w+ ){{0,3}}?(?:{_WORD}|posts?|listing|{_STORY})",
            rf"{_WORD} (?:\w+ ){{0,6}}?(?:is|are|was|were) (?:\w+ )?{_UNTRUE}",
            rf"(?:that|this|it) is (?:simply )?{_UNTRUE}",
            r"(?:found|finds?|turn(?:s|ed) up|show(?:s|ed)|reveal(?:s|ed)|yield(?:s|ed)) no"
            r" (?:evidence|sign|indication|hint|trace|support)s? (?:of|that|for|to)",
            rf"not (?:had|suffered|seen|experienced) an? (?:\w+ ){{0,2}}?{_EVENT}",
            rf"rules? out (?:\w+ )?an? (?:\w+ )?{_EVENT}",
            r"(?:at no (?:point|time)|never) (?:did|had|has) (?:\w+ ){1,4}(?:gain|have|had|get|obtain|enter)\w*",
            r"systems (?:have|has|had|were|was)(?: not|n't) (?:been )?(?:accessed|touched|entered|reached|affected)",
            r"nothing has been (?:stolen|taken|copied|accessed)",
            r"none of (?:them|it|these|this|the \w+) (?:came|comes?|stems?|was taken|were taken) from",
            r"(?:stems?|stemmed|comes?|came|originates?|originated) from (?:an? )?"
            r"(?:other|another|old|older|earlier|different)",
        ),
    ),
    (
        Claim.CLAIMED,
        _any(r"claims?|alleg\w+|rumou?rs?|hoax|for sale|on sale|offers?|lists?|listed|names|says it has"),
        _any(
            r"(?:group|gang|hacker|seller|poster|user|crew) (?:\w+ ){0,4}?(?:claims?|says?|offers?|lists?|put|posted)",
            r"claims? (?:by|from|of|that|to|only)|on (?:offer|sale)|for sale|(?:is|are|was) selling",
            r"leak (?:site|page)|dark web|(?:a|the) (?:hacking )?forum",
            r"not (?:yet )?(?:confirmed|verified|replied|commented|responded|answered)|nothing (?:is )?proven",
        ),
    ),
)
