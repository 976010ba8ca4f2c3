"""What the pages make of incidents: figures of a vendor, differences of revisions, marks in a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fakes.incidents import incident
from pydantic import SecretStr

from alerts.clocks.ical import IncidentClocks
from alerts.clocks.regimes import deadlines
from config.channels import SlackChannel
from config.routes import Route
from model.clock import OwnRole, Regime
from model.disclosure import DataTypeClaim, Disclosure, Evidence, Party
from model.incident import Incident
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Status
from tocsin.web.routes.settings import flat
from tocsin.web.views.clocks import pressing
from tocsin.web.views.compare import Difference, compare
from tocsin.web.views.habits import HEIGHT, habits, types_lost, yearly
from tocsin.web.views.highlight import excerpts, segments

TEXT = "Quillmark lost names. Passwords were not taken."


def told(year: int, month: int = 3, occurred: str | None = None) -> Incident:
    told = incident("Quillmark", exposed=(DataType.NAMES,))
    return replace(told, first_published=date(year, month, 2), occurred=occurred)


def history() -> list[tuple[int, Incident, Role]]:
    return [
        (1, told(2022, occurred="2022-02-20"), Role.BREACHED),
        (2, told(2022, 5, occurred="2022-04-02"), Role.BREACHED),
        (3, told(2022), Role.DOWNSTREAM),
        (4, told(2024, occurred="2024-03-02"), Role.BREACHED),
        (5, told(2024, occurred="2023"), Role.BREACHED),
        (6, replace(incident("Quillmark"), first_published=None), Role.BREACHED),
    ]


def test_every_year_between_the_first_and_the_last_has_its_bar() -> None:
    chart = yearly(history())
    assert [(bar.year, bar.own, bar.through) for bar in chart.bars] == [(2022, 2, 1), (2023, 0, 0), (2024, 2, 0)]
    assert chart.bars[0].own_height + chart.bars[0].through_height == HEIGHT
    assert [bar.x for bar in chart.bars] == sorted({bar.x for bar in chart.bars})
    assert chart.bars[-1].x < chart.width
    assert yearly([]).bars == ()


def test_data_lost_are_those_of_its_own_incidents() -> None:
    assert types_lost(history()) == [("names", "names", 4)]
    denied = incident("Quillmark", denied=(DataType.PASSWORDS,))
    assert types_lost([(1, denied, Role.BREACHED)]) == []


def test_habits_count_whole_days_that_are_stated() -> None:
    to_tell, found = habits(history(), {1: "2022-03-01", 4: "2024-03", 3: "2021-01-01"})
    assert (to_tell.incidents, to_tell.middle, to_tell.longest) == (2, 20, 30)
    assert (found.incidents, found.middle, found.longest) == (1, 1, 1)
    assert habits([], {}) == ()


def test_revisions_are_compared_fact_by_fact() -> None:
    before = incident("Quillmark", exposed=(DataType.NAMES,), denied=(DataType.PASSWORDS,), status=Status.ALLEGED)
    after = incident("Quillmark", "Hartwell", exposed=(DataType.NAMES, DataType.PASSWORDS))
    assert compare(before, before) == ()
    assert set(compare(before, after)) == {
        Difference("status", "alleged", "confirmed"),
        Difference("downstream: Hartwell", "", "said by 1 report"),
        Difference("passwords", "denied, said by 1 report", "exposed, said by 1 report"),
    }


def found(*spans: tuple[int, int]) -> Disclosure:
    claims = [
        DataTypeClaim(DataType.NAMES, DataStatus.EXPOSED, Evidence(TEXT[start:end], start, end)) for start, end in spans
    ]
    party = Party("Quillmark", Role.BREACHED, 1.0, Evidence(TEXT[:9], 0, 9))
    return Disclosure(True, 1.0, Kind.BREACH, Claim.CONFIRMED, parties=(party,), data_types=tuple(claims))


def test_what_was_read_is_marked_and_the_text_stays_whole() -> None:
    shown = segments("", TEXT, found((0, 21), (5, 999)))
    assert "".join(piece.text for piece in shown) == TEXT
    assert [(piece.text, piece.marks) for piece in shown] == [
        ("Quillmark", ("Quillmark: breached", "names: exposed")),
        (" lost names.", ("names: exposed",)),
        (TEXT[21:], ()),
    ]


def test_quotes_end_where_a_licence_does() -> None:
    assert [quote for _, quote in excerpts(found((0, 21)), limit=25)] == ["Quillmark"]
    assert [quote for _, quote in excerpts(found((0, 21)), limit=30)] == ["Quillmark", TEXT[:21]]


def test_the_next_deadline_stands_before_all_that_have_passed() -> None:
    now = datetime(2026, 3, 20, 9, tzinfo=UTC)
    known = []
    for number, days in enumerate((60, 50, 0.5, 2, 40)):
        dues = deadlines([Regime.NIS2], OwnRole.CONTROLLER, {}, now - timedelta(days=days))
        known.append(IncidentClocks(number, f"incident {number}", dues))
    rows = pressing([*known, IncidentClocks(9, "without a date", ())], now)
    assert [(row.incident_id, row.passed) for row in rows] == [(2, False), (3, False), (4, True), (1, True), (0, True)]
    assert rows[0].text == "2026-03-20 21:00 UTC, NIS2 Art. 23(4)(a) (from the first alert)"
    assert rows[1].text == "2026-03-21 09:00 UTC, NIS2 Art. 23(4)(b) (from the first alert)", "its first has passed"


def test_of_a_secret_the_settings_show_only_whether_it_is_set() -> None:
    chat = SlackChannel(id="chat", kind="slack", token=SecretStr("canary"), channel="#security")
    shown = dict(flat("chat", chat))
    assert (shown["chat.token"], shown["chat.app_token"]) == ("set, not shown", "not set")
    assert "canary" not in str(shown)


def test_settings_have_the_keys_of_the_file_and_what_is_not_set_is_not_none() -> None:
    """A route that takes whatever comes seemed to take nothing: "owners: none"."""
    hours = {"from": "22:00", "to": "07:00", "except": "critical"}
    route = Route.model_validate({"id": "pager", "channels": ["a"], "quiet": hours})
    shown = dict(flat("pager", route))
    assert {f"pager.quiet.{key}" for key in hours} <= shown.keys()
    assert (shown["pager.channels"], shown["pager.owners"]) == ("a", "not set")
