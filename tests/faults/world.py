"""A small world of catalogue records, which are read without a language model, and what is left of it at the end."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from fakes.bad_web import BadWeb, Page
from fakes.forked import finish, start
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn
from faults.work import run

_VENDORS = ("Quillmetric", "Ternfold", "Hartwell Desk", "Ospringe Mail")
_STRANGERS = ("Brackenmoor", "Copperlatch", "Fennimore Games")
_KEY = re.compile(r"(alert|notice|ack) [0-9a-f]{12}")
# Facts alone: ids, times, run numbers and random keys may differ between two runs that say the same.
_QUERIES = {
    "documents": "SELECT url, source_kind, trust, from_first_poll FROM document",
    "versions": """SELECT url, number, title, content_hash, extraction, attempts, error
        FROM document_version JOIN document ON document.id = document_id""",
    "disclosures": """SELECT url, record, is_disclosure, disclosure.correlation, current, why, incident_id IS NULL
        FROM disclosure JOIN document ON document.id = document_id""",
    "incidents": "SELECT title, kind, status, first_published, only_history, revision, matching FROM incident",
    "revisions": """SELECT incident.title, number, changes FROM incident_revision
        JOIN incident ON incident.id = incident_id""",
    "exposures": "SELECT key, severity, confidence, active FROM exposure",
    "told": "SELECT exposure_key, fact, alert_id IS NULL FROM told_fact",
    "alerts": """SELECT alert.kind, severity, incident.title, update_of IS NULL
        FROM alert LEFT JOIN incident ON incident.id = incident_id""",
    "deliveries": "SELECT channel_id, state, last_error FROM delivery",
    "sources": "SELECT source_id, state, detail, failures FROM source_state",
    "items": "SELECT path, ref, name, closed IS NULL FROM inventory_item",
    "edges": 'SELECT "user", provider, kind, ended FROM dependency_edge',
    "searchable": "SELECT title, search_entry.revision FROM search_entry JOIN incident ON incident.id = incident_id",
    "unfinished runs": "SELECT command FROM run WHERE state = 'running'",
}


@dataclass
class World:
    """A folder with a configuration, and the servers that it names."""

    folder: Path
    web: BadWeb
    slack: SlackStandIn
    smtp: SmtpStandIn
    day: int = 0

    def publish(self, chapter: int) -> None:
        """The catalogue at chapter 1, or a day later at 2, where one entry was corrected and one is new."""
        self.day = chapter - 1
        entries = [_entry(name, number) for number, name in enumerate((*_VENDORS[:3], *_STRANGERS), 1)]
        if chapter > 1:
            entries[0]["DataClasses"].append("Passwords")
            entries.append(_entry(_VENDORS[3], 9))
        self.web.set("/breaches.json", Page(json.dumps(entries), "application/json", etag=f'"{chapter}"'))

    def run(self, **environment: str) -> int:
        """One run; its exit code, negative where it was killed."""
        return finish(start(self.folder, run, self.day, **environment))

    def log(self) -> str:
        """What the processes said on standard error."""
        return (self.folder / "child.log").read_text(encoding="utf-8")

    def facts(self) -> dict[str, Any]:
        """The end state: what the database says, and what people were shown and how often."""
        with closing(sqlite3.connect(self.folder / "tocsin.db")) as connection:
            found: dict[str, Any] = {
                name: sorted(self._plain(row) for row in connection.execute(query)) for name, query in _QUERIES.items()
            }
            found["integrity"] = connection.execute("PRAGMA integrity_check").fetchone()[0]
        found["slack"] = Counter(self._plain([self.slack.texts(m), "thread_ts" in m]) for m in self.slack.messages)
        mails = {str(m.message["Message-ID"]): m for m in self.smtp.received}  # mail programs show one id once
        # Lines sorted: a digest follows the hours of its alerts, and each run begins its day at the same hour.
        found["mail"] = Counter(
            self._plain([m.message["Subject"], sorted(m.part("plain").splitlines())]) for m in mails.values()
        )
        return found

    def _plain(self, row: Any) -> str:
        text = json.dumps(list(row)).replace(f":{self.web.port}", "").replace(f"{self.folder}/", "")
        return _KEY.sub(r"\1 KEY", text)


def _domain(name: str) -> str:
    return f"{name.partition(' ')[0].lower()}.example"


def _entry(name: str, number: int) -> dict[str, Any]:
    return {
        "Name": name.replace(" ", ""),
        "Title": name,
        "Domain": _domain(name),
        "BreachDate": f"2025-11-{number:02}",
        "AddedDate": f"2025-11-{number + 18:02}T04:02:11Z",
        "PwnCount": 1000 * number + 7,
        "Description": f"In November 2025, {name} suffered a data breach.",
        "DataClasses": ["Email addresses", "Names"],
        "IsVerified": True,
    }


@contextmanager
def open_world(folder: Path) -> Iterator[World]:
    """A fresh world with chapter 1 published."""
    folder.mkdir(parents=True, exist_ok=True)
    with BadWeb() as web, SlackStandIn() as slack, SmtpStandIn() as smtp:
        world = World(folder, web, slack, smtp)
        world.publish(1)
        rows = [f"{name},{_domain(name)}" for name in _VENDORS[1:]]
        (folder / "vendors.csv").write_text("\n".join(["name,domain", *rows, "Larkfield,larkfield.example"]) + "\n")
        (folder / "edges.csv").write_text(
            "from,to,kind,source,first_seen,last_seen\nLarkfield,Quillmetric,subprocessor,list,2025-01-01,2025-11-01\n"
        )
        (folder / "tocsin.yaml").write_text(yaml.safe_dump(_settings(web, slack, smtp)))
        yield world


def _settings(web: BadWeb, slack: SlackStandIn, smtp: SmtpStandIn) -> dict[str, Any]:
    mail = {"id": "mail", "kind": "email", "host": "127.0.0.1", "port": smtp.port}
    return {
        "fetch": {"contact": "security@example.org", "per_host_delay": "0s", "retries": 0},
        "builtin_sources": False,
        "sources": [{"id": "catalogue", "kind": "hibp", "url": web.url("/breaches.json"), "trust": "catalogue"}],
        "inventories": ["vendors.csv"],
        "dependencies": ["edges.csv"],
        "channels": [
            {"id": "secops", "kind": "slack", "api_url": slack.api_url, "token": slack.token, "channel": "#security"},
            {**mail, "from": "tocsin@example.org", "to": ["soc@example.org"]},
            {**mail, "id": "board", "from": "tocsin@example.org", "to": ["board@example.org"]},
        ],
        "routes": [
            {"channels": ["secops", "mail"], "min_severity": "low"},
            {"channels": ["board"], "min_severity": "low", "digest": "0 8 * * *"},
        ],
    }
