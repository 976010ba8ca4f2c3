"""`/settings`: what the configuration says; the file rules, so nothing is changed here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, SecretStr

from config.fields import write_duration
from model.inventory import DEFAULT_TENANT
from tocsin.web.access.rights import Auditor, TheDesk, pages
from tocsin.web.desk import Desk
from tocsin.web.pages import page

router = pages()
_ELSEWHERE = {"sources"}  # they have a page of their own
_OF_A_TENANT = {"organisation", "inventories", "dependencies", "routes", "operator", "alerts", "clocks"}


@router.get("/settings")
def settings(request: Request, desk: TheDesk, actor: Auditor) -> Response:
    """Every key with its value; of a secret only whether it is set."""
    sections = sections_of(desk, actor.tenant_id).items()
    alone = [(name, value) for name, pairs in sections for key, value in pairs if not key]
    whole = [(name, pairs) for name, pairs in sections if all(key for key, _ in pairs)]
    return page(request, "settings.html", alone=alone, sections=whole)


def sections_of(desk: Desk, tenant: str) -> dict[str, list[tuple[str, str]]]:
    """(key, value) of each section; a tenant sees its own alone, the default tenant the whole installation."""
    whole = tenant == DEFAULT_TENANT
    told = desk.settings if whole else desk.settings.for_tenant(tenant)
    sections = {
        name: list(flat("", getattr(told, name)))
        for name in type(told).model_fields
        if name not in _ELSEWHERE and (whole or name in _OF_A_TENANT)
    }
    if whole:
        sections["database"] = [("", desk.database.shown)]
    return sections


def flat(key: str, value: Any) -> list[tuple[str, str]]:
    """(key, value) of a setting and of everything in it, by the keys of the file, without secrets."""
    if isinstance(value, BaseModel):
        named = [(known.alias or name, getattr(value, name)) for name, known in type(value).model_fields.items()]
        return [pair for name, part in named for pair in flat(_under(key, name), part)]
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], BaseModel):
        items = [(getattr(item, "id", None) or str(place), item) for place, item in enumerate(value, 1)]
        return [pair for name, item in items for pair in flat(_under(key, name), item)]
    if isinstance(value, SecretStr):
        return [(key, "set, not shown")]
    if isinstance(value, frozenset):
        return flat(key, sorted(value, key=str))
    if isinstance(value, (list, tuple)):
        return [(key, ", ".join(map(str, value)) or "not set")]
    return [(key, _plain(value))]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, timedelta):
        return write_duration(value)
    return "not set" if value in (None, "") else str(value)


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
