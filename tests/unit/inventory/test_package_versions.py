from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from fakes.incidents import incident
from hypothesis import given
from hypothesis import strategies as st

from inventory.graph import Graph
from inventory.match import match
from inventory.packages import HeldPackages
from inventory.resolve import Resolver
from inventory.versions import reach
from model.exposure import Exposure
from model.inventory import InventoryItem
from model.packages import parse_range
from model.vocabulary import ItemKind

RANGE = ">= 1.0, < 1.4.2"


def reached(kind: str, version: str | None, text: str) -> tuple[bool, bool]:
    """Whether a version is meant, and whether that was told by comparing."""
    found = reach(kind, version, parse_range(text) or ())
    return found.reached, "counts as" not in found.why


@pytest.mark.parametrize(
    ("kind", "inside", "outside", "text"),
    [
        ("npm", "1.0.0 1.4.1 1.4.2-beta.1 1.1.0+build", "1.4.2 1.10.0 0.9.9 1.0.0-rc.1 1.4.2+build", RANGE),
        ("npm", "1.0.0-alpha.2 v1.0.0-alpha.9", "1.0.0-alpha.10 1.0.0", ">= 1.0.0-alpha.1, < 1.0.0-alpha.10"),
        ("npm", "1.4.2 1.4.2+build 1.4.2-rc.1", "1.4.3", "<= 1.4.2"),
        ("npm", "2.0.0+x 2.0.0 2.0 v2", "2.0.1 2.0.0-rc.1", "= 2.0.0"),
        ("cargo", "1.0.0 1.4.2-alpha", "1.4.2 0.1.0", RANGE),
        ("golang", "v1.2.3 1.2.3 v1.4.2-0.20260101000000-abcdefabcdef", "v1.4.2 v2.0.0+incompatible", RANGE),
        ("golang", "v0.0.0-20200101000000-abcdefabcdef", "v0.0.0-20220101000000-abcdefabcdef", "< 0.0.0-20210101000000-000000000000"),
        ("golang", "v2.0.0+incompatible", "v2.0.1", "= 2.0.0"),
        ("pypi", "1.0 1.0.0 1.4.2rc1 1.4.2.dev3 1.4.1.post1 1.1+local", "1.4.2 1.0b1 1!1.2 1.10", RANGE),
        ("pypi", "1.0 1.0.0 1.0+cpu v1.0", "1.0.post1 1.0rc1", "= 1.0"),
        ("gem", "1.0 1.4.1.5 1.4.2.pre1 1.4.2-rc1 1.2.a", "1.4.2 1.10 1.0.pre", RANGE),
        ("gem", "1.0.0", "1.0.0.1", "= 1.0"),
        ("gem", "1.0-java 1.4.1-x86_64-linux-musl 1.4.1.pre-arm64-darwin", "1.4.2-x86_64-linux 1.4.2-java 0.9-x64-mingw-ucrt", RANGE),
        ("gem", "1.0 1.0-arm64-darwin 1.0.0-universal-java-11", "1.0.pre-arm64-darwin 1.1-x86-mingw32", "= 1.0"),
        ("composer", "1.0 v1.0.0.0 1.4.1.9", "1.4.2 v2 0.9.9", RANGE),
        ("pub", "1.0.0 1.4.2-dev.1 1.1.0+2", "1.4.2 0.9.0", RANGE),
        ("nuget", "1.0 1.4.1.9 1.4.2-beta.2 1.0.0+git", "1.4.2 1.4.2.0 1.0.0-RC1", RANGE),
        ("nuget", "1.0.0-beta.2 1.0.0-BETA.9", "1.0.0-beta.10 1.0.0", ">= 1.0.0-Beta.1, < 1.0.0-Beta.10"),
        ("maven", "1.0 1.0.0.Final 1.4.1-jre 1.4.2-SNAPSHOT 1.4.2-rc1 1.4.2-alpha-1", "1.4.2 1.10 1.0-beta-2 1.4.2-sp", RANGE),
        ("maven", "1.4.2 1.4.2.RELEASE 1.4.2-ga 1.4.2.Final 1.4.2-M1", "1.4.2-1 1.4.3-SNAPSHOT", "<= 1.4.2"),
        ("hex", "1.0.0 1.4.2-dev", "1.4.2", RANGE),
    ],
)  # fmt: skip
def test_each_ecosystem_has_its_order(kind: str, inside: str, outside: str, text: str) -> None:
    assert {version: reached(kind, version, text) for version in inside.split()} == dict.fromkeys(
        inside.split(), (True, True)
    )
    assert {version: reached(kind, version, text)[0] for version in outside.split()} == dict.fromkeys(
        outside.split(), False
    )


