"""What the columns of somebody's own register say: as its source's entry has it, else by the words of their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from config.columns import folded
from model.vocabulary import Column

_MAX_HEAD = 100  # characters of a head that are looked at
_MAX_HEADS = 1000  # keys of JSON may be anything, and a million
_MAX_DEPTH = 4  # of nested records
_JOINTS = re.compile(r"[_.]+|(?<=[a-z0-9])(?=[A-Z])")  # breach_date, victim.name, breachDate
_WHOSE = frozenset({Column.ORGANISATION, Column.NOTIFIER})
_WHO = r"\b(?:organi[sz]ations?|entity|entities|company|companies|business|firm|institution|vendor|provider)\b"
_HIT = r"\b(?:breached|affected|impacted|compromised|attacked)\b"
_PEOPLE = r"\b(?:individuals|people|persons|consumers|patients|customers|employees|members|users|(?:data )?subjects)\b"
_NUMBER = r"\b(?:affected|impacted|notified|number|no|count|total|how many)\b"
_DAY = r"\b(?:dates?|days?|when|on|at)\b"
_EVENT = r"\b(?:breach|incident|attack|compromise|event)\b"
_TOLD = r"\b(?:reported|submitted|notified|published|disclosed|posted|announced|filed)\b"
_TELLING = r"\b(?:report|submission|notice|notification|publication|disclosure|posting|filing)\b"
_OTHER = r"\b(?:type|sector|industry|country|state|address|id|number|contact|url|website|domain|e-?mail|phone)\b"
_GAVE_NOTICE = re.compile(r"\b(?:notif|report)", re.IGNORECASE)  # else a second organisation is anybody's
_SAME_STATE = r"\bresidents?\b"  # who live in one state are no total
_DATA = r"\b(?:data|information)\b"
_KINDS = r"\b(?:types?|kinds?|categor(?:y|ies))"
# column: what its head says, what it does not say. The first of these that fits a head decides, and of the heads that
# fit one the first. A head that only says "organisation" is the notifier's, as in the registers of authorities.
_HEADS = {
    Column.ORGANISATION: (
        rf"{_HIT}.*{_WHO}|{_WHO}.*{_HIT}|^victim(?: name)?$|\bbreached party\b",
        rf"{_DAY}|{_OTHER}|\b(?:no|count|total|how many)\b",
    ),
    Column.CLAIMED_BY: (
        r"^(?:ransomware |extortion |threat )?(?:group|gang)(?: name)?$|\bclaimed by\b",
        rf"{_DAY}.*{_EVENT}",
    ),
    Column.DISCOVERED: (r"\b(?:discover|detect|aware|identified)", r"\b(?:how|by)\b"),
    Column.OCCURRED: (
        rf"\boccurr|{_DAY}.*{_EVENT}|{_EVENT}.*(?:{_DAY}|\b(?:start|began|begin))",
        rf"{_TOLD}|{_TELLING}|\bend|\bwhere\b",
    ),
    Column.DISCLOSED: (
        rf"{_TOLD}|{_DAY}.*{_TELLING}|{_TELLING}.*{_DAY}|^date$",
        rf"{_WHO}|{_PEOPLE}|{_SAME_STATE}|\b(?:by|to|number|count|total)\b",
    ),
    Column.NOTIFIER: (rf"{_WHO}|^name\b|\bnotifier\b|\brespondent\b", _OTHER),
    Column.PEOPLE: (rf"{_PEOPLE}.*{_NUMBER}|{_NUMBER}.*{_PEOPLE}|^(?:total|number) affected$", _SAME_STATE),
    Column.RECORDS: (rf"{_NUMBER}.*\brecords\b|^records(?: (?:affected|exposed|lost|stolen))?$", _SAME_STATE),
    Column.DATA_TYPES: (
        rf"{_DATA}.*\b(?:types?|categor|class|involved|exposed|affected|breached)|{_KINDS} of (?:\w+ )?{_DATA}",
        _DAY,
    ),
    Column.DESCRIPTION: (r"\b(?:description|summary|details|narrative|what happened)\b", _DAY),
}
_PATTERNS = tuple((column, re.compile(fits), re.compile(but)) for column, (fits, but) in _HEADS.items())


def columns_of(heads: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """The name in the file of each column that says something known, by `Column`; `given` overrules the words.

    Raises:
        ValueError: a given column is not there, or none names an organisation; the message says which there are.
    """
    names = {folded(head): head for head in heads}
    there = f"its columns are {', '.join(names.values())}"[:300]
    found: dict[str, str] = {}
    for column, name in given.items():
        if folded(name) not in names:
            raise ValueError(f"options.columns.{column} names a column that is not there; {there}")
        found[column] = names[folded(name)]
    for head in islice(names.values(), _MAX_HEADS):
        words = words_of(head)
        said = next((one for one, fits, but in _PATTERNS if fits.search(words) and not but.search(words)), None)
        if said is not None and head not in found.values():
            found.setdefault(said, head)
    if Column.ORGANISATION in found and not _GAVE_NOTICE.search(found.get(Column.NOTIFIER, "")[:_MAX_HEAD]):
        found = {column: head for column, head in found.items() if column != Column.NOTIFIER or column in given}
    if not found.keys() & _WHOSE:
        raise ValueError(f"options.columns.{Column.ORGANISATION} must say which column names who was breached; {there}")
    return found


def words_of(head: str) -> str:
    """The words of a head or key, in small letters between blanks."""
    return folded(_JOINTS.sub(" ", head[:_MAX_HEAD]))


def renamed(record: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """The record with its known columns under their common names; another column of such a name is marked as one.

    So is every other that has a name of who was breached, for a row is a register's by these two names.
    """
    common = {name: str(column) for column, name in columns.items()}
    return {
        common.get(name) or (f"{name} (column)" if folded(name) in {*columns, *_WHOSE} else name): value
        for name, value in record.items()
    }


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with nested values under their dotted paths (`victim.name`, `victims.0.name`); plain lists stay."""
    return dict(_leaves(record, "", 0))


def _leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    inner: Iterable[tuple[Any, Any]] = ()
    if depth <= _MAX_DEPTH:
        if isinstance(value, Mapping):
            inner = value.items()
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            inner = enumerate(value)
    if not inner:
        yield path, value
    for name, held in inner:
        yield from _leaves(held, f"{path}.{name}" if path else str(name), depth + 1)
