"""Have I Been Pwned's catalogue of breaches (https://haveibeenpwned.com/API/v3#AllBreaches)."""

from __future__ import annotations

from crawler.spiders.base import Draft
from crawler.spiders.records import Record, RecordsSpider, Shape
from model.rendering import render_value

_NOISE = ("LogoPath", "Attribution")


class HibpSpider(RecordsSpider):
    """Kind `hibp`: one document per breach; an entry whose fields were corrected is a new version."""

    shape = Shape(title="Title", url="/Breach/{Name}", published="AddedDate BreachDate")

    def draft(self, record: Record) -> Draft:
        """The entry without pictures, its description without markup."""
        fields = {key: value for key, value in record.items() if key not in _NOISE}
        if "Description" in fields:
            fields["Description"] = render_value(fields["Description"])
        return super().draft(fields)
