"""Any sequence of revisions: told once, nothing for words, one alert for each material change."""

from __future__ import annotations

from fakes.alert_samples import NOW, exposure, incident
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.decide import decide
from model.alert import Told
from model.incident import Incident
from model.vocabulary import DataType, Severity, Status

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


steps = st.lists(
    st.tuples(revisions(), st.sets(st.sampled_from("ab"), min_size=1), st.booleans()), min_size=1, max_size=8
)


@settings(deadline=None, max_examples=150)
@given(steps)
def test_every_sequence(sequence: list[tuple[Incident, set[str], bool]]) -> None:
    told, before, keys, silent = Told(), None, set[str](), False
    for inc, names, page in sequence:
        exposures = [exposure(name) for name in sorted(names)]
        for again in (False, True):
            decision = decide(
                tenant_id="t", incident_id=1, lineage="L", before=before, incident=inc, exposures=exposures,
                told=told, page=page, now=NOW,
            )  # fmt: skip
            alert = decision.alert
            assert not decision.facts_recorded & told.facts, "each fact once"
            assert not (alert and not page), "silence is silence"
            assert not (alert and again), "the same revision never speaks twice"
            if alert:
                assert alert.key not in keys
                assert frozenset(alert.facts) == decision.facts_recorded
                assert alert.update_of == told.root_key
                assert set(alert.exposures) <= set(exposures)
                keys.add(alert.key)
            root = told.root_key or (alert.key if alert else None)
            told = Told(told.facts | decision.facts_recorded, root, Severity.MEDIUM if root else None)
            before = inc
        if page and inc.status not in (Status.DISPUTED, Status.RETRACTED):
            assert keys or silent, "what may page and was never recorded in silence is told"
        silent = silent or not keys


@settings(deadline=None, max_examples=100)
@given(revisions(), words)
def test_words_and_sources_are_never_material(inc: Incident, other: str) -> None:
    from dataclasses import replace

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
