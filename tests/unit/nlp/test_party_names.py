"""Which words are a name, which names are people or places, and who is hit through whom."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, roles

from model.vocabulary import Role
from nlp.parties.borders import borders, without_post
from nlp.parties.candidates import find
from nlp.parties.grouped import group
from nlp.parties.people import is_government, is_person, is_place, surnames
from nlp.parties.roles import named
from nlp.text.sentences import split


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Quillfeather CEO Jana Ostrander", "Quillfeather"),
        ("Spokesperson for Quillfeather Health", "Quillfeather Health"),
        ("Secretary of State", "Secretary of State"),
        ("Office of the President", "Office of the President"),
    ],
)
def test_a_post_is_no_part_of_a_name(words: str, names: str) -> None:
    assert words[without_post(words)] == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Classbeam Student Information System", "Classbeam"),
        ("Classbeam Student Information System (SIS)", "Classbeam"),
        ("Classbeam Learning Systems", "Classbeam Learning Systems"),
    ],
)
def test_the_kind_of_system_that_it_sells_is_no_part_of_a_name(words: str, names: str) -> None:
    assert words[without_post(words)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hackers spoiled National Privacy Awareness Week.", []),
        ("Hackers broke into Awareness Partners.", ["Awareness Partners"]),
    ],
)
def test_days_given_to_a_cause_are_nobody(text: str, names: list[str]) -> None:
    assert [m.name for m in find(text, split(text, 0))[0]] == names


@pytest.mark.parametrize(
    "befell",
    [
        "Data Breach",
        "Data Breach Notification",
        "Security Incident FAQ",
        "Cyber Attack",
        "Cyberattack Update",
        "Ransomware Attack",
        "Breach Settlement",
    ],
)
def test_what_befell_it_is_no_part_of_a_name(befell: str) -> None:
    text = f"What You Should Know Of The Quillmark {befell}"
    assert [m.name for m in find(text, split(text, 0))[0] if "Quillmark" in m.name] == ["Quillmark"]


def test_a_page_headed_in_capitals_tells_of_the_one_that_was_hit_by_its_name() -> None:
    text = (
        "Help For Patients After The Larkhaven Hospital Data Breach\n\nLarkhaven Hospital said that a driver of Larkhaven "
        "Hospital lost tapes with diagnoses of 900 people."
    )
    found = extracted(text, "Guidance")
    assert [p.name for p in found.parties if p.role is Role.BREACHED] == ["Larkhaven Hospital"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Quillfeather Children's Hospital", 1),
        ("Osric's Pizza", 1),
        ("St. Osric's Health Center", 1),
        ("Quillfeather's Moonvane", 2),
    ],
)
def test_some_genitives_are_inside_a_name(words: str, parts: int) -> None:
    assert len(borders(words)) - 1 == parts


@pytest.mark.parametrize(
    ("left", "right", "person"),
    [
        ("", ", 41, of Fernvale was", True),
        ("", ", a former director of the clinic", True),
        ("", " pleaded guilty on Monday", True),
        ("he was warned, said ", ", and left", True),
        ("clients include the singer ", " and", True),
        ("", ", a provider of payroll software", False),
        ("", " said that it was hacked", False),
    ],
)
def test_people_are_told_by_the_words_around_them(left: str, right: str, person: bool) -> None:
    assert is_person("Ostrid Fennimore", left, right) is person


def test_a_firm_may_be_named_like_a_person() -> None:
    assert not is_person("Neiman Marcus", "", ", 41, of")


def test_a_middle_initial_gives_the_surname_of_a_person() -> None:
    assert list(surnames("Ostrid Q. Fennimore broke in. Ostrid Q. Fennimore Hospital was closed.")) == ["Fennimore"]


def test_a_town_is_a_place_and_its_government_a_party() -> None:
    assert is_place("Fernvale", "a clinic in ", ", Ohio, was")
    assert is_place("Fernvale", "An ", " hospital was hit")
    assert not is_place("Fernvale", "the breach at ", " was found")
    assert is_government("the city of ", " was hit")
    assert is_government("", " city officials said")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Patients of Klinika Świętej Apolonii and clients of Žlutá Pojišťovna were told.", ["Klinika Świętej Apolonii", "Žlutá Pojišťovna"]),
        ("The mail of two buyers at Tessellate GmbH & Co. KG was read.", ["Tessellate GmbH & Co. KG"]),
        ("Members of Ironbrook Riggers Local 77 were told.", ["Ironbrook Riggers Local 77"]),
        ("The Syrian hosting firm Quillfeather and its Adelaide branch told Lithuanian clients.", ["Quillfeather"]),
        ("It filed under Chapter 11 in District 9.", []),
        ("Cards were stolen from the burger chain Bexley's. The malware sat in Bexley's tills.", ["Bexley's", "Bexley"]),
        ("Tarnow & Co. Form 8-K", ["Tarnow & Co"]),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(text: str, names: list[str]) -> None:
    assert [mention.name for mention in find(text, split(text, 0))[0]] == names


_STORY = "Hackers have names of 310 patients of a clinic in Fernvale, its director said."


@pytest.mark.parametrize(("text", "site"), [(_STORY, 1), (f"{_STORY} We are sorry.", 0)])
def test_a_title_ends_with_the_name_of_who_reports_unless_the_page_is_its_own(text: str, site: int) -> None:
    whole = f"Clinic Loses Records | Harrow Ledger\n{text}"
    found = {each.name: row for each, row in named(whole, split(whole, 36), None, ())}
    assert found["Harrow Ledger"]["site"] == site


def test_data_stolen_from_an_agency_of_its_customer_make_the_customer_downstream() -> None:
    found = roles(
        "Fernvale Mutual customers caught in breach at print shop",
        "Names of its customers were stolen from Ostrid Letters, says Fernvale Mutual: it is an agency which prints its mailings."
        " Fernvale's own systems were not compromised.",
    )
    assert found["Ostrid Letters"] is Role.BREACHED
    assert found["Fernvale Mutual"] is Role.DOWNSTREAM


def test_a_person_who_stole_data_is_not_breached() -> None:
    found = roles(
        "",
        "Ostrid Q. Fennimore, 34, pleaded guilty. Prosecutors say that Fennimore stole names of patients from her former employer,"
        " Quillfeather Hospital.",
    )
    assert found["Quillfeather Hospital"] is Role.BREACHED
    assert not {name for name in found if "Fennimore" in name}


@pytest.mark.parametrize("short", ["CDT", "CDOT"])
def test_initials_with_or_without_the_small_words_are_the_name(short: str) -> None:
    text = f"The Coldwater Department of Transit runs buses. Ransomware hit {short} in May."
    sentences = split(text, 0)
    [found] = [c for c in group(find(text, sentences)[0], ()) if "Transit" in c.name]
    assert [m.name for m in found.mentions][-1] == short


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        (
            "Tax season: Texas school district blabs forms of teachers",
            "The Oakfeld school district says that tax forms of its teachers were stolen by phishing.",
            {"Oakfeld"},
        ),
        (
            "Oral Surgery Center Tells of Ransomware",
            "Ransomware hit Orlane Oral & Facial Surgery Center, and names of patients were stolen.",
            {"Orlane Oral & Facial Surgery Center"},
        ),
        (
            "Data breach at NHS trust",
            "Guy's and St Orla's NHS Foundation Trust is sorry that names of 310 patients were emailed to a stranger.",
            {"Guy's and St Orla's NHS Foundation Trust"},
        ),
        (
            "Names of pupils mailed out in S. Orle Co. data breach",
            "The South Orle County School District sent names of pupils to all parents by e-mail.",
            {"South Orle County School District"},
        ),
        (
            "Laptop with patient data stolen",
            'A driver lost a laptop with names of patients.\nQuote: "We are sorry."',
            set(),
        ),
        (
            "Laptops of a clinic stolen",
            "Thieves broke into Orlane Health's office at 8 McFern Blvd SE, and names of patients were stolen.",
            {"Orlane Health"},
        ),
        (
            "Bank on the Boulevard robbed of records",
            "Names of customers were stolen from the Orlane Bank on the Boulevard in May.",
            {"Orlane Bank on the Boulevard"},
        ),
        (
            "Dentist",
            "Ransomware encrypted a server of Drs. Pell and Orle Family Dentistry in May, and 310 patients were told.",
            {"Drs. Pell and Orle Family Dentistry"},
        ),
        (
            "Dispatch center hacked",
            "The Board of Supervisors met. Thieves had broken into the dispatch center and stolen names.",
            set(),
        ),
    ],
)
def test_a_headline_that_says_what_somebody_is_names_nobody(title: str, text: str, names: set[str]) -> None:
    assert set(extracted(text, title).names(Role.BREACHED)) == names


@pytest.mark.parametrize("name", ["University of Orle and Tarn", "Pell's Farm Shop", "NHS Orle and Tarnmoor"])
def test_a_name_that_stands_there_in_full_is_one(name: str) -> None:
    text = f"Ransomware hit {name} in May. Names of guests were stolen, {name} said. {name} is sorry."
    assert extracted(text, f"Data stolen in cyberattack on {name}").names(Role.BREACHED) == (name,)


def test_a_state_before_a_hospital_of_flowers_is_no_part_of_its_name() -> None:
    text = "Alabama's Flowers Vale Hospital wrote to patients whose names were stolen by a nurse."
    assert extracted(text, "Inside breach exposes data").names(Role.BREACHED) == ("Flowers Vale Hospital",)
