"""What can be wrong with the database, told in one line."""

from __future__ import annotations


class StorageError(Exception):
    """The database cannot be used as it is; the message says what to do and holds no password."""


class DatabaseBusy(StorageError):  # noqa: N818 - reads as what it is
    """Another Tocsin works on this database."""
