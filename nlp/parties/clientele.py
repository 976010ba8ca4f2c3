"""What is said of a supplier's customers: who has firms for customers, and whom its breach reached or spared."""

from __future__ import annotations

import re

from nlp.parties.candidates import fold_name
from nlp.parties.kinds import FIRMS
from nlp.parties.listed import contexts
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_I = re.IGNORECASE
_CLIENTELE = late(
    r"^(?:'s)? (?:\w+ )?clients\b"
    r"|^(?:'s)? customers and (?:\w+ ){0,2}(?:organi[sz]ations|companies|partners|firms)\b"
    r"|^(?:,[^,.;]{1,60},)? (?:(?:says?|said) (?:that )?it )?"
    r"(?:(?:has|had|boasts) (?:more than |over |about |some |around )?[\d,]+|serves?|served|works? with"
    rf"|supplies)\b(?: [\w,.'-]+){{0,8}}? {FIRMS}\b"
    rf"|^(?:,[^,.;]{{1,60}},|, which)? provides? [^.;]{{1,60}}? (?:to|for) (?:[\w,.'-]+ ){{0,4}}?{FIRMS}\b",
    _I,
)
_CLIENTS_OF = re.compile(r"\bclients of (?:the )?$", _I)


def serves_firms(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether it is said to have firms, and not people, for customers."""
    return any(_CLIENTELE.match(right) or _CLIENTS_OF.search(left) for left, right, _ in contexts(item, sentences))


_ITS_ATTACK = r"(?:data breach|breach|ransomware attack|cyber-?attack|attack|hack|leak|incident)"
_HITS = (
    r" (?:has |have |had )?"
    r"(?:affect(?:s|ed)|hits?|impact(?:s|ed)|disrupt(?:s|ed)"
    r"|expose[sd]? (?:[a-z]+ ){0,3}?(?:data|information|records|files)(?: of)?)"
    rf" (?:(?!and\b)[\w,-]+ ){{0,4}}?{FIRMS}\b"
)
_ITS_REACHES = late(rf"^(?:'s)? (?:[a-z]+ ){{0,2}}?{_ITS_ATTACK}{_HITS}", _I)  # "X breach exposes files of councils"
_AT_REACHES = late(rf"^{_HITS}", _I)
_ATTACK_AT = late(rf"\b{_ITS_ATTACK} (?:at|of|on|against) (?:the )?(?:[a-z-]+ ){{0,4}}$")


def reaches_firms(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether its breach is said to have hit organisations: "the breach at X has affected 40 hospitals"."""
    return any(
        _ITS_REACHES.match(right) or (_ATTACK_AT.search(left) and _AT_REACHES.match(right))
        for left, right, _ in contexts(item, sentences)
    )


_NOT_HIT_BY = late(  # "says it is not affected by the X breach", but not "its systems were not affected"
    r"^(?:,[^,.;]{1,80},)?\s(?:says?|said|(?:has )?confirm(?:s|ed)|announced) (?:that )?"
    r"(?:it|(?:none of )?(?:its|their) (?:own )?(?:customers?|users?|clients?|customer data|user data|data))"
    r" (?:is|was|were|are|has been|had been)(?: not|n't) (?:affected|impacted|hit) by (?:[\w'-]+ "
    r"){0,4}?(?:breach|incident|hack|attack|leak)\b(?! directly)",
    _I,
)
_NONE_OF_ITS = late(  # "Y, a customer, said none of its guests were affected"
    r"^(?:,[^,.;]{1,80},)? (?:has |have )?(?:said|says|confirm(?:s|ed)|announced) (?:that )?"
    r"(?:none of its (?:[\w-]+ ){0,2}?"
    r"(?:customers|users|guests|patients|members|clients|students|donors|staff|employees|pupils|residents)"
    r" (?:was|were|are|had been)"
    r"|its (?:[\w-]+ ){0,2}?"
    r"(?:customers|users|guests|patients|members|clients|students|donors|staff|employees|pupils|residents)"
    r" (?:was|were|are|had)(?: not|n't) (?:been )?) ?(?:affected|impacted|hit|among)\b",
    _I,
)
_DATA = r"(?:data|names|details|records|information|files|customers|users|clients|members|patients|guests|donors|staff)"
_NOT_TAKEN_AT = late(  # "has told guests that their names were not taken in the breach at X"
    r"^(?:,[^,.;]{1,80},)? (?:(?:has|have) )?"
    r"(?:says?|said|confirm(?:s|ed)|announced|(?:told|assured) (?:\w+ ){0,2}\w+) (?:that )?"
    rf"(?:it|(?:its|their|the) (?:[\w'-]+ ){{0,3}}?{_DATA}) (?:is|was|were|are|been)(?: not|n't) (?:been )?"
    r"(?:affected|impacted|hit|taken|stolen|copied|exposed|accessed|compromised|involved)"
    r" (?:in|by) the (?:[a-z-]+ )*"
    r"(?:(?:breach|hack|attack|leak|incident) (?:at|of|on) (?:the )?(?-i:(?P<at>[A-Z][\w&-]*))"
    r"|(?-i:(?P<of>[A-Z][\w&-]*)) (?:data )?(?:breach|hack|leak)\b)",
    _I,
)


_REACHED = late(  # "said that the breach affected its members", "said 230,000 of its customers were affected"
    r"^(?:,[^.;]{1,90}?,| [-\u2013\u2014] [^.;]{1,60}? [-\u2013\u2014])?"
    r" (?:(?:has|have|had|also|now|since) )*"
    r"(?:said|says|confirm\w*|disclose[sd]|announce[sd]|reveal\w*|report(?:s|ed)|acknowledge[sd]|admit\w*"
    r"|warn(?:s|ed)|(?:issued|released|published) an? (?:statement|notice)|told)\b[^.;]{0,70}?"
    r"(?:\b(?:breach|incident|attack|hack|leak|compromise)\b (?:(?:has|have|had|may|might|could|also) )*"
    r"(?:affected|impacted|exposed|compromised|reached|involved|hit|affects|impacts)"
    r" (?:[\w,.-]+ ){0,4}?(?:its|their|our)\b"
    r"|\b(?:of|some|its|their) (?:of )?(?:(?:own|current|former|and|of|its|their|the) )*"
    r"(?:customers?|users?|members?|patients?|employees?|clients?|students?|staff|subscribers?|passengers?"
    r"|guests?|borrowers?|donors?)(?:'s?)?(?: [\w-]+){0,3}? "
    r"(?:were|was|had been|have been|may have been|might have been|are) (?:also )?"
    r"(?:affected|impacted|exposed|compromised|stolen|accessed|involved|taken)\b)",
    _I,
)


_ALSO_TOLD = late(  # "The lender X also published a statement"
    r"^(?: has| have)? also "
    r"(?:(?:issued|published|posted|released|sent) (?:an? )?(?:\w+ )?(?:statements?|notices?|letters?|e-?mails?)"
    r"|notified|informed|alerted|warned|acknowledged|confirmed|disclosed)\b",
    _I,
)
_MAY_BE = 0.2  # odds of being hit through another from which who also tells of it was


def tells_it_was_reached(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether it says of itself that the breach, which befell a supplier, reached it, its people or its records."""
    also = item.downstream >= _MAY_BE
    return any(_REACHED.match(right) or (also and _ALSO_TOLD.match(right)) for _, right, _ in contexts(item, sentences))


def is_unhurt(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether it says of itself that its supplier's breach did not reach it."""
    unhurt = any(_NOT_HIT_BY.match(right) or _NONE_OF_ITS.match(right) for _, right, _ in contexts(item, sentences))
    return unhurt or is_spared(item, sentences)


def is_spared(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether it says of itself that the breach of another, which it names, did not reach it."""
    found = (_NOT_TAKEN_AT.match(right) for _, right, _ in contexts(item, sentences))
    return any(m and fold_name(m["at"] or m["of"]) not in item.candidate.key.split() for m in found)


_ALONE = late(  # "runs its own catalogue", "uses couriers of its own", "which has another supplier"
    r"^(?:,[^,.;]{1,60},)?(?:,? (?:which|who|where))? (?:(?:also|still|already|now|each|always) )?"
    r"(?:(?:runs?|uses?|issues?|keeps?|has|have|hosts?|operates?|prints?|sells?|employs?|works? with|buys?"
    r"|handles?|manages?|makes?|does|plans?|develop(?:s|ed)?|built) "
    r"(?:(?:its|their) own(?! (?:data|customers?|clients?|members?|patients?|users?|staff|employees))\b"
    r"|(?:(?!(?:no|found|seen)\b)[\w-]+ ){1,6}?(?:of|in|on) (?:its|their) own\b"
    r"|(?:another|other|a different|a competing|a rival)"
    r"(?: (?:[\w-]+ )?"
    r"(?:systems?|suppliers?|vendors?|providers?|software|firms?|services?|company|product|contractors?"
    r"|platforms?|tools?|programs?|apps?|laborator(?:y|ies)|printers?|bureaus?)\b"
    r"|(?=[.;,])))"
    r"|(?:(?:said|says|confirmed) (?:that )?(?:it|they) )?"
    r"(?:(?:does|did|do)(?: not|n't) use "
    r"(?:it|them|(?-i:[A-Z])[\w&-]*|the (?:software|system|platform|service|product|tool|app))(?=[.;,]|$)"
    r"|(?:is|was|are|were)(?: not|n't) (?:among )?(?:an? |its |the )?(?:customers?|clients?|users?)\b)"
    r"|(?:is|are|was|were) on (?:the|its|their) (?:on-prem\w*|self-hosted) )"
    r"|^(?:,[^,.;]{1,60},)? (?:has |have )?(?:(?:looked|checked) and )?(?:saw|found|noticed) nothing(?=[.;,])",
    _I,
)


def does_without(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether it is said to do by itself, or with another, what the others of the page have a supplier for."""
    return any(_ALONE.match(right) for _, right, _ in contexts(item, sentences))
