"""The data files that ship: where they are, and how they are read."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

READER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, ten times as fast, where it is built in
DATA = Path(str(files("config"))) / "data"


def shipped_text(name: str) -> str:
    """The content of a file of `config/data/`."""
    return (DATA / name).read_text(encoding="utf-8")


def shipped_yaml(name: str) -> Any:
    """The parsed content of a YAML file of `config/data/`."""
    return yaml.load(shipped_text(name), Loader=READER)  # noqa: S506 - a safe loader
