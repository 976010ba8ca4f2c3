"""How many alerts a second one dispatcher takes from the outbox to Slack, with a stand-in that answers at once."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rows import Row

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fakes.alert_samples import alert as sample_alert

TESTS = Path(__file__).parent.parent / "tests"
ALERTS = 500
NOW = datetime.now(UTC)


def figures(alerts: int = ALERTS) -> list[Row]:
    """Alerts a second, and processor milliseconds of an alert, over one and over ten channels."""
    rows = []
    for channels in (1, 10):
        with tempfile.TemporaryDirectory() as folder, _slack() as port:
            context = _outbox(Path(folder), port, channels, alerts)
            wall, cpu = _delivered(context, alerts)
        shown = f"{alerts / wall:.0f} alerts/s, {cpu / alerts * 1000:.1f} ms of a processor each"
        rows.append(Row(f"one dispatcher, Slack channels: {channels}", shown, alerts))
    return rows


@contextmanager
def _slack() -> Iterator[int]:
    command = [sys.executable, "-m", "fakes.slack"]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def _outbox(folder: Path, port: int, channels: int, alerts: int) -> Any:
    from config.settings import Settings
    from model.alert import Planned
    from model.incident import Incident
    from model.vocabulary import Kind, Status
    from storage.database import Database
    from storage.incidents import open_incidents
    from storage.matches import save_alert
    from storage.upgrade import upgrade
    from tocsin.clock import Clock
    from tocsin.context import Context, Quiet

    names = [f"team-{number}" for number in range(channels)]
    slack = {"kind": "slack", "api_url": f"http://127.0.0.1:{port}/api/", "token": "xoxb-test"}
    settings = Settings.model_validate({"channels": [{**slack, "id": name, "channel": f"#{name}"} for name in names]})
    database = Database(f"sqlite:///{folder / 't.db'}")
    upgrade(database)
    incident, sample = Incident("t", Kind.BREACH, Status.REPORTED), sample_alert()
    with database.write() as connection:
        (number,) = open_incidents(connection, [(incident, False)], run_id=1, now=NOW)
        for index in range(alerts):
            one = replace(sample, key=f"{index:064}", lineage=f"{index:032}", incident_id=number)
            save_alert(connection, one, [Planned(names[index % channels], NOW)], run_id=1, now=NOW)
    return Context(settings, database, Clock(), (), 0, Quiet())


def _delivered(context: Any, alerts: int) -> tuple[float, float]:
    """Wall and processor seconds."""
    from tocsin.stages.delivery import deliver

    wall, cpu = time.perf_counter(), time.process_time()
    deliver(context)
    taken = time.perf_counter() - wall, time.process_time() - cpu
    if context.tally.sent != alerts:
        raise SystemExit(f"{context.tally.sent} of {alerts} alerts were sent")
    return taken


if __name__ == "__main__":
    for row in figures(int(sys.argv[1]) if len(sys.argv) > 1 else ALERTS):
        print(row.name, row.value, row.n)
