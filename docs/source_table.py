"""Makes docs/sources.md from the shipped catalogue: `python docs/source_table.py`; `--check` says if it is old."""

# ruff: noqa: INP001, E501 - a script, with a page in it

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from config.catalogue import CatalogueSettings, Entry, load_catalogue, shipped_sources

TARGET = Path(__file__).parent / "sources.md"
_HEAD = """# The shipped sources

Made from `config/data/sources.yaml` by `python docs/source_table.py`; do not edit. None of it was fetched by us:
"evidence" says how sure it is, from how many dated checks of others, that an address and its format are these.

**On** is what a fresh installation asks; `catalogue: {second_wave: true}` turns the second wave on, `catalogue.enable` and
`catalogue.disable` single sources. The vendors of your inventory add their status pages, security pages and lists of
sub-processors (`catalogue: {vendor_pages: false}` leaves them out).

A search for each of your vendors (`catalogue: {vendor_news: true}`) is off: **each query would tell a third party the
name of one of your vendors.**

"""


def table() -> str:
    """The page as it should stand."""
    entries = load_catalogue()
    on = sum(source.enabled for source in shipped_sources(CatalogueSettings()))
    wave = sum(source.enabled for source in shipped_sources(CatalogueSettings(second_wave=True)))
    lines = [f"{len(entries)} sources: {on} on, {wave - on} more with the second wave.", ""]
    lines += [
        "| source | kind | on | every | evidence | licence: what is kept | what it tells |",
        "|---|---|---|---|---|---|---|",
    ]
    return _HEAD + "\n".join([*lines, *_rows(entries)]) + "\n"


def _rows(entries: tuple[Entry, ...]) -> Iterator[str]:
    switched = {source.id: source for source in shipped_sources(CatalogueSettings())}
    for entry in entries:
        source = switched[entry.source.id]
        on = "on" if source.enabled else source.disabled_reason
        evidence = f"{entry.evidence} ({entry.witnesses})" + (f": {entry.basis}" if entry.basis else "")
        alerting = "" if source.alerting else "; never alerts by itself"
        hours = source.every.total_seconds() / 3600
        every = f"{hours:g} h" if hours < 24 else f"{hours / 24:g} d"  # noqa: PLR2004 - a day
        cells = (
            f"`{source.id}` {source.name}",
            source.kind,
            on,
            every,
            evidence,
            f"{source.licence}: {source.store}",
            entry.tells + alerting,
        )
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is up to date."""
    made = table()
    if "--check" in arguments:
        return 0 if TARGET.read_text("utf-8") == made else 1
    TARGET.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
