"""What the components of the pipeline hand to one another while they read one document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from model.disclosure import DataTypeClaim, Dates, Evidence, Link, Party, Records
from model.vocabulary import Claim, Kind
from nlp.parties.candidates import Candidate
from nlp.parties.scored import Scored
from nlp.text.sentences import Sentence
from nlp.trained.tagger import Tagged


@dataclass(slots=True)
class Reading:
    """The state of one document: `text` is the normalised form of `original`, offset for offset.

    `signals`, `subject` (the gate's probability), `outlook` (log odds that an incident is its subject; None without
    the gate) and `remote` are what `nlp.verdict.outlook` says of its subject; `whole`: the caller wants it read
    whatever they are.
    """

    original: str
    text: str
    title_length: int
    published: date | None = None
    names: tuple[str, ...] = ()
    speaker: str | None = None
    url: str | None = None
    whole: bool = False
    sentences: list[Sentence] = field(default_factory=list)
    signals: Counter[str] = field(default_factory=Counter)
    subject: float | None = None
    outlook: float | None = None
    remote: bool = False
    tagged: Tagged | None = None
    candidates: list[Candidate] = field(default_factory=list)
    scored: list[Scored] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    data_types: list[DataTypeClaim] = field(default_factory=list)
    records: Records | None = None
    dates: Dates = field(default_factory=Dates)
    claim: Claim = Claim.CONFIRMED
    kind: Kind = Kind.OTHER
    score: float = 0.0
    is_disclosure: bool = False
    notes: list[str] = field(default_factory=list)

    def evidence(self, start: int, end: int) -> Evidence:
        """The slice of the text as given, without blanks at its ends."""
        while start < end and self.original[start].isspace():
            start += 1
        while end > start and self.original[end - 1].isspace():
            end -= 1
        return Evidence(self.original[start:end], start, end)

    def sentence_evidence(self, index: int, start: int, end: int) -> Evidence:
        """The sentence around a span, or at most 400 code points of it."""
        sentence = self.sentences[index]
        if sentence.end - sentence.start <= LONGEST_QUOTE:
            return self.evidence(sentence.start, sentence.end)
        room = max(0, LONGEST_QUOTE - (end - start)) // 2
        return self.evidence(max(sentence.start, start - room), min(sentence.end, end + room))

    def note(self, rule: str, words: str) -> None:
        """Keeps for `--explain` which rule fired on which words."""
        self.notes.append(f"{rule}: {' '.join(words.split())[:160]}")


LONGEST_QUOTE = 400
