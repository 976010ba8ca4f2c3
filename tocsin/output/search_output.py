"""What a search found, for people: a table where there is room, paragraphs where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from config.data_types import label
from model.vocabulary import DataStatus, Role
from tocsin.output.terminal import plain

if TYPE_CHECKING:
    from model.incident import Incident, PartyFact
    from storage.search import Facets, Page

_ROLES = ((Role.BREACHED, "breached"), (Role.DOWNSTREAM, "downstream"), (Role.THREAT_ACTOR, "claimed by"))
_DATA = ((DataStatus.EXPOSED, "exposed"), (DataStatus.POSSIBLE, "possible"), (DataStatus.DENIED, "denied"))


def as_table(page: Page) -> RenderableType:
    """One row an incident."""
    table = Table(show_lines=False, pad_edge=False, box=None, expand=True)
    for column, share in (
        ("id", 0),
        ("published", 0),
        ("status", 0),
        ("kind", 0),
        ("title", 5),
        ("who", 4),
        ("data", 6),
        ("hit", 0),
    ):
        table.add_column(column, overflow="fold", ratio=share or None, no_wrap=not share)
    for stored in page.results:
        incident = stored.incident
        cells = (
            str(stored.id),
            str(incident.first_published or "undated"),
            incident.status.value,
            incident.kind.value,
            incident.title,
            "\n".join(f"{role}: {names}" for role, names in _who(incident)),
            "\n".join(f"{status}: {types}" for status, types in _data(incident)),
            _count(incident),
        )
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table


def as_paragraphs(page: Page) -> RenderableType:
    """A few lines an incident."""
    parts: list[RenderableType] = []
    for stored in page.results:
        incident = stored.incident
        day = str(incident.first_published or "undated")
        count = f" · {_count(incident)}" if _count(incident) else ""
        parts.append(Text(plain(f"{stored.id}  {incident.title}"), style="bold"))
        rows = [("", f"{day} · {incident.status} · {incident.kind}{count}"), *_who(incident), *_data(incident)]
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=10)
        grid.add_column(overflow="fold")
        for name, text in rows:
            grid.add_row(Text(name), Text(plain(text)))
        parts.append(Padding(grid, (0, 0, 1, 3)))
    return Group(*parts)


def total_line(page: Page, unheard: str = "") -> str:
    """How many there are, how to see more, what may have been meant, and from whom nothing could be heard."""
    if not page.total:
        meant = f"; did you mean {', '.join(map(plain, page.suggestions))}?" if page.suggestions else ""
        deaf = f"; {unheard}, see `tocsin source list`" if unheard else ""
        return f"nothing found{meant}{deaf}"
    more = f"; the next: --cursor {page.next_cursor}" if page.next_cursor else ""
    total = f"more than {page.total:,}" if page.total_is_capped else f"{page.total:,}"
    return f"{len(page.results)} of {total} shown{more}"


def facet_rows(counts: Facets) -> RenderableType:
    """One row a facet."""
    fields = (
        ("vendors", counts.vendors),
        ("kinds", counts.kinds),
        ("status", counts.statuses),
        ("exposed", counts.data_types),
        ("denied", counts.denied),
        ("years", counts.years),
    )
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=10)
    grid.add_column(overflow="fold")
    for name, found in fields:
        if found:
            more = f", and {counts.further_vendors:,} more" if name == "vendors" and counts.further_vendors else ""
            grid.add_row(Text(name), Text(plain(", ".join(f"{value} {number:,}" for value, number in found) + more)))
    return Group(f"counted over the newest {counts.counted:,}:", grid) if counts.is_capped else grid


def _who(incident: Incident) -> list[tuple[str, str]]:
    told = [(word, [_named(incident, party) for party in incident.organisations(role)]) for role, word in _ROLES]
    return [(word, ", ".join(names)) for word, names in told if names]


def _named(incident: Incident, party: PartyFact) -> str:
    status = incident.status_of(party)
    return f"{party.name} ({status})" if status else party.name


def _data(incident: Incident) -> list[tuple[str, str]]:
    found = [
        (word, ", ".join(label(fact.type) for fact in incident.data_types if fact.status is status))
        for status, word in _DATA
    ]
    return [(word, types) for word, types in found if types]


def _count(incident: Incident) -> str:
    return incident.records.text if incident.records else ""
