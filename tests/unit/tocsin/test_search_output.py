from __future__ import annotations

import pytest
from rich.console import Console

from storage.search.facets import Facets
from tocsin.output.search_output import facet_rows


@pytest.mark.parametrize("is_capped", [True, False])
def test_a_facet_that_is_wider_than_the_terminal_goes_on_below_its_values(*, is_capped: bool) -> None:
    counts = Facets(
        counted=5000,
        is_capped=is_capped,
        kinds=(("breach", 50), ("third_party_breach", 4)),
        statuses=(("reported", 54),),
        data_types=(),
        denied=(),
        vendors=(("Quillmark", 3), ("Tarn Valley Health", 1)),
        further_vendors=1200,
        years=(),
    )
    console = Console(width=40, highlight=False)
    with console.capture() as shown:
        console.print(facet_rows(counts))
    note = ["counted over the newest 5,000:"] if is_capped else []
    assert [line.rstrip() for line in shown.get().splitlines()] == [
        *note,
        "vendors    Quillmark 3, Tarn Valley",
        "           Health 1, and 1,200 more",
        "kinds      breach 50, third_party_breach",
        "           4",
        "status     reported 54",
    ]
