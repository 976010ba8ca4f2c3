"""Tells suppliers that were hit from the customers who were hit through them."""

from __future__ import annotations

import re

from model.vocabulary import Role
from nlp.parties.answering import answering_safe
from nlp.parties.between import HIT, users_of, without_go_betweens
from nlp.parties.by_kind import read_kinds
from nlp.parties.chains import MAY_BE, NAMED_AT_LAST, Chain
from nlp.parties.clientele import is_unhurt, reaches_firms, serves_firms, tells_it_was_reached
from nlp.parties.features import TRIGGER
from nlp.parties.listed import TENANT, UNLIKELY, contexts, read_lists
from nlp.parties.owners import read_owners
from nlp.parties.scored import Scored
from nlp.parties.served import PLAINLY, TOLD_OF_ITS_LOSS
from nlp.parties.tagged import heard_aside, heard_otherwise
from nlp.text.patterns import late, words
from nlp.text.sentences import Sentence

_I = re.IGNORECASE
_SOURCE = late(
    r"\b(?:(?:trouble|incident|breach|attack|problem|issue|intrusion|leak|exposure|it|this|which)"
    r"\s+(?:\w+\s+){0,2}?"
    r"(?:started|began|originat\w+|stem\w*|came|comes|arose|occurred|happened|took place|traced(?: back)?"
    r"|was due|was caused|was linked)(?:\s+(?:at|from|with|to|in|by|inside|within|through|via))*"
    r"(?:\s+(?:a|the) (?:[\w-]+ ){0,2}(?:breach|incident|attack|compromise|hack|intrusion)\s+(?:at|of|on))?"
    r"|(?:through|via|exploit\w*|by way of|abus\w+|compromis\w+ of|tokens? (?:of|from|for)"
    r"|credentials (?:of|from|for)|integration (?:of|with))"
    r"|(?:incident|breach|attack|compromise) (?:at|of|involving|affecting|on))"
    r"\s+(?:the\s+|an?\s+|our\s+|its\s+)?"
    r"(?:(?:stolen|oauth|vendor|provider|supplier|third-party|tokens|credentials|of|the|software|platform|parent"
    r"|analytics|cloud|[\w-]+'s)\s+){0,5}$",
    _I,
)
_OWN_SYSTEMS = re.compile(
    r"\b(?:not (?:inside|in|of|on|from) (?:its|our|their) own"
    r"|(?:its|our|their|the (?P<owner>\w+)'s) own (?:primary |core |internal )?"
    r"(?:systems?|network|infrastructure|environment|platform)"
    r"[^.;]{0,80}?\b(?:not|n't|un\w+|safe|secure|never)\b"
    r"|(?:not|none of) (?:its|our|their) own (?:\w+ ){0,2}(?:systems?|networks?|infrastructure|servers?)"
    r"|did(?: not|n't) (?:compromise|affect|impact|involve) (?:\w+ ){0,2}(?:other )?(?:[A-Z]\w+ )?systems"
    r"|not a (?:breach|compromise) of (?:its|our|their))",
    _I,
)
_NO_OWN = re.compile(r"\bno\s+$", _I)
_NO_OWN_AFTER = late(
    r"^(?!\s+(?:customers?|users?|clients?|accounts?|passwords?|members?|employees)\b)"
    r"(?:'s)?\s+(?:[\w-]+\s+){0,5}(?:were|was|has been|have been)\s+(?:\w+ly\s+)?"
    r"(?:compromised|breached|accessed|affected|impacted|involved)",
    _I,
)
_USER = late(
    r"^(?:'s?)?\s+"
    r"(?:behalf|role|use of|account|users?|customers?|clients?|api users|employees|data|patients|members"
    r"|students|tenant|instance|used|uses|us(?:ed|es) (?:it|the)|relied|contracted|shares?|stores?)\b"
    r"|^(?:'s)?\s+(?:api|own)\b"
    r"|^,? (?:said|says|told|confirmed|disclosed|notified|warned|is notifying|has told|suffered|was caught)\b",
    _I,
)
_USER_LEFT = late(
    r"\b(?:used by|on behalf of|behalf of|customers?(?: of)?|clients?(?: of)?|means for|for|manages data for"
    r"|data (?:of|from|belonging to)|people at the|at the|serving)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
    _I,
)
_LISTS = ("list_authorities", "list_press", "list_security")
_OF_TENANT = late(rf"\b{TENANT}\b", _I)
_CORE_SAFE = words(
    r"\b(?:core |own )?(?:platforms?|systems?|infrastructure)(?: itself)? (?:was|were|had|has|have)(?: not|n't) "
    r"(?:been )?(?:breached|hacked|compromised|affected)"
    r"|credentials? (?:stolen|harvested)"
    r"|without (?:mfa|multi)"
    r"|infostealers?"
    r"|stolen (?:oauth )?(?:tokens|credentials)"
    r"|credential stuffing"
)


