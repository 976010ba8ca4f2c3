"""When news is still news, and when much of it becomes a digest."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.cron import next_time
from config.fields import Duration, parse_duration
from config.routes import TimeZone


class AlertSettings(BaseModel):
    """`storm`: messages an hour and channel beyond which they are collected; `storm_wait`: for how long, each time.

    `max_hops`: edges on the longest path that is looked for; what is more than one edge away only goes into digests.
    `digest` and `timezone`: when what only ever goes into digests is sent on routes without a digest of their own.
    """

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    horizon: Duration = parse_duration("30d")
    max_hops: int = Field(default=1, ge=0, le=4)
    storm: int = Field(default=20, ge=1)
    storm_wait: Duration = parse_duration("10m")
    digest: str = "0 8 * * *"
    timezone: TimeZone = "UTC"

    @field_validator("digest")
    @classmethod
    def _cron(cls, value: str) -> str:
        next_time(value, "UTC", datetime.now(UTC))
        return value
