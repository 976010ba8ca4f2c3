"""What a responder types, against a real database and a real receiver."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from fakes.alert_samples import alert, exposure, incident, notice
from fakes.databases import prepare
from fakes.stored import open_incident
from fakes.webhook import WebhookStandIn
from icalendar import Calendar
from typer.testing import CliRunner, Result

from alerts.channels.mail_message import html_part, text_part
from alerts.channels.slack_blocks import blocks
from alerts.render import render
from alerts.sample import sample_alert
from model.alert import Alert, Planned, Receipt
from model.document import SourceOutcome
from storage.database import Database
from storage.digests import cover, held_for
from storage.incidents import load_incidents
from storage.matches import Note, save_alert, settle_matching, settle_unmatched
from storage.outbox import claim_next, mark_dead, mark_retry, mark_sent, save_notice
from storage.sources import record_outcome
from tocsin.cli import app

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path, hook: WebhookStandIn) -> Path:
    file = tmp_path / "tocsin.yaml"
    settings = {
        "database": "sqlite:///t.db",
        "channels": [
            {"id": "hook", "kind": "webhook", "url": hook.url},
            {"id": "other", "kind": "webhook", "url": hook.url},
        ],
        "routes": [{"id": "pager", "channels": ["hook"]}, {"id": "both", "channels": ["hook", "other"]}],
        "clocks": {"regimes": ["gdpr"]},
    }
    file.write_text(yaml.safe_dump(settings))
    database = Database(f"sqlite:///{tmp_path / 't.db'}")
    prepare(database)
    with database.write() as connection:
        number = open_incident(connection, incident(), run_id=1, history=False, now=NOW)
        lineage = load_incidents(connection, [number])[number].lineage
        made = replace(alert(exposures=(exposure(),)), incident_id=number, lineage=lineage, key="a" * 64)
        save_alert(connection, made, [Planned("hook", NOW, "route pager")], run_id=1, now=NOW)
        settle_matching(connection, "default", number, [Note("Mandrake", "near miss", "only named")], run_id=1)
    database.close()
    return file


def call(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--config", str(config), *arguments])


def test_explain_shows_what_was_told_why_and_what_was_not(config: Path) -> None:
    shown = call(config, "alert", "explain", "1").stdout
    for words in (
        "near miss",
        "only named",
        "why now",
        "you → Hartwell → Quillmark",
        "names exposed and shared",
        "route pager",
    ):
        assert words in shown
    call(config, "alert", "ack", "1", "--by", "ada", "--why", "on it")
    found = json.loads(call(config, "alert", "explain", "1", "--json").stdout)
    assert found["told"][0]["acknowledged_by"] == "ada"
    assert found["responses"][0]["why"] == "on it"
    assert call(config, "alert", "explain", "9").exit_code == 2


def test_explain_tells_what_reaches_nothing_from_what_still_waits(config: Path) -> None:
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:
        number = open_incident(connection, incident(), run_id=1, history=False, now=NOW)
    assert "it was not matched yet; `tocsin run` does it" in call(config, "alert", "explain", str(number)).stdout
    settle_unmatched(database, "default", [number])
    database.close()
    shown = call(config, "alert", "explain", str(number)).stdout
    assert "it was matched, and neither reaches nor names anything of your inventory" in shown
    found = json.loads(call(config, "alert", "explain", str(number), "--json").stdout)
    assert (found["matched"], found["decisions"]) == (True, [])


def test_a_responder_acknowledges_snoozes_mutes_and_ends_it(config: Path) -> None:
    assert "alert 1 and every earlier one of incident 1" in call(config, "alert", "ack", "1", "--by", "ada").stdout
    already = "alert 1 was acknowledged by ada already; nothing was changed\n"
    assert call(config, "alert", "ack", "1", "--by", "bob").stdout == already
    assert "snoozed until" in call(config, "alert", "snooze", "1", "--for", "2h").stdout
    muted = call(config, "alert", "mute", "vendor == Hartwell", "--for", "7d", "--why", "known")
    assert "number 2" in muted.stdout
    shown = call(config, "alert", "explain", "1").stdout
    assert "UTC: snooze, by " in shown
    assert "`tocsin alert unmute 1` ends it" in shown
    assert "UTC: mute of what `vendor == Hartwell` holds for, by " in shown
    held = json.loads(call(config, "alert", "explain", "1", "--json").stdout)["silences"]
    assert [(one["number"], one["what"], one["why"]) for one in held] == [(1, "snooze", ""), (2, "mute", "known")]
    listed = [*map(json.loads, call(config, "alert", "silences", "--json").stdout.splitlines())]
    assert listed == [{**held[0], "incident": 1}, {**held[1], "incident": None}]
    told = call(config, "alert", "silences").stdout
    assert all(words in told for words in ("incident 1", "vendor == Hartwell", "known"))
    assert call(config, "alert", "unmute", "2").exit_code == 0
    assert call(config, "alert", "unmute", "2").exit_code == 2
    assert "vendor == Hartwell" not in call(config, "alert", "silences").stdout
    half = ["mute", 'vendor == "half a \udcff"']  # as the shell hands on a byte that is no UTF-8
    for wrong in (
        ["ack", "9"],
        ["ack", "b" * 12],
        ["ack", "a" * 11],
        ["ack", "-1"],
        ["mute", "vendor = Hartwell"],
        half,
        ["snooze", "1", "--for", "soon"],
    ):
        assert call(config, "alert", *wrong).exit_code == 2
    for text, why in (("30000d", "nothing and 24855d"), ("0d", "ends at once"), ("soon", "not a duration")):
        assert why in call(config, "alert", "snooze", "1", "--for", text).stderr


def test_a_mail_says_how_to_take_it_in_hand(config: Path) -> None:
    """It named the alert by a key that no command took, and the number that the commands take stood nowhere in it."""
    made = replace(alert(), key="a" * 64)
    told = text_part(render(made)).splitlines()[-1]
    assert told == "`tocsin alert ack aaaaaaaaaaaa` says that you are on it"
    assert "acknowledged: alert aaaaaaaaaaaa" in call(config, *told.split("`")[1].split()[1:]).stdout
    theirs = render(replace(made, tenant_id="acme"))
    assert "aaaaaaaaaaaa --tenant acme</code>" in html_part(theirs)
    assert ["--tenant acme" in str(blocks(theirs, buttons=key)) for key in ("", "k")] == [True, False]


def test_what_is_listed_and_cannot_be_answered_says_why(config: Path) -> None:
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:
        number = save_notice(connection, notice(), ["hook"], NOW)
    database.close()
    assert f'"id": {number}' in call(config, "alert", "list", "--json").stdout
    refused = call(config, "alert", "ack", str(number))
    assert refused.exit_code == 2
    assert "a notice needs no answer" in " ".join(refused.stderr.split())


def test_a_route_is_tried_with_a_marked_sample(config: Path, hook: WebhookStandIn) -> None:
    assert call(config, "alert", "test", "pager").stdout == "hook: sent\n"
    assert len(hook.received) == 1
    assert b"SAMPLE" in hook.received[0].body
    for shown in (text_part(render(sample_alert(NOW))), json.dumps(blocks(render(sample_alert(NOW))))):
        assert "a sample" in shown
        assert "tocsin alert ack" not in shown, "no database knows its key"
    assert call(config, "alert", "test", "other").exit_code == 0
    hook.misbehave("404")
    assert call(config, "alert", "test", "pager").exit_code == 3, "nothing was sent"
    hook.misbehave("404")
    assert call(config, "alert", "test", "both").exit_code == 1
    assert call(config, "alert", "test", "nothing").exit_code == 2


def test_what_a_channel_refuses_for_now_is_seen_where_one_looks(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`doctor` said "nothing to mend", and `alert replay` that nothing waits."""
    monkeypatch.setenv("COLUMNS", "200")
    assert "channel hook" not in call(config, "doctor").stdout
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    claimed = claim_next(database, "hook", NOW)
    assert claimed is not None
    mark_retry(database, claimed.id, "webhook: HTTP 503", NOW, doubtful=False)
    with database.write() as connection:  # what waits behind it was not tried
        (number, stored), *_ = load_incidents(connection, [1]).items()
        behind = replace(alert(exposures=(exposure(),)), incident_id=number, lineage=stored.lineage, key="b" * 64)
        save_alert(connection, behind, [Planned("hook", NOW, "route pager")], run_id=1, now=NOW)
    database.close()
    assert "! channel hook: webhook: HTTP 503; what waits for it is tried again" in call(config, "doctor").stdout
    assert "hook: pending (webhook: HTTP 503)" in " ".join(call(config, "alert", "list").stdout.split())
    assert call(config, "alert", "replay").stdout == "no delivery was given up\n"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_list_that_ends_before_all_is_shown_says_so(config: Path, form: list[str]) -> None:
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:
        number = open_incident(connection, incident(), run_id=1, history=False, now=NOW)
        told = replace(alert(exposures=(exposure(),)), incident_id=number, key="b" * 64)
        save_alert(connection, told, [Planned("hook", NOW)], run_id=1, now=NOW)
    for state in ("http_404", "ok"):
        record_outcome(database, SourceOutcome("wire", state), NOW)
    database.close()
    for command in (["alert", "list"], ["incident", "list"], ["source", "history", "wire"]):
        whole, part = (call(config, *command, "--limit", most, *form) for most in ("2", "1"))
        assert whole.stderr == "", command
        assert part.stderr == "tocsin: only the newest 1 are shown; --limit shows more\n", command
        assert len(part.stdout) < len(whole.stdout)


