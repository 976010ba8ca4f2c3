"""Which column of a register says what: those of authorities by their heads, the operator's own by `options.columns`
of a source of kind `csv` or `json_api`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from model.vocabulary import Column

# The heads of the column that names who gave notice, as registers of authorities have them.
NOTIFIERS = (
    "Organization Name",
    "Business_Name__c",
    "name",
    "organization",
    "organisation",
    "entity",
    "entity name",
    "company",
    "business name",
    "Name of organization",
    "Organization that Experienced Breach",
    "Reporting Organization Name",  # Massachusetts since 2024
    "Matter: Name",  # Indiana; in older years one of the next two
    "Respondent",
    "Name of Company or Organization",
)
KINDS = ("csv", "json_api")


def check_columns(source_id: str, kind: str, options: Mapping[str, Any]) -> None:
    """Sees that `options.columns` says for some of `Column` which column of the file, or key of its records, it is.

    Raises:
        ValueError: it does not; the message names the source and the key.
    """
    if "columns" not in options:
        return
    where, columns = f"source {source_id}: options.columns", options["columns"]
    if kind not in KINDS:
        raise ValueError(f"{where} is for kind {' and '.join(KINDS)} only")
    if not isinstance(columns, Mapping):
        raise ValueError(f"{where} must be a mapping such as {{organisation: Company}}")  # noqa: TRY004 - pydantic's
    taken: dict[str, str] = {}
    for key, name in columns.items():
        if key not in set(Column):
            raise ValueError(f"{where}.{key} is unknown; use {', '.join(Column)}")
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"{where}.{key} must be the name of a column")
        if folded(name) in taken:
            raise ValueError(f"{where}.{key} names the same column as {taken[folded(name)]}")
        taken[folded(name)] = str(key)


def is_notifier(head: str) -> bool:
    """Whether a column of an authority's register names who gave notice; case, blanks and punctuation mean nothing."""
    return _letters(head) in _NOTIFIERS


def _letters(head: str) -> str:
    return re.sub(r"[\W_]+", "", head).casefold()


_NOTIFIERS = frozenset(map(_letters, NOTIFIERS))


def folded(name: str) -> str:
    """A column's name as it is compared: without regard to case and blanks."""
    return " ".join(name.split()).casefold()
