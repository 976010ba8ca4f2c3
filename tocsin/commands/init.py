"""`tocsin init`: a commented configuration and an empty database."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import typer

from tocsin.commands.options import fail, shared, storage_errors


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(init)


def init(context: typer.Context) -> None:
    """Write a commented tocsin.yaml (an existing one is kept) and create the database."""
    from config.load import DEFAULT_FILE, load_settings

    path: Path = shared(context).config or DEFAULT_FILE
    if path.exists():
        typer.echo(f"kept {path}")
    else:
        text = (files("config") / "data" / "tocsin.example.yaml").read_text(encoding="utf-8")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            fail(f"{path}: cannot be written: {error.strerror}", 3)
        typer.echo(f"wrote {path}")
    settings = load_settings(path)
    from tocsin.running import opened

    with storage_errors(), opened(settings) as database:
        typer.echo(f"database {database.shown} is ready")
    typer.echo("next: name your inventory and a channel in it, then `tocsin doctor` and `tocsin run`")
