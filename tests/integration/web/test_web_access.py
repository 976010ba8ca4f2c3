from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from ipaddress import IPv4Network
from itertools import islice

import httpx
import pytest
import sqlalchemy as sa
from fakes.desk import NOW, PASSWORD, Shop, furnish, people, public, serving
from fakes.pages import active_nodes, every_route, form_token, hrefs, log_in

from model.access import Permission
from storage.access import add_token, change_user, digest, find_user, open_session, revoke_token
from storage.audit import audit_log
from storage.database import Database
from storage.tables import web_session

OPEN = {"/login", "/static"}


def contents(shop: Shop) -> str:
    """Everything that the database holds, sessions and the audit log of logins too."""
    assert shop.database.path is not None
    found = hashlib.sha256()
    with shop.database.read() as connection:
        names = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .scalars()
            .all()
        )
        for name in names:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                found.update(repr(row).encode())
    return found.hexdigest()


def test_health_is_told_as_json_where_the_database_cannot_be_used(shop: Shop, guarded: str) -> None:
    with shop.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE run RENAME TO run_before")
    try:
        answer = httpx.get(f"{guarded}/healthz", headers={"Authorization": f"Bearer {shop.tokens['read']}"})
    finally:
        with shop.database.write() as connection:  # other tests look at the same database
            connection.exec_driver_sql("ALTER TABLE run_before RENAME TO run")
    assert (answer.status_code, answer.json()) == (503, {"error": "the database cannot be used now; try again"})


def test_no_route_is_open_where_the_network_reaches(shop: Shop, guarded: str) -> None:
    walked = every_route(shop)
    assert len(walked) > 15
    with httpx.Client(base_url=guarded) as client:
        for method, path in walked:
            answer = client.request(method, path)
            to_login = answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")
            assert path in OPEN or answer.status_code in (401, 403) or to_login, (method, path, answer.status_code)


def test_who_watches_without_a_token_is_refused_and_not_shown_a_login_page(guarded: str) -> None:
    for path in ("/healthz", "/clocks.ics", "/feeds/1.atom", "/api/today"):
        refused = httpx.get(f"{guarded}{path}", follow_redirects=True)
        assert refused.status_code == 401, path
        asked = "Basic" if path.startswith(("/clocks.ics", "/feeds")) else "Bearer"
        assert refused.headers["www-authenticate"].split()[0] == asked, "a program that subscribes asks for a password"
        assert "send a valid token" in refused.text
        if path.startswith("/api"):
            assert set(refused.json()) == {"error"}


def test_a_program_that_subscribes_gives_its_token_as_a_password_and_nobody_else(shop: Shop, guarded: str) -> None:
    token = shop.tokens["read"]
    assert httpx.get(f"{guarded}/clocks.ics", auth=("calendar", token)).text.startswith("BEGIN:VCALENDAR")
    for secret in ("wrong", "", token[:-1]):
        assert httpx.get(f"{guarded}/clocks.ics", auth=("calendar", secret)).status_code == 401
    assert httpx.get(f"{guarded}/clocks.ics", headers={"Authorization": "Basic %%%"}).status_code == 401
    assert httpx.get(f"{guarded}/healthz", auth=("calendar", token)).status_code == 401
    path = f"{guarded}/api/alerts/{shop.alerts['default']}/acknowledge"
    assert httpx.post(path, auth=("calendar", shop.tokens["acknowledge"])).status_code == 401


def test_a_password_that_a_browser_sends_along_replaces_no_form_token(shop: Shop, admin: httpx.Client) -> None:
    path, password = f"/alerts/{shop.alerts['default']}/not-ours", {"Authorization": "Basic YTpi"}
    assert admin.get("/", headers=password).status_code == 200
    assert admin.post(path, data={"why": "x"}, headers=password).status_code == 403
    foreign = {**password, "Origin": "https://elsewhere.example"}
    assert admin.post(path, data={"why": "x"}, headers=foreign).status_code == 403


