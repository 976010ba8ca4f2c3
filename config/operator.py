"""Who hears of Tocsin's own state."""

from __future__ import annotations

from pydantic import Field

from config.fields import Strict


class OperatorSettings(Strict):
    """Channels for notices (a silent source, a dead letter, a changed list, a summary); empty: every channel."""

    channels: list[str] = Field(default_factory=list)
