"""Where a sentence names data: phrases of the lexicon, told from the same words used for something else."""

from __future__ import annotations

import re
from itertools import repeat

from model.vocabulary import DataType
from nlp.exposure.clauses import clauses_in
from nlp.exposure.heads import bare_addresses, bare_numbers, lone_numbers
from nlp.exposure.other_things import CONTACT, is_among_documents, is_of_other, retyped
from nlp.text.lexicon import Term, data_terms, weak_terms
from nlp.text.patterns import late

_MEANS = re.compile(
    r"\b(?:us(?:ed?|ing)|with|by|via|through|by means of|thanks to|reus(?:ed|ing)|log(?:ged"
    r"|ging)? in(?:to)? [\w\s]{0,30}with|sign(?:ed|ing)? in(?:to)? [\w\s]{0,30}with|rotat\w+|revok\w+|invalidat\w+"
    r"|reset|chang\w+|guess\w*|credential[- ]stuffing|test(?:ed)?|stuffing|without|need for|exploit\w*"
    r"|abus\w+|phished|compromised|stolen"
    r"|harvested|bought|purchased|replac\w+|tricked [\w\s]{0,30}into [\w\s]{0,20})\s+(?:(?:a|an|the|its|their|his|her"
    r"|an?other|stolen|compromised|leaked|valid|reused|employee|employee's|user|staff|login|admin\w*|phished|same|weak|default"
    r"|previously|harvested|service-account|contractor's|of|some|over|all|old|vendor|partner|supplier|legitimate"
    r"|[\d,]+)\s+){0,4}$",
    re.IGNORECASE,
)
_AS_MEANS = re.compile(
    r"^\s+(?:(?:that|which) (?:were|was|had been) )?(?:harvested|(?:obtained|acquired) (?:by|from|through)|stolen (?:by"
    r"|from|in|through)|taken (?:from|in) (?:an?other|other|earlier|previous)|left over|in (?:an?|his|her|their)"
    r" (?:personal|private)|reused|phished|to (?:access|log|gain|get|enter|break|sign|reach)|were rotated|was rotated"
    r"|were reset|used to|of (?:an?|the|one|some) (?:\w+ )?(?:former|employee|contractor|admin\w*|engineer|developer"
    r"|staff|supplier|vendor|partner|third)\w*)\b",
    re.IGNORECASE,
)
_TAKEN_OVER = re.compile(
    r"^\s+(?:was|were|had been|has been)\s+(?:sim[ -]?swapped|hijacked|ported|spoofed|cloned onto)\b", re.IGNORECASE
)
_SUPPLIER_OF = re.compile(
    r"^(?:[ -](?:data|software|cloud|technology|hosting|processing|management|verification|card|health"
    r"|service))?[ -](?:providers?|vendors?|suppliers?|platforms?|compan(?:y|ies)|firms?|processors?|contractors?"
    r"|tools?|software|apps?|agenc(?:y|ies)|desks?|teams?|departments?|portals?|servers?|systems?|services?|bureaus?"
    r"|partners?|specialists?|giants?|startups?|makers?|managers?|boards?|sites?|websites?|shops?|stores?|retailers?"
    r"|industry|sector|business|forums?|games?|engines?|lines?|exchanges?|clearing ?houses?|networks?|applications?"
    r"|gateways?|terminals?|checks?|processing|thefts?|fraud|offices?|cent(?:er|re)s?|operators?|chains?|publishers?"
    r"|attacks?|protect(?:ed|ion)|stuffing|spraying|breach (?:notification|law)s?|bank\b|holders?|facilit(?:y|ies)"
    r"|clinics?|hospitals?|wards?|units?|devices?|equipment|supplies|schools?|students?|staff|professionals?|workers?"
    r"|methods?|resets|readers?|traces?)\b"
    r"(?!\s+(?:records?|data|information|logs?|tickets?|history|details?|names?)\b)",
    re.IGNORECASE,
)
_HOLDERS = frozenset({"card", "policy"})
_CHANNEL = late(
    r"\b(?:got|gets?|fell for|an?|this|the|by|via|our|in an?|sent|through|phishing|business|receiv\w+|per|or|us|stolen"
    r"|lost|missing|his|her|contact\w*|call\w*|reach\w*)\s+$",
    re.IGNORECASE,
)
_BY_CHANNEL = re.compile(
    r"\b(?:by|via|per|through)\s+(?:(?:e-?mail|phone|telephone|post|letter|mail|sms|text(?: message)?|regular"
    r"|direct|u\.?s\.?)(?:,\s*|\s+and\s+|\s+or\s+(?:by\s+)?|\s+))*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:\s+(?:of|for|from|on|with|belonging to|between)\s[^.;,]{2,60}?|\s+(?:and|or) [\w' -]{2,30}?)?\s+(?:were"
    r"|was|had been|have been|may have been|has been|may be|are|is|being|got|could be"
    r"|could have been)\s+(?:\w+ly\s+|also\s+|not\s+|n't\s+|left\s+|made\s+|even\s+)?"
    r"(?:stolen|exposed|leaked|accessed|taken|compromised|exfiltrated|obtained|affected|involved|included|read|sent"
    r"|copied|published|downloaded|viewed|missing|open|visible|seen|found|lost|posted|mailed|e-?mailed|breached|dumped"
    r"|reached|touched|released|put online|publicly|available|looked|searched|cloned|exported|thrown|discarded|disposed"
    r"|at risk|in (?:the|it|there)|(?:among|on) (?:it|them))\b"
    r"|^\s+(?:had |have )?(?:leaked|went|ended up|appeared|turned up|went missing|surfaced)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:stole|stolen|exposed|expos(?:es|ing)|leaked|leaks|leaking|exfiltrated|obtained|dumped|read|reads|reading"
    r"|copied|copying|downloaded|downloading|viewed|viewing|exported|exporting|got|took|taking|lifted|cloned|accessed"
    r"|accessing|looked at|looking at|published|posted|swiped|siphoned|took away|carried off|(?:made|walked) off with"
    r"|got away with|grabbed|seized|sold|sells|selling|printed|copied out|on (?:it|them|which) (?:was|were)"
    r"|made (?:up )?of|consist(?:s|ed) of|covers?|covered|access to|theft of|leak of|loss of|cop(?:y|ies) of|scans of"
    r"|pictures of|photos of|contents? of|lists? of|records of|full of|containing|contain|contains|contained|holds?"
    r"|held|included?|including|includes)"
    r"\s+(?:(?:the|their|its|his|her|your|our|customer|customers'|user|users'|client|client's|patient|patients'"
    r"|employee|employees'|staff|internal|private|personal|some|many|all|several|old|paper|confidential|sensitive"
    r"|stored|of|over|about|around|nearly|more than|[\d,.]+|thousands|million|hundreds)\s+){0,4}$",
    re.IGNORECASE,
)
_NEGATED = late(
    r"^(?:\s+(?:of|for|from|to)\s+(?:the\s+|our\s+|your\s+)?[\w' -]{2,40}?)?\s+(?:(?:live|lie|lay|sit|sat|reside|stay"
    r"|remain)s?(?:ed|d)?\b|(?:had|have|has) been\b|(?:can|could)(?:not|n't| not)\b|(?:is|are|was"
    r"|were) (?:stored|kept|held|filed|shown)\b|(?:was|were|is|are|has|have|had|did"
    r"|does|do)(?:n't|\s+not|\s+never)\b)|^\s+neither\b",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    r"\b(?:along with|together with|alongside|as well as|not (?:only|just|merely))\s+"
    r"(?:(?:the|their|its|your|our|\w+s')\s+){0,2}$",
    re.IGNORECASE,
)
_THEIRS = frozenset({"name", "address", "email", "e mail"})
_OWNED = re.compile(
    r"\b(?:\w{3,}(?<!companie)(?<!firm)(?<!vendor)(?<!bank)s'|\w{3,}(?:er|or|ant|ent|ee)s?'s|people's"
    r"|children's|customer"
    r"|user|patient|client|member|guest|employee|student|pupil|donor|subscriber|passenger|resident|tenant|contact)\s+$",
    re.IGNORECASE,
)
_NONE_OF = re.compile(
    r"\b(?:no|any|neither|nor|(?:neither|nor) (?:was|were|is|are|did|do))\s+(?:customer\s+|user\s+|client\s+"
    r"|patient\s+|employee\s+)?$",
    re.IGNORECASE,
)
_PEOPLE_AND_PLACES = frozenset(  # "the state", "beneficiaries", "the employer" are data in a list of data only
    {DataType.GEOLOCATION, DataType.DEMOGRAPHIC, DataType.INSURANCE, DataType.EMPLOYMENT_HR}
)
_PICTURED = re.compile(r"^s?\s+(?:of|from)\s+(?:[\w']+\s+){0,2}$")
_PICTURED_TYPES = frozenset(
    {DataType.GOVERNMENT_IDS, DataType.BANK_ACCOUNTS, DataType.FINANCIAL_RECORDS, DataType.PAYMENT_CARDS}
)
_RICH = frozenset({DataType.FINANCIAL_RECORDS, DataType.HEALTH_RECORDS, DataType.BUSINESS_DOCUMENTS})
_GLUE = re.compile(r"[,;/&+(\u2022]|\b(?:and|or|nor|with|alongside|including|plus|as well as|such as)\b", re.IGNORECASE)
_NO_LIST = re.compile(r"\.|\b(?:was|were|is|are|had|has|have|says|said|then|who|but|after|when)\b", re.IGNORECASE)
_LONGEST_GAP = 34
_SHORT_ITEM = 90  # code points of a list item that is nothing but data
_READ_MAIL = late(
    r"^s?(?:,?\s+and\s+(?:attached |internal )?(?:documents|messages|chats)\s+(?:were|was|had been)\b"
    r"|,?\s+(?:and|with)\s+(?:\w+\s+){0,2}attachments?|\s+(?:of|from|between|sent|and documents"
    r"|to and from)\b[^,.;]{0,60}"
    r"\b(?:read|published|leaked|stolen|copied|posted|accessed)|\s+(?:were|was|had been) (?:also )?(?:read|opened"
    r"|intercepted|forwarded)\b"
    r"|\s+between \w|\s+(?:correspondence|archives?|conversations?|threads?|inbox(?:es)?|contents?|bodies))",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\b(?:read|reading|intercepted|trove of|archive of|cache of|thousands of internal|internal)\s+(?:\w+\s+){0,3}$"
    r"|\b(?:diplomatic|confidential|corporate|executives?'?|sensitive|decades of|years of)\s+$",
    re.IGNORECASE,
)
_REST = re.compile(r"\bother\s+(?:\w+\s+)?$", re.IGNORECASE)  # "emails and other contact details" adds nothing


