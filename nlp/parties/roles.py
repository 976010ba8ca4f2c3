"""Gives each named party its role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from model.disclosure import Link, Party
from model.vocabulary import Role
from nlp.parties.actors import attacker_signs, called, known_actor
from nlp.parties.candidates import KINDS, Candidate, Mention, find, fold_name, is_bare
from nlp.parties.chains import MAY_BE, Chain, find_chains
from nlp.parties.clientele import does_without, is_spared
from nlp.parties.context import in_context
from nlp.parties.earlier import set_aside
from nlp.parties.features import TRIGGER, clears, features
from nlp.parties.fellows import read_fellows
from nlp.parties.grouped import group
from nlp.parties.outlined import lies_in_data, outlined
from nlp.parties.packages import introduced, mentions_of
from nlp.parties.people import is_street
from nlp.parties.rivals import read_rivals
from nlp.parties.scored import Scored
from nlp.parties.shared import shared
from nlp.parties.speaker import in_first_person, site, spelt, studies_others
from nlp.parties.stacked import opinions
from nlp.parties.standstill import read_standstills
from nlp.parties.supply import own_accounts, settle
from nlp.parties.tagged import tagged_features
from nlp.parties.ventures import read_ventures
from nlp.reading import Reading
from nlp.text.lexicon import load
from nlp.text.sentences import Sentence
from nlp.trained.odds import probability
from nlp.trained.tagger import Tagged

_LEAST = 0.45  # odds from which a further name is breached
_PACKAGE = 0.15  # the same of a software package, of which pages on an incident seldom name one that was not taken over
_OFFICE = 0.6  # the same of a name that mostly reports of others
_EITHER = 0.6  # sum of both odds from which a name was hit at a platform that is cleared
_ATTACKER = 0.4  # odds from which a name is the attacker
_CALLED = 0.25  # the same where the text calls it a gang
_FALLBACK = 0.15  # odds from which the best name is breached where none reaches _LEAST


def odds(found: Mapping[str, float], role: str = "breached") -> float:
    """The probability that a name with these features has the role (logistic; `nlp/training/parties.py`)."""
    return probability(found, load("role_weights")[role])


def read_parties(reading: Reading) -> None:
    """Fills `candidates`, `parties` and `links` of a reading."""
    pairs = named(reading.text, reading.sentences, reading.tagged, reading.names)
    reading.candidates = [candidate for candidate, _ in pairs]
    scored = [_score(candidate, found) for candidate, found in pairs]
    lawyers = {candidate.key for candidate, found in pairs if found["r_sues"]}  # who look for those hit elsewhere
    chains = [chain for chain in find_chains(reading.candidates, reading.sentences) if chain.user not in lawyers]
    _assign(scored, chains, reading)
    for item in scored:
        if item.role is Role.THREAT_ACTOR:
            item.candidate.name = called(item.candidate, reading.sentences)
    reading.scored = scored
    reading.links.extend(_links(chains, scored, reading))
    title = reading.title_length
    told = (item for item in scored if item.role is not None and _is_told(item, title))
    reading.parties.extend(_party(item, reading) for item in told if not _is_short(item, scored, title))
    _speak(chains, reading)


def _speak(chains: list[Chain], reading: Reading) -> None:
    """Where a vendor's own page says "we" without its name, the vendor is the party that it speaks of."""
    speaker = reading.speaker or _owner(reading, chains)
    named = next((p for p in reading.parties if _is_of(speaker, p.name)), None)
    supplier = next((p.name for p in reading.parties if p.role is Role.BREACHED), None)
    through = supplier is not None or any(chain.provider is None for chain in chains)
    role = Role.DOWNSTREAM if through else Role.BREACHED
    if named is not None and named.role is Role.THREAT_ACTOR:  # nobody's own page calls it that
        reading.parties[reading.parties.index(named)] = replace(named, role=role, confidence=_SPOKEN)
    if not speaker or named is not None:
        return
    ours = [i for i, s in enumerate(reading.sentences) if _WE.search(s.text)]
    told = next((i for i in ours if TRIGGER.search(reading.sentences[i].text)), None)
    if told is None and ours and not through:  # "we noticed odd queries", and an attacker two sentences on
        told = next((ours[0] for s in reading.sentences if TRIGGER.search(s.text)), None)
    if told is None or (not through and studies_others(reading.text)):
        return
    sentence = reading.sentences[told]
    evidence = reading.sentence_evidence(told, sentence.start, sentence.start)
    reading.parties.append(Party(speaker, role, _SPOKEN, evidence))
    reading.note(f"{role} {speaker} (speaks of itself)", evidence.quote)
    if through:
        reading.links.append(Link(speaker, supplier, evidence))


