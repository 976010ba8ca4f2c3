"""Bad input: one clear line each, and the rest goes on."""

from __future__ import annotations

import json
import subprocess
import sys

import httpx
import pytest
from fakes.bad_web import Page
from fakes.newsroom import OPENAI_POST
from fakes.world import World


def story(world: World, *more: dict[str, str]) -> None:
    """One good source with OpenAI's post, and beside it what the test is about."""
    world.room.publish("vendor", "Mixpanel security incident", "Wed, 26 Nov 2025 20:00:00 GMT", OPENAI_POST)
    url = world.room.feed_url("vendor")
    good = {"id": "openai-news", "kind": "feed", "url": url, "trust": "vendor", "organisation": "OpenAI"}
    world.configure(sources=[*more, good])


def bad_source(url: str) -> dict[str, str]:
    return {"id": "bad", "kind": "feed", "url": url, "trust": "press"}


SOURCES = {
    "html_instead_of_feed": "not_a_feed",
    "truncated_xml": "truncated",
    "status_404": "http_404",
    "hang": "timeout",
}


@pytest.mark.parametrize(("fault", "state"), SOURCES.items(), ids=SOURCES.keys())
def test_a_bad_source_is_named_and_the_good_one_still_alerts(world: World, fault: str, state: str) -> None:
    story(world, bad_source(world.room.web.url(f"/fault/{fault}")))
    if state == "timeout":
        world.configure(fetch={"contact": "security@example.org", "timeout": "10s", "retries": 0})
    done = world.run()
    assert done.returncode == 1, done.stderr
    lines = [line for line in done.stderr.splitlines() if "source bad" in line]
    assert len(lines) == 1, done.stderr
    assert f"source bad: {state}: " in lines[0]
    summary = json.loads(done.stdout)
    assert summary["sources"] == {"ok": 1, "failed": 1}
    assert summary["deliveries"]["sent"] == 2


def test_a_feed_in_another_encoding_than_it_says_is_read(world: World) -> None:
    entry = "<item><title>Caf\xe9 S\xfcd breach</title><link>{}</link><pubDate>Thu, 27 Nov 2025 08:00:00 GMT</pubDate></item>"
    feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{entry.format(world.room.web.url("/none"))}</channel></rss>'
    world.room.web.set("/latin.xml", Page(feed.encode("latin-1"), "application/rss+xml"))
    story(world, bad_source(world.room.web.url("/latin.xml")))
    done = world.run()
    assert json.loads(done.stdout)["documents"] == 2, done.stderr


def test_without_any_answer_the_run_ends_in_order(world: World) -> None:
    world.configure(sources=[{"id": "gone", "kind": "feed", "url": "http://127.0.0.1:9/feed.xml", "trust": "press"}])
    done = world.run()
    assert done.returncode == 3
    assert json.loads(done.stdout)["sources"] == {"ok": 0, "failed": 1}
    assert "source gone: refused" in done.stderr


def test_a_component_of_an_unknown_type_is_reported_and_the_rest_is_read(world: World) -> None:
    path = world.folder / "inventory.cdx.json"
    bom = json.loads(path.read_text())
    bom["components"].append({"type": "quantum-thing", "bom-ref": "q1", "name": "q"})
    path.write_text(json.dumps(bom))
    story(world)
    done = world.run()
    assert done.returncode == 1
    assert "q1" in done.stderr
    assert "quantum-thing" in done.stderr
    assert len(world.about("Mixpanel")) == 1


def test_a_csv_without_its_column_is_named(world: World) -> None:
    (world.folder / "vendors.csv").write_text("vendor_title,owner\nOpenAI,platform\n")
    world.configure(inventories=["inventory.cdx.json", "vendors.csv"])
    story(world)
    done = world.run()
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if "vendors.csv" in line]
    assert "name" in line
    assert len(world.about("Mixpanel")) == 1


def test_a_missing_inventory_is_named(world: World) -> None:
    world.configure(inventories=["inventory.cdx.json", "none.csv"])
    story(world)
    done = world.run()
    assert done.returncode == 1
    assert "none.csv: cannot be read: No such file" in done.stderr


def test_an_unreadable_configuration_is_one_line(world: World) -> None:
    (world.folder / "tocsin.yaml").write_bytes(b"\xff\xfe\x00")
    done = world.run()
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_locked_database_is_waited_for(world: World) -> None:
    story(world)
    assert world.run().returncode == 0
    hold = (
        "import sqlite3, sys\n"
        f"c = sqlite3.connect({str(world.folder / 'tocsin.db')!r}, isolation_level=None)\n"
        "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.readline(); c.execute('COMMIT')\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "locked\n"
    try:
        waiting = subprocess.Popen(
            [sys.executable, "-m", "tocsin", "run", "--as-of", "2025-11-28", "--json"],
            cwd=world.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=3)
        holder.communicate("go\n")
        out, err = waiting.communicate(timeout=300)
    finally:
        holder.kill()
    assert waiting.returncode == 0, err
    assert json.loads(out)["sources"] == {"ok": 1, "failed": 0}


def test_slack_that_refuses_our_token_is_a_dead_letter_and_mail_still_goes(world: World) -> None:
    story(world)
    (world.folder / "slack.token").write_text("xoxb-wrong-secret")
    done = world.run()
    assert done.returncode == 1
    assert "channel secops: " in done.stderr
    assert "invalid_auth" in done.stderr
    assert "xoxb-wrong-secret" not in done.stderr + done.stdout
    assert json.loads(done.stdout)["deliveries"] == {"sent": 2, "pending": 0, "dead": 1}
    assert ["cannot be delivered to" in str(mail.message["Subject"]) for mail in world.smtp.received] == [False, True]
    (world.folder / "slack.token").write_text(world.slack.token)
    assert world.tocsin("alert", "replay").returncode == 0
    assert json.loads(world.run().stdout)["deliveries"] == {"sent": 1, "pending": 0, "dead": 0}
    assert len(world.about("Mixpanel")) == 1


def test_one_refused_recipient_does_not_keep_the_mail_from_the_others(world: World) -> None:
    story(world)
    world.configure(
        channels=[
            {"id": "mail", "kind": "email", "host": "127.0.0.1", "port": world.smtp.port, "from": "tocsin@example.org",
             "to": ["soc@example.org", "gone@example.org"]},
        ],
        routes=[{"channels": ["mail"]}],
    )  # fmt: skip
    world.smtp.refuse("gone@example.org", "550")
    done = world.run()
    assert done.returncode == 1
    assert "gone@example.org" in done.stderr
    (mail,) = world.smtp.received
    assert mail.to == ("soc@example.org",)


def test_a_second_run_is_told_who_holds_the_database(world: World) -> None:
    story(world)
    assert world.run().returncode == 0
    service = subprocess.Popen(
        [sys.executable, "-m", "tocsin", "serve"], cwd=world.folder, stderr=subprocess.PIPE, text=True
    )
    assert service.stderr is not None
    try:
        assert "serving" in service.stderr.readline()
        address = service.stderr.readline().removeprefix("pages on ").strip()
        assert httpx.get(address, timeout=300).status_code == 200  # from then on it stops in order when it is asked to
        refused = world.run()
    finally:
        service.terminate()
        service.communicate(timeout=300)
    assert refused.returncode == 3
    assert "in use by `tocsin serve` (" in refused.stderr
    assert f"pid {service.pid})" in refused.stderr
    assert service.returncode == 0
