"""Users, sessions and API tokens. Only hashes of session ids and tokens are kept; passwords come hashed already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from model.access import Permission, UserRole
from storage.database import Database
from storage.tables import api_token, user_account, web_session

_AHEAD = timedelta(minutes=5)  # a session so far in the future was opened by a clock that was wrong, and would not end


@dataclass(frozen=True, slots=True)
class User:
    """A person who may log in."""

    id: int
    tenant_id: str
    name: str
    role: UserRole
    password_hash: str
    created: datetime
    disabled: bool


@dataclass(frozen=True, slots=True)
class Token:
    """An API token without its secret."""

    id: int
    tenant_id: str
    name: str
    scopes: frozenset[Permission]
    created: datetime
    expires: datetime | None
    revoked: datetime | None


def add_user(
    connection: sa.Connection, tenant: str, name: str, *, role: UserRole, password_hash: str, now: datetime
) -> bool:
    """A new user; False where the name is taken."""
    if find_user(connection, name) is not None:
        return False
    values = {"tenant_id": tenant, "name": name, "role": role.value, "password_hash": password_hash}
    connection.execute(sa.insert(user_account).values(**values, created=now, disabled=False))
    return True


def find_user(connection: sa.Connection, name: str) -> User | None:
    """The user of this name."""
    row = connection.execute(sa.select(user_account).where(user_account.c.name == name)).one_or_none()
    return _user(row) if row is not None else None


def change_user(
    connection: sa.Connection,
    user_id: int,
    *,
    role: UserRole | None = None,
    password_hash: str | None = None,
    disabled: bool | None = None,
) -> None:
    """Changes what is given, and ends every session of this user."""
    values = {"role": role.value if role else None, "password_hash": password_hash, "disabled": disabled}
    given = {key: value for key, value in values.items() if value is not None}
    connection.execute(sa.update(user_account).where(user_account.c.id == user_id).values(**given))
    connection.execute(sa.delete(web_session).where(web_session.c.user_id == user_id))


def users(database: Database) -> list[User]:
    """Every user, by name."""
    with database.read() as connection:
        return [_user(row) for row in connection.execute(sa.select(user_account).order_by(user_account.c.name))]


def open_session(connection: sa.Connection, secret: str, user_id: int, now: datetime, expires: datetime) -> None:
    """A session under the hash of its secret; those that have expired are cleared away."""
    connection.execute(sa.delete(web_session).where(web_session.c.expires <= now))
    values = {"id_hash": digest(secret), "user_id": user_id, "created": now, "expires": expires}
    connection.execute(sa.insert(web_session).values(**values))


def close_session(connection: sa.Connection, secret: str) -> None:
    """Ends a session."""
    connection.execute(sa.delete(web_session).where(web_session.c.id_hash == digest(secret)))


def session_user(database: Database, secret: str, now: datetime) -> User | None:
    """Whose session this is; None for one that is unknown, expired, of a disabled user, or opened in times to come."""
    wanted = (
        sa.select(user_account)
        .join(web_session, web_session.c.user_id == user_account.c.id)
        .where(web_session.c.id_hash == digest(secret), web_session.c.expires > now, sa.not_(user_account.c.disabled))
        .where(web_session.c.created <= now + _AHEAD)
    )
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return _user(row) if row is not None else None


def add_token(
    connection: sa.Connection,
    tenant: str,
    name: str,
    secret: str,
    scopes: frozenset[Permission],
    *,
    now: datetime,
    expires: datetime | None,
) -> int:
    """A new token under the hash of its secret; its id."""
    values = {"tenant_id": tenant, "name": name, "token_hash": digest(secret), "scopes": sorted(scopes)}
    made = connection.execute(sa.insert(api_token).values(**values, created=now, expires=expires))
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def find_token(database: Database, secret: str, now: datetime) -> Token | None:
    """The token with this secret; None for one that is unknown, expired or revoked."""
    with database.read() as connection:
        wanted = sa.select(api_token).where(api_token.c.token_hash == digest(secret))
        row = connection.execute(wanted).one_or_none()
    if row is None or row.revoked is not None or (row.expires is not None and row.expires <= now):
        return None
    return _token(row)


def tokens(database: Database) -> list[Token]:
    """Every token, oldest first."""
    with database.read() as connection:
        return [_token(row) for row in connection.execute(sa.select(api_token).order_by(api_token.c.id))]


def revoke_token(connection: sa.Connection, token_id: int, now: datetime) -> Token | None:
    """Ends a token; None where no live one has this id."""
    live = sa.and_(api_token.c.id == token_id, api_token.c.revoked.is_(None))
    row = connection.execute(sa.select(api_token).where(live)).one_or_none()
    if row is None:
        return None
    connection.execute(sa.update(api_token).where(live).values(revoked=now))
    return _token(row)


def digest(secret: str) -> str:
    """SHA-256, hex: enough for secrets of 256 random bits, which nobody can guess from their hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _user(row: sa.Row[tuple[object, ...]]) -> User:
    return User(row.id, row.tenant_id, row.name, UserRole(row.role), row.password_hash, row.created, row.disabled)


def _token(row: sa.Row[tuple[object, ...]]) -> Token:
    scopes = frozenset(Permission(scope) for scope in row.scopes)
    return Token(row.id, row.tenant_id, row.name, scopes, row.created, row.expires, row.revoked)
