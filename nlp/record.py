"""The extraction record: one JSON object per document, and the line it was read from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from model.disclosure import DataTypeClaim, Dates, Disclosure, Evidence, Link, Party, Records
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role
from nlp.text.text_input import TextInput


@dataclass(frozen=True, slots=True)
class RecordError:
    """A line that is no document: `id` None where it has none."""

    id: str | None
    line: int
    error: str

    def as_dict(self) -> dict[str, Any]:
        """The record that stands for the bad line."""
        return {"id": self.id, "line": self.line, "error": self.error}


def to_record(item_id: str, disclosure: Disclosure) -> dict[str, Any]:
    """The extraction record (DESIGN.md) of one document."""
    record: dict[str, Any] = {
        "id": item_id,
        "is_disclosure": disclosure.is_disclosure,
        "score": disclosure.score,
        "kind": disclosure.kind.value,
        "claim": disclosure.claim.value,
        "parties": [
            {"name": p.name, "role": p.role.value, "confidence": p.confidence, "evidence": asdict(p.evidence)}
            for p in disclosure.parties
        ],
        "data_types": [
            {"type": c.type.value, "status": c.status.value, "evidence": asdict(c.evidence)}
            for c in disclosure.data_types
        ],
        "records": _records(disclosure.records),
        "dates": asdict(disclosure.dates),
        "lang": disclosure.language,
    }
    if disclosure.links:
        record["links"] = [
            {"user": k.user, "provider": k.provider, "evidence": asdict(k.evidence)} for k in disclosure.links
        ]
    if disclosure.other_names:
        record["other_names"] = [asdict(each) for each in disclosure.other_names]
    if disclosure.unsupported_language:
        record["unsupported_language"] = True
    return record


def _records(records: Records | None) -> dict[str, Any] | None:
    if records is None:
        return None
    return {"count": records.count, "unit": records.unit, "bound": records.bound, "evidence": asdict(records.evidence)}


def parse_line(line: str, number: int) -> TextInput | RecordError:
    """One line of JSON Lines as a document, or what is wrong with it."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        return RecordError(None, number, f"not JSON: {_brief(error)}")
    if not isinstance(data, dict):
        return RecordError(None, number, "not a JSON object")
    given = data.get("id")
    item_id = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else None
    if item_id is None:
        return RecordError(None, number, "no id")
    if not isinstance(data.get("text"), str):
        return RecordError(item_id, number, "no text" if data.get("text") is None else "text is not a string")
    for key in ("title", "url", "lang"):
        if data.get(key) is not None and not isinstance(data[key], str):
            return RecordError(item_id, number, f"{key} is not a string")
    published = parse_day(data.get("published"))
    return TextInput(item_id, data["text"], data.get("title") or "", data.get("url"), published, data.get("lang"))


def parse_day(value: object) -> date | None:
    """An ISO date or time as a date; None for nothing, a partial date (2014) or what is no date: a hint, no more.

    Programs write an unknown date as 0001-01-01: nothing was published before there was a web.
    """
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


_FIRST_YEAR = 1990


def _brief(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__


def from_record(record: Mapping[str, Any]) -> Disclosure:
    """The disclosure that a record stands for; missing fields are empty.

    Raises:
        ValueError: a field has a value outside the vocabulary or of the wrong type.
    """
    if not isinstance(record, Mapping):
        raise ValueError("a record must be a JSON object")  # noqa: TRY004 - one error type for every bad record
    try:
        return Disclosure(
            is_disclosure=bool(record.get("is_disclosure", True)),
            score=float(record.get("score") or 0.0),
            kind=Kind(record.get("kind") or Kind.BREACH),
            claim=Claim(record.get("claim") or Claim.CONFIRMED),
            parties=tuple(_party(p) for p in record.get("parties") or ()),
            data_types=tuple(
                DataTypeClaim(DataType(d["type"]), DataStatus(d.get("status") or DataStatus.EXPOSED), _evidence(d))
                for d in record.get("data_types") or ()
            ),
            records=_records_from(record.get("records")),
            dates=Dates(**{k: _text(record.get("dates") or {}, k) for k in ("occurred", "discovered", "disclosed")}),
            links=tuple(Link(_named(k, "user"), _text(k, "provider"), _evidence(k)) for k in record.get("links") or ()),
            language=record.get("lang"),
            unsupported_language=bool(record.get("unsupported_language", False)),
        )
    except KeyError as error:
        raise ValueError(f"record {record.get('id')!r}: {error.args[0]} is missing") from None
    except (TypeError, AttributeError, ValueError, OverflowError) as error:
        raise ValueError(f"record {record.get('id')!r}: {_brief(error)}") from None


def _party(entry: Mapping[str, Any]) -> Party:
    confidence = entry.get("confidence")
    sureness = 1.0 if confidence is None else float(confidence)
    return Party(_named(entry, "name"), Role(entry["role"]), sureness, _evidence(entry))


def _named(entry: Mapping[str, Any], key: str) -> str:
    found = _text(entry, key)
    if found is None:
        raise KeyError(key)
    return found


def _text(entry: Mapping[str, Any], key: str) -> str | None:
    found = entry.get(key)
    if found is not None and not isinstance(found, str):
        raise TypeError(f"{key} is not a string")
    return found


def _records_from(entry: Mapping[str, Any] | None) -> Records | None:
    if not entry or entry.get("count") is None:
        return None
    return Records(
        int(entry["count"]), str(entry.get("unit") or "records"), _evidence(entry), str(entry.get("bound") or "exact")
    )


def _evidence(entry: Mapping[str, Any]) -> Evidence:
    given = entry.get("evidence") or {}
    return Evidence(str(given.get("quote") or ""), int(given.get("start") or 0), int(given.get("end") or 0))
