"""Data told by a clause: "where members live", "when they were born", "which pills patients take"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from model.vocabulary import DataType
from nlp.text.lexicon import Term
from nlp.text.patterns import late

_WHO = (
    r"(?:you|they|people|he or she|(?:its |their |our |the )?(?:applicants|citizens|clients|customers|donors|employees"
    r"|guests|members|patients|players|pupils|residents|staff|students|subscribers|tenants|users|voters|workers)"
    r"|(?:each|every) (?:client|customer|employee|guest|member|patient|pupil|student|user))"
)
_ILL = (
    rf"(?:what|which) (?:drugs?|illness(?:es)?|medicines?|pills) {_WHO} (?:takes?|took|has|have|had|use[ds]?)"
    rf"|what {_WHO} (?:suffer(?:s|ed)? from|weigh(?:s|ed)?|(?:is|are|was|were) (?:being )?treated for)"
)
_KIND = (
    rf"(?:(?:for )?whom?|how) {_WHO} vote[ds]?(?: for)?|whether {_WHO} (?:is|are|was|were) (?:divorced|married|single)"
    rf"|what {_WHO} believe[ds]? in"
    rf"|(?:to )?(?:what|which) (?:church|faith|party|religion) {_WHO} belong(?:s|ed)?(?: to)?"
)
_CLAUSES: Final = (
    (
        DataType.PHYSICAL_ADDRESSES,
        rf"(?:where|(?:houses?|places?|streets?) (?:in which|where)) {_WHO} (?:lived?|lives)",
    ),
    (DataType.DATES_OF_BIRTH, rf"(?:when|(?:days?|dates?|years?) (?:in|on) which) {_WHO} (?:was|were|are) born"),
    (DataType.EMPLOYMENT_HR, rf"(?:how much|what) {_WHO} (?:earn(?:s|ed)?|(?:is|are|was|were) paid)"),
    (DataType.HEALTH_RECORDS, _ILL),
    (DataType.DEMOGRAPHIC, _KIND),
    (DataType.DEVICE_BROWSER_DATA, rf"(?:what|which) (?:browser|device|phone|telephone)s? {_WHO} use[ds]?"),
    (DataType.PURCHASE_HISTORY, rf"what {_WHO} (?:bought|buys?|order(?:s|ed)?)"),
)
_ANY = late("|".join(rf"(?P<_{number}>\b(?:{words})\b)" for number, (_, words) in enumerate(_CLAUSES)), re.IGNORECASE)


def clauses_in(text: str) -> Iterator[Term]:
    """Every clause of a sentence that stands for data."""
    for found in _ANY.finditer(text):
        yield Term(_CLAUSES[int((found.lastgroup or "_0")[1:])][0], *found.span(), found.group().lower())
