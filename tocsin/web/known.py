"""What an address or a call names: found, or refused as not there."""

from __future__ import annotations

from typing import TypeVar

from fastapi import HTTPException

from model.access import Actor
from storage.desk.alerts import AlertRow, find_alert
from storage.desk.documents import VersionRow, find_version
from storage.desk.incidents import find_incident
from storage.hand import standing
from storage.incidents import StoredIncident
from storage.inventories import StoredItem, find_item
from storage.search import saved_searches
from storage.search.saved import SavedSearch
from storage.uploads import Upload, find_upload
from tocsin.stages.by_hand import part_of
from tocsin.web.desk import Desk

T = TypeVar("T")


class MergedError(Exception):
    """The incident that was asked for is a part of another now."""

    def __init__(self, number: int, kept: int) -> None:
        super().__init__(part_of(number, kept))
        self.kept = kept


def known_incident(desk: Desk, number: int) -> StoredIncident:
    """The incident of this number.

    Raises:
        HTTPException: 404, there is none.
        MergedError: it is a part of another now.
    """
    found = find_incident(desk.database, number)
    if found is None:
        with desk.database.read() as connection:
            kept = standing(connection, number)
        if kept != number:
            raise MergedError(number, kept)
    return _there(found, "incident")


def known_alert(desk: Desk, actor: Actor, number: int) -> AlertRow:
    """The alert of this number.

    Raises:
        HTTPException: 404, the actor's tenant has none.
    """
    return _there(find_alert(desk.database, actor.tenant_id, number), "alert")


def known_version(desk: Desk, number: int, version_id: int) -> VersionRow:
    """A stored version of a document that tells of the incident of this number.

    Raises:
        HTTPException: 404, the incident has none of this id.
    """
    return _there(find_version(desk.database, number, version_id), "document in this incident")


def known_upload(desk: Desk, tenant: str, number: int) -> Upload:
    """The upload of this number.

    Raises:
        HTTPException: 404, the tenant has none.
    """
    return _there(find_upload(desk.database, tenant, number), "upload")


def known_item(desk: Desk, tenant: str, number: int) -> StoredItem:
    """The item of this number.

    Raises:
        HTTPException: 404, the tenant depends on none, or no more.
    """
    return _there(find_item(desk.database, tenant, number), "item in the inventory")


def known_search(desk: Desk, actor: Actor, number: int) -> SavedSearch:
    """The kept search of this number.

    Raises:
        HTTPException: 404, the actor's tenant keeps none.
    """
    kept = (one for one in saved_searches(desk.database, actor.tenant_id) if one.id == number)
    return _there(next(kept, None), "search")


def _there(found: T | None, what: str) -> T:
    if found is None:
        raise HTTPException(404, f"there is no such {what}")
    return found
