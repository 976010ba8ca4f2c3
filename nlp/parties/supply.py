"""Tells suppliers that were hit from the customers who were hit through them."""

from __future__ import annotations

import re

from model.vocabulary import Role
from nlp.parties.chains import Chain
from nlp.parties.features import TRIGGER
from nlp.parties.scored import Scored
from nlp.parties.tagged import heard_aside, heard_otherwise
from nlp.patterns import late
from nlp.sentences import Sentence

_I = re.IGNORECASE
_SOURCE = late(
    r"\b(?:(?:trouble|incident|breach|attack|problem|issue|intrusion|leak|exposure|it|this"
    r"|which)\s+(?:\w+\s+){0,2}?(?:started|began|originat\w+|stem\w*|came|comes|arose|occurred|happened"
    r"|took place|traced(?: back)?|was due|was caused|was linked)"
    r"(?:\s+(?:at|from|with|to|in|by|inside|within|through|via))*(?:\s+(?:a|the) (?:[\w-]+ ){0,2}(?:breach"
    r"|incident|attack|compromise|hack|intrusion)\s+(?:at|of|on))?"
    r"|(?:through|via|exploit\w*|by way of|abus\w+|compromis\w+ of|tokens? (?:of|from|for)|credentials"
    r" (?:of|from|for)|integration (?:of|with))|(?:incident|breach|attack|compromise) (?:at|of|involving"
    r"|affecting|on))\s+(?:the\s+|an?\s+|our\s+|its\s+)?(?:(?:stolen|oauth|vendor|provider|supplier"
    r"|third-party|tokens|credentials|of|the|software|platform|parent|analytics|cloud|[\w-]+'s)\s+){0,5}$",
    _I,
)
_OWN_SYSTEMS = re.compile(
    r"\b(?:not (?:inside|in|of|on|from) (?:its|our|their) own|(?:its|our|their|the (?P<owner>\w+)'s) own (?:primary "
    r"|core |internal )?(?:systems?|network|infrastructure|environment|platform)[^.;]{0,80}?\b(?:not|n't|un\w+"
    r"|safe|secure|never)\b|not (?:its|our|their) own (?:\w+ ){0,2}(?:systems?|network|infrastructure)|did"
    r"(?: not|n't) (?:compromise|affect|impact|involve) (?:\w+ ){0,2}(?:other )?(?:[A-Z]\w+ )?systems|not a"
    r" (?:breach|compromise) of (?:its|our|their))",
    _I,
)
_NO_OWN = re.compile(r"\bno\s+$", _I)
_NO_OWN_AFTER = late(
    r"^(?!\s+(?:customers?|users?|clients?|accounts?|passwords?|members?|employees)\b)"
    r"(?:'s)?\s+(?:[\w-]+\s+){0,5}(?:were|was|has been|have been)\s+(?:\w+ly\s+)?(?:compromised|breached"
    r"|accessed|affected|impacted|involved)",
    _I,
)
_USER = late(
    r"^(?:'s?)?\s+(?:behalf|role|use of|account|users?|customers?|clients?|api users|employees|data"
    r"|patients|members|students|tenant|instance|used|uses|us(?:ed|es) (?:it|the)|relied|contracted"
    r"|shares?|stores?)\b|^(?:'s)?\s+(?:api|own)\b|^,? (?:said|says|told|confirmed|disclosed|notified"
    r"|warned|is notifying|has told|suffered|was caught)\b",
    _I,
)
_USER_LEFT = late(
    r"\b(?:used by|on behalf of|behalf of|customers?(?: of)?|clients?(?: of)?|means for|for|manages data"
    r" for|data (?:of|from|belonging to)|people at the|at the|serving)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
    _I,
)
_LIST_LEFT = re.compile(
    r"\b(?:other (?:\w+ )?(?:victims?|customers?|organi[sz]ations|companies)[^.:;]{0,30}|(?:customers?"
    r"|clients?|organi[sz]ations|companies|firms|institutions|victims?|airports|hospitals|agencies|banks"
    r"|retailers|schools|universities|airlines|users|businesses|brands|vendors"
    r"|providers)\b(?:[^.:;]{0,40}?))(?:,?\s+(?:including|includ\w+|such as|like|among them|were|are"
    r"|namely)|:)\s+[^.;:]{0,160}$",
    _I,
)
_TENANT = (
    r"(?:accounts?|tenants?|instances?|environments?|workspaces?|logins?|customers'? (?:accounts|instances"
    r"|environments|tenants|data))"
)
_LISTS = ("list_authorities", "list_press", "list_security")
_OF_TENANT = late(rf"\b{_TENANT}\b", _I)
_ACCOUNTS_LEFT = late(  # "accounts of X, Y and Z"
    rf"\b{_TENANT}\s+(?:of|at|belonging to)\s+[^.;:]{{0,120}}$",
    _I,
)
_CUSTOMERS = re.compile(
    r"\b(?:customers?|clients?|airports?|supply[- ]chain"
    r"|(?:service|it|cloud|software|hosting) (?:providers?|suppliers?|vendors?))\b",
    _I,
)
_NAMED_VICTIMS = late(
    r"\b(?:victims?|those (?:hit|affected|impacted)|affected (?:customers|clients|organi[sz]ations|companies))\b"
    r"[^.;:]{0,30}\b(?:include[sd]?|including|are|were|such as)\s[^.;:]{0,160}$",
    _I,
)
_LIST_RIGHT = late(
    r"^[^.;:]{0,120}?\b(?:have|has|had|also|were|was|are|all)\s+(?:\w+\s+){0,4}?(?:targeted|affected|hit"
    r"|impacted|caught|notified (?:their|its)|victims?|confirmed|disclosed|warned|said they|said it was)\b",
    _I,
)
_PLACES_LEFT = re.compile(
    r"\b(?:disrupt\w*|outages?|delays?|queues|handwritten|boarding|operations|services?"
    r"|systems)\b[^.;]{0,60}?\b(?:at|in)\s+(?:[\w-]+(?:, | and ))*$",
    _I,
)
_CORE_SAFE = re.compile(
    r"\b(?:core |own )?(?:platforms?|systems?|infrastructure)(?: itself)? (?:was|were|had|has|have)(?: not|n't)"
    r" (?:been )?(?:breached|hacked|compromised|affected)|credentials? (?:stolen|harvested)|without (?:mfa|multi)"
    r"|infostealers?|stolen (?:oauth )?(?:tokens|credentials)|credential stuffing",
    _I,
)