def test_who_sends_a_form_after_the_session_ended_is_shown_the_way_to_the_login(shop: Shop, guarded: str) -> None:
    path = f"{guarded}/alerts/{shop.alerts['default']}/not-ours"
    refused = httpx.post(path, data={"csrf": "0" * 64, "why": "we left them"})
    assert refused.status_code == 401
    assert "nothing was changed" in refused.text
    assert "/login" in hrefs(refused.text)
    assert "Bearer" not in refused.text
    assert "Bearer" in httpx.post(path, headers={"Authorization": "Bearer wrong"}).text


def test_a_wrong_or_missing_token_opens_nothing(shop: Shop, guarded: str) -> None:
    for given in ("Bearer wrong", "Bearer", "Basic YTpi", "bearer", ""):
        headers = {"Authorization": given} if given else {}
        assert httpx.get(f"{guarded}/healthz", headers=headers).status_code in (401, 303)


def test_pages_carry_the_headers_and_nothing_inline(shop: Shop, admin: httpx.Client) -> None:
    for method, path in every_route(shop):
        if method != "GET" or path.startswith(("/api", "/static", "/healthz", "/metrics")):
            continue
        answer = admin.get(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'self'"), path
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert active_nodes(answer.text) == [], path


def test_head_is_answered_as_get_is_without_the_body(shop: Shop, admin: httpx.Client, guarded: str) -> None:
    before = contents(shop)
    for path in (
        "/",
        "/healthz",
        "/search?q=quillmark",
        "/api/incidents",
        "/clocks.ics",
        "/nothing",
        "/api/search?q=(((",
    ):
        whole, head = admin.get(path), admin.head(path)
        assert (head.status_code, head.content) == (whole.status_code, b""), path
        assert head.headers["content-type"] == whole.headers["content-type"]
        assert head.headers.get("etag") == whole.headers.get("etag")
    assert httpx.head(f"{guarded}/api/incidents").status_code == 401
    assert httpx.head(f"{guarded}/alerts").status_code == 303
    assert contents(shop) == before


def test_get_changes_nothing(shop: Shop, admin: httpx.Client) -> None:
    before = contents(shop)
    for method, path in every_route(shop):
        if method == "GET":
            assert admin.get(path).status_code < 500, path
    assert contents(shop) == before


def test_a_change_needs_the_pages_own_token_and_origin(shop: Shop, admin: httpx.Client) -> None:
    token = form_token(admin.get("/inventory").text)
    before = contents(shop)
    changing = [(method, path) for method, path in every_route(shop) if method not in ("GET", "HEAD")]
    assert len(changing) >= 4
    for method, path in changing:
        if path in ("/login", "/slack/actions"):
            continue
        foreign = {"Origin": "https://evil.example", "X-CSRF-Token": token}
        cross = {"Sec-Fetch-Site": "cross-site", "X-CSRF-Token": token}
        for headers in ({}, {"X-CSRF-Token": "0" * 64}, {"Origin": "null", "X-CSRF-Token": token}, foreign, cross):
            assert admin.request(method, path, headers=headers).status_code == 403, (method, path, headers)
    assert contents(shop) == before


def test_what_belongs_to_another_tenant_is_not_there(shop: Shop, admin: httpx.Client, neighbour: httpx.Client) -> None:
    theirs = shop.alerts["other"]
    assert admin.get(f"/alert/{theirs}").status_code == 404
    assert neighbour.get(f"/alert/{theirs}").status_code == 200
    files = {"file": ("list.csv", b"name\nHartwell\n")}
    sent = admin.post(
        "/inventory/uploads", files=files, data={"csrf": form_token(admin.get("/inventory").text), "kind": "inventory"}
    )
    assert sent.status_code == 303
    assert neighbour.get(sent.headers["location"]).status_code == 404
    token = form_token(neighbour.get("/inventory").text)
    for decision in ("accept", "drop"):
        assert neighbour.post(f"{sent.headers['location']}/{decision}", data={"csrf": token}).status_code == 404
    assert "vendors-other" not in admin.get("/inventory").text
    assert "vendors-other" in neighbour.get("/inventory").text
    assert "upload inventory" not in neighbour.get("/audit").text


def test_roles_bound_what_may_be_done(viewer: httpx.Client) -> None:
    token = viewer.get("/inventory")
    assert "/inventory/uploads" not in token.text
    for path in ("/audit", "/settings"):
        assert viewer.get(path).status_code == 403
    csrf = form_token(viewer.get("/inventory").text)
    files = {"file": ("list.csv", b"name\nHartwell\n")}
    assert viewer.post("/inventory/uploads", files=files, data={"csrf": csrf, "kind": "inventory"}).status_code == 403


def test_tokens_have_scopes_ends_and_no_need_of_a_form(shop: Shop, guarded: str) -> None:
    with shop.database.write() as connection:
        add_token(connection, "default", "old", "tocsin_old", frozenset(Permission), now=NOW, expires=NOW)
        ended = add_token(connection, "default", "ended", "tocsin_ended", frozenset(Permission), now=NOW, expires=None)
        revoke_token(connection, ended, NOW)

    def asked(secret: str, path: str) -> int:
        return httpx.get(f"{guarded}{path}", headers={"Authorization": f"Bearer {secret}"}).status_code

    assert asked("tocsin_old", "/healthz") == 401
    assert asked("tocsin_ended", "/healthz") == 401
    assert asked("tocsin_read", "/healthz") == 200
    assert asked("tocsin_read", "/audit") == 403
    assert asked("tocsin_audit", "/audit") == 200
    assert "tocsin_read" not in "".join(map(str, rows(shop.database, "api_token")))


def rows(database: Database, table: str) -> list[object]:
    with database.read() as connection:
        return list(connection.exec_driver_sql(f"SELECT * FROM {table}"))


def test_a_session_is_kept_hashed_ends_by_logout_and_by_being_kept_out(shop: Shop, guarded: str) -> None:
    viewer = log_in(guarded, "viewer")
    secret = viewer.cookies["tocsin_session"]
    assert secret not in "".join(map(str, rows(shop.database, "web_session")))
    assert viewer.get("/").status_code == 200
    viewer.post("/logout", data={"csrf": form_token(viewer.get("/").text)})
    assert httpx.get(f"{guarded}/", cookies={"tocsin_session": secret}).status_code == 303
    client = log_in(guarded, "responder")
    with shop.database.write() as connection:
        user = find_user(connection, "responder")
        assert user is not None
        change_user(connection, user.id, disabled=True)
    assert client.get("/").status_code == 303
    with shop.database.write() as connection:
        change_user(connection, user.id, disabled=False)  # other tests log in as this user


def test_a_session_opens_nothing_once_its_time_is_over(shop: Shop, guarded: str) -> None:
    """Nor one that was opened while the clock was ahead, whose time would be over in a year only."""
    hour, year = timedelta(hours=1), timedelta(days=365)
    with shop.database.write() as connection:
        user = find_user(connection, "viewer")
        assert user is not None
        for secret, expires in (("kept-on", NOW + hour), ("over-now", NOW), ("ahead", NOW + year + hour)):
            open_session(connection, secret, user.id, NOW - hour, expires)
        opened = sa.update(web_session).where(web_session.c.id_hash == digest("ahead"))
        connection.execute(opened.values(created=NOW + year))
    with httpx.Client(base_url=guarded) as client:
        for secret, code in (("kept-on", 200), ("over-now", 303), ("ahead", 303)):
            assert client.get("/", headers={"Cookie": f"tocsin_session={secret}"}).status_code == code, secret


def test_guessing_is_slowed_down_and_says_nothing(shop: Shop) -> None:
    with serving(shop.database, public()) as address, httpx.Client(base_url=address) as client:
        token = form_token(client.get("/login").text)
        answers = [
            client.post("/login", data={"csrf": token, "name": name, "password": "x" * 12})
            for name in ["nobody", "viewer"]
        ]
        assert [answer.status_code for answer in answers] == [403, 403]
        assert answers[0].text == answers[1].text.replace(form_token(answers[1].text), form_token(answers[0].text))
        for _ in range(9):
            client.post("/login", data={"csrf": token, "name": "viewer", "password": "x" * 12})
        refused = client.post("/login", data={"csrf": token, "name": "viewer", "password": PASSWORD})
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 301


def test_guesses_at_once_are_counted_before_they_are_answered(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    others_refused = threading.Event()

    def laborious(_stored: object, _given: str) -> bool:
        others_refused.wait(240)
        return False

    monkeypatch.setattr("tocsin.web.routes.login.matches", laborious)
    with serving(shop.database, public()) as address, httpx.Client(base_url=address) as client:
        sent = {"csrf": form_token(client.get("/login").text), "name": "admin", "password": "a guess"}
        with ThreadPoolExecutor(20) as pool:
            guesses = as_completed(pool.submit(client.post, "/login", data=sent) for _ in range(20))
            codes = [guess.result().status_code for guess in islice(guesses, 10)]
            others_refused.set()
            codes += [guess.result().status_code for guess in guesses]
    assert codes == [429] * 10 + [403] * 10


@pytest.mark.parametrize(("proxies", "other"), [(["127.0.0.0/8", "10.0.0.0/8"], 403), (["10.0.0.0/8"], 429)])
def test_guesses_are_counted_by_whom_our_proxy_says_it_asks_for(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, proxies: list[str], other: int
) -> None:
    monkeypatch.setattr("tocsin.web.routes.login.matches", lambda *_: False)
    given = {"public_url": "http://tocsin.example.org", "proxies": tuple(map(IPv4Network, proxies))}
    with serving(shop.database, public(**given)) as address, httpx.Client(base_url=address) as client:
        token = form_token(client.get("/login").text)

        def tried(name: str, came_by: str) -> int:
            sent = {"csrf": token, "name": name, "password": "a guess"}
            return client.post("/login", data=sent, headers={"X-Forwarded-For": came_by}).status_code

        codes = [tried(f"name {number}", f"192.0.2.{number}, 203.0.113.7, 10.0.0.2") for number in range(21)]
        assert codes == [403] * 20 + [429], "what the guesser himself put before is not believed"
        assert tried("another", "203.0.113.8, 10.0.0.2") == other


def test_login_goes_on_only_to_our_own_pages(guarded: str) -> None:
    for wanted in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\\b",
        "\t//evil.example",
    ):
        with httpx.Client(base_url=guarded) as client:
            token = form_token(client.get("/login", params={"next": wanted}).text)
            done = client.post("/login", data={"csrf": token, "name": "admin", "password": PASSWORD, "next": wanted})
            assert done.headers["location"] == "/", wanted


def test_an_empty_authorization_is_no_token_that_a_form_could_do_without(shop: Shop, local: str) -> None:
    before = contents(shop)
    for headers in ({"Authorization": ""}, {"Authorization": "", "Origin": "https://evil.example"}):
        refused = httpx.post(f"{local}/alerts/{shop.alerts['default']}/snooze", data={"hours": "1"}, headers=headers)
        assert refused.status_code == 403, headers
    assert contents(shop) == before


def test_the_audit_log_cannot_be_rewritten(database: Database) -> None:
    people(furnish(database))
    from model.access import ALLOWED, Actor, UserRole
    from storage.audit import record_change

    actor = Actor("somebody", "default", ALLOWED[UserRole.ADMIN], "web")
    with database.write() as connection:
        record_change(connection, actor, "test", "a thing", before=None, after={"a": 1}, now=NOW + timedelta(seconds=1))
    for statement in ("UPDATE audit_entry SET who = 'nobody'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match="append-only"), database.write() as connection:
            connection.exec_driver_sql(statement)
    (entry,) = audit_log(database, "default")
    assert (entry.who, entry.after) == ("somebody", {"a": 1})
    assert audit_log(database, "other") == []


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_no_form_is_read_beyond_what_its_page_takes(guarded: str, admin: httpx.Client, kind: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\n' if "multi" in kind else b"name="
    sent = head + b"a" * 1_100_000
    refused = httpx.post(f"{guarded}/login", content=sent, headers={"Content-Type": kind})
    assert (refused.status_code, "larger than 1,000,000 bytes" in refused.text) == (413, True)
    form = {"csrf": form_token(admin.get("/inventory").text), "kind": "inventory"}
    file = {"file": ("list.csv", b"name\nHartwell\n" + b"\n" * 1_100_000)}
    assert admin.post("/inventory/uploads", files=file, data=form).status_code == 303
