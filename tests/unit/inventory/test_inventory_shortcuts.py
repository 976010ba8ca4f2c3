"""What is read the short way says what the libraries say that it goes round."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from packageurl import PackageURL

from inventory.formats.packages import package_url
from inventory.formats.toml_lines import quick_tables

_DATA = Path(__file__).parents[2] / "integration" / "inventory" / "data"
_NAMES = [
    *("left-pad", "@scope/name", "Django", "zope.interface", "ruamel_yaml", "a/b/c", "org.example/core", "x"),
    *(
        "github.com/foo/bar",
        "gopkg.in/yaml.v3",
        "a//b",
        "/a",
        "a/",
        "..",
        "1",
        "v1/2",
        "a b",
        "a+b",
        "a~b",
        "ä",
        "a:b",
        ".a",
    ),
]
_VERSIONS = [None, "", "1.2.3", "v1.0", "1.0.0-RC1", "1.0+build.1", "1!2.0", "2024.1~x", "1.0.0-alpha.1", "*"]


@pytest.mark.parametrize("ecosystem", ["npm", "pypi", "cargo", "golang", "maven"])
def test_a_plain_purl_is_what_packageurl_writes(ecosystem: str) -> None:
    for name in _NAMES:
        namespace, _, short = name.strip().rpartition("/")
        for version in _VERSIONS:
            try:
                expected = PackageURL(ecosystem, namespace or None, short, version or None).to_string()
            except ValueError:
                with pytest.raises(ValueError, match="required"):
                    package_url(ecosystem, name, version)
            else:
                assert package_url(ecosystem, name, version) == expected


def locks() -> list[Path]:
    return sorted(path for path in _DATA.rglob("*.lock") if path.name != "yarn.lock")


@pytest.mark.parametrize("path", locks(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_locks_are_read_line_by_line_as_tomllib_reads_them(path: Path) -> None:
    text = path.read_text("utf-8")
    found = quick_tables(text, "package")
    assert found is not None
    assert len(found) >= 29
    assert [_texts(entry) for entry in found] == [_texts(entry) for entry in tomllib.loads(text)["package"]]


def _texts(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("name", "version", "source", "checksum") if key in entry}


@pytest.mark.parametrize(
    "line",
    [
        'name = """',
        "name = '''",
        "<<<<<<< HEAD",
        'name = "a" # why',
        'name = "a\\u0041"',
        'name = "a"\nname = "b"',
        "[package]",
        "authors = [[1]]",
        'authors = [\n "a",',
        '"name" = "a"',
        "name = 'a'",
        'name.x = "a"',
        '# x\u2028name = "b"\nname = [\n[1]\n]',
    ],
)
def test_what_no_tool_writes_is_left_to_tomllib(line: str) -> None:
    assert quick_tables(f'[[package]]\n{line}\nversion = "1"\n', "package") is None


def test_a_table_in_a_table_belongs_to_it() -> None:
    text = '[[package]]\nname = "a"\n\n[package.source]\ntype = "directory"\nurl = "../a"\n\n[[package]]\nname = "b"\n'
    assert quick_tables(text, "package") == tomllib.loads(text)["package"]


def test_a_comment_hides_its_line() -> None:
    assert quick_tables('[[package]]\n# x\u2028name = "b"\nname = "a"\n', "package") == [{"name": "a"}]
