"""What went wrong, by kind of error, with examples: where to look next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nlp.scoring import distinct, named, plain_name, same_date, same_name, types

Row = Mapping[str, Any]
Error = tuple[str, str]  # kind of error; what exactly


def errors_of(gold: Row, record: Row) -> Iterator[Error]:
    """The errors of one document; parties and data are looked at only where the verdict is right."""
    found = bool(record.get("is_disclosure"))
    if "is_disclosure" in gold and found != bool(gold["is_disclosure"]):
        what = f"false disclosure: {gold.get('kind', 'unknown')}" if found else "missed disclosure"
        yield what, f"kind {record.get('kind')}, score {record.get('score')}"
        return
    if not found:
        return
    yield from _party_errors(gold, record)
    yield from _data_errors(gold, record)
    yield from _fact_errors(gold, record)


def _party_errors(gold: Row, record: Row) -> Iterator[Error]:
    background = list(gold.get("breached_background") or ())
    victims, customers = list(gold.get("breached") or ()), list(gold.get("affected_downstream") or ())
    got = {role: named(record, role) for role in ("breached", "downstream", "threat_actor")}
    if "breached" in gold:
        bystanders = list(gold.get("not_breached") or ())
        for name in _without(got["breached"], victims + background):
            if _known(name, customers):
                yield "downstream as breached", name
            else:
                yield ("bystander as breached" if _known(name, bystanders) else "breached extra"), name
        for name in _without(victims, got["breached"]):
            yield ("breached as downstream" if _known(name, got["downstream"]) else "breached missing"), name
    if "affected_downstream" in gold:
        yield from (("downstream missing", name) for name in _without(customers, got["downstream"]))
        spared = customers + background + victims
        yield from (("downstream extra", name) for name in _without(got["downstream"], spared))
    if "threat_actors" in gold:
        actors = list(gold["threat_actors"])
        yield from (("threat actor missing", name) for name in _without(actors, got["threat_actor"]))
        yield from (("threat actor extra", name) for name in _without(got["threat_actor"], actors))


def _data_errors(gold: Row, record: Row) -> Iterator[Error]:
    if "data_types" not in gold:
        return
    right, denied = set(gold["data_types"]), set(gold.get("data_types_denied") or ())
    stated = set(gold.get("data_types_in_text", gold["data_types"])) - {"other"}
    exposed, said_denied = types(record, "exposed", "possible"), types(record, "denied")
    for kind in sorted(exposed - right):
        yield ("denied as exposed" if kind in denied else "type extra"), kind
    for kind in sorted(stated - exposed):
        yield ("exposed as denied" if kind in said_denied else "type missed"), kind
    if "data_types_denied" in gold:
        yield from (("denial missed", kind) for kind in sorted(denied - said_denied - {"other"}))
        yield from (("denial extra", kind) for kind in sorted(said_denied - denied - right))


def _fact_errors(gold: Row, record: Row) -> Iterator[Error]:
    if gold.get("records"):
        count = (record.get("records") or {}).get("count")
        if count is None:
            yield "count missing", str(gold["records"])
        elif abs(count - gold["records"]) > 0.1 * gold["records"]:
            yield "count wrong", f"{count} for {gold['records']}"
    if gold.get("occurred"):
        day = (record.get("dates") or {}).get("occurred")
        if not day:
            yield "date missing", gold["occurred"]
        elif not same_date(day, gold["occurred"]):
            yield "date wrong", f"{day} for {gold['occurred']}"


def _known(name: str, others: Iterable[str]) -> bool:
    return any(same_name(plain_name(name), plain_name(other)) for other in others)


def _without(names: Sequence[str], others: Sequence[str]) -> list[str]:
    return [group[0] for group in distinct(names) if not _known(group[0], others)]


def worst(gold: Iterable[Row], records: Mapping[str, Row]) -> list[tuple[str, list[str]]]:
    """Every kind of error with its examples ("id: what"), the most frequent first."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for labels in gold:
        for kind, what in errors_of(labels, records[labels["id"]]):
            kinds[kind].append(f"{labels['id']}: {what}")
    return sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
