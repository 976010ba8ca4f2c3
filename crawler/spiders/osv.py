"""Malicious packages in OSV's data (https://google.github.io/osv.dev/data/): the newest ids, then each record."""

from __future__ import annotations

from urllib.parse import urljoin

from crawler.failures import FetchError
from crawler.parsing.dates import parse_instant
from crawler.parsing.records import NotJsonError, parse_json
from crawler.spiders.base import Draft, SourceSpider
from crawler.web import JSON
from model.rendering import render_fields

_HEAD = 200_000  # bytes from the top of a file that lists hundreds of thousands of ids, newest first
_TOP = {"Range": f"bytes=0-{_HEAD - 1}", "Accept-Encoding": "identity"}
_MAX_RECORDS = 200
_NOISE = ("database_specific", "references", "schema_version", "credits")


class OsvSpider(SourceSpider):
    """Kind `osv`: an ecosystem's `modified_id.csv`. Options: `prefix` ("MAL-"), `max_records` (200)."""

    options = ("max_records", "prefix")
    _known = 0

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept="text/csv, */*", headers=_TOP)
        prefix = str(self.source.options.get("prefix", "MAL-"))
        lines = page.text.split("\n")
        rows = [line.split(",") for line in (lines if len(page.body) < _HEAD else lines[:-1])]
        listed = [(row[1].strip(), row[0]) for row in rows if row[1:] and parse_instant(row[0])]
        if page.text.strip() and not listed:
            raise FetchError("changed", f"{self.source.url} holds no lines of time and id: its format has changed")
        self.expect(len(listed), "ids")
        chosen = [row for row in listed if row[0].startswith(prefix)]
        most = int(self.source.options.get("max_records", _MAX_RECORDS))
        await self.each(chosen[:most], self._record)
        self.note_gap(len(chosen[:most]), self._known, most)

    async def _record(self, row: tuple[str, str]) -> None:
        name, modified = row
        url = self.canonical(urljoin(self.source.url, f"{name}.json"))
        if not self.first_sight(url):
            return
        known, changed = await self.known(url), parse_instant(modified)
        self._known += known is not None
        if known and not known.revisit and not known.is_edited(changed):
            return
        page = await self.tools.web.get(url, accept=JSON)
        try:
            record = await self.tools.parser.run(parse_json, page.body, page.content_type)
        except NotJsonError as error:
            raise FetchError("not_json", f"{url} is {error}") from error
        if not isinstance(record, dict):
            raise FetchError("changed", f"{url} is no OSV record")
        fields = {key: value for key, value in record.items() if key not in _NOISE}
        draft = Draft(
            url=url,
            title=str(record.get("summary") or name),
            text=render_fields(fields),
            published=parse_instant(record.get("published")),
            validators=page.validators,
            fields=fields,
        )
        await self.emit(draft, known)
