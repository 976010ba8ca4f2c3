"""Which channels a message goes to, when, and why: a pure function of the routes and of what was told before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.asking import facts_of
from config.alerting import AlertSettings
from config.cron import next_time
from config.filters import Facts, FilterError, parse_filter
from config.routes import Route
from model.alert import Alert, Planned
from model.silence import Response, Silence
from model.vocabulary import DeliveryState, Status

DEFAULT_DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Plan:
    """The deliveries, each channel once; `repeat`: how soon to remind; `why`: a line for each route's decision."""

    deliveries: tuple[Planned, ...]
    repeat: timedelta | None
    why: tuple[str, ...]
    problems: tuple[str, ...]


def plan(
    alert: Alert,
    routes: Sequence[Route],
    *,
    now: datetime,
    settings: AlertSettings,
    already: Mapping[str, str] | None = None,
    silences: Sequence[Silence] = (),
    repeating: bool = False,
) -> Plan:
    """Where the alert goes; with `repeating` on the routes that ask for reminders alone.

    `already` are the channels that the lineage's alerts went to, with the digest that took them there ("" for none): an
    update goes there too, whatever it has become, for a retraction has to reach those who were alarmed. What only takes
    back what was told goes nowhere else, save where a route names its status.
    """
    chosen: dict[str, Planned] = {}
    why, problems, repeats = [], [], []
    holding = _holding(alert, silences, now)
    snoozes = [one.until for one in holding if one.response is Response.SNOOZE and not alert.broadcast]
    begin = max((now, *snoozes))  # when a snooze ends it may be quiet hours
    for number, rule in enumerate(() if alert.is_withdrawal else routes):
        if repeating and not rule.repeat:
            continue
        name = route_name(rule, number)
        refusal, trouble = _refusal(rule, alert)
        problems += [f"route {name}: {text}; the alert was sent" for text in trouble]
        why.append(f"route {name}: {refusal or 'takes it, to ' + ', '.join(rule.channels)}")
        if refusal:
            continue
        repeats += [rule.repeat] if rule.repeat else []
        for channel in rule.channels:
            wanted = _by_route(alert, rule, name, channel, now=begin, settings=settings)
            known = chosen.get(channel)
            chosen[channel] = min(known, wanted, key=_urgency) if known else wanted
    for channel, digest in sorted((already or {}).items()):
        if channel not in chosen:
            chosen[channel] = _told_before(alert, channel, digest, routes, now=begin, settings=settings)
            why.append(f"channel {channel}: was told before, so it hears of the update")
    deliveries = tuple(chosen.values())
    deliveries, silent = _silenced(alert, deliveries, holding)
    muted = bool(silent) and all(one.state is DeliveryState.MUTED for one in deliveries)
    repeat = min(repeats) if repeats and not muted and alert.incident.status is not Status.RETRACTED else None
    return Plan(deliveries, repeat, (*why, *silent), tuple(problems))


def after_snooze(
    until: datetime, routes: Sequence[Route], settings: AlertSettings
) -> Callable[[Alert, str, str], datetime]:
    """Tells when an alert that waits for a channel, with its digest ("" for none), comes once a snooze has ended."""

    def comes(alert: Alert, channel: str, digest: str) -> datetime:
        return _told_before(alert, channel, digest, routes, now=until, settings=settings).at

    return comes


def digest_time(digest: str, routes: Sequence[Route], settings: AlertSettings, now: datetime) -> datetime:
    """When the digest of that name comes next; one that no route has is the one that all else goes into."""
    named = (rule for number, rule in enumerate(routes) if rule.digest and route_name(rule, number) == digest)
    cron, timezone = next(((rule.digest, rule.timezone) for rule in named), (settings.digest, settings.timezone))
    return next_time(cron, timezone, now)


def awake(alert: Alert, silences: Sequence[Silence], now: datetime) -> datetime:
    """From when on nobody's snooze or mute holds it back, as far as is known."""
    broken = {Response.SNOOZE} if alert.broadcast else set()
    return max((now, *(one.until for one in _holding(alert, silences, now) if one.response not in broken)))


def route_name(rule: Route, number: int) -> str:
    """The route's id, or its place in the configuration."""
    return rule.id or f"routes.{number}"


def only_digest(alert: Alert) -> bool:
    """Whether all that it tells is too far away, or too small, to interrupt anybody."""
    return bool(alert.exposures) and all(exposure.digest_only for exposure in alert.exposures)


