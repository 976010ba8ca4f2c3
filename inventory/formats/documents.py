"""JSON and YAML from outside, read without trusting its shape."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from yaml.constructor import BaseConstructor, ConstructorError

from inventory.errors import InventoryError
from inventory.formats.base import Source, printable

_DEEPEST = 50  # levels; libyaml's binding recurses in C, where a document that is too deep ends the process
_MOST_ALIASES = 1_000
_FEW_BRACKETS = 8
_INDENTED = re.compile(rb"(?:^|[\n\r]|\xc2\x85|\xe2\x80[\xa8\xa9])[ \t?:-]{21}")


def _once_each(loader: Any, node: Any, deep: bool = False) -> dict[Any, Any]:
    """A mapping, whose keys YAML forbids to repeat: where a dash was forgotten the last vendor would hide the first."""
    found: dict[Any, Any] = BaseConstructor.construct_mapping(loader, node, deep=deep)
    seen: set[Any] = set()
    for key, _ in node.value if len(found) < len(node.value) else ():
        if key.value in seen:
            problem = f"“{printable(str(key.value))}” stands in one entry twice"
            raise ConstructorError(None, None, problem, key.start_mark)
        seen.add(key.value)
    return found


_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # each value is its text, whatever its tag
_READER: Any = type("_Reader", (_BASE,), {"construct_mapping": _once_each})


def load_json(source: Source) -> Any:
    """The parsed document; raises InventoryError with line and column, or for absurd nesting."""
    try:
        return json.loads(source.data)
    except json.JSONDecodeError as error:
        raise InventoryError(
            f"{source.name}: line {error.lineno}, column {error.colno}: is no valid JSON ({error.msg}); export again"
        ) from None
    except UnicodeDecodeError:
        raise InventoryError(f"{source.name}: is not UTF-8, as JSON has to be; export it again") from None
    except (RecursionError, ValueError):
        raise InventoryError(f"{source.name}: is nested or numbered beyond reason; no SBOM tool writes that") from None


def load_yaml(source: Source) -> Any:
    """The parsed lock file; raises InventoryError where it is no YAML, nested absurdly or repeats itself: with
    `*alias` a few lines become gigabytes. Each value is its text, so that a version may be 1.10, and a vendor On.
    """
    return _loaded(source, "lock again", _MOST_ALIASES)


def load_yaml_texts(source: Source, hint: str) -> Any:
    """The same of what a person wrote, without aliases.

    `hint`: what to do where it cannot be read.
    """
    return _loaded(source, hint, 0)


def _loaded(source: Source, hint: str, aliases: int) -> Any:
    try:
        _refuse_bombs(source, aliases)
        return yaml.load(source.data, Loader=_READER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        where = f"line {place.line + 1}: " if place else ""
        told = getattr(error, "problem", None)
        what = f" ({printable(told)})" if told else ""
        raise InventoryError(f"{source.name}: {where}is no valid YAML{what}; {hint}") from None


def _refuse_bombs(source: Source, most: int) -> None:
    if _is_flat(source.data):
        return
    depth = aliases = 0
    for event in yaml.parse(source.data, Loader=_READER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > _DEEPEST or aliases > most:
            raise InventoryError(f"{source.name}: is nested or repeated beyond reason; no tool writes that")


def _is_flat(data: bytes) -> bool:
    """Whether what stands before the words of its lines and the few brackets cannot reach `_DEEPEST`, nor repeat.

    Each column begins a mapping and a list in it at most, so that 20 of them and 8 brackets make 50 levels.
    """
    brackets = data.count(b"[") + data.count(b"{")
    return brackets <= _FEW_BRACKETS and b"*" not in data and b"\0" not in data and not _INDENTED.search(data)
