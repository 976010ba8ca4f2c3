"""Which words between two names make one serve the other: "X runs the payroll of Y", "Y was hit by the attack on X"."""

from __future__ import annotations

import re

from nlp.parties.warned import warns
from nlp.text.patterns import late

_REACHES = late(  # "the breach at X has affected Y"
    r"\b(?:breach|attack|incident|hack|leak|compromise|intrusion|break-in)\s+(?:at|of|on|involving)\s+[^.;]{2,90}$",
    re.IGNORECASE,
)
_BREACH_AT = re.compile(r"(?:breach|hack|leak|break-in|intrusion)\s+(?:at|of)\b", re.IGNORECASE)
_HAS_HIT = late(
    r"^,?\s+(?:has |have |had |may have )?(?:also )?(?:affected|affects|hit|hits|impacted|impacts|reached"
    r"|exposed (?:[\w,-]+ ){1,5}?(?:of|at|belonging to|held by))\s+(?:the\s+)?(?:[a-z][\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_SERVES = late(
    r"^(?:,? which| who| that)?,?\s+(?:manage[sd]?|provide[sd]?|host(?:s|ed)?|handle[sd]?|process(?:es|ed)?|store[sd]?"
    r"|runs?|ran|operate[sd]?|supplie[sd]|serve[sd]?|(?:does|did)(?! not\b))\s+"
    r"(?:[\w-]+\s+){0,6}?(?:for|to|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TO_SERVE = late(  # "contracts with Y to provide"
    r"^[^.;]{0,40}? to (?:provide|deliver|supply|host|manage|run|handle|process|print|collect)\b", re.IGNORECASE
)
_WORKS_WITH = late(r"^(?:,? which| who| that)?,? (?:contract(?:s|ed)|work(?:s|ed)) with (?:the )?$", re.IGNORECASE)
_VENDOR_OF = late(
    r"^(?:'s [\w-]+)?,?\s+(?:is |was |which is )?(?:an?|the|one of)\s+(?:[\w-]+\s+){0,3}(?:vendor|supplier"
    r"|provider|contractor|processor|partner)\s+(?:of|to|for|used by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_INFORMED = late(
    r"^(?:,? (?:with |from )?(?:which|whose)\b[^,;.]{0,60},|, an? [^,;.]{1,90},)? (?:has |have |had )?"
    r"(?:also |only |first |since |then |later |\w+ly )?"
    r"(?:informed|notified|told|alerted|advised|warned|disclosed to|reported to) (?:the )?$",
    re.IGNORECASE,
)
_OF_ITS_DATA = late(
    r"^[^.;]{0,40}? (?:that|of|about) [^.;]{0,40}?\b(?:our|its|their)\b"
    r"|^[^.;]{0,60}? that (?:it|they) (?:(?:had|has|have|recently) )*(?:experienced|suffered|fell victim|became aware"
    r"|(?:been|was|were) (?:hit|hacked|breached|attacked))"
    r"|^ that it (?:is|was) (?:among|one of) [^.;]{0,50}\b(?:clients|customers)\b"
    r"|^[^.;]{0,30}? (?:that|of|about|regarding|concerning) [^.;]{0,40}?\b(?:data|information|incident|breach|attack"
    r"|event|unauthori[sz]ed|suspicious|unusual)\b",
    re.IGNORECASE,
)
_OF_ITS_LOSS = late(
    r"^[^.;]{0,40}? that (?:it|they) (?:(?:had|has|have|recently|also) )*(?:experienced|suffered|fell victim"
    r"|(?:been|was|were) (?:the victim|hit|hacked|breached|attacked|compromised))",
    re.IGNORECASE,
)
_FOR_ITS_CLIENT = late(
    r"^(?: is| are| was| has been)? (?:notif\w+|send\w*|sent|mail\w+|writ\w+|report\w*"
    r"|(?:provid\w+|g[ai]v\w+) (?:this |a |the )?notice)\b[^.;]{0,60}"
    r" on behalf of (?:(?:its|the) (?:clients?|customers?),? )?(?:the )?$",
    re.IGNORECASE,
)
_ANOTHER = late(
    r"^,? (?:is |was |are )?(?:an?|another|one|also an?)(?: (?:former|long-standing|big|large))? $", re.IGNORECASE
)
_IS_CLIENT = late(r"^ (?:customer|client|user)\b", re.IGNORECASE)
_CLIENTS = late(r"^(?:'s)? (?:customers?|clients?)(?: (?:such as|including|like))? (?:the )?$")
_TAKEN_FROM = late(  # "Data belonging to Y was taken from the systems of X"
    r"^ (?:was|were|has been|have been|had been) (?:also )?(?:taken|stolen|copied|accessed|downloaded) from"
    r" (?:the )?(?:(?:systems|servers?|network|databases?|platform) (?:of|at|run by) )?(?:the )?(?:[a-z]+ (?:firm"
    r"|company|platform|provider) )?$"
)
_ENTERED = late(
    r"\b(?:accessed|entered|broke into|hacked|breached|attacked|got into|gained access to) (?:the )?(?:(?:systems"
    r"|servers?|network|databases?"
    r"|platform) (?:of|at) )?(?:the )?(?:[a-z]+ (?:firm|company|platform"
    r"|provider) )?(?-i:[A-Z])[^,.;]{1,60}(?:'s? [a-z]+)? and\b[^.;]*$",
    re.IGNORECASE,
)
_AND_TOOK = late(  # "Hackers entered X's systems and took data belonging to Y"
    r"^(?:'s)?(?: [a-z]+)? and (?:took|stole|copied|downloaded) (?:[a-z'-]+ ){1,4}?(?:belonging to|of) (?:the )?$"
)
_ENDS_THERE = late(r"^(?:'s? \w+)?(?:[.,;)]|$| (?:and|in|on|from|last|this)\b)", re.IGNORECASE)  # and no "Orle branch"
_LETTER_FROM = late(
    r"\bthis (?:letter|notice|message|e-?mail|notification) (?:(?:comes|is|was)\b[^.;]{0,20} )?"
    r"(?:from|by) (?:the )?[^.;,]{2,60}$",
    re.IGNORECASE,
)
_ON_BEHALF = late(r"^,? on behalf of (?:its (?:clients?|customers?),? )?(?:the )?$", re.IGNORECASE)
_SPREADS = late(  # "X breach spreads to Y"
    r"^(?:'s)? (?:data )?(?:breach|hack|leak) (?:(?:has|have|also|now) )*(?:(?:spreads?|extends?|widens?) to"
    r"|reach(?:es|ed)"
    r"|hits?|snares?|snags?|affect(?:s|ed)|exposes? (?:[\w-]+ ){1,5}?(?:of|at)) (?:the )?(?:(?!of\b)[a-z-]+ ){0,3}$"
    r"|^(?:'s)? (?:[\w-]+ ){0,2}?(?:breach|hack|leak) (?:(?:has|have|had|also|may) )*(?:hits?|affect(?:s|ed)"
    r"|expose[sd]|compromise[sd]) (?:[\w-]+ ){0,4}?(?:customers|clients|users|patients) (?:of|at) (?:the )?$",
    re.IGNORECASE,
)
_COMPROMISES = late(  # "X breach compromises Y customer addresses"
    r"^(?:'s)? (?:[\w-]+ ){0,2}?(?:breach|hack|leak) (?:(?:has|also) )*(?:compromises|exposes|leaks|hits|affects) $",
    re.IGNORECASE,
)
_ITS_CUSTOMER = late(r"^(?:'s?)? (?:customers?|clients?|users?|patients?|members?|accounts?)\b", re.IGNORECASE)
_BUT_ITS = late(  # money, and people who may only live there
    r"^(?:'s?)? (?:profits?|shares?|sales|stocks?|earnings|revenues?|results|margins?|residents|people|customers"
    r"|citizens|voters"
    r"|patients|drivers|families|users|homes)\b",
    re.IGNORECASE,
)
_CLIENT_OF = re.compile(
    r"^(?:,| is| was|, which (?:is|was))? (?:an?|the|one of the|among the|another)?\s*"
    r"(?:(?!(?:breach|hack|attack|leak|incident|hits?|affect\w*|expose\w*|compromise\w*)\b)[\w-]+\s+){0,3}?"
    r"(?:customers?|clients?|users?|subscribers?) of (?:the )?$",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:(?:[\w-]+ ){0,3}?(?:breach|incident|attack|hack|leak|compromise|intrusion|break-in|cyber-?attack|hacking)"
    r"(?:es|s)?)"
)
_AT = (
    r"(?:at|on|of|against|targeting|involving|affecting|impacting|suffered by|experienced by)"
    r"(?: (?:its|their|our|the|an?))?(?: (?!(?:and|or|by|unit|subsidiary|division|arm|affiliate)\b)[\w-]+){0,6} ?$"
)
_HIT_BY = late(  # "Y said it had been affected by the breach at its biller"
    r"^(?:'s?)?(?:,[^,.;]{1,80},)?(?: (?:said|says|confirm\w+|announced|disclosed)(?: on \w+day)?(?: that)?"
    r" (?:it|they|some [^,.;]{1,40}?)(?= ))?(?: [\w-]+){0,8}? (?:affected|impacted|hit|caught(?: up)?|compromised"
    r"|exposed|stolen|victims?) (?:by|in|of|through|via|after|following|because of|due to|as a result of)(?: an?| the)?"
    rf" {_EVENT} {_AT}",
    re.IGNORECASE,
)
_TELLS_OF = late(  # "Y confirms a data breach at X"
    r"^(?:,[^,.;]{1,80},)? (?:has |have |had )?(?:recently |also |now )?(?:confirm(?:s|ed)|disclos(?:es|ed)"
    rf"|report(?:s|ed)|announc(?:es|ed)|reveal(?:s|ed)|acknowledg(?:es|ed))(?: that)?(?: an?| the| this)? {_EVENT}"
    r" (?:at|involving|affecting|suffered by|experienced by)(?: (?:its|their|our|the|an?))?"
    r"(?: (?!(?:unit|subsidiary|division|arm|affiliate)\b)[\w-]+){0,6} ?$",
    re.IGNORECASE,
)
_NOT_HIT = late(
    r"\b(?:not|n't|never)(?: been| be| directly| itself| themselves){0,2} (?:affected|impacted|hit|caught"
    r"|compromised|exposed"
    r"|stolen|taken|copied|accessed|involved|leaked)\b",
    re.IGNORECASE,
)
_USED_BY = late(  # "X, a mailing house once used by A, B and C"
    r"^,? (?:(?:an?|the|one of the|which|that|who) )?(?:[\w-]+ ){0,9}?"
    r"(?:(?:used|utili[sz]ed|employed|hired|engaged|contracted) by|under contract (?:to|with)) (?:the )?"
    r"(?-i:(?:[A-Z][\w.&'-]*(?: (?:of |for |& )?[A-Z][\w.&'-]*){0,5}(?:, (?:and )?| and )(?:the )?){0,12})$",
    re.IGNORECASE,
)
_IN_THE = late(  # "Y's customers were hit by the", and X and its breach follow
    r"^(?:'s?)?(?: (?!by\b)[\w-]+){0,6}? (?:affected|impacted|hit|caught(?: up)?|compromised|exposed|stolen|leaked"
    r"|implicated|involved|victims?) (?:by|in|of|through|via|during) (?:an? |the )?(?:recent |massive |huge )?$",
    re.IGNORECASE,
)
_ITS_EVENT = late(
    r"^(?:'s?)? (?:[\w-]+ ){0,2}?(?:breach|incident|attack|hack|leak|intrusion|cyber-?attack)(?:es|s)?\b", re.IGNORECASE
)
_ITS_BREACH = late(r"^(?:'s)? (?:[\w-]+ ){0,2}?(?:breach|hack|leak|data theft)\b", re.IGNORECASE)  # no attacker's
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
        return "Y is a client of X"
    if _AND_TOOK.match(between) and _ENTERED.search(text[max(0, start - _FAR) : start]) and _ENDS_THERE.match(then):
        return LOST_AT
    reaches = _REACHES.search(text[:start]) if _HAS_HIT.match(between) else None
    if _widens(between, then) or (reaches and _BREACH_AT.match(reaches.group())):
        return CAUGHT_UP
    does = _SERVES.match(between) or _VENDOR_OF.match(between) or _FOR_ITS_CLIENT.match(between)
    does = does or _USED_BY.match(between)
    does = does or (_LETTER_FROM.search(text[max(0, end - _FAR) : end]) and _ON_BEHALF.match(between))
    return SERVES if reaches or does or (_WORKS_WITH.match(between) and _TO_SERVE.match(then)) else ""