def settle(scored: list[Scored], chains: list[Chain], sentences: list[Sentence]) -> None:
    """Moves roles between breached, downstream and bystander by what is said of supply, unless the tagger is sure."""
    by_key = {item.candidate.key: item for item in scored}
    before = [(item, item.role, item.why) for item in scored]
    read_kinds(scored, chains, sentences)
    _own_systems_safe(scored, {chain.provider for chain in chains}, sentences)
    _venues(scored, sentences)
    suppliers = _suppliers(by_key, chains, sentences)
    for supplier in suppliers:
        supplier.role, supplier.why = Role.BREACHED, "a supplier that was hit"
    if suppliers:
        users = users_of({item.candidate.key for item in suppliers}, chains)
        _customers(scored, suppliers, users, sentences)
    elif any(chain.provider is None for chain in chains):
        _of_unnamed(scored, {chain.provider for chain in chains if chain.rule not in MAY_BE})
    read_lists(scored, sentences, suppliers)
    read_owners(scored, sentences)
    hit = {item.candidate.key for item in suppliers}
    told = {key for c in chains if c.rule in PLAINLY and c.provider in hit for key in (c.provider, c.user)}
    told |= {item.candidate.key for item in suppliers if reaches_firms(item, sentences)}
    told |= {item.candidate.key for item in scored if item.found["by_kind"]}
    for item, role, why in before:
        if item.role is not role and item.candidate.key not in told and heard_otherwise(item.found, item.role):
            item.role, item.why = role, why


def _own_systems_safe(scored: list[Scored], providers: set[str | None], sentences: list[Sentence]) -> None:
    for index, sentence in enumerate(sentences[:200]):
        match = _OWN_SYSTEMS.search(sentence.text)
        if not match:
            continue
        owner = _owner_named(scored, index, sentence, match.end())
        if owner is not None:
            owner.found["own_safe"] = 1
            continue
        at = sentence.start + match.start()
        called = (match["owner"] or "").lower()  # "the clinic's own": of those named before, the clinic
        unnamed = bool(called) and not any(called in item.candidate.key.split() for item in scored)
        ours = unnamed or _OURS.search(match.group())  # who says "our own" is not the supplier of whom it speaks
        near = [
            (m.start, item)
            for item in scored
            for m in item.candidate.mentions
            if m.start < at and m.sentence >= index - 2 and item.actor is None
            if not (ours and item.candidate.key in providers)
        ]
        if any(item.role is Role.DOWNSTREAM for _, item in near):  # whose own systems are not those that were entered
            near = [pair for pair in near if not _is_sure(pair[1])]
        if near:
            subject = max(
                [pair for pair in near if called in pair[1].candidate.key.split()] or near,
                key=lambda pair: (
                    pair[0] if pair[0] < sentence.start else pair[0] - _PREFER_FIRST * (pair[0] - sentence.start)
                ),
            )[1]
            subject.found["own_safe"] = 1
    answering_safe(scored, sentences)
    for item in scored:
        for left, right, _ in contexts(item, sentences):
            if _NO_OWN.search(left) and _NO_OWN_AFTER.match(right):
                item.found["own_safe"] = 1
        if item.found["own_safe"] and item.role is Role.BREACHED:
            item.role, item.why = Role.BYSTANDER, "its own systems were not entered"


def _is_sure(item: Scored) -> bool:
    """Whether it is plainly told that it was entered, and the tagger is sure too."""
    entered = item.found["r_clause_entered"] or item.found["r_suffered"]
    return bool(entered) and heard_otherwise(item.found, Role.DOWNSTREAM)


