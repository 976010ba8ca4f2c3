"""`/audit`: who changed what."""

from __future__ import annotations

from fastapi import Request, Response

from storage.audit import audit_log
from tocsin.web.access.rights import Auditor, Before, TheDesk, pages
from tocsin.web.pages import first_rows, page

router = pages()
_PAGE = 50


@router.get("/audit")
def audit(request: Request, desk: TheDesk, actor: Auditor, before: Before = None) -> Response:
    """The newest change first."""
    rows = audit_log(desk.database, actor.tenant_id, before=before, limit=_PAGE + 1)
    return page(request, "audit.html", **first_rows(rows, _PAGE))