def _widens(between: str, then: str) -> bool:
    """Whether the breach of the first name spreads to the second, or hits its customers."""
    spreads = _SPREADS.match(between) and not _BUT_ITS.match(then)
    return bool(spreads or (_COMPROMISES.match(between) and _ITS_CUSTOMER.match(then)))


def served(between: str, then: str = "") -> str:
    """The rule by which the words between two names, and after them, make the second serve the first; "" otherwise."""
    if _CLIENT_OF.match(between) or (_ANOTHER.match(between) and _IS_CLIENT.match(then)):
        return "Y is a client of X"
    if len(between) > _FAR or _NOT_HIT.search(between):
        return ""
    if _TAKEN_FROM.match(between) and _ENDS_THERE.match(then):
        return LOST_AT
    in_the = _IN_THE.match(behind(between))
    if in_the and _ITS_BREACH.match(then):
        return CAUGHT_UP
    if _HIT_BY.match(behind(between)) or (in_the and _ITS_EVENT.match(then)):
        return HIT_THROUGH
    tells = "Y tells of a breach at X" if _TELLS_OF.match(behind(between)) else ""
    return WARNS if warns(behind(between), then) else tells


TOLD_OF_ITS_LOSS = "X told us of its loss"  # which says in so many words that X was hit
SERVES = "X serves Y"
HIT_THROUGH = "Y was hit through X"
CAUGHT_UP = "Y was caught up in the X breach"
WARNS = "Y tells its people of what X lost"
LOST_AT = "data of Y was taken from X"
PLAINLY = frozenset({TOLD_OF_ITS_LOSS, CAUGHT_UP, LOST_AT, WARNS})  # which say in so many words that X was hit
_FAR = 170  # code points between two names
