"""What the words of a page say of its subject before names are read: enough to spare most pages the reading."""

from __future__ import annotations

from collections import Counter

from nlp.reading import Reading
from nlp.text.lexicon import load
from nlp.text.patterns import times, words
from nlp.trained.odds import logit
from nlp.trained.weights import gate
from nlp.verdict import kind as kinds
from nlp.verdict.claim import voices
from nlp.verdict.subject import about

_REMOTE = -5.0  # log odds below which a page is not read further
# Of a brief one they must be lower: it says little beyond its few words, and costs little to read.
_BRIEF, _REMOTE_BRIEF = 1_500, -6.5
_HEAD = 0.5


def read_outlook(reading: Reading) -> None:
    """Sets `signals`, `subject`, `outlook` and `remote` of a reading."""
    reading.signals = _signals(reading)
    trained = gate()
    if trained is None:
        return
    length = reading.title_length
    scores = trained.scores(reading.text[:length], reading.text[length + 1 if length else 0 :])
    reading.subject = scores.subject
    rules = weighed(reading.signals)
    reading.outlook = rules + _HEAD * (logit(scores.incident) + logit(scores.subject))
    reading.remote = reading.outlook < (_REMOTE_BRIEF if len(reading.text) <= _BRIEF else _REMOTE)
    if reading.remote:
        reading.note("far from an incident: not read further", f"rules {rules:.1f}, gate {scores.subject:.3f}")


def weighed(found: Counter[str]) -> float:
    """The log odds of a disclosure (weights of `nlp/data/verdict_weights.yaml`)."""
    weights = load("verdict_weights")
    total: float = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return total


def _signals(reading: Reading) -> Counter[str]:
    title, body = reading.text[: reading.title_length], reading.text[reading.title_length :]
    found: Counter[str] = Counter()
    for name, value in kinds.signs(title, body).items():
        found["sign_" + name] = min(value, 4)
    found["phishing"] = min(kinds.phishing(title, body), 4)
    told = kinds.told(reading.text)
    found["told1"], found["told2"], found["told4"], found["told8"] = (int(told >= n) for n in (1, 2, 4, 8))
    lead = reading.text[: reading.title_length + 500]
    found["told_lead"] = min(3, kinds.told(lead))
    found["told_title"] = sum(times(pattern, title.encode(), 1) for pattern in (kinds.TOLD, _TITLE))
    found["notifies"] = times(_NOTIFIES, reading.text[:8_000].encode(), 1)
    found.update(about(title, body))
    found.update(voices(title, body))
    found["first_person"] = times(_OWN_VOICE, reading.text[:1_500].encode(), 1)
    found["dated"] = times(_DAY, reading.text[:2_000].encode(), 1)
    return found


_OWN_VOICE = words(
    r"\b(?:we (?:are writing|recently|discovered|detected|learned|regret|were (?:notified|informed|told)|have (?:ended"
    r"|reset|notified|told|informed|written))|your (?:data|information|personal|name|e-?mail)"
    r"|(?:told|informed|notified) us|dear (?:customer|patient|member|client|user|guest|friend)s?"
    r"|our (?:customers|users|patients|systems?|network|investigation|security team))\b"
)
_DAY = words(
    r"\b(?:on|since|from|until|between|last|early on|around) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} \w+"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2})\b"
)
_TITLE = words(
    r"\b(?:breach(?:es|ed)?|hack(?:s|ed|ers?)?|ransomware|leak(?:s|ed)?|stolen|exposed?|cyber-?attack"
    r"|compromis\w+|incident|steal)\b"
)
_NOTIFIES = words(
    r"\b(?:notif(?:y|ied|ying) (?:\w+ ){0,3}(?:customers|users|patients|individuals|clients|employees"
    r"|members|people|the)|investigat\w+|spokes\w+|in a statement|law enforcement|forensic|reset (?:\w+"
    r" )?passwords|credit monitoring)\b"
)
