"""Whose word a page passes on: an attacker's offer, what is withdrawn from an account, who was listed by whom."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted

from model.vocabulary import Claim, Kind, Role
from nlp.extract import Extractor, TextInput
from nlp.verdict.claim import read_claim

EXTRACTOR = Extractor()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Opalswap halts withdrawals. A hacker claims that it lost its funds.", Claim.CLAIMED),
        ("Nobody can withdraw coins. Opalswap disclosed a breach; thieves had allegedly sold keys.", Claim.CONFIRMED),
        ("Thieves withdrew $2 million. Opalswap confirmed the attack and denied that customers lost money.", Claim.CONFIRMED),
        ("A seller is offering what they say is the customer database of Stagebird.", Claim.CLAIMED),
        ("According to the post, the database of Stagebird holds 5.7 million rows.", Claim.CLAIMED),
        ("A hacker claims to sell the database of Stagebird.", Claim.CLAIMED),
        ("Oakfeld Library fell victim to a ransomware attack. It found no evidence of a breach of personal information.", Claim.CONFIRMED),
        ("Stagebird disputes the authenticity of a database that a seller claims to hold.", Claim.DENIED),
        ("A gang claims that it robbed Stagebird. Stagebird concluded that all of the information is fake.", Claim.RETRACTED),
        # near misses
        ("A gang claims that it hacked Stagebird, which found no evidence of a breach.", Claim.DENIED),
        ("The gang withdrew its claim, and the data was fake.", Claim.RETRACTED),
        ("The paper has withdrawn its report; the company denied a breach.", Claim.RETRACTED),
        ("The withdrawal of the claim came after Stagebird had denied a breach.", Claim.RETRACTED),
    ],
)  # fmt: skip
def test_a_claim_is_one_and_money_takes_no_word_back(text: str, claim: Claim) -> None:
    assert read_claim(text)[0] is claim


@pytest.mark.parametrize(
    ("text", "told", "claim"),
    [
        (
            (
                "Reports say that data of Pennant users is for sale. In May someone used our friend-search feature to collect the "
                "profile behind each phone number. It was not a hack of our systems. We limited the feature in June."
            ),
            True,
            Claim.CONFIRMED,
        ),
        (
            (
                "Reports claim that data of Pennant users is for sale. We investigated and found no breach. The data was scraped from "
                "public pages. Please use our reporting feature."
            ),
            False,
            Claim.DENIED,
        ),
    ],
)
def test_whoever_says_how_its_data_got_out_denies_nothing(text: str, *, told: bool, claim: Claim) -> None:
    item = TextInput("1", text, "About recent reports", lang="en", speaker="Pennant")
    found = EXTRACTOR.extract(item, bypass_gate=True)
    assert (found.is_disclosure, found.claim) == (told, claim)


@pytest.mark.parametrize(
    ("title", "text", "victim"),
    [
        (
            "Qorva listed by Bonefish crew; firm says only a test server was reached",
            (
                "Qorva has confirmed that thieves reached a test server, but disputes the claim by the Bonefish ransomware crew "
                "that recipes were stolen."
            ),
            "Qorva",
        ),
        (
            "Tollgate posted by Bonefish gang",
            "Tollgate was posted by the Bonefish ransomware gang on Monday. The gang says that it stole names of customers.",
            "Tollgate",
        ),
        ("Bonefish lists Tollgate", "The Bonefish gang listed Tollgate on its leak site and says that it stole names.", "Tollgate"),
    ],
)  # fmt: skip
def test_who_is_listed_by_a_gang_is_no_gang(title: str, text: str, victim: str) -> None:
    found = extracted(text, title)
    assert found.names(Role.BREACHED) == (victim,)
    assert found.names(Role.THREAT_ACTOR) == ("Bonefish",)


@pytest.mark.parametrize(
    ("said", "actors"),
    [
        ("A week later the Play ransomware gang claimed responsibility.", {"Play"}),
        ("The Royal extortion group added it to its site.", {"Royal"}),
        ("Play on its servers was stopped.", set()),
        ("It is not listed on the sites of Nefilim, Maze or REvil operators.", set()),
    ],
)
def test_an_ordinary_word_that_is_called_a_gang_is_one_and_who_listed_nobody_is_not(
    said: str, actors: set[str]
) -> None:
    text = f"Thieves broke into the network of Stagebird and stole names of its players. {said}"
    found = extracted(text, "Stagebird hacked").parties
    assert {party.name for party in found if party.role is Role.THREAT_ACTOR} == actors


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Stagebird says it is investigating claims by the Bonefish gang that names of customers were stolen.", Claim.CLAIMED),
        ("Stagebird confirmed it is aware of a post on a forum that offers names of its customers.", Claim.CLAIMED),
        ("Stagebird declined to comment on the claim. Bonefish says it took passport scans from the firm.", Claim.CLAIMED),
        ("Access to the mail server of Stagebird is being sold on a forum.", Claim.CLAIMED),
        ("A member who calls himself Tallow is selling access to the network of Stagebird.", Claim.CLAIMED),
        ("Stagebird could neither confirm nor deny the claims of Bonefish, which says it stole names.", Claim.CLAIMED),
        ("The Bonefish gang says Stagebird has been breached.", Claim.CLAIMED),
        ("Stagebird was listed by Bonefish on 3 June.", Claim.CLAIMED),
        ("Stagebird was added by the Bonefish ransomware group on Tuesday.", Claim.CLAIMED),
        ("#ransomware Bonefish has just posted: Stagebird. 300 GB.", Claim.CLAIMED),
        ("Selling the Stagebird database, 1.2M rows, names, hashed passwords.", Claim.CLAIMED),
        ("Stagebird has notified police of an extortion attempt. A group says it has its customer list.", Claim.CLAIMED),
        ("Stagebird denied that it had been hacked. A forum user is selling its database of names.", Claim.DENIED),
        ("Stagebird called the claims baseless. Bonefish had claimed to hold its payroll.", Claim.DENIED),
        # what happened is told besides, as known
        ("Hackers stole names of Stagebird customers. The data is being sold on a forum.", Claim.CONFIRMED),
        ("Stagebird is up for sale, a month after hackers stole names of its customers.", Claim.CONFIRMED),
        ("Stagebird has taken its network offline after an attack. It is reviewing posts by a gang.", Claim.CONFIRMED),
        ("A lost laptop held names of Stagebird customers. The firm is looking into claims for damages.", Claim.CONFIRMED),
        ("Stagebird confirmed that it is investigating a breach.", Claim.CONFIRMED),
        ("Stagebird has told police of an attack. A group says it has its customer list.", Claim.CONFIRMED),
        ("'We hacked Stagebird', the gang wrote. Stagebird confirmed a breach.", Claim.CONFIRMED),
        ("Stagebird says it took its files offline when it saw strangers in the network.", Claim.CONFIRMED),
        ("The list of Stagebird's customers is for sale. Its server stood open for a week.", Claim.CONFIRMED),
        ("The Stagebird group says hackers stole names of its customers.", Claim.CONFIRMED),
        # a part of it is denied
        ("Stagebird confirmed an attack but denied claims that passwords were stolen.", Claim.CONFIRMED),
        ("Stagebird confirmed an attack. The claim that it lost passwords is false, it said.", Claim.CONFIRMED),
    ],
)  # fmt: skip
def test_who_only_knows_of_a_claim_confirms_nothing(text: str, claim: Claim) -> None:
    assert read_claim(text)[0] is claim


def test_what_a_gang_without_a_name_says_is_kept_as_a_claim() -> None:
    found = extracted("The claim has not been verified. Bonefish says it breached Stagebird and copied payroll files.")
    assert (found.kind, found.claim) == (Kind.LEAK_CLAIM, Claim.CLAIMED)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A hacker is selling data of 2 million Stagebird customers. Stagebird has no comment.", False),
        ("A hacker is selling data of 2 million Stagebird customers. Stagebird says the data is authentic.", True),
        ("Stagebird is looking into reports that hackers stole data.", False),
        ("Stagebird is investigating a claim that hackers stole names. It found that 4,000 records were copied.", True),
        ("The gang Redmoth says it stole files from Stagebird. Stagebird confirmed that it was hacked.", True),
        ("If an attacker had entered the server, he could have read names. Stagebird closed the hole.", False),
        ("If an attacker had entered, he could have read names. One did: Stagebird lost 4,000 records in May.", True),
    ],
)
def test_what_is_only_heard_of_or_supposed_is_no_disclosure(text: str, told: bool) -> None:
    assert EXTRACTOR.extract(TextInput("a", text, "", lang="en")).is_disclosure is told
