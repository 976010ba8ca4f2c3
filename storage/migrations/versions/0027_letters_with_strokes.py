"""Words are found without the strokes of their letters: the entries that have such are indexed anew.

Those without facets count as not indexed; `storage.upgrade` indexes them behind the migrations.
"""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_LETTERS = "łøđħŧðþæœ"


def upgrade() -> None:
    struck = {table: " OR ".join(f"{table} LIKE '%{letter}%'" for letter in _LETTERS) for table in ("tokens", "folded")}
    op.execute(f"DELETE FROM search_facet WHERE key IN (SELECT key FROM search_entry WHERE {struck['tokens']})")
    op.execute(f"DELETE FROM search_name WHERE {struck['folded']}")
