"""Any sequence of revisions: told once, nothing for words, one alert for each material change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from fakes.alert_samples import NOW, exposure, incident
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alerts.decide import decide
from model.alert import GONE, Told, once_more
from model.exposure import Gone
from model.incident import Incident
from model.vocabulary import DataType, Reason, Severity, Status

TYPES = [DataType.NAMES, DataType.PASSWORDS, DataType.AUTH_TOKENS]
words = st.sampled_from(["{}", "in other words {}", "{} again"])


@st.composite
def revisions(draw: st.DrawFn) -> Incident:
    states = {kind: draw(st.sampled_from(["exposed", "possible", "denied", ""])) for kind in TYPES}
    return incident(
        exposed=[kind for kind in TYPES if states[kind] == "exposed"],
        possible=[kind for kind in TYPES if states[kind] == "possible"],
        denied=[kind for kind in TYPES if states[kind] == "denied"],
        count=draw(st.sampled_from([None, 1000, 1050, 1300, 50_000])),
        status=draw(st.sampled_from(Status)),
        quote=draw(words),
        urls=(draw(st.sampled_from(["https://a.example/1", "https://b.example/2"])),),
    )


steps = st.lists(st.tuples(revisions(), st.sets(st.sampled_from("ab")), st.booleans()), min_size=1, max_size=8)


def lost(told: Told, present: Collection[str]) -> tuple[list[Gone], Told]:
    """What was told aloud and is not there any more, as the matching stage finds it; noted where readers know it."""
    keys = [key for key in sorted(told.aloud - {*present}) if not told.is_gone(key)]
    if told.status is not Status.RETRACTED:
        return [Gone(exposure(key), "Why.") for key in keys], told
    return [], replace(told, facts=told.facts | {(key, once_more(GONE, told.of(key))) for key in keys})


def revision(status: Status, *denied: DataType) -> Incident:
    return incident(status=status, exposed=[kind for kind in TYPES if kind not in denied], denied=denied)


# Of the second exposure nothing was told before the withdrawal in silence, nor noted with it.
WITHHELD: list[tuple[Incident, set[str], bool]] = [
    (revision(Status.ALLEGED), {"a"}, True),
    (revision(Status.RETRACTED, DataType.AUTH_TOKENS), {"a", "b"}, False),
    (revision(Status.ALLEGED), {"a", "b"}, True),
]


@settings(deadline=None, max_examples=150)
@given(steps)
@example(WITHHELD)
def test_every_sequence(sequence: list[tuple[Incident, set[str], bool]]) -> None:
    told, before, keys, silent = Told(), None, set[str](), False
    for inc, names, page in sequence:
        exposures = [exposure(name) for name in sorted(names)]
        for again in (False, True):
            gone, told = lost(told, names)
            gone = gone if page else []
            decision = decide(
                tenant_id="t", incident_id=1, lineage="L", before=before, incident=inc, exposures=exposures,
                told=told, page=page, now=NOW, gone=gone,
            )  # fmt: skip
            alert = decision.alert
            assert set(alert.withdrawn if alert else ()) == {one.exposure.key for one in gone}, "each withdrawal once"
            assert not decision.facts_recorded & told.facts, "each fact once"
            assert not (alert and not page), "silence is silence"
            assert not (alert and again), "the same revision never speaks twice"
            if alert:
                assert alert.key not in keys
                assert frozenset(alert.facts) == decision.facts_recorded
                assert alert.update_of == told.root_key
                holding = {one for one in alert.exposures if one.key not in alert.withdrawn}
                assert holding <= set(exposures)
                assert holding or (alert.is_withdrawal, alert.severity, alert.broadcast) == (True, Severity.LOW, False)
                keys.add(alert.key)
            root = told.root_key or (alert.key if alert else None)
            last = alert.incident.status if alert else told.status
            aloud = told.aloud | {key for key, _ in alert.facts} if alert else told.aloud
            told = Told(told.facts | decision.facts_recorded, root, Severity.MEDIUM if root else None, last, aloud)
            if page and Status.RETRACTED not in (inc.status, last):
                assert {key for key in told.aloud if told.is_gone(key)} == told.aloud - names, (
                    "as it is, so it was told"
                )
            if page and names and last is not None and Status.RETRACTED in (inc.status, last) and not told.is_over:
                assert inc.status in (last, Status.ALLEGED), "nobody goes on by what is not so"
            before = inc
        if page and names and inc.status not in (Status.DISPUTED, Status.RETRACTED):
            assert keys or silent, "what may page and was never recorded in silence is told"
        silent = silent or (bool(names) and not keys)


@settings(deadline=None, max_examples=100)
@given(revisions(), words)
def test_words_and_sources_are_never_material(inc: Incident, other: str) -> None:
    common = {"tenant_id": "t", "incident_id": 1, "lineage": "L", "page": True, "now": NOW, "exposures": [exposure()]}
    first = decide(before=None, incident=inc, told=Told(), **common)  # type: ignore[arg-type]
    facts = tuple(
        replace(
            f,
            said_by=tuple(
                replace(s, url="https://c.example/", evidence=replace(s.evidence, quote=other)) for s in f.said_by * 2
            ),
        )
        for f in inc.data_types
    )
    reworded = replace(inc, title=other, data_types=facts, sources=("https://c.example/",))
    root = first.alert.key if first.alert else None
    told = Told(first.facts_recorded, root, Severity.MEDIUM if root else None)
    assert decide(before=inc, incident=reworded, told=told, **common).alert is None  # type: ignore[arg-type]


@dataclass
class Story:
    """What is known of one incident, and what its readers were told: the rules once more, in the plainest form."""

    exposed: set[DataType] = field(default_factory=set)
    denied: set[DataType] = field(default_factory=set)
    count: int | None = None
    status: Status = Status.REPORTED
    quote: str = "{}"
    url: str = "https://a.example/1"
    counts_told: set[int] = field(default_factory=set)
    surest_told: int = -1
    over: bool = False
    absent: bool = False

    def incident(self) -> Incident:
        return incident(
            exposed=sorted(self.exposed), denied=sorted(self.denied), count=self.count, status=self.status,
            quote=self.quote, urls=(self.url,),
        )  # fmt: skip

    def told(self) -> None:
        if self.count is not None:
            self.counts_told.add(self.count)
        self.surest_told = max(self.surest_told, SURE.index(self.status) if self.status in SURE else -1)

    def happens(self, what: str, value: object) -> Reason | None:
        """The one reason to speak of it, None where it is no news, or reaches nobody."""
        reason: Reason | None = getattr(self, what)(value)
        return None if self.absent and reason is not Reason.EXPOSURE_WITHDRAWN else reason

    def leaves(self, _: object) -> Reason | None:
        if self.absent or self.over:
            return None
        self.absent = True
        return Reason.EXPOSURE_WITHDRAWN

    def returns(self, _: object) -> Reason | None:
        was, self.absent = self.absent, False
        return (Reason.STATUS_RETRACTED if self.over else Reason.NEW_EXPOSURE) if was else None

    def reworded(self, quote: str) -> None:
        self.quote = quote

    def told_elsewhere(self, url: str) -> None:
        self.url = url

    def denies(self, kind: DataType) -> None:
        if kind not in self.exposed:
            self.denied.add(kind)

    def exposes(self, kind: DataType) -> Reason | None:
        known, reversed_ = kind in self.exposed, kind in self.denied
        self.exposed.add(kind)
        self.denied.discard(kind)
        return None if known else Reason.DENIAL_REVERSED if reversed_ else Reason.DATA_TYPE_ADDED

    def counts(self, count: int) -> Reason | None:
        self.count = count
        if not self.counts_told:
            if self.absent:
                return None
            self.counts_told.add(count)  # a first figure is no change, but later ones are measured against it
            return None
        return Reason.COUNT_CHANGED if all(abs(count - each) > each / 10 for each in self.counts_told) else None

    def stands(self, status: Status) -> Reason | None:
        if self.over:
            return None
        self.status = status
        rises = SURE.index(status) > self.surest_told
        return (
            {Status.REPORTED: Reason.STATUS_REPORTED, Status.CONFIRMED: Reason.STATUS_CONFIRMED}.get(status)
            if rises
            else None
        )

    def is_withdrawn(self, _: object) -> Reason | None:
        news = None if self.over else Reason.STATUS_RETRACTED
        self.status, self.over = Status.RETRACTED, True
        return news


SURE = (Status.ALLEGED, Status.REPORTED, Status.CONFIRMED)
events = st.one_of(
    st.tuples(st.just("reworded"), words),
    st.tuples(st.just("told_elsewhere"), st.sampled_from(["https://b.example/", "https://c.example/"])),
    st.tuples(st.just("denies"), st.sampled_from(TYPES)),
    st.tuples(st.just("exposes"), st.sampled_from(TYPES)),
    st.tuples(st.just("counts"), st.sampled_from([1000, 1050, 1099, 1101, 900, 50_000])),
    st.tuples(st.just("stands"), st.sampled_from(SURE)),
    st.tuples(st.just("is_withdrawn"), st.none()),
    st.tuples(st.sampled_from(["leaves", "returns"]), st.none()),
)


UNTOLD = [("counts", 1050), ("counts", 1000), ("leaves", None), ("counts", 1050), ("returns", None), ("counts", 900)]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SURE), st.lists(events, max_size=14))
@example(Status.ALLEGED, UNTOLD)
def test_one_alert_for_each_material_change_and_none_for_anything_else(
    first: Status, happens: list[tuple[str, object]]
) -> None:
    story, told, before = Story(status=first), Told(), None
    root, sent, expected = "", 0, 0
    said: set[Status] = set()
    for what, value in [("reworded", "{}"), *happens]:
        news = story.happens(what, value)
        news = Reason.NEW_EXPOSURE if before is None else news
        now, found = story.incident(), [] if story.absent else [exposure()]
        gone, told = lost(told, {one.key for one in found})
        decision = decide(
            tenant_id="t", incident_id=1, lineage="L", before=before, incident=now, exposures=found,
            told=told, page=True, now=NOW, gone=gone,
        )  # fmt: skip
        alert = decision.alert
        assert (alert is not None) is (news is not None), f"{what} {value}: {decision.why}"
        if alert is not None:
            assert news in alert.reasons
            loud = news in (Reason.DENIAL_REVERSED, Reason.NEW_EXPOSURE) or Reason.DENIAL_REVERSED in alert.reasons
            loud |= Status.ALLEGED in said and said.isdisjoint(SURE[1:]) and now.status in SURE[1:]
            said.add(now.status)
            assert (alert.update_of, alert.broadcast) == ((root or None), bool(root) and loud)
            root = root or alert.key
            if news is not Reason.EXPOSURE_WITHDRAWN:  # which says no more than that
                story.told()
        sent, expected = sent + (alert is not None), expected + (news is not None)
        last = alert.incident.status if alert else told.status
        aloud = frozenset({exposure().key})
        told = Told(told.facts | decision.facts_recorded, root or None, exposure().severity, last, aloud)
        before = now
    assert sent == expected
