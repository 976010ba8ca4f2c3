"""A message's neutral content: what every channel shows, in its own dress."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from alerts.clocks.lines import DISCLAIMER, due_lines, owed_lines
from alerts.content import Content, DataGroup, DataLine, SourceLine
from alerts.paths import lists_shared, paths_of
from alerts.shares import share_lines
from alerts.text import clean, web_link
from alerts.withdrawal import STANDS
from alerts.wording import (
    OURS,
    REASONS,
    STATUSES,
    TRUSTS,
    breached_names,
    change_text,
    data_title,
    kind_word,
    labels,
    supplier_name,
)
from model.alert import EXPOSED, Alert, Message
from model.disclosure import Evidence
from model.exposure import Exposure
from model.incident import DataFact, Incident, PartyFact, Provenance
from model.inventory import DEFAULT_TENANT
from model.notice import Notice
from model.vocabulary import DataStatus, DataType, MatchedOn, Reason, Role, Status, Trust

MAX_PATHS = 8
MAX_SOURCES = 8
MAX_LINES = 60
_REFERENCE = 12  # characters of a key, enough to find it by
_QUOTE = 400
_CHANGE = 600  # with the sentence that it rests on
_USED = ", which you use"
_PERHAPS_USED = ", which you may use"


def render(message: Message) -> Content:
    """The message for a reader."""
    return _notice(message) if isinstance(message, Notice) else _alert(message)


def subject_of(message: Message) -> str:
    """What a message is about, in a few words from outside: for progress and problem lines."""
    return message.title if isinstance(message, Notice) else message.incident.title


def _notice(notice: Notice) -> Content:
    return Content(
        headline=clean(notice.title, 140),
        severity=notice.severity,
        status=notice.reason.value,
        update=notice.update_of is not None,
        reasons=(REASONS[notice.reason],),
        lines=tuple(clean(line, 400) for line in notice.lines[:MAX_LINES]),
        more_lines=max(0, len(notice.lines) - MAX_LINES),
        table=tuple(tuple(clean(cell, 200) for cell in row) for row in notice.table[: MAX_LINES + 1]),
        trend=notice.trend,
        note=" ".join(filter(None, (_covered(notice), _credited(notice)))),
        reference=f"notice {notice.key[:12]}",
    )


def _covered(notice: Notice) -> str:
    if not notice.covers:
        return ""
    what = "1 alert" if notice.covers == 1 else f"{notice.covers:,} alerts"
    return f"This stands for {what}: `tocsin alert list` shows each, `tocsin incident show N` the evidence."


def _credited(notice: Notice) -> str:
    return clean(f"Attribution: {'; '.join(notice.credits)}", 400) if notice.credits else ""


def _alert(alert: Alert) -> Content:
    """The alert for a reader: at most 8 paths and 8 sources in full, the numbers of the others."""
    incident = alert.seen
    stated = [exposure.shared for exposure in alert.holding if lists_shared(exposure)]
    shared = frozenset[DataType]().union(*stated)
    sources = _sources(incident)
    return Content(
        headline=title_of(alert),
        severity=alert.severity,
        status=status_of(alert),
        summary=_withdrawn(alert) if alert.is_withdrawal else _summary(incident, alert.holding),
        update=alert.update_of is not None,
        changes=tuple(clean(change.text or change_text(change.fact, incident), _CHANGE) for change in alert.changes),
        reasons=tuple(f"{reason.value}: {_reason_words(alert, reason)}" for reason in alert.reasons),
        marks=tuple(reason.value for reason in alert.reasons) if alert.update_of else (),
        paths=paths_of(alert)[:MAX_PATHS],
        more_paths=max(0, len(alert.exposures) - MAX_PATHS),
        data=() if alert.is_withdrawal else _groups(incident, shared),
        facts=(*(() if alert.is_withdrawal else _facts(incident, alert.holding)), *_attribution(alert.attributions)),
        sources=sources[:MAX_SOURCES],
        more_sources=max(0, len(sources) - MAX_SOURCES),
        due=(*due_lines(alert.clocks), DISCLAIMER) if alert.clocks else (),
        owed=owed_lines(alert.owed),
        reference=_reference(alert),
        answer=_answer(alert),
    )


def _reference(alert: Alert) -> str:
    return "a sample" if alert.is_sample else f"incident {alert.incident_id}, alert {alert.key[:_REFERENCE]}"


def _answer(alert: Alert) -> str:
    """How to take it in hand: few who read a mail know the number that the database gave it."""
    if alert.is_sample:
        return "there is nothing to acknowledge: `tocsin alert list` does not know it"
    whose = "" if alert.tenant_id == DEFAULT_TENANT else f" --tenant {alert.tenant_id}"
    return f"`tocsin alert ack {alert.key[:_REFERENCE]}{whose}` says that you are on it"


def _attribution(lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What licences ask to be printed with what was learnt from their sources."""
    return (("Attribution", clean("; ".join(lines), 400)),) if lines else ()


