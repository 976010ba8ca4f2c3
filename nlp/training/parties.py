"""Fits the weights that turn what is said around a name, and what the tagger makes of it, into the odds of its roles.

    python -m nlp.training --data DATA --only roles

Logistic regression with an L2 penalty, full-batch gradient descent from zero: the same input gives the same weights.
The first opinion (`words`, see `nlp/parties/stacked.py`) is fitted on the documents that the tagger learnt from, all
other weights on those that it has not seen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import yaml

from model.disclosure import whole_text
from nlp.parties.candidates import fold_name
from nlp.parties.roles import named
from nlp.parties.stacked import OPINION, opinions
from nlp.text.names import is_run
from nlp.text.normalise import normalise
from nlp.text.sentences import split
from nlp.trained.weights import tagger
from nlp.training import sets
from nlp.training.spans import Labelled, documents

_STEPS, _RATE, _PENALTY = 1_500, 0.5, 1e-3
_SEED: Final = 7
# Of a document; ours count in full, and the few that rules are tuned on, half of them real pages, several times.
WEIGHT: Final = {"vcdb": 0.6, "hibp": 0.6, "casie": 0.8, "own": 0.7, "tuned_on": 3.0}
ROLES: Final = {"breached": "breached", "downstream": "affected_downstream", "actor": "threat_actors"}
Row = Mapping[str, float]


def same(left: str, right: str) -> bool:
    """Whether the words of one name are a run of the words of the other."""
    short, long = sorted((fold_name(left).split(), fold_name(right).split()), key=len)
    return is_run(short, long)


@dataclass(frozen=True, slots=True)
class Named:
    """One name of one document with its features and the roles that the labels give it."""

    document: str
    origin: str
    name: str
    features: Row
    roles: frozenset[str]


def first_opinion(data: Path) -> dict[str, float]:
    """The weights of the words around a name alone, by the documents that the tagger learnt from."""
    taken, _ = documents(data, random.Random(_SEED))  # noqa: S311 - samples, no secrets
    found = [
        one
        for number, document in enumerate(taken)
        if _tells(document)
        for one in _names(f"{document.origin}-{number}", document, tagging=False)
    ]
    rows = [({n: v for n, v in one.features.items() if not n.startswith(OPINION)}, one) for one in found]
    return fit([(row, "breached" in one.roles) for row, one in rows], weights=_counted(found))


def examples(data: Path, words: Row) -> Iterator[Named]:
    """The names of the documents kept from the tagger and of those of our own set that rules are tuned on."""
    _, held = documents(data, random.Random(_SEED))  # noqa: S311 - samples, no secrets
    for number, document in enumerate(held):
        if _tells(document):
            yield from _with_opinion(_names(f"{document.origin}-{number}", document), words)
    for document in tuned_on(data):
        yield from _with_opinion(_names(str(document.record and document.record["id"]), document), words)


def tuned_on(data: Path) -> Iterator[Labelled]:
    """The English disclosures among the documents that rules are tuned on."""
    for row in sets.tuned_on(data):
        if row["lang"] == "en" and row["is_disclosure"]:
            title = row.get("title") or ""
            yield Labelled(normalise(whole_text(title, row["text"])), len(title), (), (1.0, None), "tuned_on", 1.0, row)


def _tells(document: Labelled) -> bool:
    return bool(document.told[0]) and document.origin != "hhs"


def _gold(document: Labelled, role: str) -> list[str]:
    label = role.upper()
    if document.record is not None and (label != "ACTOR" or document.origin != "casie"):
        return list(document.record.get(ROLES[role]) or [])
    return [document.text[start:end] for start, end, given in document.spans if given == label]


def _names(identity: str, document: Labelled, *, tagging: bool = True) -> list[Named]:
    gold = {role: _gold(document, role) for role in ROLES}
    trained = tagger() if tagging else None
    sentences = split(document.text, document.title_length)
    tagged = trained.tag(document.text, sentences) if trained else None
    found = []
    for candidate, features in named(document.text, sentences, tagged, ()):
        roles = frozenset(role for role in ROLES if any(same(candidate.name, name) for name in gold[role]))
        found.append(Named(identity, document.origin, candidate.name, features, roles))
    return found


def _with_opinion(found: list[Named], words: Row) -> Iterator[Named]:
    """The names of one document, with the opinion of these weights instead of that of the shipped ones."""
    for one, opinion in zip(found, opinions([one.features for one in found], words), strict=True):
        yield replace(one, features={**one.features, **opinion})


def _counted(found: Sequence[Named]) -> Floats:
    return np.array([WEIGHT.get(one.origin, 1.0) for one in found])


Floats = npt.NDArray[np.float64]


def fit(
    rows: Sequence[tuple[Row, bool]], cap: int = 2, weights: Floats | None = None, penalty: float = _PENALTY
) -> dict[str, float]:
    """Weights by feature name; `bias` is the intercept. Values are capped at `cap`; `weights` counts the rows."""
    names = sorted({name for row, _ in rows for name in row})
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for index, (row, _) in enumerate(rows):
        for name, count in row.items():
            matrix[index, column[name]] = min(count, cap)
    truth = np.array([float(label) for _, label in rows])
    sample = np.ones(len(rows)) if weights is None else weights
    fitted, total = np.zeros(len(names) + 1), sample.sum()
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-matrix @ fitted))
        gradient = matrix.T @ (sample * (odds - truth)) / total + penalty * np.append(fitted[:-1], 0.0)
        fitted -= _RATE * gradient
    return {name: round(float(fitted[index]), 3) for index, name in enumerate([*names, "bias"])}


def fitted(found: list[Named]) -> dict[str, dict[str, float]]:
    """The weights of each role."""
    return {role: _fitted_role(found, role) for role in ROLES}


_NO_ACTORS: Final = ("vcdb", "hibp")  # sets that do not say who attacked
_ATTACKERS: Final = (
    "a_",
    "t_",
    "list_",
    "acronym_name",
    "product_name",
    "mentions",
    "title",
    "l_according",
    "r_expert",
)


def _fitted_role(found: list[Named], role: str) -> dict[str, float]:
    if role != "actor":
        rows = [(one.features, role in one.roles) for one in found]
    else:  # there are few of them: only what speaks of attackers
        found = [one for one in found if one.origin not in _NO_ACTORS]
        kept = [{n: v for n, v in one.features.items() if n.startswith(_ATTACKERS)} for one in found]
        rows = [(features, role in one.roles) for features, one in zip(kept, found, strict=True)]
    return fit(rows, weights=_counted(found))


def as_yaml(data: Path) -> str:
    """The weights fitted on the sets in the folder `data`, as `nlp/data/role_weights.yaml` holds them."""
    words = first_opinion(data)
    found = list(examples(data, words))
    tables: dict[str, Any] = {"words": words, **fitted(found)}
    head = f"# Fitted by nlp.training.parties on {len(found)} names.\n"
    return head + str(yaml.safe_dump(tables, sort_keys=False))