def _owner_named(scored: list[Scored], index: int, sentence: Sentence, end: int) -> Scored | None:
    """As in "did not involve the systems of X": X, whoever was named before."""
    of = re.match(r"\s+(?:of|at|run by)\s+(?:the\s+)?", sentence.text[end:])
    if of is None:
        return None
    start = sentence.start + end + of.end()
    return next((i for i in scored for m in i.candidate.mentions if m.sentence == index and m.start == start), None)


_OURS = re.compile(r"\bour own\b", _I)
_PREFER_FIRST = 2  # within the sentence the first name is the likelier subject


def _venues(scored: list[Scored], sentences: list[Sentence]) -> None:
    """A platform on which customers' own accounts were entered is not itself breached."""
    if not any(_CORE_SAFE.search(s.text) for s in sentences[:60]):
        return
    for item in scored:
        called = {item.candidate.name, *(m.name for m in item.candidate.mentions)}
        told = [s.text for s in sentences[:60] if any(name in s.text for name in called)]
        if not any(re.search(TENANT, text, _I) for text in told):
            continue
        name = f"(?:{'|'.join(map(re.escape, sorted(called, key=lambda name: (-len(name), name))))})"
        venue = re.compile(
            rf"\b{TENANT}\s+(?:on|at|of|in|with)\s+(?:the\s+)?(?:[\w-]+\s+){{0,5}}{name}\b"
            r"|\b(?:their|its|customers'?|victims'?|customer|companies'?|several \w+)"
            rf"\s+{name}\s+(?:customer\s+)?{TENANT}\b"
            rf"|\b{name}\s+(?:customer\s+)?{TENANT}\b",
            _I,
        )
        if any(venue.search(text) for text in told):
            item.found["venue"] = 1
            if item.role is Role.BREACHED:
                item.role, item.why = Role.BYSTANDER, "only its customers' accounts were entered"


def own_accounts(scored: list[Scored], chains: list[Chain], sentences: list[Sentence]) -> None:
    """Where nobody was breached and a platform is cleared, who was hit through it was hit in its own account there."""
    if any(item.role is Role.BREACHED for item in scored) or any(chain.provider is None for chain in chains):
        return
    providers = {chain.provider for chain in chains}
    tenants = any(_OF_TENANT.search(s.text) for s in sentences[:60])
    if any(
        item.found["venue"] or (item.found["cleared"] and (tenants or item.candidate.key in providers))
        for item in scored
        if item.role is Role.BYSTANDER and not any(item.found[name] for name in _LISTS)
    ):
        for item in scored:
            if item.role is Role.DOWNSTREAM and not item.found["own_safe"]:
                item.role, item.why = Role.BREACHED, "its own account was entered"


def _suppliers(by_key: dict[str, Scored], chains: list[Chain], sentences: list[Sentence]) -> list[Scored]:
    found: dict[str, Scored] = {}
    unnamed = any(chain.provider is None for chain in chains)  # and was hit
    for chain in chains:
        item = by_key.get(chain.provider or "")
        if item is None or item.actor or any(item.found[name] for name in ("venue", "own_safe", "beside", *_LISTS)):
            continue
        user = by_key.get(chain.user or "")
        if user is not None and user.found["list_authorities"]:  # which is told of breaches, and uses nothing
            continue
        if chain.rule == "X, a supplier of Y" and item.found["rank0"] and chain.user is None:
            continue
        plainly = _is_plain(chain, item)
        if not plainly and (item.odds < UNLIKELY or (item.found["aside"] and item.role is Role.BYSTANDER)):
            continue
        told = item.role is Role.BREACHED and user is not None and user.role is Role.DOWNSTREAM
        told = told or plainly or (unnamed and chain.rule == NAMED_AT_LAST)
        if told or _hit(item, sentences) or (user is not None and user.found["own_safe"]):
            found[item.candidate.key] = item
    for item in by_key.values():
        if _is_hit_vendor(item, sentences):
            found.setdefault(item.candidate.key, item)
    without_go_betweens(found, chains)
    return list((found or _beside_the_denied(by_key, sentences)).values())


