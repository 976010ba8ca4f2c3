"""spaCy without what our pipeline never uses, which halves the time to load it.

Left out are the command line (which brings HTTP clients), the trainable components with their registries, and the
schemas of configuration files with pydantic, which our pipeline, built in code, has none of. A process that wants
another pipeline beside ours imports spaCy before us and then has all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Final, NoReturn

_MISSING: Final = ("pydantic", "pydantic.v1")  # the reader of configurations does without


class _LeftOut:
    """In place of each schema."""

    def model_rebuild(self, **_: object) -> None:
        """Nothing to build; `import spacy` asks for it."""

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Tell what to do."""
        raise RuntimeError("spaCy was loaded for the extractor alone; import spacy before nlp to use it otherwise")

    def __getattr__(self, name: str) -> NoReturn:
        """Tell what to do."""
        self()


def _stand_ins() -> dict[str, ModuleType | None]:
    """Modules by name: hardly more than what `import spacy` and `Language()` take from the real ones."""
    spec = find_spec("spacy")
    folders = [f"{folder}/pipeline" for folder in (spec and spec.submodule_search_locations) or ()]
    return {
        "spacy.cli": _module("spacy.cli", __path__=[]),
        "spacy.cli.info": _module("spacy.cli.info", info=None),
        "spacy.pipeline": _module("spacy.pipeline", __path__=folders),  # its parts can be imported, none is
        "spacy.pipeline.factories": _module("spacy.pipeline.factories", register_factories=lambda: None),
        "spacy.registrations": _module("spacy.registrations", REGISTRY_POPULATED=True, populate_registry=lambda: None),
        "spacy.schemas": _module("spacy.schemas", __path__=[], __getattr__=lambda _: _LeftOut()),
        **dict.fromkeys(_MISSING),
    }


def _module(name: str, **content: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(content)
    return module


@contextmanager
def lean() -> Iterator[None]:
    """While spaCy is imported and a pipeline of our components is built."""
    stand_ins = {name: module for name, module in _stand_ins().items() if name not in sys.modules}
    sys.modules.update(stand_ins)  # type: ignore[arg-type]  # None stands for a module that is not to be found
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]


with lean():
    import spacy  # noqa: F401 - for those who import from it afterwards
