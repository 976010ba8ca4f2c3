"""What the commands of Tocsin import on their way, for processes that are forked from one that has it already."""

from __future__ import annotations

import importlib

for name in (
    "alembic.command",
    "alerts.channels.mail",
    "alerts.channels.slack",
    "crawler.download.handler",
    "crawler.download.middlewares",
    "crawler.registry",
    "crawler.run",
    "inventory.formats.cyclonedx",
    "nlp.pipeline",
    "onnxruntime",
    "tldextract",
    "tocsin.cli",
    "tocsin.pipeline",
    "tocsin.running",
    "tokenizers",
):
    importlib.import_module(name)
