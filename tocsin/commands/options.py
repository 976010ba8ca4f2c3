"""What all commands share: the configuration file, and how errors end a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer
from typer.core import TyperCommand

from model.inventory import DEFAULT_TENANT
from tocsin.clock import FIRST_YEAR

if TYPE_CHECKING:
    from config.settings import Settings

T = TypeVar("T")
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines on standard output.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Work as if today were this day (YYYY-MM-DD).")
]
HIGHEST = 2**31 - 1  # no number in the database is higher, and one beyond 64 bits cannot be asked for
_SHORTEST_REASON = 3  # characters, as in the API
Limit = Annotated[int, typer.Option("--limit", min=1, max=1_000_000, help="How many to show.")]
Tenant = Annotated[
    str,
    typer.Option("--tenant", metavar="ID", envvar="TOCSIN_TENANT", help="Whose it is; the default tenant's otherwise."),
]


class QueryCommand(TyperCommand):
    """A command that takes a query, which may begin with `-` as no option does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments; what is no option, nor like one, is perhaps a query, and how to write that is told.

        Raises:
            TyperException: they are not as the command wants them.
        """
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            if hasattr(error, "possibilities") and not error.possibilities:
                error.message += f"; a query that begins with - goes behind --: {ctx.command_path} -- -word"
            raise


@dataclass(frozen=True, slots=True)
class Shared:
    """The options before the command."""

    config: Path | None

    def settings(self) -> Settings:
        """The settings of the chosen file.

        Raises:
            ConfigError: the file cannot be used.
        """
        from config.load import DEFAULT_FILE, load_settings

        if self.config is None and not DEFAULT_FILE.exists() and "TOCSIN_DATABASE" not in os.environ:
            _note_none(DEFAULT_FILE)
        return load_settings(self.config)

    def whole(self, tenant: str) -> Settings:
        """The settings of all, among whose tenants this one is; one that is not there ends the command.

        Raises:
            ConfigError: the file cannot be used.
        """
        found = self.settings()
        if tenant not in found.tenant_ids:
            known = ", ".join(found.tenant_ids)
            fail(
                f"no tenant has the id {tenant!r}; there are {known} (--tenant, TOCSIN_TENANT, `tenants` in the file)",
                2,
            )
        return found

    def within(self, tenant: str) -> Settings:
        """The settings as this tenant sees them; one that is not there ends the command.

        Raises:
            ConfigError: the file cannot be used.
        """
        return self.whole(tenant).for_tenant(tenant)

    def common(self, tenant: str, what: str) -> Settings:
        """The settings for what is common to all tenants, which only the default one changes; another is refused.

        Raises:
            ConfigError: the file cannot be used.
        """
        found = self.whole(tenant)
        if tenant != DEFAULT_TENANT:
            fail(f"{what} are the same for all tenants: only the default one changes them, so leave --tenant out", 2)
        return found


@cache
def _note_none(file: Path) -> None:
    """As where cron starts in the home directory: all would be in order there, and nobody told."""
    holds = "the shipped settings hold, and a database of its own there"
    try:
        here = Path.cwd()
    except FileNotFoundError:
        fail("the folder in which it was started is gone; go to that of tocsin.yaml", 2)
    sys.stderr.write(f"tocsin: no {file} in {here}: {holds}; go to its folder, or name it with --config\n")


def shared(context: typer.Context) -> Shared:
    """The options before the command, from Typer's context."""
    found = context.obj
    return found if isinstance(found, Shared) else Shared(None)


def parse_day(text: str | None, option: str = "--as-of") -> date | None:
    """A day of the command line.

    Raises:
        typer.BadParameter: it is none.
    """
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("not a day such as 2025-11-28", param_hint=option) from None
    if found.year < FIRST_YEAR:
        raise typer.BadParameter(f"not a day after {FIRST_YEAR - 1}", param_hint=option)
    return found


def reason(why: str) -> str:
    """What stands behind a change for whoever asks later; a reason that says nothing ends the command."""
    if len(why.strip()) < _SHORTEST_REASON:
        fail("say --why in a few words: others see it as the reason", 2)
    return why.strip()


def newest(found: Sequence[T], limit: int) -> Sequence[T]:
    """The first `limit` of them; where there are more, standard error says so."""
    if len(found) > limit:
        sys.stderr.write(f"tocsin: only the newest {limit:,} are shown; --limit shows more\n")
    return found[:limit]


def fail(message: str, code: int) -> NoReturn:
    """Ends the command with one line on standard error."""
    sys.stderr.write(f"tocsin: {message}\n")
    raise typer.Exit(code)


@contextmanager
def storage_errors() -> Iterator[None]:
    """A database that cannot be used ends the command with one line and exit code 3, what it cannot hold with 2."""
    from storage.errors import StorageError, UnfitError

    try:
        yield
    except UnfitError as error:
        fail(str(error), 2)
    except StorageError as error:
        fail(str(error), 3)
