"""Every table, one file an area. What belongs to a tenant carries `tenant_id`; what is true for all does not."""

from __future__ import annotations

from storage.tables.access import api_token, audit_entry, user_account, web_session
from storage.tables.advisories import advisory, advisory_flaw
from storage.tables.alerting import OPEN, alert, decision, delivery, exposure, told_fact
from storage.tables.base import metadata
from storage.tables.corrections import incident_correction
from storage.tables.documents import disclosure, document, document_version, told_in
from storage.tables.incidents import incident, incident_link, incident_organisation, incident_revision
from storage.tables.inventories import dependency_edge, inventory_file, inventory_item, inventory_overlay
from storage.tables.organisations import incident_edit, organisation_merge
from storage.tables.responding import clock_record, response, silence
from storage.tables.search import saved_search, search_entry, search_facet, search_name
from storage.tables.uploads import inventory_upload
from storage.tables.work import heartbeat, mark, run, source_event, source_state

__all__ = [
    "OPEN",
    "advisory",
    "advisory_flaw",
    "alert",
    "api_token",
    "audit_entry",
    "clock_record",
    "decision",
    "delivery",
    "dependency_edge",
    "disclosure",
    "document",
    "document_version",
    "exposure",
    "heartbeat",
    "incident",
    "incident_correction",
    "incident_edit",
    "incident_link",
    "incident_organisation",
    "incident_revision",
    "inventory_file",
    "inventory_item",
    "inventory_overlay",
    "inventory_upload",
    "mark",
    "metadata",
    "organisation_merge",
    "response",
    "run",
    "saved_search",
    "search_entry",
    "search_facet",
    "search_name",
    "silence",
    "source_event",
    "source_state",
    "told_fact",
    "told_in",
    "user_account",
    "web_session",
]
