"""Package URLs (https://github.com/package-url/purl-spec) as the ids under which packages are matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from packageurl import PackageURL

from model.packages import Comparison, Range, split_party, write_range

_ID = "purl:"
_CASELESS = {"golang", "npm", "nuget"}  # some tools write Go modules in lower case, as the purl specification asks


@dataclass(frozen=True, slots=True)
class Package:
    """A package and which versions of it are meant, () for all; `kind` is the purl's type, `name` the bare purl."""

    kind: str
    name: str
    version: str | None
    versions: Range

    @property
    def id(self) -> str:
        """The organisation id that stands for the package at these versions."""
        if self.version:
            parts = PackageURL.from_string(self.name)
            return _ID + PackageURL(parts.type, parts.namespace, parts.name, self.version).to_string()
        return self.whole_id + (f" {write_range(self.versions)}" if self.versions else "")

    @property
    def whole_id(self) -> str:
        """The id of the package at any version."""
        return _ID + self.name


@lru_cache(maxsize=65_536)
def read_package(name: str) -> Package | None:
    """The package of a purl, of a party's name or of an id made of one; None for any other text."""
    purl, versions = split_party(name.removeprefix(_ID))
    if not purl.startswith("pkg:"):
        return None
    try:
        parts = PackageURL.from_string(purl)
        namespace, short = (_compared(parts.type, part or "") for part in (parts.namespace, parts.name))
        bare = PackageURL(parts.type, namespace, short).to_string()
    except ValueError:
        return None
    if parts.version:
        versions = (Comparison("=", parts.version),)
    return Package(parts.type, bare, parts.version, versions)


def purl_type(purl: str | None) -> str:
    """The type of a purl as it is written, without reading the rest; empty where there is none."""
    return (purl or "").removeprefix("pkg:").partition("/")[0].lower()


def _compared(kind: str, name: str) -> str:
    """A name or namespace as its type compares them, where packageurl leaves several spellings: PEP 503, and case."""
    if kind == "pypi":
        return re.sub(r"[-_.]+", "-", name)
    return name.lower() if kind in _CASELESS else name


def package_id(purl: str) -> str | None:
    """The organisation id that stands for a package, at its versions where they are stated; None for no purl."""
    found = read_package(purl)
    return found.id if found else None


def is_package(organisation_id: str) -> bool:
    """Whether an id stands for a package."""
    return organisation_id.startswith(_ID)
