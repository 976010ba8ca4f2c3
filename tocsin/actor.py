"""Who does what this process does, for the audit log."""

from __future__ import annotations

import getpass
import os

from model.access import ALLOWED, Actor, UserRole


def operator(tenant: str, name: str = "") -> Actor:
    """The user of this process, unless `name` says who; may do all, since the database file is the user's too."""
    return Actor(name or _user(), tenant, ALLOWED[UserRole.ADMIN], "cli")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user often has a number only
        return f"uid {os.getuid()}"
