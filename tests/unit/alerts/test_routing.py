"""Which channels an alert goes to, when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from fakes.alert_samples import NOW, alert, exposure, incident
from pydantic import ValidationError

from alerts.routing import Plan, after_snooze, awake, plan
from config.alerting import AlertSettings
from config.routes import QuietHours, Route
from model.alert import Alert
from model.silence import Response, Silence
from model.vocabulary import DataType, DeliveryState, Reason, Severity, Status, Trust

HIGH = alert(exposures=(exposure(severity=Severity.HIGH),))
CLAIM = alert(incident(status=Status.ALLEGED))


def ways(made: Alert, routes: list[Route], **rest: object) -> tuple[str, ...]:
    return tuple(one.channel for one in where(made, routes, **rest).deliveries)


def where(made: Alert, routes: Sequence[Route], **rest: object) -> Plan:
    now = rest.pop("now", NOW)
    return plan(made, routes, now=now, settings=AlertSettings(), **rest)  # type: ignore[arg-type]


def test_every_channel_once_in_the_order_of_the_routes() -> None:
    routes = [Route(channels=["mail", "secops"]), Route(channels=["secops", "hook"])]
    assert ways(HIGH, routes) == ("mail", "secops", "hook")


def test_a_route_takes_what_is_grave_enough() -> None:
    routes = [Route(channels=["a"], min_severity=Severity.CRITICAL), Route(channels=["b"], min_severity=Severity.HIGH)]
    found = where(HIGH, routes)
    assert [one.channel for one in found.deliveries] == ["b"]
    assert found.why == ("route routes.0: no, high is below critical", "route routes.1: takes it, to b")


def test_a_claim_goes_only_where_it_is_asked_for() -> None:
    assert ways(CLAIM, [Route(channels=["a"]), Route(channels=["b"], alleged=True)]) == ("b",)


def test_an_update_goes_where_the_first_alert_went() -> None:
    routes = [Route(channels=["a"], min_severity=Severity.CRITICAL)]
    assert ways(HIGH, routes, already={"z": "", "a": ""}) == ("a", "z")
    berlin = AlertSettings(timezone="Europe/Berlin")
    [told] = plan(HIGH, routes, now=NOW, settings=berlin, already={"a": "weekly"}).deliveries
    in_time = ("weekly", datetime(2026, 3, 3, 7, tzinfo=UTC))
    assert (told.digest, told.at) == in_time, "a digest's correction goes into the digest"
    weekly = Route(id="weekly", channels=["a"], min_severity=Severity.CRITICAL, digest="0 9 * * 4")
    [told] = where(HIGH, [weekly], already={"a": "weekly"}).deliveries
    [first] = where(alert(exposures=(exposure(severity=Severity.CRITICAL),)), [weekly]).deliveries
    assert told.at == first.at, "and not before what it corrects"
    [told] = where(
        HIGH, [weekly.model_copy(update={"id": "other", "digest": "0 9 * * 5"}), weekly], already={"a": "weekly"}
    ).deliveries
    assert told.at == first.at, "nor in another digest"
    [told] = where(HIGH, [Route(channels=["a"])], already={"a": "weekly"}).deliveries
    assert (told.digest, told.at) == ("", NOW), "where a route pages by now, no digest keeps it"


CONDITIONS = [
    ({"statuses": ["confirmed"]}, True), ({"statuses": ["reported"]}, False),
    ({"data_types": ["names", "passwords"]}, True), ({"data_types": ["passwords"]}, False),
    ({"max_hops": 1}, True), ({"max_hops": 0}, False),
    ({"owners": ["PLATFORM@example.org"]}, True), ({"owners": ["hr@example.org"]}, False),
    ({"tags": ["pci"]}, True), ({"tags": ["hr"]}, False),
    ({"sources": ["vendor"]}, True), ({"sources": ["press", "regulator"]}, False),
    ({"when": "hops <= 1 and vendor == hartwell"}, True), ({"when": "data in [passwords]"}, False),
    ({"when": 'breached ~ "^quill"'}, True), ({"when": "confidence < 0.5"}, False), ({"when": "not shared == names"}, False),
    ({"when": "criticality >= high"}, False), ({"when": "tag == pci", "min_severity": "high"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "taken"), CONDITIONS)
def test_every_condition_has_to_hold(condition: dict[str, object], taken: bool) -> None:
    one = exposure()
    one = replace(one, items=tuple(replace(item, tags=("PCI",)) for item in one.items))
    made = alert(exposures=(one,))
    assert ways(made, [Route.model_validate({"channels": ["a"], **condition})]) == (("a",) if taken else ())


def test_a_filter_that_cannot_be_asked_lets_the_alert_through_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import alerts.routing

    monkeypatch.setattr(alerts.routing, "facts_of", lambda _: {"owner": (), "data": (), "source": ()})
    found = where(HIGH, [Route(id="r", channels=["a"], when="hops == 0")])
    assert [one.channel for one in found.deliveries] == ["a"]
    assert "route r: filter `hops == 0` cannot be asked" in found.problems[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "severity >= huge"},
        {"when": 'owner ~ "(a"'},
        {"digest": "every day"},
        {"timezone": "Mars/Olympus"},
        {"quiet": {"from": "22:00", "to": "22:00"}},
        {"quiet": {"from": "22:00Z", "to": "07:00"}},
        {"quiet": {"from": "22:00", "to": "07:00Z"}},
        {"repeat": "10s"},
        {"digest": "0 8 * * *", "repeat": "1h"},
        {"digest": "0 8 * * *", "quiet": {"from": "22:00", "to": "07:00"}},
        {"owner": ["a"]},
    ],
)
def test_a_wrong_route_is_refused_when_it_is_read(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Route.model_validate({"channels": ["a"], **wrong})


def test_a_digest_takes_the_alert_at_its_time_and_a_page_beats_it() -> None:
    daily = Route(id="daily", channels=["mail", "secops"], digest="0 8 * * *", timezone="Europe/Berlin")
    mail, secops = where(HIGH, [daily, Route(channels=["secops"])]).deliveries
    assert (mail.digest, mail.at) == ("daily", datetime(2026, 3, 3, 7, tzinfo=UTC))
    assert (secops.digest, secops.at) == ("", NOW)


def test_of_several_routes_to_one_channel_the_earliest_counts_in_whatever_order_they_stand() -> None:
    night = datetime(2026, 1, 10, 23, tzinfo=UTC)
    later = Route(channels=["a"], quiet=QUIET)
    sooner = Route(channels=["a"], quiet=QuietHours.model_validate({"from": "22:00", "to": "02:00"}))
    before_both = Route(id="nightly", channels=["a"], digest="0 1 * * *")
    for routes in permutations((later, sooner, before_both)):
        [one] = where(HIGH, routes, now=night).deliveries
        assert (one.digest, one.at) == ("", datetime(2026, 1, 11, 2, tzinfo=UTC)), "no digest takes what is paged"


def test_what_is_too_far_to_interrupt_goes_only_into_digests() -> None:
    far = alert(exposures=(replace(exposure(severity=Severity.CRITICAL), digest_only=True),))
    [one] = where(far, [Route(channels=["a"])]).deliveries
    assert (one.digest, one.at) == ("digest", datetime(2026, 3, 3, 8, tzinfo=UTC))
    near = alert(exposures=(replace(exposure(), digest_only=True), exposure("other")))
    assert [one.digest for one in where(near, [Route(channels=["a"])]).deliveries] == [""]


QUIET = QuietHours.model_validate({"from": "22:00", "to": "07:00", "timezone": "Europe/Berlin"})


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-10T21:30", "2026-01-11T06:00"),
        ("2026-01-11T05:59", "2026-01-11T06:00"),
        ("2026-01-11T06:00", None),
        ("2026-01-11T20:59", None),
        ("2026-03-28T23:30", "2026-03-29T05:00"),  # the night in which an hour is left out
        ("2026-10-24T22:30", "2026-10-25T06:00"),  # the night in which an hour comes twice
    ],
)
def test_quiet_hours_follow_the_wall_clock(now: str, until: str | None) -> None:
    found = QUIET.until(datetime.fromisoformat(now).replace(tzinfo=UTC), Severity.HIGH)
    assert found == (datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None)


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_never_end_before_now() -> None:
    quiet = QuietHours.model_validate({"from": "22:00", "to": "02:30", "timezone": "Europe/Berlin"})
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert quiet.until(first - timedelta(minutes=20), Severity.HIGH) == first
    assert quiet.until(second - timedelta(minutes=20), Severity.HIGH) == second


def test_quiet_hours_put_off_all_but_what_is_critical() -> None:
    night = datetime(2026, 1, 10, 23, tzinfo=UTC)
    routes = [Route(channels=["a"], quiet=QUIET)]
    assert where(HIGH, routes, now=night).deliveries[0].at == datetime(2026, 1, 11, 6, tzinfo=UTC)
    grave = alert(exposures=(exposure(severity=Severity.CRITICAL),))
    assert where(grave, routes, now=night).deliveries[0].at == night


def test_quiet_hours_also_put_off_a_correction_that_no_route_takes_any_more() -> None:
    night = datetime(2026, 1, 10, 23, tzinfo=UTC)
    other = QuietHours.model_validate({"from": "22:00", "to": "05:00", "timezone": "Europe/Berlin"})
    routes = [Route(channels=["a", "b"], min_severity=Severity.CRITICAL, quiet=quiet) for quiet in (QUIET, other)]
    routes += [Route(channels=["b"], min_severity=Severity.CRITICAL)]
    routes += [Route(channels=["a"], min_severity=Severity.CRITICAL, digest="0 8 * * *")]  # it wakes nobody either
    found = where(HIGH, routes, now=night, already={"a": "", "b": "", "c": ""})
    assert {one.channel: (one.at, one.why) for one in found.deliveries} == {
        "a": (datetime(2026, 1, 11, 4, tzinfo=UTC), "told before, after its quiet hours"),
        "b": (night, "told before"),
        "c": (night, "told before"),
    }
    assert found.why[-1] == "channel c: was told before, so it hears of the update"


def silence(response: Response, **fields: object) -> Silence:
    values = {"id": 1, "response": response, "until": NOW + timedelta(hours=4), "by": "ada", "why": "known"}
    return Silence(**(values | fields))  # type: ignore[arg-type]


def test_a_snooze_puts_off_and_a_mute_keeps_back_until_they_end() -> None:
    routes = [Route(channels=["a"], repeat=timedelta(hours=1))]
    snoozed = where(HIGH, routes, silences=[silence(Response.SNOOZE, lineage="L1")])
    assert [one.at for one in snoozed.deliveries] == [NOW + timedelta(hours=4)]
    assert snoozed.repeat == timedelta(hours=1), "who put it off is reminded of it"
    assert snoozed.why[-1] == "snoozed until 2026-03-02 13:00 UTC by ada"
    assert snoozed.deliveries[0].why == "route routes.0; snoozed until 2026-03-02 13:00 UTC by ada"
    muted = where(HIGH, routes, silences=[silence(Response.MUTE, expression="breached == quillmark")])
    assert [one.state for one in muted.deliveries] == [DeliveryState.MUTED]
    assert muted.repeat is None
    assert muted.why[-1] == "muted until 2026-03-02 13:00 UTC by ada: known"
    others = [{"expression": wrong} for wrong in ("vendor == other", "vendor ==", "nothing == of", "")]
    for other in (*others, {"lineage": "another"}, {"lineage": "L1", "until": NOW}):
        free = where(HIGH, routes, silences=[silence(Response.MUTE, **other)])
        assert [(one.state, one.at) for one in free.deliveries] == [(DeliveryState.PENDING, NOW)]


@pytest.mark.parametrize(("start", "end"), [("22:00", "07:00"), ("08:00", "12:00")])
def test_quiet_hours_begin_and_end_on_the_minute(start: str, end: str) -> None:
    hours = QuietHours.model_validate({"from": start, "to": end})
    began = datetime.fromisoformat(f"2026-03-02T{start}Z")
    over = hours.until(began, Severity.HIGH)
    assert over is not None
    assert (timedelta() < over - began < timedelta(days=1), f"{over:%H:%M}") == (True, end)
    assert hours.until(over, Severity.HIGH) is None


def test_what_is_snoozed_into_quiet_hours_waits_for_their_end_and_for_the_next_digest() -> None:
    evening = datetime(2026, 1, 10, 20, tzinfo=UTC)
    routes = [Route(channels=["a"], quiet=QUIET), Route(id="daily", channels=["b"], digest="0 22 * * *")]
    snooze = silence(Response.SNOOZE, lineage="L1", until=evening + timedelta(hours=4))
    a, b, c, d = where(HIGH, routes, now=evening, silences=[snooze], already={"c": "", "d": "daily"}).deliveries
    assert (a.at, c.at) == (datetime(2026, 1, 11, 6, tzinfo=UTC), snooze.until)
    assert b.at == d.at == datetime(2026, 1, 11, 22, tzinfo=UTC)
    comes = after_snooze(snooze.until, routes, AlertSettings())  # so does what was waiting when it was snoozed
    assert [comes(HIGH, *way) for way in (("a", ""), ("b", "daily"), ("c", ""))] == [a.at, b.at, c.at]


def test_an_update_that_rises_breaks_a_snooze() -> None:
    loud = replace(HIGH, broadcast=True, update_of="root")
    snooze, mute = silence(Response.SNOOZE, lineage="L1"), silence(Response.MUTE, lineage="L1")
    found = where(loud, [Route(channels=["a"])], silences=[snooze])
    assert [one.at for one in found.deliveries] == [NOW]
    assert found.why[-1] == "snoozed until 2026-03-02 13:00 UTC by ada, but this update breaks the snooze"
    muted = where(loud, [Route(channels=["a"])], silences=[snooze, mute])
    assert [one.state for one in muted.deliveries] == [DeliveryState.MUTED], "it breaks no mute"
    held = [awake(loud, silences, NOW) for silences in ([], [snooze], [mute], [snooze, mute])]
    assert held == [NOW, NOW, mute.until, mute.until]


def test_the_shortest_repeat_counts_and_a_withdrawal_is_not_repeated() -> None:
    routes = [Route(channels=["a"], repeat=timedelta(hours=4)), Route(channels=["b"], repeat=timedelta(hours=1))]
    assert {where(HIGH, order).repeat for order in permutations(routes)} == {timedelta(hours=1)}
    beneath = Route(channels=["c"], repeat=timedelta(minutes=10), min_severity=Severity.CRITICAL)
    assert where(HIGH, [*routes, beneath]).repeat == timedelta(hours=1), "of those that take it"
    assert where(replace(HIGH, incident=incident(status=Status.RETRACTED)), routes).repeat is None


def test_what_only_takes_back_goes_where_it_was_told_and_to_who_asks_for_it_by_name() -> None:
    routes = [Route(channels=["a"]), Route(channels=["b"], statuses=[Status.DISPUTED])]
    disputed = replace(HIGH, incident=incident(status=Status.DISPUTED), reasons=(Reason.STATUS_DISPUTED,))
    found = where(disputed, routes, already={"z": ""})
    assert [one.channel for one in found.deliveries] == ["b", "z"]
    assert found.why[0] == "route routes.0: no, it only takes back what was told"
    more = replace(disputed, reasons=(Reason.DATA_TYPE_ADDED, Reason.STATUS_DISPUTED))
    assert ways(more, routes) == ("a", "b"), "news goes by the routes"
    assert not replace(HIGH, reasons=()).takes_back, "of which nothing is known to be taken back"


def test_what_no_longer_holds_is_not_taken_as_what_the_incident_still_is() -> None:
    keys = tuple(each.key for each in HIGH.exposures)
    gone = replace(HIGH, reasons=(Reason.EXPOSURE_WITHDRAWN,), withdrawn=keys)
    assert ways(gone, [Route(channels=["a"], statuses=[Status.CONFIRMED])], already={"z": ""}) == ("z",)


@pytest.mark.parametrize(("expression", "state"), [("severity == low", "pending"), ("severity <= critical", "muted")])
def test_who_was_alarmed_hears_that_it_is_over_whatever_is_muted_as_slight(expression: str, state: str) -> None:
    over = replace(HIGH, severity=Severity.LOW, corrects=Severity.CRITICAL)
    [found] = where(over, [], already={"a": ""}, silences=[silence(Response.MUTE, expression=expression)]).deliveries
    assert found.state.value == state


def test_a_reminder_goes_only_where_a_route_asks_for_it() -> None:
    routes = [Route(channels=["a"]), Route(channels=["b"], repeat=timedelta(hours=1))]
    assert ways(HIGH, routes, repeating=True) == ("b",)


def test_the_nearest_way_decides_whether_it_is_near_enough() -> None:
    both = alert(exposures=(exposure("far", path=("Hartwell", "Ternfold", "Quillmark")), exposure("near")))
    assert [ways(both, [Route(channels=["a"], max_hops=hops)]) for hops in (0, 1, 2)] == [(), ("a",), ("a",)]


def test_of_what_is_all_muted_nobody_is_reminded() -> None:
    routes = [Route(channels=["a"], repeat=timedelta(hours=1))]
    mute = Silence(1, Response.MUTE, NOW + timedelta(days=1), "ada", "known", expression="status == confirmed")
    assert where(HIGH, routes, silences=[mute]).repeat is None
    assert where(HIGH, routes, silences=[replace(mute, response=Response.SNOOZE)]).repeat == timedelta(hours=1)


def test_sources_are_those_who_speak() -> None:
    assert ways(HIGH, [Route(channels=["a"], sources=[Trust.VENDOR])]) == ("a",)
    assert DataType.NAMES in {kind for one in HIGH.exposures for kind in one.shared}
