"""Short items whose one sentence says outright what happened, too short for the weights to be sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.vocabulary import DataType
from nlp.languages.cues import Cues
from nlp.languages.data_types import named_types
from nlp.languages.text import Sentence

_DATA: Final = re.compile(
    r"(?:kunden|patienten|mitarbeiter|personen|schuler|mitglieder)\w*daten\b|gegevens\b|dossiers?\b|akten\b"
)
_ANY_DATA: Final = re.compile(r"daten|datei|gegevens|bestand|bericht|情報|データ|メール|連絡先")
_DIGITAL: Final = re.compile(
    r"daten|dateien|\bit\b|server|netzwerk|systeme|hack|cyber|gegevens|bestanden|systemen|情報|データ|システム|サーバ|メール"
)
_SHORT: Final = 8  # sentences, the title among them
_BRIEF: Final = 3  # sentences
_LEAD: Final = 4  # of them, in which it is said: what stands further down may be of long ago
_LONGEST: Final = 500  # characters of a sentence that is read: bounds work on hostile text
_OTHERWISE: Final = (  # other matters, and what leaves it open or denies it
    "statistics", "advice", "penalty", "marketing", "vulnerability", "retraction", "refuses", "unproven", "physical",
    "explains", "not_now",
)  # fmt: skip
_NOT_SO: Final = ("refuses", "explains", "not_now")  # of them, what says that it is not so
_OPEN: Final = ("claim", "unsaid", "deny_verb", "deny_forward", "planned")
_DOUBTED: Final = ("refuses", "claim", "unproven", "unsaid", "retraction", "outage")
_PERHAPS: Final = re.compile(  # "pourraient avoir été volés" tells of an event, "pourraient être volés" warns of one
    r"(?<!\w)(?:avoir ete|(?:ont|a) pu|auront pu|haber sido|(?:han|ha) podido|pud(?:o|ieron)|esser[ei] stat[oiae]"
    r"|(?:ter|terem) sido|pod(?:e|em|ido|eriam) ter|puderam"
    r"|ai(?:t|ent) ete|hayan?|siano stat[ie]|tenham?)(?!\w)"
)


def told_outright(cues: Cues) -> bool:
    """Whether a short item says that data were taken or seen, or that an attack befell somebody or stopped the work.

    By a phrase of the class `outright`, beside data of people one of the class `mishap`, or by who took what: "Des
    pirates ont copié le fichier de X". Nothing in it may be of another matter, and the sentence neither deny, ask,
    foresee nor leave open what it says.
    """
    sentences = cues.reading.sentences
    if len(sentences) > _SHORT or any(len(s.folded) > _LONGEST for s in sentences):
        return False
    if _has(cues, _OTHERWISE):
        return False
    return any(turns_to_supplier(cues, sentence) or _tells(cues, sentence) for sentence in sentences[:_LEAD])


def _has(cues: Cues, names: Sequence[str]) -> bool:
    told = [s for s in cues.reading.sentences if not of_another(cues, s)]
    return any(cues.has(name, s) for s in told for name in names)


def is_brief(cues: Cues) -> bool:
    """Whether the weights have hardly anything to go by."""
    return len(cues.reading.sentences) <= _BRIEF


def brief_of_another_matter(cues: Cues) -> bool:
    """Whether a brief item has the words of an incident and is of another matter, or only asks about it.

    "Im Film wurde X gehackt", "Wurde X gehackt?": so short a text is mostly these words, whose likeness says nothing.
    """
    sentences = cues.reading.sentences
    if not is_brief(cues):
        return False
    events = [s for s in sentences if any(cues.has(name, s) for name in ("incident", "ransomware", "victim"))]
    unreal = events and all(cues.has("planned", s) or s.folded.rstrip().endswith("?") for s in events)
    return _has(cues, _NOT_SO) or (bool(unreal) and not any(_tells(cues, s) for s in sentences))


def refuses(cues: Cues, sentence: Sentence) -> bool:
    """Whether the sentence denies the incident, and not only that it befell the one who speaks and no supplier."""
    return cues.has("refuses", sentence) and not of_another(cues, sentence)


def of_another(cues: Cues, sentence: Sentence) -> bool:
    """Whether what it denies of one befell another, by its own words or by those of a sentence around it."""
    return turns_to_supplier(cues, sentence) or (cues.has("refuses", sentence) and _for_itself(cues, sentence))


def _for_itself(cues: Cues, sentence: Sentence) -> bool:
    """Whether somebody only denies that he was attacked too: "Data were stolen at the supplier. X was not hacked"."""
    if sentence.in_title or cues.has("third_party", sentence):
        return False
    others = (s for s in cues.reading.sentences[:_SHORT] if s is not sentence and cues.has("third_party", s))
    return any(cues.happens(s) and not any(cues.has(name, s) for name in _DOUBTED) for s in others)


def turns_to_supplier(cues: Cues, sentence: Sentence) -> bool:
    """Whether it denies one attack to tell of another: "X n'a pas été piraté, c'est son prestataire qui l'a été"."""
    told = any(cues.has(name, sentence) for name in ("incident", "victim")) and not cues.has("outage", sentence)
    return told and cues.has("instead", sentence) and not sentence.folded.rstrip().endswith("?")


def _tells(cues: Cues, sentence: Sentence) -> bool:
    held_open = [name for name in _OPEN if cues.has(name, sentence)]
    if sentence.folded.rstrip().endswith("?") or set(held_open) - {"claim"}:
        return False
    if cues.has("admits", sentence):  # what others only claimed before
        return True
    if held_open:
        return False
    if cues.has("possible", sentence) and not _PERHAPS.search(sentence.folded):
        return False
    bare = cues.has("bare_incident", sentence) and _of_computers(cues, sentence)
    if bare or cues.has("outright", sentence) or (cues.has("mishap", sentence) and _of_people(cues, sentence)):
        return True
    theirs = cues.has("taken_by", sentence) or (cues.has("took", sentence) and cues.has("people", sentence))
    return theirs and (cues.has("goods", sentence) or bool(named_types(cues, sentence)))


def _of_computers(cues: Cues, sentence: Sentence) -> bool:
    """Whether "Sicherheitsvorfall bei X" is a title alone, or stands over a text of data or computers."""
    body = cues.reading.folded[sentence.end :].strip()
    return sentence.in_title and (not body or _DIGITAL.search(body) is not None)


def _of_people(cues: Cues, sentence: Sentence) -> bool:
    """Whether what was lost or sent astray are data of people: no keys, leaflets or bills that are too high."""
    kinds = {mention.type for mention in named_types(cues, sentence)}
    return len(kinds) > 1 or DataType.HEALTH_RECORDS in kinds or _DATA.search(sentence.folded) is not None


def only_devices(cues: Cues) -> bool:
    """Whether what was stolen or lost are telephones and the like, and no word tells of data or of an attack."""
    attacked = any(cues.count(name) for name in ("outright", "ransomware", "misconfig"))
    return cues.count("devices") > 0 and not attacked and _ANY_DATA.search(cues.reading.folded) is None
