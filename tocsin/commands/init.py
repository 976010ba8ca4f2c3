"""`tocsin init`: a commented configuration, and a database that knows the past."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.commands.options import fail, shared, storage_errors

if TYPE_CHECKING:
    from tocsin.context import Context


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(init)


def init(
    context: typer.Context,
    history: Annotated[bool, typer.Option(help="Load the shipped breaches of the past; they never alert.")] = True,
) -> None:
    """Write a commented tocsin.yaml (an existing one is kept), create the database and load the shipped history."""
    from config.load import DEFAULT_FILE, load_settings
    from config.shipped import shipped_text

    path: Path = shared(context).config or DEFAULT_FILE
    if path.exists():
        typer.echo(f"kept {path}")
    else:
        text = shipped_text("tocsin.example.yaml")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            fail(f"{path}: cannot be written: {error.strerror}", 3)
        typer.echo(f"wrote {path}")
    settings = load_settings(path)
    from tocsin.output.terminal import TerminalProgress
    from tocsin.past import past_lines, past_of
    from tocsin.running import by_hand

    with storage_errors(), by_hand(settings, "init", TerminalProgress()) as work:
        typer.echo(f"database {work.database.shown} is ready")
        if history:
            _load_history(work)
        for line in past_lines(past_of(work.tally.past)):
            typer.echo(line)
    typer.echo(f"next: name your inventory, a channel and a route in {path}, then `tocsin doctor` and `tocsin run`")


def _load_history(work: Context) -> None:
    from tocsin.stages.history import load_past

    loaded = load_past(work)
    typer.echo(f"history: {loaded:,} breaches loaded" if loaded else "history: loaded already")
