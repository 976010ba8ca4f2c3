"""The spaCy pipeline of the English reader: our own components over one `Reading`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from nlp.lean_spacy import lean  # isort: skip - before anything of spaCy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.exposure.data_types import read_data_types
from nlp.figures.counts import read_counts
from nlp.figures.dates import read_dates
from nlp.parties.roles import read_parties
from nlp.reading import Reading
from nlp.text.sentences import Sentence, split
from nlp.trained.odds import logit
from nlp.trained.weights import tagger
from nlp.verdict.outlook import read_outlook
from nlp.verdict.weighed import at_most, read_verdict

Step = Callable[[Reading], None]


def _component(name: str, step: Step, *, always: bool = False) -> None:
    """Registers a step over the document's reading; `always`: also over one far from an incident that nobody wants."""

    def component(doc: Doc) -> Doc:
        reading: Reading = doc.user_data["reading"]
        if always or reading.whole or not reading.remote:
            step(reading)
        return doc

    Language.component(name, func=component)


def _cut(reading: Reading) -> None:
    reading.sentences = split(reading.text, reading.title_length)


# Log odds of the outlook below which a page is read at a glance first, and of both below which that is all.
# Lower bars were tried: they spare little; higher ones lose incidents that a full reading finds.
_DOUBTFUL, _HOPELESS = -2.0, -4.0


def _tag(reading: Reading) -> None:
    """Sets `tagged`: the roles of the words, of a doubtful page those of its first sentences."""
    trained = tagger()
    if trained is None or reading.remote:
        return
    if reading.outlook is not None and reading.outlook < _DOUBTFUL and not reading.whole:
        reading.tagged = trained.tag(reading.text, reading.sentences, glance=True)
        if reading.outlook + logit(reading.tagged.told[0]) / 2 < _HOPELESS:
            reading.note("read at a glance", f"outlook {reading.outlook:.1f}, tagger {reading.tagged.told[0]:.3f}")
            if at_most(reading) < 0:  # no rule could make it a disclosure any more
                reading.sentences = _glanced(reading)
            return
    reading.tagged = trained.tag(reading.text, reading.sentences)


def _glanced(reading: Reading) -> list[Sentence]:
    """The sentences that the tagger read."""
    starts = reading.tagged.starts if reading.tagged is not None else ()
    return [s for s in reading.sentences if bisect_left(starts, s.start) < bisect_left(starts, s.end)]


COMPONENTS = {
    "tocsin_outlook": read_outlook,  # what the words say of the subject, before anything else is read
    "tocsin_sentences": _cut,  # headings, items and sentences
    "tocsin_tagger": _tag,  # the role that each word plays, where the weights are installed
    "tocsin_parties": read_parties,  # names with their roles, and who uses whom
    "tocsin_data_types": read_data_types,  # data types with their status
    "tocsin_counts": read_counts,  # how many were hit
    "tocsin_dates": read_dates,  # when it happened, was found and was told
    "tocsin_verdict": read_verdict,  # claim, kind, and whether an incident is the subject
}
_ALWAYS = ("tocsin_outlook", "tocsin_verdict")
for _name, _step in COMPONENTS.items():
    _component(_name, _step, always=_name in _ALWAYS)


@cache
def english() -> Language:
    """The pipeline, built once per process."""
    with lean():
        # The rules read the text itself, and so a text has no tokens.
        pipeline = Language(Vocab(), create_tokenizer=lambda language: lambda _: Doc(language.vocab))
        for name in COMPONENTS:
            pipeline.add_pipe(name)
    return pipeline


def read(reading: Reading) -> Reading:
    """Runs the pipeline over one document."""
    pipeline = english()
    doc = Doc(pipeline.vocab)
    doc.user_data["reading"] = reading
    pipeline(doc)
    return reading
