"""Which organisation a written name means: exact on folded names, never by similarity."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from config.registry import ambiguous_words
from inventory.domains import host_of, parents, registrable_domain
from inventory.known import Known, known_names
from inventory.names import deception, fold, skeleton, split_legal_form, without_region
from inventory.packages import is_elsewhere
from inventory.purls import package_id, purl_type, read_package
from model.inventory import InventoryItem
from model.organisation import Organisation, Resolution
from model.vocabulary import ItemKind, MatchedOn

DOMAIN = "domain:"
_SUGGESTED = 3  # names that are shown to choose from
_ACRONYM = 5  # letters; "SAP" in capitals is a company, "sap" is not
_OTHERWISE = re.compile(
    r"\b(?:d/b/a|dba|f/k/a|fka|a/k/a|aka|t/a|n/k/a|nka|(?:[dn]\.b|[afn]\.k)\.a\b\.?|trading as|doing business as"
    r"|formerly(?: known as)?|now (?:known as|called))\b|[(,]\s*now\b",  # the word alone ends names
    re.IGNORECASE,
)
_PARTS = re.compile(rf"{_OTHERWISE.pattern}|[()]", re.IGNORECASE)
_BESIDE = re.compile(r"\s+[-\u2013\u2014|]\s+|\s*[\[;]\s*|:\s+")  # what lists put between a vendor and its product
_BRACKET = re.compile(r"([^()/]{2,100})\(([^()/,]{2,100}(?:, [^()/,]{2,20})?)\)$")
_BETWEEN = re.compile(r",?\s+(?:and|or|&)\s+|,\s+(?:hosted (?:on|by)\s+)?")
_BETWEEN_WORDS = re.compile(r"[\s-]")  # as in "own up"; "quill.io" and "at&t" are names, however they are written
_TOO_LONG = 200  # characters; no organisation is called so


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name as it is written, and where."""

    text: str
    context: str
    written_by_hand: bool


