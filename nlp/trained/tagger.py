"""What role each word plays: a small encoder over the sentences that matter, by onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from nlp.text.patterns import words
from nlp.trained import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from nlp.text.sentences import Sentence

MODELS: Final = Path(__file__).parents[1] / "models"
LABELS: Final = ("BREACHED", "DOWNSTREAM", "ACTOR", "VICTIM", "SUPPLIER", "CUSTOMER")
TAGS: Final = ("O", *LABELS)
DATA: Final = ("O", "EXPOSED", "DENIED")  # what is said of the data that a piece names
FACTS: Final = ("O", "RECORDS", "OCCURRED")  # the count of those hit, the date of the event
TOLD: Final = ("disclosure", "third_party")
WINDOWS: Final = 2  # that are read of a document: some 250 words of those that matter
HEADS: Final = {"tags": TAGS, "data": DATA, "facts": FACTS}  # of each piece: the output of the weights, its labels
_GLANCE = 96  # pieces that are read of a document at a glance
_LEAD = 3  # sentences that are read whatever they say
_SMALLEST = 4  # pieces of a sentence that is worth reading

Floats = npt.NDArray[np.float32]

_MATTERS = words(
    r"breach|hack|stole|steal|ransom|compromis|leak|expos|cyber|attack|unauthori[sz]|intru|exfiltrat|infiltrat|theft|"
    r"incident|accessed|phish|malware|victim|laptop|lost|mailed|posted|missing|notif|vendor|supplier|provider|"
    r"third[- ]part|contractor|processor|customers?\b.*(?:includ|such as)|gang|group claim|extort|misconfigur|"
    r"unsecured|improper|inadvertent|snoop|\bwe (?:were|have|are)\b"
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Probabilities of the pieces, (pieces, TAGS) and so on, with their spans, and of TOLD for the document.

    The pieces stand in the order of the text.
    """

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    told: tuple[float, float]
    roles: Floats
    data: Floats
    facts: Floats

    def of(self, start: int, end: int) -> Floats | None:
        """The mean probabilities (TAGS) of the pieces in a span; None where nothing of it was read."""
        return self._mean(self.roles, start, end)

    def of_data(self, start: int, end: int) -> Floats | None:
        """The mean probabilities (DATA) of the pieces in a span; None where nothing of it was read."""
        return self._mean(self.data, start, end)

    def heard(self, start: int, end: int, fact: str) -> float | None:
        """The highest probability in a span of being the one of FACTS; None where nothing of it was read."""
        first, last = self._inside(start, end)
        return float(self.facts[first:last, FACTS.index(fact)].max()) if first < last else None

    def _mean(self, rows: Floats, start: int, end: int) -> Floats | None:
        first, last = self._inside(start, end)
        if first >= last:
            return None
        mean: Floats = rows[first:last].mean(axis=0)
        return mean

    def _inside(self, start: int, end: int) -> tuple[int, int]:
        return int(self.starts.searchsorted(start)), int(self.ends.searchsorted(end, "right"))


class Tagger:
    """The trained tagger. Each window is run alone, so that what it says never depends on its neighbours."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path = MODELS, threads: int = 1) -> Tagger:
        """Read weights and vocabulary; `FileNotFoundError` where they are missing.

        `threads` share each product row by row, which changes no sum: what it says is the same with any number.
        """
        import onnxruntime

        for name in ("tagger.onnx", "tokenizer.json"):
            if not (folder / name).exists():
                raise FileNotFoundError(f"{folder / name}: no such weights; restore them or run python -m nlp.training")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others want the processor too
        options.use_deterministic_compute = True
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, tokens.load(folder / "tokenizer.json"))

    def tag(self, text: str, sentences: Sequence[Sentence], *, glance: bool = False) -> Tagged:
        """The roles of the words of a normalised text where it matters; `glance`: in the first of such sentences."""
        starts: list[int] = []
        ends: list[int] = []
        rows: list[list[Floats]] = [[] for _ in HEADS]
        told: list[Floats] = []
        most, longest = (1, _GLANCE) if glance else (WINDOWS, tokens.LONGEST)
        for window in document_windows(self._tokenizer, text, sentences, most, longest):
            document, *heads = self._run(window)
            first = 1 if not told else window.prefix  # the title is kept once
            told.append(document)
            kept = [i for i in range(first, len(window.ids)) if window.offsets[i][1]]
            starts += [window.offsets[i][0] for i in kept]
            ends += [window.offsets[i][1] for i in kept]
            for row, logits in zip(rows, heads, strict=True):
                row.append(softmax(logits[kept]))
        both = 1 / (1 + np.exp(-np.array(told[:1], np.float64))) if told else np.zeros((1, len(TOLD)))
        told_of = (float(both[0, 0]), float(both[0, 1]))
        spans = np.array(starts, np.int64), np.array(ends, np.int64)
        read = (_stacked(row, len(labels)) for row, labels in zip(rows, HEADS.values(), strict=True))
        return Tagged(*spans, told_of, *read)

    def _run(self, window: tokens.Window) -> list[Floats]:
        inputs = {"ids": np.array([window.ids], np.int64), "shapes": np.array([window.shapes], np.int64)}
        return [rows[0] for rows in self._session.run(["document", *HEADS], inputs)]


def document_windows(
    tokenizer: Tokenizer, text: str, sentences: Sequence[Sentence], most: int, longest: int = tokens.LONGEST
) -> list[tokens.Window]:
    """The windows of a document: the first sentences and those that speak of an incident or of suppliers.

    Where these leave room in one window, the others are read too, since a party may stand in any of them.
    """
    title = next(((s.start, s.end) for s in sentences[:1] if s.shape == "title"), None)
    body = [s for s in sentences[:400] if s.shape != "title"]
    kept = {(s.start, s.end) for i, s in enumerate(body) if i < _LEAD or _MATTERS.search(s.text)}
    pieces_of = tokens.cutter(tokenizer, text)
    found = tokens.windows(pieces_of, title, sorted(kept), most, longest)
    if len(found) != 1 or len(kept) == len(body):
        return found
    room = longest - len(found[0].ids)
    for other in ((s.start, s.end) for s in body if (s.start, s.end) not in kept):
        size = len(pieces_of(other))
        if size <= room:
            kept.add(other)
            room -= size
        if room < _SMALLEST:
            break
    return tokens.windows(pieces_of, title, sorted(kept), 1, longest)


def _stacked(rows: list[Floats], width: int) -> Floats:
    return np.concatenate(rows) if rows else np.zeros((0, width), np.float32)


def softmax(logits: Floats) -> Floats:
    """Row-wise probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Floats = powers / powers.sum(axis=1, keepdims=True)
    return probabilities
