"""Words that several rules on parties look for: kinds of organisations and of people, and "the X breach"."""

from __future__ import annotations

import re
from typing import Final

from nlp.text.patterns import late

FIRMS: Final = (  # kinds of organisations that have suppliers
    r"(?:airlines|airports|companies|firms|organi[sz]ations|institutions|banks|credit unions|lenders|hospitals"
    r"|health systems|businesses|schools|districts|colleges|universities|municipalities|cities|towns|counties|councils"
    r"|agencies|employers|retailers|grocers|hotels|hubs|clients|carriers|governments|health plans|insurers|clinics"
    r"|practices|brands|charities|utilities|fintechs)"
)
PEOPLE: Final = (  # who has an organisation's trust
    r"(?:customers?|clients?|patients?|members?|guests?|employees?|staff|users?|savers?|students?|pupils?|parents?"
    r"|alumni|subscribers?|policyholders?|donors?|residents?|passengers?|buyers?|shoppers?|readers?|visitors?"
    r"|tenants?|supporters?|workers?|teachers?|volunteers?|applicants?|people)"
)
OWNER: Final = r"(?-i:[A-Z][\w.&-]*'s|[A-Z][\w-]*s')"  # "Oakfeld's" payroll provider
_EVENT = r"(?:breach|hack|leak|incident|attack|intrusion|compromise|cyber-?attack)"
ITS_EVENT: Final = late(
    rf"^(?:'s?)? (?:[\w-]+ ){{0,2}}?{_EVENT}(?:es|s)?\b", re.IGNORECASE
)  # behind its name: "X's hack"
ITS_BREACH: Final = late(  # the same, which is no attacker's
    r"^(?:'s?)? (?:(?!(?:gang|group|ransomware|crew)\b)[\w-]+ ){0,2}?(?:breach|hack|leak|data theft)\b(?!-)",
    re.IGNORECASE,
)