def terms_in(text: str) -> list[Term]:
    """Every naming of data in a sentence, left to right, shared heads ("email and IP addresses") resolved."""
    terms = [term for term in data_terms(text) if not (_is_rest(term, text) or _INITIAL.search(text, 0, term.start))]
    covered = {term.start for term in terms}
    found = [*bare_addresses(text), *bare_numbers(text), *lone_numbers(text, terms)]
    terms += [term for term in found if term.start not in covered]
    terms += [told for told in clauses_in(text) if not any(told.start <= start < told.end for start in covered)]
    terms += [
        Term(
            DataType.PHONE_NUMBERS if t.type is DataType.EMAIL_ADDRESSES else DataType.EMAIL_ADDRESSES,
            t.start,
            t.end,
            t.words,
        )
        for t in terms
        if t.words in CONTACT
    ]
    kept = [retyped(t, text) for t in map(_as_name, terms, repeat(text)) if not is_of_other(t, text)]
    ordered = sorted((_as_mail(t, text) for t in kept), key=lambda term: term.start)
    return [term for i, term in enumerate(ordered) if not _is_picture(term, ordered[max(0, i - 1) : i + 2], text)]


_INITIAL = late(r"\b[A-Z]-\Z")  # "T-Mobile" is no phone


def _as_name(term: Term, text: str) -> Term:
    """In "users' names" it is the users who have names."""
    owned = term.words in ("user name", "account name") and "'" in text[term.start : term.end]
    return Term(DataType.NAMES, term.start, term.end, "customer name") if owned else term


