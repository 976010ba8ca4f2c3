from __future__ import annotations

import pytest

from nlp.parties.stacked import opinions
from nlp.trained.odds import log_odds, probability

WEIGHTS = {"hit": 3.0, "quoted": -3.0, "bias": 0.0}


def test_values_count_to_two_and_unknown_features_for_nothing() -> None:
    assert log_odds({"hit": 5.0, "other": 1.0}, WEIGHTS) == pytest.approx(6.0)
    assert probability({}, WEIGHTS) == pytest.approx(0.5)


def test_the_likeliest_name_leads_the_next_and_the_others_lag_behind_it() -> None:
    first, second, third = opinions([{"hit": 1.0}, {"quoted": 1.0}, {}], WEIGHTS)
    assert (first["w_best"], second["w_best"], third["w_best"]) == (1.0, 0.0, 0.0)
    assert first["w_margin"] == pytest.approx(1.0)  # 3.0 over 0.0, divided by three
    assert second["w_margin"] == pytest.approx(-2.0)


def test_a_name_alone_leads_by_the_most_and_no_name_has_no_opinion() -> None:
    assert opinions([{"quoted": 1.0}], WEIGHTS)[0]["w_margin"] == pytest.approx(2.0)
    assert opinions([], WEIGHTS) == []