def _is_of(speaker: str, name: str) -> bool:
    """Whether a name is the speaker's or that of a part of it ("Quillmark Team")."""
    own = fold_name(speaker).split()
    return bool(own) and fold_name(name).split()[: len(own)] == own


def _owner(reading: Reading, chains: list[Chain]) -> str:
    """The site's own name where its page speaks in the first person and names nobody as hit but "our vendor X"."""
    stem, text = site(reading.url), reading.text
    if not stem:
        return ""
    hit = [p for p in reading.parties if p.role in (Role.BREACHED, Role.DOWNSTREAM)]
    named = spelt(stem, text)
    if not hit:
        return named if in_first_person(text) else ""
    keys = {chain.provider for chain in chains if chain.rule not in MAY_BE}
    vendors = {c.name for c in reading.candidates if c.key in keys}
    ours = named in text and len(_WE.findall(text)) >= _OFTEN
    return named if ours and all(p.role is Role.BREACHED and p.name in vendors for p in hit) else ""


_OFTEN = 2  # times that a page says "we" which tells of what befell its vendor
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_SPOKEN = 0.7


def named(
    text: str, sentences: list[Sentence], tagged: Tagged | None, known: Iterable[str]
) -> list[tuple[Candidate, Counter[str]]]:
    """The names of a text in order of their first mention, each with what speaks for and against a role."""
    mentions, people = find(text, sentences)
    mentions = shared(text, sentences, mentions)
    if tagged is not None:
        mentions = outlined(text, sentences, mentions, people, tagged)
    mentions = [mention for mention in mentions if not lies_in_data(mention, sentences[mention.sentence])]
    packages = introduced(text, sentences)
    mentions = [*mentions, *mentions_of(packages, text, sentences, mentions)]
    candidates = group(mentions, known, text)[:_MOST]
    rows = [features(c, sentences, rank, len(candidates)) for rank, c in enumerate(candidates)]
    in_context(candidates, sentences, rows)
    for candidate, row in zip(candidates, rows, strict=True):
        row.update(attacker_signs(candidate, sentences))
        row["package"] = int(candidate.name in packages)
    for row, more in zip(rows, opinions(rows, load("role_weights")["words"]), strict=True):
        row.update(more)  # a Counter adds up numbers of any kind
    if tagged is not None:
        for found, more in zip(rows, tagged_features(candidates, tagged), strict=True):
            found.update(more)
    return list(zip(candidates, rows, strict=True))


_MOST = 300


def _score(candidate: Candidate, found: Counter[str]) -> Scored:
    breached, attacker = odds(found), odds(found, "actor")
    actor = known_actor(candidate, found)
    bar = _CALLED if found["a_gang"] else _ATTACKER
    reports = any(found[name] for name in (*_LISTED, "r_says_entered", "its_breach", "likewise"))
    reports = reports or found["a_place"] >= len(candidate.mentions)
    reports = reports or bool(
        (found["no_attacker"] or found["a_none"]) and not any(found[name] for name in _CALLED_ONE)
    )
    if actor is None and attacker >= bar and attacker > breached and not reports:
        actor = f"odds {attacker:.2f} of being the attacker"
    downstream = odds(found, "downstream")
    if found["package"]:  # that was hit through another was poisoned itself
        breached, downstream = max(breached, downstream), 0.0
    return Scored(candidate, found, breached, downstream, actor)


_CALLED_ONE = ("a_gang", "a_l_kind", "a_r_kind")


def _assign(scored: list[Scored], chains: list[Chain], reading: Reading) -> None:
    for item in scored:
        _by_rule(item)
    for item in scored:
        through = item.downstream >= _LEAST and item.downstream > item.odds
        if item.role is None and is_spared(item, reading.sentences):
            item.role, item.why = Role.BYSTANDER, "says that it was not affected"
        elif item.role is None and through and not does_without(item, reading.sentences):
            item.role, item.why = Role.DOWNSTREAM, f"odds {item.downstream:.2f} of being hit through another"
    alone = any(item.found["it_was"] for item in scored)  # and none whom nothing says to be hit
    open_items = [item for item in scored if item.role is None]
    likely = [item for item in open_items if not any(item.found[name] for name in _REPORTING)]
    best = max((item for item in likely if not _is_past(item)), key=lambda item: item.odds, default=None)
    for item in open_items:
        bar = _OFFICE if item not in likely else _PACKAGE if item.found["package"] else _LEAST
        bar = min(bar, _FALLBACK) if item.found["hacked"] else bar
        if item.found["likewise"] or item.found["it_was"]:
            item.role, item.why = Role.BREACHED, "plainly hit"
        elif alone and not any(item.found[name] for name in _HIT):
            continue
        elif item.odds >= bar or (item is best and item.odds >= _FALLBACK):
            item.role, item.why = Role.BREACHED, f"odds {item.odds:.2f}: " + ", ".join(sorted(item.found))
    settle(scored, chains, reading.sentences)
    own_accounts(scored, chains, reading.sentences)
    _instead(scored)
    _entered_with_it(scored)
    _helped(scored)
    read_rivals(scored, reading.sentences)
    read_standstills(scored, reading.sentences)
    read_fellows(scored, reading.sentences)
    read_ventures(scored, reading.sentences)
    set_aside(scored, reading.sentences, reading.published)
    for item in scored:
        _at_last(item)