def title_of(alert: Alert) -> str:
    """The alert's headline: what happened, or what no longer holds."""
    if not alert.is_withdrawal or alert.incident.status is Status.RETRACTED:
        return headline(alert.incident, alert.holding or alert.exposures)
    ends = list(dict.fromkeys(supplier_name(each.path[-1], 50) for each in alert.exposures))
    who = ends[0] if len(ends) == 1 else f"{ends[0]} and {len(ends) - 1} more"
    reach = _reach(list(alert.exposures), firm=False, several=len(ends) > 1)
    return clean(f"{STANDS.capitalize()}: {kind_word(alert.incident)} at {who}{reach}", 140)


def status_of(alert: Alert) -> str:
    """How sure it is, in words for the reader of this alert."""
    ended = alert.is_withdrawal and alert.incident.status is not Status.RETRACTED
    return STANDS if ended else STATUSES[alert.incident.status]


def headline(incident: Incident, exposures: Iterable[Exposure]) -> str:
    """What happened and by whose way it comes, in at most 140 code points; what is only claimed says so first."""
    reaching = list(exposures)
    names = [clean(name, 50) for name in breached_names(incident, reaching)]
    reach = _reach(reaching, firm=incident.status is Status.CONFIRMED, several=len(names) > 1)
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    who, after = (names[0], more and f",{more}") if reach in (_USED, _PERHAPS_USED) else (names[0] + more, "")
    what = kind_word(incident)
    said = {
        Status.ALLEGED: f"Claimed, not confirmed: {what} at {who}",
        Status.REPORTED: f"Reported: {what} at {who}",
        Status.CONFIRMED: f"{what.capitalize()} at {who}",
        Status.DISPUTED: f"Disputed: {what} at {who}",
        Status.RETRACTED: f"Withdrawn: {what} at {who}",
    }[incident.status]
    return clean(f"{said}{reach}{after}", 140)


def _reach(exposures: list[Exposure], *, firm: bool, several: bool) -> str:
    if roles := {exposure.own for exposure in exposures if exposure.own}:
        breached = f"{', among them' if several else ','} {OURS}"
        return breached if Role.BREACHED in roles else f"{' hits' if firm else ', which would hit'} {OURS}"
    vias = list(dict.fromkeys(clean(e.path[0] or "", 40) for e in exposures if len(e.path) > 1))
    direct = [e.matched_on for e in exposures if len(e.path) == 1]
    if direct or not vias:
        return _PERHAPS_USED if direct and {*direct} == {MatchedOn.GROUP} else _USED
    others = f" and {len(vias) - 1} more" if len(vias) > 1 else ""
    return f"{' reaches' if firm else ', which would reach'} you through {vias[0]}{others}"


def _withdrawn(alert: Alert) -> str:
    if all(exposure.own for exposure in alert.exposures):
        return f"You were told that this concerns {OURS}; that holds no more."
    if len(alert.exposures) == 1:
        return "You were told of a way by which this reaches you; it holds no more."
    return f"You were told of {len(alert.exposures)} ways by which this reaches you; they hold no more."


