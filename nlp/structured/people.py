"""Whether a name in a register looks like a natural person's: such rows are held back."""

from __future__ import annotations

import re
from importlib.resources import files

# Words that only organisations carry in their names; one of them and the row is read.
_ORGANISATION = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|companies|llc|llp|lp|ltd|limited|plc|gmbh|ag|sa|bv|nv|pc|pa|pllc|pbc|"
    r"association|associates|authority|agency|bank|bancorp|board|brothers|bureau|care|center|centers|centre|church|city|"
    r"clinic|clinics|college|commission|communications|consulting|council|county|credit|dba|dental|department|"
    r"diagnostics|district|education|energy|enterprises|estate|federal|financial|firm|foods|foundation|fund|funding|"
    r"government|group|health|healthcare|holdings|home|homes|hospital|hospitals|hotel|hotels|imaging|industries|institute|"
    r"insurance|international|investments|laboratories|labs|law|library|logistics|management|medical|medicine|ministries|"
    r"mortgage|mutual|national|network|networks|office|offices|orthopedics|island|partners|partnership|pharmacy|police|physicians|plan|"
    r"practice|products|properties|realty|resort|resorts|restaurants|retail|savings|school|schools|security|service|"
    r"services|society|software|solutions|state|stores|studios|surgery|system|systems|tech|technologies|technology|"
    r"transport|travel|trust|union|university|usa|us|ventures|wealth|winery|wines|works|worldwide)\b",
    re.IGNORECASE,
)
_GIVEN_LAST = re.compile(r"[A-Z][a-z'’-]+,\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]*\.?)?")  # noqa: RUF001 - typed apostrophe
_INITIAL = re.compile(r"[A-Z][a-z]+\s+[A-Z]\.\s+[A-Z][a-z'’-]+")  # noqa: RUF001
_TITLED = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+[A-Z]|.*,\s*(?:M\.?D|D\.?D\.?S|D\.?O|C\.?P\.?A|Ph\.?D|DMD|DPM|Esq)\.?$"
)
_TWO_WORDS = re.compile(r"([A-Z][a-z]+)\s+[A-Z][a-z'’-]+(?:\s+(?:Jr|Sr|II|III)\.?)?")  # noqa: RUF001
# The commonest given names of the US census (public domain): "Mary Jones" files as a person, "Blue Harbor" does not.
_GIVEN = frozenset((files("nlp") / "structured" / "given_names.txt").read_text(encoding="utf-8").split())


def is_natural_person(name: str) -> bool:
    """Whether `name` is written as registers write people: "Doe, Jane", "Jane Q. Doe", "Dr. Jane Doe", "Jane Doe"."""
    written = " ".join(name.split())
    if not written or _ORGANISATION.search(written) or "&" in written or any(c.isdigit() for c in written):
        return False
    if written.isupper():
        written = written.title()
    if _GIVEN_LAST.fullmatch(written) or _INITIAL.fullmatch(written) or _TITLED.match(written):
        return True
    two = _TWO_WORDS.fullmatch(written)
    return two is not None and two[1].casefold() in _GIVEN
