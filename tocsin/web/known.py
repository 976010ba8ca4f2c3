"""What an address or a call names: found, or refused as not there."""

from __future__ import annotations

from fastapi import HTTPException

from model.access import Actor
from storage.desk.alerts import AlertRow, find_alert
from storage.desk.incidents import find_incident
from storage.incidents import StoredIncident
from storage.search import saved_searches
from storage.search.saved import SavedSearch
from tocsin.web.desk import Desk


def known_incident(desk: Desk, number: int) -> StoredIncident:
    """The incident of this number.

    Raises:
        HTTPException: 404, there is none.
    """
    found = find_incident(desk.database, number)
    if found is None:
        raise HTTPException(404, "there is no such incident")
    return found


def known_alert(desk: Desk, actor: Actor, number: int) -> AlertRow:
    """The alert of this number.

    Raises:
        HTTPException: 404, the actor's tenant has none.
    """
    found = find_alert(desk.database, actor.tenant_id, number)
    if found is None:
        raise HTTPException(404, "there is no such alert")
    return found


def known_search(desk: Desk, actor: Actor, number: int) -> SavedSearch:
    """The kept search of this number.

    Raises:
        HTTPException: 404, the actor's tenant keeps none.
    """
    found = next((one for one in saved_searches(desk.database, actor.tenant_id) if one.id == number), None)
    if found is None:
        raise HTTPException(404, "there is no such search")
    return found
