"""Which statutory clocks apply to the organisation."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from model.clock import OwnRole, Regime


class ClockSettings(BaseModel):
    """None is on by itself. `role`: what the organisation is to the data that its vendors hold."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    regimes: list[Regime] = Field(default_factory=list)
    role: OwnRole = OwnRole.CONTROLLER
