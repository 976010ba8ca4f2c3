"""A real browser, which gives nothing up that is only slow on a busy machine: what never comes fails in the end too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

_LONG = 240_000  # milliseconds; of its own, the browser gives a page thirty seconds

expect.set_options(timeout=_LONG)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments, timeout=_LONG)
        yield found
        found.close()


@contextmanager
def tab_of(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a context of its own."""
    with browser.new_context(**options) as context:
        context.set_default_timeout(_LONG)
        yield context.new_page()
