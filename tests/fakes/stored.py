"""What tests ask of a database, or put into it, that the program itself has no need of."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from model.document import Document, Source
from model.incident import Incident
from storage.database import Database
from storage.documents import save_documents
from storage.incidents import open_incidents
from storage.tables import document, incident


def document_count(database: Database) -> int:
    return _count(database, document)


def incident_count(database: Database) -> int:
    return _count(database, incident)


def open_incident(connection: sa.Connection, found: Incident, *, run_id: int, history: bool, now: datetime) -> int:
    return open_incidents(connection, [(found, history)], run_id=run_id, now=now)[0]


def save_document(database: Database, found: Document, source: Source, *, first_poll: bool) -> bool:
    """One document, as `save_documents` stores it; False where it brings nothing new."""
    return save_documents(database, [(found, source, first_poll)]) == 1


def _count(database: Database, table: sa.Table) -> int:
    with database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
