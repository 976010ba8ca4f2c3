"""Which column of the operator's own register says what: `options.columns` of a source of kind `csv` or `json_api`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.vocabulary import Column

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


def folded(name: str) -> str:
    """A column's name as it is compared: without regard to case and blanks."""
    return " ".join(name.split()).casefold()
