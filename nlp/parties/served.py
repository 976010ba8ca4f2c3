"""Which words between two names make one serve the other: "X runs the payroll of Y", "Y was hit by the attack on X"."""

from __future__ import annotations

import re

from nlp.parties.kinds import ITS_BREACH, ITS_EVENT, PEOPLE
from nlp.parties.of_its_own import hit_of_its_own
from nlp.parties.spread import breach_at, is_caught_up, is_stopped_after, is_stopped_by
from nlp.parties.warned import warns
from nlp.text.patterns import late

_I = re.IGNORECASE
_SERVES = late(
    r"^(?:,? which| who| that)?,? "
    r"(?:manage[sd]?|provide[sd]?|host(?:s|ed)?|handle[sd]?|process(?:es|ed)?|store[sd]?|runs?|ran|operate[sd]?"
    r"|supplie[sd]|serve[sd]?|(?:does|did)(?! not\b)) "
    r"(?:[\w-]+ ){0,6}?(?:for|to|of) (?:the )?$",
    _I,
)
_WORKS_WITH = late(r"^(?:,? which| who| that)?,? (?:contract(?:s|ed)|work(?:s|ed)) with (?:the )?$", _I)
_TO_SERVE = late(  # "contracts with Y to provide"
    r"^[^.;]{0,40}? to (?:provide|deliver|supply|host|manage|run|handle|process|print|collect)\b", _I
)
_VENDOR_OF = late(
    r"^(?:'s [\w-]+)?,? (?:is |was |which is )?(?:an?|the|one of) (?:[\w-]+ ){0,3}"
    r"(?:vendor|supplier|provider|contractor|processor|partner) (?:of|to|for|used by) (?:the )?$",
    _I,
)
_INFORMED = late(
    r"^(?:,? (?:with |from )?(?:which|whose)\b[^,;.]{0,60},|, an? [^,;.]{1,90},)? (?:has |have |had )?"
    r"(?:also |only |first |since |then |later |\w+ly )?"
    r"(?:informed|notified|told|alerted|advised|warned|disclosed to|reported to) (?:the )?$",
    _I,
)
_SUFFERED = (
    r"(?:experienced|suffered|fell victim"
    r"|(?:been|was|were) (?:the victim|hit|hacked|breached|attacked|compromised))"
)
_OF_ITS_DATA = late(
    r"^[^.;]{0,40}? (?:that|of|about) [^.;]{0,40}?\b(?:our|its|their)\b"
    rf"|^[^.;]{{0,60}}? that (?:it|they) (?:(?:had|has|have|recently) )*(?:became aware|{_SUFFERED})"
    r"|^ that it (?:is|was) (?:among|one of) [^.;]{0,50}\b(?:clients|customers)\b"
    r"|^[^.;]{0,30}? (?:that|of|about|regarding|concerning) [^.;]{0,40}?"
    r"\b(?:data|information|incident|breach|attack|event|unauthori[sz]ed|suspicious|unusual)\b",
    _I,
)
_OF_ITS_LOSS = late(rf"^[^.;]{{0,40}}? that (?:it|they) (?:(?:had|has|have|recently|also) )*{_SUFFERED}", _I)
_FOR_ITS_CLIENT = late(
    r"^(?: is| are| was| has been)? "
    r"(?:notif\w+|send\w*|sent|mail\w+|writ\w+|report\w*|(?:provid\w+|g[ai]v\w+) (?:this |a |the )?notice)\b"
    r"[^.;]{0,60} on behalf of (?:(?:its|the) (?:clients?|customers?),? )?(?:the )?$",
    _I,
)
_LETTER_FROM = late(
    r"\bthis (?:letter|notice|message|e-?mail|notification) (?:(?:comes|is|was)\b[^.;]{0,20} )?"
    r"(?:from|by) (?:the )?[^.;,]{2,60}$",
    _I,
)
_ON_BEHALF = late(r"^,? on behalf of (?:its (?:clients?|customers?),? )?(?:the )?$", _I)
_USED_BY = late(  # "X, a mailing house once used by A, B and C"
    r"^,? (?:(?:an?|the|one of the|which|that|who) )?(?:[\w-]+ ){0,9}?"
    r"(?:(?:used|utili[sz]ed|employed|hired|engaged|contracted) by|under contract (?:to|with)) (?:the )?"
    r"(?-i:(?:[A-Z][\w.&'-]*(?: (?:of |for |& )?[A-Z][\w.&'-]*){0,5}(?:, (?:and )?| and )(?:the )?){0,12})$",
    _I,
)
_CLIENTS = late(r"^(?:'s)? (?:customers?|clients?)(?: (?:such as|including|like))? (?:the )?$")
_CLIENT_OF = re.compile(
    r"^(?:,| is| was|, which (?:is|was))? (?:an?|the|one of the|among the|another)?\s*"
    r"(?:(?!(?:breach|hack|attack|leak|incident|hits?|affect\w*|expose\w*|compromise\w*)\b)[\w-]+ ){0,3}?"
    r"(?:customers?|clients?|users?|subscribers?) of (?:the )?$",
    _I,
)
_ANOTHER = late(r"^,? (?:is |was |are )?(?:an?|another|one|also an?)(?: (?:former|long-standing|big|large))? $", _I)
_IS_CLIENT = late(r"^ (?:customer|client|user)\b", _I)
_A_FIRM = r"(?:the )?(?:[a-z]+ (?:firm|company|platform|provider) )?"  # before its name
_SYSTEMS_OF = r"(?:the )?(?:(?:systems|servers?|network|databases?|platform) (?:of|at|run by) )?"
_WAS = r"(?:was|were|has been|have been|had been)"
_TAKEN_FROM = late(  # "Data belonging to Y was taken from the systems of X"
    rf"^ {_WAS} (?:also )?(?:taken|stolen|copied|accessed|downloaded) from {_SYSTEMS_OF}{_A_FIRM}$"
)
_ENTERED = late(
    r"\b(?:accessed|entered|broke into|hacked|breached|attacked|got into|gained access to) "
    rf"{_SYSTEMS_OF}{_A_FIRM}(?-i:[A-Z])[^,.;]{{1,60}}(?:'s? [a-z]+)? (?:and|took|stole|copied|downloaded)\b[^.;]*$",
    _I,
)
_AND_TOOK = late(  # "Hackers entered X's systems and took data belonging to Y"
    r"^(?:'s)?(?: [a-z]+)?(?: and)? (?:took|stole|copied|downloaded) (?:[a-z'-]+ ){1,4}?"
    rf"(?:belonging to|of(?: (?:[a-z]+ )?{PEOPLE} (?:of|at|with|who (?:work|worked) for))?) (?:the )?$"
)
_LEFT_IT = late(  # "X lost a disk with Y's patient records"
    r"^(?:,[^,.;]{1,60},)? (?:(?:has|had) )?(?:left|lost|mislaid|misplaced) (?:an? |two |several )?(?:[\w-]+ ){0,3}?"
    r"(?:laptops?|disks?|discs?|drives?|sticks?|tapes?|folders?|papers?|boxes|phones?|tablets?) (?:[\w-]+ ){0,3}?"
    r"(?:with|holding|containing|of|that held) (?:the )?$",
    _I,
)
_ITS_RECORDS = late(rf"^'s? (?:{PEOPLE}(?:'s?)? )?(?:[a-z]+ )?(?:records|data|files|details|names|information)\b", _I)
_AND_LOST = late(  # "X has been hacked, and details of people who booked at Y were taken"
    r"^(?: has been| was| were| had been) (?:hacked|breached|attacked),? and (?:the )?"
    rf"(?:[a-z'-]+ ){{1,4}}?of (?:[a-z]+ )?{PEOPLE} (?:[a-z]+ ){{0,4}}?(?:of|at|with|for) (?:the )?$"
)
_ENDS_THERE = late(r"^(?:'s? \w+)?(?:[.,;)]|$| (?:and|in|on|from|last|this)\b)", _I)  # and no "Orle branch"
_HELD = late(  # "Y said that data of its students held by X", and that it was stolen follows
    rf"\b(?:data|information|records|details|files|names|{PEOPLE})\b(?:,? (?!not\b)[\w'-]+){{0,8}}?,?"
    r" (?:held|stored|kept|hosted|managed|processed|handled|administered) (?:by|at|with) (?:the )?(?:[a-z-]+ ){0,4}$"
)
_WAS_TAKEN = late(
    rf"^(?:,[^,.;]{{1,60}},)? (?:{_WAS}|may have been|got|is|are) (?:also |\w+ly |being )?"
    r"(?:taken|stolen|copied|exposed|accessed|compromised|leaked|read|downloaded|obtained|affected|lost|published)\b",
    _I,
)
_EVENT = (
    r"(?:(?:[\w-]+ ){0,3}?"
    r"(?:breach|incident|attack|hack|leak|compromise|intrusion|break-in|cyber-?attack|hacking)(?:es|s)?)"
)
_ITS_OWN = r"(?: (?:its|their|our|the|an?))?"
_HIT_BY = late(  # "Y said it had been affected by the breach at its biller"
    r"^(?:'s?)?(?:,[^,.;]{1,80},)?"
    r"(?: (?:said|says|confirm\w+|announced|disclosed)(?: on \w+day)?(?: that)? (?:it|they|some [^,.;]{1,40}?)(?= ))?"
    r"(?: (?:[\w-]+|\d[\d,]+(?= of (?:its|their)\b))){0,10}?"
    r" (?:affected|impacted|hit|caught(?: up)?|compromised|exposed|stolen|victims?)"
    r" (?:by|in|of|through|via|after|following|because of|due to|as a result of)(?: an?| the)?"
    rf" {_EVENT} (?:at|on|of|against|targeting|involving|affecting|impacting|suffered by|experienced by){_ITS_OWN}"
    r"(?: (?!(?:and|or|by|unit|subsidiary|division|arm|affiliate)\b)[\w-]+){0,6} ?$",
    _I,
)
_TELLS_OF = late(  # "Y confirms a data breach at X", "told tenants of the attack on X"
    r"^(?:,[^,.;]{1,80},)? (?:has |have |had )?(?:recently |also |now )?"
    r"(?:(?:confirm(?:s|ed)|disclos(?:es|ed)|report(?:s|ed)|announc(?:es|ed)|reveal(?:s|ed)|acknowledg(?:es|ed))"
    rf"(?: that)?(?: an?| the| this)? {_EVENT} (?:at|involving|affecting|suffered by|experienced by)"
    rf"|(?:told|notified|informed) (?:[\w-]+ )?{PEOPLE} (?:of|about) (?:an?|the) {_EVENT} (?:at|on|against))"
    rf"{_ITS_OWN}(?: (?!(?:unit|subsidiary|division|arm|affiliate)\b)[\w-]+){{0,6}} ?$",
    _I,
)
_NOT_HIT = late(
    r"\b(?:not|n't|never)(?: been| be| directly| itself| themselves){0,2} "
    r"(?:affected|impacted|hit|caught|compromised|exposed|stolen|taken|copied|accessed|involved|leaked)\b",
    _I,
)
_IN_THE = late(  # "Y's customers were hit by the", and X and its breach follow
    r"^(?:'s?)?(?: (?!by\b)[\w-]+){0,6}? "
    r"(?:affected|impacted|hit|caught(?: up)?|compromised|exposed|stolen|leaked|implicated|involved|victims?)"
    r" (?:by|in|of|through|via|during) (?:an? |the )?(?:recent |massive |huge )?$",
    _I,
)
_SHORT = re.compile(r"^\.?,? ?\([^()]{0,80}\)|^\.(?=[ ,])")  # the short name of the one before: ("Quill", "we")


