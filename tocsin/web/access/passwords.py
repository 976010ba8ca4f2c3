"""Passwords, hashed with argon2id (RFC 9106) at the cost that OWASP's password storage cheat sheet names first."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 12  # NIST SP 800-63B-4 asks for 15 where a password is all there is, for 8 beside a second factor
MOST = 1024
_HASHER = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)


def hashed(password: str) -> str:
    """The hash with its salt and parameters."""
    return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; None (nobody of that name) takes as long as a wrong password does."""
    if len(password) > MOST:
        return False
    try:
        return _HASHER.verify(stored or _nobody(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str) -> str:
    """Why this password is refused; empty where it is not."""
    if len(password) < LEAST:
        return f"the password needs at least {LEAST} characters"
    if len(password) > MOST:
        return f"the password has more than {MOST} characters"
    return "" if len(set(password)) > 3 else "the password repeats too few characters"  # noqa: PLR2004 - "aaaaaaaaaaaa"


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")
