"""Reads `tocsin.yaml` into Settings, with errors that name file and key and never show a value."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_settings import SettingsError

from config.errors import ConfigError
from config.settings import Settings
from config.tenants import TenantSettings

Part = TypeVar("Part", bound=BaseModel)
DEFAULT_FILE = Path("tocsin.yaml")
_UNTOLD = {  # what pydantic says with the value, or in words of its own: the rest of the key, and what is said instead
    "union_tag_invalid": (".kind", "Input should be one of {expected_tags}"),
    "union_tag_not_found": (".kind", "Field required"),
    "model_type": ("", "Input should be a mapping of keys to values"),
}
# Variables that are no keys: an option of commands, the tests' own, and those of Kubernetes for services `tocsin…`.
_OTHERS = re.compile(r"tenant|crash_at|(\w+_)?(service|port)(_\w+)?")
_MAX_ALIASES = 50  # an alias bomb has thousands; a person's file has none or a few


def load_settings(path: Path | None = None) -> Settings:
    """The settings of `path` (default `tocsin.yaml` where present, else defaults), the environment over it.

    Relative paths in the file are relative to the file.

    Raises:
        ConfigError: the file is missing, unreadable, not YAML, or a key is unknown or its value wrong.
    """
    file = path or DEFAULT_FILE
    values = _read(file) if path is not None or file.exists() else {}
    _refuse_unknown_variables()
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise ConfigError("; ".join(_explain(file, item) for item in error.errors())) from None
    except SettingsError as error:  # a list or mapping of the environment's that is no JSON; it names the field alone
        key = str(error).partition('"')[2].partition('"')[0]
        raise ConfigError(
            f"the environment's {_variable([key])}: lists and mappings are written there as JSON,"
            ' such as ["inventory.cdx.json", "vendors.csv"]'
        ) from None
    return _anchored(settings, file.resolve().parent)


def read_secret(value: SecretStr | None, file: Path | None, what: str) -> str | None:
    """The secret itself, from the value or from its file (surrounding white space dropped); None where neither is set.

    Raises:
        ConfigError: the file cannot be read, or either is empty; the message names the file, not the secret.
    """
    if value is not None:
        given = value.get_secret_value()
        if not given.strip():  # as where a template had nothing to put in
            raise ConfigError(f"{what}: a secret is empty")
        return given
    if file is None:
        return None
    try:
        secret = file.read_text(encoding="utf-8-sig").strip()  # Windows' editors begin with a mark
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{what}: cannot read {file}: {_os_reason(error)}") from None
    if not secret:
        raise ConfigError(f"{what}: {file} is empty")
    return secret


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(f"{file}: no such file; `tocsin init` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {_os_reason(error)}") from None
    try:
        if sum(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)) > _MAX_ALIASES:
            raise ConfigError(f"{file}: more than {_MAX_ALIASES} YAML aliases")
        _refuse_twice(file, yaml.compose(text, Loader=yaml.SafeLoader))
        values = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, OverflowError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" line {mark.line + 1}" if mark else ""
        raise ConfigError(f"{file}{place}: not valid YAML: {_problem(error)}") from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ConfigError(f"{file}: must be a mapping of keys to values")
    return {str(key): value for key, value in values.items()}


class _Loader(yaml.SafeLoader):
    """Says where a value stands that is none, such as the day 2025-02-30, and not what Python says of it."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError):
            problem = "a date, number or tagged value that is none; put text into quotation marks"
            raise yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark) from None


def _problem(error: Exception) -> str:
    if isinstance(error, (OverflowError, ValueError)):  # the latter since Python 3.13
        return "a character that there is not"
    said = getattr(error, "problem", None) or getattr(error, "reason", None)  # the latter of what is no character
    return str(said or "nested too deeply")


