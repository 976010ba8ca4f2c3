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
                "It is now clear that 41,200 accounts of Lantern were affected, not 38,000 as we said on 9 March.\n\n"
                "9 March: About 38,000 accounts are affected."
            ),
            41_200,
        ),
        (
            (
                "Thieves stole names of 212,000 people from Mossgate Water, not 74,000 as it first gave. "
                "In May it had written to 74,000 people."
            ),
            212_000,
        ),
        (
            "Names were stolen from Tollgate. Initially we wrote that 4,000 people were affected. We now know that it is 12,500.",
            12_500,
        ),
        ("Names were stolen from Tollgate. First it said 900 customers were hit. It is 9,400.", 9_400),
        ("Names of 900 customers were stolen from Tollgate. It is 2,000 miles from here.", 900),
        ("Names of 900 customers were stolen from Tollgate. It is 12,500 square feet large.", 900),
        ("Thieves stole names from Tollgate: 200 people are hit. The number has since grown to 215.", 215),
        ("Names of 900 customers were stolen from Tollgate. The number of its shops has grown over the years.", 900),
        ("Thieves stole wage slips from Tollgate Brewing, which employs 1,200 people.", None),
        (
            (
                "Hackers stole data of 1.4 million accounts of Lantern. This is part of a large campaign which affected 30 firms "
                "and 841 million users."
            ),
            1_400_000,
        ),
        ("Thieves locked the 911 dispatch records of Mossgate, all of them.", None),
        (
            "Thieves stole names from Tollgate Brewing, with a client base of roughly 8,000 firms.",
            None,
        ),
        ("Thieves stole wage slips from Tollgate Brewing, a brewery with some 900 employees.", None),
        ("Thieves stole pay slips from Tollgate, which runs payroll for 1,900 employers.", None),
        (
            (
                "Names were stolen from Donorloop, and nobody knows from how many of its 600 charity clients; one of them, Little "
                "Sparrows, alone has 48,000 supporters on file."
            ),
            48_000,
        ),
        (
            (
                "Names that thieves say they stole from Harrow Clinic are genuine: our paper checked 40 records with patients."
            ),
            None,
        ),
        ("Hackers stole records of 9,000 patients of Harrow Clinic, and posted a sample of 200 records.", 9_000),
        ("Hackers stole data from Lantern. It is one of a string of thefts that affected 841 million users.", None),
        ("Lantern lost data in the latest of several hacks this year which exposed some 841 million records.", None),
        ("Hackers stole data from Lantern. Fewer than 500 of its 2 million customers are affected.", 500),
        ("Hackers stole data from Lantern. Of its 2 million customers, 500 are affected.", 500),
        ("Hackers stole data from Lantern. About 3,200 of the union's 60,000 members are affected.", 3_200),
        ("Hackers stole data from Lantern. A fraction of its 1.1 million users is affected.", None),
        ("Hackers stole data from Lantern. Most of its 25,000 customers are affected.", None),
        ("Hackers stole data from Lantern, which has 300 employees and 8,000 clients; 950 clients are affected.", 950),
        ("Hackers stole data from Lantern. The number of those affected rose from 12,000 to 1.2 million.", 1_200_000),
        ("Hackers stole data from Lantern. The estimate was cut from 80,000 people to 22,000.", 22_000),
        ("Hackers stole data from Lantern. The previous breach hit 70,000 users.", None),
        ("Hackers stole data from Lantern. Its staff and 40 other employers are affected.", None),
        ("Hackers copied names and account numbers of 4,100 of the 52,000 members of Harrow Credit Union.", 4_100),
        # near misses
        ("Hackers stole data from Lantern. All of its 25,000 customers are affected.", 25_000),
        ("Hackers stole data on its 25,000 customers from Lantern.", 25_000),
        ("Hackers stole from Lantern a database which has 14,000 customers.", 14_000),
        (
            "Hackers stole data from Lantern. The file grew from 12,000 to 13,000 rows; 9,100 people are affected.",
            9_100,
        ),
        ("Lantern was breached in the latest of a string of thefts; hackers took data of 9,000 users.", 9_000),
        ("Lantern suffered a string of thefts that affected 841,000 users.", 841_000),
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
        ("Thieves have names of 2000 Harrow customers, stolen from Harrow Clinic.", 2_000, None),
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
        ("The number of people whose names were stolen from Harrow Clinic is 120,000.", "people"),
        (
            "The number of affected customers whose files were stolen from Harrow Clinic has grown to 120,000.",
            "people",
        ),
    ],
)
def test_the_number_of_people_whose_records_were_taken_counts_people(text: str, unit: str) -> None:
    found = extracted(text, "Harrow Clinic was hacked", lang="en").records
    assert found is not None
    assert (found.count, found.unit) == (120_000, unit)
