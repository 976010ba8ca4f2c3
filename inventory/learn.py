"""Which stated names and domains become ways to know an organisation. What leaves any doubt does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from config.registry import ambiguous_words
from inventory.domains import SHARED_HOSTS, parents, registrable_domain
from inventory.names import deception, fold, split_legal_form
from inventory.purls import is_package
from inventory.resolve import DOMAIN, Resolver
from model.disclosure import OtherName
from model.organisation import Resolution

_ACRONYM = re.compile(r"[A-Z0-9&.]{1,6}")  # an acronym is many's
_SHORTEST, _MOST_WORDS = 4, 6
_PERSON_WORDS = (2, 3)
_TRADING = frozenset({"doing business as", "does business as", "d/b/a", "dba", "trading as", "trades as", "t/a"})
_RENAMED = frozenset(
    {
        *(
            "formerly",
            "formerly known as",
            "formerly called",
            "previously known as",
            "previously called",
            "f/k/a",
            "fka",
        ),
        *("now known as", "now called"),
    }
)
# Words of which names are made that many share: of 220 trading names in the US register of health breaches ("Highland
# Hospital", "Retina Specialists", "Memorial Health System") most are one town's and not one organisation's.
_COMMON = frozenset(
    {
        *("company", "group", "bank", "plan", "firm", "practice", "clinic", "clinics", "county", "city", "university"),
        *("organization", "organisation", "provider", "vendor", "customer", "client", "parent", "subsidiary", "fund"),
        *("hospital", "hospitals", "medical", "health", "healthcare", "dental", "care", "center", "centre", "centers"),
        *("community", "memorial", "general", "national", "regional", "american", "united", "first", "institute"),
        *("insurance", "pharmacy", "services", "service", "solutions", "systems", "system", "network", "partners"),
        *("associates", "specialists", "consultants", "consulting", "school", "schools", "college", "church"),
        *("physicians", "surgery", "surgical", "laboratory", "laboratories", "financial", "capital", "media"),
        *("technologies", "technology", "software", "digital", "global", "international", "of", "and", "the", "for"),
    }
)


@dataclass(frozen=True, slots=True)
class Learnt:
    """From now on `merged`, a name's or a domain's id, means the organisation `kept`."""

    merged: str
    kept: str


def learnt(resolver: Resolver, told: OtherName) -> Learnt | None:
    """What may be learnt of it; None where it leaves a doubt.

    A name is learnt for an organisation that the registry or the inventory knows, if it means nobody yet and is no
    common word, look-alike, acronym, person's or trading name of common words. So is the new name of one that was
    renamed and is known by its former name. A domain is learnt if it is nobody's and spells the organisation's name.
    """
    owner = resolver.resolve(told.name, context=told.evidence.quote)
    if owner is None or deception(told.name) or deception(told.other) or is_package(owner.organisation_id):
        return None
    if told.how == "domain":
        merged = _domain(resolver, told.name, told.other)
    elif resolver.holds(owner.organisation_id):
        merged = _name(resolver, told.other, told.how)
    else:
        owner = _renamed(resolver, told) or owner
        merged = _name(resolver, told.name, told.how) if resolver.holds(owner.organisation_id) else None
    return Learnt(merged, owner.organisation_id) if merged and merged != owner.organisation_id else None


def _renamed(resolver: Resolver, told: OtherName) -> Resolution | None:
    """Whom the other of the two names means, where one is the former and one the present name."""
    return resolver.resolve(told.other, context=told.evidence.quote) if told.how in _RENAMED else None


def _name(resolver: Resolver, name: str, how: str) -> str | None:
    """The id of a name that means nobody yet, if nothing is in doubt."""
    base, form = split_legal_form(fold(name))
    words = base.split()
    if len(base) < _SHORTEST or len(words) > _MOST_WORDS or _ACRONYM.fullmatch(name):
        return None
    if _COMMON.issuperset(words) or (how in _TRADING and not _COMMON.isdisjoint(words)):
        return None
    if not form and len(words) in _PERSON_WORDS and words[0] in ambiguous_words()["first_names"]:
        return None
    found = resolver.unmerged(name)
    is_nobody = found is not None and not found.known and found.organisation_id.startswith("name:")
    return found.organisation_id if found and is_nobody and not resolver.holds(found.organisation_id) else None


def _domain(resolver: Resolver, name: str, written: str) -> str | None:
    domain = registrable_domain(written)
    if domain is None or not SHARED_HOSTS.isdisjoint(parents(domain)) or resolver.knows_domain(domain):
        return None
    spelt = split_legal_form(fold(name))[0].replace(" ", "")
    return f"{DOMAIN}{domain}" if spelt in {domain.replace(".", ""), domain.partition(".")[0]} else None
