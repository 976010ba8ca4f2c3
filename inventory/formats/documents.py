"""JSON and YAML from outside, read without trusting its shape."""

from __future__ import annotations

import json
from typing import Any

import yaml

from inventory.errors import InventoryError
from inventory.formats.base import Source

_DEEPEST = 50  # levels; libyaml's binding recurses in C, where a document that is too deep ends the process
_MOST_ALIASES = 1_000


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
    """The parsed document; raises InventoryError where it is no YAML, nested absurdly or an alias bomb."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_bombs(source, loader)
        return yaml.load(source.data, Loader=loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InventoryError(f"{source.name}: is no valid YAML ({type(error).__name__}); lock again") from None


def _refuse_bombs(source: Source, loader: Any) -> None:
    depth = aliases = 0
    for event in yaml.parse(source.data, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > _DEEPEST or aliases > _MOST_ALIASES:
            raise InventoryError(f"{source.name}: is nested or repeated beyond reason; no tool writes that")
