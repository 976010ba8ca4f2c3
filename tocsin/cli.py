"""The command line. Each command's libraries are imported by the command, so that `--help` answers at once."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from inspect import getdoc
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from config.errors import ConfigError
from model.shortage import shortage_at_the_end
from tocsin.commands import (
    advisory,
    alert,
    backfill,
    clock,
    demo,
    doctor,
    evaluate,
    export,
    extract,
    incident,
    init,
    inventory,
    match,
    run,
    search,
    serve,
    source,
    token,
    user,
    vendor,
    worker,
)
from tocsin.commands.options import Shared
from tocsin.output.standard_error import keep_working

app = typer.Typer(
    name="tocsin",
    help="Hears that a vendor was breached, knows whom of yours it touches, and says so once, with the evidence.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
GROUPS = (source, inventory, incident, vendor, alert, advisory, clock, user, token)
for module in (demo, init, doctor, run, backfill, serve, worker, extract, evaluate, match, search, export):
    module.register(app)
for group in GROUPS:
    app.add_typer(group.app, short_help=group.app.info.help)
for listed in (app, *(group.app for group in GROUPS)):
    for command in listed.registered_commands:  # a list of commands says all of it, not what the line has room for
        command.short_help = (getdoc(command.callback) or "").partition("\n\n")[0]


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tocsin {version('tocsin')}")
        raise typer.Exit


@app.callback()
def shared(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="The configuration; tocsin.yaml in this folder by default.")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Options that every command has."""
    context.obj = Shared(config)


def main() -> None:
    """The entry point: an error that a person can mend is one line and exit code 2 or 3."""
    _take_any_text()
    try:
        app()
    except ConfigError as error:
        sys.stderr.write(f"tocsin: {error}\n")
        sys.exit(2)
    except KeyboardInterrupt:  # while Typer puts the commands together; after that it answers Ctrl-C itself
        sys.exit(128 + signal.SIGINT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except (OSError, MemoryError, RuntimeError) as error:
        if (lacking := shortage_at_the_end(error)) is None:
            raise
        sys.stderr.write(f"tocsin: {lacking} and run it again\n")
        with suppress(OSError):
            sys.stdout.close()  # or what is left in it is tried once more
        sys.exit(3)


def _take_any_text() -> None:
    """Whatever the locale: what comes in is UTF-8, wrong bytes too, and what a terminal cannot show is replaced.

    A stream that was closed before (`<&-`) is empty: Python has None for it, and the next file would get its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as we run
    keep_working()
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
