"""Have I Been Pwned's catalogue of breaches (https://haveibeenpwned.com/API/v3#AllBreaches).

Its newest entry is asked for first, which costs a kilobyte; the whole list only where that entry is new or changed, and
once a day, since corrections (`ModifiedDate`) of older entries show nowhere else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urljoin

from crawler.failures import FetchError, NotModifiedError
from crawler.parsing.records import NotJsonError, parse_json
from crawler.spiders.base import Draft
from crawler.spiders.records import Record, RecordsSpider, Shape
from crawler.web import JSON
from model.rendering import render_value

_NOISE = ("LogoPath", "Attribution")
_WHOLE_LIST = timedelta(days=1)
_NO_SUCH_PAGE = ("http_404", "http_410", "not_json", "changed")


class HibpSpider(RecordsSpider):
    """Kind `hibp`: one document per breach; an entry whose fields were corrected is a new version.

    Option `latest` ("latestbreach"): where the newest entry is, relative to the url.
    """

    options = ("latest",)
    needs = ("Name", "AddedDate", "DataClasses", "IsVerified", "PwnCount")
    shape = Shape(title="Title", url="/Breach/{Name}", published="AddedDate BreachDate")

    async def records(self) -> AsyncIterator[Record]:
        """The whole list, unless nothing came since it was read today.

        Raises:
            NotModifiedError: the newest entry is the one that is stored.
        """
        if self._read_lately() and await self._newest_is_known():
            raise NotModifiedError
        self._sent = replace(self._sent, last_modified=None)
        async for record in super().records():
            yield record
        # When the list was read stands where its own date would; only its ETag is sent back.
        self.validators = replace(self.validators, last_modified=format_datetime(self.tools.now, usegmt=True))

    def draft(self, record: Record) -> Draft:
        """The entry without pictures, its description without markup."""
        fields = {key: value for key, value in record.items() if key not in _NOISE}
        if "Description" in fields:
            fields["Description"] = render_value(fields["Description"])
        return super().draft(fields)

    def _read_lately(self) -> bool:
        try:
            read = parsedate_to_datetime(self._sent.last_modified or "")
        except (ValueError, OverflowError):  # what another kind of source of this id was given
            return False
        return timedelta(0) <= self.tools.now - (read if read.tzinfo else read.replace(tzinfo=UTC)) < _WHOLE_LIST

    async def _newest_is_known(self) -> bool:
        """Whether the newest entry is stored just so; False where there is no such page, for then the list tells."""
        url = urljoin(self.source.url, str(self.source.options.get("latest", "latestbreach")))
        try:
            page = await self.tools.web.get(url, accept=JSON)
            newest = await self.tools.parser.run(parse_json, page.body, page.content_type)
        except NotJsonError:
            return False
        except FetchError as error:
            if error.state in _NO_SUCH_PAGE:
                return False
            raise
        if not isinstance(newest, dict):
            return False
        draft = self.draft(newest)
        known = await self.known(draft.url)
        return known is not None and known.content_hash == self.document(draft).content_hash
