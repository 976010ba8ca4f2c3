"""Who was breached, who was hit through whom, who only stands by: spans with roles in sentences, by onnxruntime."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from nlp import tokens

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS: Final = Path(__file__).parent / "models"
LABELS: Final = ("BREACHED", "DOWNSTREAM", "BYSTANDER", "ACTOR", "VICTIM", "DATA", "NUM", "TIME")
TAGS: Final = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
BEGINNING: Final = 600  # code points of the text that `subject` reads
SUBJECT_THRESHOLD: Final = 0.5  # best F1 of `subject` (cross-validated)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tag:
    """A span of one sentence in code points. `score` in [0, 1] is the mean probability of its role over its pieces.

    BREACHED, DOWNSTREAM, BYSTANDER and ACTOR are names (an ACTOR also "hackers"); VICTIM is a breached party
    that is not named ("the hospital"); DATA, NUM and TIME are kinds of data, counts of people or records, and dates.
    """

    start: int
    end: int
    label: str
    score: float


class Tagger:
    """The trained tagger. Each window is run alone, so that a sentence's tags never depend on its neighbours."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path = MODELS) -> Tagger:
        """Read weights and vocabulary, for one thread; `FileNotFoundError` where they are missing."""
        import onnxruntime

        for name in ("tagger.onnx", "tokenizer.json"):
            if not (folder / name).exists():
                raise FileNotFoundError(f"{folder / name}: no such weights; restore them or run python -m nlp.training")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, tokens.load(folder / "tokenizer.json"))

    def tag(self, sentences: Sequence[str]) -> list[list[Tag]]:
        """The spans of each sentence, in order and disjoint; none for a blank sentence."""
        return [self._sentence(sentence) for sentence in sentences]

    def _sentence(self, sentence: str) -> list[Tag]:
        found: list[Tag] = []
        for window in tokens.windows(self._tokenizer, sentence):
            logits, _ = self._run(window)
            found += decode(*by_word(sentence, softmax(logits[1:-1]), window.offsets))
        return found

    def subject(self, title: str, text: str) -> float:
        """Probability in [0, 1] that one specific incident is the subject of a document, from its beginning."""
        found = tokens.windows(self._tokenizer, beginning(title, text))
        if not found:
            return 0.0
        _, document = self._run(found[0])
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, float(document[0])))))

    def _run(self, window: tokens.Window) -> tuple[Floats, Floats]:
        inputs = {"ids": np.array([window.ids], np.int64), "shapes": np.array([window.shapes], np.int64)}
        tags, document = self._session.run(None, inputs)
        return tags[0], document[0]


def beginning(title: str, text: str) -> str:
    """What `subject` reads: the title and the beginning of the text, where news tells what it is about."""
    return f"{title} . {text[:BEGINNING]}" if title else text[:BEGINNING]


def softmax(logits: Floats) -> Floats:
    """Row-wise probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Floats = powers / powers.sum(axis=1, keepdims=True)
    return probabilities


def decode(probabilities: Floats, words: Sequence[tuple[int, int]]) -> list[Tag]:
    """Spans from the probabilities (words, TAGS): a role goes on while the next word is inside of the same role."""
    labels = probabilities.argmax(axis=1)
    found: list[Tag] = []
    at = 0
    while at < len(labels):
        if labels[at] == 0:
            at += 1
            continue
        role = (int(labels[at]) - 1) // 2
        end = at + 1
        while end < len(labels) and labels[end] == 2 * role + 2:
            end += 1
        mass = probabilities[at:end, 2 * role + 1] + probabilities[at:end, 2 * role + 2]
        found.append(Tag(words[at][0], words[end - 1][1], LABELS[role], round(float(mass.mean()), 4)))
        at = end
    return found


_WORD = re.compile(r"[^\W_]+(?:(?:[&+]|['\u2019](?!s\b)|-(?=[A-Z0-9])|\.(?=[a-z0-9]))[^\W_]+)*")


def by_word(
    sentence: str, probabilities: Floats, offsets: Sequence[tuple[int, int]]
) -> tuple[Floats, list[tuple[int, int]]]:
    """The probabilities of whole words, so that no span begins or ends within one ("AT&T", "Booking.com").

    A word takes the mean of its pieces, where a piece inside counts the beginning of a role as its inside,
    but for the first piece.
    """
    joined = {start: match.end() for match in _WORD.finditer(sentence) for start in [match.start()]}
    rows: list[Floats] = []
    words: list[tuple[int, int]] = []
    at = 0
    while at < len(offsets):
        start, end = offsets[at]
        end = max(end, joined.get(start, end))
        stop = at + 1
        while stop < len(offsets) and offsets[stop][0] < end:
            stop += 1
        rows.append(_merged(probabilities[at:stop]))
        words.append((start, max(end if stop > at + 1 else offsets[at][1], offsets[stop - 1][1])))
        at = stop
    return np.array(rows, np.float32).reshape(-1, len(TAGS)), words


def _merged(pieces: Floats) -> Floats:
    """One row: the mass of each role is the mean over the pieces, its share of beginnings that of the first piece."""
    merged: Floats = pieces.mean(axis=0)
    mass = merged[1::2] + merged[2::2]
    first = pieces[0, 1::2] + pieces[0, 2::2]
    share = pieces[0, 1::2] / np.maximum(first, 1e-9)
    merged[1::2] = mass * share
    merged[2::2] = mass * (1 - share)
    return merged
