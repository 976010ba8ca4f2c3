"""Who may do what: people with roles, tokens with scopes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.inventory import DEFAULT_TENANT


class Permission(StrEnum):
    """One thing that somebody may do; the scopes of API tokens are these."""

    READ = "read"
    ACKNOWLEDGE = "acknowledge"
    CORRECT = "correct"
    IMPORT = "import"
    AUDIT = "audit"


class UserRole(StrEnum):
    """What a person is to the installation; each may do what the one before may, and more."""

    VIEWER = "viewer"
    RESPONDER = "responder"
    ADMIN = "admin"


ALLOWED = {
    UserRole.VIEWER: frozenset({Permission.READ}),
    UserRole.RESPONDER: frozenset(
        {Permission.READ, Permission.ACKNOWLEDGE, Permission.CORRECT, Permission.IMPORT},
    ),
    UserRole.ADMIN: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: `name` stands in the audit log, `tenant_id` bounds what is seen, `may` what is done."""

    name: str
    tenant_id: str
    may: frozenset[Permission]
    via: str

    def can(self, permission: Permission) -> bool:
        """Whether this actor has the permission.

        Incidents are the same for all tenants, and why one was corrected is shown to all: so only the people of the
        default tenant, whose installation it is, correct them.
        """
        if permission is Permission.CORRECT and self.tenant_id != DEFAULT_TENANT:
            return False
        return permission in self.may
