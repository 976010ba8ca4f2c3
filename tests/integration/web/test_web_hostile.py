"""What attackers write into headlines, names, quotes, addresses and inventories is text on every page, and nothing else."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fakes.databases import prepare
from fakes.desk import NOW, SOURCE, Shop, furnish, people, public, serving
from fakes.hostile import HIDDEN, LINKS, MARKUP, MENTIONS
from fakes.pages import active_nodes, every_route, form_token, hrefs, log_in

from config.settings import Settings
from model.access import ALLOWED, Actor, UserRole
from model.correction import Correction
from storage.corrections import add_correction
from storage.database import Database
from storage.search import save_search

# One world with all of them in every field; hidden characters that no database takes are left to the unit tests.
WORDS = "".join(f" {text} " for text in [*MARKUP, *LINKS, *MENTIONS, *HIDDEN] if text.isprintable() or "\x1b" in text)
CONTROL = set(map(chr, [*range(9), *range(11, 32), 0x7F, 0x202E, 0x200B, 0x2066]))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database, WORDS, url="javascript:alert(1)//https://vendor.example/")
    people(shop)
    said = Correction(0, f"party:Quillmark{WORDS}", "breached", f"ann{WORDS}", f"their letter{WORDS}", NOW)
    with database.write() as connection:
        add_correction(connection, shop.incident, said)
    ann = Actor("ann", "default", ALLOWED[UserRole.ADMIN], "web")
    save_search(database, ann, f"mine{WORDS}", '"<script>alert(1)</script>"', alerts=True, now=NOW)
    return shop


def test_no_page_has_an_active_node(hostile: Shop) -> None:
    with serving(hostile.database, public(), sources=(SOURCE,)) as address:
        client = log_in(address, "admin")
        looked, ahead = set(), [path for method, path in every_route(hostile) if method == "GET"]
        while ahead:
            path = ahead.pop()
            answer = client.get(path)
            assert answer.status_code < 500, path
            if "text/html" in answer.headers.get("content-type", ""):
                looked.add(path)
                assert active_nodes(answer.text) == [], path
                assert not CONTROL & set(answer.text), path
                for link in hrefs(answer.text):
                    assert link.startswith(("/", "#", "https://vendor.example/", "http")), (path, link)
                    if link.startswith("/vendor/") and link not in looked and link not in ahead:
                        ahead.append(link)
        assert any("gang" not in path and "name%3Ahartwell" in path for path in looked), "its page has that name in it"
        for asked in (
            WORDS[:900],
            '"><script>alert(1)</script>',
            "type:-<img src=x onerror=alert(1)>",
            "vendor:'\"><svg onload=1>",
        ):
            for page in ("/search", "/inventory", "/login"):
                answer = client.get(page, params={"q": asked, "next": asked})
                assert answer.status_code in (200, 400)
                assert active_nodes(answer.text) == [], (page, asked)
        assert len(looked) > 12


def test_what_is_uploaded_is_text_too(hostile: Shop) -> None:
    with serving(hostile.database, public()) as address:
        client = log_in(address, "admin")
        body = "name,owner\n" + "\n".join(f'"{text.replace(chr(34), chr(34) * 2)}",x' for text in MARKUP)
        files = {"file": ('"><script>alert(1)</script>.csv', body.encode())}
        sent = client.post(
            "/inventory/uploads",
            files=files,
            data={"csrf": form_token(client.get("/inventory").text), "kind": "inventory"},
        )
        assert sent.status_code == 303, sent.text
        shown = client.get(sent.headers["location"])
        assert shown.status_code == 200
        assert active_nodes(shown.text) == []
        assert "&lt;script&gt;" in shown.text


@pytest.mark.parametrize("name", ["\\ud800", "A" * 100_000])
def test_a_refusal_names_what_was_sent_whatever_that_is(shop: Shop, name: str) -> None:
    token = {"Authorization": f"Bearer {shop.tokens['correct']}", "Content-Type": "application/json"}
    with serving(shop.database, Settings(database=f"sqlite:///{shop.database.path}")) as address:
        asked = f"{address}/api/incidents/{shop.incident}/corrections"
        for body in (f'{{"facts": {{"{name}": ""}}, "why": "a letter"}}', f'{{"{name}": "", "why": "a letter"}}'):
            refused = httpx.post(asked, content=body.encode(), headers=token)
            assert refused.status_code == 422
            assert len(refused.json()["error"]) <= 1_000


def test_a_formula_in_the_export_is_dead(local: str, tmp_path: Path) -> None:
    answer = httpx.get(f"{local}/search/export", params={"q": "", "form": "csv"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert not any(cell[:1] in "=+-@" for line in answer.text.splitlines() for cell in line.split(",") if cell)
