"""`/vendor/ID`: what is known of one organisation."""

from __future__ import annotations

from fastapi import Request, Response

from tocsin.web.access.rights import Reader, TheDesk, pages
from tocsin.web.pages import page

router = pages()


@router.get("/vendor/{organisation_id:path}")
def vendor(request: Request, desk: TheDesk, _actor: Reader, organisation_id: str) -> Response:
    """Its incidents, its data lost so far, and who uses whom."""
    from storage.desk.incidents import incidents_of_organisation

    found = incidents_of_organisation(desk.database, organisation_id)
    return page(request, "vendor.html", organisation_id=organisation_id, incidents=found)
