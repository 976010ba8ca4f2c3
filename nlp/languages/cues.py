"""Where the cues of a lexicon stand in a document; found once, asked often."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice

from nlp.languages.lexicon import Lexicon
from nlp.languages.text import Reading, Sentence

Span = tuple[int, int]
EVENTS = ("incident", "victim", "exposure", "ransomware", "misconfig")  # classes of what happened
_CAP = 400  # cues of one class that are looked at in one sentence: bounds work on hostile text


@dataclass(slots=True)
class Cues:
    """The cue spans of a document by class and sentence; offsets count in the whole document."""

    reading: Reading
    lexicon: Lexicon
    _found: dict[tuple[str, int], list[Span]] = field(default_factory=dict)
    _masked: dict[int, str] = field(default_factory=lambda: defaultdict(str))

    def spans(self, name: str, sentence: Sentence) -> list[Span]:
        """The spans of the cues of class `name` in `sentence`, in order."""
        key = (name, sentence.index)
        if key not in self._found:
            text = self._text(name, sentence)
            at = sentence.start
            found = ((at + m.start(), at + m.end()) for m in islice(self.lexicon.cue(name).finditer(text), _CAP))
            self._found[key] = [span for span in found if not self._another_word(span)]
        return self._found[key]

    def _another_word(self, span: Span) -> bool:
        """Whether it only looks like the cue since accents are folded: "konnte", not "könnte"."""
        return self.reading.raw[slice(*span)].lower() in self.lexicon.unaccented

    def _text(self, name: str, sentence: Sentence) -> str:
        """What the class is looked for in: the sentence without the phrases that hold its words in another sense."""
        if name in ("deny_forward", "deny_verb", "excludes", "refuses", "retraction", "third_party"):
            return self.masked(sentence)
        if name in EVENTS:
            return self.lexicon.cue("another_sense").sub(lambda m: "#" * len(m.group()), sentence.folded)
        return sentence.folded

    def has(self, name: str, sentence: Sentence) -> bool:
        """Whether `sentence` holds a cue of class `name`."""
        return bool(self.spans(name, sentence))

    def happens(self, sentence: Sentence) -> bool:
        """Whether `sentence` tells that something happened."""
        return any(self.has(name, sentence) for name in EVENTS)

    def masked(self, sentence: Sentence) -> str:
        """The folded sentence with the phrases of the class `ignore` blotted out ("not only", "by e-mail")."""
        if sentence.index not in self._masked:
            ignore = self.lexicon.cue("ignore")
            self._masked[sentence.index] = ignore.sub(lambda m: "#" * len(m.group()), sentence.folded)
        return self._masked[sentence.index]

    def count(self, name: str, *, title: bool | None = None, first: int | None = None) -> int:
        """How many sentences (of the title, of the body, among the first `first`) hold a cue of class `name`."""
        chosen = self.reading.sentences[:first]
        return sum(self.has(name, s) for s in chosen if title is None or s.in_title == title)
