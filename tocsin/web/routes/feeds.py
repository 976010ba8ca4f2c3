"""`/feeds/ID.atom`: what a kept search finds, as Atom (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from fastapi import Request, Response
from lxml import etree

from model.vocabulary import DataStatus
from storage.desk.incidents import last_changes, opened_last
from storage.incidents import StoredIncident, load_incidents
from storage.search import matching, search
from storage.search.query import Query
from tocsin.web.access.rights import Number, Reader, TheDesk, pages
from tocsin.web.api.answers import answer
from tocsin.web.desk import Desk
from tocsin.web.keeping import understood
from tocsin.web.known import known_search
from tocsin.web.views.words import tidy, type_label

router = pages()
_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 50
_LOOKED_AT = 1_000  # incidents that were opened last
_SAID = {
    DataStatus.EXPOSED: "exposed",
    DataStatus.POSSIBLE: "possibly exposed",
    DataStatus.DENIED: "not exposed",
}


@router.get("/feeds/{number}.atom")
def feed(request: Request, desk: TheDesk, actor: Reader, number: Number) -> Response:
    """The newest incidents that a kept search finds, what changed last first; feed readers log in with a token."""
    kept = known_search(desk, actor, number)
    found = _found(desk, actor.tenant_id, understood(kept.query))
    base = desk.settings.web.public_url or str(request.base_url).rstrip("/")
    changes = last_changes(desk.database, [stored.id for stored in found])
    changed = {stored.id: _updated(stored, changes[stored.id]) for stored in found}
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(root, "id", f"{base}/feeds/{number}.atom")
    _add(root, "title", f"Tocsin: {kept.name}")
    _add(root, "updated", max([*changed.values(), kept.created]).isoformat())
    _add(root, "link", href=f"{base}/feeds/{number}.atom", rel="self")
    _add(_add(root, "author"), "name", "Tocsin")
    for stored in sorted(found, key=lambda one: (changed[one.id], one.id), reverse=True):
        _entry(root, base, stored, changed[stored.id])
    body = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return answer(request, body, "application/atom+xml; charset=utf-8")


def _found(desk: Desk, tenant: str, query: Query) -> list[StoredIncident]:
    """The newest by their date, and those that were opened last, whose date may be an old one or none."""
    today = desk.clock.today()
    newest = search(desk.database, query, tenant=tenant, today=today, limit=_ENTRIES).results
    with desk.database.read() as connection:
        opened = matching(connection, query, opened_last(connection, _LOOKED_AT), tenant=tenant, today=today)
        others = load_incidents(connection, set(opened[-_ENTRIES:]) - {one.id for one in newest})
    return [*newest, *others.values()]


def _entry(root: etree._Element, base: str, stored: StoredIncident, updated: datetime) -> None:
    told = stored.incident
    entry = _add(root, "entry")
    _add(entry, "id", f"urn:tocsin:{stored.lineage}")
    _add(entry, "title", told.title)
    _add(entry, "updated", updated.isoformat())
    if told.first_published:
        _add(entry, "published", _midnight(told.first_published).isoformat())
    _add(entry, "link", href=f"{base}/incident/{stored.id}")
    data = ", ".join(f"{type_label(fact.type)}: {_SAID[fact.status]}" for fact in told.data_types)
    each = "; ".join(f"{name}: {status}" for name, status in told.statuses().items())
    whole = f"{told.status} {told.kind.replace('_', ' ')}{f' ({each})' if each else ''}"
    _add(entry, "summary", f"{whole}. {data}".strip())


def _updated(stored: StoredIncident, changed: datetime) -> datetime:
    """What is history was new when it was published, not when we learnt of it."""
    day = stored.incident.first_published
    return _midnight(day) if stored.only_history and day else changed


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    made.text = tidy(text) if text is not None else None
    return made
