"""The breach register of the US health department, read as its own page reads it: a session and partial answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

from crawler.failures import FetchError
from crawler.parsing.jsf import FacesForm, Partial, parse_faces_form, parse_partial
from crawler.spiders.records import Record, RecordsSpider, Shape
from crawler.web import HTML, Page

_LABEL = "View HIPAA Breach Reports"
_ROWS = 100
_MAX_PAGES = 100
_COUNT = "Individuals Affected"
_NAMES = (
    "Name of Covered Entity",
    "State",
    "Covered Entity Type",
    _COUNT,
    "Breach Submission Date",
    "Type of Breach",
    "Location of Breached Information",
)
_KEY = ("Name of Covered Entity", "State", "Breach Submission Date")
_POST = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
_AJAX = {**_POST, "Faces-Request": "partial/ajax", "X-Requested-With": "XMLHttpRequest"}


class HhsSpider(RecordsSpider):
    """Kind `hhs`. Option `label`: the words of the link that leads to the list.

    A row that leaves the list (after 24 months) is no retraction: nothing is done about it.
    """

    options = ("label",)
    whole = True
    shape = Shape(
        title="Name of Covered Entity",
        published="Breach Submission Date",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._largest: dict[tuple[str, ...], Record] = {}

    async def records(self) -> AsyncIterator[Record]:
        """Every row of the register, once all are there: what tells one from the others depends on them."""
        rows = [row async for row in self._rows()]
        for row in rows:
            kept = self._largest.setdefault(_key(row), row)
            if _people(row) > _people(kept):
                self._largest[_key(row)] = row
        for row in rows:
            yield row

    async def _rows(self) -> AsyncIterator[Record]:
        """The rows page by page; fewer than the page says there are is state `truncated`."""
        form = await self._open()
        state, found = form.view_state, 0
        for _ in range(_MAX_PAGES):
            partial = await self._page(form, state, found)
            state = partial.view_state or state
            for cells in partial.rows:
                yield self._record(form.heads, cells)
            found += len(partial.rows)
            if len(partial.rows) < _ROWS or (form.rows is not None and found >= form.rows):
                break
        if form.rows is not None and found < form.rows:
            self.state, self.settled = "truncated", False
            self.detail = f"{found} of {form.rows} rows came; the rest is tried again"

    def address(self, record: Record) -> str:
        """The register's address and a key of what stays when a row is corrected: who, where and when.

        Of several that one entity filed on a day, for its clients, only the largest goes by these; the others by their
        counts too.
        """
        names = _KEY if self._largest.get(_key(record), record) == record else (*_KEY, _COUNT)
        return super().address({name: record.get(name, "") for name in names})

    async def _open(self) -> FacesForm:
        """The form of the list itself; the front page's link is clicked where that comes first."""
        # never conditional: the page is a frame, and the same while the list behind it changes
        form = await self._form(await self.tools.web.get(self.source.url, session=self.source.id))
        if not form.table and form.control:
            fields = {form.form_id: form.form_id, "javax.faces.ViewState": form.view_state, form.control: form.control}
            form = await self._form(await self._post(form.action, fields, _POST))
        if not form.table:
            raise FetchError("changed", f"{self.source.url} leads to no list of reports: look at it by hand")
        return form

    async def _form(self, page: Page) -> FacesForm:
        label = str(self.source.options.get("label", _LABEL))
        try:
            return await self.tools.parser.run(parse_faces_form, page.body, page.url, page.content_type, label)
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look at it by hand") from error

    async def _page(self, form: FacesForm, state: str, first: int) -> Partial:
        table = form.table
        fields = {
            "javax.faces.partial.ajax": "true",
            "javax.faces.source": table,
            "javax.faces.partial.execute": table,
            "javax.faces.partial.render": table,
            table: table,
            f"{table}_pagination": "true",
            f"{table}_first": str(first),
            f"{table}_rows": str(_ROWS),
            f"{table}_encodeFeature": "true",
            form.form_id: form.form_id,
            "javax.faces.ViewState": state,
        }
        page = await self._post(form.action, fields, _AJAX)
        try:
            partial = await self.tools.parser.run(parse_partial, page.body, page.content_type)
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} answered {error}: look at it by hand") from error
        if partial.redirect:
            raise FetchError("session", f"{self.source.url} ended the session: tried again at the next poll")
        return partial

    async def _post(self, url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Page:
        body = urlencode(fields).encode("ascii")
        return await self.tools.web.get(url, accept=HTML, headers=headers, post=body, session=self.source.id)

    def _record(self, heads: tuple[str, ...], cells: tuple[str, ...]) -> Record:
        """The seven cells of a row by the heads of their columns; an empty one more is the arrow for its details.

        Raises:
            FetchError: `changed`, there are other columns.
        """
        if sum(head.startswith(_NAMES) for head in heads) * 2 < len(_NAMES):  # drawn apart from the rows
            heads = _NAMES
        own = cells[1:] if len(cells) == len(heads) + 1 and not cells[0] else cells
        places = {name: n for name in _NAMES for n, head in enumerate(heads) if head.startswith(name)}
        if len(places) < len(_NAMES) or len(own) != len(heads):
            raise FetchError("changed", f"the list of {self.source.url} has other columns by now: look at it by hand")
        return {name: own[place] for name, place in places.items()}


def _key(row: Record) -> tuple[str, ...]:
    return tuple(str(row.get(name, "")) for name in _KEY)


def _people(row: Record) -> int:
    digits = str(row.get(_COUNT, "")).replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
