"""What is told, when, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from fakes.alert_samples import NOW, exposure, incident

from alerts.decide import Decision, Told, decide
from model.exposure import Exposure, Gone
from model.incident import Incident
from model.vocabulary import DataType, Reason, Severity, Status

NAMES, PASSWORDS, TOKENS = DataType.NAMES, DataType.PASSWORDS, DataType.AUTH_TOKENS


class Reader:
    """One lineage over its revisions, remembered as the database would."""

    def __init__(self) -> None:
        self.told = Told()
        self.before: Incident | None = None

    def hear(
        self,
        inc: Incident,
        exposures: Sequence[Exposure] | None = None,
        *,
        page: bool = True,
        by_edge: Sequence[str] = (),
        gone: Sequence[Gone] = (),
    ) -> Decision:
        decision = decide(
            tenant_id="default",
            incident_id=1,
            lineage="L",
            before=self.before,
            incident=inc,
            exposures=(exposure(),) if exposures is None else exposures,
            told=self.told,
            page=page,
            now=NOW,
            by_edge=by_edge,
            gone=gone,
        )
        assert not decision.facts_recorded & self.told.facts, "told twice"
        alert = decision.alert
        severities = [level for level in (self.told.max_severity, alert.severity if alert else None) if level]
        self.told = Told(
            facts=self.told.facts | decision.facts_recorded,
            root_key=self.told.root_key or (alert.key if alert else None),
            max_severity=max(severities, key=lambda level: level.rank) if severities else None,
            status=alert.incident.status if alert else self.told.status,
            aloud=self.told.aloud | {key for key, _ in (alert.facts if alert else ())},
        )
        self.before = inc
        return decision

    def reasons(self, inc: Incident, exposures: Sequence[Exposure] | None = None) -> tuple[Reason, ...]:
        alert = self.hear(inc, exposures).alert
        return alert.reasons if alert else ()


@pytest.fixture
def reader() -> Reader:
    return Reader()


def test_a_new_exposure_is_told_once(reader: Reader) -> None:
    first = reader.hear(incident()).alert
    assert first is not None
    assert first.reasons == (Reason.NEW_EXPOSURE,)
    assert (first.update_of, first.broadcast) == (None, False)
    assert reader.hear(incident()) == Decision(None, frozenset(), "nothing material is new")


def test_several_new_exposures_make_one_alert_the_gravest_first(reader: Reader) -> None:
    low, high = exposure("a", severity=Severity.LOW), exposure("b", severity=Severity.HIGH)
    alert = reader.hear(incident(), (low, high)).alert
    assert alert is not None
    assert (alert.exposures, alert.severity) == ((high, low), Severity.HIGH)


def test_of_the_equally_grave_the_nearest_is_first(reader: Reader) -> None:
    far, near = replace(exposure("a"), path=("Harborline", "Quillmark")), replace(exposure("b"), path=("Quillmark",))
    alert = reader.hear(incident(), (far, near)).alert
    assert alert is not None
    assert alert.exposures == (near, far)


def test_without_an_exposure_there_is_nothing_to_tell(reader: Reader) -> None:
    assert reader.hear(incident(), ()).alert is None


def test_an_exposure_that_joins_is_a_broadcast_update_about_itself_only(reader: Reader) -> None:
    root = reader.hear(incident(), (exposure("a"),)).alert
    update = reader.hear(incident(), (exposure("a"), exposure("b"))).alert
    assert root is not None
    assert update is not None
    assert [one.key for one in update.exposures] == ["b"]
    assert (update.update_of, update.broadcast, update.reasons) == (root.key, True, (Reason.NEW_EXPOSURE,))


def test_an_exposure_that_a_new_dependency_brings_says_so_when_it_is_told(reader: Reader) -> None:
    first = reader.hear(incident(), by_edge=[exposure().key]).alert
    assert first is not None
    assert first.reasons == (Reason.NEW_EXPOSURE, Reason.EDGE_ADDED)
    later = reader.hear(incident(exposed=[NAMES, TOKENS]), by_edge=[exposure().key]).alert
    assert later is not None
    assert later.reasons == (Reason.DATA_TYPE_ADDED,)


@pytest.mark.parametrize(
    ("revision", "reasons"),
    [
        (incident(exposed=[NAMES, TOKENS], denied=[PASSWORDS], count=1000), (Reason.DATA_TYPE_ADDED,)),
        (incident(exposed=[NAMES], possible=[TOKENS], denied=[PASSWORDS], count=1000), (Reason.DATA_TYPE_ADDED,)),
        (incident(exposed=[NAMES, PASSWORDS], count=1000), (Reason.DENIAL_REVERSED,)),
        (incident(exposed=[NAMES], possible=[PASSWORDS], count=1000), (Reason.DENIAL_REVERSED,)),
        (incident(exposed=[NAMES], denied=[PASSWORDS], count=1101), (Reason.COUNT_CHANGED,)),
        (incident(exposed=[NAMES], denied=[PASSWORDS], count=899), (Reason.COUNT_CHANGED,)),
        (incident(denied=[PASSWORDS], count=1000, status=Status.CONFIRMED), (Reason.STATUS_CONFIRMED,)),
        (incident(denied=[PASSWORDS], count=1000, status=Status.DISPUTED), (Reason.STATUS_DISPUTED,)),
        (incident(denied=[PASSWORDS], count=1000, status=Status.RETRACTED), (Reason.STATUS_RETRACTED,)),
        (
            incident(exposed=[NAMES, PASSWORDS], count=9000, status=Status.CONFIRMED),
            (Reason.DENIAL_REVERSED, Reason.COUNT_CHANGED, Reason.STATUS_CONFIRMED),
        ),
    ],
)
def test_a_material_fact_is_one_update_and_told_once(
    reader: Reader, revision: Incident, reasons: tuple[Reason, ...]
) -> None:
    if Reason.STATUS_CONFIRMED not in reasons and revision.status is Status.CONFIRMED:
        revision = replace(revision, status=Status.REPORTED)
    root = reader.hear(incident(denied=[PASSWORDS], count=1000, status=Status.REPORTED)).alert
    update = reader.hear(revision).alert
    assert root is not None
    assert update is not None
    assert update.reasons == reasons
    assert update.update_of == root.key
    assert update.broadcast is (Reason.DENIAL_REVERSED in reasons)
    assert {change.fact for change in update.changes} <= {fact for _, fact in update.facts}
    assert len(update.changes) == len(reasons)
    assert reader.hear(revision).alert is None


@pytest.mark.parametrize(
    "revision",
    [
        incident(exposed=[NAMES, TOKENS], count=1000, quote="in other words: {}"),
        incident(exposed=[NAMES, TOKENS], count=1000, title="Another title", urls=("https://news.example/1",)),
        incident(exposed=[NAMES, TOKENS], denied=[PASSWORDS], count=1000),
        incident(exposed=[NAMES], possible=[TOKENS], count=1000),
        incident(exposed=[NAMES], count=1000),
        incident(exposed=[NAMES, TOKENS], count=1100),
        incident(exposed=[NAMES, TOKENS], count=900),
        incident(exposed=[NAMES, TOKENS], count=5000, unit="records"),
        incident(exposed=[NAMES, TOKENS]),
        incident(exposed=[NAMES, TOKENS], count=1000, status=Status.REPORTED),
        incident(exposed=[NAMES, TOKENS], count=1000, status=Status.ALLEGED),
    ],
)
def test_what_is_not_material_is_not_told(reader: Reader, revision: Incident) -> None:
    reader.hear(incident(exposed=[NAMES, TOKENS], count=1000))
    assert reader.hear(revision).alert is None


def test_a_count_that_creeps_is_told_when_it_has_left_the_told_one(reader: Reader) -> None:
    reader.hear(incident(count=1000))
    assert [bool(reader.hear(incident(count=count)).alert) for count in (1050, 1099, 1105, 1150)] == [0, 0, 1, 0]


def test_a_first_count_is_no_change_but_later_ones_are_measured_against_it(reader: Reader) -> None:
    reader.hear(incident())
    assert reader.reasons(incident(count=1000)) == ()
    assert reader.reasons(incident(count=1050)) == ()
    assert reader.reasons(incident(count=2_000_000)) == (Reason.COUNT_CHANGED,)


def test_people_and_records_are_each_measured_against_their_own(reader: Reader) -> None:
    reader.hear(incident(count=1000))
    assert reader.reasons(incident(count=5_000_000, unit="records")) == ()
    assert reader.reasons(incident(count=5_100_000, unit="records")) == ()
    update = reader.hear(incident(count=9_000_000, unit="records")).alert
    assert update is not None
    assert [change.text for change in update.changes] == ["Affected: now 9,000,000 records (said before: 5,000,000)."]
    assert reader.reasons(incident(count=1050)) == ()
    assert reader.reasons(incident(count=3000)) == (Reason.COUNT_CHANGED,)


def test_what_is_counted_now_is_not_said_to_have_been_said_before(reader: Reader) -> None:
    """As where two incidents, each told with a count of its own, are one: only the one of two exposures is new to it."""
    other = exposure("ternfold", path=("Ternfold",))
    reader.hear(incident(count=12_000))
    reader.hear(incident(count=9000), [other])
    update = reader.hear(incident(count=9000), [exposure(), other]).alert
    assert update is not None
    assert [change.text for change in update.changes if change.fact.startswith("count")] == [
        "Affected: now 9,000 people (said before: 12,000)."
    ]


def test_a_disputed_incident_that_is_confirmed_again_is_told(reader: Reader) -> None:
    reader.hear(incident())
    assert reader.reasons(incident(status=Status.DISPUTED)) == (Reason.STATUS_DISPUTED,)
    assert reader.reasons(incident()) == (Reason.STATUS_CONFIRMED,)
    assert reader.reasons(incident(status=Status.DISPUTED)) == ()
    assert reader.reasons(incident()) == (), "once ever, whatever flaps"


def test_a_disputed_incident_of_which_a_claim_is_left_is_not_told(reader: Reader) -> None:
    reader.hear(incident())
    assert reader.reasons(incident(status=Status.DISPUTED)) == (Reason.STATUS_DISPUTED,)
    assert reader.hear(incident(status=Status.ALLEGED)).alert is None
    joined = exposure("ternfold", path=("Ternfold",))  # first told of when the incident was disputed
    reader.hear(incident(status=Status.DISPUTED), [exposure(), joined])
    assert reader.hear(incident(status=Status.ALLEGED), [exposure(), joined]).alert is None


def test_a_retracted_incident_of_which_a_claim_is_left_is_not_told(reader: Reader) -> None:
    reader.hear(incident())
    assert reader.reasons(incident(status=Status.RETRACTED)) == (Reason.STATUS_RETRACTED,)
    assert reader.hear(incident(status=Status.ALLEGED)).alert is None


def test_a_count_that_was_noted_without_its_unit_is_measured_against(reader: Reader) -> None:
    reader.hear(incident())
    reader.told = replace(reader.told, facts=reader.told.facts | {(exposure().key, "count:1000")})
    assert reader.reasons(incident(count=3000)) == (Reason.COUNT_CHANGED,)


def test_a_denial_that_nobody_was_told_of_is_not_reversed(reader: Reader) -> None:
    reader.hear(incident(exposed=[NAMES, PASSWORDS]))
    assert reader.reasons(incident(denied=[PASSWORDS])) == ()
    assert reader.reasons(incident(exposed=[NAMES, PASSWORDS])) == ()


def test_a_denial_that_came_later_is_reversed_too(reader: Reader) -> None:
    reader.hear(incident())
    assert reader.reasons(incident(denied=[PASSWORDS])) == ()
    assert reader.reasons(incident(exposed=[NAMES, PASSWORDS])) == (Reason.DENIAL_REVERSED,)


def test_a_risen_severity_is_broadcast(reader: Reader) -> None:
    reader.hear(incident(), (exposure(severity=Severity.LOW),))
    update = reader.hear(incident(exposed=[NAMES, TOKENS]), (exposure(severity=Severity.CRITICAL),)).alert
    assert update is not None
    assert update.broadcast
    quiet = reader.hear(incident(exposed=[NAMES, TOKENS, DataType.GENETIC]), (exposure(severity=Severity.HIGH),)).alert
    assert quiet is not None
    assert not quiet.broadcast


def test_a_claim_that_others_confirm_is_broadcast_though_it_weighs_less_than_was_claimed(reader: Reader) -> None:
    """Whoever asks for no claims hears of it for the first time, and nobody put that off."""
    reader.hear(incident(exposed=[NAMES, TOKENS], status=Status.ALLEGED), (exposure(severity=Severity.HIGH),))
    story = incident(denied=[TOKENS], status=Status.REPORTED)
    update = reader.hear(story, (exposure(severity=Severity.LOW),)).alert
    assert update is not None
    assert (update.reasons, update.broadcast) == ((Reason.STATUS_REPORTED,), True)
    surer = reader.hear(replace(story, status=Status.CONFIRMED), (exposure(severity=Severity.LOW),)).alert
    assert surer is not None
    assert not surer.broadcast


def test_history_is_recorded_in_silence_and_words_never_page_it(reader: Reader) -> None:
    decision = reader.hear(incident(), page=False)
    assert decision.alert is None
    assert decision.facts_recorded
    assert reader.hear(incident(quote="other words: {}")).alert is None


def test_a_material_fact_of_silent_history_makes_a_first_alert(reader: Reader) -> None:
    reader.hear(incident(denied=[PASSWORDS]), page=False)
    alert = reader.hear(incident(exposed=[NAMES, PASSWORDS])).alert
    assert alert is not None
    assert alert.reasons == (Reason.NEW_EXPOSURE, Reason.DENIAL_REVERSED)
    assert (alert.update_of, alert.broadcast) == (None, False)


@pytest.mark.parametrize("status", [Status.REPORTED, Status.CONFIRMED])
def test_a_silent_claim_that_is_confirmed_makes_a_first_alert(reader: Reader, status: Status) -> None:
    reader.hear(incident(status=Status.ALLEGED), page=False)
    alert = reader.hear(incident(status=status)).alert
    assert alert is not None
    assert alert.update_of is None
    assert Reason.NEW_EXPOSURE in alert.reasons


@pytest.mark.parametrize("status", [Status.DISPUTED, Status.RETRACTED])
def test_nobody_is_told_that_something_unheard_of_is_withdrawn(reader: Reader, status: Status) -> None:
    reader.hear(incident(status=Status.ALLEGED), page=False)
    assert reader.hear(incident(status=status)).alert is None
    assert reader.reasons(incident()) == (Reason.NEW_EXPOSURE, Reason.STATUS_CONFIRMED)


def test_what_no_longer_holds_is_told_once_and_again_only_after_its_return(reader: Reader) -> None:
    first = reader.hear(incident()).alert
    assert first is not None
    gone = [Gone(exposure(), "It was another.")]
    update = reader.hear(incident(), (), gone=gone).alert
    assert update is not None
    assert (update.reasons, update.update_of) == ((Reason.EXPOSURE_WITHDRAWN,), first.key)
    assert reader.told.is_over
    back = reader.hear(incident()).alert
    assert back is not None
    assert (back.reasons, back.broadcast) == ((Reason.NEW_EXPOSURE,), True)
    assert [change.fact for change in back.changes] == ["exposed:2"]
    assert not reader.told.is_over
    assert reader.hear(incident()).alert is None
    again = reader.hear(incident(), (), gone=gone).alert
    assert again is not None
    assert again.key != update.key


def test_what_returns_in_silence_is_still_to_be_told(reader: Reader) -> None:
    reader.hear(incident())
    reader.hear(incident(), (), gone=[Gone(exposure(), "It was another.")])
    assert reader.hear(incident(), page=False).alert is None
    assert reader.reasons(incident()) == (Reason.NEW_EXPOSURE,)


def test_a_retraction_does_not_say_that_what_was_withdrawn_holds_again(reader: Reader) -> None:
    reader.hear(incident())
    reader.hear(incident(), (), gone=[Gone(exposure(), "It was another.")])
    update = reader.hear(incident(status=Status.RETRACTED)).alert
    assert update is not None
    assert (update.reasons, update.broadcast) == ((Reason.STATUS_RETRACTED,), False)
    assert [change.fact for change in update.changes] == ["status:retracted"]
    assert reader.told.is_over


def test_the_key_depends_on_tenant_lineage_and_facts_only() -> None:
    def key(**changes: object) -> str:
        arguments = {
            "tenant_id": "default",
            "incident_id": 1,
            "lineage": "L",
            "before": None,
            "incident": incident(),
            "exposures": (exposure("a"), exposure("b")),
            "told": Told(),
            "page": True,
            "now": NOW,
        }
        alert = decide(**(arguments | changes)).alert  # type: ignore[arg-type]
        assert alert is not None
        return alert.key

    assert key() == key(incident_id=2, exposures=(exposure("b"), exposure("a")), incident=incident(quote="else {}"))
    assert len({key(), key(tenant_id="other"), key(lineage="M"), key(incident=incident(count=3))}) == 4
