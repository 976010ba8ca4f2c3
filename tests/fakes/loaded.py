"""What the commands of Tocsin load on their way, for processes that are forked from one that has it already: modules,
and what each process makes once (of the registry, the word lists, the weights, the templates)."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from datetime import UTC, datetime

from scrapy.settings import default_settings
from scrapy.utils.misc import load_object

import alerts
import crawler
import inventory
import storage
import tocsin.commands
import tocsin.stages
from alerts.channels.mail_message import html_part, text_part
from alerts.render import render
from alerts.sample import sample_alert
from config.catalogue import load_catalogue
from config.registry import load_registry
from inventory.domains import registrable_domain
from inventory.known import known_names
from nlp.extract import Extractor, TextInput
from storage.types import dump

for package in (alerts, crawler, inventory, storage, tocsin.commands, tocsin.stages):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
for name in (
    "alembic.command",
    "apscheduler.triggers.cron",
    "numpy.ma",
    "onnxruntime",
    "tocsin.cli",
    "tocsin.pipeline",
):
    importlib.import_module(name)
for path in (*default_settings.DOWNLOADER_MIDDLEWARES_BASE, *default_settings.SPIDER_MIDDLEWARES_BASE):
    load_object(path)

load_catalogue()
known_names(load_registry())
registrable_domain("www.quillmetric.example")
Extractor().extract(TextInput("", "Kixpane was hacked on 3 March 2026, and names were stolen.", lang="en"))
sample = sample_alert(datetime.now(UTC))
dump(sample)
text_part(render(sample))
html_part(render(sample))
gc.freeze()  # else each process looks through all of it, and has its own copy of what it looked at