def _refusal(rule: Route, alert: Alert) -> tuple[str, list[str]]:
    """Why the route does not take the alert ("" where it does), and what could not be asked."""
    facts = facts_of(alert)
    reason = _unmet(rule, alert, facts)
    if reason or not rule.when:
        return reason, []
    try:
        return ("" if parse_filter(rule.when).matches(facts) else f"no, `{rule.when}` does not hold"), []
    except FilterError as error:
        return "", [str(error)]


def _unmet(rule: Route, alert: Alert, facts: Facts) -> str:
    """The first of the route's plain conditions that does not hold."""
    if alert.severity.rank < rule.min_severity.rank:
        return f"no, {alert.severity} is below {rule.min_severity}"
    if alert.incident.status is Status.ALLEGED and not rule.alleged:
        return "no, nobody but an attacker says so and the route does not ask for claims"
    if alert.takes_back and alert.incident.status not in rule.statuses:
        return "no, it only takes back what was told"
    wanted: list[tuple[str, str, Sequence[str]]] = [
        ("status", "its status", rule.statuses),
        ("data", "its data types", rule.data_types),
        ("owner", "its owners", rule.owners),
        ("tag", "its tags", rule.tags),
        ("source", "its sources", rule.sources),
    ]
    for field, words, values in wanted:
        allowed = {value.casefold() for value in values}
        if allowed and not allowed & {str(value).casefold() for value in facts[field]}:
            return f"no, {words} are not among the route's"
    if rule.max_hops is not None and min(exposure.distance for exposure in alert.exposures) > rule.max_hops:
        return f"no, it is more than {rule.max_hops} hops away"
    return ""


def _by_route(alert: Alert, rule: Route, name: str, channel: str, *, now: datetime, settings: AlertSettings) -> Planned:
    if rule.digest:
        return Planned(channel, next_time(rule.digest, rule.timezone, now), f"route {name}, by digest", name)
    if only_digest(alert):
        at = next_time(settings.digest, settings.timezone, now)
        return Planned(channel, at, f"route {name}; it only goes into digests", DEFAULT_DIGEST)
    quiet = rule.quiet.until(now, alert.severity) if rule.quiet else None
    if quiet:
        return Planned(channel, quiet, f"route {name}, after its quiet hours")
    return Planned(channel, now, f"route {name}")


def _told_before(
    alert: Alert, channel: str, digest: str, routes: Sequence[Route], *, now: datetime, settings: AlertSettings
) -> Planned:
    """What no route takes there any more: with its digest, or as quiet as the least quiet route that leads there."""
    if digest:
        return Planned(channel, digest_time(digest, routes, settings, now), "told before in a digest", digest)
    leading = [rule for rule in routes if channel in rule.channels and not rule.digest]
    quiet = [(rule.quiet.until(now, alert.severity) if rule.quiet else None) or now for rule in leading]
    at = min(quiet, default=now)
    return Planned(channel, at, "told before, after its quiet hours" if at > now else "told before")


def _urgency(planned: Planned) -> tuple[bool, datetime]:
    return bool(planned.digest), planned.at


def _silenced(
    alert: Alert, deliveries: tuple[Planned, ...], silences: Sequence[Silence]
) -> tuple[tuple[Planned, ...], list[str]]:
    """A mute keeps everything back; a snooze puts off what does not rise or reverse (such an update breaks it)."""
    told = []
    for silence in silences:
        until = f"{silence.until:%Y-%m-%d %H:%M} UTC by {silence.by or 'somebody'}"
        if silence.response is Response.SNOOZE:
            if alert.broadcast:
                told.append(f"snoozed until {until}, but this update breaks the snooze")
                continue
            deliveries = tuple(one.put_off(silence.until, f"snoozed until {until}") for one in deliveries)
            told.append(f"snoozed until {until}")
        else:
            deliveries = tuple(one.muted(f"muted until {until}: {silence.why}") for one in deliveries)
            told.append(f"muted until {until}: {silence.why}")
    return deliveries, told


def _holding(alert: Alert, silences: Sequence[Silence], now: datetime) -> list[Silence]:
    return [one for one in silences if one.until > now and _concerns(one, alert)]


def _concerns(silence: Silence, alert: Alert) -> bool:
    if silence.lineage is not None:
        return silence.lineage == alert.lineage
    return holds_for(silence.expression, alert)


def holds_for(expression: str, alert: Alert) -> bool:
    """Whether a mute by this expression concerns the alert; what takes something back, only if it did that as well."""
    facts = [facts_of(alert)]
    if alert.corrects is not None:
        facts.append({**facts[0], "severity": (alert.corrects.value,)})
    try:
        return all(parse_filter(expression).matches(each) for each in facts)
    except FilterError:
        return False  # what cannot be asked mutes nothing
