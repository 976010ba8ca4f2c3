"""Killed while it reads prose, and run again: the same end state, and each message shown once.

Every crash point, and kills at random, are in `tests/faults/`, whose documents need no language model.
"""

from __future__ import annotations

import json
import signal
from urllib.parse import urlsplit

import pytest
from fakes.newsroom import NEWS_ON_OPENAI, OPENAI_POST, TERNFOLD_FIRST
from fakes.world import World, make_world


def small_story(world: World) -> None:
    world.room.publish("vendor", "Mixpanel security incident", "Wed, 26 Nov 2025 20:00:00 GMT", OPENAI_POST)
    world.room.publish("ternfold", "Security notice", "Thu, 20 Nov 2025 09:00:00 GMT", TERNFOLD_FIRST)
    world.room.publish("press", "Analytics firm breach", "Thu, 27 Nov 2025 08:00:00 GMT", NEWS_ON_OPENAI)


def end_state(world: World) -> dict[str, object]:
    incidents = [json.loads(line) for line in world.tocsin("incident", "list", "--json").stdout.splitlines()]
    alerts = [json.loads(line) for line in world.tocsin("alert", "list", "--json").stdout.splitlines()]
    for row in incidents:
        del row["incident"]
        row["sources"] = [urlsplit(url).path for url in row["sources"]]  # the port is another one each time
    return {
        "incidents": sorted(json.dumps(row, sort_keys=True) for row in incidents),
        "alerts": sorted(
            (row["title"], row["severity"], row["reasons"], row["paths"], row["update"]) for row in alerts
        ),
        "deliveries": sorted(d["state"] for row in alerts for d in row["deliveries"]),
        "slack": sorted(world.slack.texts(m).splitlines()[0] for m in world.slack.messages),
        "mails": sorted(
            {str(m.message["Message-ID"]).split("@")[1] + str(m.message["Subject"]) for m in world.smtp.received}
        ),
    }


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    with make_world(tmp_path_factory.mktemp("undisturbed")) as world:
        small_story(world)
        assert world.run().returncode == 0
        return end_state(world)


@pytest.mark.slow
@pytest.mark.parametrize("point", ["document_extracted", "outbox_written", "delivery_sent"])
def test_killed_and_run_again(world: World, undisturbed: dict[str, object], point: str) -> None:
    small_story(world)
    killed = world.run(TOCSIN_CRASH_AT=point)
    assert killed.returncode == -signal.SIGKILL, f"{point} was never passed: {killed.stderr}"
    again = world.run()
    assert again.returncode == 0, again.stderr
    assert end_state(world) == undisturbed
    assert len(world.top_level) == 2, "one message for each incident"
    keys = [str(m.message["Message-ID"]) for m in world.smtp.received]
    assert len(set(keys)) == 2, "a mail that came twice has the same Message-ID"
