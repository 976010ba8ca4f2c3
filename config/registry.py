"""The shipped registry of organisations: our own list first, then the converted reference lists, joined by domain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from config.shipped import DATA, shipped_text, shipped_yaml
from model.organisation import Organisation

# In order of precedence; each keeps its own licence, see data/LICENSES.md.
_FILES = ("vendors.yaml", "vendors_probo.json", "vendors_nthparty.json", "vendors_trustlists.json")
_LISTS = {
    "legal_names": ("legal",),
    "aliases": ("aliases", "former"),
    "domains": ("domains",),
    "products": ("products",),
    "context": ("context",),
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one data file says of an organisation; `joined_by` is why it is taken for that one, empty for the first."""

    organisation_id: str
    file: str
    said: Organisation
    joined_by: str


@lru_cache(maxsize=1)
def load_registry() -> tuple[Organisation, ...]:
    """Every shipped organisation, sorted by id; read once."""
    merged, _contributions = _built()
    return tuple(merged[key] for key in sorted(merged))


@lru_cache(maxsize=1)
def contributions() -> Mapping[str, tuple[Contribution, ...]]:
    """What each file says of each organisation, by its id: who is known by what, and why entries were joined."""
    found: dict[str, list[Contribution]] = {}
    for each in _built()[1]:
        found.setdefault(each.organisation_id, []).append(each)
    return {key: tuple(each) for key, each in found.items()}


@lru_cache(maxsize=1)
def _built() -> tuple[dict[str, Organisation], list[Contribution]]:
    merged: dict[str, Organisation] = {}
    said: list[Contribution] = []
    by_domain: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for name in _FILES:
        for organisation in map(_organisation, _read(name)):
            owner, why = _join(organisation, merged, by_domain, by_name)
            said.append(Contribution(owner, name, organisation, why))
    return merged, said


@lru_cache(maxsize=1)
def ambiguous_words() -> Mapping[str, frozenset[str]]:
    """The words that are no name by themselves, by list: `never_alone`, `first_names`, `capitalised`; lower case."""
    lists: dict[str, str] = shipped_yaml("ambiguous_words.yaml")
    return {name: frozenset(words.split()) for name, words in lists.items()}


@lru_cache(maxsize=1)
def name_parts() -> Mapping[str, Any]:
    """Legal forms (`legal_forms`, separated by commas; `front_forms`), `regions` and `confusables` (plain -> alike)."""
    parts: dict[str, Any] = shipped_yaml("name_parts.yaml")
    return parts


def _read(name: str) -> Iterable[dict[str, Any]]:
    if not (DATA / name).is_file():
        return []
    rows: list[dict[str, Any]] = (
        shipped_yaml(name) if name.endswith(".yaml") else json.loads(shipped_text(name))["organisations"]
    )
    return rows


def _organisation(row: dict[str, Any]) -> Organisation:
    name = str(row["name"])
    lists = {field: tuple(str(v) for key in keys for v in row.get(key, ())) for field, keys in _LISTS.items()}
    return Organisation(
        id=row.get("id") or slug(name),
        name=name,
        ambiguous=frozenset(str(word) for word in row.get("ambiguous", ())),
        parent=row.get("parent"),
        **lists,
    )


def slug(name: str) -> str:
    """The stable id of an organisation called so: `Amazon Web Services` -> `amazon-web-services`."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _join(
    new: Organisation, merged: dict[str, Organisation], by_domain: dict[str, str], by_name: dict[str, str]
) -> tuple[str, str]:
    """Add an organisation, or what is new of it to the one that has its domain or name already: whose id, and why."""
    domain = next((each for each in new.domains if each in by_domain), None)
    owner, why = (by_domain[domain], f"the domain {domain}") if domain else (None, "")
    if owner is None and (owner := by_name.get(new.name.lower())):
        why = f"the name {new.name}"
    if owner is None and new.id in merged:
        owner, why = new.id, f"the id {new.id}"
    if owner is None:
        merged[new.id] = new
        owner = new.id
    else:
        merged[owner] = _extended(merged[owner], new, by_domain)
    for domain in new.domains:
        by_domain.setdefault(domain, owner)
    for name in (new.name, *new.legal_names, *new.aliases, *new.products):
        by_name.setdefault(name.lower(), owner)
    return owner, why


def _extended(old: Organisation, new: Organisation, by_domain: Mapping[str, str]) -> Organisation:
    free = (domain for domain in new.domains if by_domain.get(domain, old.id) == old.id)
    known = {name.lower() for name in (old.name, *old.aliases, *old.products)}
    renamed = () if new.name.lower() in known else (new.name,)
    return replace(
        old,
        legal_names=_union(old.legal_names, new.legal_names),
        aliases=_union(old.aliases, (*renamed, *new.aliases)),
        domains=_union(old.domains, free),
        products=_union(old.products, new.products),
    )


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
