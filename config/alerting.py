"""When news is still news, and when much of it becomes a digest."""

from __future__ import annotations

from pydantic import Field

from config.fields import Cron, Duration, Strict, TimeZone, parse_duration


class AlertSettings(Strict):
    """`storm`: messages an hour and channel beyond which they are collected; `storm_wait`: for how long, each time.

    `max_hops`: edges on the longest path that is looked for; what is more than one edge away only goes into digests.
    `digest` and `timezone`: when what only ever goes into digests is sent on routes without a digest of their own.
    """

    horizon: Duration = parse_duration("30d")
    max_hops: int = Field(default=1, ge=0, le=4)
    storm: int = Field(default=20, ge=1, le=1_000_000)
    storm_wait: Duration = parse_duration("10m")
    digest: Cron = "0 8 * * *"
    timezone: TimeZone = "UTC"
