"""Maven's pom.xml: the dependencies that it declares, with versions from its own properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inventory.errors import InventoryError
from inventory.formats.base import Format, Problems, Source
from inventory.formats.packages import collected
from inventory.formats.xml_documents import Element, child, load_xml, local, text
from model.inventory import InventoryFile

_PLACEHOLDER = re.compile(r"\$\{([^{}]+)\}")
_LONGEST = 2_000  # characters of what is filled in; a megabyte named a hundred thousand times would fill any memory


def read(source: Source) -> InventoryFile:
    """The declared dependencies; raises InventoryError if it is no POM or declares none."""
    root = load_xml(source)
    if local(root) != "project":
        raise InventoryError(f"{source.name}: is XML, but no Maven project; give a pom.xml or an SBOM")
    problems = Problems(source.name)
    return collected(source, "maven", _dependencies(root, problems), problems)


def _dependencies(root: Element, problems: Problems) -> Iterator[tuple[str, str | None, str]]:
    holder = child(root, "properties")
    properties = {local(each): (each.text or "").strip() for each in (holder if holder is not None else ())}
    for name in ("version", "groupId"):  # what a project does not say itself is its parent's
        properties[f"project.{name}"] = text(root, name) or text(root, "parent", name)
        properties[f"project.parent.{name}"] = text(root, "parent", name)
    for element in root.iter("{*}dependency"):
        said = {local(each): (each.text or "").strip() for each in reversed(element)}
        group, artifact, version = (
            _filled(said.get(key, ""), properties) for key in ("groupId", "artifactId", "version")
        )
        if not group or not artifact:
            problems.add(f"line {element.sourceline}", "a dependency without groupId or artifactId, left out")
            continue
        if "${" in group + artifact:
            problems.add(f"line {element.sourceline}", "a dependency named by a property of another file, left out")
            continue
        yield f"{group}/{artifact}", version if version and "${" not in version else None, f"line {element.sourceline}"


def _filled(value: str, properties: dict[str, str]) -> str:
    if "$" not in value or len(value) > _LONGEST:
        return value
    return _PLACEHOLDER.sub(lambda found: (properties.get(found[1]) or found[0])[:_LONGEST], value)


FORMAT = Format("pom.xml", lambda source: source.suffix == ".xml" and b"<project" in source.data[:20_000], read)
