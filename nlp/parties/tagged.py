"""What the trained tagger says of a name: features beside those of the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from model.vocabulary import Role
from nlp.parties.candidates import Candidate
from nlp.trained.odds import Row, bounded_logit
from nlp.trained.tagger import TAGS, Tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROLES: Final = ("BREACHED", "DOWNSTREAM", "ACTOR")
_READ = 12  # mentions of a name
_HEARD = 0.95  # probability from which a breached name is nobody's customer, whatever is said of supply
_UNHEARD = 0.3  # the same below which no talk of supply makes a name breached
_NO_CUSTOMER = 0.05  # probability of a customer below which such a name is none either


def tagged_features(candidates: Sequence[Candidate], tagged: Tagged) -> list[dict[str, float]]:
    """For each candidate how the tagger reads it: most and mean of each role, and its place among the others."""
    means = [_roles(candidate, tagged) for candidate in candidates]
    found: list[dict[str, float]] = []
    best = sorted((m["BREACHED"][1] for m in means if m), reverse=True)[:2]
    for roles in means:
        if roles is None:
            found.append({"t_unread": 1.0})
            continue
        row: dict[str, float] = {}
        for role in _ROLES:
            most, mean = roles[role]
            row |= {f"t_{role}_max": most, f"t_{role}_mean": mean, f"t_{role}_logit": bounded_logit(mean)}
        mean = roles["BREACHED"][1]
        rival = best[1] if len(best) > 1 and mean == best[0] else best[0]
        row["t_best"], row["t_margin"] = float(mean == best[0]), mean - (rival if len(best) > 1 else 0.0)
        found.append(row)
    return found


def heard_otherwise(found: Row, role: Role | None) -> bool:
    """Whether the tagger read a name with these features, and surely not as having the role."""
    breached = found.get("t_BREACHED_mean")
    if breached is None:
        return False
    return (role is Role.DOWNSTREAM and breached >= _HEARD) or (role is Role.BREACHED and breached < _UNHEARD)


def heard_aside(found: Row) -> bool:
    """Whether the tagger read a name with these features, and surely neither as breached nor as hit downstream."""
    breached = found.get("t_BREACHED_mean")
    return breached is not None and breached < _UNHEARD and found["t_DOWNSTREAM_mean"] < _NO_CUSTOMER


def _roles(candidate: Candidate, tagged: Tagged) -> dict[str, tuple[float, float]] | None:
    """(highest, mean) probability of each role over the mentions; None where none was read."""
    rows = [row for m in candidate.mentions[:_READ] if (row := tagged.of(m.start, m.end)) is not None]
    if not rows:
        return None
    return {
        role: (max(float(row[at]) for row in rows), sum(float(row[at]) for row in rows) / len(rows))
        for role, at in ((role, TAGS.index(role)) for role in _ROLES)
    }
