"""By which address the pages are asked for: this machine's own, the public one, and a proxy's."""

from __future__ import annotations

import httpx
import pytest
from fakes.desk import PASSWORD, Shop, public, serving
from fakes.pages import form_token
from pydantic import ValidationError

from config.web import WebSettings


def test_without_login_only_this_machine_by_its_own_name_is_answered(local: str) -> None:
    assert httpx.get(f"{local}/").status_code == 200
    for headers in (
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"X-Forwarded-Host": "tocsin.example.org"},
        {"Forwarded": "for=10.0.0.1"},
    ):
        assert httpx.get(f"{local}/", headers=headers).status_code == 400, headers


@pytest.mark.parametrize("broken", ["http://[::1", "http://[x]/", "["])
def test_addresses_in_headers_that_are_none_are_refused_and_break_nothing(
    shop: Shop, local: str, guarded: str, broken: str
) -> None:
    for address in (local, guarded):
        for path in ("/", "/api/today", "/feeds/1.atom"):
            assert httpx.get(f"{address}{path}", headers={"Host": broken}).status_code == 400
    snooze, given = f"{local}/alerts/{shop.alerts['default']}/snooze", {"hours": "1"}
    assert httpx.post(snooze, data=given, headers={"Origin": broken}).status_code == 403
    with httpx.Client() as client:
        token = form_token(client.get(f"{local}/inventory").text)
        done = client.post(snooze, data={**given, "csrf": token}, headers={"Referer": broken})
        assert (done.status_code, done.headers["location"]) == (303, f"/alert/{shop.alerts['default']}")


@pytest.mark.parametrize("path", ["/search?q=a%00b", "/api/search?q=a%00b", "/vendor/a%00b"])
def test_an_address_holds_no_nul_which_no_database_could_look_for(local: str, path: str) -> None:
    refused = httpx.get(f"{local}{path}")
    assert (refused.status_code, "an address holds no NUL" in refused.text) == (400, True)


def test_cookies_need_tls_behind_a_proxy_that_has_it(shop: Shop) -> None:
    with serving(shop.database, public(host="127.0.0.1", public_url="https://tocsin.example.org")) as address:
        answer = httpx.get(f"{address}/login", headers={"Host": "tocsin.example.org"})
        assert answer.status_code == 200
        assert "Secure" in answer.headers["set-cookie"]
        assert "max-age" in answer.headers["strict-transport-security"]
        assert httpx.get(f"{address}/login", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://Tocsin.Example.org/", "tocsin.example.org"),
        ("https://tocsin.example.org:443", "tocsin.example.org"),
        ("https://tocsin.example.org", "Tocsin.example.org:443"),
        ("http://tocsin.example.org:8080", "tocsin.example.org:8080"),
        ("https://glöckner.example:8443", "xn--glckner-b1a.example:8443"),
    ],
)
def test_the_public_address_is_known_as_browsers_and_proxies_send_it(shop: Shop, written: str, sent: str) -> None:
    address = WebSettings(public_url=written).public_url
    assert address is not None
    with serving(shop.database, public(public_url=address)) as local:
        assert httpx.get(f"{local}/login", headers={"Host": sent}).status_code == 200
        assert httpx.get(f"{local}/login", headers={"Host": f"{sent}9"}).status_code == 400


@pytest.mark.parametrize("wrong", ["https://ann:secret@tocsin.example.org", "https://tocsin.example.org#x"])
def test_a_public_address_holds_a_host_and_nothing_beside(wrong: str) -> None:
    with pytest.raises(ValidationError, match="not an address such as"):
        WebSettings(public_url=wrong)


def test_behind_a_proxy_that_asks_by_our_own_address_people_log_in_and_change_things(shop: Shop) -> None:
    with serving(shop.database, public(host="127.0.0.1", public_url="http://tocsin.example.org")) as address:
        for origin, code in (("http://tocsin.example.org", 303), ("http://evil.example", 403), ("null", 403)):
            with httpx.Client(base_url=address, headers={"Origin": origin}) as client:
                token = form_token(client.get("/login").text)
                done = client.post("/login", data={"csrf": token, "name": "viewer", "password": PASSWORD})
                assert done.status_code == code, origin
