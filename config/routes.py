"""Which alerts go where, when, and how often."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Self

from pydantic import Field, field_validator, model_validator

from config.cron import next_time, zone
from config.fields import Duration, Strict, TimeZone
from config.filters import parse_filter
from model.vocabulary import DataType, Severity, Status, Trust

_OWN_DIGESTS = ("digest", "storm")  # what they hold is kept under these names, and that of a route under its id


class QuietHours(Strict):
    """Daily hours in which a route waits, save for `except` and graver."""

    start: time = Field(alias="from")
    end: time = Field(alias="to")
    timezone: TimeZone = "UTC"
    exempt: Severity = Field(default=Severity.CRITICAL, alias="except")

    @model_validator(mode="after")
    def _have_a_length(self) -> Self:
        if self.start == self.end or self.start.tzinfo or self.end.tzinfo:
            # Without the marks YAML takes 22:00 for a number, of minutes.
            raise ValueError('`from` and `to` must be two different times, in quotation marks, as "22:00" and "07:00"')
        return self

    def until(self, now: datetime, severity: Severity) -> datetime | None:
        """When the quiet hours that hold at `now` end (UTC); None where they do not hold for this severity.

        Local times are taken as the wall shows them, so that the hours move with the clock change.
        """
        if severity.rank >= self.exempt.rank:
            return None
        here = now.astimezone(zone(self.timezone))
        clock = here.time().replace(tzinfo=None)
        over_midnight = self.start > self.end
        inside = clock >= self.start or clock < self.end if over_midnight else self.start <= clock < self.end
        if not inside:
            return None
        day = here.date() + timedelta(days=1) if over_midnight and clock >= self.start else here.date()
        # In the second pass of an hour that comes twice they end in that one: the first lies behind.
        end = datetime.combine(day, self.end, tzinfo=here.tzinfo).replace(fold=here.fold)
        return end.astimezone(UTC)


class Route(Strict):
    """Which alerts go to which channels, and when; a route only chooses, it never makes a second alert.

    Every condition that is given has to hold. `when` is an expression of `config.filters`; where it cannot be asked of
    an alert, the route takes the alert.
    """

    id: str = Field(default="", max_length=60)
    channels: list[str] = Field(min_length=1)
    min_severity: Severity = Severity.LOW
    alleged: bool = False
    statuses: list[Status] = Field(default_factory=list)
    data_types: list[DataType] = Field(default_factory=list)
    max_hops: int | None = Field(default=None, ge=0)
    owners: list[str] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)
    sources: list[Trust] = Field(default_factory=list)
    when: str = ""
    digest: str = ""
    timezone: TimeZone = "UTC"
    quiet: QuietHours | None = None
    repeat: Duration | None = None

    @field_validator("when")
    @classmethod
    def _readable(cls, value: str) -> str:
        if value:
            parse_filter(value)
        return value

    @field_validator("digest")
    @classmethod
    def _cron(cls, value: str) -> str:
        if value:
            next_time(value, "UTC", datetime.now(UTC))
        return value

    @field_validator("repeat")
    @classmethod
    def _not_too_often(cls, value: timedelta | None) -> timedelta | None:
        if value is not None and value < timedelta(minutes=5):
            raise ValueError("at least 5m")
        return value

    @model_validator(mode="after")
    def _digest_or_pages(self) -> Self:
        if self.digest and (self.quiet or self.repeat):
            raise ValueError("a digest has its own time: `quiet` and `repeat` do not go with it")
        if self.digest and self.id in _OWN_DIGESTS:
            raise ValueError(f"{self.id} is a digest of Tocsin's own: give the route another id")
        return self
