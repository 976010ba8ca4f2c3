"""What the commands of Tocsin load on their way, for processes that are forked from one that has it already: modules,
and what they read of our own data once in each process (the registry, the word lists, the weights)."""

from __future__ import annotations

import importlib

from config.registry import load_registry
from inventory.known import known_names
from nlp.extract import Extractor, TextInput

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

known_names(load_registry())
Extractor().extract(TextInput("", "Kixpane was hacked on 3 March 2026, and names were stolen.", lang="en"))
