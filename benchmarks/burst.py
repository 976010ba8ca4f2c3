"""Ten thousand alerts at once for one Slack channel: how many messages that are, and whether they cover all of them."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from rows import Row

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fakes.alert_samples import alert as sample_alert
from fakes.alert_samples import exposure, incident
from fakes.clocks import LaterClock
from fakes.slack import SlackStandIn

ALERTS = 10_000
_AT_ONCE = 500


def figures(alerts: int = ALERTS) -> list[Row]:
    """Messages, alerts covered, and what it took; an alert that nothing covers is an error."""
    with tempfile.TemporaryDirectory() as folder, SlackStandIn() as slack:
        context = _context(Path(folder), slack)
        started = time.perf_counter()
        _put(context, alerts)
        written = time.perf_counter() - started
        started = time.perf_counter()
        rounds = _worked_off(context)
        taken = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        covered, digests = _covered(context, slack)
    if covered != alerts:
        raise SystemExit(f"{covered} of {alerts} alerts were covered")
    return [
        Row("burst to one Slack channel: messages sent", f"{len(slack.messages)}, {digests} of them digests", alerts),
        Row("burst: alerts covered", f"{covered} ({100 * covered / alerts:.0f}%)", alerts),
        Row("burst: decided and written", f"{written / alerts * 1000:.1f} ms each", alerts),
        Row("burst: sent, collected and sent", f"{taken:.1f} s in {rounds} rounds, peak memory {peak:.0f} MB", alerts),
    ]


def _context(folder: Path, slack: SlackStandIn) -> Any:
    from config.settings import Settings
    from storage.database import Database
    from storage.upgrade import upgrade
    from tocsin.context import Context, Quiet

    chat = {"id": "chat", "kind": "slack", "api_url": slack.api_url, "token": slack.token, "channel": "#security"}
    settings = Settings.model_validate({"channels": [chat]})
    database = Database(f"sqlite:///{folder / 't.db'}")
    upgrade(database)
    return Context(settings, database, LaterClock(), (), 1, Quiet())


def _put(context: Any, alerts: int) -> None:
    """Alerts on incidents of their own, planned and written as matching does it."""
    from model.alert import Planned
    from storage.digests import calmed
    from storage.incidents import open_incidents
    from storage.matches import save_alert

    now, settings = context.clock.now(), context.settings.alerts
    for start in range(0, alerts, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, alerts))
        stories = [incident(breached=f"Quillmark {number}") for number in numbers]
        with context.database.write() as connection:
            ids = open_incidents(connection, [(story, False) for story in stories], run_id=1, now=now)
            for number, incident_id, story in zip(numbers, ids, stories, strict=True):
                made = replace(
                    sample_alert(story, (exposure(f"e{number}"),)),
                    key=f"{number:064x}", incident=story, incident_id=incident_id, lineage=f"L{number}", created=now,
                )  # fmt: skip
                wanted = [Planned("chat", now)]
                planned = calmed(connection, wanted, limit=settings.storm, wait=settings.storm_wait, now=now)
                save_alert(connection, made, planned, run_id=1, now=now)


def _worked_off(context: Any) -> int:
    """Delivers and collects until nothing is held or waits; how often."""
    from storage.outbox import delivery_counts
    from tocsin.stages.collecting import collect_digests
    from tocsin.stages.delivery import deliver

    for done in range(1, 100):
        collect_digests(context)
        deliver(context)
        if not delivery_counts(context.database)["pending"]:
            return done
        context.clock.ahead += context.settings.alerts.storm_wait + timedelta(seconds=1)
    raise SystemExit("something waits for ever")


def _covered(context: Any, slack: SlackStandIn) -> tuple[int, int]:
    """How many alerts stood in a message that Slack has, alone or in a digest; and how many digests."""
    from storage.matches import messages_of
    from storage.outbox import deliveries

    shown = {message["metadata"]["event_payload"]["idem"] for message in slack.messages}
    rows = deliveries(context.database)
    sent = {row["alert_id"] for row in rows if row["state"] == "sent" and row["idempotency_key"] in shown}
    kinds = {entry["id"]: entry["kind"] for entry in messages_of(context.database, limit=len(rows))}
    alerts = [row for row in rows if kinds[row["alert_id"]] == "alert"]
    covered = sum(row["alert_id"] in sent or row["covered_by"] in sent for row in alerts)
    return covered, Counter(kinds[number] for number in sent)["notice"]


if __name__ == "__main__":
    for row in figures(int(sys.argv[1]) if len(sys.argv) > 1 else ALERTS):
        print(row.name, row.value, row.n)
