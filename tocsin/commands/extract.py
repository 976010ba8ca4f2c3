"""`tocsin extract`: documents in, extraction records out; no configuration, no database, no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tocsin.commands.options import fail


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(extract)


def extract(
    file: Annotated[
        Path | None, typer.Argument(help="JSON Lines with id and text; standard input if left out.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read at the same time.")] = 1,
    names: Annotated[
        Path | None, typer.Option("--names", help="A file of organisation names, one a line, never gated out.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on standard error which rule read what.")] = False,
) -> None:
    """Read documents (JSON Lines) and write one extraction record per line, in order."""
    from tocsin.extracting import extract_stream

    try:
        known = [line.strip() for line in names.read_text(encoding="utf-8").splitlines()] if names else []
        source = file.open(encoding="utf-8", errors="surrogateescape") if file else sys.stdin
    except OSError as error:
        fail(f"{error.filename}: cannot be read: {error.strerror}", 2)
    except UnicodeDecodeError:
        fail(f"{names}: cannot be read: not UTF-8", 2)
    with source:
        errors = extract_stream(source, sys.stdout, names=known, workers=workers, explain=explain)
    raise typer.Exit(1 if errors else 0)