def _is_told(item: Scored, title: int) -> bool:
    """Whether its name says who it is: "the Council" takes a role, lest another does, and is nobody's name.

    So does a phrase that only a headline has, whose first `title` code points end with it ("Elmshire credit union").
    """
    if item.candidate.known:
        return True
    phrase = _in_title(item, title) and (_PHRASE.search(item.candidate.name) or item.candidate.key in KINDS)
    return not (phrase or is_bare(item.candidate.key) or is_street(item.candidate.name))


def _in_title(item: Scored, title: int) -> bool:
    return item.candidate.mentions[-1].end <= title


def _is_short(item: Scored, scored: list[Scored], title: int) -> bool:
    """Whether a headline leaves out words of a name of the page: "Oral Clinic" of "Elm Oral Health Clinic"."""
    parts = item.candidate.key.split()
    if len(parts) == 1 or not _in_title(item, title):  # one word is many names' word
        return False
    wholes = (iter(o.candidate.key.split()) for o in scored if o.role is item.role and not _in_title(o, title))
    return any(all(any(_stands_for(part, word) for word in whole) for part in parts) for whole in wholes)


def _stands_for(part: str, word: str) -> bool:
    """As "s." for "south"."""
    return part == word or (part.endswith(".") and word.startswith(part[:-1]))


# Words that a sentence writes small inside a name, but those that link the others.
_PHRASE = re.compile(
    r"(?:^(?=\S+ )|\s)(?!(?:of|and|the|for|at|in|on|to|by|de|la|du|van|von|der|den|del|di|da)\b)[a-z]{2,}(?=\s|$)"
)


def _is_past(item: Scored) -> bool:
    """Whether it is named only beside what happened before: "Last year, X was hit"."""
    beside = item.found["background"] >= len(item.candidate.mentions)
    return beside and not (item.found["lead"] or item.found["title"] or item.found["rank0"])


def _instead(scored: list[Scored]) -> None:
    """Where the platform is cleared on which they were entered, its customers are who was hit."""
    hit = any(
        item.role is Role.DOWNSTREAM or (item.role is Role.BREACHED and item.odds >= _LEAST) for item in scored
    )  # not whoever is likeliest for want of another
    if hit or not any(item.found["own_safe"] or item.found["venue"] for item in scored):
        return
    for item in scored:
        open_still = item.role is None and not any(item.found[name] for name in _REPORTING)
        if open_still and item.odds + item.downstream >= _EITHER:
            item.role, item.why = Role.BREACHED, f"odds {item.odds + item.downstream:.2f} of being hit in either way"


def _entered_with_it(scored: list[Scored]) -> None:
    """Where a supplier only lent the account with which its customer was entered, the customer was breached."""
    if any(item.role is Role.BREACHED for item in scored) or not any(item.found["aside"] for item in scored):
        return
    for item in scored:
        if item.role is Role.DOWNSTREAM and any(item.found[name] for name in _HIT):
            item.role, item.why = Role.BREACHED, "entered with what another lent"


def _helped(scored: list[Scored]) -> None:
    """Where nobody else was hit, who is helped to look into it was, who leaked data, or was hacked."""
    if any(item.role in (Role.BREACHED, Role.DOWNSTREAM) for item in scored):
        return
    for item in scored:
        if item.role is None and (why := next((why for sign, why in _FOR_WANT if item.found[sign]), "")):
            item.role, item.why = Role.BREACHED, why


_FOR_WANT = (("helped", "is helped to look into it"), ("leaked", "leaked data"), ("no_attacker", "was hacked"))