def _refuse_twice(file: Path, tree: yaml.Node | None) -> None:
    """YAML takes the last of two equal keys in silence, and what stands below the first, such as routes, is lost."""
    nodes, seen = [tree], set[int]()
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            nodes.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys = set[str]()
            for key, value in node.value:
                name = str(key.value)
                if name in keys:
                    raise ConfigError(f"{file} line {key.start_mark.line + 1}: the key `{name}` stands there twice")
                keys.add(name)
                nodes.append(value)


def _explain(file: Path, item: Any) -> str:
    # Union members put their tag into the location ("channels.0.slack.token"); people did not write it.
    parts = [str(part) for part in item["loc"] if part not in ("slack", "email", "webhook", "apprise")]
    key, origin = ".".join(parts), _origin(file, parts)
    if item["type"] == "extra_forbidden":
        return f"{origin}: unknown key `{key}`"
    if (found := _UNTOLD.get(item["type"])) is not None:
        further, said = found
        message, key = said.format(**item.get("ctx", {})), key + further
    else:
        message = str(item["msg"]).removeprefix("Value error, ")
    return f"{origin}: `{key}`: {message}" if key else f"{origin}: {message}"


def _origin(file: Path, parts: Sequence[str]) -> str:
    """Where the value at this place was written: in the file, or in a variable that overrides it."""
    given = {name.upper() for name in os.environ}
    names = (_variable(parts[:length]) for length in range(len(parts), 0, -1))
    return next((f"the environment's {name}" for name in names if name in given), str(file))


def _refuse_unknown_variables() -> None:
    """Two underscores go one level down: what begins with no key of ours is a mistake, and pydantic ignores it."""
    for name in sorted(os.environ):
        prefix, _, rest = name.lower().partition("_")
        key, below, _ = rest.partition("__")
        known = key in Settings.model_fields or (not below and _OTHERS.fullmatch(key))
        if prefix == "tocsin" and not known:
            raise ConfigError(f"the environment's {name}: unknown key `{key}`; two underscores go one level down")


def _variable(parts: Sequence[str]) -> str:
    return f"TOCSIN_{'__'.join(parts)}".upper()


def _os_reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "error" if isinstance(error, OSError) else "not UTF-8 text"


def _anchored(settings: Settings, folder: Path) -> Settings:
    """Every relative path made absolute from the file's folder."""
    return settings.model_copy(
        update={
            "channels": [_with_files(channel, folder) for channel in settings.channels],
            "health": _with_files(settings.health, folder),
            "fetch": settings.fetch.model_copy(update={"folders": [folder / path for path in settings.fetch.folders]}),
            "inventories": [folder / path for path in settings.inventories],
            "dependencies": [folder / path for path in settings.dependencies],
            "tenants": [_with_inventories(tenant, folder) for tenant in settings.tenants],
            "database": _anchored_database(_database(settings, folder), folder),
        }
    )


def _with_inventories(tenant: TenantSettings, folder: Path) -> TenantSettings:
    files = {"inventories": tenant.inventories, "dependencies": tenant.dependencies}
    return tenant.model_copy(update={name: [folder / path for path in paths] for name, paths in files.items()})


def _with_files(part: Part, folder: Path) -> Part:
    files = {
        name: folder / value
        for name in type(part).model_fields
        if name.endswith("_file") and (value := getattr(part, name)) is not None
    }
    return part.model_copy(update=files)


def _database(settings: Settings, folder: Path) -> str:
    file = settings.database_file
    return read_secret(None, folder / file if file else None, "`database_file`") or settings.database


def _anchored_database(url: str, folder: Path) -> str:
    prefix = "sqlite:///"
    if url.startswith("sqlite:") and not url.startswith(prefix):  # no file at all, too: nothing would be kept
        wanted = "a file has three slashes before its name (sqlite:///tocsin.db), or four and its path"
        raise ConfigError(f"`database`: {wanted}")
    if not url.startswith(prefix) or url.startswith(prefix + "/"):
        return url
    return f"{prefix}{folder / url.removeprefix(prefix)}"
