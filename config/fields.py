"""What every section of the configuration is made of: the strict base, and types of fields."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from config.cron import next_time, zone

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = timedelta(days=24_855)  # in seconds just a number of the database's; so long ago is still a date
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


class Strict(BaseModel):
    """A section of the configuration: an unknown key is refused, no value is shown in an error, nothing changes.

    So is a value (`token`) that is given in a file (`token_file`) as well.
    """

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, populate_by_name=True, frozen=True)

    @model_validator(mode="after")
    def _given_once(self) -> Self:
        for name in type(self).model_fields:
            value = name.removesuffix("_file")
            if value != name and getattr(self, value) is not None and getattr(self, name) is not None:
                raise ValueError(f"give {value} or {name}, not both")
        return self


def parse_duration(value: Any) -> Any:
    """`90s`, `15m`, `1h`, `30d`, `2w` or 0 as a timedelta; anything else is refused.

    Raises:
        ValueError: the text is not a duration, a number has no unit, or it is beyond 24,855 days.
    """
    if isinstance(value, timedelta):
        return value
    seconds = 0.0 if str(value) == "0" else _seconds(str(value))
    if seconds > _LONGEST.total_seconds():
        raise ValueError("not a duration between nothing and 24855d, such as 30s, 15m, 1h, 30d or 2w")
    return timedelta(seconds=seconds)


def _seconds(text: str) -> float:
    found = _DURATION.fullmatch(text.strip())
    if not found:  # a number alone too: of `horizon: 30` nobody means 30 seconds
        raise ValueError("not a duration such as 30s, 15m, 1h, 30d or 2w, with its unit")
    return float(found[1]) * _UNITS[found[2]]


def write_duration(value: timedelta) -> str:
    """A duration as `parse_duration` reads it, in the largest unit that has it whole: `15m`, `30d`, `0.5s`."""
    seconds = value.total_seconds()
    whole = (f"{seconds / each:g}{unit}" for unit, each in reversed(_UNITS.items()) if seconds and seconds % each == 0)
    return next(whole, f"{seconds:g}s")


def _known_zone(name: str) -> str:
    zone(name)
    return name


def _known_cron(expression: str) -> str:
    next_time(expression, "UTC", datetime.now(UTC))
    return expression


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
Cron = Annotated[str, AfterValidator(_known_cron)]
