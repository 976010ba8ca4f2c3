"""Words that share a head ("email and IP addresses", "phone and card numbers"), and a number that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.vocabulary import DataType
from nlp.text.lexicon import Term
from nlp.text.patterns import late

_BARE_ADDRESS = re.compile(
    r"\b(?P<kind>physical|postal|home|mailing|street|residential|billing|shipping|delivery|ip|e-?mail|work"
    r"|mac)(?=s?(?:\s*(?:,|/|&|\band\b|\bor\b)[^.;:()]{0,60}?)\baddress)",
    re.IGNORECASE,
)
_ADDRESS_KINDS = {
    "ip": DataType.IP_ADDRESSES,
    "email": DataType.EMAIL_ADDRESSES,
    "e-mail": DataType.EMAIL_ADDRESSES,
    "mac": DataType.DEVICE_BROWSER_DATA,
}
_NUMBER_HEAD = re.compile(
    r"\b(?<!report )(?<!sim )(?<!id )(?<!identity )(?<!loyalty )(?<!health )(?<!gift )(?P<kind>social security|passport"
    r"|driver'?s?'? licen[sc]e|driving licen[sc]e|phone|telephone|mobile|fax|bank account|credit card|debit card|card"
    r"|account|routing|tax|medical record|policy|bank|insurance|health|medical|financial|payment|payroll|billing"
    r"|student|employee|personnel|patient|location|usage|biometric|genetic|booking|order|purchase|log|chat)"
    r"(?=s?-?\s*(?:,|/|&|\band\b|\bor\b)[^.;:()]{0,60}?\b(?P<head>(?<=\s)numbers?|data|details|information|records?"
    r"|files?|history)\b)",
    re.IGNORECASE,
)
_NUMBER_KINDS = {
    "phone": DataType.PHONE_NUMBERS,
    "telephone": DataType.PHONE_NUMBERS,
    "mobile": DataType.PHONE_NUMBERS,
    "fax": DataType.PHONE_NUMBERS,
    "bank account": DataType.BANK_ACCOUNTS,
    "credit card": DataType.PAYMENT_CARDS,
    "debit card": DataType.PAYMENT_CARDS,
    "card": DataType.PAYMENT_CARDS,
    "account": DataType.BANK_ACCOUNTS,
    "routing": DataType.BANK_ACCOUNTS,
    "medical record": DataType.HEALTH_RECORDS,
    "policy": DataType.INSURANCE,
    "social security": DataType.GOVERNMENT_IDS,
    "passport": DataType.GOVERNMENT_IDS,
    "tax": DataType.GOVERNMENT_IDS,
}
_DATA_KINDS = {
    "bank": DataType.BANK_ACCOUNTS,
    "card": DataType.PAYMENT_CARDS,
    "credit card": DataType.PAYMENT_CARDS,
    "payment": DataType.PAYMENT_CARDS,
    "insurance": DataType.INSURANCE,
    "health": DataType.HEALTH_RECORDS,
    "medical": DataType.HEALTH_RECORDS,
    "patient": DataType.HEALTH_RECORDS,
    "financial": DataType.FINANCIAL_RECORDS,
    "tax": DataType.FINANCIAL_RECORDS,
    "payroll": DataType.FINANCIAL_RECORDS,
    "billing": DataType.FINANCIAL_RECORDS,
    "student": DataType.EDUCATION_RECORDS,
    "employee": DataType.EMPLOYMENT_HR,
    "personnel": DataType.EMPLOYMENT_HR,
    "location": DataType.GEOLOCATION,
    "usage": DataType.LOGS_USAGE_ANALYTICS,
    "log": DataType.LOGS_USAGE_ANALYTICS,
    "biometric": DataType.BIOMETRICS,
    "genetic": DataType.GENETIC,
    "booking": DataType.PURCHASE_HISTORY,
    "order": DataType.PURCHASE_HISTORY,
    "purchase": DataType.PURCHASE_HISTORY,
    "chat": DataType.PRIVATE_MESSAGES,
}


def bare_addresses(text: str) -> Iterator[Term]:
    """Kinds of address that share a head: "email" in "email and IP addresses"."""
    for match in _BARE_ADDRESS.finditer(text):
        word = match["kind"].lower()
        yield Term(_ADDRESS_KINDS.get(word, DataType.PHYSICAL_ADDRESSES), match.start(), match.end(), f"{word} address")


def bare_numbers(text: str) -> Iterator[Term]:
    """Kinds of number or of data that share a head: "phone" in "phone and card numbers"."""
    for match in _NUMBER_HEAD.finditer(text):
        word, head = match["kind"].lower(), match["head"].lower()
        if head.startswith("number"):
            kind = _NUMBER_KINDS.get(word, DataType.GOVERNMENT_IDS if "licen" in word else None)
        else:
            kind = _DATA_KINDS.get(word)
        if kind is not None:
            yield Term(kind, match.start(), match.end(), f"{word} {head.rstrip('s')}")


_LONE_NUMBER = re.compile(
    r"(?:^|[,;(\u2022]|\b(?:and|or|their|your))\s+(numbers?)(?=\s*(?:$|[,;.)]|(?:and|or)\b))", re.IGNORECASE
)
_PERSON = frozenset({DataType.NAMES, DataType.PHYSICAL_ADDRESSES, DataType.EMAIL_ADDRESSES})
_ITS_OWN = re.compile(
    r"\b(?:cards?|accounts?|polic(?:y|ies)|members?|licen[cs]es?|plates?|passports?)\b[^,;]{0,20}$", re.IGNORECASE
)


def lone_numbers(text: str, terms: list[Term]) -> Iterator[Term]:
    """In "name, number and address" the number is that of a telephone."""
    for match in _LONE_NUMBER.finditer(text):
        start, end = match.span(1)
        beside = any(
            t.type in _PERSON and (0 <= start - t.end < _BESIDE or 0 <= t.start - end < _BESIDE) for t in terms
        )
        if _CARDHOLDER.search(text, max(0, start - 40), start) or _THEN_EXPIRY.match(text, end):
            yield Term(DataType.PAYMENT_CARDS, start, end, "card number")
        elif beside and not _ITS_OWN.search(text, max(0, start - 40), start):
            yield Term(DataType.PHONE_NUMBERS, start, end, "number")


_CARDHOLDER = late(r"\bcard ?holders?(?:'s?)? names?(?:,| and|, and)\s$", re.IGNORECASE)
_THEN_EXPIRY = late(r"(?:,| and|, and) (?:the )?(?:expir\w+|cvv|cvc|security code)\b", re.IGNORECASE)
_BESIDE = 8  # code points between the items of a list
