"""One bad entry of a file from outside costs no other, and is told."""

from __future__ import annotations

import pytest

from crawler.parsing.subprocessors import parse_processors
from crawler.parsing.tables import parse_csv


@pytest.mark.parametrize("stray", ['"Sorrel,2026-01-02', f"Sorrel,{'x' * 200_000}"])
def test_a_line_of_a_register_that_cannot_be_read_costs_no_other(stray: str) -> None:
    rows, problems = parse_csv(f'Name,Reported\nFernly,2026-01-01\n{stray}\nQuill,"2026-\n01-03"\n'.encode())
    assert rows == [{"Name": "Fernly", "Reported": "2026-01-01"}, {"Name": "Quill", "Reported": "2026- 01-03"}]
    assert [problem.partition(" cannot")[0] for problem in problems] == ["line 3"]


def test_a_row_of_more_cells_than_the_head_is_told() -> None:
    rows, problems = parse_csv(b"Name,Reported\nSorrel, Inc.,2026-01-02\nFernly,2026-01-01,,\n")
    assert rows == [{"Name": "Sorrel", "Reported": "Inc."}, {"Name": "Fernly", "Reported": "2026-01-01"}]
    assert problems == ["line 2 has 3 cells where the head has 2: the rest is left out"]


def test_nobody_leaves_a_list_of_sub_processors_for_a_quotation_mark() -> None:
    with pytest.raises(ValueError, match="line 3 cannot be read"):
        parse_processors(b'Sub-processor,Purpose\nFernly,x\n"Sorrel,y\nQuill,z\n', "https://quill.example/subs.csv")
