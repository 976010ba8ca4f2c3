"""Who says that one of its own was hit: "Y said that X, its caterer, was hacked", "Y's printer, X, fell to a virus"."""

from __future__ import annotations

import re

from nlp.text.patterns import late

_SAYS = (
    r"^(?:,[^,.;]{1,80},)? (?:(?:has|have|had|also|now|since|later|today|yesterday) )*"
    r"(?:said|says|confirm\w*|announce[sd]?|disclose[sd]?|reveal(?:s|ed)|admit(?:s|ted)|report(?:s|ed)|acknowledge[sd]?"
    r"|warn(?:s|ed)(?: [\w ]{1,40}?)?|t(?:old|ells) [\w ]{1,40}?|(?:was|were) (?:told|informed|notified))"
    r"(?: (?:on|late on|last) \w+day| this week)?,?(?: that| of)?"
)
_TRADES = (  # whoever works for others
    r"(?:caterers?|laundr(?:y|ies)|booksellers?|couriers?|cleaners?|recruiters?|insurers?|translators?|photographers?"
    r"|lawyers?|attorneys?|solicitors?|accountants?|auditors?|advis[eo]rs?|brokers?|printers?|publishers?|hauliers?"
    r"|forwarders?|landlords?|consultants?|technicians?|installers?|debt collectors?|billers?|bookkeepers?|designers?"
    r"|distributors?|dealers?|resellers?|wholesalers?|law firm|(?:[\w-]+ )?(?:supplier|vendor|provider|subcontractor"
    r"|contractors?|processor|subprocessor|administrator|bureau|agency|agent|host|operator|manager(?! of)))"
)
_ITS = rf"(?:its|their|our|one of (?:its|their)) (?:[\w-]+ ){{0,4}}?{_TRADES}(?: (?:for|of) [^,.;]{{1,40}})?"
_WHO = r", (?:which|who) [a-z]+s (?:[\w-]+ ){0,4}?(?:its|their|our|for it|for them|for us)\b[^,.;]{0,60},"
_HIT = (
    r" (?:(?:was|were|has been|have been|had been|got) (?:also |itself |recently |the |\w+ly )*"
    r"(?:hacked|breached|attacked|hit|entered|compromised|broken into|victim|target)\b"
    r"|(?:has |have |had )?(?:suffer(?:ed|s)|experienced|had|fallen victim to|fell victim to) an? (?:[\w-]+ ){0,3}?"
    r"(?:breach|theft|attack|cyber-?attack|incident|hack|intrusion|leak)\b"
    r"|(?:has |had )?(?:\w+ly )?(?:lost|exposed|leaked|mislaid|e-?mailed|mailed|sent|published|posted)"
    r" (?:(?:an?|the|some) )?(?:[\w-]+ ){0,2}?(?:data|lists?|details|files?|names|records|laptops?|disks?)\b"
    r"(?! of the (?:breach|incident|attack)))"
)
_NAMED = late(rf"{_SAYS}(?: the)? $", re.IGNORECASE)
_THEN_ITS = late(rf"^(?:, (?:which is )?{_ITS},|{_WHO}){_HIT}", re.IGNORECASE)
_ITS_NAMED = late(rf"{_SAYS} {_ITS},?(?: called| named)? $", re.IGNORECASE)
_THEN_HIT = late(rf"^,?{_HIT}", re.IGNORECASE)


def hit_of_its_own(between: str, then: str) -> bool:
    """Whether the words between two names, and after them, say that the first one's supplier, the second, was hit."""
    if _ITS_NAMED.match(between) and _THEN_HIT.match(then):
        return True
    return bool(_NAMED.match(between) and _THEN_ITS.match(then))
