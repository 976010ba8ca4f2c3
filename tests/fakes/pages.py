"""Looks at pages as a browser's parser sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
from fakes.desk import PASSWORD, Shop, public
from fastapi import FastAPI
from fastapi.routing import APIRoute
from lxml import html

from tocsin.web.app import create_app
from tocsin.web.desk import Desk

_ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "frame",
    "applet",
    "template",
    "math",
    "animate",
    "set",
    "foreignobject",
}
_URLS = {"href", "src", "action", "formaction", "xlink:href", "poster", "data", "background"}


def form_token(page: str) -> str:
    found = html.document_fromstring(page).xpath("//input[@name='csrf']/@value")
    return str(found[0])


def active_nodes(page: str) -> list[str]:
    """Everything that could run or load something of others; our own script and style sheets are none."""
    found: list[str] = []
    for node in html.document_fromstring(page).iter():
        if not isinstance(node.tag, str):
            continue
        tag = node.tag.lower()
        ours = tag == "script" and re.fullmatch(r"/static/htmx-[\d.]+\.min\.js", node.get("src", "")) and not node.text
        if tag in _ACTIVE and not ours:
            found.append(f"<{tag}>")
        if (
            tag == "meta"
            and node.get("http-equiv", "").lower() == "refresh"
            and "url" in node.get("content", "").lower()
        ):
            found.append("meta refresh")
        for name, value in node.attrib.items():
            scheme = urlsplit(re.sub(r"[\x00-\x20]", "", value)).scheme if name.lower() in _URLS else ""
            if name.lower().startswith(("on", "style", "srcdoc")) or scheme not in ("", "http", "https"):
                found.append(f"{tag} {name}={value[:60]}")
    return found


def routes(app: FastAPI, shop: Shop, *, tenant: str = "default") -> Iterator[tuple[str, str]]:
    """(method, path) of every route, its parameters filled with what is there."""
    values = {
        "number": str(shop.incident), "version_id": str(shop.versions[0]), "organisation_id": "quillmark", "decision": "accept",
        "name": "saved", "correction": "1",
    }  # fmt: skip
    for route in app.routes:
        path = getattr(route, "path", "")
        if path.startswith(("/alert", "/api/alerts")):
            values["number"] = str(shop.alerts[tenant])
        filled = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: values[found[1]], path)
        values["number"] = str(shop.incident)
        for method in sorted(route.methods or {"GET"}) if isinstance(route, APIRoute) else ["GET"]:
            yield method, filled


def log_in(address: str, name: str) -> httpx.Client:
    client = httpx.Client(base_url=address)
    token = form_token(client.get("/login").text)
    done = client.post("/login", data={"csrf": token, "name": name, "password": PASSWORD})
    assert done.status_code == 303, done.text
    return client


def every_route(shop: Shop, tenant: str = "default") -> list[tuple[str, str]]:
    return list(routes(create_app(Desk(public(), shop.database, ())), shop, tenant=tenant))


def hrefs(page: str) -> list[str]:
    return [str(link) for link in html.document_fromstring(page).xpath("//@href | //@src | //@action")]
