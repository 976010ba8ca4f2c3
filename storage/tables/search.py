"""What search reads: an entry and the facets of each incident, the names that can be suggested, and saved searches.

The full-text index beside it, `search_text`, is an FTS5 table on SQLite and a table with a tsvector on PostgreSQL;
SQLAlchemy has no common words for the two, so the migration and `storage.search.index` write it in their own.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.tables.base import metadata, tenant
from storage.types import UtcDateTime

search_entry = Table(
    "search_entry",
    metadata,
    # In order of publication, so that the newest are read first and no sorting is needed; see `storage.search.entries`.
    Column("key", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("records", BigInteger),
    Column("length", Integer, nullable=False),
    Column("head", Integer, nullable=False),
    Column("tokens", Text, nullable=False),
    Index("ix_search_entry_records", "records"),
)

# What facets count of an entry, apart from its tokens: thousands of these short rows are read for one answer.
search_facet = Table(
    "search_facet",
    metadata,
    Column("key", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("facts", Text, nullable=False),
    Column("vendors", Text, nullable=False),
)

search_name = Table(
    "search_name",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Integer, primary_key=True),
    tenant(),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("alerts", Boolean, nullable=False),
    Column("seen_incident", Integer, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Unique("tenant_id", "name"),
    sqlite_autoincrement=True,  # the address of its feed holds its number
)