def behind(after: str) -> str:
    """What follows a name, without the short name that it is given and the full stop of "Inc."."""
    return _SHORT.sub("", after, count=1)


def serves(text: str, end: int, start: int, after: int) -> str:
    """The rule by which the words between two names, or after them, make the first serve the second; "" otherwise."""
    between, then = behind(text[end:start]), behind(text[after:])
    if _INFORMED.match(between):
        return TOLD_OF_ITS_LOSS if _OF_ITS_LOSS.match(then) else SERVES if _OF_ITS_DATA.match(then) else ""
    if _CLIENTS.match(between):
        return CLIENT
    took = _AND_TOOK.match(between) and _ENTERED.search(text[max(0, start - _FAR) : start])
    left = _LEFT_IT.match(between) and _ITS_RECORDS.match(then)
    if (took and _ENDS_THERE.match(then)) or left or _AND_LOST.match(between):
        return LOST_AT
    if is_caught_up(text, end, between, then):
        return CAUGHT_UP
    if is_stopped_by(text, end, between, then):
        return HIT_THROUGH
    return SERVES if breach_at(text, end, between) or _does(text, end, between, then) else ""


def _does(text: str, end: int, between: str, then: str) -> bool:
    """Whether the words between two names, or around them, say what the first does for the second."""
    if any(rule.match(between) for rule in (_SERVES, _VENDOR_OF, _FOR_ITS_CLIENT, _USED_BY)):
        return True
    if _ON_BEHALF.match(between):
        return _LETTER_FROM.search(text[max(0, end - _FAR) : end]) is not None
    return bool(_WORKS_WITH.match(between) and _TO_SERVE.match(then))


