"""Weekdays that have their date with them, days counted back from another, since and until when something was so."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.extracted import extracted


@pytest.mark.parametrize(
    ("text", "occurred", "discovered", "disclosed"),
    [
        ("Tamarin noticed on Monday 8 June that it had been hacked.", "2026-06-08", "2026-06-08", None),
        ("Tamarin said on Friday, June 5, that hackers got in on Wednesday, May 27.", "2026-05-27", None, "2026-06-05"),
        ("Hackers were in the network of Tamarin from Saturday 23 May to Monday 1 June.", "2026-05-23", None, None),
        ("Hackers hit Tamarin on Sunday (31 May).", "2026-05-31", None, None),
        ("Tamarin was hacked on Sunday.", "2026-06-14", None, None),
        # counted back
        ("Tamarin told customers on 10 June that hackers had stolen names six days earlier.", "2026-06-04", None, "2026-06-10"),
        ("Tamarin told customers on 10 June that hackers had stolen names two months earlier.", "2026-04", None, "2026-06-10"),
        ("Tamarin noticed on Monday 8 June that hackers had entered the Friday before.", "2026-06-05", "2026-06-08", None),
        ("Tamarin said on Thursday that hackers had broken in three days earlier.", "2026-06-08", None, "2026-06-11"),
        ("Tamarin found the intrusion on 6 May, a week after it began.", "2026-04-29", "2026-05-06", None),
        ("The attack on Tamarin was stopped on 9 May, six days after it began.", "2026-05-03", None, None),
        # near misses: what else was so long before
        ("Tamarin was attacked on 3 May, five days after hackers broke in at its rival.", "2026-05-03", None, None),
        ("Hackers robbed Tamarin on 3 May with a password stolen elsewhere two weeks earlier.", "2026-05-03", None, None),
        # since when
        ("Hackers have had access to the mail of Tamarin since at least March.", "2026-03", None, None),
        ("The breach at Tamarin, found on 2 June, goes back to December 2025.", "2025-12", "2026-06-02", None),
        ("Orders that go back to March 2015 were stolen from Tamarin on 3 May 2026.", "2026-05-03", None, None),
        # until when not
        ("The theft of names from Tamarin on 3 May was not discovered until 9 May.", "2026-05-03", "2026-05-09", None),
        ("Tamarin did not tell customers until 9 June that it was hacked on 3 May.", "2026-05-03", None, "2026-06-09"),
        ("Tamarin will say no more until 9 June. It was hacked on 3 May.", "2026-05-03", None, None),
        # the day of a notice
        ("Date of breach: 05/03/2026. Date of notice: 06/01/2026. Tamarin, names.", "2026-05-03", None, "2026-06-01"),
        ("Breach at Tamarin: 05/03/2026. Date(s) consumer notification was provided: 06/01/2026", "2026-05-03", None, "2026-06-01"),
    ],
)  # fmt: skip
def test_the_days_of_an_incident(text: str, occurred: str, discovered: str | None, disclosed: str | None) -> None:
    dates = extracted(text, published=date(2026, 6, 15)).dates
    assert (dates.occurred, dates.disclosed) == (occurred, disclosed)
    assert discovered is None or dates.discovered == discovered
