"""Who was entered, who was hit through a supplier, who attacked: by the weights of `nlp/data/foreign_weights.yaml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from nlp.languages.actors import Actor
from nlp.languages.cues import Cues, Span
from nlp.languages.daughters import told_by_parent
from nlp.languages.grouping import grouped, same
from nlp.languages.hit_through import hit_by_that
from nlp.languages.mention import Mention
from nlp.languages.odds import odds_of, opinions
from nlp.languages.outsourced import outsourced
from nlp.languages.persons import without_persons
from nlp.languages.served import entrusted, served
from nlp.languages.signers import last_lines, signs_as_team, signs_off, speaks
from nlp.languages.signs import beside, gathered
from nlp.languages.suppliers import spoken_of, supplies, tied, unnamed_struck
from nlp.languages.tellers import BEFELL, only_tells
from nlp.languages.text import Sentence, fold
from nlp.languages.through_whom import customers, stolen_from
from nlp.languages.together import plainly_attacked
from nlp.trained.abroad import ROLES

_SURE = 0.5
_STRUCK = 0.9  # of whom the words say that it was entered
_SPOKEN = 0.7  # of whoever says "we"
_LEAST = 0.3  # of the likeliest name, where none is sure
_OPEN = 0.2  # of the likeliest name beside a supplier without one that was entered, or alone in a title
_DOWNSTREAM = 0.45
_LISTED = 0.1  # of a name that stands in one list with a downstream party
_TOLD_TOO = 0.05  # of a name of which a sentence says that it was hit as well
_ATTACKS = 0.4
_ORGANISED = ("legal_form", "institution", "known", "again")
_THEIR_PEOPLE = re.compile(  # "60 000 de ses clients", "hundert seiner Mitglieder"
    r"\d (?:mille |mil |mila |millions? de |milhoes de |miles de )?"
    r"(?:de (?:ses|sus|seus)|dei suoi|dos seus|seiner|ihrer|van (?:zijn|haar|hun))"
    r" (?:clients?|clientes|clienti|utenti|usuarios|utilizadores|membres|mitglieder|kund(?:en|innen)|klanten|leden"
    r"|patient\w*|pacientes)"
)
_RUNS = re.compile(r"[」』]?を(?:運営|展開|提供|手掛け|手がけ)(?:する|している|る|ている)")
_ABOUT_OTHERS = ("deny_verb", "deny_forward", "authority", "press", "expert", "hired", "incident")
_AFTER: Final = re.compile(
    r"(?<!\w)(?:tras|despues de|apres|nach|dopo|apos|depois d[eo]|na)(?: [\w'-]+){1,7} ?$"
)  # an earlier event
_SINCE = 60  # characters behind it
_SEVERAL = 3  # customers from which the one supplier that is named was entered
_CROWD = 6  # names beyond which a document is crowded
_NAMED_ONLY = (
    "l_expert", "l_authority", "l_press", "l_hired", "l_told", "ll_told", "l_by", "speaks_for", "well_known",
    "authority_name", "press_name",
)  # fmt: skip
_NO_CUSTOMER = ("struck", "ruled_actor", "l_authority")
_WHERE_SUPPLIED = (
    "title", "opens_early", "topic", "entered", "first", "l_possessive", "rr_report", "s_event", "apposed", "people",
    "only_title", "most",
)  # fmt: skip
_WHERE_UNNAMED = (
    "title", "opens_early", "topic", "entered", "alone", "first_named", "rr_report", "line", "l_possessive",
)  # fmt: skip


@dataclass(slots=True)
class Candidate:
    """All mentions of one possible organisation, what is said around them, and the odds of each role in [0, 1]."""

    mentions: list[Mention]
    signs: Counter[str] = field(default_factory=Counter)
    odds: dict[str, float] = field(default_factory=dict)

    @property
    def first(self) -> Mention:
        """The mention that is quoted: the first of its fullest form."""
        return max(self.mentions, key=lambda mention: len(mention.key))


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties; `provider_span` is where a supplier is spoken of."""

    breached: tuple[Candidate, ...]
    downstream: tuple[Candidate, ...]
    bystanders: tuple[Candidate, ...]
    attackers: tuple[Candidate, ...]
    provider_span: Span | None = None