def settle(scored: list[Scored], chains: list[Chain], sentences: list[Sentence]) -> None:
    """Moves roles between breached, downstream and bystander by what is said of supply, unless the tagger is sure."""
    by_key = {item.candidate.key: item for item in scored}
    before = [(item, item.role, item.why) for item in scored]
    _own_systems_safe(scored, {chain.provider for chain in chains}, sentences)
    _venues(scored, sentences)
    suppliers = _suppliers(by_key, chains, sentences)
    for supplier in suppliers:
        supplier.role, supplier.why = Role.BREACHED, "a supplier that was hit"
    if suppliers:
        users = {chain.user for chain in chains if chain.provider in {s.candidate.key for s in suppliers}}
        _customers(scored, suppliers, users, sentences)
    elif any(chain.provider is None for chain in chains):
        _of_unnamed(scored)
    _listed(scored, sentences, suppliers)
    _owners(scored, sentences)
    for item, role, why in before:
        if item.role is not role and heard_otherwise(item.found, item.role):
            item.role, item.why = role, why


def _contexts(item: Scored, sentences: list[Sentence]) -> list[tuple[str, str, Sentence]]:
    found = []
    for mention in item.candidate.mentions[:10]:
        sentence = sentences[mention.sentence]
        inside = mention.start - sentence.start
        found.append(
            (sentence.text[max(0, inside - 200) : inside], sentence.text[inside + len(mention.name) :][:140], sentence)
        )
    return found


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
        ours = _OURS.search(match.group()) is not None  # who says "our own" is not the supplier of whom it speaks
        near = [
            (m.start, item)
            for item in scored
            for m in item.candidate.mentions
            if m.start < at and m.sentence >= index - 2 and item.actor is None
            if not (ours and item.candidate.key in providers)
        ]
        if near:
            called = (match["owner"] or "").lower()  # "the clinic's own": of those named before, the clinic
            subject = max(
                [pair for pair in near if called in pair[1].candidate.key.split()] or near,
                key=lambda pair: (
                    pair[0] if pair[0] < sentence.start else pair[0] - _PREFER_FIRST * (pair[0] - sentence.start)
                ),
            )[1]
            subject.found["own_safe"] = 1
    for item in scored:
        for left, right, _ in _contexts(item, sentences):
            if _NO_OWN.search(left) and _NO_OWN_AFTER.match(right):
                item.found["own_safe"] = 1
        if item.found["own_safe"] and item.role is Role.BREACHED:
            item.role, item.why = Role.BYSTANDER, "its own systems were not entered"


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
        told = [s.text for s in sentences[:60] if item.candidate.name in s.text]
        if not any(re.search(_TENANT, text, _I) for text in told):
            continue
        name = re.escape(item.candidate.name)
        venue = re.compile(
            rf"\b{_TENANT}\s+(?:on|at|of|in|with)\s+(?:the\s+)?(?:[\w-]+\s+){{0,5}}{name}\b|\b(?:their|its"
            rf"|customers'?|victims'?|customer|companies'?|several"
            rf" \w+)\s+{name}\s+(?:customer\s+)?{_TENANT}\b|\b{name}\s+(?:customer\s+)?{_TENANT}\b",
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
    for chain in chains:
        item = by_key.get(chain.provider or "")
        if (
            item is None
            or item.actor
            or item.found["venue"]
            or item.found["own_safe"]
            or item.found["list_press"]
            or item.found["list_security"]
            or item.found["list_authorities"]
        ):
            continue
        if chain.rule == "X, a supplier of Y" and item.found["rank0"] and chain.user is None:
            continue
        if item.odds < _UNLIKELY:
            continue
        user = by_key.get(chain.user or "")
        told = item.role is Role.BREACHED and user is not None and user.role is Role.DOWNSTREAM
        if told or _hit(item, sentences) or (user is not None and user.found["own_safe"]):
            found[item.candidate.key] = item
    denied = [item for item in by_key.values() if item.found["own_safe"] or item.found["denied"]]
    if denied and not found:
        for item in by_key.values():
            if (
                item not in denied
                and not item.actor
                and not item.found["venue"]
                and item.found["r_event_noun"] + item.found["l_event_at"] + item.found["r_suffered"]
                and any(
                    _SOURCE.search(left) or re.match(r"^(?:'s)?\s+(?:\w+ ){0,2}(?:systems|incident|breach)", right, _I)
                    for left, right, _ in _contexts(item, sentences)
                )
            ):
                found[item.candidate.key] = item
    return list(found.values())


def _hit(item: Scored, sentences: list[Sentence]) -> bool:
    signs = (
        item.found["r_event_noun"]
        + item.found["l_event_at"]
        + item.found["l_verb_object"]
        + item.found["r_suffered"]
        + item.found["r_says_event"]
        + item.found["r_says_entered"]
        + item.found["r_clause_entered"]
        + item.found["l_from"]
    )
    return bool(signs) or any(
        _SOURCE.search(left) or _GOT_FROM.search(left) for left, _, _ in _contexts(item, sentences)
    )


_GOT_FROM = late(  # "hackers got names from its contractor, X"
    r"\b(?:hackers?|attackers?|intruders?|thie(?:f|ves)|criminals?|somebody|someone)\b[^.;]{0,20}\b(?:got|gained|had|copied|took"
    r"|stole|obtained)\b[^.;]{0,80}\b(?:from|at|through|via)\s+(?:its|their|our|an?)\s+(?:[\w-]+\s+){0,4}[\w-]+,?\s+$",
    _I,
)


def _customers(
    scored: list[Scored], suppliers: list[Scored], users: set[str | None], sentences: list[Sentence]
) -> None:
    for item in scored:
        if item in suppliers or item.actor or item.found["venue"]:
            continue
        listed = any(item.found[name] for name in (*_LISTS, "sister", "spared"))
        told = any(_USER.match(right) or _USER_LEFT.search(left) for left, right, _ in _contexts(item, sentences))
        if item.candidate.key in users and not listed and not heard_aside(item.found):
            item.role, item.why = Role.DOWNSTREAM, "uses the supplier that was hit"
        elif item.role is Role.BREACHED and (item.odds < _SURE or told):
            item.role, item.why = Role.DOWNSTREAM, "hit through a supplier"
        elif (
            (item.found["own_safe"] or item.found["denied"])
            and told
            and not listed
            and any(TRIGGER.search(sentence.text) for _, _, sentence in _contexts(item, sentences))
        ):
            item.role, item.why = Role.DOWNSTREAM, "not breached itself, hit through a supplier"


_SURE = 0.9
_UNLIKELY = 0.15  # odds below which neither the talk of a supplier nor a place in a list makes a name breached


def _owners(scored: list[Scored], sentences: list[Sentence]) -> None:
    """As in "O's P" where P was entered: O, who owns it, is the party."""
    for item in scored:
        if item.role is not Role.BREACHED:
            continue
        for mention in item.candidate.mentions:
            sentence = sentences[mention.sentence]
            before = sentence.text[: mention.start - sentence.start]
            if not re.search(r"'s?\s+(?:own\s+|self-hosted\s+)?$", before):
                continue
            border = sentence.start + len(before.rstrip()) - 2
            owner = next(
                (
                    o
                    for o in scored
                    if o is not item
                    and o.actor is None
                    and any(
                        border - 14 <= m.end <= border + 2
                        for m in o.candidate.mentions
                        if m.sentence == mention.sentence
                    )
                ),
                None,
            )
            if (
                owner is not None
                and owner.role in (None, Role.BREACHED)
                and not any(owner.found[f"list_{g}"] for g in ("press", "authorities"))
            ):
                owner.role, owner.why = Role.BREACHED, f"owns {item.candidate.name}"
                owner.odds = max(owner.odds, item.odds)
                item.role = None
                break


def _of_unnamed(scored: list[Scored]) -> None:
    hit = [item for item in scored if item.role is Role.BREACHED or (item.found["own_safe"] and not item.actor)]
    for item in hit:
        item.role, item.why = Role.DOWNSTREAM, "its unnamed supplier was hit"


def _listed(scored: list[Scored], sentences: list[Sentence], suppliers: list[Scored]) -> None:
    """Names in an enumeration of victims share a role: downstream of a breached vendor, else breached."""
    vendor = [
        item
        for item in scored
        if item.role is Role.BREACHED
        and (
            item.found["r_event_noun"] or item.found["l_event_at"] or item.found["r_suffered"] or item.found["r_things"]
        )
    ]
    customers = any(_CUSTOMERS.search(s.text) for s in sentences[:40])
    venue = any(item.found["venue"] for item in scored)
    for item in scored:
        if (
            item.actor
            or item in vendor
            or item in suppliers
            or item.found["list_press"]
            or item.found["list_authorities"]
            or item.found["own_safe"]
            or item.found["venue"]
            or item.found["list_security"]
            or item.found["product_name"]
            or item.found["spared"]
        ):
            continue
        for left, right, sentence in _contexts(item, sentences):
            down = (suppliers or (vendor and customers)) and not venue
            told = item.odds >= _UNLIKELY or (down and (_company(scored, sentence) > 1 or _NAMED_VICTIMS.search(left)))
            if told and _enumerated(left, right, sentence):
                item.role, item.why = (Role.DOWNSTREAM if down else Role.BREACHED), "listed among those hit"
                break


def _enumerated(left: str, right: str, sentence: Sentence) -> bool:
    """Whether a name stands in a list of those that were hit."""
    followed = re.match(r"^(?:, (?!a |an |the |which|who)[\w.-]+| and [A-Z\d])", right) or re.search(
        r"(?:, | and )$", left
    )
    listed = _LIST_LEFT.search(left) or (followed and (_ACCOUNTS_LEFT.search(left) or _LIST_RIGHT.match(right)))
    return bool((listed and _HIT_WORD.search(sentence.text)) or _PLACES_LEFT.search(left))


_HIT_WORD = re.compile(
    r"\b(?:hit|affect\w*|impact\w*|target\w*|victims?|breach\w*|compromis\w*|caught|stole\w*|attack\w*|enter(?:ed)?|copied)\b",
    _I,
)


def _company(scored: list[Scored], sentence: Sentence) -> int:
    """How many names, people who were quoted aside, stand in a sentence."""
    inside = (i for i in scored if any(sentence.start <= m.start < sentence.end for m in i.candidate.mentions))
    return sum(1 for i in inside if not i.found["r_expert"] + i.found["l_according"])
