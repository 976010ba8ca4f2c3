"""The field's words as enums; their values are what files, tables and JSON carry."""

from __future__ import annotations

from enum import StrEnum


class Trust(StrEnum):
    """Who speaks in a source, nearest first; `CORRECTION` is a person of yours, who is no source."""

    CORRECTION = "correction"
    VENDOR = "vendor"
    REGULATOR = "regulator"
    CATALOGUE = "catalogue"
    PRESS = "press"
    AGGREGATOR = "aggregator"
    REGISTRY = "registry"
    ATTACKER_CLAIM = "attacker_claim"

    @property
    def rank(self) -> int:
        """How far from the event it speaks: 0 is the nearest."""
        return list(Trust).index(self)


class Store(StrEnum):
    """What a source's licence lets us keep of its text."""

    FULL = "full"
    EXCERPT = "excerpt"
    FACTS = "facts"


class Column(StrEnum):
    """What a column of a register may say; rows of an operator's own register carry their values under these names.

    `ORGANISATION` was breached; `NOTIFIER` gave notice, where that is somebody else because of its data there; `PEOPLE`
    and `RECORDS` are how many were hit in all; `CLAIMED_BY` says that it did it: the row is no more than its claim.
    """

    ORGANISATION = "organisation"
    NOTIFIER = "notifier"
    CLAIMED_BY = "claimed_by"
    OCCURRED = "occurred"
    DISCOVERED = "discovered"
    DISCLOSED = "disclosed"
    PEOPLE = "people"
    RECORDS = "records"
    DATA_TYPES = "data_types"
    DESCRIPTION = "description"


class Role(StrEnum):
    """What a disclosure says of a party."""

    BREACHED = "breached"
    DOWNSTREAM = "downstream"
    THREAT_ACTOR = "threat_actor"
    BYSTANDER = "bystander"


class DataType(StrEnum):
    """Kinds of personal and business data; mapped to other vocabularies in config/data/data_types.yaml."""

    NAMES = "names"
    EMAIL_ADDRESSES = "email_addresses"
    PHONE_NUMBERS = "phone_numbers"
    PHYSICAL_ADDRESSES = "physical_addresses"
    DATES_OF_BIRTH = "dates_of_birth"
    GOVERNMENT_IDS = "government_ids"
    PASSWORDS = "passwords"
    PASSWORD_HASHES = "password_hashes"  # noqa: S105 - a word, not a secret
    AUTH_TOKENS = "auth_tokens"
    USERNAMES_IDS = "usernames_ids"
    IP_ADDRESSES = "ip_addresses"
    DEVICE_BROWSER_DATA = "device_browser_data"
    GEOLOCATION = "geolocation"
    PAYMENT_CARDS = "payment_cards"
    BANK_ACCOUNTS = "bank_accounts"
    FINANCIAL_RECORDS = "financial_records"
    HEALTH_RECORDS = "health_records"
    INSURANCE = "insurance"
    BIOMETRICS = "biometrics"
    EMPLOYMENT_HR = "employment_hr"
    EDUCATION_RECORDS = "education_records"
    PRIVATE_MESSAGES = "private_messages"
    SUPPORT_TICKETS = "support_tickets"
    PURCHASE_HISTORY = "purchase_history"
    SOURCE_CODE = "source_code"
    CUSTOMER_CONFIGURATION = "customer_configuration"
    ENCRYPTION_KEYS = "encryption_keys"
    LOGS_USAGE_ANALYTICS = "logs_usage_analytics"
    BUSINESS_DOCUMENTS = "business_documents"
    DEMOGRAPHIC = "demographic"
    GENETIC = "genetic"
    PHOTOS_MEDIA = "photos_media"
    OTHER = "other"


class DataStatus(StrEnum):
    """What a text says happened to a data type."""

    EXPOSED = "exposed"
    POSSIBLE = "possible"
    DENIED = "denied"


class Kind(StrEnum):
    """What a document is about."""

    BREACH = "breach"
    RANSOMWARE = "ransomware"
    LEAK_CLAIM = "leak_claim"
    THIRD_PARTY_BREACH = "third_party_breach"
    EXPOSURE_MISCONFIG = "exposure_misconfig"
    FOLLOW_UP = "follow_up"
    VULNERABILITY = "vulnerability"
    OUTAGE = "outage"
    OPINION = "opinion"
    MARKETING = "marketing"
    STATISTICS = "statistics"
    OTHER = "other"


class Claim(StrEnum):
    """How firmly a document says that the incident happened."""

    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    DENIED = "denied"
    RETRACTED = "retracted"


class Status(StrEnum):
    """How sure an incident is, over all that was disclosed of it."""

    ALLEGED = "alleged"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    RETRACTED = "retracted"


class EdgeKind(StrEnum):
    """How we know that A uses B."""

    SBOM = "sbom"
    LIST = "list"
    SUBPROCESSOR = "subprocessor"
    WEB_TRACKER = "web_tracker"
    DNS_VERIFICATION = "dns_verification"
    SAAS_TENANT = "saas_tenant"
    DISCLOSED = "disclosed"
    MANUAL = "manual"


class MatchedOn(StrEnum):
    """What made an inventory item and a party the same organisation, surest first."""

    PURL = "purl"
    DOMAIN = "domain"
    LEGAL_NAME = "legal_name"
    NAME = "name"
    ALIAS = "alias"
    PRODUCT = "product"
    GROUP = "group"  # the item's name without the country at its end, so that it may be a part of the party


class ItemKind(StrEnum):
    """What an inventory item is."""

    COMPONENT = "component"
    SERVICE = "service"
    VENDOR = "vendor"
    ORGANISATION = "organisation"  # the tenant itself


class Severity(StrEnum):
    """How urgent an exposure is; ordered by `rank`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 (low) to 3 (critical)."""
        return list(Severity).index(self)


class Reason(StrEnum):
    """Why an alert or a notice is sent now."""

    NEW_EXPOSURE = "new exposure"
    DATA_TYPE_ADDED = "data type added"
    DENIAL_REVERSED = "denial reversed"
    COUNT_CHANGED = "count changed"
    STATUS_REPORTED = "status reported"
    STATUS_CONFIRMED = "status confirmed"
    STATUS_DISPUTED = "status disputed"
    STATUS_RETRACTED = "status retracted"
    EDGE_ADDED = "edge added"
    EXPOSURE_WITHDRAWN = "exposure withdrawn"
    REMINDER = "reminder"
    SOURCE_SILENT = "source silent"
    SOURCE_RECOVERED = "source recovered"
    DELIVERY_FAILED = "delivery failed"
    SUBPROCESSORS_CHANGED = "sub-processors changed"
    DIGEST = "digest"
    SUMMARY = "summary"
    SAVED_SEARCH = "saved search"
    ADVISORIES = "advisories"


class DeliveryState(StrEnum):
    """Where one message stands on one channel: `held` waits for its digest, `digested` stood in one."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    HELD = "held"
    DIGESTED = "digested"
    MUTED = "muted"
