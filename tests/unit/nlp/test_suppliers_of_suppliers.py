"""Chains of three and more, and who tells his people of what another lost."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

BETWEEN: dict[str, tuple[str, dict[str, str]]] = {
    "who keeps its files with the one that was entered": (
        (
            "Pellworth Council outsources wages to Brindlepay, which stores its files with Tallowfen. "
            "Tallowfen was hacked and bank details were copied."
        ),
        {"Pellworth Council": "downstream", "Brindlepay": "downstream", "Tallowfen": "breached"},
    ),
    "whose file service it was, though another name stands nearer": (
        "Brindlepay, the payroll provider of Pellworth Council, said wage slips were stolen from Tallowfen, its file service.",
        {"Brindlepay": "downstream", "Pellworth Council": "downstream", "Tallowfen": "breached"},
    ),
    "who passes on what befell another": (
        "Brindlepay told Pellworth Council that wage data had been taken in the Tallowfen attack.",
        {"Brindlepay": "downstream", "Pellworth Council": "downstream", "Tallowfen": "breached"},
    ),
    "a laboratory's web host": (
        "Patients of Pell Dental heard that the laboratory Orlab lost results. Orlab's web host, Tallowfen, had been hacked.",
        {"Pell Dental": "downstream", "Orlab": "downstream", "Tallowfen": "breached"},
    ),
    "somebody's administrator": (
        "Brindle Pensions, Orwen Steel's pension administrator, was hacked and bank details of members were taken.",
        {"Brindle Pensions": "breached", "Orwen Steel": "downstream"},
    ),
    "whoever was entered himself is no go-between": (
        "Brindlepay, which uses Tallowfen, was hacked and wage slips were stolen.",
        {"Brindlepay": "breached"},
    ),
    "the best-known part of a group is not its supplier": (
        "Elm Bank, Orwen's oldest bank, was hacked and names were stolen.",
        {"Elm Bank": "breached"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), BETWEEN.values(), ids=BETWEEN)
def test_who_stands_between(text: str, expected: dict[str, str]) -> None:
    assert hit("", text) == expected


AT_ROOMLARK = {"Pellworth Inn": "downstream", "Roomlark": "breached"}
WARNED: dict[str, tuple[str, dict[str, str]]] = {
    "after thieves entered it": (
        "Pellworth Inn has warned guests that their names were taken when hackers broke into Roomlark, its booking system.",
        AT_ROOMLARK,
    ),
    "being told": (
        "Guests of Pellworth Inn are being told that their names were copied in a breach at Roomlark.",
        AT_ROOMLARK,
    ),
    "among those": (
        "Guests of Pellworth Inn are among those whose names were copied when Roomlark was hacked.",
        AT_ROOMLARK,
    ),
    "of a breach that exposed them": (
        "Pellworth Inn is warning guests that a breach at Roomlark exposed names.",
        AT_ROOMLARK,
    ),
    "with others": (
        "Pellworth Inn, Orwen Castle and six other hotels have warned guests that a breach at Roomlark exposed names.",
        {**AT_ROOMLARK, "Orwen Castle": "downstream"},
    ),
    "the latest": (
        "Pellworth Inn is the latest to be caught up in the Roomlark breach, in which names of guests were stolen.",
        AT_ROOMLARK,
    ),
    "nothing was taken": (
        "Pellworth Inn has told guests that their names were not taken in the breach at Roomlark.",
        {"Roomlark": "breached"},
    ),
    "its own unit": (
        "Orwen Group has told guests that their names were stolen in a breach at its subsidiary Pellworth Inn.",
        {"Pellworth Inn": "breached"},
    ),
    "its own house": (
        "Pellworth Wines told customers that their names were stolen in a break-in at its Orwen House office.",
        {"Pellworth Wines": "breached"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), WARNED.values(), ids=WARNED)
def test_who_warns_his_people_of_what_another_lost(text: str, expected: dict[str, str]) -> None:
    assert hit("", text) == expected
