"""Which right each change takes, and that nobody without it makes one: asked of every route that there is."""

from __future__ import annotations

import httpx
from fakes.desk import Shop, public, serving
from fakes.pages import every_route, form_token, log_in

from model.access import Permission

READING = {"/audit", "/settings", "/api/audit", "/api/settings"}  # what takes more than the right to read
OPEN = {"/login", "/logout", "/slack/actions"}
CHANGING = {
    "/alerts/": Permission.ACKNOWLEDGE,
    "/api/alerts/": Permission.ACKNOWLEDGE,
    "/search/saved": Permission.ACKNOWLEDGE,
    "/api/searches": Permission.ACKNOWLEDGE,
    "/incident/1/clock": Permission.ACKNOWLEDGE,
    "/api/incidents/1/clocks": Permission.ACKNOWLEDGE,
    "/incident/1/": Permission.CORRECT,
    "/api/incidents/1/": Permission.CORRECT,
    "/api/vendor-merges": Permission.CORRECT,
    "/inventory/": Permission.IMPORT,
    "/api/inventory/": Permission.IMPORT,
}


def right_for(path: str) -> Permission:
    """That of the longest beginning."""
    return CHANGING[max((begins for begins in CHANGING if path.startswith(begins)), key=len)]


def changing(own_shop: Shop) -> list[tuple[str, str]]:
    found = [
        (method, path) for method, path in every_route(own_shop) if method not in ("GET", "HEAD") and path not in OPEN
    ]
    assert len(found) > 25
    return found


def test_each_change_takes_its_own_right_and_no_other(own_shop: Shop) -> None:
    with serving(own_shop.database, public()) as address, httpx.Client(base_url=address) as client:
        for method, path in changing(own_shop):
            for scope in Permission:
                answer = client.request(method, path, headers={"Authorization": f"Bearer tocsin_{scope}"})
                refused = answer.status_code == 403
                assert refused is (scope is not right_for(path)), (method, path, scope, answer.status_code)


def test_what_is_read_takes_the_right_to_read_or_to_audit(own_shop: Shop) -> None:
    with serving(own_shop.database, public()) as address, httpx.Client(base_url=address) as client:
        for path in [
            path for method, path in every_route(own_shop) if method == "GET" and not path.startswith("/static")
        ]:
            for scope in Permission:
                answer = client.get(path, headers={"Authorization": f"Bearer tocsin_{scope}"})
                refused = answer.status_code == 403
                assert refused is (path in READING and scope is not Permission.AUDIT), (path, scope)


def test_a_viewer_changes_nothing_and_another_tenants_admin_no_incident(own_shop: Shop) -> None:
    with serving(own_shop.database, public()) as address:
        for name in ("viewer", "neighbour"):
            client = log_in(address, name)
            token = {"X-CSRF-Token": form_token(client.get("/inventory").text)}
            for method, path in changing(own_shop):
                if name == "viewer" or right_for(path) is Permission.CORRECT:
                    assert client.request(method, path, headers=token).status_code == 403, (name, method, path)
            client.close()
