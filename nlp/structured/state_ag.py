"""A row of a US state attorney general's list of breach notices.

Such a list names who gave notice, which is not always whose systems were entered: the confidence says so. Its
numbers count one state's residents, not everyone, and give no count, save where a column counts all.

The heads of Massachusetts (its reports of 2024 to 2026) and of Indiana are as public programs that read these files
name them, see `basis` in config/data/sources.yaml.
"""

from __future__ import annotations

import re
from datetime import date

from config.columns import NOTIFIERS
from model.disclosure import DataTypeClaim, Dates, Disclosure, Link, Party
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role
from nlp.structured.people import is_natural_person
from nlp.structured.rendered import Fields

_OCCURRED = (
    "datestart",
    "Date(s) of Breach (if known)",
    "Dates of Breach",
    "Date of Breach",
    "breach date",
    "breach_start",
    "Breach Occurred",
    "Date of Occurrence",
    "Breach Occ",
    "Date of the Breach",
)
_AWARE = ("dateaware", "Discovery", "Date Discovered", "discovered", "date of discovery")
_REPORTED = (
    "datesubmitted",
    "Reported Date",
    "Reported",
    "Published_at_AG_website_Date__c",
    "Date Reported",
    "reported_date",
    "Date Reported To OCA",
    "Notice sent",
    "Notification Sent",
    "Notification Date",
    "Notific Sent",
    "Date of Notification",
    "date",
)
_TYPES = (
    "Types_of_Personal_Information_Involved__c",
    "informationtype",
    "data_types",
    "Information Involved",
    "pi_types",
)
_CAUSE = ("databreachcause", "cyberattacktype", "cause", "type of breach", "breach type", "incident type")
_AT_FILER = (
    "at reporting entity",
    "Occurred at Reporting Entity",
    "Breach Occurred at the Reporting Entity",
    "Breach Occur at the Reporting Entity",  # Massachusetts writes it so, and breaks the head where it likes
    "Breach Occur at the Reporting",
    "Breach Occur at the",
)
_YES = ("yes", "y", "true", "1", "x")
# Columns that say yes or no of one data type each (Massachusetts), as their heads are written, whole or broken off.
_FLAGS = (
    (DataType.GOVERNMENT_IDS, ("SSN Breached", "SSN", "Social Security Numbers Breached")),
    (DataType.BANK_ACCOUNTS, ("Account Number Breached", "Account Number", "Financial Account Breached")),
    (DataType.GOVERNMENT_IDS, ("Drivers Licenses Breached", "Drivers License Breached", "Drivers Licenses")),
    (DataType.PAYMENT_CARDS, ("Credit/Debit Numbers Breached", "Credit Debit Numbers", "Credit Debit")),
    (DataType.HEALTH_RECORDS, ("Medical Records Breached", "Medical Records")),
)
_NOBODY = re.compile(r"\W*|duplicate of \S+", re.IGNORECASE)  # rows that only hold a number's place
_EVERYONE = ("Total Affected",)  # Indiana counts them beside its own residents
_NOTIFIER_CONFIDENCE = 0.6