class Resolver:
    """Looks names up in the registry, and in what an inventory says of its own vendors.

    `merged`: organisations (by id) that a person or a trusted document said are another one, and domains
    (`domain:quill.example`) that are an organisation's.
    """

    def __init__(
        self,
        organisations: Iterable[Organisation],
        items: Iterable[InventoryItem] = (),
        merged: Mapping[str, str] | None = None,
    ) -> None:
        self._merged = dict(merged or {})
        self._known = known_names(organisations)
        self._listed: tuple[str, ...] | None = None
        self._capitalised = ambiguous_words()["capitalised"]
        for merged_id, kept in self._merged.items():
            if merged_id.startswith(DOMAIN):
                self._known.learn_domain(kept, merged_id.removeprefix(DOMAIN))
        self._packages: dict[str, set[str]] = {}  # the purl types of what is called so, where nobody else is
        self._ours: set[str] = set()
        for item in sorted(items, key=lambda item: (item.kind is not ItemKind.ORGANISATION, _is_bare(item))):
            self._add_item(item)

    def resolve(self, name: str, *, context: str = "", written_by_hand: bool = False) -> Resolution | None:
        """The organisation that `name` means, or None where the word alone does not tell.

        None is for an ambiguous word without a domain, legal form or context word, a name shared by several, a
        look-alike spelling, or no word at all. `written_by_hand`: an inventory's spelling, where "aws" may stand for
        "AWS". A name that nobody knows resolves to `name:<folded>`.
        """
        return self._as_merged(self._resolved(name, context, written_by_hand))

    def _as_merged(self, found: Resolution | None) -> Resolution | None:
        """The organisation that a person said this is one with."""
        if found is None:
            return None
        kept = self.kept(found.organisation_id)
        if kept == found.organisation_id:
            return found
        return replace(found, organisation_id=kept, known=found.known or not kept.startswith("name:"))

    def kept(self, organisation_id: str) -> str:
        """The id of the organisation that it was merged into; its own where it was not."""
        seen: set[str] = set()
        while organisation_id in self._merged and organisation_id not in seen:
            seen.add(organisation_id)
            organisation_id = self._merged[organisation_id]
        return organisation_id

    def today(self, organisation_id: str) -> str:
        """The id of whoever had this one: it may be merged, or its name be that of somebody who is known since."""
        kept = self.kept(organisation_id)
        known = self._known.names.get(kept.removeprefix("name:"), []) if kept.startswith("name:") else []
        owners = {self.kept(each.organisation_id) for each in known}
        return owners.pop() if len(owners) == 1 else kept

    def _resolved(self, name: str, context: str, written_by_hand: bool) -> Resolution | None:
        if (found := _by_package(name)) or len(name) > _TOO_LONG or deception(name):
            return found
        if found := self._by_domain(name):
            return found
        key = fold(name)
        if not key:
            return None
        if (found := self._by_parts(name, context, written_by_hand)) is not None:
            return found
        base, form = split_legal_form(key)
        if base in self._known.names or (self._known.is_ambiguous(base) and not form):
            return None
        return Resolution(f"name:{base}", MatchedOn.LEGAL_NAME if form else MatchedOn.NAME, name, known=False)

    def ids_of(self, owners: Collection[str]) -> set[str]:
        """These organisations, and the ids that their names had while nobody was known by them."""
        called = (clues.names for owner in owners if (clues := self._known.clues.get(owner)))
        return {*owners, *(f"name:{split_legal_form(key)[0]}" for names in called for key in names)}

    def is_elsewhere(self, organisation_id: str, context: str) -> bool:
        """Whether only packages are called so, and `context` tells of one in another registry than theirs."""
        return is_elsewhere(context, self._packages.get(organisation_id, ()))

    def unmerged(self, name: str) -> Resolution | None:
        """Whom the name would mean if nothing had been merged."""
        return self._resolved(name, "", written_by_hand=False)

    def holds(self, organisation_id: str) -> bool:
        """Whether the registry or the inventory knows it."""
        return organisation_id in self._known.titles

    def knows_domain(self, domain: str) -> bool:
        """Whether it is somebody's already."""
        return any(self._by_domain(domain, above=above) for above in (False, True))

    def suggest(self, name: str) -> list[str]:
        """Names that look similar, best first: for a person to choose from, never to match by.

        The legal form of the name is left aside, which thousands share.
        """
        from rapidfuzz import fuzz, process

        registered = {
            entry.text
            for entries in self._known.names.values()
            for entry in entries
            if not entry.organisation_id.startswith("name:")
        }
        words, form = skeleton(name).split(), split_legal_form(fold(name))[1].split()
        bare = " ".join(words[: len(words) - len(form)] or words)
        found = process.extract(bare, sorted(registered), scorer=fuzz.WRatio, limit=_SUGGESTED, score_cutoff=75)
        return [text for text, _score, _index in found]

    def names(self) -> tuple[str, ...]:
        """Every name that by itself means one organisation, sorted."""
        if self._listed is None:
            sure = (entries for key, entries in self._known.names.items() if not self._known.is_ambiguous(key))
            self._listed = tuple(sorted({entries[0].text for entries in sure if len(entries) == 1}))
        return self._listed

    def title(self, organisation_id: str, written: str = "") -> str:
        """The usual name of an organisation, for people; where there is none as `written`, or the id without prefix."""
        return self._known.titles.get(organisation_id) or written or organisation_id.removeprefix("name:")

    def organisations_of(self, item: InventoryItem) -> list[Resolution]:
        """Every organisation an item leads to, with what says so, each way once."""
        ways: list[Resolution | None] = [
            way for text in (item.supplier, *item.aliases) if text for way in self._by_written(text, item)
        ]
        ways += [way for domain in item.domains for way in self._at(domain, item)]
        if item.name != item.supplier:
            ways.append(self._by_item_name(item))
        if item.kind in (ItemKind.VENDOR, ItemKind.SERVICE):
            ways += [self.group(text) for text in (item.supplier, *item.aliases) if text]
        if item.purl and (package := read_package(item.purl)):
            # `known` is for organisations: a package whose maker nobody knows is still unrecognised
            ways.append(Resolution(package.whole_id, MatchedOn.PURL, item.purl, known=False))
        return list(dict.fromkeys(way for each in ways if (way := self._as_merged(each)) is not None))

    def group(self, text: str) -> Resolution | None:
        """Whom the name means without the country at its end ("Acme Deutschland"): a subsidiary's parent, it may be."""
        base, _form = split_legal_form(fold(text))
        group = without_region(base)
        found = self.resolve(group, written_by_hand=True) if group != base and not deception(text) else None
        own = self.resolve(text, written_by_hand=True)
        if found is None or (own is not None and own.organisation_id == found.organisation_id):
            return None
        return replace(found, matched_on=MatchedOn.GROUP, matched_text=text)

    def suppliers(self, written: str) -> list[Resolution]:
        """Everybody whom an entry of a list of suppliers means, each once: of "Acme / Bolt" both.

        Where nobody knows the whole: of "Foo Machines, Inc. (Bar)" either name, of "Acme or Bolt" both if known.
        [] where the entry does not tell.
        """
        whole = self.resolve(written, written_by_hand=True)
        ways = [whole] if whole else []
        if whole is not None and not whole.known:
            others = [way for name in _other_names(written) for way in self.suppliers(name)]
            ways = others or self._enumerated(written) or ways
        return list({way.organisation_id: way for way in ways}.values())

    def _enumerated(self, written: str) -> list[Resolution]:
        """Those whom an entry names one after the other; [] where one of them is not known."""
        parts = [] if len(written) > _TOO_LONG else _BETWEEN.split(written)
        parts = [part for part in parts if split_legal_form(f"- {fold(part)}")[0] != "-"]
        ways = [way for part in parts if (way := self.resolve(part, written_by_hand=True)) and way.known]
        return ways if len(ways) == len(parts) else []

    def _by_written(self, text: str, item: InventoryItem) -> list[Resolution]:
        """Whom an inventory means; a word that is several's is not the known one's if the item has another domain."""
        found = self.resolve(text, written_by_hand=True)
        if (found is None or not found.known) and not deception(text):
            others = [way for part in _beside(text) for way in self._by_written(part, item) if way.known]
            if others := others or self._enumerated(text):
                return others
        base, _form = split_legal_form(fold(text))
        if found is None or not found.known or not item.domains or not self._known.is_ambiguous(base):
            return [found] if found else []
        own = {way.organisation_id for domain in item.domains if (way := self._by_domain(domain))}
        return [found] if found.organisation_id in own else []

    def _at(self, domain: str, item: InventoryItem) -> list[Resolution]:
        """Whose the domain is, and who hosts it. What a tenant runs at its own is not the tenant; nor is its host."""
        both = [way for above in (False, True) if (way := self._by_domain(domain, above=above))]
        own = item.kind is ItemKind.ORGANISATION
        return [way for way in both if (way.organisation_id in self._ours) is own]

    def _by_item_name(self, item: InventoryItem) -> Resolution | None:
        found = self.resolve(item.name, written_by_hand=item.kind is not ItemKind.COMPONENT)
        if found is None or item.kind is ItemKind.VENDOR:
            return found
        # a package or service is called so; whoever is called so too is meant only if known by that very spelling
        spelt = any(entry.text == item.name for entry in self._known.names.get(fold(item.name), []))
        return found if spelt or (found.known and item.kind is ItemKind.SERVICE) else None

    def _by_domain(self, text: str, *, above: bool = False) -> Resolution | None:
        """Whose the domain is; `above`: who lets others register below theirs, as Shopify does `shop.myshopify.com`.

        What is used there is with its host too. A party that is called so is not the host.
        """
        if "." not in text or any(c.isspace() for c in text) or (host := host_of(text)) is None:
            return None
        for domain in parents(host):
            owner = self._known.domains.get(domain)
            if owner and above is (len(domain) < len(registrable_domain(host) or host)):
                return Resolution(owner, MatchedOn.DOMAIN, text, known=not owner.startswith("name:"))
        return None

    def is_host(self, way: Resolution) -> bool:
        """Whether an item that leads so to an organisation is somebody else's, below a domain of that one."""
        own = self._by_domain(way.matched_text) if way.matched_on is MatchedOn.DOMAIN else way
        return own is None or self.kept(own.organisation_id) != way.organisation_id

    def _by_parts(self, name: str, context: str, written_by_hand: bool) -> Resolution | None:
        """Somebody known by the whole name or, as in "Acme (formerly Bolt)" and "Acme, dba Bolt", by a part of it."""
        parts = [part.strip(" ,") for part in _PARTS.split(name) if part.strip(" ,")]
        for part in dict.fromkeys((name, *parts)):
            spelling = _Spelling(part, context if part == name else f"{context} {name}", written_by_hand)
            if found := self._by_key(spelling):
                return found if part == name else Resolution(found.organisation_id, found.matched_on, part, found.known)
        return None

    def _by_key(self, spelling: _Spelling) -> Resolution | None:
        key = fold(spelling.text)
        base, form = split_legal_form(key)
        tries: list[tuple[str, MatchedOn | None]] = [(key, None)]
        if form:  # "Acme Germany GmbH" is Acme's
            tries += [(base, MatchedOn.LEGAL_NAME), (without_region(base), MatchedOn.LEGAL_NAME)]
        for candidate, kind in tries:
            if known := self._pick(candidate, spelling, form):
                owner = known.organisation_id
                return Resolution(owner, kind or known.matched_on, spelling.text, not owner.startswith("name:"))
        return None

    def _pick(self, key: str, spelling: _Spelling, form: str) -> Known | None:
        """The one organisation known by this key; of several, the one so named, else the one the context tells."""
        entries = self._known.names.get(key, [])
        titled = [entry for entry in entries if entry.matched_on is MatchedOn.NAME]
        sure = not self._known.is_ambiguous(key) or (form and split_legal_form(key)[0] == key)
        if spelling.written_by_hand and len(titled) == 1 and titled[0].text == spelling.text:
            return titled[0]  # whoever lists "Front" among vendors names the vendor
        for only in (entries, titled):
            if len(only) == 1 and sure and (spelling.written_by_hand or self._case_fits(key, spelling.text, entries)):
                return only[0]
        meant = [entry for entry in entries if self._told_by(entry.organisation_id, key, spelling.context)]
        return meant[0] if len(meant) == 1 else None

    def _case_fits(self, key: str, name: str, entries: list[Known]) -> bool:
        """Whether the letter case is a name's: "Apple", "SAP", "Own Up", where "apple", "sap", "own up" are words."""
        if key in self._capitalised:
            return name[:1].isupper() or any(entry.text == name for entry in entries)
        if any(entry.text in name for entry in entries):
            return True
        acronym = any(entry.text.isupper() and len(entry.text) <= _ACRONYM for entry in entries)
        return not acronym and not (name.islower() and _BETWEEN_WORDS.search(name))

    def _told_by(self, owner: str, key: str, context: str) -> bool:
        if not context:
            return False
        clues = self._known.clues[owner]
        folded = f" {fold(context)} "
        if any(f" {word} " in folded for word in clues.words if word != key):
            return True
        hosts = (host_of(word.strip("()[],;:.'\"")) for word in context.split() if "." in word)
        return any(domain in clues.domains for host in hosts if host for domain in parents(host))

    def _add_item(self, item: InventoryItem) -> None:
        """Take what the inventory says of a vendor: its own names for a known one, or one that we did not know."""
        written = item.supplier or item.name
        if deception(written):
            return
        domains = [domain for domain in map(registrable_domain, item.domains) if domain]
        found = next(iter(self._by_written(written, item)), None) if item.supplier else None
        owners = (self._known.domains[domain] for domain in domains if domain in self._known.domains)
        by_domain = next((one for one in owners if one not in self._ours), None)
        owner = found.organisation_id if found and found.known else by_domain
        if owner is None:
            base, form = split_legal_form(fold(written))
            if not base or (not item.supplier and item.kind is not ItemKind.COMPONENT):
                return
            owner = found.organisation_id if found else f"name:{base}"
            if _is_bare(item) and self._is_taken(item, base, owner):
                return  # a package "firebase" makes nobody else's product of that name doubtful
            self._known.titles.setdefault(owner, written)
            kind = MatchedOn.NAME if item.supplier else MatchedOn.PRODUCT
            self._known.learn(owner, MatchedOn.LEGAL_NAME if form else kind, (written,))
            self._known.learn(owner, kind, (written,), bare=True)
            for bare in (False, True):
                self._known.learn(owner, MatchedOn.ALIAS, _other_names(written), bare=bare)
        if item.kind is ItemKind.ORGANISATION:
            self._ours.add(owner)
        self._known.learn(owner, MatchedOn.ALIAS, (alias for alias in item.aliases if not deception(alias)))
        if item.kind is not ItemKind.COMPONENT:
            for domain in domains:
                self._known.learn_domain(owner, domain)

    def _is_taken(self, item: InventoryItem, base: str, owner: str) -> bool:
        """Whether a package is called like somebody, or like another package; where nobody is, its type is kept."""
        taken = base in self._known.names
        if not taken or owner in self._packages:
            self._packages.setdefault(owner, set()).add(purl_type(item.purl))
        return taken


