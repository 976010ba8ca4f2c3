"""Makes the shipped vendor files out of the public lists: `python -m config.convert_vendors DIRECTORY`.

DIRECTORY holds `probo_vendors.json`, `nthpartyfinder_vendors.json` and `trustlists_trust_centers.json`. Each becomes a
data file of its own, with its own licence. Run it again when the lists have changed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.registry import slug

_DATA = Path(__file__).parent / "data"
_SHARED = frozenset((
    "github.com", "github.io", "google.com", "js.org", "linkedin.com", "notion.site", "notion.so", "vercel.app",
    "webflow.io",
))  # fmt: skip


def main(directory: Path) -> None:
    """Write one file for each list."""
    for source, target, licence, convert in _LISTS:
        rows = json.loads((directory / source).read_text("utf-8"))
        organisations = sorted(convert(rows), key=lambda row: str(row["id"]))
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in organisations)
        head = json.dumps({"licence": licence[0], "from": licence[1], "changes": "reduced to names and domains"})
        (_DATA / target).write_text(f'{head[:-1]},\n"organisations":[\n{lines}\n]}}\n', "utf-8")
        print(f"{target}: {len(organisations)} organisations")  # noqa: T201 - a script that says what it did
    _write_pages(json.loads((directory / "probo_vendors.json").read_text("utf-8")))


def _write_pages(rows: list[dict[str, Any]]) -> None:
    """The public pages of each vendor of Probo's list: a file apart, under its licence."""
    names = {"status": "statusPageUrl", "security": "securityPageUrl", "subprocessors": "subprocessorsListUrl"}
    lines = []
    for row in sorted(rows, key=lambda each: slug(each["name"])):
        pages = {name: row[key] for name, key in names.items() if str(row.get(key) or "").startswith("https://")}
        domains = [domain for address in row.get("domains") or [row["websiteUrl"]] if (domain := _domain(address))]
        if pages and domains:
            lines.append(json.dumps({"name": row["name"], "domains": domains, **pages}, ensure_ascii=False))
    head = {"licence": "CC-BY-SA-4.0", "from": _LISTS[0][2][1], "changes": "reduced to three pages of each vendor"}
    text = f'{json.dumps(head)[:-1]},\n"vendors":[\n' + ",\n".join(lines) + "\n]}\n"
    (_DATA / "vendor_pages_probo.json").write_text(text, "utf-8")
    print(f"vendor_pages_probo.json: {len(lines)} vendors")  # noqa: T201 - see above


def _probo(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield _row(row["name"], [row.get("legalName")], row.get("domains") or [row.get("websiteUrl")])


def _nthparty(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield _row(row["organization"], [], [row["primary_domain"], *row.get("domains", {})])


def _trustlists(rows: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in rows["data"]:
        yield _row(row["name"], [], [row.get("website")])


def _row(name: str, legal: Iterable[str | None], addresses: Iterable[str | None]) -> dict[str, Any]:
    name = " ".join(name.split())
    domains = dict.fromkeys(domain for address in addresses if address and (domain := _domain(address)))
    legal_names = dict.fromkeys(form for text in legal if text and (form := " ".join(text.split())) != name)
    row = {"id": slug(name), "name": name, "legal": list(legal_names), "domains": list(domains)}
    return {key: value for key, value in row.items() if value}


def _domain(address: str) -> str | None:
    host = (urlsplit(address if "://" in address else f"//{address}").hostname or "").removeprefix("www.")
    from tldextract import TLDExtract

    found = TLDExtract(suffix_list_urls=()).extract_str(host)
    domain = f"{found.domain}.{found.suffix}" if found.domain and found.suffix else None
    return None if domain in _SHARED and host != "google.com" else domain


_Convert = Callable[[Any], Iterable[dict[str, Any]]]
_LISTS: tuple[tuple[str, str, tuple[str, str], _Convert], ...] = (
    (
        "probo_vendors.json",
        "vendors_probo.json",
        ("CC-BY-SA-4.0", "Probo, https://github.com/getprobo/probo"),
        _probo,
    ),
    (
        "nthpartyfinder_vendors.json",
        "vendors_nthparty.json",
        ("MIT", "nthpartyfinder, https://github.com/grcengineering/nthpartyfinder"),
        _nthparty,
    ),
    (
        "trustlists_trust_centers.json",
        "vendors_trustlists.json",
        ("Apache-2.0", "TrustLists, https://github.com/trustlists/TrustLists"),
        _trustlists,
    ),
)

if __name__ == "__main__":
    main(Path(sys.argv[1]))
