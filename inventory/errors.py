"""What goes wrong with a file that a person gave us, told in one line."""

from __future__ import annotations


class InventoryError(Exception):
    """Nothing of the file can be used; the message names the file and says what to do."""
