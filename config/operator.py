"""Who hears of Tocsin's own state."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class OperatorSettings(BaseModel):
    """Channels for notices (a silent source, a dead letter, a changed list, a summary); empty: every channel."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    channels: list[str] = Field(default_factory=list)
