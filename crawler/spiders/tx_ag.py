"""The register of breach reports of the Texas Attorney General, read as its own page reads it, without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator

from crawler.failures import FetchError
from crawler.parsing.remoting import parse_remoting
from crawler.spiders.records import Record, RecordsSpider, Shape
from crawler.web import JSON

_METHOD = "getDatareports"


class TexasSpider(RecordsSpider):
    """Kind `tx_ag_remoting`. Option `method`: what the page calls (`getDatareports`)."""

    options = ("method",)
    needs = ("Id", "Published_at_AG_website_Date__c")
    whole = True
    shape = Shape(items="0.result", title="Business_Name__c", key="Id", published="Published_at_AG_website_Date__c")

    async def records(self) -> AsyncIterator[Record]:
        """The rows: the page's tokens are cut out of it and posted to the interface beside it."""
        # never conditional: the page stays the same while the rows behind it change
        page = await self.tools.web.get(self.source.url)
        name = str(self.source.options.get("method", _METHOD))
        try:
            method = await self.tools.parser.run(parse_remoting, page.body, page.content_type, name)
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look at it by hand") from error
        service = page.url.partition("/apex/")[0] + "/apexremote"
        headers = {"Content-Type": "application/json", "Referer": page.url}
        for record in await self.items(
            await self.tools.web.get(service, accept=JSON, headers=headers, post=method.call())
        ):
            yield record