# Words of the states' fixed vocabularies and of registers like them, looked for in this order; the first that fits
# decides. Short ones are whole words: there is a "pin" in "shipping", and a "card" in "discarded".
_VOCABULARY = (
    ("password", DataType.PASSWORDS),
    (r"\bpins?\b", DataType.PASSWORDS),
    ("access code", DataType.PASSWORDS),
    ("security question", DataType.PASSWORDS),
    (r"\bip[ -]address", DataType.IP_ADDRESSES),
    (r"\b(?:mac address|device)", DataType.DEVICE_BROWSER_DATA),
    ("e-mail", DataType.EMAIL_ADDRESSES),
    ("email", DataType.EMAIL_ADDRESSES),
    ("username", DataType.USERNAMES_IDS),
    ("user name", DataType.USERNAMES_IDS),
    (r"\b(?:online|user) account", DataType.USERNAMES_IDS),
    (r"social (?:security|insurance)", DataType.GOVERNMENT_IDS),
    ("driver", DataType.GOVERNMENT_IDS),
    (r"\b(?:id|identity|green) cards?\b", DataType.GOVERNMENT_IDS),
    ("passport", DataType.GOVERNMENT_IDS),
    ("government", DataType.GOVERNMENT_IDS),
    (r"\btax(?!i)", DataType.GOVERNMENT_IDS),
    ("military", DataType.GOVERNMENT_IDS),
    ("student", DataType.EDUCATION_RECORDS),
    ("biometric", DataType.BIOMETRICS),
    ("genetic", DataType.GENETIC),
    ("insurance", DataType.INSURANCE),
    ("medical", DataType.HEALTH_RECORDS),
    ("health", DataType.HEALTH_RECORDS),
    (r"\bcards?\b", DataType.PAYMENT_CARDS),
    ("bank", DataType.BANK_ACCOUNTS),
    ("account", DataType.BANK_ACCOUNTS),
    ("financial", DataType.BANK_ACCOUNTS),
    ("birth", DataType.DATES_OF_BIRTH),
    ("private key", DataType.ENCRYPTION_KEYS),
    ("phone", DataType.PHONE_NUMBERS),
    ("address", DataType.PHYSICAL_ADDRESSES),
    ("name", DataType.NAMES),
)
_WORDS = tuple((re.compile(words), kind) for words, kind in _VOCABULARY)


def read_state_ag(fields: Fields, published: date | None) -> Disclosure | None:
    """The row, its notifier as probably breached, or downstream where the list says so; None for a person.

    Raises:
        StructuredError: the row names nobody.
    """
    name = fields.required(*NOTIFIERS)
    if is_natural_person(name) or _NOBODY.fullmatch(name.strip()):
        return None
    elsewhere = fields.text(*_AT_FILER).casefold() in ("no", "n", "false")
    quoted = fields.evidence(name, *NOTIFIERS)
    return Disclosure(
        is_disclosure=True,
        score=1.0,
        kind=_kind(fields, elsewhere=elsewhere),
        claim=Claim.CONFIRMED,
        parties=(Party(name, Role.DOWNSTREAM if elsewhere else Role.BREACHED, _NOTIFIER_CONFIDENCE, quoted),),
        data_types=tuple(_data_types(fields)),
        records=fields.records("people", *_EVERYONE),
        dates=Dates(
            occurred=fields.earliest(*_OCCURRED),
            discovered=fields.day(*_AWARE),
            disclosed=fields.day_or(published, *_REPORTED),
        ),
        links=(Link(name, None, fields.evidence("", *_AT_FILER)),) if elsewhere else (),
        language="en",
    )


def _kind(fields: Fields, *, elsewhere: bool) -> Kind:
    if elsewhere:
        return Kind.THIRD_PARTY_BREACH
    causes = " ".join(fields.text(key) for key in _CAUSE).casefold()
    return Kind.RANSOMWARE if "ransom" in causes else Kind.BREACH


def named_type(written: str) -> DataType | None:
    """The data type that an entry of a register's list of types names."""
    folded = written.casefold()
    return next((kind for words, kind in _WORDS if words.search(folded)), None)


def _data_types(fields: Fields) -> list[DataTypeClaim]:
    claims: dict[DataType, DataTypeClaim] = {}
    for item in fields.items(*_TYPES):
        data_type = named_type(item)
        if data_type is not None:
            quoted = fields.evidence(item, *_TYPES)
            claims.setdefault(data_type, DataTypeClaim(data_type, DataStatus.EXPOSED, quoted))
    for kind, heads in _FLAGS:
        if fields.text(*heads).casefold().replace(" ", "") in _YES:  # a PDF may set "Yes" as "Y es"
            claims.setdefault(kind, DataTypeClaim(kind, DataStatus.EXPOSED, fields.evidence("", *heads)))
    return list(claims.values())
