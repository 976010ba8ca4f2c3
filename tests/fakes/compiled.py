"""What SQLAlchemy made of each statement, kept for all engines of a kind: each test opens engines of its own."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, event


class _Compiled(dict[tuple[object, ...], object]):
    """Keyed as SQLAlchemy does it, but for the dialect, which is each engine's own: its kind."""

    def get(self, key: tuple[object, ...], default: object = None) -> object:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[object, ...], compiled: object) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


_COMPILED = _Compiled()


def share_compiled() -> None:
    """From now on no engine of this process compiles what another one has."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.engine.update_execution_options(compiled_cache=_COMPILED)
