"""Statutory clocks: every rule against dates worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes.alert_samples import alert, exposure
from fakes.hostile import STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from alerts.clocks.days import EASTERN, add_month, is_sec_business_day, sec_business_days_after
from alerts.clocks.duties import owed_notices
from alerts.clocks.ical import IncidentClocks, calendar
from alerts.clocks.lines import due_lines, in_short, next_due, owed_lines
from alerts.clocks.regimes import deadlines
from alerts.digest import digest_notice
from model.alert import Alert
from model.clock import Basis, Due, OwnRole, Regime
from model.vocabulary import EdgeKind, ItemKind, Role

FIRST = datetime(2026, 1, 30, 10, 0, tzinfo=UTC)  # a Friday
AWARE = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def dues(regime: Regime, role: OwnRole = OwnRole.CONTROLLER, **starts: datetime) -> dict[str, Due]:
    known = {Basis(name): moment for name, moment in starts.items()}
    return {f"{due.rule}|{due.basis}": due for due in deadlines([regime], role, known, FIRST)}


CASES = [
    (Regime.GDPR, "GDPR Art. 33(1)|aware", "2026-02-03T12:00"),
    (Regime.NIS2, "NIS2 Art. 23(4)(a)|aware", "2026-02-01T12:00"),
    (Regime.NIS2, "NIS2 Art. 23(4)(b)|aware", "2026-02-03T12:00"),
    (Regime.NIS2, "NIS2 Art. 23(4)(d)|aware", "2026-03-03T12:00"),
    (Regime.DORA, "DORA Art. 19(4)(a); Regulation (EU) 2025/301 Art. 5|aware", "2026-02-01T12:00"),
    (Regime.DORA, "DORA Art. 19(4)(b); Regulation (EU) 2025/301 Art. 5|aware", "2026-02-04T12:00"),
    (Regime.DORA, "DORA Art. 19(4)(c); Regulation (EU) 2025/301 Art. 5|aware", "2026-03-04T12:00"),
    (Regime.HIPAA, "45 CFR 164.404(b)|aware", "2026-04-01T12:00"),
    (Regime.HIPAA, "45 CFR 164.406, 164.408(b)|aware", "2026-04-01T12:00"),
]


@pytest.mark.parametrize(("regime", "rule", "due"), CASES)
def test_a_clock_counts_from_the_recorded_awareness(regime: Regime, rule: str, due: str) -> None:
    found = dues(regime, aware=AWARE)[rule]
    assert (found.at, found.recorded) == (at(due), True)
    assert found.url.startswith("https://")


@pytest.mark.parametrize("regime", list(Regime))
def test_before_that_it_says_what_would_be_due_from_the_first_alert(regime: Regime) -> None:
    for due in dues(regime).values():
        assert not due.recorded
        assert "at the first alert" in due_lines([due])[0] or "from the first alert" in due_lines([due])[0]
        assert due.at is None or due.at > FIRST


def test_a_processor_owes_its_controllers_and_no_authority() -> None:
    [due] = dues(Regime.GDPR, OwnRole.PROCESSOR).values()
    assert (due.rule, due.at) == ("GDPR Art. 33(2)", None)
    assert due_lines([due])[0].startswith("Without undue delay: notify your controllers (GDPR Art. 33(2))")
    hipaa = dues(Regime.HIPAA, OwnRole.PROCESSOR, aware=AWARE)
    assert {rule: due.at for rule, due in hipaa.items()} == {"45 CFR 164.410(b)|aware": at("2026-04-01T12:00")}


def test_the_earliest_is_shown_first_and_what_has_no_date_last() -> None:
    found = deadlines([Regime.GDPR, Regime.HIPAA, Regime.NIS2], OwnRole.PROCESSOR, {}, FIRST)
    assert [due.rule for due in found] == [
        "NIS2 Art. 23(4)(a)", "NIS2 Art. 23(4)(b)", "NIS2 Art. 23(4)(d)", "45 CFR 164.410(b)", "GDPR Art. 33(2)",
    ]  # fmt: skip


def test_doras_classification_counts_only_when_it_is_recorded() -> None:
    rule = "Regulation (EU) 2025/301 Art. 5|classified"
    assert rule not in dues(Regime.DORA, aware=AWARE)
    assert dues(Regime.DORA, classified=AWARE)[rule].at == AWARE + timedelta(hours=4)


@pytest.mark.parametrize(
    ("hours", "intermediate", "final"),
    [
        (1, "2026-02-03T17:00", "2026-03-03T17:00"),  # four hours after that the initial notification has to be there
        (22, "2026-02-04T12:00", "2026-03-04T12:00"),  # a day after the awareness at the latest
        (30, "2026-02-04T22:00", "2026-03-04T22:00"),  # classified later than that: four hours after it
    ],
)
def test_what_follows_doras_initial_notification_counts_from_its_limit(
    hours: int, intermediate: str, final: str
) -> None:
    found = dues(Regime.DORA, aware=AWARE, classified=AWARE + timedelta(hours=hours))
    assert found["DORA Art. 19(4)(b); Regulation (EU) 2025/301 Art. 5|aware"].at == at(intermediate)
    assert found["DORA Art. 19(4)(c); Regulation (EU) 2025/301 Art. 5|aware"].at == at(final)


def test_awareness_starts_no_clock_of_the_sec_and_materiality_does() -> None:
    [counted] = dues(Regime.SEC, aware=AWARE).values()
    assert not counted.recorded
    [due] = dues(Regime.SEC, material=at("2026-02-10T15:00")).values()
    assert due.recorded


EIGHT_K = [
    # determined (New York), the last day of four business days
    ("2026-02-10T10:00", "2026-02-17"),  # Tuesday; Washington's Birthday on Monday the 16th
    ("2026-02-13T10:00", "2026-02-20"),  # Friday before that weekend
    ("2026-02-14T10:00", "2026-02-20"),  # Saturday: begins on, and includes, Tuesday the 17th
    ("2026-02-16T10:00", "2026-02-20"),  # the holiday itself
    ("2026-06-01T23:30", "2026-06-05"),
    ("2026-07-02T09:00", "2026-07-09"),  # 3 July is observed for the 4th, a Saturday
    ("2026-11-25T16:00", "2026-12-02"),  # Thanksgiving
    ("2026-12-24T12:00", "2026-12-31"),
    ("2026-12-31T12:00", "2027-01-07"),
]


@pytest.mark.parametrize(("determined", "day"), EIGHT_K)
def test_four_business_days_of_the_sec(determined: str, day: str) -> None:
    moment = datetime.fromisoformat(determined).replace(tzinfo=EASTERN)
    due = sec_business_days_after(moment, 4).astimezone(EASTERN)
    assert (due.date(), due.hour, due.minute) == (date.fromisoformat(day), 17, 30)


def test_the_day_is_new_yorks_and_not_utcs() -> None:
    late = datetime(2026, 6, 2, 2, 0, tzinfo=UTC)  # still Monday evening in New York
    assert sec_business_days_after(late, 4).astimezone(EASTERN).date() == date(2026, 6, 5)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 8 * 365 * 24))
def test_four_business_days_are_four_open_days(hours: int) -> None:
    start = (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)).astimezone(EASTERN)
    end = sec_business_days_after(start, 4).astimezone(EASTERN).date()
    first = start.date() if not is_sec_business_day(start.date()) else start.date() + timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    assert sum(map(is_sec_business_day, days)) == 4
    assert is_sec_business_day(end)


@pytest.mark.parametrize(
    ("start", "end"), [("2026-01-31", "2026-02-28"), ("2028-01-31", "2028-02-29"), ("2026-12-15", "2027-01-15")]
)
def test_a_month_later(start: str, end: str) -> None:
    assert add_month(datetime.fromisoformat(start)) == datetime.fromisoformat(end)


def test_who_owes_whom_goes_up_the_path_from_the_breach() -> None:
    lines = owed_lines(owed_notices(exposure(), [Regime.GDPR], OwnRole.CONTROLLER))
    assert [line.partition(" a notice")[0] for line in lines] == ["Quillmark owes Hartwell", "Hartwell owes you"]
    assert "sub-processor" in lines[0]
    assert "as processor, without undue delay" in lines[1]
    assert owed_notices(exposure(), [Regime.NIS2, Regime.SEC], OwnRole.CONTROLLER) == ()


@pytest.mark.parametrize(
    ("told", "words"),
    [("sub-processor", "as sub-processor"), (None, "if it processes data for Hartwell"), ("controller", "")],
)
def test_the_role_that_a_list_tells_decides(told: str | None, words: str) -> None:
    one = exposure()
    one = replace(one, hops=tuple(replace(hop, role=told) for hop in one.hops))
    lines = [
        line for line in owed_lines(owed_notices(one, [Regime.GDPR], OwnRole.CONTROLLER)) if "owes Hartwell" in line
    ]
    assert bool(lines) is bool(words)
    assert all(words in line for line in lines)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (None, "as processor, without undue delay after becoming aware, if it processes data for you"),
        ("processor", "as processor, without undue delay after becoming aware"),
        ("sub-processor", "as sub-processor, by the terms passed on to it (Art. 28(4)), without undue delay"),
        ("controller", ""),
    ],
)
def test_where_our_own_list_is_what_tells_the_role_it_is_our_suppliers(told: str | None, words: str) -> None:
    one = exposure()  # Hartwell is who we are
    one = replace(one, own=Role.DOWNSTREAM, hops=tuple(replace(hop, role=told) for hop in one.hops))
    lines = owed_lines(owed_notices(one, [Regime.GDPR], OwnRole.CONTROLLER))
    assert lines == ((f"Quillmark owes you a notice: GDPR Art. 33(2), {words}",) if words else ())
    [hipaa] = owed_lines(owed_notices(one, [Regime.HIPAA], OwnRole.PROCESSOR))
    assert "as business associate, within 60 days" in hipaa


def test_a_component_holds_no_data_and_its_maker_owes_no_notice() -> None:
    one = exposure()
    one = replace(one, items=tuple(replace(item, kind=ItemKind.COMPONENT) for item in one.items))
    one = replace(one, hops=tuple(replace(hop, kind=EdgeKind.SBOM) for hop in one.hops))
    assert owed_notices(one, list(Regime), OwnRole.CONTROLLER) == ()
    both = replace(one, items=(*one.items, *exposure().items))
    assert {owed.creditor for owed in owed_notices(both, [Regime.GDPR], OwnRole.CONTROLLER)} == {"you"}


@pytest.mark.parametrize("text", ["Breach at Quillmark", *STRINGS])
def test_the_calendar_is_readable_and_nothing_is_injected(text: str) -> None:
    clocks = deadlines(list(Regime), OwnRole.CONTROLLER, {Basis.AWARE: AWARE}, FIRST)
    feed = calendar([IncidentClocks(7, text, clocks)], tenant_id="default", now=FIRST)
    events = Calendar.from_ical(feed).walk("VEVENT")
    assert len(events) == len([due for due in clocks if due.at])
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert {tuple(sorted(event.keys())) for event in events} == {
        ("DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "STATUS", "SUMMARY", "TRANSP", "UID", "URL")
    }
    assert {str(event["status"]) for event in events} == {"CONFIRMED", "TENTATIVE"}
    assert all(", incident 7 (" in str(event["summary"]) for event in events), "of two that are due, which is which"
    assert sorted(event["dtend"].dt for event in events) == sorted(due.at for due in clocks if due.at)
    assert {event["dtend"].dt - event["dtstart"].dt for event in events} == {timedelta(minutes=30)}
    unsure = {str(event["status"]): str(event["summary"]).startswith("If counted from the ") for event in events}
    assert unsure == {"CONFIRMED": False, "TENTATIVE": True}
    again = calendar([IncidentClocks(7, text, clocks)], tenant_id="default", now=FIRST)
    assert again == feed


@pytest.mark.parametrize(("regimes", "names"), [([], ["VTIMEZONE"]), ([Regime.HIPAA], ["VEVENT"])])
def test_a_calendar_without_events_holds_a_component_still(regimes: list[Regime], names: list[str]) -> None:
    clocks = [due for due in deadlines(regimes, OwnRole.CONTROLLER, {Basis.AWARE: AWARE}, FIRST) if due.at]
    feed = Calendar.from_ical(calendar([IncidentClocks(7, "t", tuple(clocks))], tenant_id="default", now=FIRST))
    assert sorted({each.name or "" for each in feed.subcomponents}) == names
    assert [str(each["tzid"]) for each in feed.walk("VTIMEZONE")] == ["UTC"] * (not regimes)


@pytest.mark.parametrize(
    ("hours", "due"),
    [
        (1, "2026-01-31 10:00 UTC, NIS2 Art. 23(4)(a) (from the first alert)"),
        (24, "2026-02-02 10:00 UTC, GDPR Art. 33(1) (from the first alert)"),
        (5000, "2026-03-02 10:00 UTC, NIS2 Art. 23(4)(d) (from the first alert)"),
    ],
)
def test_what_is_due_next_in_short(hours: int, due: str) -> None:
    clocks = deadlines([Regime.GDPR, Regime.NIS2], OwnRole.CONTROLLER, {}, FIRST)
    found = next_due(clocks, FIRST + timedelta(hours=hours))
    assert found
    assert in_short(found) == due
    assert next_due((), FIRST) is None


def test_a_digest_names_what_is_still_due_and_marks_what_has_passed() -> None:
    """A date that had passed by the morning stood there, and hid the one to come."""
    told = replace(alert(), clocks=deadlines([Regime.GDPR, Regime.NIS2], OwnRole.CONTROLLER, {}, FIRST))
    row = {hours: digest_row(told, FIRST + timedelta(hours=hours)) for hours in (24, 5000)}
    assert row == {
        24: "2026-02-02 10:00 UTC, GDPR Art. 33(1) (from the first alert)",
        5000: "2026-03-02 10:00 UTC, NIS2 Art. 23(4)(d) (from the first alert), passed",
    }


def digest_row(told: Alert, now: datetime) -> str:
    return digest_notice([told], name="d", channel="mail", trend=(), now=now).table[1][-1]