def assign(cues: Cues, mentions: Sequence[Mention], actors: Sequence[Actor], speaker: str | None = None) -> Parties:
    """Gives the named organisations their roles, and `speaker` its own, who says "we" without a name."""
    found = candidates(cues, mentions, actors)
    words = opinions(cues, [one.mentions for one in found])
    odds = odds_of([{**one.signs, **opinion} for one, opinion in zip(found, words, strict=True)])
    for one, own in zip(found, odds, strict=True):
        one.odds = own
        if one.signs["struck"]:
            one.odds |= {"breached": max(_STRUCK, one.odds["breached"]), "actor": 0.0}
        elif one.signs["cleared"] or only_tells(cues, one.mentions, one.signs):
            one.odds |= {"breached": 0.0, "downstream": 0.0}
        elif one.signs["supplied"] or (one.signs["told_hit"] and _through_another(one, found)):
            one.odds |= {"breached": 0.0, "downstream": max(_SURE, one.odds["downstream"]), "actor": 0.0}
        elif one.signs["headline"]:
            one.odds |= {"breached": max(_SURE, one.odds["breached"]), "actor": 0.0}
        elif one.signs["customers"] or (one.signs["listed"] and one.signs["other_supplies"]):
            one.odds["downstream"] = max(_SURE, one.odds["downstream"])
    attackers = _attackers(found)
    able = [c for c in found if c not in attackers]
    writer = _speaker(cues, able, speaker) or _signer(cues, able)
    able += [writer] if writer is not None and writer not in able else []
    breached, served = _hit(cues, able, writer)
    downstream = _downstream(cues, [c for c in able if c not in breached], served)
    downstream = [c for c in downstream if not _spared(cues, c)]
    rest = [c for c in able if c not in breached and c not in downstream]
    others = [c for c in rest if c.signs["known"] or any(c.signs[name] for name in _NAMED_ONLY)]
    span = spoken_of(cues)
    return Parties(tuple(breached), tuple(downstream), tuple(others), tuple(attackers), span)


