"""An installation of three tenants, and a breach at a vendor of theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml
from fakes.stored import save_document

from config.load import load_settings
from config.settings import Settings
from model.disclosure import Disclosure, Evidence, Party
from model.document import Document, Source
from model.vocabulary import Claim, Kind, Role, Trust
from storage.database import Database
from storage.desk.exposures import exposures_page
from storage.disclosures import save_disclosure
from storage.reading import claim_versions
from storage.runs import begin_run
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.pipeline import for_each
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.imports import import_inventories

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
HOOKS = {"kind": "webhook", "url": "http://127.0.0.1:9/", "secret": "whsec_" + "A" * 32}


def configured(folder: Path, url: str, **more: object) -> Settings:
    """The default tenant uses Quillmark, `acme` Ternfold and Quillmark, `brask` nobody who is breached."""
    for name, vendors in (("own", "Quillmark"), ("acme", "Ternfold\nQuillmark"), ("brask", "Kestri")):
        (folder / f"{name}.csv").write_text(f"name\n{vendors}\n")
    values = {
        "database": url,
        "builtin_sources": False,
        "organisation": {"name": "Provider"},
        "inventories": ["own.csv"],
        "channels": [{"id": name, **HOOKS} for name in ("soc", "acme-hook", "shared")],
        "routes": [{"channels": ["soc", "shared"], "digest": "0 8 * * *"}],
        "tenants": [
            {"id": "acme", "organisation": {"name": "Acme"}, "inventories": ["acme.csv"],
             "routes": [{"channels": ["acme-hook", "shared"], "digest": "0 8 * * *"}]},
            {"id": "brask", "organisation": {"name": "Brask"}, "inventories": ["brask.csv"]},
        ],
        **more,
    }  # fmt: skip
    (folder / "tocsin.yaml").write_text(yaml.safe_dump(values))
    return load_settings(folder / "tocsin.yaml")


def settled(database: Database, url: str, folder: Path) -> Context:
    """Surroundings in which each has its inventory, and breaches at Quillmark and Ternfold are told."""
    clock = Clock(date(2025, 11, 28))
    settings = configured(folder, url)
    made = Context(settings, database, clock, (), begin_run(database, "test", clock.now()), Quiet())
    for_each(import_inventories)(made)
    later = replace(made, run_id=begin_run(database, "test", clock.now()))
    for name in ("Quillmark", "Ternfold"):
        told(later, name)
    return later


def told(context: Context, name: str) -> None:
    """The press tells of a breach at `name`."""
    published = datetime(2025, 11, 20, tzinfo=UTC)
    found = Document(PRESS.id, f"https://press.example/{name}", name, f"{name} was breached.", NOW, name, published)
    save_document(context.database, found, PRESS, first_poll=False)
    read = Disclosure(
        True, 1.0, Kind.BREACH, Claim.CONFIRMED, (Party(name, Role.BREACHED, 0.9, Evidence(name, 0, len(name))),)
    )
    for version in [one for batch in claim_versions(context.database, 1) for one in batch]:
        save_disclosure(
            context.database, version.id, version.document_id, read, relevant=True, fingerprint=(), extractor="1"
        )
    correlate_pending(context)


def reached(database: Database, tenant: str) -> list[str]:
    """Who a tenant's exposures are at, sorted."""
    return sorted(str(row.exposure.path[0]) for row in exposures_page(database, tenant))
