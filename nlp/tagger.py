"""Who was breached, who was hit through whom, who only stands by: spans with roles in sentences, by onnxruntime."""

from __future__ import annotations

import math
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
            found += decode(softmax(logits[1:-1]), window.offsets)
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


def decode(probabilities: Floats, offsets: Sequence[tuple[int, int]]) -> list[Tag]:
    """Spans from the probabilities (pieces, TAGS): a role goes on while the next piece is inside of the same role."""
    labels = probabilities.argmax(axis=1)
    found: list[Tag] = []
    at = 0
    while at < len(labels):
        if labels[at] == 0:
            at += 1
            continue
        role = (int(labels[at]) - 1) // 2
        end = at + 1
        while end < len(labels) and (labels[end] == 2 * role + 2 or _same_word(offsets, end)):
            end += 1
        mass = probabilities[at:end, 2 * role + 1] + probabilities[at:end, 2 * role + 2]
        found.append(Tag(offsets[at][0], offsets[end - 1][1], LABELS[role], round(float(mass.mean()), 4)))
        at = end
    return found


def _same_word(offsets: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a piece goes on where the last one ended, as "cloud" and "flare" do."""
    return offsets[at][0] == offsets[at - 1][1] and offsets[at][1] - offsets[at][0] > 1