def _summary(incident: Incident, exposures: Iterable[Exposure]) -> str:
    """The status in a sentence. Never states as a fact what is only claimed."""
    exposures = list(exposures)
    parties = incident.organisations(Role.BREACHED, Role.DOWNSTREAM)
    best = _best(said for party in parties for said in party.said_by)
    sure, less = _by_voice(incident, breached_names(incident, exposures), best)
    names, teller = clean(" and ".join(sure), 120), _teller(incident, best)
    told = "claimed by an attacker" if incident.only_claimed else "reported"
    said = {
        Status.ALLEGED: f"An attacker claims a {kind_word(incident)} at {names}. Nobody has confirmed it.",
        Status.REPORTED: f"A {kind_word(incident)} at {names} is reported by {teller}. It is not yet confirmed.",
        Status.CONFIRMED: f"The {kind_word(incident)} at {names} is confirmed by {teller}.",
        Status.DISPUTED: f"A {kind_word(incident)} at {names} was {told}; the party disputes it.",
        Status.RETRACTED: f"A {kind_word(incident)} at {names} was reported and has since been withdrawn.",
    }[incident.status]
    vias = dict.fromkeys(via for exposure in exposures if (via := _hit_through(incident, exposure)))
    via = clean(" and ".join(vias), 120)
    return " ".join([said, *less, *([f"Hit through it, and not itself entered: {via}."] if via else [])])


def _by_voice(incident: Incident, names: Sequence[str], best: Provenance | None) -> tuple[Sequence[str], list[str]]:
    """Of several who were breached those of whom the best voice speaks, and for the others a sentence on theirs."""
    said_of = {party.name: _best(party.said_by) for party in incident.organisations(Role.BREACHED)}
    others = {name: said for name in names if (said := said_of.get(name)) and best and said.trust is not best.trust}
    sure = [name for name in names if name not in others]
    if not others or not sure or incident.status not in (Status.REPORTED, Status.CONFIRMED):
        return names, []
    who, voice = clean(" and ".join(others), 120), _voice(_best(others.values()))
    return sure, [f"That {who} {'were' if len(others) > 1 else 'was'} breached as well is told by {voice}."]


def _hit_through(incident: Incident, exposure: Exposure) -> str | None:
    """The first vendor where a disclosure says that it was hit through its supplier, and nobody that it was entered."""
    names = {exposure.path[0], *(hop.user for hop in exposure.hops[:1])} if exposure.hops else set()
    downstream = {party.name for party in incident.organisations(Role.DOWNSTREAM) if not party.only_claimed}
    breached = {party.name for party in incident.organisations(Role.BREACHED)}
    return exposure.path[0] if names & downstream and not names & breached else None


def _best(voices: Iterable[Provenance]) -> Provenance | None:
    """The one of the highest trust."""
    return min(voices, key=lambda said: said.trust.rank, default=None)


def _teller(incident: Incident, said: Provenance | None) -> str:
    """The same; a vendor that tells of those hit through another may be the one, or one of the others."""
    told = {each.report_id for party in incident.organisations(Role.DOWNSTREAM) for each in party.said_by}
    link = web_link(said.url) if said else None
    if said and link and said.trust is Trust.VENDOR and said.report_id in told:
        return f"one of those concerned ({link.host})"
    return _voice(said)


def _voice(said: Provenance | None) -> str:
    """Who speaks there, and on which host."""
    link = web_link(said.url) if said else None
    return f"{TRUSTS[said.trust]} ({link.host})" if said and link else "its sources"


