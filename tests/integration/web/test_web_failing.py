"""What a page that is open still says when what its buttons ask for fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from fakes.browsing import chromium, tab_of
from fakes.desk import PASSWORD, Shop
from playwright.sync_api import Page, expect

from storage.access import change_user, find_user

pytestmark = pytest.mark.slow


@contextlib.contextmanager
def logged_in(address: str, name: str) -> Iterator[Page]:
    with chromium() as browser, tab_of(browser, base_url=address) as tab:
        tab.goto("/alerts")
        tab.get_by_label("Name").fill(name)
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Log in").click()
        expect(tab.get_by_role("button", name="Acknowledge")).to_be_visible()
        yield tab


def test_a_button_that_cannot_do_what_it_says_tells_why(shop: Shop, guarded: str) -> None:
    with logged_in(guarded, "responder") as tab:
        tab.locator("input[name=csrf]").evaluate_all("all => all.forEach(one => one.value = 'old')")
        tab.get_by_role("button", name="Acknowledge").click()
        expect(tab.locator("main")).to_contain_text("This form is too old or not ours; load the page again.")
        assert tab.locator("main").count() == 1
        tab.goto("/alerts")
        with shop.database.write() as connection:
            user = find_user(connection, "responder")
            assert user is not None
            change_user(connection, user.id, disabled=False)  # every session of theirs ends
        tab.get_by_role("button", name="Acknowledge").click()
        expect(tab.get_by_role("button", name="Log in")).to_be_visible()
        assert tab.url.endswith("/login?next=%2Falerts")