@pytest.mark.parametrize(
    ("kind", "version", "text"),
    [
        ("npm", "latest", RANGE),
        ("npm", "1.2.3.4", RANGE),
        ("npm", "^1.5.0", RANGE),
        ("npm", "9.9.9", "< stable"),
        ("npm", "1.4.2", "< 1.4.2+build"),
        ("npm", None, RANGE),
        ("npm", "1" * 200, RANGE),
        ("pypi", "2004d", RANGE),
        ("pypi", "file:///srv/x", "= 1.0"),
        ("gem", "edge", RANGE),
        ("nuget", "1.0.0.0.1", RANGE),
        ("nuget", "*", RANGE),
        ("maven", "${project.version}", RANGE),
        ("maven", "[1.0,2.0)", RANGE),
        ("golang", "master", RANGE),
        ("generic", "9.9.9", RANGE),
        ("composer", "dev-main", "= 1.0"),
        ("composer", "1.0.0-RC2", RANGE),
        ("", "1", RANGE),
        ("swift", "1.0-rc1", "= 1.0"),
        ("swift", "1" * 200, "= 1.0"),
    ],
)
def test_what_cannot_be_ordered_counts_and_says_so(kind: str, version: str | None, text: str) -> None:
    found = reach(kind, version, parse_range(text) or ())
    assert found.reached
    assert ("counts as one of" in found.why) or "+build" in text
    assert text in found.why


def test_a_build_that_a_bound_names_leaves_what_lies_beyond_it_alone() -> None:
    assert reached("npm", "1.4.3", "< 1.4.2+build") == (False, True)
    assert reached("npm", "1.4.1", "> 1.4.2+build") == (False, True)


def test_an_ecosystem_without_an_order_still_tells_other_numbers_apart() -> None:
    assert not reach("swift", "2.0", parse_range("= 1.0") or ()).reached
    assert reached("swift", "v1.0.0", "= 1.0") == (True, True)


@given(
    st.sampled_from(["npm", "pypi", "gem", "nuget", "maven", "golang", "cargo"]),
    st.text("0123.-+_~!abvrc ", max_size=12),
)
def test_no_version_breaks_it(kind: str, version: str) -> None:
    assert reach(kind, version, parse_range("= 1.0.0-a.1") or ()).reached in (True, False)
    assert reach(kind, version, parse_range(">= 0.1, <= 999999") or ()).reached in (True, False)


def package(purl: str, version: str | None = None) -> InventoryItem:
    return InventoryItem(purl, purl.rpartition("/")[2], ItemKind.COMPONENT, "", version, purl)


def exposures(items: list[InventoryItem], *parties: str) -> list[Exposure]:
    event = incident(parties)
    return match(event, Graph(items, [], Resolver([], items)), today=date(2026, 11, 26))[0]


