"""The status of each of several who were breached is searched for: the entries of such incidents are indexed anew.

Those without facets count as not indexed; `storage.upgrade` indexes them behind the migrations.
"""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    shared = "REPLACE(CAST(incident.snapshot AS TEXT), ' ', '') LIKE '%\"shares\":[{%'"
    op.execute(
        "DELETE FROM search_facet WHERE key IN (SELECT search_entry.key FROM search_entry "
        f"JOIN incident ON incident.id = search_entry.incident_id WHERE {shared})"
    )
