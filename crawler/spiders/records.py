"""Sources that answer with records: JSON by whatever names, each record a document with typed fields."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import quote, urljoin

from config.columns import folded
from crawler.failures import FetchError, shown
from crawler.parsing.dates import parse_instant
from crawler.parsing.records import NotJsonError, at, parse_json
from crawler.spiders.base import Draft, SourceSpider
from crawler.web import JSON, Page
from model.counting import counted
from model.rendering import render_fields, render_value

_MAX_PAGES = 100
_FEWEST, _HARDLY = 3, 5  # rows; and one in so many that is known is hardly any
_AT_ONCE = 64  # records on their way to the database: nothing is fetched for them
_FIELD = re.compile(r"\{([\w.]+)\}")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """Where things stand in a source's answer; all are dotted paths, `title` and `url` may be templates (`{Name}`).

    `url`: the record's address, relative to the source's; without one it is the source's address and a key.
    `key`: what identifies a record, names in a list or separated by blanks; all of it where empty.
    `published`: the first of these (separated by blanks) that is a date.
    `page_size`: `{offset}` in the source's url is raised until a page holds fewer records.
    `bare`: `{}` means that there are none.
    `days`: `{since}` in the source's url is so many days ago.
    """

    items: str = ""
    title: str = ""
    url: str = ""
    key: str | Sequence[str] = ""
    published: str = ""
    page_size: int = 0
    days: int = 30
    bare: bool = False


class RecordsSpider(SourceSpider):
    """Records of JSON; the options are the names of `Shape`. A kind of one interface sets `shape`."""

    options = tuple(field.name for field in fields(Shape))
    shape = Shape()
    needs: ClassVar[tuple[str, ...]] = ()  # fields that some record has in every answer, beside those of its title
    whole: ClassVar[bool] = False  # each answer is the whole register, for years
    _known = 0
    _odd = 0  # entries of a page that are no records

    async def collect(self) -> None:
        """See `SourceSpider`."""
        self.shape = self._shape()
        records = [record async for record in self.records()]
        self.expect(len(records), "records")
        self._expect_names(records)
        drafts: list[Draft] = []

        async def drafted(record: Record) -> None:
            drafts.append(self.draft(record))

        await self.each(records, drafted)
        self._expect_dates(drafts)
        self._tell_alike(drafts)
        await self.look_up(draft.url for draft in drafts)
        if self.whole and await self._is_anew(drafts):
            drafts = [replace(draft, history=True) for draft in drafts]
        await self.each(drafts, self._offer, at_once=_AT_ONCE)
        if self.source.window:  # without one it lists all there is, and forgets nothing
            self.note_gap(len(self._seen), self._known)

    async def records(self) -> AsyncIterator[Record]:
        """All records of the answer, page by page."""
        page = await self.listing(accept=JSON, url=self.filled(0))
        found = await self.items(page)
        for record in found:
            yield record
        offset, size = len(found) + self._odd, self.shape.page_size
        while size and len(found) + self._odd >= size and "{offset}" in self.source.url and offset < size * _MAX_PAGES:
            page = await self.tools.web.get(self.filled(offset), accept=JSON)
            found = await self.items(page)
            offset += len(found) + self._odd
            for record in found:
                yield record

    async def items(self, page: Page) -> list[Record]:
        """The records on one page.

        Raises:
            FetchError: `not_json`, or `changed` where they do not stand in the expected place.
        """
        try:
            data = await self.tools.parser.run(parse_json, page.body, page.content_type)
        except NotJsonError as error:
            raise FetchError("not_json", f"{self.source.url} is {error}: look at it by hand") from error
        found = [] if data == {} and self.shape.bare else at(data, self.shape.items)
        records: list[Record] = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        if not isinstance(found, list) or (found and not records):
            where = f"at {self.shape.items}" if self.shape.items else "as a whole"
            raise FetchError("changed", f"{self.source.url} holds no list of records {where}: its format has changed")
        self._odd = len(found) - len(records)
        if self._odd:
            told = counted(self._odd, "entry")
            self.problem(f"{shown(page.url)}: {told} of {len(found):,} with no fields, left out", retry=False)
        return records

    def _expect_names(self, records: Sequence[Record]) -> None:
        """Never a register that names nobody, or says nothing of anybody, fine.

        Raises:
            FetchError: `changed`, no record has what names it, or what records of this kind always have.
        """
        title = self.shape.title
        wanted = [*filter(None, _FIELD.findall(title) or [title]), *self.needs]
        there = {folded(name) for record in records for name, value in record.items() if value not in (None, "")}
        missing = [name for name in wanted if "." not in name and folded(name) not in there]
        if missing and len(records) >= _FEWEST:
            raise FetchError(
                "changed",
                f"none of the {len(records):,} records of {self.source.url} has {missing[0]}: look at it by hand",
            )

    def _expect_dates(self, drafts: Sequence[Draft]) -> None:
        """Never records of which all are as if told today, fine; of a whole register `_is_anew` says so.

        Raises:
            FetchError: `changed`, no record has a date that can be read where records of this kind have it.
        """
        name = self.shape.published
        dated = not type(self).shape.published or self.whole or any(draft.published for draft in drafts)
        if not dated and len(drafts) >= _FEWEST:
            told = f"of none of the {len(drafts):,} records of {self.source.url}"
            raise FetchError("changed", f"{told} the date ({name}) can be read: look at it by hand")

    def _tell_alike(self, drafts: Sequence[Draft]) -> None:
        """Says where the entry's own options take records that say different things for one, of which one is kept."""
        first: dict[str, Draft] = {}
        lost = sum(first.setdefault(draft.url, draft) != draft for draft in drafts)
        if lost and self.source.options.keys() & {"url", "key"}:
            told = counted(lost, "record")
            self.problem(
                f"{told} with the url or key of another, left out: options.key must name what tells them apart, and "
                "options.url only what leads to one record",
                retry=False,
            )

    async def _is_anew(self, drafts: Sequence[Draft]) -> bool:
        """Whether hardly a row of the whole register, which was read before, is known: it is written otherwise now.

        Its old rows would be told as news where their dates cannot be read any more.
        """
        if not self._before or len(drafts) < _FEWEST:
            return False
        known = sum([await self.known(draft.url) is not None for draft in drafts])
        if known * _HARDLY > len(drafts):
            return False
        self.problem(
            f"{self.source.url}: of its {counted(len(drafts), 'row')} {known or 'none'} was known, so its columns or "
            "dates are written otherwise now; they are taken as on a first poll: look whether they are read rightly",
            retry=False,
        )
        return True

    async def _offer(self, draft: Draft) -> None:
        if self.first_sight(draft.url):
            known = await self.known(draft.url)
            self._known += known is not None
            await self.emit(draft, known)

    def draft(self, record: Record) -> Draft:
        """The record as a document; its text is the rendering of its fields."""
        dates = (parse_instant(at(record, name)) for name in self.shape.published.split())
        return Draft(
            url=self.address(record),
            title=self._text(self.shape.title, record),
            text=render_fields(record),
            published=next((date for date in dates if date), None),
            fields=record,
        )

    def address(self, record: Record) -> str:
        """The record's own address, or the source's with a stable key."""
        written = self._text(self.shape.url, record, quoted=True)
        if written:
            with suppress(ValueError, FetchError):  # what is no address costs nobody the record
                return self.canonical(urljoin(self.source.url, written))
        names = self.shape.key.split() if isinstance(self.shape.key, str) else self.shape.key
        named = [str(at(record, str(name)) or "") for name in names]
        key = "|".join(named) if any(named) else json.dumps(record, sort_keys=True)
        base = self.canonical(re.split(r"[?{]", self.source.url, maxsplit=1)[0])
        return f"{base}#{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"

    def filled(self, offset: int) -> str:
        """The source's url with `{since}`, `{today}`, `{year}` and `{offset}` or `{page}` filled in."""
        since = self.tools.now - timedelta(days=self.shape.days)
        values = {
            "{since}": f"{since:%Y-%m-%d}",
            "{today}": f"{self.tools.now:%Y-%m-%d}",
            "{year}": f"{self.tools.now:%Y}",
            "{offset}": str(offset),
            "{page}": str(offset),
        }
        url = self.source.url
        for name, value in values.items():
            url = url.replace(name, value)
        return url

    def _shape(self) -> Shape:
        try:
            return replace(self.shape, **{k: v for k, v in self.source.options.items() if k in RecordsSpider.options})
        except TypeError as error:
            raise FetchError("options", f"source {self.source.id}: {error}") from error

    def _text(self, template: str, record: Record, *, quoted: bool = False) -> str:
        """A template filled in, or the value at a path; "" where one of its fields is missing."""
        if "{" not in template:
            return render_value(at(record, template)) if template else ""
        values = {name: render_value(at(record, name)) for name in _FIELD.findall(template)}
        if not all(values.values()):
            return ""
        return _FIELD.sub(lambda found: quote(values[found[1]], safe="") if quoted else values[found[1]], template)
