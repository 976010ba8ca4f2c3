"""Registers of the operator's own, as a CSV file or JSON: rows with the names of `Column` as far as they say such."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from config.columns import folded
from crawler.failures import FetchError
from crawler.parsing.columns import columns_of, flat, renamed, words_of
from crawler.parsing.dates import parse_instant
from crawler.spiders.base import Draft
from crawler.spiders.records import Record, RecordsSpider
from crawler.spiders.tables import CsvSpider, date_of
from model.rendering import render_fields, render_value
from model.vocabulary import Column

_CLAIMED = re.compile(r"\b(?:group|gang|actor|attacker|claim|leak|onion)")  # keys of trackers of leak sites


class _OwnRegister(RecordsSpider):
    """Option `columns`: which column is which (`{organisation: Company}`); else the words of the heads tell."""

    options = ("columns",)
    _columns: Mapping[str, str] = MappingProxyType({})

    async def records(self) -> AsyncIterator[Record]:
        """See `RecordsSpider`; the columns are told by all of them, as a record of JSON leaves keys out."""
        answer = super().records()
        found = [record async for record in answer]
        if found:
            heads = dict.fromkeys(name for record in found for name in flat(record))
            try:
                self._columns = self._told(heads, self.source.options.get("columns"))
            except ValueError as error:
                raise FetchError("options", f"source {self.source.id}: {error}") from error
        for record in found:
            yield record

    def draft(self, record: Record) -> Draft:
        """The row as a document, dated by when it was told, never by when it happened."""
        draft, told = super().draft(record), renamed(flat(record), self._columns)
        if Column.CLAIMED_BY in self._columns:  # a tracker's row says no more than a claim, whoever made it
            told.setdefault(Column.CLAIMED_BY, "")
        name = next((render_value(told[one]) for one in (Column.ORGANISATION, Column.NOTIFIER) if told.get(one)), "")
        return replace(
            draft,
            title=draft.title if self.shape.title else name or draft.title,
            text=render_fields(told),
            published=draft.published if self.shape.published else self._published(told),
            fields=told,
        )

    def _expect_names(self, records: Sequence[Record]) -> None:
        """Its title is as the operator likes it; who was breached is told by `columns`."""

    def _told(self, heads: Iterable[str], given: Mapping[str, str] | None) -> dict[str, str]:
        return columns_of(heads, given or {})

    def _published(self, told: Record) -> datetime | None:
        return parse_instant(told.get(Column.DISCLOSED))


class RegisterSpider(_OwnRegister, CsvSpider):
    """Kind `csv`, a register of the operator's own, which may as well hold this week's rows alone."""

    whole = False

    def _published(self, told: Record) -> datetime | None:
        others = {name: value for name, value in told.items() if name not in (Column.OCCURRED, Column.DISCOVERED)}
        return super()._published(told) or date_of(others)


class JsonSpider(_OwnRegister):
    """Kind `json_api`: a register where `columns` says so or a key names who was breached, else read as prose.

    A key that only says "company" or "name" makes no register: in a feed of articles it is the publisher's. Nor does
    "victim" beside words of attackers where no key says which of them claims it, unless somebody writes `columns`.
    """

    def draft(self, record: Record) -> Draft:
        """The record as a document; one of no register keeps its own names, but for those of who was breached."""
        if self._columns:
            return super().draft(record)
        draft, told = RecordsSpider.draft(self, record), renamed(record, {})
        return draft if told == record else replace(draft, text=render_fields(told), fields=told)

    def _told(self, heads: Iterable[str], given: Mapping[str, str] | None) -> dict[str, str]:
        if given is None:
            try:
                found = super()._told(heads, None)
            except ValueError:
                return {}
            open_ = Column.CLAIMED_BY not in found and any(_CLAIMED.search(words_of(head)) for head in heads)
            return found if Column.ORGANISATION in found and not open_ else {}
        there = {folded(head) for head in heads}
        who = Column.ORGANISATION if Column.ORGANISATION in given else Column.NOTIFIER
        known: dict[str, Any] = {}
        for column, name in given.items():
            if folded(name) in there or column == who:
                known[column] = name
            else:
                self.problem(f"no record has {name}, which options.columns.{column} names", retry=False)
        return super()._told(heads, known)
