"""What pages and messages tell a reader to type, or to write into `tocsin.yaml`, is what the program takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from config.load import load_settings
from config.shipped import shipped_text
from tocsin.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
OURS = ("alerts", "config", "crawler", "inventory", "nlp", "storage", "tocsin")
SOURCES = sorted(
    path for folder in OURS for end in ("py", "html", "yaml") for path in (ROOT / folder).rglob(f"*.{end}")
)
TREE: Any = get_command(app)
TYPED = re.compile(r"`tocsin ([^`]+)`|^tocsin ([^#\n]+)", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def commands_in(text: str) -> Iterator[str]:
    """What follows `tocsin` in code that is quoted, or at the start of a line of a block."""
    for match in TYPED.finditer(text):
        yield " ".join((match[1] or match[2]).split())


def mistake(typed: str) -> str:
    """What the program would not take of it; empty where it would take all."""
    words, node = typed.partition(r" \| ")[0].split(), TREE
    if words[0] in ("-c", "--config"):
        words = words[2:]
    while words and hasattr(node, "commands") and not words[0].startswith("-"):
        names = words.pop(0).strip("\"',.;:)").split("|")
        if names[0].isupper() or names[0].startswith("{"):
            return ""
        if any(name not in node.commands for name in names):
            return f"{names} is no command"
        node = node.commands[names[0]]
    known = {option for parameter in node.params for option in (*parameter.opts, *parameter.secondary_opts)}
    wrong = set(OPTION.findall(" ".join(words))) - known - {"-h", "--help"}
    return f"no option {wrong}" if wrong else ""


@pytest.mark.parametrize("paths", [PAGES, SOURCES], ids=["pages", "messages"])
def test_each_command_that_is_named_can_be_typed(paths: list[Path]) -> None:
    named = [(path.name, typed) for path in paths for typed in commands_in(path.read_text(encoding="utf-8"))]
    assert len(named) > 60
    assert [(where, typed, wrong) for where, typed in named if (wrong := mistake(typed))] == []


def test_commands_are_found_where_they_stand() -> None:
    assert mistake("alert unmute 3 --for 4h") == "no option {'--for'}"
    assert mistake("alert forget 3").endswith("is no command")
    assert mistake("-c demo/tocsin.yaml incident show 1") == ""


def rows(page: str) -> Iterator[tuple[list[str], str]]:
    """The commands in the first cell of each row of the table of all commands, and the rest of the row."""
    for line in page.partition("## All commands")[2].partition("\n## ")[0].splitlines():
        cells = line.split(" | ", 1)
        if len(cells) == 2 and "`" in cells[0]:
            yield re.findall(r"`(?:tocsin )?([a-z][^`]+)`", cells[0]), cells[1]


def test_the_table_of_all_commands_has_each_and_only_options_that_there_are() -> None:
    listed = set[str]()
    for names, told in rows((ROOT / "docs" / "commands.md").read_text(encoding="utf-8")):
        group = ""
        paths = []
        for name in names:
            words = [word for word in name.partition(" -")[0].split() if word.islower()]
            group = words[0] if len(words) > 1 else group
            paths.append(" ".join(words if words[0] in TREE.commands else [group, *words]))
        listed.update(paths)
        for option in re.findall(r"`(--[a-z-]+)", told):
            assert any(not mistake(f"{path} {option}") for path in paths), (paths, option)
    wanted = set[str]()
    for name, node in TREE.commands.items():
        wanted.update({f"{name} {below}" for below in getattr(node, "commands", {})} or {name})
    assert listed == wanted


def snippets() -> list[Any]:
    found = []
    for page in PAGES:
        for number, text in enumerate(re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)):
            found.append(pytest.param(text, id=f"{page.name}-{number}"))
    assert found
    return found


@pytest.mark.parametrize("text", snippets())
def test_each_piece_of_configuration_is_one(tmp_path: Path, text: str) -> None:
    values = yaml.safe_load(text)
    parts = [values, *values.get("tenants", ())]
    named = {name for part in parts for route in part.get("routes", ()) for name in route["channels"]}
    named |= {name for part in parts for name in part.get("operator", {}).get("channels", ())}
    made = [{"id": name, "kind": "webhook", "url": "https://hook.example/"} for name in sorted(named)]
    whole = text if "channels" in values else f"{text}\n{yaml.safe_dump({'channels': made})}"
    (tmp_path / "tocsin.yaml").write_text(whole, encoding="utf-8")
    load_settings(tmp_path / "tocsin.yaml")


def test_what_is_commented_out_of_the_first_configuration_can_be_taken_in(tmp_path: Path) -> None:
    text = shipped_text("tocsin.example.yaml")
    (tmp_path / "tocsin.yaml").write_text(re.sub(r"^# (?=\w+:|  )", "", text, flags=re.MULTILINE))
    settings = load_settings(tmp_path / "tocsin.yaml")
    assert settings.sources
    assert settings.inventories
    assert settings.dependencies
    assert settings.routes
    assert [channel.id for channel in settings.channels] == ["secops", "hook", "mail"]
    assert settings.operator.channels == ["mail"]


def test_the_unit_that_is_shown_is_started_again_however_often_it_fails() -> None:
    """By its own defaults systemd gives up what fails five times within ten seconds, and waits 100 ms between two."""
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    unit = ConfigParser()
    unit.read_string(text.partition("```ini\n")[2].partition("```")[0])
    assert unit["Service"]["Restart"] == "on-failure"
    assert 5 * unit.getint("Service", "RestartSec", fallback=0) > 10