def _is_plain(chain: Chain, provider: Scored) -> bool:
    """Whether it says in so many words that its provider was hit, and the tagger took the name for a party."""
    told = chain.rule == TOLD_OF_ITS_LOSS
    return told or (chain.rule in PLAINLY and provider.found.get("t_BREACHED_mean", 1.0) >= _SAID)


_SAID = 0.1  # the tagger's probability from which a name is hit where it is said to be


def _beside_the_denied(by_key: dict[str, Scored], sentences: list[Sentence]) -> dict[str, Scored]:
    """Who is said to have had the incident where others are said not to have had it."""
    found: dict[str, Scored] = {}
    denied = [item for item in by_key.values() if item.found["own_safe"] or item.found["denied"]]
    if denied:
        for item in by_key.values():
            if (
                item not in denied
                and not item.actor
                and not any(item.found[name] for name in ("venue", *_LISTS))
                and item.found["r_event_noun"] + item.found["l_event_at"] + item.found["r_suffered"]
                and any(
                    _SOURCE.search(left) or re.match(r"^(?:'s)?\s+(?:\w+ ){0,2}(?:systems|incident|breach)", right, _I)
                    for left, right, _ in contexts(item, sentences)
                )
            ):
                found[item.candidate.key] = item
    return found


_LIKELY = 0.45  # odds from which who has firms for customers is a supplier that was hit


def _is_hit_vendor(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether who was hit has firms for customers, which the others on the page then are."""
    if item.actor or any(item.found[name] for name in ("venue", "own_safe", "beside", *_LISTS)):
        return False
    if item.odds >= UNLIKELY and reaches_firms(item, sentences):
        return True
    likely = item.role is Role.BREACHED and item.odds >= _LIKELY
    return likely and serves_firms(item, sentences) and _hit(item, sentences)


def _hit(item: Scored, sentences: list[Sentence]) -> bool:
    return any(item.found[name] for name in HIT) or any(
        _SOURCE.search(left) or _GOT_FROM.search(left) for left, _, _ in contexts(item, sentences)
    )


_GOT_FROM = late(  # "hackers got names from its contractor, X"
    r"\b(?:hackers?|attackers?|intruders?|thie(?:f|ves)|criminals?|somebody|someone)"
    r"\b[^.;]{0,20}\b(?:got|gained|had|copied|took|stole|obtained)\b[^.;]{0,80}\b(?:from|at|through|via)\s+"
    r"(?:its|their|our|an?)\s+(?:[\w-]+\s+){0,4}[\w-]+,?\s+$",
    _I,
)


def _customers(
    scored: list[Scored], suppliers: list[Scored], users: set[str | None], sentences: list[Sentence]
) -> None:
    for item in scored:
        if item in suppliers or item.actor or item.found["venue"] or item.found["by_kind"]:
            continue
        if is_unhurt(item, sentences):
            item.role, item.why = Role.BYSTANDER, "says that it was not affected"
            continue
        listed = any(item.found[name] for name in (*_LISTS, "sister", "spared"))
        told = any(_USER.match(right) or _USER_LEFT.search(left) for left, right, _ in contexts(item, sentences))
        if item.candidate.key in users and not listed and not heard_aside(item.found):
            item.role, item.why = Role.DOWNSTREAM, "uses the supplier that was hit"
        elif item.role is Role.BREACHED and (item.odds < _SURE or told):
            item.role, item.why = Role.DOWNSTREAM, "hit through a supplier"
        elif not listed and not heard_aside(item.found) and tells_it_was_reached(item, sentences):
            item.role, item.why = Role.DOWNSTREAM, "says that it was reached"
        elif (
            (item.found["own_safe"] or item.found["denied"])
            and told
            and not listed
            and any(TRIGGER.search(sentence.text) for _, _, sentence in contexts(item, sentences))
        ):
            item.role, item.why = Role.DOWNSTREAM, "not breached itself, hit through a supplier"


_SURE = 0.9


def _of_unnamed(scored: list[Scored], providers: set[str | None]) -> None:
    hit = [item for item in scored if item.role is Role.BREACHED or (item.found["own_safe"] and not item.actor)]
    for item in hit:
        if item.candidate.key not in providers:  # "its alert system X": the vendor is its maker, or itself
            item.role, item.why = Role.DOWNSTREAM, "its unnamed supplier was hit"
