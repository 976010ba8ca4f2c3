"""Incidents as one press source tells them, for tests of what people decide by hand and of what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fakes.stored import save_document

from config.settings import Settings
from inventory.read import read_inventory
from model.access import ALLOWED, Actor, UserRole
from model.alert import Alert
from model.disclosure import DataTypeClaim, Disclosure, Evidence, Party
from model.document import Document, Source
from model.incident import Incident
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Trust
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.incidents import find_incidents, load_incidents
from storage.matches import alerts_of, decisions_on
from storage.reading import claim_versions
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
ANN = Actor("ann", "default", ALLOWED[UserRole.RESPONDER], "web")
NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)


def made_context(database: Database, **settings: object) -> Context:
    clock = Clock(date(2025, 11, 28))
    made = Settings.model_validate(settings)
    return Context(made, database, clock, (), begin_run(database, "test", clock.now()), Quiet())


def pager_context(database: Database) -> Context:
    """With one channel, to which all goes and which nothing listens to."""
    hook = {"id": "pager", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    return made_context(database, channels=[hook], routes=[{"channels": ["pager"]}])


def own_source(organisation: str) -> Source:
    """On which it tells of itself."""
    url = f"https://{organisation.lower()}.example/feed"
    return Source(organisation.lower(), "feed", url, Trust.VENDOR, timedelta(hours=1), organisation=organisation)


def told(context: Context, path: str, breached: str, day: int = 20, text: str = "") -> str:
    """One press report, read and correlated; its address."""
    return reported(
        context, path, text or f"{breached} was breached, it says on {path}.", {breached: Role.BREACHED}, day
    )


def reported(
    context: Context,
    path: str,
    words: str,
    roles: Mapping[str, Role],
    day: int = 20,
    *,
    source: Source = PRESS,
    claim: Claim = Claim.CONFIRMED,
    types: Mapping[DataType, DataStatus] | None = None,
    correlated: bool = True,
) -> str:
    """A document that gives these parties their roles, read and correlated; its address."""
    url = f"https://press.example/{path}"
    published = datetime(2025, 11, day, tzinfo=UTC)
    found = Document(source.id, url, path, words, NOW, f"{hash(words):x}", published)
    assert save_document(context.database, found, source, first_poll=False)
    parties = tuple(Party(name, role, 0.9, _evidence(f"{path}\n{words}", name)) for name, role in roles.items())
    data = tuple(
        DataTypeClaim(each, held, _evidence(f"{path}\n{words}", words)) for each, held in (types or {}).items()
    )
    told_there = Disclosure(True, 1.0, Kind.BREACH, claim, parties, data)
    for batch in claim_versions(context.database, 1):
        for version in batch:
            save_disclosure(
                context.database,
                version.id,
                version.document_id,
                told_there,
                relevant=True,
                fingerprint=(),
                extractor="1",
            )
    if correlated:
        correlate_pending(context)
    return url


def _evidence(text: str, name: str) -> Evidence:
    at = text.index(name)
    return Evidence(name, at, at + len(name))


def numbers(context: Context) -> list[int]:
    return sorted(each.id for each in find_incidents(context.database))


def alerts_told(context: Context) -> list[Alert]:
    """Every alert so far, oldest first."""
    return [entry["alert"] for entry in reversed(alerts_of(context.database))]


def incident_of(context: Context, number: int) -> Incident:
    with context.database.read() as connection:
        return load_incidents(connection, [number])[number].incident


def inventory_of(context: Context, folder: Path, *names: str) -> None:
    """These vendors are the whole inventory from now on."""
    vendors = folder / "vendors.csv"
    vendors.write_text("\n".join(["name", *names, ""]))
    import_path(context, vendors, read_inventory)


def alarmed(context: Context, folder: Path, *names: str) -> int:
    """An incident at the first of these vendors, told to whoever depends on it; its number."""
    inventory_of(context, folder, *names)
    told(context, "one", names[0])
    match_pending(context)
    return numbers(context)[0]


def whys(context: Context, number: int) -> list[tuple[str, str, str]]:
    """What was decided on it but for the routing: subject, outcome and reason."""
    rows = decisions_on(context.database, "default", number)
    return [(row["subject"], row["outcome"], row["why"]) for row in rows if row["outcome"] != "routing"]
