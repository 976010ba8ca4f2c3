"""`tocsin user`: who may log in to the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from model.access import UserRole
from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands.options import Json, fail, shared, storage_errors

if TYPE_CHECKING:
    from storage.access import User

app = typer.Typer(name="user", help="Who may log in to the pages.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The name to log in with.")]
Role = Annotated[UserRole, typer.Option(help="What this person may do.")]
Tenant = Annotated[str, typer.Option(help="Whose inventory and alerts this person sees.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="Read the password from this file; else from standard input or the terminal.")
]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")


@app.command()
def add(
    context: typer.Context,
    name: Name,
    role: Role = UserRole.VIEWER,
    tenant: Tenant = DEFAULT_TENANT,
    password_file: PasswordFile = None,
) -> None:
    """Add a user; the password comes from a file, standard input or the terminal."""
    from storage.access import add_user
    from storage.audit import record_change
    from tocsin.clock import Clock
    from tocsin.running import opened

    if not _NAME.fullmatch(name):
        fail("a name has letters, digits and . _ @ - only, 80 at most", 2)
    settings = shared(context).whole(tenant)
    hashed, now = _hashed(password_file), Clock().now()
    with storage_errors(), opened(settings) as database, database.write() as connection:
        if not add_user(connection, tenant, name, role=role, password_hash=hashed, now=now):
            fail(f"there is a user {name} already; `tocsin user change {name}` changes it", 2)
        after = {"role": role.value, "tenant": tenant}
        record_change(connection, operator(tenant), "add user", f"user {name}", after=after, now=now)
    typer.echo(f"{name} may log in as {role}")


@app.command()
def change(
    context: typer.Context,
    name: Name,
    *,
    role: Annotated[UserRole | None, typer.Option(help="The new role.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    password_file: PasswordFile = None,
    disable: Annotated[bool | None, typer.Option("--disable/--enable", help="Keep this person out, or in.")] = None,
) -> None:
    """Change role or password, or keep somebody out; every session of the user ends."""
    from storage.access import change_user, find_user
    from storage.audit import record_change
    from tocsin.clock import Clock
    from tocsin.running import opened

    hashed = _hashed(password_file) if password or password_file else None
    if role is None and hashed is None and disable is None:
        fail("nothing to change; give --role, --password, --disable or --enable", 2)
    with storage_errors(), opened(shared(context).settings()) as database, database.write() as connection:
        user = find_user(connection, name)
        if user is None:
            fail(f"there is no user {name}; `tocsin user list` shows them", 2)
        change_user(connection, user.id, role=role, password_hash=hashed, disabled=disable)
        after = {"role": (role or user.role).value, "disabled": user.disabled if disable is None else disable}
        record_change(
            connection,
            operator(user.tenant_id),
            "change user",
            f"user {name}",
            before={"role": user.role.value, "disabled": user.disabled},
            after=after | ({"password": "changed"} if hashed else {}),
            now=Clock().now(),
        )
    typer.echo(f"{name} is changed and logged out everywhere")


@app.command("list")
def list_users(context: typer.Context, json: Json = False) -> None:
    """Every user with role and tenant."""
    from storage.access import users
    from tocsin.output.terminal import print_json
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).settings()) as database:
        found = users(database)
    if not found and not json:
        typer.echo("there is no user yet: `tocsin user add NAME`")
    for user in found:
        if json:
            print_json(_data(user))
        else:
            typer.echo(f"{user.name:<24} {user.role:<10} {user.tenant_id}{'  disabled' if user.disabled else ''}")


def _data(user: User) -> dict[str, object]:
    return {"name": user.name, "role": user.role, "tenant": user.tenant_id, "disabled": user.disabled}


def _hashed(file: Path | None) -> str:
    from tocsin.commands.asking import new_password
    from tocsin.web.access.passwords import hashed, weakness

    given = new_password(file)
    why = weakness(given)
    if why:
        fail(why, 2)
    return hashed(given)
