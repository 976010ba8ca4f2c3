"""Numbers that count nobody who was hit: how large an organisation is, and what was told before."""

from __future__ import annotations

import pytest

from nlp.extract import Extractor, TextInput

EXTRACTOR = Extractor()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            (
                "We can now confirm that 41,200 customer accounts of Lantern were affected, not 38,000 as we said on 9 March.\n\n"
                "Update of 9 March: About 38,000 accounts are affected."
            ),
            41_200,
        ),
        (
            (
                "Mossgate Water said that names of 212,000 people were stolen, nearly three times the 74,000 it first gave. "
                "In May it had told 74,000 people of the attack."
            ),
            212_000,
        ),
        ("Tollgate Brewing, which employs 1,200 people, said that hackers stole payroll files.", None),
        ("Tollgate Brewing, a brewery with some 900 employees, said that hackers stole payroll files.", None),
        ("Tollgate, which runs payroll for 1,900 employers, said that hackers had stolen pay slips.", None),
        (
            (
                "Names were stolen from Donorloop. It has not said how many of its 600 charity clients are hit; Little Sparrows "
                "alone has 48,000 supporters on file."
            ),
            48_000,
        ),
        # near misses
        ("Hackers stole names of 40,000 patients, not 400,000 as some papers reported, Harrow Clinic said.", 40_000),
        ("Hackers stole from Harrow Clinic a spreadsheet with 900 employees and their salaries.", 900),
        ("Harrow Clinic, which serves 40,000 patients, said hackers stole records of 1,200 patients.", 1_200),
        ("Mossgate Water first said that 74,000 people were hit by the breach of its systems.", 74_000),
    ],
)
def test_who_was_hit_is_counted_and_nobody_else(text: str, count: int | None) -> None:
    found = EXTRACTOR.extract(TextInput("1", text, "Notice", lang="en"), bypass_gate=True)
    assert (found.records.count if found.records else None) == count