def served(between: str, then: str = "") -> str:
    """The rule by which the words between two names, and after them, make the second serve the first; "" otherwise."""
    if _CLIENT_OF.match(between) or (_ANOTHER.match(between) and _IS_CLIENT.match(then)):
        return CLIENT
    if len(between) > _FAR or _NOT_HIT.search(between):
        return ""
    if (_TAKEN_FROM.match(between) and _ENDS_THERE.match(then)) or (_HELD.search(between) and _WAS_TAKEN.match(then)):
        return LOST_AT
    return _hit_there(behind(between), then)


def _hit_there(between: str, then: str) -> str:
    """The rule by which the first of two names was hit through the second, or tells of what befell it."""
    if hit_of_its_own(between, then):
        return HIT_OF_ITS_OWN
    in_the = _IN_THE.match(between)
    if in_the and ITS_BREACH.match(then):
        return CAUGHT_UP
    if _HIT_BY.match(between) or is_stopped_after(between, then) or (in_the and ITS_EVENT.match(then)):
        return HIT_THROUGH
    if warns(between, then):
        return WARNS
    return "Y tells of a breach at X" if _TELLS_OF.match(between) else ""


CLIENT = "Y is a client of X"
SERVES = "X serves Y"
HIT_THROUGH = "Y was hit through X"
TOLD_OF_ITS_LOSS = "X told us of its loss"
CAUGHT_UP = "Y was caught up in the X breach"
WARNS = "Y tells its people of what X lost"
HIT_OF_ITS_OWN = "Y says that X, of its own, was hit"
LOST_AT = "data of Y was taken from X"
# Those which say in so many words that X was hit.
PLAINLY = frozenset((TOLD_OF_ITS_LOSS, CAUGHT_UP, WARNS, HIT_OF_ITS_OWN, LOST_AT))
_FAR = 170  # code points between two names
