"""A breach of the Have I Been Pwned catalogue; fields by https://haveibeenpwned.com/API/v3#BreachModel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from config.data_types import from_hibp_class
from model.disclosure import DataTypeClaim, Dates, Disclosure, OtherName, Party
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role
from nlp.structured.rendered import Fields

_HASHED = re.compile(
    r"\b(?:md5|sha-?(?:1|2|256|384|512)|bcrypt|scrypt|argon2\w*|pbkdf2|des(?:crypt)?|phpass|"
    r"hash\w*|crypt|salted)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:plain[- ]?text|clear[- ]?text|in the clear|unencrypted|not (?:hashed|encrypted))\b", re.IGNORECASE
)
_NO_INTRUSION = ("IsSpamList", "IsStealerLog", "IsMalware")  # lists of addresses, no breach of an organisation


def read_hibp(fields: Fields, published: date | None) -> Disclosure:
    """The catalogue's entry: a retired or fabricated one is a withdrawal, an unverified one a claim.

    Raises:
        StructuredError: the entry has neither Title nor Name.
    """
    name = fields.required("Title", "Name")
    claim = Claim.CONFIRMED
    if fields.get("IsRetired") is True or fields.get("IsFabricated") is True:
        claim = Claim.RETRACTED
    elif fields.get("IsVerified") is False:
        claim = Claim.CLAIMED
    is_list = any(fields.get(flag) is True for flag in _NO_INTRUSION)
    kind = Kind.OTHER if is_list else Kind.LEAK_CLAIM if claim is Claim.CLAIMED else Kind.BREACH
    quoted = fields.evidence(name, "Title", "Name")
    return Disclosure(
        is_disclosure=claim is not Claim.RETRACTED and not is_list,
        score=1.0,
        kind=kind,
        claim=claim,
        parties=() if is_list else (Party(name, Role.BREACHED, 1.0, quoted),),
        data_types=tuple(_data_types(fields)),
        records=fields.records("people", "PwnCount"),
        dates=Dates(occurred=fields.day("BreachDate"), disclosed=fields.day_or(published, "AddedDate")),
        language="en",
        other_names=() if is_list else tuple(_domain(fields, name)),
    )


def _domain(fields: Fields, name: str) -> Iterator[OtherName]:
    if domain := fields.text("Domain"):
        yield OtherName(name, domain, "domain", fields.evidence(domain, "Domain"))


def _data_types(fields: Fields) -> list[DataTypeClaim]:
    claims: dict[DataType, DataTypeClaim] = {}
    for name in fields.items("DataClasses"):
        quoted = fields.evidence(name, "DataClasses")
        for data_type in _types(name, fields.text("Description")):
            claims.setdefault(data_type, DataTypeClaim(data_type, DataStatus.EXPOSED, quoted))
    return list(claims.values())


def _types(name: str, description: str) -> tuple[DataType, ...]:
    """The class "Passwords" holds hashes too; only the description tells them apart."""
    data_type = from_hibp_class(name)
    if name.casefold() != "passwords" or not _HASHED.search(description):
        return (data_type,)
    if _PLAIN.search(description):
        return (DataType.PASSWORDS, DataType.PASSWORD_HASHES)
    return (DataType.PASSWORD_HASHES,)
