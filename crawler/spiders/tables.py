"""Registers published as a table, the whole of it each time: every row a record, told apart by what it says."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

from config.columns import is_notifier
from crawler.failures import FetchError, shown
from crawler.parsing.dates import parse_instant
from crawler.parsing.tables import parse_csv, parse_table
from crawler.spiders.base import Draft
from crawler.spiders.records import Record, RecordsSpider
from crawler.web import Page

_DATED = ("report", "submit", "posted", "notif", "date")  # words of the column that dates a row, best first


class CsvSpider(RecordsSpider):
    """A CSV file. Options `title`, `published` and `key` name columns; by default who told, a date's, and all."""

    whole = True

    async def items(self, page: Page) -> list[Record]:
        """The rows; a line that cannot be read is a problem."""
        try:
            rows, problems = await self.tools.parser.run(parse_csv, page.body, page.content_type)
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look at it by hand") from error
        for problem in problems:
            self.problem(f"{shown(page.url)}: {problem}", retry=False)
        return list(rows)

    def draft(self, record: Record) -> Draft:
        """The row as a document."""
        draft = super().draft(record)
        values = [value for name, value in record.items() if is_notifier(name)] + list(record.values())
        title = draft.title or next((str(value) for value in values if value), "")
        return replace(draft, title=title, published=draft.published or date_of(record))


class HtmlTableSpider(CsvSpider):
    """Kind `html_table`.

    Options: `heads`, words that the names of the table's columns contain; `max_pages` (1), read while `{page}` in the
    url, from 0 on, shows rows that no page before it showed.
    """

    options = ("heads", "max_pages")

    async def records(self) -> AsyncIterator[Record]:
        """The rows of every page."""
        pages = int(self.source.options.get("max_pages", 1)) if "{page}" in self.source.url else 1
        seen: set[str] = set()
        for number in range(pages):
            found = {json.dumps(row, sort_keys=True): row for row in await self._rows(number)}
            fresh = found.keys() - seen
            if not fresh:
                return
            seen |= fresh
            for key, row in found.items():
                if key in fresh:
                    yield row

    async def _rows(self, number: int) -> list[Record]:
        if number == 0:
            return await self.items(await self.listing(url=self.filled(0)))
        try:
            return await self.items(await self.tools.web.get(self.filled(number)))
        except FetchError as error:
            if error.state not in ("changed", "http_404"):  # past the last page there is no table
                self.problem(f"page {number}: {error.detail}", retry=True)
            return []

    async def items(self, page: Page) -> list[Record]:
        """The rows of the table that has these columns."""
        heads = tuple(str(word) for word in self.source.options.get("heads", ()))
        try:
            return list(await self.tools.parser.run(parse_table, page.body, page.url, page.content_type, heads))
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} has {error}: look at it by hand") from error


def date_of(record: Record) -> datetime | None:
    """The date of the column whose name most likely dates a row."""
    for word in _DATED:
        for name, value in record.items():
            if word in name.casefold() and (moment := parse_instant(value)):
                return moment
    return None