def _is_picture(term: Term, near: list[Term], text: str) -> bool:
    """Images of a passport are the passport."""
    if term.type is not DataType.PHOTOS_MEDIA:
        return False
    for other in near:
        first, second = (term, other) if term.start < other.start else (other, term)
        gap = text[first.end : second.start]
        if other.type in _PICTURED_TYPES and (_PICTURED.match(gap) if first is term else gap == " "):
            return True
    return False


def _is_rest(term: Term, text: str) -> bool:
    return term.words in CONTACT and bool(_REST.search(text[max(0, term.start - 12) : term.start]))


def _as_mail(term: Term, text: str) -> Term:
    """Mails that were read are messages, not addresses."""
    if term.words not in ("email", "e mail"):
        return term
    if text[term.end - 1] not in "sS":
        read = re.match(r"^\s+(?:was|had been)\s+(?:also\s+)?read\b", text[term.end :], re.IGNORECASE)
        return Term(DataType.PRIVATE_MESSAGES, term.start, term.end, "email content") if read else term
    read = _READ_MAIL.match(text[term.end :]) or _READING.search(text[: term.start])
    if read or is_among_documents(term, text):
        return Term(DataType.PRIVATE_MESSAGES, term.start, term.end, "email content")
    return term


# "location, derived from the browser": where the data come from
_SOURCE = re.compile(
    r"\b(?:derived|inferred|estimated|deduced|guessed|based) (?:from|on|by)"
    r" (?:(?:the|your|their|its|his|her|an?|API|user'?s?) ){1,3}$",
    re.IGNORECASE,
)


