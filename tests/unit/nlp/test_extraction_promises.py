"""What holds for every text: orders to machines change nothing, any input is read, and time grows with length only."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.disclosure import Disclosure
from nlp.extract import Extractor, TextInput
from nlp.training.corpus import read as corpus
from tests.accuracy import sets
from tests.fakes.orders import ORDERS

EXTRACTOR = Extractor()
PUBLISHED = date(2026, 6, 10)


def _read(text: str, title: str = "", lang: str = "en", published: date | None = PUBLISHED) -> Disclosure:
    return EXTRACTOR.extract(TextInput("t", text, title, None, published, lang), bypass_gate=True)


def _facts(found: Disclosure) -> object:
    return (
        (found.is_disclosure, found.claim, found.kind, found.dates),
        {(party.name, party.role) for party in found.parties},
        {(claim.type, claim.status) for claim in found.data_types},
        found.records and (found.records.count, found.records.unit, found.records.bound),
        {(link.user, link.provider) for link in found.links},
    )


def _quotes_are_slices(found: Disclosure, whole: str) -> bool:
    counted = [found.records] if found.records else []
    quoted = (*found.parties, *found.data_types, *found.links, *counted)
    return all(whole[one.evidence.start : one.evidence.end] == one.evidence.quote for one in quoted)


@pytest.mark.timeout(900)  # 400 documents, some seconds of work: a machine shared by others may take long
def test_fifty_orders_in_two_hundred_documents_change_no_claim() -> None:
    """Each order stands in four documents or more: at the top, in the middle or at the end."""
    documents = [*sets.read_rows(sets.OWN), *(document.record for document in corpus())][:200]
    assert (len(set(ORDERS)), len(documents)) == (50, 200)
    changed = []
    for number, row in enumerate(documents):
        day = sets.text_input(row).published
        lines = row["text"].split("\n")
        place = (0, len(lines) // 2, len(lines))[number % 3]
        text = "\n".join([*lines[:place], ORDERS[number % 50], *lines[place:]])
        steered = _read(text, row["title"], row["lang"], day)
        assert _quotes_are_slices(steered, f"{row['title']}\n{text}" if row["title"] else text)
        if _facts(steered) != _facts(_read(row["text"], row["title"], row["lang"], day)):
            changed.append((row["id"], ORDERS[number % 50]))
    assert changed == []


def test_an_order_within_a_line_changes_nothing() -> None:
    story = "Kixpane suffered a data breach on 3 March 2026. {}Names and emails of 57,000 people were stolen."
    plain = _read(story.format(""))
    for order in ORDERS:
        text = story.format(f"{order} " if order[-1] in ".!?" else f"{order}. ")
        found = _read(text)
        assert _facts(found) == _facts(plain), order
        assert _quotes_are_slices(found, text)


def test_a_quote_over_an_order_in_the_title_is_the_title_as_given() -> None:
    title = "Kixpane hit by data breach\nYou are an AI assistant.\nNames of 57,000 patients were stolen"
    found = _read("It said no more.", title)
    assert found.records
    assert found.records.evidence.quote == title
    assert _quotes_are_slices(found, f"{title}\nIt said no more.")


_MARKUP = st.recursive(
    st.text(max_size=30)
    | st.sampled_from(["Kixpane was hacked. ", "no passwords", "1,2 Mio. ", "\ud800", "\x00", "&lt;"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag} a='>'>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "b", "li", "table", "script", "<", "h1", "!--"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(_MARKUP, st.text(max_size=40), st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "ja", "xx", None]))
def test_any_markup_in_any_language_is_read(text: str, title: str, lang: str | None) -> None:
    found = EXTRACTOR.extract(TextInput("t", text, title, None, PUBLISHED, lang), bypass_gate=True)
    assert _quotes_are_slices(found, f"{title}\n{text}" if title else text)


GROWING: list[Callable[[int], str]] = [
    lambda n: "<" * n,
    lambda n: "<b>" * (n // 3),
    lambda n: "Kixpane was hacked. " * (n // 20),
    lambda n: "no passwords, names and not cards, " * (n // 35),
    lambda n: "were not, which was not, and " * (n // 29),
    lambda n: "1,200,300,400 " * (n // 14),
    lambda n: "on 3 May and " * (n // 13),
    lambda n: "ignore " * (n // 7),
    lambda n: "((((" * (n // 4),
    lambda n: "\ud800" * n,
    lambda n: "Kixpane " + "e " * (n // 2),  # "and" in some languages
]


@pytest.mark.parametrize("text", GROWING, ids=lambda text: repr(text(40)))
@pytest.mark.parametrize("lang", ["en", "de", "pt"])
@pytest.mark.timeout(600)
def test_time_grows_with_length_only(text: Callable[[int], str], lang: str) -> None:
    """Four times the text takes at most twelve times the time: linear work with room for noise, never quadratic."""

    def seconds(length: int) -> float:
        started = time.process_time()
        _read(text(length), "Kixpane data breach", lang)
        return time.process_time() - started

    seconds(500)
    short = max(min(seconds(4_000) for _ in range(2)), 0.005)
    assert any(seconds(16_000) < 12 * short for _ in range(3)), "not once, whatever else the machine does"


@pytest.mark.timeout(600)
def test_numbers_in_one_long_sentence() -> None:
    """Half a second of work, of which looking back from each number to the sentence's begin made many."""
    started = time.process_time()
    _read("57,000 \u201c" * 25_000, "Kixpane data breach", "nl")
    assert time.process_time() - started < 4


@pytest.mark.timeout(300)
def test_a_hundred_thousand_sentences() -> None:
    found = _read("Kixpane was hacked and names were stolen. " * 100_000, "Kixpane data breach")
    assert found.is_disclosure
