"""A database as the pages find it: two tenants, an incident with documents, exposures, alerts, and everybody who may log in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

import httpx
from fakes.alert_samples import alert, exposure
from fakes.stored import open_incident, save_document

from config.settings import Settings
from model.access import Permission, UserRole
from model.alert import Planned
from model.disclosure import DataTypeClaim, Dates, Disclosure, Evidence, Party, Records
from model.document import Document, Source
from model.incident import CountFact, DataFact, Incident, PartyFact, Provenance
from model.inventory import Edge, InventoryFile, InventoryItem
from model.vocabulary import Claim, DataStatus, DataType, EdgeKind, ItemKind, Kind, Role, Status, Store, Trust
from storage.access import add_token, add_user
from storage.database import Database
from storage.disclosures import pending_reports, save_disclosure, settle_reports
from storage.incidents import load_incidents, revise_incident
from storage.inventories import import_file
from storage.matches import Note, save_alert, save_exposures, settle_matching
from storage.reading import claim_versions
from storage.runs import begin_run, end_run
from storage.search import index_incidents
from tocsin.web.access.passwords import hashed
from tocsin.web.desk import Desk
from tocsin.web.server import listen, make_server

# A page is waited for as long as it takes on a busy machine; httpx gives it five seconds where nothing else is said.
for part in ("connect", "read", "write", "pool"):
    setattr(httpx._config.DEFAULT_TIMEOUT_CONFIG, part, 300.0)

NOW = datetime.now(UTC)
PASSWORD = "correct horse battery"
TEXT = "Quillmark was entered. The export contained names and passwords of 57000 people."
SOURCE = Source(
    "quillmark-news", "feed", "https://vendor.example/feed.xml", Trust.VENDOR, timedelta(hours=1), "Quillmark news"
)


@dataclass
class Shop:
    """What was made: the ids that the pages are asked for."""

    database: Database
    incident: int
    versions: list[int]
    alerts: dict[str, int]
    tokens: dict[str, str] = field(default_factory=dict)


def furnish(
    database: Database, words: str = "", source: Source = SOURCE, url: str = "https://vendor.example/notice"
) -> Shop:
    """Everything once; `words` is put into every field that comes from outside."""
    run = begin_run(database, "run", NOW)
    incident_id, versions = _incident(database, run, words, source, url)
    shop = Shop(database, incident_id, versions, {})
    for tenant in ("default", "other"):
        with database.write() as connection:
            items = InventoryFile(
                (_item(words),),
                (Edge(f"Hartwell{words}", f"Quillmark{words}", EdgeKind.SUBPROCESSOR, url),),
                (f"line 3: {words}",),
            )
            import_file(connection, tenant, f"vendors-{tenant}{words}.csv", "0", items, run_id=run, now=NOW)
            reached = exposure(
                "name:hartwell>quillmark",
                path=(f"Hartwell{words}", f"Quillmark{words}"),
                owner=f"platform{words}",
                source=url,
            )
            reached = replace(reached, why=reached.why + words, matched_text=f"Hartwell{words}")
            save_exposures(connection, tenant, incident_id, [reached], run_id=run, now=NOW)
            stored = load_incidents(connection, [incident_id])[incident_id]
            told = alert(stored.incident, (reached,), tenant_id=tenant, incident_id=incident_id, lineage=stored.lineage)
            told = replace(told, key=sha256(tenant.encode()).hexdigest())
            shop.alerts[tenant] = save_alert(connection, told, [Planned("secops", NOW)], run_id=run, now=NOW) or 0
            notes = [Note(f"Mandrake{words}", "near miss", f"only named{words}")]
            settle_matching(connection, tenant, incident_id, notes, run_id=run)
    end_run(database, run, "done", {}, NOW)
    return shop


_hashed = cache(hashed)  # it is made to take long


def people(shop: Shop) -> None:
    """A user of each role in each tenant, and a token for each scope."""
    secret = _hashed(PASSWORD)
    with shop.database.write() as connection:
        for role in UserRole:
            add_user(connection, "default", role.value, role=role, password_hash=secret, now=NOW)
        add_user(connection, "other", "neighbour", role=UserRole.ADMIN, password_hash=secret, now=NOW)
        for scope in Permission:
            shop.tokens[scope.value] = f"tocsin_{scope}"
            scopes = frozenset({Permission.READ, scope})
            add_token(connection, "default", scope.value, f"tocsin_{scope}", scopes, now=NOW, expires=None)
        add_token(connection, "other", "other", "tocsin_other", frozenset(Permission), now=NOW, expires=None)


@contextmanager
def serving(
    database: Database, settings: Settings | None = None, sources: Sequence[Source] = (SOURCE,), **given: Any
) -> Iterator[str]:
    """The pages on a free port of this machine, in a thread of their own; yields their address."""
    settings = settings or Settings(database="sqlite://")
    desk = Desk(settings, database, sources, **given)
    server = make_server(desk)
    listening = listen(settings.web.model_copy(update={"host": "127.0.0.1", "port": 0}))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.stop()
        thread.join(240)


def public(**web: Any) -> Settings:
    """The settings of an installation that the network reaches."""
    plain = Settings(database="sqlite://")
    return plain.model_copy(update={"web": plain.web.model_copy(update={"host": "0.0.0.0", **web})})


def _item(words: str) -> InventoryItem:
    return InventoryItem(
        ref="row 2", name=f"Hartwell{words}", kind=ItemKind.VENDOR, supplier=f"Hartwell{words}", version=words or None, purl=words or None,
        owner=f"platform{words}", criticality=f"high{words}", data_types=frozenset({DataType.NAMES}), aliases=(words,) if words else (),
    )  # fmt: skip


def _incident(database: Database, run: int, words: str, source: Source, url: str) -> tuple[int, list[int]]:
    title, text = f"Security notice{words}", TEXT + words
    kept = replace(source, organisation=f"Quillmark{words}")
    version_ids = []
    for body in (text, text + " Updated."):
        found = Document(source.id, url, title, body, NOW, sha256(body.encode()).hexdigest(), published=NOW)
        assert save_document(database, found, kept, first_poll=False)
        (pending,) = next(iter(claim_versions(database, 1)))
        version_ids.append(pending.id)
        save_disclosure(
            database,
            pending.id,
            pending.document_id,
            _read(title, text, words),
            relevant=True,
            fingerprint=(1,),
            extractor="test",
        )
        with database.write() as connection:
            ((report, _),) = pending_reports(connection)
            if len(version_ids) == 1:
                first = _folded(title, words, url, report.id, Status.REPORTED)
                incident_id = open_incident(connection, first, run_id=run, history=False, now=NOW)
            else:
                stored = load_incidents(connection, [incident_id])[incident_id]
                second = _folded(title, words, url, report.id, Status.CONFIRMED)
                revise_incident(connection, stored, second, (), run_id=run, history=False, now=NOW)
            settle_reports(connection, [(report.id, incident_id, f"it opens one{words}")])
            index_incidents(connection, [incident_id])
    return incident_id, version_ids


def _read(title: str, text: str, words: str) -> Disclosure:
    start = len(title) + 1
    said = Evidence(text, start, start + len(text))
    return Disclosure(
        True, 0.9, Kind.BREACH, Claim.CONFIRMED, (Party(f"Quillmark{words}", Role.BREACHED, 0.9, said),),
        (DataTypeClaim(DataType.NAMES, DataStatus.EXPOSED, said), DataTypeClaim(DataType.PASSWORDS, DataStatus.DENIED, said)),
        Records(57000, "people", said), Dates(occurred="2026-02-20", discovered="2026-02-21"),
    )  # fmt: skip


def _folded(title: str, words: str, url: str, report: int, status: Status) -> Incident:
    said = Provenance(report, url, Trust.VENDOR, Evidence(TEXT + words, 0, len(TEXT + words)))
    return Incident(
        title=f"Breach of Quillmark{words}", kind=Kind.BREACH, status=status,
        parties=(
            PartyFact(f"quillmark{words}", f"Quillmark{words}", Role.BREACHED, (said,)),
            PartyFact(f"name:hartwell{words}", f"Hartwell{words}", Role.DOWNSTREAM, (said,)),
            PartyFact(f"name:gang{words}", f"Gang{words}", Role.THREAT_ACTOR, (said,)),
        ),
        data_types=(DataFact(DataType.NAMES, DataStatus.EXPOSED, (said,)), DataFact(DataType.PASSWORDS, DataStatus.DENIED, (said,))),
        records=CountFact(57000, "people", "exact", said), occurred="2026-02-20", disclosed=NOW.date().isoformat(),
        first_published=NOW.date(), sources=(url,),
    )  # fmt: skip


LIMITED = replace(SOURCE, id="press", trust=Trust.PRESS, store=Store.FACTS)