def _reason_words(alert: Alert, reason: Reason) -> str:
    again = reason is Reason.NEW_EXPOSURE and any(change.fact.startswith(f"{EXPOSED}:") for change in alert.changes)
    first = any(fact == EXPOSED for _, fact in alert.facts)
    if again and not first:
        return "this way into your inventory holds again"
    new = [exposure for exposure in alert.exposures if (exposure.key, EXPOSED) in alert.facts]
    ours = [clean(exposure.why, 200) for exposure in new if exposure.own and reason is Reason.NEW_EXPOSURE]
    return "; ".join(ours[:1] if ours and len(ours) == len(new) else [*ours[:1], REASONS[reason]])


def _groups(incident: Incident, shared: frozenset[DataType]) -> tuple[DataGroup, ...]:
    return tuple(group for status in DataStatus if (group := _data(incident, status, shared)).lines)


def _data(incident: Incident, status: DataStatus, shared: frozenset[DataType]) -> DataGroup:
    order = list(DataType)
    if status is DataStatus.DENIED:
        shared = frozenset()
    facts = [fact for fact in incident.data_types if fact.status is status]
    # One sentence often names several types: it is shown once, with all of them.
    said: dict[tuple[bool, bool, str, str], list[DataType]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.type not in shared, order.index(fact.type))):
        claimed = incident.status is not Status.ALLEGED and fact.only_claimed
        said.setdefault((fact.type in shared, claimed, *_quoted(fact)), []).append(fact.type)
    lines = tuple(
        DataLine(labels(types), quote, host, _note(len(types), mine=mine, claimed=claimed))
        for (mine, claimed, quote, host), types in said.items()
    )
    return DataGroup(data_title(status, incident.status), status, lines)


def _note(number: int, *, mine: bool, claimed: bool) -> str:
    shared = "you share this" if number == 1 else "you share these"
    return "; ".join([shared] * mine + ["only an attacker says so"] * claimed)


def _quoted(fact: DataFact) -> tuple[str, str]:
    """The newest sentence of the highest trust, and the host that it stands on."""
    if not fact.said_by:
        return "", ""
    said = min(fact.said_by, key=lambda said: said.trust.rank)
    link = web_link(said.url)
    return _quote(said.evidence), link.host if link else ""


def _quote(evidence: Evidence) -> str:
    return clean(evidence.quote, _QUOTE)


def _facts(incident: Incident, exposures: Iterable[Exposure]) -> tuple[tuple[str, str], ...]:
    rows = [
        *((f"Of {name}", told) for name, told in _of_each(incident, {exposure.end for exposure in exposures})),
        ("Affected", incident.records.text if incident.records else ""),
        ("Happened", incident.occurred or ""),
        ("Disclosed", incident.disclosed or ""),
        ("Hit through it", ", ".join(_customer(party) for party in incident.organisations(Role.DOWNSTREAM))),
        ("Actor named", ", ".join(party.name for party in incident.organisations(Role.THREAT_ACTOR))),
    ]
    return tuple((name, clean(value, 200)) for name, value in rows if value)


def _of_each(incident: Incident, ends: Collection[str]) -> list[tuple[str, str]]:
    """What holds of each of several who were breached, of those at the `ends` of ways, unless the same holds of all."""
    told = tuple(share for share in incident.shares if share.status and share.organisation_id in ends)
    return share_lines(replace(incident, shares=told)) if len({share.told for share in told}) > 1 else []


def _customer(party: PartyFact) -> str:
    return f"{party.name} (only an attacker says so)" if party.only_claimed else party.name


def _sources(incident: Incident) -> tuple[SourceLine, ...]:
    kinds = {said.url: TRUSTS[said.trust] for said in _all_said(incident)}
    urls = dict.fromkeys(filter(None, [*incident.sources, *kinds]))  # what a person corrected has no address
    return tuple(SourceLine(web_link(url), clean(url, 120), kinds.get(url, "")) for url in urls)


def _all_said(incident: Incident) -> Iterable[Provenance]:
    for party in incident.parties:
        yield from party.said_by
    for fact in incident.data_types:
        yield from fact.said_by
    if incident.records:
        yield incident.records.said_by
    if incident.against:
        yield incident.against