def _by_rule(item: Scored) -> None:
    unhit = not any(item.found[name] for name in _HIT)
    if item.actor:
        item.role, item.why = Role.THREAT_ACTOR, item.actor
    elif _is_cleared(item) and item.downstream < _LEAST:
        item.role, item.why = Role.BYSTANDER, "said not to be breached"
    elif item.found["spared"] and unhit:
        item.role, item.why = Role.BYSTANDER, "named among those that were not affected"
    elif item.odds < _OFFICE and unhit and (item.found["sister"] or item.found["outage"]):
        item.role, item.why = Role.BYSTANDER, "has the same owner" if item.found["sister"] else "was out of order"
    elif why := _beside(item, unhit=unhit):
        item.role, item.why = Role.BYSTANDER, why
    elif item.found["looks_into"]:
        item.role, item.why = Role.BYSTANDER, "an authority that alerts, was notified or investigates"
    elif item.found["r_sues"]:
        item.role, item.why = Role.BYSTANDER, "lawyers who look for those affected"
    elif item.found["counsel"] and item.found["never_hit"]:
        item.role, item.why = Role.BYSTANDER, "lawyers who file for another"
    elif (
        item.odds < _LEAST
        and item.found["r_expert"]
        and not any(
            item.found[sign] for sign in ("r_event_noun", "l_event_at", "r_suffered", "r_people", "l_people_of")
        )
    ):
        item.role, item.why = Role.BYSTANDER, "its experts are quoted"


def _beside(item: Scored, *, unhit: bool) -> str:
    """Why it only stands beside the one that was hit; "" where it does not."""
    if item.found["tells"] or (item.found["aside"] and not any(item.found[name] for name in _ITSELF)):
        return "lent, made or owns what another was hit through, or only resembles it"
    return "called in after an incident" if item.found["responder"] and unhit else ""


def _is_cleared(item: Scored) -> bool:
    """Whether it is said not to be breached: as a whole, or a part of it where nothing says that it was hit."""
    return bool(item.found["cleared"] or (item.found["denied"] and not any(item.found[name] for name in _HIT)))


_ITSELF = ("r_suffered", "r_lost", "r_event_noun", "l_event_at")
_HIT = (*_ITSELF, "l_verb_object", "l_from")
_LISTED = ("list_authorities", "list_press", "list_security", "list_registries")
_REPORTING = (*_LISTED, "site")  # never breached for want of another
_ASIDE = (*_LISTED, "l_according", "r_expert")


def _at_last(item: Scored) -> None:
    # Whatever was concluded from the rest of the page: a name that is said not to be breached is not breached.
    if item.role is Role.BREACHED and _is_cleared(item):
        item.role, item.why = Role.BYSTANDER, "said not to be breached"
    if item.role is None and any(item.found[name] for name in _ASIDE):
        item.role, item.why = Role.BYSTANDER, "authority, publisher, researcher or responder"


def _links(chains: list[Chain], scored: list[Scored], reading: Reading) -> list[Link]:
    names = {item.candidate.key: item for item in scored}
    links: dict[tuple[str, str | None], Link] = {}
    for chain in chains:
        hit = [i.candidate.key for i in scored if i.role is Role.DOWNSTREAM]
        users = [chain.user] if chain.user and (chain.provider or chain.user in hit) else hit
        for user in users:
            if user is None or user not in names or user == chain.provider:
                continue
            if names[user].found["list_authorities"]:  # which is told of breaches, and uses nothing
                continue
            if chain.provider is not None and names[chain.provider].role is not Role.BREACHED:
                continue
            if not all(_is_told(names[key], reading.title_length) for key in (user, chain.provider) if key is not None):
                continue
            provider = names[chain.provider].candidate.name if chain.provider else None
            pair = (names[user].candidate.name, provider)
            links.setdefault(pair, Link(*pair, reading.evidence(chain.start, min(chain.end, chain.start + 400))))
    return list(links.values())


def _party(item: Scored, reading: Reading) -> Party:
    mention = _clearing(item, reading) or _telling(item.candidate, reading)
    reading.note(f"{item.role} {item.candidate.name} ({item.why})", reading.sentences[mention.sentence].text)
    confidence = item.odds if item.role is Role.BREACHED else 0.8
    evidence = reading.sentence_evidence(mention.sentence, mention.start, mention.end)
    return Party(item.candidate.name, item.role or Role.BYSTANDER, round(max(0.05, confidence), 3), evidence)


def _clearing(item: Scored, reading: Reading) -> Mention | None:
    """Of who is said not to be breached, where that is said."""
    if item.role is not Role.BYSTANDER or not item.found["denied"]:
        return None
    mentions = item.candidate.mentions[:_LOOKED_AT]
    return next((each for each in mentions if clears(each, reading.sentences[each.sentence])), None)


_LOOKED_AT = 20  # mentions of a name


def _telling(candidate: Candidate, reading: Reading) -> Mention:
    """The first mention outside the title that stands with a trigger, else the first."""
    for mention in candidate.mentions[:30]:
        sentence = reading.sentences[mention.sentence]
        if sentence.shape != "title" and re.search(
            r"breach|hack|attack|incident|stol|leak|expos|compromis|access", sentence.text, re.IGNORECASE
        ):
            return mention
    return candidate.mentions[0]
