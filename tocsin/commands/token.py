"""`tocsin token`: keys for programs that use the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from model.access import Permission
from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands.options import HIGHEST, Json, fail, shared, storage_errors

app = typer.Typer(name="token", help="Keys for programs that use the API.", no_args_is_help=True)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is for; stands in the audit log.")],
    scope: Annotated[list[Permission] | None, typer.Option(help="What it may do; may be given several times.")] = None,
    tenant: Annotated[str, typer.Option(help="Whose inventory and alerts it sees.")] = DEFAULT_TENANT,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it is valid.")] = 365,
) -> None:
    """Make a token; it is shown once, and only its hash is kept."""
    import secrets

    from storage.access import add_token
    from storage.audit import record_change
    from tocsin.clock import Clock
    from tocsin.running import opened

    settings = shared(context).whole(tenant)
    if not name.isprintable() or not 1 <= len(name) <= 80:  # noqa: PLR2004 - the column's width
        fail("a token's name has 1 to 80 printable characters", 2)
    secret, now = f"tocsin_{secrets.token_urlsafe(32)}", Clock().now()
    scopes = frozenset(scope or [Permission.READ])
    with storage_errors(), opened(settings) as database, database.write() as connection:
        expires = now + timedelta(days=days)
        number = add_token(connection, tenant, name, secret, scopes, now=now, expires=expires)
        after = {"name": name, "scopes": sorted(scopes), "expires": expires.isoformat()}
        record_change(connection, operator(tenant), "add token", f"token {number}", after=after, now=now)
    typer.echo(secret)


@app.command("list")
def list_tokens(context: typer.Context, json: Json = False) -> None:
    """Every token, without its secret."""
    from storage.access import tokens
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).settings()) as database:
        found = tokens(database)
    if not found and not json:
        typer.echo("there is no token yet: `tocsin token add NAME`")
    for token in found:
        scopes = sorted(token.scopes)
        if json:
            ends = {
                key: value.isoformat() if (value := getattr(token, key)) else None for key in ("expires", "revoked")
            }
            print_json({"id": token.id, "name": token.name, "tenant": token.tenant_id, "scopes": scopes, **ends})
        else:
            state = (
                "revoked" if token.revoked else f"until {token.expires:%Y-%m-%d}" if token.expires else "without end"
            )
            typer.echo(plain(f"{token.id:<5} {token.name:<24} {token.tenant_id:<12} {', '.join(scopes)}  {state}"))


@app.command()
def revoke(
    context: typer.Context, number: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The token's id.")]
) -> None:
    """End a token at once."""
    from storage.access import revoke_token
    from storage.audit import record_change
    from tocsin.clock import Clock
    from tocsin.running import opened

    now = Clock().now()
    with storage_errors(), opened(shared(context).settings()) as database, database.write() as connection:
        token = revoke_token(connection, number, now)
        if token is None:
            fail(f"no live token has the id {number}; `tocsin token list` shows them", 2)
        was = {"name": token.name, "scopes": sorted(token.scopes)}
        record_change(connection, operator(token.tenant_id), "revoke token", f"token {number}", before=was, now=now)
    typer.echo(f"token {number} is revoked")
