"""Which channels an alert goes to."""

from __future__ import annotations

from fakes.alert_samples import alert, exposure, incident

from alerts.routing import route
from config.channels import Route
from model.vocabulary import Severity, Status

HIGH = alert(exposures=(exposure(severity=Severity.HIGH),))
CLAIM = alert(incident(status=Status.ALLEGED))


def test_every_channel_once_in_the_order_of_the_routes() -> None:
    routes = [Route(channels=["mail", "secops"]), Route(channels=["secops", "hook"])]
    assert route(HIGH, routes) == ("mail", "secops", "hook")


def test_a_route_takes_what_is_grave_enough() -> None:
    routes = [Route(channels=["a"], min_severity=Severity.CRITICAL), Route(channels=["b"], min_severity=Severity.HIGH)]
    assert route(HIGH, routes) == ("b",)


def test_a_claim_goes_only_where_it_is_asked_for() -> None:
    assert route(CLAIM, [Route(channels=["a"]), Route(channels=["b"], alleged=True)]) == ("b",)


def test_an_update_goes_where_the_first_alert_went() -> None:
    routes = [Route(channels=["a"], min_severity=Severity.CRITICAL)]
    assert route(HIGH, routes, already={"a", "z"}) == ("a", "z")
