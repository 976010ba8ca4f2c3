"""Words for data that stand for something else: the name of a file, a class code, the parents of a pupil."""

from __future__ import annotations

import re
from typing import Final

from model.vocabulary import DataType
from nlp.text.lexicon import Term
from nlp.text.patterns import late

_HEAD_OF_OTHER = re.compile(
    r"\b(?:ip|e-?mail|mac|web|wallet|bitcoin|internet protocol|url|site|crypto\w*|btc|eth)s?\s+$", re.IGNORECASE
)
_NAME_OF_THING = re.compile(
    r"\b(?:network|file|host|domain|device|product|project|company|business|street|drug|brand|code|model|table|column"
    r"|bucket|workspace|server|database|folder|branch|board|page|book|film|process|campaign|court"
    r"|garnishment|restraining|executive|trade|program|repository|place|school)\s+$",
    re.IGNORECASE,
)
_ALSO_VERBS = frozenset(  # and words for many things; one alone is no data
    {"statement", "claim", "call", "plan", "strategy", "title", "order", "legacy"}
)
_OF_KEYS = re.compile(r"\b(?:the|our|their|its|digital|root|client|server|security|trust)\s+$", re.IGNORECASE)
_OF_A_PERSON = late(  # "CVs, cover letters and certificates"
    r"\b(?:applications?|birth|cover letters?|cvs?|death|diplomas?|marriage|references?|r[e\u00e9]sum[e\u00e9]s?"
    r"|transcripts?)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_IN_LIST = re.compile(r"(?:[,;:/(&]|\b(?:and|or|nor))\s+$", re.IGNORECASE)
_CODE_OF_THING = re.compile(
    r"\b(?:class|area|country|discount|product|item|tax|bar|qr|reference|voucher|reason"
    r"|error|status|dress|building|malicious|rogue|harmful|injected|skimming|exploit|the|an?|this|under)\s+$",
    re.IGNORECASE,
)
_PERSONS = frozenset(  # whose data they are
    {"child", "parent", "relative", "guardian", "spouse", "dependent", "beneficiary"}
    | {"employer", "physician", "doctor"}
)
_WHOSE = late(
    r"\s(?:tele)?(?:phones?|mobile|cell|e-?mails?|contact|home|postal)\b", re.IGNORECASE
)  # "parent phone number"
_CONCERNS = re.compile(r"\b(?:of|to|from|by|with)\s+(?:the\s+|their\s+|your\s+|our\s+|\d+\s+)?$", re.IGNORECASE)


_FALSE = late(  # what a swindler writes is nobody's data ("mails with false bank details")
    r"\b(?:false|fake|bogus|forged|fraudulent|phon(?:e)?y|made-up)\s+$", re.IGNORECASE
)
_USED_TO = late(  # what data would be good for: "cannot be used to access customers' bank accounts"
    r"\bused (?:\w+ly )?to (?:access|open|create|enter|reach|get into|log in(?:to)?|empty|apply for)"
    r" (?:[\w']+ ){0,2}$",
    re.IGNORECASE,
)
_FALSE_TYPES = frozenset({DataType.BANK_ACCOUNTS, DataType.PAYMENT_CARDS, DataType.FINANCIAL_RECORDS})
_OF_PERSONS = late(r"\b(?:id|identity|pan|voter|ration|aadhaar|residence)\s+$", re.IGNORECASE)  # cards that pay nothing
_PROVES = late(r"\b(?:prov(?:e|ed|es|ing)|show(?:s|ed|ing)?|verif\w+|confirm\w*)\s+$", re.IGNORECASE)
_DATA_WORD = (
    r"(?:passwords?|passcodes?|credentials|(?:user ?|full )?names?|(?:tele)?phone|numbers?|address(?:es)?|birth|ids?)"
)
_COUNTED = late(  # "12 million e-mail accounts leaked"
    r"\b(?:(?:[\d.,]{5,}|\d+[km]?|millions?|billions?|thousands) (?:of )?(?:\w+ )?)$", re.IGNORECASE
)
_AMONG_DATA = late(rf"\b{_DATA_WORD}(?:,| and| or|, and|, or)\s+$", re.IGNORECASE)
_THEN_DATA = late(
    rf"(?:,| and| or| &) (?:their |the |hashed |encrypted |first |last |home |ip |dates? of ){{0,3}}{_DATA_WORD}\b",
    re.IGNORECASE,
)
_OF_MAILBOX = late(r"\s(?:accounts?\s)?(?:passwords?|credentials?|log-?ins?)\b", re.IGNORECASE)


_TRIED = late(  # what was seen of an attack, not what was taken: "millions of login attempts with stolen passwords"
    r"\b(?:saw|seen?|noticed|detected|observed|blocked"
    r"|(?:millions|thousands|hundreds|number|wave|surge|spate|flood) of"
    r"|failed|suspicious|automated|unusual|repeated|malicious|these|such)\s+$",
    re.IGNORECASE,
)
_FILED = late(
    r"\b(?:fil(?:e[sd]?|ing)|extensions?|more time) (?:[\w-]+ ){0,3}$", re.IGNORECASE
)  # what a thief does with what he has
_ANYWHERE = late("")
_CREDIT_OR_DEBIT = late(r" ?/ ?debit\b", re.IGNORECASE)
_LOSS = late(r" (?:loss(?:es)?|harm|damages?|impact|gains?|motives?|support|institutions?|crimes?)\b", re.IGNORECASE)
_IN_WHICH = late(
    r"\b(?:wrote|said|says|written|added|in|sent|via|by) (?:in )?(?:an?|the|this|that) (?:\w+ )?$", re.IGNORECASE
)
_DISRUPTED = late(
    r"\b(?:affect|impact|disrupt|interrupt|jeopardi[sz]|provid|deliver|delay|hamper)\w*"
    r" (?:the |any |our |its |their )?(?:\w+ )?$",
    re.IGNORECASE,
)
_SPEAKS = late(
    r" (?:has |had |also )?(?:added|adds|believes?|insist(?:s|ed)|says?|said|stress(?:es|ed)|told|wrote)\b",
    re.IGNORECASE,
)
_CLAIMANT = late(  # "the gang claims data of a hundred firms"
    r"\b(?:actors?|attackers?|crew|gang|group|hackers?|he|it|ransomware|she|they|who)(?: also| now)? $", re.IGNORECASE
)
_AFTER_CARE = late(r"\b(?:care|teaching|treatment)(?:,| and| or) $", re.IGNORECASE)
_MEDICAL = late(r"\b(?:assistive|hearing|implant\w*|medical|mobility)(?: and \w+)?\s+$", re.IGNORECASE)
_IN_CODE = late(r" (?:audits?|changes?|execution|freeze|injections?|merges?|reviews?)\b", re.IGNORECASE)
_FOR_A = late(r"\b(?:a|per|every|last|any|this|one) $", re.IGNORECASE)
_THEN_SENT = late(  # by the intruder, from where he was; or by the firm
    r"\b(?:and|then|who|that|they|he|she|it|also|attackers?|intruders?|hackers?)\s+sent\s+(?:out\s+)?(?:\w+\s+)?$"
    r"|\b(?:mailed|send(?:ing|s)?|sent) (?:out )?(?:[\w-]+ ){0,3}?(?:letters?|notices?|notifications?|texts?)"
    r"(?:,| and| or|, and) (?:\w+ )?$",
    re.IGNORECASE,
)
_PROCESSED = late(r"\b(?:(?:process|pay|collect|accept)(?:ing)?|online) (?:\w+ )?$", re.IGNORECASE)
_PAYMENT = late(r" payments?\b", re.IGNORECASE)
_OF_LOGIN = frozenset({DataType.EMAIL_ADDRESSES, DataType.USERNAMES_IDS})
_USING = late(r"\b(?:using|with|used|by means of) (?:(?:the|some|valid|stolen|leaked|old|known) )?$", re.IGNORECASE)
_WITH_SECRET = late(  # "e-mail addresses and passwords obtained elsewhere": what somebody came in with
    r"(?:,? and|/| &) ?(?:passwords?|credentials) (?:(?:that|which) (?:were|was|had been) |they (?:had )?)?(?:acquired"
    r"|obtained|harvested|stolen|leaked|bought|taken|gathered|from) (?:\w+ )?(?:from|in|by|on|elsewhere|through|via"
    r"|other|another|earlier|previous)\b",
    re.IGNORECASE,
)
_NOTIFIED = late(  # by letter, of what befell them
    r"\b(?:mail(?:s|ed|ing)?|sen[dt]|sending|sends|issu(?:e|ed|ing)|receiv(?:e|es|ed|ing)|notif(?:y|ied|ying|ication)"
    r"|notice|breach|post(?:ed|ing))\s+(?:(?:out|the|a|an|these|such|those|breach|data|notification|notice|formal"
    r"|official|first|follow-?up)\s+){0,3}$",
    re.IGNORECASE,
)
_TRIED_WITH = late(r"\s(?:with|using|from|against|on|to|by|that|in which|were|was|are)\b", re.IGNORECASE)


CONTACT = frozenset({"contact information", "contact data", "contact detail"})  # how somebody can be reached, at large
_SPELLED_OUT = late(  # "contact information, including names and addresses" says which
    r"s?(?:,| \()? ?(?:including|namely|i\.e\.|consisting of|limited to),? (?:your |their |the |full |home )?"
    r"(?:names?|address(?:es)?|(?:e-?)?mails?|(?:tele)?phone|postal|street|mailing)\b",
    re.IGNORECASE,
)


_LEFT = 48  # code points before a term that tell what it is


def is_of_other(term: Term, text: str) -> bool:
    """Whether a name, a code or an address is that of a thing, or a person is named as the one whom data concern."""
    left = text[max(0, term.start - _LEFT) : term.start]
    if _is_by_the_way(term, text, left) or (term.words in CONTACT and _SPELLED_OUT.match(text, term.end)):
        return True
    if term.words == "address":
        return bool(_HEAD_OF_OTHER.search(left))
    if term.words in ("name", "title", "order") and _NAME_OF_THING.search(left):
        return True
    if term.words in _PERSONS:
        if _WHOSE.match(text, term.end):
            return True
        return bool(text.startswith(("'", "s'"), term.end) or _CONCERNS.search(left))
    return _stands_alone(term, text, left)


def _is_by_the_way(term: Term, text: str, left: str) -> bool:
    """Whether the words are false on purpose, part of an attack or a proof, or say whose password or card it is."""
    if term.type in _FALSE_TYPES and (_FALSE.search(left) or _USED_TO.search(left)):
        return True
    if term.type in _OF_LOGIN and _WITH_SECRET.match(text, term.end) and _USING.search(left):
        return True
    if _is_of_care(term, text, left) or (term.words == "email account" and not _are_addresses(term, text, left)):
        return True
    if term.words in ("mailbox", "inbox", "email account"):
        return bool(_OF_MAILBOX.match(text, term.end))
    before, after = _AROUND.get("attempt" if term.words.endswith("attempt") else term.words, (None, None))
    if before is not None and before.search(left) and (after is None or after.match(text, term.end)):
        return True
    return term.type is DataType.PAYMENT_CARDS and term.words.startswith("card") and bool(_OF_PERSONS.search(left))


def _is_of_care(term: Term, text: str, left: str) -> bool:
    """Whether it is a pacemaker and the like, or what beneficiaries have given, whatever that is."""
    if term.words in ("beneficiary data", "beneficiary information"):
        return "'" in text[term.start : term.end]
    return term.words.startswith("device") and bool(_MEDICAL.search(left))


_AROUND: Final[dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]] = {  # what stands before a word, and after it
    "email": (_THEN_SENT, None),
    "e mail": (_THEN_SENT, None),
    "letter": (_NOTIFIED, None),
    "letter to": (_NOTIFIED, None),
    "tax": (_PROCESSED, _PAYMENT),
    "payment": (_PROCESSED, None),
    "tax return": (_FILED, None),
    "credit": (_ANYWHERE, _CREDIT_OR_DEBIT),
    "financial": (_ANYWHERE, _LOSS),
    "email exchange": (_IN_WHICH, None),
    "note to": (_IN_WHICH, None),
    "patient care": (_DISRUPTED, None),
    "minute": (_FOR_A, None),
    "attempt": (_TRIED, _TRIED_WITH),
    "who they are": (_PROVES, None),
    "claim data": (_CLAIMANT, None),
    "claim information": (_CLAIMANT, None),
    "code": (_ANYWHERE, _IN_CODE),
    "research": (_AFTER_CARE, None),
    "company": (_ANYWHERE, _SPEAKS),
    "school": (_ANYWHERE, _SPEAKS),
}


def _are_addresses(term: Term, text: str, left: str) -> bool:
    """Whether accounts of e-mail are data in a list or a count, and not what somebody entered."""
    return bool(_COUNTED.search(left) or _AMONG_DATA.search(left) or _THEN_DATA.match(text, term.end))


def _stands_alone(term: Term, text: str, left: str) -> bool:
    """Whether a word for many things is used as none of data ("a plan", "under a code")."""
    plural, listed = text[term.end - 1] in "sS", bool(_IN_LIST.search(left))
    if term.words == "code":
        return plural or bool(_CODE_OF_THING.search(left))
    if term.words == "certificate":
        return (not listed and not _OF_KEYS.search(left)) or bool(_OF_A_PERSON.search(left))
    return term.words in _ALSO_VERBS and not plural and not listed


def is_among_documents(term: Term, text: str) -> bool:
    """Whether mails stand in a list of documents and recordings, and not of names and numbers: they were read."""
    near = max(0, term.start - _LEFT)
    before, after = _DOCUMENTS_THEN.search(text, near, term.start), _THEN_DOCUMENTS.match(text, term.end)
    if not (before or after) or _AMONG_DATA.search(text, near, term.start):
        return False
    return not (_THEN_DATA.match(text, term.end) or _THEN_ADDRESS.match(text, term.end))


_DOCUMENTS = (
    r"(?:backups|chats|contracts|conversations|correspondence|databases|documents|files|invoices|meetings|memos"
    r"|messages|presentations|recordings|reports|spreadsheets)"
)
_DOCUMENTS_THEN = late(rf"\b{_DOCUMENTS}(?:,| and|, and) (?:[\w-]+ )?$", re.IGNORECASE)
_THEN_DOCUMENTS = late(rf"(?:,| and|, and|,? as well as) (?:[\w-]+ ){{0,2}}?{_DOCUMENTS}\b", re.IGNORECASE)
_THEN_ADDRESS = late(r"(?:,| and|, and)? (?:\w+ )?address(?:es)?\b", re.IGNORECASE)


def is_machine(term: Term, text: str) -> bool:
    """Whether what a denial names are devices or systems ("payroll, e-mail and phone systems were not affected")."""
    if text[term.end - 1] in "sS":
        return term.words == "device" and not text[: term.start].endswith(" of ")  # "a list of devices"
    return " " not in text[term.start : term.end] and bool(_OF_SYSTEMS.match(text, term.end))


_OF_SYSTEMS = late(
    r"(?:, (?:[\w-]+ )?[\w-]+)*,? (?:and|or|nor) (?:[\w-]+ )?[\w-]+ "
    r"(?:networks?|platforms?|servers?|systems?|terminals?)\b",
    re.IGNORECASE,
)


def retyped(term: Term, text: str) -> Term:
    """The term with the type that its company gives it: a code beside the number of a card, a school's own number."""
    if term.words in ("identification number", "id number") and _OF_A_BODY.search(text, term.start - 30, term.start):
        return Term(DataType.USERNAMES_IDS, term.start, term.end, "identifier")
    if term.words.startswith("enrol") and _is_of_plan(text[max(0, term.start - _LEFT) : term.end + _LEFT]):
        return Term(DataType.INSURANCE, term.start, term.end, term.words)
    if term.type is DataType.PAYMENT_CARDS and term.words.startswith("last ") and _OF_AN_ID.search(text, 0, term.start):
        return Term(DataType.GOVERNMENT_IDS, term.start, term.end, "last digits of an identity number")
    if term.words == "verification code" and _ON_CARD.search(text, max(0, term.start - 60), term.start):
        return Term(DataType.PAYMENT_CARDS, term.start, term.end, "card verification code")
    return term


def _is_of_plan(around: str) -> bool:
    return bool(_OF_PLAN.search(around)) and not _OF_SCHOOL.search(around)


_OF_SCHOOL = late(r"\b(?:academic|class\w*|college|course|pupils?|school|students?|university)\b", re.IGNORECASE)
_OF_PLAN = late(r"\b(?:coverage|entitlement|health plan|insurance|medicaid|medicare|premiums?)\b", re.IGNORECASE)
_OF_AN_ID = late(  # "Social Security numbers were masked except for the last four digits"
    r"\b(?:social security|ssns?|passport|tax(?:payer)? (?:id|number)|national insurance|licen[cs]e)\b"
    r"(?:(?!\b(?:cards?|accounts?|iban)\b)[^.;]){0,80}$",
    re.IGNORECASE,
)
_OF_A_BODY = late(  # "district-assigned identification numbers"
    r"\b(?:district|school|university|college|student|internal|company|customer|client|employee|staff|library"
    r"|(?!US|UK|EU)(?-i:[A-Z]){2,5})(?:-(?:assigned|issued))? $",
    re.IGNORECASE,
)
_ON_CARD = late(
    r"\b(?:expir(?:ation|y)(?: dates?)?|card(?: numbers?| data)?|magnetic stripe)(?:,| and|, and|,? or)"
    r" (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
