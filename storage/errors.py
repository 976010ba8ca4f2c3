"""What can be wrong with the database, told in one line."""

from __future__ import annotations


class StorageError(Exception):
    """The database cannot be used as it is; the message says what to do and holds no password."""


class UnfitError(ValueError):
    """A value that this database holds in no column, such as a text with the character NUL on PostgreSQL."""

    def __init__(self) -> None:
        none = "a character that is none (NUL, half of a pair)"
        super().__init__(f"a value cannot be stored: {none}, or a text or a number that is too large")


class UnreadableMessage(StorageError):  # noqa: N818 - reads as what it is
    """The message of a delivery cannot be read: it was written by another version, or damaged."""

    def __init__(self, delivery_id: int) -> None:
        super().__init__(f"the stored message of delivery {delivery_id} cannot be read")
        self.delivery_id = delivery_id


class NewerDatabase(StorageError):  # noqa: N818 - reads as what it is
    """A newer Tocsin wrote this database: what this one would write there may be wrong."""


class DatabaseBusy(StorageError):  # noqa: N818 - reads as what it is
    """Another Tocsin works on this database."""
