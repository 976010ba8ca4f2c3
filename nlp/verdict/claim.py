"""How firmly a document says that the incident happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from model.vocabulary import Claim
from nlp.exposure.refuted import refuted_spans
from nlp.exposure.terms import terms_in
from nlp.text.patterns import times, words
from nlp.verdict.admissions import since_admitted
from nlp.verdict.heard import AWARE, NOT_DENIED, REJECTED, heard_only, looked_into
from nlp.verdict.old_data import not_theirs
from nlp.verdict.taken_back import taken_back

_RETRACTED = words(
    r"\b(?:withdr[ae]w(?:n|s|ing)?\b|withdrawal of (?:the|its|this|that) (?:claim|article|report|notice"
    r"|story|listing|statement)|retract\w*|recant\w*|(?:turned|turns) out to be (?:fake|false|a hoax"
    r"|untrue|recycled)|(?:is|are|was|were) not (?:genuine|authentic)\b|information (?:is|was) (?:fake|fabricated)|was (?:a hoax|fake|fabricated)|were (?:fake|fabricated)|falls? apart|false alarm"
    r"|debunk\w*|(?:claims?|data|dump) (?:is|are|was|were|proved?) (?:often )?(?:fake|false|a scam"
    r"|recycled)|correction:|anything but\b|nothing of the sort|none of it checked out"
    r"|(?:have|has) (?:removed|taken down|deleted) (?:an|the|our) (?:article|post|story|report)|that was wrong"
    r"|filed by mistake|(?:article|story|post|report|item) (?:has been|was) (?:removed|retracted|withdrawn|taken down)"
    r"|apologi[sz]e to (?:our|the) readers|was forged|is false\b|fact[- ]check|rehash\w+)"
)
_UNPROVEN = words(
    r"\b(?:unverified|unproven|unsubstantiated|no proof|(?:no|without) (?:immediate |any )?(?:proof"
    r"|evidence) (?:of (?:a |any )?(?:hack|breach|theft|intrusion|compromise)|that (?:it|its systems|any (?:breach|hack|theft|intrusion))"
    r"|for the)|no (?:\w+ )?(?:evidence|proof) (?:has been |have been |was |is )?(?:supplied|provided|presented|offered|produced|given|shown)|could not (?:be )?(?:independently )?(?:verif|confirm)\w*|not (?:been )?(?:independently"
    r" )?verified|may be fake|(?:no|has not shown|hasn't shown|without) (?:\w+ ){0,3}(?:samples?|screenshots?)|nothing"
    r" (?:so far )?suggests|no sign that (?:it|this|the claim) is true|unconfirmed|disputed"
    r"|not (?:yet )?confirmed (?:the|this|these|any|that) (?:claims?|allegations?|posts?|listing))\b"
)
_CLAIMED = words(
    r"\b(?:claim(?:s|ed|ing)?(?: to (?:have|hold|possess|sell|own|be (?:selling|offering|in possession))| that| responsibility|ed to)"
    r"|alleg(?:es|ed|edly)|purport\w*|says"
    r" it (?:has )?(?:stole|hacked|breached)|listed (?:\w+ ){1,6}on (?:its|their) (?:leak|dark)|leak site"
    r"|boast\w*|for sale on|offer(?:s|ed|ing) (?:\w+ ){0,4}for sale|pay or (?:all|everything|it|we|else)|(?:timer"
    r"|countdown) (?:runs|ends|expires)|or (?:all|everything) (?:is|will be|gets) (?:published|leaked|released))\b"
)
_OFFERED = words(  # whose word it is; it says as much of a claim that was proven, and so is no sign of the verdict
    r"\b(?:(?:what|which) (?:he|she|it|they|the (?:seller|hacker|gang|group|poster|user|actor)) (?:says?|claims?|describes?"
    r"|calls?) (?:is|are|was|were|to be|as)|according to the (?:forum )?(?:post|listing|seller|hackers?|attackers?|gang))\b"
)
_LIST = r"(?:add(?:s|ed|ing)?|list(?:s|ed|ing)?|nam(?:es|ed|ing)|post(?:s|ed|ing)?|put(?:s|ting)?|publish(?:es|ed))"
_TRACKED = words(  # how gangs' lists of victims are passed on, which is no sign of the verdict either
    rf"\b(?:{_LIST} (?:[\w.,&'()-]+ ){{1,12}}?(?:to|on|among|as) (?:an? |the |its |their |his )(?:[\w-]+ ){{0,3}}?"
    r"(?:victims?|(?:data[- ]?)?leak|extortion|shaming|dark[- ]?web|darknet|tor)\b"
    r"|(?:ransomware|gang|group|crew|cartel) (?:(?:has|have|now|also) )?(?:claim|list|name|add)s?(?:ed|d)? (?-i:[A-Z\d])"
    r"|new (?:ransomware |alleged )?victims?\b|(?:claimed|listed|posted) (?:as a victim |as victim )?by (?:[\w.-]+ ){1,3}?ransomware"
    r"|(?-i:Victim|Group|Gang|Actor) ?: \w)"
)
_DENIED = words(
    r"\b(?:(?:den(?:y|ies|ied)|disput(?:e|es|ed)) (?:the )?authenticity of|den(?:y|ies|ied) (?:on \w+ |again |today |yesterday )?(?:it|that|being|any|suffering|(?:the |a |new |second )?"
    r"(?:claim|(?:data |security )?breach|hack|(?:data )?leak|cyber-?attack|report|allegation|rumou?r)s?"
    r"|having been|having)|no (?:breach|hack|compromise|intrusion|security incident) (?:has |had"
    r" )?(?:occurred|happened|took place)|(?:was|were|has|have) not (?:been )?(?:breached|hacked)|not (?:a"
    r"|the result of a) (?:breach|hack|cyberattack|security incident)|found no (?:evidence|sign"
    r"|indication) (?:of|that) (?:a |any |its |our )?(?:breach|intrusion|compromise|hack|systems (?:were"
    r"|had been)|unauthori[sz]ed)|refut\w+|rejects? (?:the )?(?:claim|report)s?|dismiss\w* (?:the"
    r" )?(?:claim|report)s?|false claims?)\b"
)
_TAKEN_BACK = words(  # a denial, by whoever uttered it
    r"\b(?:we|i|it|they|the (?:company|firm|bank|university)) (?:had |have |has )?(?:said|told|wrote|written|stated|announced)"
    r" [^.!?]{0,120}(?:\bno (?:evidence|sign|indication|breach|incident|data)|\bnot (?:been )?(?:hacked|breached"
    r"|affected|compromised))[^.!?]{0,120}[.,;:]? ?(?:that|this|which) (?:was|turned out to be|proved(?: to be)?) (?:wrong"
    r"|incorrect|untrue|false|not (?:true|so|the case))\b"
)
_THEN = words(  # what was denied of an old claim says nothing of what was confirmed since
    r"\b(?:den(?:y|ies|ied)|refuted?|rejected|disputed|dismissed)\b[^.!?]{0,80}\b(?:at the time|back then)\b"
)
_OWN_HOLE = words(  # how data got out without a hack, in its owner's words: "somebody used our contact search to collect ..."
    r"\b(?:used?|abus\w+|misus\w+|exploit\w+|took advantage of|taking advantage of) (?:[\w'-]+ ){0,4}?(?:our|of ours)\b(?: [\w'-]+){0,5}?"
    r" (?:features?|functions?|functionality|apis?|endpoints?|forms?|tools?|importer|look-?up|search|bug|flaw|vulnerability|weakness"
    r"|loophole|links?)\b"
)
_CONFIRMED = words(
    r"\b(?:confirm(?:s|ed|ing)?(?: that)?|acknowledg\w*|admit\w*|disclos(?:ed|es|ing)|notif(?:ied|ies"
    r"|ying)|notice of|has told|have told|told (?:us|its|customers|users|clients|every)|warned|announced"
    r"|we (?:discovered|identified|detected|learned|found|became aware|are investigating|recently"
    r"|experienced|regret|take)|suffer\w*|fell victim to|was hit|has been hit|was hacked|was breached|reported to)\b"
)
_LACKING = words(r"\b(?:not|n't|never|neither|has yet to|have yet to|without|un)\s*(?:\w+\s+){0,2}$")


_NO_BREACH = (
    r"(?:was|were|is|are|has|have)(?: not|n't) (?:been )?(?:hacked|breached|compromised|intruded|attacked)\b|\bno evidence"
    r" (?:of|that) (?:a |any |an )?(?:[\w.'-]+ ){0,4}?(?:breach|hack|intrusion|compromised?|hacked|breached)\b"
)
_NOT_IN_TITLE = words(rf"\b(?:{_NO_BREACH})")
_NOT_HIT = words(
    rf"\b(?:{_NO_BREACH}|we were(?: not|n't)\b|there (?:was|is|has been) no (?:incident|breach|hack|intrusion|attack)"
    r"|no (?:such )?(?:incident|breach|event"
    r"|attack|hack) (?:has |had )?(?:been |took |taken |occur|happen)|(?:untrue|unfounded|baseless)\b|never at risk"
    r"|no hack\b|(?:did|does)(?: not|n't) (?:come|stem|originate) from (?:our|its|the company)|(?:is|was|data is) public\b)"
)
_POST = words(
    r"\b(?:(?:a|the|its|this) (?:\w+ ){0,2}(?:post|listing|claim|message|account|seller)|claims|alleged(?:ly)?|says (?:it"
    r"|that it) (?:has|stole|holds)|leak site|threaten\w*|for sale|rumou?rs?|viral)\b"
)


_MONEY_OUT = words(  # what customers of an exchange or bank do
    r"\bwithdr(?:a|e)w(?:n|s|ing)? (?:(?:[\w',]+ ){0,4}?(?:money|funds?|cash|coins?|tokens?|crypto\w*|bitcoins?|ether|deposits?"
    r"|balances?|savings|assets?|salar\w+|pensions?)\b|[^\w\s]?\d|(?:up to|about|some|more than|over|nearly) [^\w\s]?\d)"
    r"|\b(?:money|funds?|cash|coins|tokens|crypto\w*|assets) (?:was|were|is|are|has been|have been|had been|being) withdrawn\b"
    r"|\b(?:deposit|trade|trading|depositing) (?:and|or) withdraw(?:ing)?\b"
)


_OF_SOME_DATA = words(  # says of what was entered that no data were lost
    r"\bno (?:evidence|signs?|indication) (?:of|that) (?:an? |any )?(?:data )?(?:breach|compromise|theft|loss) (?:of|to|involving)"
    r" (?:(?:any|our|its|their|the) )?(?:[\w'-]+ ){0,4}?(?:information|data|records)\b"
)
_WAS_HIT = words(
    r"\b(?:(?:fell|fallen) victim to|(?:was|were|been) (?:the |a )?(?:victim|target) of|(?:was|were|been) hit by|suffered|experienced)"
    r" (?:an?|the) (?:[\w'-]+ ){0,3}?(?:ransomware|attack|cyber-?attack|intrusion)\b"
)


@lru_cache(maxsize=2)  # the same page is asked for its signs, its claim and its doubts
def _head(text: str) -> str:
    """The first 6,000 code points, without denials taken back or given before something was confirmed or admitted.

    What is withdrawn from an account is left out too: nobody takes a word back there.
    """
    head = _MONEY_OUT.sub("", _TAKEN_BACK.sub("", text[:6_000]))
    if _WAS_HIT.search(head):
        head = _OF_SOME_DATA.sub("", head)
    told = since_admitted(head)
    since = _THEN.sub("", told)
    return since if since != told and next(_confirmed(since), None) else told


def voices(title: str, text: str) -> Counter[str]:
    """How often the title (0 or 1) and the first 6,000 code points (0 to 3) claim, deny, doubt, withdraw and confirm."""
    found: Counter[str] = Counter()
    front, head = title.encode(), _head(text).encode()
    for name, pattern in _VOICES.items():
        found["title_" + name] = times(pattern, front, 1)
        found["says_" + name] = times(pattern, head, 3)
    return found


_VOICES = {
    "claimed": _CLAIMED,
    "denied": _DENIED,
    "not_hit": _NOT_HIT,
    "unproven": _UNPROVEN,
    "retracted": _RETRACTED,
    "confirmed": _CONFIRMED,
    "post": _POST,
}


def unproven(text: str) -> int:
    """How often the first 6,000 code points say that a claim is not proven."""
    return sum(1 for _ in _UNPROVEN.finditer(_head(text)))


def _confirmed(head: str) -> Iterator[re.Match[str]]:
    found = (m for m in _CONFIRMED.finditer(head) if not _LACKING.search(head[max(0, m.start() - 24) : m.start()]))
    found = (m for m in found if not AWARE.match(head[m.end() : m.end() + 120]))
    return (m for m in found if not looked_into(head, m))


def _denied_in(title: str) -> str:
    """The words of a title that deny the whole ("Correction: X was not breached"), not some of the data."""
    found = _DENIED.search(title) or _NOT_IN_TITLE.search(title)
    return found.group() if found and not terms_in(title) else ""


def _of_data(head: str, match: re.Match[str]) -> bool:
    """Whether a denial is about what was taken: "it said claims that passwords were stolen are false"."""
    start = max(head.rfind(end, 0, match.start()) for end in _ENDS_SENTENCE) + 1
    end = min((place for sign in _ENDS_SENTENCE if (place := head.find(sign, match.end())) >= 0), default=len(head))
    sentence = head[start:end]
    return any(terms_in(sentence[a:b]) for a, b in refuted_spans(sentence))


_ENDS_SENTENCE = (". ", "? ", "! ", "\n")


class Told(NamedTuple):
    """The claim status of a text, the words that show it, and those that pass on what is only heard of ("" without)."""

    claim: Claim
    words: str
    heard: str = ""


def read_claim(text: str, title_length: int = 0) -> Told:
    """How firmly a normalised text (its first 6,000 code points) says that an incident happened."""
    head = _head(text)
    said = heard_only(head)
    return Told(*_read(head, text[:title_length], said), said.group() if said else "")


def _read(head: str, title: str, heard: re.Match[str] | None) -> tuple[Claim, str]:
    denial = _denied_in(title) or not_theirs(head)
    if back := taken_back(head, len(title)):
        return Claim.RETRACTED, back
    claimed = [m for said in (_CLAIMED, _OFFERED, _TRACKED) for m in said.finditer(head)]
    denied = [
        m for said in (_DENIED, REJECTED) for m in said.finditer(head) if not NOT_DENIED.search(head[: m.start()][-24:])
    ]
    unproven, retracted = list(_UNPROVEN.finditer(head)), list(_RETRACTED.finditer(head))
    most = 1 + max(len(denied), len(unproven) + len(claimed))  # more of them decide nothing
    confirmed = list(islice(_confirmed(head), most))
    if confirmed:  # what is false of an incident is no denial of it
        denied, retracted = ([m for m in said if not _of_data(head, m)] for said in (denied, retracted))
    elif not claimed and heard is not None:
        claimed = [heard]
    if retracted and (claimed or denied or unproven or len(retracted) > 1):
        return Claim.RETRACTED, retracted[0].group()
    if denied and not denial and (hole := _OWN_HOLE.search(head)):
        return Claim.CONFIRMED, hole.group()  # "this was not a hack" says how it happened
    if denial or (denied and len(confirmed) <= len(denied) and (claimed or unproven)):
        return Claim.DENIED, denial or denied[0].group()
    if (claimed and not confirmed) or (unproven and len(unproven) + len(claimed) > len(confirmed)):
        return Claim.CLAIMED, (claimed or unproven)[0].group()
    return Claim.CONFIRMED, confirmed[0].group() if confirmed else ""
