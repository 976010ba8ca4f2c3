"""JSON from outside, read without trusting its shape."""

from __future__ import annotations

import json
from typing import Any

from inventory.errors import InventoryError
from inventory.formats.base import Source


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
