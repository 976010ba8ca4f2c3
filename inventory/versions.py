"""Whether a version is one of those that an advisory means, by the order of its ecosystem (univers).

Nothing is missed for want of an order: a version that is not known or cannot be ordered counts as meant, and says so.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from model.packages import Comparison, Range, write_range

_LONGEST = 100  # characters; no version is longer
_TESTS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_BUILD = r"(?:\+(?P<build>.*))?"
_PLATFORM = r"(?:-(?:x86|x64|i\d86|arm|aarch64|universal|java|jruby|mswin|mingw|powerpc|s390|riscv)[\w.-]*)?"
_SEMVER = rf"v?(?P<core>\d+(?:\.\d+){{0,2}}(?:-[0-9a-z.-]+)?){_BUILD}"
# By purl type: univers's class, and what it may be given. The class of SemVer takes any text for a version ("1.2.3.4"
# becomes 1.2.3+4) and orders build metadata, which SemVer and PEP 440 (as a local version) leave out of comparisons;
# the one of Maven does not know that "release" means the same as nothing (Maven's ComparableVersion). The one of gems
# takes the platform that a lock writes behind a version for a pre-release of it. Packagist's plain numbers are ordered
# like NuGet's, its stabilities ("RC2", "dev-main") are not.
_SCHEMES = {
    "npm": ("SemverVersion", _SEMVER),
    "cargo": ("SemverVersion", _SEMVER),
    "hex": ("SemverVersion", _SEMVER),
    "golang": ("GolangVersion", _SEMVER),
    "pypi": ("PypiVersion", rf"(?P<core>[^+]+){_BUILD}"),
    "pub": ("SemverVersion", _SEMVER),
    "gem": ("RubygemsVersion", rf"(?P<core>\d[0-9a-z.-]*?){_PLATFORM}"),
    "composer": ("NugetVersion", r"v?(?P<core>\d+(?:\.\d+){0,3})"),
    "nuget": ("NugetVersion", rf"v?(?P<core>\d+(?:\.\d+){{0,3}}(?:-[0-9a-z.-]+)?){_BUILD}"),
    "maven": ("MavenVersion", r"(?P<core>\d[\w.+-]*?)(?:[.-](?:ga|final|release))?"),
}
_NUMBERS = re.compile(r"v?\d+(?:\.\d+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a version is meant, and why; "" where one is meant by its very name or all are."""

    reached: bool
    why: str = ""


@lru_cache(maxsize=65_536)
def reach(kind: str, version: str | None, versions: Range) -> Reach:
    """Whether a version of a package (`kind` is its purl type) is one of `versions`, () for all."""
    if not versions or (version and versions == (Comparison("=", version),)):
        return Reach(True)
    text = write_range(versions)
    if not version:
        return Reach(True, f"its version is not known, and counts as one of {text}")
    held = [_holds(kind, version, each) for each in versions]
    if False in held:
        return Reach(False)
    if None in held:
        return Reach(True, f"version {version} cannot be compared with {text}, and counts as one of them")
    return Reach(True, f"version {version} is one of {text}")


def _holds(kind: str, version: str, comparison: Comparison) -> bool | None:
    """Whether a version compares so; None where that cannot be told."""
    if kind not in _SCHEMES:
        numbers = _numbers(version), _numbers(comparison.version)
        # without the ecosystem's order, numbers still tell what is not the same
        return None if comparison.operator != "=" or None in numbers else numbers[0] == numbers[1]
    ours, theirs = _read(kind, version), _read(kind, comparison.version)
    if ours is None or theirs is None:
        return None
    try:
        order = (ours[0] > theirs[0]) - (ours[0] < theirs[0])
    except TypeError:
        return None
    if order == 0 and theirs[1]:
        return True  # alike save for a bound's build metadata, which has no order
    return _TESTS[comparison.operator](order, 0)


@lru_cache(maxsize=4_096)
def _read(kind: str, version: str) -> tuple[Any, bool] | None:
    """A version that can be compared, and whether it names a build; None for what is no version."""
    from univers import versions as univers

    name, pattern = _SCHEMES[kind]
    found = re.fullmatch(pattern, version.strip(), re.IGNORECASE) if len(version) <= _LONGEST else None
    if found is None:
        return None
    try:
        return getattr(univers, name)(found["core"]), bool(found.groupdict().get("build"))
    except ValueError:
        return None


def _numbers(version: str) -> tuple[int, ...] | None:
    if len(version) > _LONGEST or not _NUMBERS.fullmatch(version):
        return None
    numbers = [int(part) for part in version.lstrip("vV").split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
