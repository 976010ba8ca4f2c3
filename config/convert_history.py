"""Makes the shipped seed facts out of public breach lists: `python -m config.convert_history DIRECTORY`.

DIRECTORY holds `hibp.jsonl`, `hhs.jsonl`, `vcdb.jsonl` and `securitybreach.jsonl`. Each becomes a compressed data file
of its own, with its own licence in its first line: organisation, dates, counts, data types, links; no sentences.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from config.data_types import from_hibp_class
from config.history import FOLDER
from model.vocabulary import DataStatus, DataType, Kind, Role, Status

Row = dict[str, Any]
_NO_INTRUSION = frozenset({"IsSpamList", "IsStealerLog", "IsMalware"})  # lists of addresses, no breach of anybody
_MOST_LINKS = 3

# VERIS 1.3 attribute.confidentiality.data.variety; the wide words tell a sort of data, so that they are "possible".
_VERIS: dict[str, tuple[DataType, DataStatus]] = {
    "Bank": (DataType.BANK_ACCOUNTS, DataStatus.EXPOSED),
    "Classified": (DataType.BUSINESS_DOCUMENTS, DataStatus.EXPOSED),
    "Copyrighted": (DataType.BUSINESS_DOCUMENTS, DataStatus.EXPOSED),
    "Credentials": (DataType.PASSWORDS, DataStatus.EXPOSED),
    "Digital certificate": (DataType.ENCRYPTION_KEYS, DataStatus.EXPOSED),
    "Internal": (DataType.BUSINESS_DOCUMENTS, DataStatus.EXPOSED),
    "Medical": (DataType.HEALTH_RECORDS, DataStatus.EXPOSED),
    "Multi-factor credential": (DataType.AUTH_TOKENS, DataStatus.EXPOSED),
    "Payment": (DataType.PAYMENT_CARDS, DataStatus.EXPOSED),
    "Personal": (DataType.NAMES, DataStatus.POSSIBLE),
    "Secrets": (DataType.BUSINESS_DOCUMENTS, DataStatus.EXPOSED),
    "Sensitive Personal": (DataType.GOVERNMENT_IDS, DataStatus.POSSIBLE),
    "Source code": (DataType.SOURCE_CODE, DataStatus.EXPOSED),
    "System": (DataType.CUSTOMER_CONFIGURATION, DataStatus.POSSIBLE),
    "Virtual currency": (DataType.FINANCIAL_RECORDS, DataStatus.EXPOSED),
}


def main(directory: Path, held_back: Callable[[str], bool] = lambda _name: False) -> None:
    """Write one file for each list, without the rows whose name `held_back` says to keep out (natural persons)."""
    FOLDER.mkdir(exist_ok=True)
    for source, head, convert in _LISTS:
        lines = (directory / f"{source}.jsonl").read_text("utf-8").split("\n")
        facts = [fact for fact in convert(map(json.loads, filter(None, lines))) if "domain" in fact or not held_back(fact["name"])]
        facts = sorted({fact["id"]: fact for fact in facts}.values(), key=lambda fact: str(fact["id"]))
        text = "\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in [head, *facts])
        file = FOLDER / f"{source}.jsonl.gz"
        file.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
        print(f"{file.name}: {len(facts)} facts, {file.stat().st_size:,} bytes")  # noqa: T201 - says what it did


def _hibp(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        flags = set(row.get("flags") or ())
        status = Status.REPORTED if "IsVerified" in flags else Status.ALLEGED
        types = dict.fromkeys(from_hibp_class(name) for name in row.get("data_classes") or ())
        yield _fact(
            row["id"],
            row["organisation"],
            Kind.OTHER if flags & _NO_INTRUSION else Kind.BREACH if status is Status.REPORTED else Kind.LEAK_CLAIM,
            Status.RETRACTED if "IsFabricated" in flags else status,
            role=None if flags & _NO_INTRUSION else Role.BREACHED,
            domain=(row.get("domain") or "").lower(),
            occurred=row.get("occurred"),
            disclosed=row.get("added"),
            records=row.get("records"),
            data=[(name, DataStatus.EXPOSED) for name in types],
            links=[f"https://haveibeenpwned.com/Breach/{row['id']}"],
        )


def _hhs(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        is_associate = "associate" in (row.get("entity_type") or "").casefold()
        through_other = bool(row.get("business_associate_present")) and not is_associate
        yield _fact(
            row["id"],
            row["organisation"],
            Kind.THIRD_PARTY_BREACH if through_other else Kind.BREACH,
            Status.REPORTED,
            role=Role.DOWNSTREAM if through_other else Role.BREACHED,
            disclosed=row.get("reported"),
            records=row.get("records"),
            links=["https://ocrportal.hhs.gov/ocr/breach/breach_report.jsf"],
        )


def _vcdb(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        types = dict.fromkeys(_VERIS[name] for entry in row.get("veris_data") or () if (name := entry["variety"]) in _VERIS)
        yield _fact(
            row["id"],
            row["organisation"],
            Kind.BREACH,
            Status.REPORTED,
            role=Role.BREACHED,
            occurred=row.get("occurred"),
            records=row.get("records"),
            data=list(types),
            links=row.get("references") or [],
        )


def _securitybreach(rows: Iterable[Row]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for row in rows:
        tags = row.get("tags") or {}
        month = f"{row.get('year') or tags['year']:04d}-{row['month']:02d}"
        key = f"{month}/{row['entity']}"
        seen[key] = seen.get(key, 0) + 1
        ransom = "ransom" in str(tags.get("motive")).casefold()
        yield _fact(
            key if seen[key] == 1 else f"{key}/{seen[key]}",
            row["entity"],
            Kind.RANSOMWARE if ransom else Kind.BREACH,
            Status.REPORTED,
            role=Role.BREACHED,
            disclosed=month,
            records=tags.get("impacted-user-count"),
            links=row.get("links") or [],
        )


def _fact(
    key: str,
    name: str,
    kind: Kind,
    status: Status,
    *,
    role: Role | None,
    domain: str = "",
    occurred: str | None = None,
    disclosed: str | None = None,
    records: Any = None,
    data: Iterable[tuple[DataType, DataStatus]] = (),
    links: Iterable[str] = (),
) -> Row:
    row = {
        "id": key,
        "name": " ".join("".join(c if c.isprintable() else " " for c in name).split()),
        "kind": kind,
        "status": status,
        "role": role,
        "domain": domain,
        "occurred": occurred,
        "disclosed": disclosed,
        "records": records if isinstance(records, int) and records > 0 else None,
        "data": [[data_type, data_status] for data_type, data_status in data],
        "links": [link for link in dict.fromkeys(links) if link.startswith("http")][:_MOST_LINKS],
    }
    return {field: value for field, value in row.items() if value}


def _head(licence: str, origin: str, url: str) -> Row:
    changes = "reduced to organisation, dates, counts, data types and links; data classes mapped to other words"
    return {"licence": licence, "from": origin, "url": url, "changes": changes}


_Convert = Callable[[Iterable[Row]], Iterable[Row]]
_LISTS: tuple[tuple[str, Row, _Convert], ...] = (
    ("hibp", _head("CC-BY-4.0", "Have I Been Pwned", "https://haveibeenpwned.com"), _hibp),
    ("hhs", _head("public domain", "US HHS, Office for Civil Rights", "https://ocrportal.hhs.gov/ocr/breach"), _hhs),
    ("vcdb", _head("CC-BY-SA-4.0", "VERIS Community Database", "https://github.com/vz-risk/VCDB"), _vcdb),
    ("securitybreach", _head("MIT", "SecurityBreach", ""), _securitybreach),
)

if __name__ == "__main__":
    main(Path(sys.argv[1]))
