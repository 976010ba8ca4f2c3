"""Who stands between a supplier that was hit and its last customer: Y's payroll bureau, whose host was entered."""

from __future__ import annotations

from nlp.parties.chains import MAY_BE, Chain
from nlp.parties.scored import Scored
from nlp.parties.served import SERVES, TOLD_OF_ITS_LOSS

HIT = (  # signs that a name was hit
    *("r_event_noun", "r_suffered", "r_says_event", "r_says_entered", "r_clause_entered"),
    *("l_event_at", "l_verb_object", "l_from"),
)
_ENTERED = ("r_suffered", "l_event_at", "l_verb_object", "l_from")  # itself, and not what it kept elsewhere


def users_of(suppliers: set[str], chains: list[Chain]) -> set[str | None]:
    """Who uses the suppliers, and who uses those between."""
    uses = [chain for chain in chains if chain.provider in suppliers]
    between = {chain.user for chain in uses} - suppliers - {None}
    plainly = {(chain.user, chain.sentence) for chain in uses if chain.rule not in MAY_BE}
    through = (
        chain
        for chain in chains
        if chain.provider in between and (chain.rule not in MAY_BE or (chain.provider, chain.sentence) in plainly)
    )
    return {chain.user for chain in (*uses, *through)}


def without_go_betweens(found: dict[str, Scored], chains: list[Chain]) -> None:
    """Takes out who uses one of the suppliers, and was thought one as it notified somebody or lost what lay there."""
    for key, item in list(found.items()):
        uses = {chain.rule for chain in chains if chain.user == key and chain.provider in found.keys() - {key}}
        rules = {chain.rule for chain in chains if chain.provider == key}
        if not uses or TOLD_OF_ITS_LOSS in rules:
            continue
        plainly = uses - MAY_BE and (rules == {SERVES} or not any(item.found[name] for name in _ENTERED))
        if plainly or not any(item.found[name] for name in HIT):
            del found[key]
