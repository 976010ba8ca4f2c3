"""Advisories on vulnerabilities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advisory_flaw",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("vulnerability", sa.String(24), nullable=False),
        sa.Column("exploited", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "vulnerability", name=op.f("pk_advisory_flaw")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_advisory_flaw_document_id_document")),
    )
    op.create_index(op.f("ix_advisory_flaw_vulnerability"), "advisory_flaw", ["vulnerability"])
    op.create_table(
        "advisory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(64), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("makers", Json, nullable=False),
        sa.Column("items", Json, nullable=False),
        sa.Column("vulnerabilities", Json, nullable=False),
        sa.Column("exploited", sa.Boolean(), nullable=False),
        sa.Column("found", UtcDateTime(), nullable=False),
        sa.Column("told", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_advisory_document_id_document")),
        sa.UniqueConstraint("tenant_id", "document_id", name=op.f("uq_advisory_tenant_id_document_id")),
    )
    op.create_index(op.f("ix_advisory_told"), "advisory", ["told"])
