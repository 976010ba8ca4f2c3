from __future__ import annotations

import random
import re

import pytest

from nlp.training import corpus
from nlp.training.renaming import Pool, Renamer
from nlp.training.spans import BYSTANDER, Labelled, document

TITLE = "Wexbury General Hospital tells patients"
BODY = (
    "Wexbury General Hospital (WGH) said Fendrix was breached. Wexbury called the FBI. "
    "The thieves, Grey Osmium, wrote to Brackwell."
)
PARTIES = {
    "Wexbury General Hospital": "DOWNSTREAM",
    "WGH": "DOWNSTREAM",
    "Wexbury": "DOWNSTREAM",
    "Fendrix": "BREACHED",
    "FBI": BYSTANDER,
    "Grey Osmium": "ACTOR",
    "Brackwell": BYSTANDER,
}


def labelled(title: str, body: str, parties: dict[str, str], origin: str = "corpus") -> Labelled:
    text = f"{title}\n{body}"
    names = sorted(parties, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, names)), text)
    spans = tuple((match.start(), match.end(), parties[match[0]]) for match in found)
    return Labelled(text, len(title), spans, (1.0, 1.0), origin)


GIVEN = labelled(TITLE, BODY, PARTIES)
OTHERS = [
    *(labelled("-", f"St. {name} Hospital was hit.", {f"St. {name} Hospital": "BREACHED"}) for name in "ABCDEFGH"),
    labelled("-", "Tarn Lake Hospital was hit by Pale Lynx.", {"Tarn Lake Hospital": "BREACHED", "Pale Lynx": "ACTOR"}),
    labelled("-", "Ostrale was hit.", {"Ostrale": "BREACHED"}),
]


def renamed(seed: int) -> Labelled:
    return Renamer(random.Random(seed), [GIVEN, *OTHERS]).renamed(GIVEN, 1.0)


def names(given: Labelled) -> list[str]:
    return [given.text[start:end] for start, end, _ in given.spans]


@pytest.mark.parametrize("seed", range(12))
def test_labels_and_all_other_words_stay(seed: int) -> None:
    found = renamed(seed)
    assert [label for *_, label in found.spans] == [label for *_, label in GIVEN.spans]
    assert found.text[: found.title_length].endswith("tells patients")
    bare = [
        re.sub("|".join(map(re.escape, sorted(names(one), key=len, reverse=True))), "X", one.text)
        for one in (found, GIVEN)
    ]
    assert bare[0] == bare[1]


@pytest.mark.parametrize("seed", range(12))
def test_a_short_form_is_one_of_the_new_name(seed: int) -> None:
    title, whole, initials, _, short, *_ = names(renamed(seed))
    assert title == whole
    assert whole.endswith("Hospital")
    assert initials == "".join(word[0] for word in whole.split())
    assert short in (whole, whole.split()[0])


def test_authorities_that_everybody_knows_keep_their_name_and_others_do_not() -> None:
    found = [names(renamed(seed)) for seed in range(12)]
    assert all("FBI" in one for one in found)
    assert {one[-2] for one in found} == {"Grey Osmium", "Pale Lynx"}
    assert len({one[-1] for one in found}) > 1


def test_nothing_is_renamed_with_a_share_of_nothing() -> None:
    renamer = Renamer(random.Random(1), OTHERS)
    assert renamer.renamed(GIVEN, 0.0) is GIVEN


def test_a_pool_gives_names_of_the_same_kind_only() -> None:
    pool = Pool(
        ["wexbury.com", "fendrix.io", "Ostrale", "ACME", "University of Tarn", *(f"{a} Bank" for a in "ABCDEFGH")]
    )
    rng = random.Random(3)
    assert {pool.like("kelmora.net", rng) for _ in range(20)} == {"wexbury.com", "fendrix.io"}
    assert {(pool.like("Kelmora Bank", rng) or "").split()[-1] for _ in range(20)} == {"Bank"}
    assert pool.like("University of Oak", rng) == "University of Tarn"
    assert pool.like("NSA", rng) == "ACME"
    assert pool.like("Three Long Words", rng) is None


def test_our_own_documents_take_part_with_their_bystanders() -> None:
    chosen = [document(one) for one in corpus.read() if one.record["lang"] == "en"][:400]
    assert any(label == BYSTANDER for one in chosen for *_, label in one.spans)
    renamer = Renamer(random.Random(5), chosen)
    for one in chosen:
        found = renamer.renamed(one, 1.0)
        assert len(found.spans) == len(one.spans)
        assert all(found.text[start:end].strip() for start, end, _ in found.spans)