def _through_another(one: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a supplier is told of that was hit, or that may have been where the name is hardly the one entered."""
    if one.signs["other_supplies"] and one.odds["breached"] < _SURE:
        return True
    return any(supplies(c.signs) and any(c.signs[name] for name in BEFELL) for c in found if c is not one)


def _attackers(found: Sequence[Candidate]) -> list[Candidate]:
    """Whoever the words name as one; by weight alone who is likelier that than hit.

    Beside a named one not who is likeliest hit: of whom a gang boasts is no part of it.
    """
    ruled = [c for c in found if c.signs["ruled_actor"]]
    likely = [c for c in found if not any(c.signs[name] for name in ("ruled_actor", "known", "well_known", "owns"))]
    likely = [c for c in likely if c.odds["actor"] >= max(_ATTACKS, c.odds["breached"])]
    hit = max((c for c in found if c not in ruled), key=lambda c: c.odds["breached"], default=None)
    return ruled + [c for c in likely if not ruled or (c is not hit and c.odds["breached"] < _SURE)]


def _hit(cues: Cues, able: Sequence[Candidate], writer: Candidate | None) -> tuple[list[Candidate], list[Candidate]]:
    """Who was entered, and who was hit through them; the writer was entered where nobody else was."""
    breached = _breached(cues, [c for c in able if c is not writer])
    struck = not any(supplies(c.signs) or c.signs["struck"] for c in able) and unnamed_struck(cues)
    served = (breached or _likeliest(able)) if struck else _served(cues, breached)
    breached = [c for c in breached if c not in served]
    if writer is None:
        return breached, served
    others = spoken_of(cues) is not None or any(_outspoken(c) for c in breached)
    return (breached, [*served, writer]) if others else ([writer], served)


def _outspoken(hit: Candidate) -> bool:
    """Whether somebody is likelier to have been entered than the writer."""
    return hit.odds["breached"] >= _SPOKEN or supplies(hit.signs)


def _speaker(cues: Cues, able: Sequence[Candidate], name: str | None) -> Candidate | None:
    """Whose page it is, where it says "we" of what happened."""
    told = speaks(cues) if name else None
    if name is None or told is None:
        return None
    spoken = Mention(name, fold(name), *told, known=True)
    named = next((c for c in able if any(same(m.key, spoken.key) for m in c.mentions)), None)
    return named or Candidate([spoken], odds=dict.fromkeys(ROLES, _SPOKEN))


def _signer(cues: Cues, able: Sequence[Candidate]) -> Candidate | None:
    """Whoever signs the letter, of several the last; beside a likely victim not a name that may be a person's."""
    last = last_lines(cues)
    signing = [c for c in able if any(signs_off(cues, mention, last) for mention in c.mentions)]
    plain = [
        c
        for c in signing
        if any(c.signs[name] for name in _ORGANISED) or any(signs_as_team(m, last) for m in c.mentions)
    ]
    hit = any(c.odds["breached"] >= _SURE and not supplies(c.signs) for c in able if c not in signing)
    return next(reversed(plain or ([] if hit else signing)), None)


def _breached(cues: Cues, able: Sequence[Candidate]) -> list[Candidate]:
    """The likely ones, the likeliest where none is sure, and who stands in one list with them where the event does."""
    likely = [c for c in able if c.odds["breached"] >= max(_LEAST, c.odds["downstream"])]
    likely.sort(key=lambda c: (-c.odds["breached"], c.mentions[0].start))
    sure = [c for c in likely if c.odds["breached"] >= _SURE] or likely[:1]
    if not sure:
        robbed = [] if spoken_of(cues) else [c for c in able if c.signs["robbed"] and c.odds["breached"] > 0]
        return _only_supplier(able) or robbed[:1] or _only_in_title(able)
    told = [c for c in sure if c.signs["struck"] or c.signs["entered"]]
    plainly = [c for c in told if c.signs["struck"]]
    if plainly:
        sure = [c for c in sure if c in told or c.odds["breached"] >= _STRUCK]
    sure = _headed(cues, sure)
    beside = [c for c in able if c not in sure and c.odds["breached"] >= _OPEN]
    together = [c for c in beside if any(_in_one_list(cues, one, c) for one in (told if c in likely else plainly))]
    return sure + together


def _headed(cues: Cues, sure: list[Candidate]) -> list[Candidate]:
    """Of those hit the one of whom the headline tells, its suppliers and likes; not who was hit before it."""
    headed = [c for c in sure if c.signs["headline"]]
    return sure if not headed else [c for c in sure if c in headed or _belongs(cues, c, headed)]


def _belongs(cues: Cues, one: Candidate, headed: Sequence[Candidate]) -> bool:
    """Whether it supplies one of them, stands in a list with it or may be its fuller name: "Hospital da UVF"."""
    if one.signs["struck"] or supplies(one.signs) or any(_in_one_list(cues, one, c) for c in headed):
        return True
    folded, head = cues.reading.folded, one.first.key.split()[0]
    after = any(_AFTER.search(folded, max(0, m.start - _SINCE), m.start) for m in one.mentions)
    return not after and any(c.first.key.split()[0] == head for c in headed)


def _only_in_title(able: Sequence[Candidate]) -> list[Candidate]:
    """The one name in the title of a report that names nobody else as hit: "Velmora piraté : ce qu'il faut savoir"."""
    able = [c for c in able if c.signs["only_title"] and c.odds["breached"] >= max(_OPEN, c.odds["downstream"])]
    return sorted(able, key=lambda c: -c.odds["breached"])[:1]


def _likeliest(able: Sequence[Candidate]) -> list[Candidate]:
    """Who tells of a supplier that it does not name, where the words leave it open."""
    found = [c for c in able if c.odds["breached"] >= _OPEN]
    return sorted(found, key=lambda c: -c.odds["breached"])[:1]


def _only_supplier(able: Sequence[Candidate]) -> list[Candidate]:
    """The one supplier that is named where several were hit through somebody."""
    suppliers = [c for c in able if supplies(c.signs) and not c.signs["cleared"]]
    hit = [c for c in able if c.odds["downstream"] >= _DOWNSTREAM and c not in suppliers]
    return suppliers if len(suppliers) == 1 and len(hit) >= _SEVERAL else []


def _served(cues: Cues, breached: Sequence[Candidate]) -> list[Candidate]:
    """Those among several that another supplies, or that name the break-in at another."""
    suppliers = [c for c in breached if supplies(c.signs)]
    entered = [c for c in breached if c.signs["entered"] or c.signs["struck"]]
    open_to = [c for c in breached if c not in entered and not c.signs["headline"]]
    named = [c for c in open_to if any(_in_one_sentence(cues, c, other) for other in entered)]
    named = [c for c in named if not any(_in_one_list(cues, c, other) for other in entered)]
    supplied = [c for c in breached if suppliers and c not in suppliers and c.odds["downstream"] >= _LISTED]
    return named + [c for c in supplied if c not in named]


def _in_one_sentence(cues: Cues, one: Candidate, other: Candidate) -> bool:
    places = [{cues.reading.sentence_at(mention.start) for mention in c.mentions} - {None} for c in (one, other)]
    return not places[0].isdisjoint(places[1])


def _downstream(cues: Cues, able: Sequence[Candidate], served: Sequence[Candidate]) -> list[Candidate]:
    """The likely ones, those served by the breached, and those that stand in one list with them."""
    found = [c for c in able if c.odds["downstream"] >= _DOWNSTREAM or c in served or _follows(cues, c)]
    for one in found:  # grows
        found += [c for c in able if c not in found and c.odds["downstream"] >= _LISTED and _in_one_list(cues, one, c)]
    return found


def _follows(cues: Cues, one: Candidate) -> bool:
    """Whether it is told of beside others that were hit through the supplier: "También X ha avisado a sus clientes".

    Or says how many of its own people were: "X a révélé que 60 000 de ses clients ...".
    """
    if not one.signs["other_supplies"] or one.odds["downstream"] < _TOLD_TOO:
        return False
    sentences = [s for m in one.mentions if (s := cues.reading.sentence_at(m.start)) is not None]
    own = one.signs["r_report"] > 0 and any(_THEIR_PEOPLE.search(sentence.folded) for sentence in sentences)
    return own or any(_told_too(cues, sentence) for sentence in sentences)


def _told_too(cues: Cues, sentence: Sentence) -> bool:
    told = cues.has("also", sentence) and any(cues.has(name, sentence) for name in ("confirm", "exposure"))
    return told and not any(cues.has(name, sentence) for name in _ABOUT_OTHERS)


def _spared(cues: Cues, one: Candidate) -> bool:
    """Whether it says that it does not use the supplier, or that it was not hit, in a sentence that names it."""
    sentences = [cues.reading.sentence_at(mention.start) for mention in one.mentions]
    return any(cues.has("unharmed", sentence) for sentence in sentences if sentence is not None)


def _in_one_list(cues: Cues, one: Candidate, other: Candidate) -> bool:
    return any(beside(cues, a, b) for a in one.mentions for b in other.mentions)


def candidates(cues: Cues, mentions: Sequence[Mention], actors: Sequence[Actor]) -> list[Candidate]:
    """The possible organisations of a document with all signs that the weights know."""
    named = without_persons(cues, mentions)
    found = [Candidate(group) for group in grouped(cues, [m for m in named if not _run_by(cues, m, named)])]
    for one in found:
        one.signs = gathered(cues, one.mentions)
        one.signs.update(tied(cues, one.mentions))
        if any(a.start < m.end and m.start < a.end for a in actors for m in one.mentions):
            one.signs["ruled_actor"] = 1
    for place in plainly_attacked(cues, [one.mentions for one in found]):
        found[place].signs["struck"] = 1
    for place, parents in told_by_parent(cues, [one.mentions for one in found]):
        found[place].signs["struck"] = 1
        for parent in parents:
            found[parent].signs["cleared"] = 1
    _serve(cues, found)
    _compare(found)
    _place_suppliers(found, told=spoken_of(cues) is not None)
    for index, one in enumerate(found):
        if any(_in_one_list(cues, one, other) for place, other in enumerate(found) if place != index):
            one.signs["in_list"] = 1
    return found


def _serve(cues: Cues, found: Sequence[Candidate]) -> None:
    others = [one for one in found if not any(one.signs[name] for name in _NO_CUSTOMER)]
    for one in found:
        if (one.signs["entered"] or one.signs["prep_at"]) and entrusted(cues, one.mentions):
            one.signs.update(["apposed", "entered"])
        if stolen_from(cues, one.mentions):
            one.signs.update(["struck", "apposed"])
    _spread(cues, found, others)
    for place, customer in outsourced(cues, [one.mentions for one in found]):
        found[place].signs.update(["struck", "apposed"])
        found[customer].signs["supplied"] = 1
    for supplier in [c for c in found if supplies(c.signs) and not c.signs["ruled_actor"]]:
        theirs = [one for one in others if one is not supplier and not one.signs["struck"]]
        for place in customers(cues, supplier.mentions, [one.mentions for one in theirs]):
            theirs[place].signs["supplied"] = 1
            if supplier.signs["rr_report"] and not any(one.signs[name] for one in theirs for name in BEFELL):
                supplier.signs["struck"] = 1
    for supplier in [c for c in found if c.signs["struck"] or (c.signs["entered"] and supplies(c.signs))]:
        for place in served(cues, supplier.mentions, [one.mentions for one in others]):
            others[place].signs["supplied"] = 1


def _spread(cues: Cues, found: Sequence[Candidate], others: Sequence[Candidate]) -> None:
    """Marks those whom the break-in at another is told to hit."""
    for struck in [c for c in found if c.signs["entered"] and not c.signs["ruled_actor"]]:
        rest = [one for one in others if one is not struck]
        for place in hit_by_that(cues, struck.mentions, [one.mentions for one in rest]):
            rest[place].signs["supplied"] = 1
            struck.signs["struck"] = 1


def _run_by(cues: Cues, service: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the operator is named right behind the service, as in Japanese: "「X」を運営するY"."""
    run = _RUNS.match(cues.reading.folded, service.end) if cues.lexicon.language == "ja" else None
    return run is not None and any(other.start == run.end() for other in mentions)


def _compare(found: Sequence[Candidate]) -> None:
    """Signs that lie in the comparison with the other names."""
    most = max((len(one.mentions) for one in found), default=0)
    titled = [one for one in found if one.signs["title"]]
    for index, one in enumerate(found):
        compared = {
            "most": len(one.mentions) == most > 1,
            "only_title": len(titled) == 1 and one is titled[0],
            "first_named": index == 0,
            "alone": len(found) == 1,
            "crowded": len(found) > _CROWD,
        }
        one.signs.update(name for name, holds in compared.items() if holds)


def _place_suppliers(found: Sequence[Candidate], *, told: bool) -> None:
    """What a place means depends on whether a supplier is spoken of, and on whether it has a name."""
    named = [supplies(one.signs) for one in found]
    for index, one in enumerate(found):
        other = any(holds for place, holds in enumerate(named) if place != index)
        if told:
            one.signs["d_supplier"] = 1
        if told and not any(named):
            one.signs["unnamed"] = 1
            one.signs.update([f"u_{name}" for name in _WHERE_UNNAMED if one.signs[name]])
        if other:
            one.signs["other_supplies"] = 1
        if told or other:
            one.signs.update([f"x_{name}" for name in _WHERE_SUPPLIED if one.signs[name]])
