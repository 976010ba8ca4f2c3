"""The analyst's five tasks in a real browser, with and without JavaScript, and what axe-core says of every page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.browsing import chromium, tab_of
from fakes.databases import prepare
from fakes.desk import LIMITED, NOW, Shop, furnish, people, serving
from playwright.sync_api import Browser, Page, expect

from model.access import ALLOWED, Actor, UserRole
from storage.database import Database
from storage.search import save_search

pytestmark = pytest.mark.slow
AXE = Path(__file__).parents[2] / "fakes" / "axe" / "axe-4.14.1.min.js"
SBOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "components": [
        {"type": "library", "bom-ref": "a", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0"}
    ],
    "services": [{"bom-ref": "h", "name": "Hartwell Desk", "provider": {"name": "Hartwell"}}],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Shop, str, list[str]]]:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database)
    people(shop)
    asked: list[str] = []
    with serving(database, ask_for_work=asked.append) as address:
        yield shop, address, asked
    database.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def tab(request: pytest.FixtureRequest, browser: Browser, world: tuple[Shop, str, list[str]]) -> Iterator[Page]:
    complaints: list[str] = []
    with tab_of(browser, java_script_enabled=request.param, base_url=world[1]) as found:
        found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        found.on("pageerror", lambda error: complaints.append(str(error)))
        found.goto("/")
        yield found
    assert complaints == [], "the page breaks its own policy, or its scripts fail"


def test_the_analysts_five_tasks(world: tuple[Shop, str, list[str]], tab: Page) -> None:
    find_every_breach_of_a_vendor_and_export_it(tab)
    find_denials(tab)
    see_what_a_vendors_suppliers_put_at_risk(tab)
    see_why_an_alert_came_and_acknowledge_it(tab, world[0])
    import_an_sbom_and_see_what_changed(tab, world[2])


def find_every_breach_of_a_vendor_and_export_it(tab: Page) -> None:
    tab.get_by_label("Search the history").first.fill("vendor:quillmark")
    tab.get_by_label("Search the history").first.press("Enter")
    expect(tab.locator("#results")).to_contain_text("1 incident")
    expect(tab.get_by_role("link", name="Breach of Quillmark")).to_be_visible()
    for name in ("CSV", "JSON Lines"):
        with tab.expect_download() as download:
            tab.get_by_role("link", name=name, exact=True).click()
        assert "Quillmark" in Path(download.value.path()).read_text()


def find_denials(tab: Page) -> None:
    tab.goto("/search")
    tab.get_by_label("Query").fill("type:-passwords")
    tab.get_by_role("button", name="Search", exact=True).click()
    expect(tab.locator("#results")).to_contain_text("passwords: not exposed")
    expect(tab).to_have_url(re.compile("passwords"))
    tab.get_by_role("link", name="Breach of Quillmark").click()
    denied = tab.locator(".data.denied")
    expect(denied).to_contain_text("passwords")
    expect(denied.locator("q").first).to_contain_text("Quillmark was entered")


def see_what_a_vendors_suppliers_put_at_risk(tab: Page) -> None:
    tab.get_by_role("link", name="Hartwell", exact=True).first.click()
    expect(tab.get_by_role("heading", name="Hartwell", exact=True)).to_be_visible()
    risk = tab.locator("section", has=tab.get_by_role("heading", name="What it and its suppliers put at risk"))
    expect(risk).to_contain_text("Quillmark")
    expect(risk).to_contain_text("names")


def see_why_an_alert_came_and_acknowledge_it(tab: Page, shop: Shop) -> None:
    tab.goto("/")
    tab.get_by_role("link", name=f"alert {shop.alerts['default']}").click()
    expect(tab.get_by_text("Why now")).to_be_visible()
    expect(tab.get_by_text("you → Hartwell → Quillmark").first).to_be_visible()
    tab.get_by_role("button", name="Acknowledge").click()
    expect(tab.get_by_text("acknowledged by local")).to_be_visible()
    if tab.evaluate("'htmx' in window"):
        expect(tab.locator(".done")).to_be_focused()  # the button is gone: else the next key begins at the top
    tab.goto("/audit")
    expect(tab.get_by_role("row", name="acknowledge")).to_contain_text("local")
    tab.goto("/")
    expect(
        tab.get_by_text("everything alerted is acknowledged").or_(tab.get_by_text("None that could be seen"))
    ).to_be_visible()


def import_an_sbom_and_see_what_changed(tab: Page, asked: list[str]) -> None:
    tab.goto("/inventory")
    sbom = json.dumps(SBOM).encode()
    tab.get_by_label("File", exact=True).set_input_files(
        [{"name": "desk.cdx.json", "mimeType": "application/json", "buffer": sbom}]
    )
    tab.get_by_role("button", name="Preview").click()
    expect(tab.get_by_text("2 new, 0 changed, 0 gone")).to_be_visible()
    expect(tab.get_by_role("cell", name="left-pad", exact=True)).to_be_visible()
    assert "import" not in asked
    tab.get_by_role("button", name="Import it").click()
    expect(tab.get_by_text("Waiting for the next run")).to_be_visible()
    assert asked[-1:] == ["import"]


@pytest.mark.timeout(400)
def test_no_page_has_a_serious_barrier(world: tuple[Shop, str, list[str]], browser: Browser) -> None:
    shop, address, _ = world
    # Without motion: a colour half-way from light to dark is not what anybody reads.
    with tab_of(browser, base_url=address, bypass_csp=True, reduced_motion="reduce") as tab:
        for path in every_page(shop):
            tab.set_viewport_size({"width": 1280, "height": 900})
            tab.emulate_media(color_scheme="light")
            tab.goto(path)
            tab.add_script_tag(path=AXE)
            has_no_serious_barrier(tab, path)
            tab.set_viewport_size({"width": 390, "height": 900})
            tab.emulate_media(color_scheme="dark")
            has_no_serious_barrier(tab, f"{path}, dark and narrow")


def has_no_serious_barrier(tab: Page, shown: str) -> None:
    found: list[dict[str, Any]] = tab.evaluate("axe.run().then(result => result.violations)")
    serious = [
        (item["id"], [node["html"][:120] for node in item["nodes"][:3]])
        for item in found
        if item["impact"] in ("serious", "critical") or item["id"] == "heading-order"
    ]
    assert serious == [], (shown, serious)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{shown}: wider than the window"


def test_a_telephone_shows_every_column_and_every_page(world: tuple[Shop, str, list[str]], browser: Browser) -> None:
    nothing_is_cut(browser, world[1], every_page(world[0]))


def test_a_tablet_shows_every_column(world: tuple[Shop, str, list[str]], browser: Browser) -> None:
    shop, address, _ = world
    ann = Actor("ann", "default", ALLOWED[UserRole.RESPONDER], "web")
    query = "vendor:quillmark type:-passwords since:2025-01 status:confirmed kind:ransomware"
    save_search(shop.database, ann, "quillmark_hartwell_denied_passwords_2025", query, alerts=True, now=NOW)
    for width in (768, 940):
        nothing_is_cut(browser, address, every_page(shop), width)


def nothing_is_cut(browser: Browser, address: str, paths: list[str], width: int = 390) -> None:
    with tab_of(browser, base_url=address, viewport={"width": width, "height": 800}) as tab:
        for path in paths:
            tab.goto(path)
            cut = "[...document.querySelectorAll('nav, .scroll:not(.drawing, :has(svg))')]"
            assert tab.evaluate(f"{cut}.filter(e => e.scrollWidth > e.clientWidth).map(e => e.outerHTML)") == [], path


def test_a_name_without_end_is_broken_on_a_telephone(browser: Browser, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database, "quillmarkhartwell" * 12)
    with serving(database) as address:
        nothing_is_cut(browser, address, every_page(shop))
        with tab_of(browser, base_url=address, viewport={"width": 320, "height": 800}) as tab:
            for path in every_page(shop):
                tab.goto(path)
                assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
    database.close()


def test_what_a_field_is_for_is_read_in_the_dark(browser: Browser, world: tuple[Shop, str, list[str]]) -> None:
    with tab_of(browser, base_url=world[1], color_scheme="dark") as tab:
        tab.goto("/inventory")
        hint = "getComputedStyle(document.querySelector('#q'), '::placeholder').color"
        assert tab.evaluate(hint) == tab.evaluate("getComputedStyle(document.querySelector('.faint')).color")


def test_a_charts_key_keeps_the_charts_colours_where_the_reader_sets_all_others(
    browser: Browser, world: tuple[Shop, str, list[str]]
) -> None:
    drawn = """kind => {
        document.body.innerHTML = `<i class="key ${kind}"></i><svg class="bars"><rect class="${kind}"></rect></svg>`
        const shown = name => getComputedStyle(document.querySelector(name))
        return [shown('i').backgroundColor, shown('rect').fill]
    }"""
    with tab_of(browser, base_url=world[1], forced_colors="active") as tab:
        tab.goto("/")
        for kind in ("own", "through"):
            key, bar = tab.evaluate(drawn, kind)
            assert key == bar


def every_page(shop: Shop) -> list[str]:
    named = ["/", "/search?q=", "/search?q=nothing-there", f"/incident/{shop.incident}", "/vendor/quillmark"]
    named += [
        "/inventory",
        "/inventory/graph",
        "/inventory/items/1",
        "/sources",
        "/alerts",
        f"/alert/{shop.alerts['default']}",
        "/audit",
    ]
    named += ["/settings", "/exposures", "/search/saved", "/login", "/nowhere"]
    return [*named, f"/incident/{shop.incident}/document/{shop.versions[0]}"]


def test_text_that_may_not_be_kept_is_not_shown(tmp_path: Path) -> None:
    import httpx

    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    shop = furnish(database, source=LIMITED)
    with serving(database) as address:
        shown = httpx.get(f"{address}/incident/{shop.incident}/document/{shop.versions[1]}").text
    database.close()
    assert "let us keep facts and short quotes" in shown
    assert 'class="text"' not in shown


def test_paper_shows_what_can_be_opened_on_the_screen_and_nothing_to_fill_in(
    world: tuple[Shop, str, list[str]], browser: Browser
) -> None:
    with tab_of(browser, base_url=world[1]) as page:
        page.goto(f"/incident/{world[0].incident}")
        who_says_so = page.locator("details.fact .said").first
        expect(who_says_so).to_be_hidden()
        page.emulate_media(media="print")
        expect(who_says_so).to_be_visible()
        for left_out in ("Correct it", "Later, or not ours", "Acknowledge"):
            expect(page.get_by_text(left_out).first).to_be_hidden()