def test_what_was_withdrawn_since_is_not_replayed_and_says_so(config: Path) -> None:
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    first = claim_next(database, "hook", NOW)
    assert first is not None
    assert isinstance(first.message, Alert)
    mark_dead(database, first.id, "webhook: HTTP 410", NOW)
    with database.write() as connection:
        (number, stored), *_ = load_incidents(connection, [1]).items()
        keys = tuple(exposure.key for exposure in first.message.exposures)
        end = replace(first.message, key="b" * 64, withdrawn=keys, incident_id=number, lineage=stored.lineage)
        save_alert(connection, end, [Planned("hook", NOW)], run_id=1, now=NOW)
    claimed = claim_next(database, "hook", NOW)
    assert claimed is not None
    mark_sent(database, claimed.id, Receipt("m"), NOW)
    database.close()
    said = "1 not sent again: the channel has heard since that nothing of it holds\n"
    assert call(config, "alert", "replay", str(first.id)).stdout == said
    assert call(config, "alert", "replay").stdout == "no delivery was given up\n"


def test_who_of_a_list_of_recipients_did_not_get_it_is_seen_until_they_do(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run that sent it said so once; with `serve` nobody learnt that one address never gets an alert."""
    monkeypatch.setenv("COLUMNS", "200")
    refused = "wrong@example.org: 550 no such user"
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:
        save_notice(connection, notice(), ["hook"], NOW)
    for extra, seen in (({"refused": refused}, True), ({}, False)):
        claimed = claim_next(database, "hook", NOW)
        assert claimed is not None
        mark_sent(database, claimed.id, Receipt("m", extra=extra), NOW)
        told = " ".join(call(config, "doctor").stdout.split())
        assert (f"channel hook: not everybody got its last message: {refused}" in told) is seen
        assert f"hook: sent ({refused})" in " ".join(call(config, "alert", "list").stdout.split())
    database.close()


def test_the_list_names_what_was_given_up_by_the_number_that_replay_takes(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:  # so that the delivery's number is none of the alert's
        save_notice(connection, notice(), ["other", "hook"], NOW)
    claimed = [claim_next(database, "hook", NOW) for _ in range(2)][-1]
    assert claimed is not None
    mark_dead(database, claimed.id, "webhook: HTTP 410", NOW)
    database.close()
    unknown = call(config, "alert", "replay", "99")
    assert (unknown.exit_code, "`tocsin alert list` shows them" in unknown.stderr) == (2, True)
    listed = " ".join(call(config, "alert", "list").stdout.split())
    assert f"dead, delivery {claimed.id} (webhook: HTTP 410)" in listed
    said = "1 delivery that had been given up: the next run sends it again\n"
    assert call(config, "alert", "replay", str(claimed.id)).stdout == said


def test_what_is_listed_says_who_has_it_when_it_comes_and_which_digest_took_it(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script had to ask the API who has an alert; no output said when what waits comes, and no digest could be found."""
    monkeypatch.setenv("COLUMNS", "200")
    call(config, "alert", "ack", "1", "--by", "ada")
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:
        lineage = load_incidents(connection, [1])[1].lineage
        later = replace(
            alert(exposures=(exposure(),)), incident_id=1, lineage=lineage, key="b" * 64, update_of="a" * 64
        )
        planned = [Planned("hook", datetime(2999, 1, 1, 7, tzinfo=UTC)), Planned("other", NOW, digest="daily")]
        save_alert(connection, later, planned, run_id=1, now=NOW)
        took = save_notice(connection, notice(), ["other"], NOW)
        cover(connection, held_for(connection, "default", "other", "daily", NOW), took, NOW)
    database.close()
    update, first = [
        one
        for one in map(json.loads, call(config, "alert", "list", "--json").stdout.splitlines())
        if one["kind"] == "alert"
    ]
    assert (first["acknowledged_by"], first["acknowledged"][:4].isdigit()) == ("ada", True)
    assert (first["key"], first["update_of"], update["update_of"]) == ("a" * 64, None, "a" * 64)
    waits, digested = update["deliveries"]
    assert (waits["state"], waits["due"], waits["covered_by"]) == ("pending", "2999-01-01T07:00:00+00:00", None)
    assert (digested["state"], digested["due"], digested["covered_by"]) == ("digested", None, took)
    explained = json.loads(call(config, "alert", "explain", "1", "--json").stdout)["told"]
    assert explained[1]["deliveries"] == update["deliveries"]
    assert explained[0]["acknowledged"] == first["acknowledged"]
    listed = call(config, "alert", "list").stdout
    for words in ("acknowledged by ada", "incident 1", "pending until 2999-01-01 07:00 UTC", f"digested in {took}"):
        assert words in listed
    assert "pending until 2999-01-01 07:00 UTC: " in call(config, "alert", "explain", "1").stdout


def test_what_was_given_up_on_a_channel_that_has_another_id_now_waits_for_it(config: Path) -> None:
    """It was put back to work, and was given up and told of once more by the next run."""
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    claimed = claim_next(database, "hook", NOW)
    assert claimed is not None
    mark_dead(database, claimed.id, "it is no longer in the configuration", NOW)
    database.close()
    written = config.read_text()
    config.write_text(written.replace("id: hook", "id: siren").replace("- hook", "- siren"))
    said = "no channel is called hook any more: what it was given waits until one has this id again\n"
    for asked in (("alert", "replay"), ("alert", "replay", str(claimed.id))):
        assert call(config, *asked).stdout == said
    told = " ".join(call(config, "doctor").stdout.split())
    assert f"give a channel this id again, then `tocsin alert replay {claimed.id}`" in told
    config.write_text(written)
    assert call(config, "alert", "replay").stdout.startswith("1 delivery that had been given up")


def test_only_a_record_starts_a_clock(config: Path) -> None:
    call(config, "alert", "ack", "1")
    before = json.loads(call(config, "clock", "show", "--json").stdout)
    assert [(due["rule"], due["recorded"]) for due in before["clocks"]] == [("GDPR Art. 33(1)", False)]
    assert before["clocks"][0]["at"].startswith("2026-03-05T09:00")
    for wrong in (
        ["--aware", "2026-03-02"],
        ["--why", "x"],
        ["--aware", "soon", "--why", "x"],
        ["--aware", "2999-01-01", "--why", "x"],
    ):
        assert call(config, "clock", "record", "1", *wrong).exit_code == 2
    assert call(config, "clock", "record", "9", "--aware", "2026-03-02", "--why", "x").exit_code == 2
    recorded = call(
        config, "clock", "record", "1", "--aware", "2026-03-03T10:00+01:00", "--why", "their notice", "--by", "ada"
    )
    assert recorded.exit_code == 0, recorded.output
    after = json.loads(call(config, "clock", "show", "--json").stdout)
    assert (after["clocks"][0]["recorded"], after["clocks"][0]["at"]) == (True, "2026-03-06T09:00:00+00:00")
    assert after["records"][0]["why"] == "their notice"
    [event] = Calendar.from_ical(call(config, "clock", "ical").stdout).walk("VEVENT")
    assert str(event["status"]) == "CONFIRMED"
    for start, counts in (("--aware", True), ("--material", False)):  # the SEC's, which is not switched on
        said = call(config, "clock", "record", "1", start, "2026-03-03", "--why", "their notice").stdout
        assert ("no clock that `clocks.regimes` switches on counts from it" in said) is not counts


def test_of_which_nothing_runs_the_clocks_say_so_and_what_was_recorded_says_when(config: Path) -> None:
    """They printed the disclaimer alone, of an incident that there is not as of one that nobody was alerted of."""
    database = Database(f"sqlite:///{config.parent / 't.db'}")
    with database.write() as connection:
        story = replace(incident(), occurred="2026-02")
        number = open_incident(connection, story, run_id=1, history=True, now=NOW)
    database.close()
    assert call(config, "clock", "show", str(number)).stdout.startswith("no clock runs: nothing was recorded")
    assert call(config, "clock", "show", "9").exit_code == 2
    for at, slip in (("2025-02-27", True), ("2026-02-27", False)):
        said = call(
            config, "clock", "record", str(number), "--aware", at, "--why", "their letter", "--by", "ada"
        ).stdout
        assert ("before it happened (2026-02): if that is a slip, record it again" in said) is slip
    shown = call(config, "clock", "show", str(number))
    records = json.loads(call(config, "clock", "show", str(number), "--json").stdout)["records"]
    assert [one["at"][:10] for one in records] == ["2025-02-27", "2026-02-27"]
    day = records[1]["recorded"][:16].replace("T", " ")
    assert f"recorded {day} UTC by ada: aware on 2026-02-27 00:00 UTC: their letter" in shown.stdout
