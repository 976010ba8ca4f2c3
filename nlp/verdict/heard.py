"""What is only heard of an incident: a boast, an offer on a market, a firm that knows no more than the claim."""

from __future__ import annotations

import re

from nlp.text.patterns import late, words

_ACTOR = (
    r"(?:hackers?|attackers?|sellers?|posters?|criminals?|someone|somebody|gang|group|crew|cartel"
    r"|(?:forum )?(?:users?|members?))"
)
_SAYS = rf"\b{_ACTOR} (?:[\w'-]+ ){{0,6}}?"
_LOOT = (
    r"(?:access|accounts|codes?|credentials|databases?|data|documents|e-?mails|files|lists?|names|passwords|records"
    r"|scans|[gmt]b)"
)
_CLAIM = r"(?:claims?|allegations?|post(?:s|ings?)?|listings?|rumou?rs?|boasts?)\b"
_LOOKS = (
    r"(?:aware of|assess(?:es|ed|ing)|check(?:s|ed|ing)|examin(?:es|ed|ing)|investigat(?:es|ed|ing)"
    r"|look(?:s|ed|ing) into|review(?:s|ed|ing))"
)
_OF_CLAIM = rf"(?:[\w'-]+ ){{0,4}}?{_CLAIM}"
_HEARD = late(
    r"\bsays? (?:that )?(?:it|they|he|she) (?:has |have )?(?:(?:hacked|breached|stolen|stole|exfiltrated|copied"
    rf"|penetrated|attacked|compromised|encrypted|hit|infiltrated)\b"
    rf"|(?:took|taken|downloaded|obtained|got|grabbed) (?:[\w-]+ ){{0,4}}?{_LOOT}\b(?! (?:back|down|off|offline)\b))"
    r"|\b(?:was|were|been|got|gets) (?:listed|named|posted|added|claimed) (?:\w+ ){0,3}?by (?:the )?(?-i:[A-Z])"
    r"|\bhas (?:just |now )?(?:listed|posted):|^\W*(?:selling|wts)\b|\bwe (?:have )?(?:breached|hacked)\b"
    r"|\b(?:gang|crew|cartel|hackers|attackers|extortionists) (?:says?|said|writes?|wrote)\b"
    rf"|{_SAYS}says? (?:that )?(?:it|they|he|she) (?:has|have|holds?)\b"
    rf"|{_SAYS}(?:is|are|was|were) (?:selling|offering)\b"
    rf"|\b{_LOOT}\b[^.;]{{0,90}}?\bfor sale\b"
    rf"|\b{_LOOT}\b[^.;]{{0,60}}? (?:is|are|was|were) being (?:sold|offered|advertised)\b"
    rf"|\b(?:gang|group|crew|cartel)s? (?:has |have )?(?:list|add|post|nam)(?:ed|s|es)? (?:[\w.,&'()-]+ ){{1,6}}?"
    r"(?:on|to) (?:its|their) (?:[\w-]+ ){0,3}?(?:site|page|blog|portal)\b"
    rf"|\b(?:{_LOOKS}|respond(?:s|ed|ing)? to|comment(?:s|ed|ing)? on|confirm|verify|deny) {_OF_CLAIM}"
    rf"|\b{_LOOKS} (?:if|whether) (?:there (?:was|has been|had been) "
    r"|(?:[\w.'-]+ ){1,3}?(?:was|were|ha(?:s|ve|d) been) (?:attacked|breached|compromised|hacked|hit)\b)"
    rf"|\b{_LOOKS} (?:\w+ )?(?:reports (?:of|that|on social)|(?:\w+ )?(?:breach|hack|leak) reports)\b",
    re.IGNORECASE,
)
# A sentence that speaks of an event as known, nobody's claim.
_PLAINLY = late(
    r"\b(?:access|attack|breach|compromis|copied|cyber|encrypt|expos|got in|hack|incident|infiltrat|intru|leak|lost"
    r"|malware|phish|ransom|steal|stol|stood open|theft|unauthori|unprotected|unsecured"
    r"|(?:data|documents|files|records|samples?) (?:is|are|was|were) (?:\w+ly )?"
    r"(?:authentic|genuine|real|valid|its|theirs|ours)\b)",
    re.IGNORECASE,
)
_OF_A_CLAIM = late(
    r"\b(?:claim|alleg|purport|rumou?r|den(?:y|ies|ied)\b|if\b|whether\b"
    r"|not (?:\w+ )?(?:answer|comment|confirm|repl(?:y|ied)|respond|sa(?:y|id)))",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")

AWARE = words(  # behind "confirmed": "that it is looking into the claim"; behind "notified": "police of an extortion"
    rf"\s*(?:\w+ ){{0,5}}?{_LOOKS} {_OF_CLAIM}|\s*(?:the )?(?:police|authorities) (?:of|about) (?:an? |the )?"
    r"(?:\w+ ){0,2}?(?:blackmail|claims?|extortion|threats?)\b"
)
_SAYING = (
    r"(?:(?:[\w'-]+ ){0,3}?(?:allegations?|claims?|reports? (?:about|by|from|in|of|on|that)|rumou?rs?)|if|whether)\b"
)
_THEN_SAYING = words(rf"\s*{_SAYING}")
_INTO_SAYING = words(rf"\b{_LOOKS} {_SAYING}(?P<told>[^.;:!?]*)$")
_ELSE = words(r"\b(?:after|and|as|because|but|since|when|while)\b|,")  # what follows is told besides
_REACH = 120  # code points
NOT_DENIED = words(r"\b(?:not|n't|never|neither|nor|cannot|confirm(?:ed)? or)\s+(?:\w+ly\s+)?$")
REJECTED = words(  # as in "called the claims false"
    r"\b(?:brand|call|describ|dismiss|label)(?:s|es|ed|ing)? (?:the |these |those |its |such |this |that )?"
    r"(?:claims?|allegations?|accusations?|reports?|rumou?rs?) (?:as )?(?:\w+ly )?(?:false|untrue|baseless|groundless"
    r"|unfounded|fabricated|fake|nonsense|(?:an? )?(?:fabrication|hoax|invention|lie)s?)\b"
)


def heard_only(text: str) -> re.Match[str] | None:
    """The first words that pass on what is only heard; None where a sentence without such words tells what happened."""
    first: re.Match[str] | None = None
    for sentence in _SENTENCES.split(text):
        found = _HEARD.search(sentence)
        if found is None and _PLAINLY.search(sentence) and not _OF_A_CLAIM.search(sentence):
            return None
        first = first or found
    return first


def looked_into(text: str, cue: re.Match[str]) -> bool:
    """Whether somebody only looks into what a cue tells: "we are investigating reports that it was hacked"."""
    if cue.group().lower().endswith("investigating"):
        return _THEN_SAYING.match(text[cue.end() : cue.end() + _REACH]) is not None
    said = _INTO_SAYING.search(text[max(0, cue.start() - _REACH) : cue.start()])
    return said is not None and not _ELSE.search(said["told"])
