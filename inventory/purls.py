"""Package URLs (https://github.com/package-url/purl-spec) as the ids under which packages are matched."""

from __future__ import annotations

from functools import lru_cache

from packageurl import PackageURL

_ID = "purl:"


@lru_cache(maxsize=65_536)
def package_names(purl: str) -> tuple[str, ...]:
    """The package itself and, where one is stated, the package at its version, both canonical; () for no purl."""
    try:
        parts = PackageURL.from_string(purl)
    except ValueError:
        return ()
    whole = PackageURL(parts.type, parts.namespace, parts.name)
    exact = PackageURL(parts.type, parts.namespace, parts.name, parts.version)
    return tuple(dict.fromkeys((whole.to_string(), exact.to_string())))


def package_id(purl: str) -> str | None:
    """The organisation id that stands for a package, at its version where that is stated; None for no purl."""
    names = package_names(purl) if purl.startswith("pkg:") else ()
    return _ID + names[-1] if names else None


def item_ids(purl: str) -> tuple[str, ...]:
    """Every id under which an inventory's package is reached."""
    return tuple(_ID + name for name in package_names(purl))


def is_package(organisation_id: str) -> bool:
    """Whether an id stands for a package."""
    return organisation_id.startswith(_ID)
