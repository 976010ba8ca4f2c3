"""The incident of November 2025, restated in our own words after OpenAI's and Mixpanel's own posts."""

from __future__ import annotations

from datetime import date

import pytest

from model.disclosure import Disclosure
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role
from nlp.extract import Extractor, TextInput

EXPOSED = {
    DataType.NAMES,
    DataType.EMAIL_ADDRESSES,
    DataType.GEOLOCATION,
    DataType.DEVICE_BROWSER_DATA,
    DataType.USERNAMES_IDS,
}
DENIED = {
    DataType.PASSWORDS,
    DataType.AUTH_TOKENS,
    DataType.PAYMENT_CARDS,
    DataType.GOVERNMENT_IDS,
    DataType.PRIVATE_MESSAGES,
    DataType.LOGS_USAGE_ANALYTICS,
}
POST_TITLE = "Some of our API users' data left Mixpanel: what you should know"
POST = """OpenAI is writing to users of its API about a security incident at its analytics provider Mixpanel, whose tool counted visits to the pages of the API product. The incident did not go beyond Mixpanel.

Mixpanel noticed on 9 November 2025 that an intruder had been in some of its systems without authorisation and copied a dataset out of them. OpenAI has had that dataset for its own review since 25 November 2025.

This was not a breach of OpenAI's systems. Government IDs, payment details, API keys, credentials, passwords, API usage data, API requests and chats were not exposed.

What was affected:
- Name on the API account
- Email address of the account
- Coarse location, down to the city, from the browser
- Operating system and browser
- Referring websites
- Organization or user IDs

OpenAI no longer uses Mixpanel. Look twice at messages that you did not expect: OpenAI never asks for passwords, API keys or verification codes by email."""
NEWS_TITLE = "OpenAI warns API users after breach at analytics vendor Mixpanel"
NEWS = """OpenAI has told users of its API that some of their profile data was stolen in a breach at Mixpanel, its analytics provider. Mixpanel detected a smishing campaign on 8 November 2025, and an intruder exported a dataset on 9 November.

The dataset held names, email addresses, approximate location, browser and operating system details, and organization or user IDs. OpenAI's own systems were not breached, and no chats, API usage data, passwords, API keys, payment details or government IDs were exposed.

Researchers at Mandiant say that analytics vendors are a frequent target. Anthropic declined to comment."""
CORRECTION_TITLE = "Correction: Quillmark now says passwords were taken after all"
CORRECTION = """Quillmark, which makes note-taking software, has corrected its notice of 3 May 2026. It had said that no passwords were affected by the breach of its login server. The company now says that passwords were stolen after all, together with names and email addresses. Payment cards were not affected."""


def extract(title: str, text: str, published: date | None = None) -> Disclosure:
    return Extractor(["OpenAI"]).extract(TextInput("story", text, title, None, published, "en"))


@pytest.mark.parametrize(
    ("title", "text"), [(POST_TITLE, POST), (NEWS_TITLE, NEWS), ("", POST), (NEWS_TITLE.upper(), NEWS)]
)
def test_parties(title: str, text: str) -> None:
    found = extract(title, text, date(2025, 11, 26))
    assert found.is_disclosure
    assert found.claim is Claim.CONFIRMED
    assert found.kind is Kind.THIRD_PARTY_BREACH
    assert found.names(Role.BREACHED) == ("Mixpanel",)
    assert found.names(Role.DOWNSTREAM) == ("OpenAI",)
    assert ("OpenAI", "Mixpanel") in {(link.user, link.provider) for link in found.links}


def test_data_types_of_the_post() -> None:
    found = extract(POST_TITLE, POST, date(2025, 11, 26))
    assert found.types(DataStatus.EXPOSED, DataStatus.POSSIBLE) >= EXPOSED
    assert found.types(DataStatus.EXPOSED, DataStatus.POSSIBLE) <= EXPOSED | {DataType.LOGS_USAGE_ANALYTICS}
    assert found.types(DataStatus.DENIED) >= DENIED - {DataType.LOGS_USAGE_ANALYTICS}


def test_data_types_of_the_news() -> None:
    found = extract(NEWS_TITLE, NEWS, date(2025, 11, 27))
    assert found.types(DataStatus.EXPOSED, DataStatus.POSSIBLE) == EXPOSED
    assert found.types(DataStatus.DENIED) == DENIED


def test_bystanders_are_left_alone() -> None:
    found = extract(NEWS_TITLE, NEWS, date(2025, 11, 27))
    assert not {"Mandiant", "Anthropic"} & set(found.names(Role.BREACHED, Role.DOWNSTREAM))


def test_dates() -> None:
    assert extract(POST_TITLE, POST, date(2025, 11, 26)).dates.occurred == "2025-11-09"
    assert extract(NEWS_TITLE, NEWS, date(2025, 11, 27)).dates.occurred in ("2025-11-08", "2025-11-09")


def test_every_claim_quotes_the_text_as_given() -> None:
    found = extract(POST_TITLE, POST, date(2025, 11, 26))
    text = f"{POST_TITLE}\n{POST}"
    for claim in (*found.parties, *found.data_types, *found.links):
        assert claim.evidence.quote
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_a_correction_reverses_a_denial() -> None:
    found = extract(CORRECTION_TITLE, CORRECTION, date(2026, 5, 10))
    assert DataType.PASSWORDS in found.types(DataStatus.EXPOSED, DataStatus.POSSIBLE)
    assert DataType.PASSWORDS not in found.types(DataStatus.DENIED)
    assert DataType.PAYMENT_CARDS in found.types(DataStatus.DENIED)
    assert found.names(Role.BREACHED) == ("Quillmark",)
