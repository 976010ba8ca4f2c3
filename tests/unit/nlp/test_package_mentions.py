"""Names of software packages, which are written small."""

from __future__ import annotations

from datetime import date

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor, TextInput
from nlp.parties.packages import introduced, mentions_of
from nlp.text.sentences import split


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The npm package colourkit-node was taken over.", {"colourkit-node"}),
        ("The module left-over is fetched often.", set()),  # all of it words of the language, and no registry named
        ("The npm module left-over is fetched often.", {"left-over"}),
        ("Malicious versions 2.1.3 and 2.1.4 of colourkit were published to npm.", {"colourkit"}),
        ("Two releases of lintscope stole tokens, the maintainers say.", {"lintscope"}),
        ("For nine hours left-trim 2.1.4, a package of many, sent tokens.", {"left-trim"}),
        ("It began with @tidepool/cli, whose maintainer was phished.", {"@tidepool/cli"}),
        ('The plugin "slidery" was sold.', {"slidery"}),
                ("On GitHub the tj-brolly/changed-paths action prints secrets.", {"tj-brolly/changed-paths"}),
        ("Eighteen npm packages, among them debugr, colourkit-node and stripcolour, were hit.",
         {"debugr", "colourkit-node", "stripcolour"}),
        ("A malicious package was found in an open-source library.", set()),
        ("The third-party extension and its maintainers told users.", set()),
        ("In version 3.2 of the app, colour-kit 1.0 is new.", set()),  # speaks of no package
    ],
)  # fmt: skip
def test_names_that_words_beside_them_show_to_be_packages(text: str, names: set[str]) -> None:
    assert introduced(text, split(text)) == names


def test_every_mention_is_found_but_none_inside_another_name() -> None:
    text = (
        "colourkit hit\nThe npm package colourkit 2.1.3 is bad. Remove colourkit, not colourkit-lite or colourkit.js."
    )
    sentences = split(text, len("colourkit hit"))
    found = mentions_of(introduced(text, sentences), text, sentences, ())
    assert [text[m.start : m.end] for m in found] == ["colourkit"] * 3
    assert [m.sentence for m in found] == [0, 1, 2]


def test_a_name_longer_than_a_registry_allows_is_none() -> None:
    assert introduced("The npm package " + "ab-" * 100 + "cd was hit.", ()) == frozenset()


def test_a_title_and_an_owner_before_a_stroke_show_packages_too() -> None:
    title, text = (
        "pontil-fetch taken over: a look back",
        "Who pulled okapi-ci/altered-paths and/or read dist/index.js of it ...",
    )
    body = f"{title}\n{text} The npm account was phished."
    assert introduced(body, split(body, len(title))) == {"pontil-fetch", "okapi-ci/altered-paths"}


@pytest.mark.parametrize(
    ("title", "text", "breached"),
    [
        (
            "Malicious versions of colourkit-node published to npm",
            (
                "Attackers took over the npm account of a maintainer and published two malicious versions of colourkit-node"
                " (2.1.3 and 2.1.4). They steal npm tokens of developers who install them. Downgrade to 2.1.2."
            ),
            {"colourkit-node"},
        ),
        (
            "PyPI package pyquantree compromised",
            (
                "On 2 March 2026 an attacker uploaded version 1.0.1 of pyquantree to PyPI with an infostealer which sent API"
                " keys to a remote server. The project has yanked the version."
            ),
            {"pyquantree"},
        ),
        (
            "lodequartz 4.2.1 and 4.2.2 compromised",
            (
                "Versions 4.2.1 and 4.2.2 of lodequartz were published on 9 May by somebody who had phished the maintainer's npm"
                " token. They send environment variables to a server. 4.2.3 is clean."
            ),
            {"lodequartz"},
        ),
        (
            "Supply chain attack on npm packages",
            (
                "Eighteen npm packages, among them debugr, colourkit-node and stripcolour, were compromised after the"
                " maintainer was phished. The malware exfiltrates tokens from build machines."
            ),
            {"debugr", "colourkit-node", "stripcolour"},
        ),
    ],
)
def test_a_package_that_was_taken_over_is_the_breached(title: str, text: str, breached: set[str]) -> None:
    found = Extractor().extract(TextInput("t", text, title, None, date(2026, 3, 4), "en"))
    assert found.is_disclosure
    assert set(found.names(Role.BREACHED)) == breached
    assert not found.names(Role.DOWNSTREAM)