def test_an_inventory_is_reached_by_range_and_the_reason_says_why() -> None:
    items = [package("pkg:npm/left-padd@1.2.0"), package("pkg:npm/left-padd@1.5.0"), package("pkg:npm/other@1.2.0")]
    (found,) = exposures(items, f"pkg:npm/left-padd {RANGE}")
    assert [item.purl for item in found.items] == ["pkg:npm/left-padd@1.2.0"]
    assert found.why.endswith(f"; version 1.2.0 is one of {RANGE}")
    assert exposures(items[1:], f"pkg:npm/left-padd {RANGE}") == []
    (whole,) = exposures(items, "pkg:npm/left-padd")
    assert len(whole.items) == 2
    assert whole.why.endswith("was breached")


def test_an_item_is_reached_once_however_many_of_the_versions_it_may_be() -> None:
    listed = ["pkg:npm/left-padd@1.0.0", "pkg:npm/left-padd@1.1.0", f"pkg:npm/left-padd {RANGE}"]
    assert len(exposures([package("pkg:npm/left-padd@1.1.0")], *listed)) == 1
    (unknown,) = exposures([package("pkg:npm/left-padd")], *listed)
    assert "its version is not known, and counts as one of = 1.0.0" in unknown.why
    (beside,) = exposures([package("pkg:npm/left-padd", version="1.1.0")], *listed)
    assert [item.version for item in beside.items] == ["1.1.0"]
    assert "1.0.0" not in beside.key
    assert exposures([package("pkg:npm/left-padd", version="3.0.0")], *listed) == []


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("pkg:pypi/quill.interface@5.0", "pkg:pypi/quill-interface"),
        ("pkg:pypi/quill-interface@5.0", "pkg:pypi/Quill._interface < 6"),
        ("pkg:nuget/Quill.Json@1.0", "pkg:nuget/quill.json@1.0"),
        ("pkg:golang/git.example/quillmark/inkwell@v1.0.0", "pkg:golang/git.example/Quillmark/Inkwell < 2.0.0"),
        ("pkg:golang/git.example/Quillmark/Inkwell@v1.0.0", "pkg:golang/git.example/quillmark/inkwell@v1.0.0"),
        ("pkg:npm/%40Quill/core@1.0", "pkg:npm/%40quill/core@1.0"),
        ("pkg:composer/Quill/Core@1.0", "pkg:composer/quill/core"),
    ],
)
def test_spellings_that_are_one_package_to_its_registry_are_one(held: str, told: str) -> None:
    assert [each.hops for each in exposures([package(held)], told)] == [()]
    assert HeldPackages([package(held)]).any_of([told])


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("pkg:gem/RedQuill@1.0", "pkg:gem/redquill"),
        ("pkg:maven/example.quill/Ink@1.0", "pkg:maven/example.quill/ink"),
        ("pkg:cargo/Quill@1.0", "pkg:cargo/quill"),
    ],
)
def test_names_that_a_registry_tells_apart_by_case_are_two(held: str, told: str) -> None:
    assert exposures([package(held)], told) == []
    assert not HeldPackages([package(held)]).any_of([told])


def test_the_packages_of_an_inventory_tell_whether_an_advisory_matters() -> None:
    held = HeldPackages([package("pkg:pypi/Foo_Bar@1.2"), InventoryItem("x", "x", ItemKind.COMPONENT, "")])
    assert held
    assert held.any_of(["Acme", "pkg:pypi/foo-bar < 2"])
    assert held.any_of(["purl:pkg:pypi/foo-bar < 2"])
    assert not held.any_of(["pkg:pypi/foo-bar < 1.2", "pkg:pypi/foo-bar@1.3", "pkg:npm/foo-bar"])
    assert not HeldPackages([])


def test_the_orders_are_loaded_when_a_version_is_compared_only() -> None:
    code = (
        "import sys; from inventory.versions import reach; from model.packages import parse_range as p; import inventory.match\n"
        "reach('npm', '1.0.0', ()); reach('npm', '1.0.0', p('= 1.0.0')); assert 'univers' not in sys.modules\n"
        "reach('npm', '1.0.0', p('< 2')); assert 'univers' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True).stderr == ""