def is_told_of(term: Term, text: str, names: list[tuple[int, int]]) -> bool:
    """Whether a term means data: it is no part of a name, and not what a supplier is named for."""
    width = term.end - term.start
    if any(begin <= term.start and term.end <= end and end - begin > width + 1 for begin, end in names):
        return False
    if _SOURCE.search(text, max(0, term.start - 40), term.start):
        return False
    after = text[term.end :]
    holder = re.match(r"^[ -]?holders?\b", after, re.IGNORECASE) and term.words in _HOLDERS
    return not (holder or (" with " not in term.words and _SUPPLIER_OF.match(after)))


def counts_as_data(
    term: Term, position: int, terms: list[Term], text: str, *, item: bool, negated: bool = False
) -> bool:
    """Whether the term at `position` tells of data here: strong words do, weak ones only in the company of others."""
    left, after = text[max(0, term.start - 70) : term.start], text[term.end :]
    if _BY_CHANNEL.search(left) or _TAKEN_OVER.match(after) or _is_means(term, left, after):
        return False
    if term.words in weak_terms() and after.startswith("'s "):
        return False
    if _for_something_else(term, text, left, after) and not _has_company(term, position, terms, text):
        return False
    if term.words not in weak_terms() or (item and (len(text) < _SHORT_ITEM or " " in term.words)):
        return True
    return _is_object(term, left, after, negated=negated) or _has_company(term, position, terms, text)


def _is_means(term: Term, left: str, after: str) -> bool:
    """Whether a secret is what somebody came in with."""
    if term.words == "key":
        return bool(_MEANS.search(left) and _AS_MEANS.match(after))
    secret = term.type in (DataType.PASSWORDS, DataType.AUTH_TOKENS)
    return secret and bool(_MEANS.search(left) or _AS_MEANS.match(after))


def _for_something_else(term: Term, text: str, left: str, after: str) -> bool:
    """Credit that is taken for a deed; the password of one account that stood open."""
    if term.words == "credit":
        return after.startswith(" for ")
    return text[term.start : term.end].lower() == "password" and bool(_OWN_SECRET.search(left))


def is_subject(term: Term, text: str) -> bool:
    """Whether it is said right behind the term that it was taken or seen ("names were copied")."""
    return bool(_SUBJECT.match(text[term.end :]))


def _is_object(term: Term, left: str, after: str, *, negated: bool) -> bool:
    """Whether a weak word is what the sentence says was taken, or was not."""
    if _is_channel(term, left, after):
        return False
    if term.type in _PEOPLE_AND_PLACES:
        return False
    if _BESIDES.search(left) or (term.words in _THEIRS and _OWNED.search(left)):
        return True
    if _SUBJECT.match(after) or _OBJECT.search(left):
        return True
    return negated and bool(_NEGATED.match(after) or _NONE_OF.search(left))


_CHANNELS = frozenset({"email", "e mail", "mail", "phone", "telephone", "letter", "text message", "sms"})
_OWN_SECRET = re.compile(  # the one password of an account or a thing: how somebody came in
    r"\b(?:whose|same|admin\w*|default|root|simplest of|weakest of|weak|an?|had|need(?:s|ed)?|set up a"
    r"|(?:and|with|has|had|needs?|needed|wants?|wanted) no)"
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _is_channel(term: Term, left: str, after: str) -> bool:
    return term.words in _CHANNELS and bool(_CHANNEL.search(left)) and after[:1] != ","


def _has_company(term: Term, position: int, terms: list[Term], text: str) -> bool:
    if _is_channel(term, text[max(0, term.start - 70) : term.start], text[term.end :]):
        return False
    neighbours = [terms[i] for i in (position - 1, position + 1) if 0 <= i < len(terms)]
    others = [o for o in neighbours if o.type is not term.type or (o.type in _RICH and o.words != term.words)]
    return any(_listed(text, term, other) for other in others)


def _listed(text: str, one: Term, other: Term) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    gap = text[first.end : second.start]
    return len(gap) < _LONGEST_GAP and bool(_GLUE.search(gap)) and not _NO_LIST.search(gap)
