"""What a person did wrong, told in one line."""

from __future__ import annotations


class ConfigError(Exception):
    """The configuration cannot be used; the message names file and key, never a value."""
