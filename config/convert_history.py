"""Makes the shipped history out of the public sets of past breaches: `python -m config.convert_history DIRECTORY`.

DIRECTORY holds `hibp.jsonl`, `hhs.jsonl`, `vcdb.jsonl` and `securitybreach.jsonl`, facts without sentences. Each
becomes a compressed data file of its own with its own licence: one line that says where it is from, then one line a
breach with `url`, `title`, `published` and its `fields` as the source itself names them. Run it again when the sets
have changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

_DATA = Path(__file__).parent / "data" / "history"
_PARTIAL = (len("2014"), len("2014-07"))
_Row = dict[str, Any]


def main(directory: Path) -> None:
    """Write one file for each set."""
    for name, (head, convert) in _SETS.items():
        rows = [json.loads(line) for line in (directory / f"{name}.jsonl").read_text("utf-8").splitlines()]
        lines = {line["url"]: line for row in rows if (line := convert(row))}
        body = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in (head, *lines.values())]
        # no time stamp and no file name inside, so that the same facts give the same bytes
        (_DATA / f"{name}.jsonl.gz").write_bytes(gzip.compress("\n".join(body).encode(), 9, mtime=0))
        print(f"{name}: {len(lines)} breaches")  # noqa: T201 - a script that says what it did


def _hibp(row: _Row) -> _Row:
    flags = dict.fromkeys(row.get("flags", ()), True)
    fields = {
        "Name": row["id"],
        "Title": row["organisation"],
        "Domain": row.get("domain"),
        "BreachDate": row["occurred"],
        "AddedDate": row["added"],
        "PwnCount": row["records"],
        "DataClasses": row["data_classes"],
        "IsVerified": False,
        **flags,
    }
    url = f"https://haveibeenpwned.com/Breach/{quote(row['id'], safe='')}"
    return _line(url, row["organisation"], row["added"], fields)


def _hhs(row: _Row) -> _Row:
    fields = {
        "Name of Covered Entity": row["organisation"],
        "State": row.get("state"),
        "Covered Entity Type": row.get("entity_type"),
        "Individuals Affected": row.get("records"),
        "Breach Submission Date": row["reported"],
        "Type of Breach": row.get("breach_type"),
        "Location of Breached Information": row.get("location"),
        "Business Associate Present": "Yes" if row["business_associate_present"] else "No",
    }
    url = f"https://ocrportal.hhs.gov/ocr/breach/breach_report.jsf#{_key(fields)}"
    return _line(url, row["organisation"], row["reported"], fields)


def _vcdb(row: _Row) -> _Row:
    occurred = _day(row["occurred"])
    hit = [name for name in row.get("downstream", ()) if name != row["organisation"]]
    fields = {
        "Victim": row["organisation"],
        "Also hit": hit,
        "Occurred": occurred,
        "Records": row.get("records"),
        "Data varieties": [entry["variety"] for entry in row.get("veris_data", ()) if entry["variety"] != "Unknown"],
        "Actions": row["actions"],
        "Country": row["country"],
        "References": [part for text in row.get("references", ()) for part in re.findall(r"https?://[^\s,;]+", text)],
    }
    url = f"https://github.com/vz-risk/VCDB/blob/master/data/json/validated/{row['id']}.json"
    return _line(url, row["organisation"], _last_day(occurred), fields)


def _securitybreach(row: _Row) -> _Row:
    tags = row["tags"]
    month = f"{row.get('year') or tags['year']}-{row['month']:02d}"
    fields = {
        "Entity": row["entity"],
        "Month": month,
        "Actor": _known(tags["actor"]),
        "Motive": _known(tags["motive"]),
        "Initial access": _known(tags.get("initial-access")),
        "Impacted users": tags.get("impacted-user-count") or None,
        "Links": row["links"],
    }
    url = f"https://github.com/ericalexanderorg/SecurityBreach#{_key(fields)}"
    return _line(url, row["entity"], _last_day(month), fields)


def _line(url: str, title: str, published: str, fields: _Row) -> _Row:
    filled = {key: value for key, value in fields.items() if value not in (None, "", [])}
    return {"url": url, "title": title, "published": published, "fields": filled}


def _known(tag: str | None) -> str | None:
    return None if tag in (None, "?", "Unknown") else tag


def _day(written: str) -> str:
    """A date of the set, cut to the year where its month or day is none (VCDB has months beyond December)."""
    padded = f"{written}-01-01"[:10] if len(written) in _PARTIAL else written
    try:
        date.fromisoformat(padded)
    except ValueError:
        return written[:4]
    return written


def _last_day(partial: str) -> str:
    """The last day of a year or month: a vague date must not make what is past look older than it may be."""
    year, month = int(partial[:4]), int(partial[5:7] or 12)
    return partial if len(partial) not in _PARTIAL else f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}"


def _key(fields: _Row) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def _head(licence: str, origin: str, source: str, kind: str, trust: str) -> _Row:
    changes = "facts only, without sentences; fields renamed"
    return {"licence": licence, "from": origin, "changes": changes, "source": source, "kind": kind, "trust": trust}


_Convert = Callable[[_Row], _Row]
_SETS: dict[str, tuple[_Row, _Convert]] = {
    "hibp": (
        _head("CC-BY-4.0", "Have I Been Pwned, https://haveibeenpwned.com", "hibp_breaches", "hibp", "catalogue"),
        _hibp,
    ),
    "hhs": (
        _head("public domain", "US Department of Health and Human Services, OCR", "hhs_ocr", "hhs", "regulator"),
        _hhs,
    ),
    "vcdb": (
        _head("CC-BY-SA-4.0", "VERIS Community Database, https://github.com/vz-risk/VCDB", "vcdb", "vcdb", "catalogue"),
        _vcdb,
    ),
    "securitybreach": (
        _head(
            "MIT",
            "SecurityBreach, https://github.com/ericalexanderorg/SecurityBreach",
            "securitybreach",
            "securitybreach",
            "aggregator",
        ),
        _securitybreach,
    ),
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