def _other_names(written: str) -> list[str]:
    """How else a list calls its vendor: by what stands before a bracket ("Acme (UK)") and after "formerly" or "dba",
    in a bracket that gives the brand of a company or the company of a brand ("Foo Machines, Inc. (Bar)"), and before a
    product ("Acme - Payroll") or on either side of a stroke ("Acme / Bolt").
    """
    names = [part.partition("(")[0].strip(" ,()") for part in _OTHERWISE.split(written)]
    names = [name for name in names if name != written] if names[0] else []
    if (both := _BRACKET.match(written)) and any(split_legal_form(fold(name))[1] for name in both.groups()):
        names.append(both[2].strip())
    return [name for name in (*names, *_beside(written)) if without_region(f"- {fold(name)}") != "-"]


def _beside(written: str) -> list[str]:
    """The parts of an entry of a list that are names of the vendor, where something else stands beside them."""
    if len(written) > _TOO_LONG:
        return []
    both = [part.strip() for part in re.split(r"\s+/\s+", written)]
    parts = [_BESIDE.split(part, maxsplit=1)[0].strip() for part in both]
    return [part for part in parts if part and part != written]


def _is_bare(item: InventoryItem) -> bool:
    """Whether it is a package whose supplier nobody names: what it is called says least of an organisation."""
    return item.kind is ItemKind.COMPONENT and not item.supplier


def _by_package(name: str) -> Resolution | None:
    package = package_id(name)
    return Resolution(package, MatchedOn.PURL, name, known=True) if package else None
