"""Numbers that count nobody who was hit: how large an organisation is, and what was told before."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.extracted import extracted


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
        (
            (
                "Hackers stole data of 1.4 million accounts of Lantern. This is part of a large breach that has affected "
                "30 companies and 841 million users."
            ),
            1_400_000,
        ),
        ("Hackers took control of all 911 dispatch records of Mossgate for eight years.", None),
        (
            "Hackers stole names from Tollgate Brewing. With a client base of roughly 8,000 corporate entities, it is large.",
            None,
        ),
        ("Tollgate Brewing, a brewery with some 900 employees, said that hackers stole payroll files.", None),
        ("Tollgate, which runs payroll for 1,900 employers, said that hackers had stolen pay slips.", None),
        (
            (
                "Names were stolen from Donorloop. It has not said how many of its 600 charity clients are hit; Little Sparrows "
                "alone has 48,000 supporters on file."
            ),
            48_000,
        ),
        (
            (
                "Samples of data that hackers say they stole from Harrow Clinic appear to be genuine. The newspaper checked 40 records "
                "with patients, who confirmed that names and email addresses were correct."
            ),
            None,
        ),
        ("Hackers stole records of 9,000 patients of Harrow Clinic, and posted a sample of 200 records.", 9_000),
        # near misses
        ("Hackers stole names of 40,000 patients, not 400,000 as some papers reported, Harrow Clinic said.", 40_000),
        ("Hackers stole from Harrow Clinic a spreadsheet with 900 employees and their salaries.", 900),
        ("Harrow Clinic, which serves 40,000 patients, said hackers stole records of 1,200 patients.", 1_200),
        ("Mossgate Water first said that 74,000 people were hit by the breach of its systems.", 74_000),
    ],
)
def test_who_was_hit_is_counted_and_nobody_else(text: str, count: int | None) -> None:
    found = extracted(text, "Notice")
    assert (found.records.count if found.records else None) == count


@pytest.mark.parametrize(
    ("text", "count", "occurred"),
    [
        ("Hackers stole the personal data of 2000 customers, Harrow Clinic said.", 2_000, None),
        ("Names and email addresses of 2000 Harrow customers were stolen from Harrow Clinic.", 2_000, None),
        ("Hackers copied records of about 2012 former employees of Harrow Clinic.", 2_012, None),
        # near misses
        ("Hackers broke into Harrow Clinic in 2024. Customers had asked for tokens since 2019.", None, "2024"),
        ("In the breach of 2023 names of 5000 patients were stolen from Harrow Clinic.", 5_000, "2023"),
    ],
)
def test_a_number_of_people_is_no_year(text: str, count: int | None, occurred: str | None) -> None:
    found = extracted(text, "Harrow Clinic was hacked", published=date(2026, 3, 2), lang="en")
    assert (found.records.count if found.records else None, found.dates.occurred) == (count, occurred)
    assert found.dates.disclosed is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The number of people whose names and email addresses were copied from Harrow Clinic is 120,000.", "people"),
        (
            "The number of affected customers whose files were stolen from Harrow Clinic now stands at 120,000.",
            "people",
        ),
    ],
)
def test_the_number_of_people_whose_records_were_taken_counts_people(text: str, unit: str) -> None:
    found = extracted(text, "Harrow Clinic was hacked", lang="en").records
    assert found is not None
    assert (found.count, found.unit) == (120_000, unit)
