"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.types import Json, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision'))
    )
    op.create_index(op.f('ix_decision_incident_id'), 'decision', ['incident_id'], unique=False)
    op.create_index(op.f('ix_decision_run_id'), 'decision', ['run_id'], unique=False)
    op.create_table('dependency_edge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('user', sa.Text(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('first_seen', sa.Date(), nullable=True),
    sa.Column('last_seen', sa.Date(), nullable=True),
    sa.Column('ended', sa.Date(), nullable=True),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('added_run', sa.Integer(), nullable=False),
    sa.Column('first_import', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dependency_edge')),
    sa.UniqueConstraint('tenant_id', 'user', 'provider', 'kind', 'source', name=op.f('uq_dependency_edge_tenant_id_user_provider_kind_source'))
    )
    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('source_id', sa.String(length=80), nullable=False),
    sa.Column('source_kind', sa.String(length=40), nullable=False),
    sa.Column('trust', sa.String(length=20), nullable=False),
    sa.Column('speaker', sa.Text(), nullable=True),
    sa.Column('store', sa.String(length=10), nullable=False),
    sa.Column('alerting', sa.Boolean(), nullable=False),
    sa.Column('published', UtcDateTime(), nullable=True),
    sa.Column('first_seen', UtcDateTime(), nullable=False),
    sa.Column('from_first_poll', sa.Boolean(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('url', name=op.f('uq_document_url'))
    )
    op.create_index(op.f('ix_document_source_id'), 'document', ['source_id'], unique=False)
    op.create_table('incident',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lineage', sa.String(length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('first_published', sa.Date(), nullable=True),
    sa.Column('only_history', sa.Boolean(), nullable=False),
    sa.Column('snapshot', Json, nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_run', sa.Integer(), nullable=False),
    sa.Column('updated', UtcDateTime(), nullable=False),
    sa.Column('matching', sa.String(length=12), nullable=False),
    sa.Column('matched_revision', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident')),
    sa.UniqueConstraint('lineage', name=op.f('uq_incident_lineage'))
    )
    op.create_index(op.f('ix_incident_first_published'), 'incident', ['first_published'], unique=False)
    op.create_index(op.f('ix_incident_matching'), 'incident', ['matching'], unique=False)
    op.create_table('inventory_file',
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('imported', UtcDateTime(), nullable=False),
    sa.Column('problems', Json, nullable=False),
    sa.UniqueConstraint('tenant_id', 'path', name=op.f('uq_inventory_file_tenant_id_path'))
    )
    op.create_table('inventory_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('path', sa.Text(), nullable=False),
    sa.Column('ref', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('payload', Json, nullable=False),
    sa.Column('added_run', sa.Integer(), nullable=False),
    sa.Column('first_import', sa.Boolean(), nullable=False),
    sa.Column('added', UtcDateTime(), nullable=False),
    sa.Column('closed', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inventory_item')),
    sa.UniqueConstraint('tenant_id', 'path', 'ref', name=op.f('uq_inventory_item_tenant_id_path_ref'))
    )
    op.create_table('run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('command', sa.String(length=64), nullable=False),
    sa.Column('holder', sa.String(length=200), nullable=False),
    sa.Column('started', UtcDateTime(), nullable=False),
    sa.Column('finished', UtcDateTime(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('summary', Json, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_run'))
    )
    op.create_table('source_state',
    sa.Column('source_id', sa.String(length=80), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('since', UtcDateTime(), nullable=False),
    sa.Column('last_attempt', UtcDateTime(), nullable=False),
    sa.Column('last_success', UtcDateTime(), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('source_id', name=op.f('pk_source_state'))
    )
    op.create_table('alert',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('lineage', sa.String(length=32), nullable=False),
    sa.Column('severity', sa.String(length=10), nullable=False),
    sa.Column('payload', Json, nullable=False),
    sa.Column('update_of', sa.String(length=64), nullable=True),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('created', UtcDateTime(), nullable=False),
    sa.Column('acknowledged', UtcDateTime(), nullable=True),
    sa.Column('acknowledged_by', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_alert_incident_id_incident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert')),
    sa.UniqueConstraint('key', name=op.f('uq_alert_key'))
    )
    op.create_index(op.f('ix_alert_incident_id'), 'alert', ['incident_id'], unique=False)
    op.create_index('ix_alert_tenant_id_lineage', 'alert', ['tenant_id', 'lineage'], unique=False)
    op.create_table('document_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('fields', Json, nullable=True),
    sa.Column('language', sa.String(length=16), nullable=True),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('fetched', UtcDateTime(), nullable=False),
    sa.Column('extraction', sa.String(length=12), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('error', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_document_version_document_id_document')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_version')),
    sa.UniqueConstraint('document_id', 'number', name=op.f('uq_document_version_document_id_number'))
    )
    op.create_index(op.f('ix_document_version_extraction'), 'document_version', ['extraction'], unique=False)
    op.create_table('exposure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('severity', sa.String(length=10), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('payload', Json, nullable=False),
    sa.Column('found_run', sa.Integer(), nullable=False),
    sa.Column('found', UtcDateTime(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_exposure_incident_id_incident')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exposure')),
    sa.UniqueConstraint('tenant_id', 'incident_id', 'key', name=op.f('uq_exposure_tenant_id_incident_id_key'))
    )
    op.create_index(op.f('ix_exposure_incident_id'), 'exposure', ['incident_id'], unique=False)
    op.create_table('incident_organisation',
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_incident_organisation_incident_id_incident')),
    sa.PrimaryKeyConstraint('incident_id', 'organisation_id', 'role', name=op.f('pk_incident_organisation'))
    )
    op.create_index('ix_incident_organisation_organisation_id', 'incident_organisation', ['organisation_id'], unique=False)
    op.create_table('incident_revision',
    sa.Column('incident_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('snapshot', Json, nullable=False),
    sa.Column('changes', Json, nullable=False),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_incident_revision_incident_id_incident')),
    sa.PrimaryKeyConstraint('incident_id', 'number', name=op.f('pk_incident_revision'))
    )
    op.create_table('delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('alert_id', sa.Integer(), nullable=False),
    sa.Column('channel_id', sa.String(length=80), nullable=False),
    sa.Column('idempotency_key', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_attempt', UtcDateTime(), nullable=False),
    sa.Column('lease_until', UtcDateTime(), nullable=True),
    sa.Column('doubtful', sa.Boolean(), nullable=False),
    sa.Column('receipt', Json, nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.Column('accepted', Json, nullable=False),
    sa.Column('created', UtcDateTime(), nullable=False),
    sa.Column('settled', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['alert_id'], ['alert.id'], name=op.f('fk_delivery_alert_id_alert')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery')),
    sa.UniqueConstraint('alert_id', 'channel_id', name=op.f('uq_delivery_alert_id_channel_id')),
    sa.UniqueConstraint('idempotency_key', name=op.f('uq_delivery_idempotency_key'))
    )
    op.create_index(op.f('ix_delivery_state'), 'delivery', ['state'], unique=False)
    op.create_table('disclosure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('record', Json, nullable=False),
    sa.Column('is_disclosure', sa.Boolean(), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('claim', sa.String(length=12), nullable=False),
    sa.Column('fingerprint', Json, nullable=False),
    sa.Column('extractor', sa.String(length=40), nullable=False),
    sa.Column('correlation', sa.String(length=12), nullable=False),
    sa.Column('incident_id', sa.Integer(), nullable=True),
    sa.Column('current', sa.Boolean(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_disclosure_document_id_document')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_disclosure_incident_id_incident')),
    sa.ForeignKeyConstraint(['version_id'], ['document_version.id'], name=op.f('fk_disclosure_version_id_document_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disclosure')),
    sa.UniqueConstraint('version_id', name=op.f('uq_disclosure_version_id'))
    )
    op.create_index(op.f('ix_disclosure_correlation'), 'disclosure', ['correlation'], unique=False)
    op.create_index(op.f('ix_disclosure_document_id'), 'disclosure', ['document_id'], unique=False)
    op.create_index(op.f('ix_disclosure_incident_id'), 'disclosure', ['incident_id'], unique=False)
    op.create_table('told_fact',
    sa.Column('tenant_id', sa.String(length=64), nullable=False),
    sa.Column('lineage', sa.String(length=32), nullable=False),
    sa.Column('exposure_key', sa.Text(), nullable=False),
    sa.Column('fact', sa.Text(), nullable=False),
    sa.Column('alert_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['alert_id'], ['alert.id'], name=op.f('fk_told_fact_alert_id_alert')),
    sa.UniqueConstraint('tenant_id', 'lineage', 'exposure_key', 'fact', name=op.f('uq_told_fact_tenant_id_lineage_exposure_key_fact'))
    )
