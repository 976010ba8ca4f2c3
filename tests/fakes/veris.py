"""What VERIS 1.3.7 allows of the fields that we write, as a JSON Schema in our own words."""

from __future__ import annotations

from typing import Any


def _words(*allowed: str) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": list(allowed)}}


def _closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


_TEXT = {"type": "string", "minLength": 1}
_DATA = (
    "Bank", "Biometric", "Classified", "Copyrighted", "Credentials", "Digital certificate", "Internal", "Medical",
    "Multi-factor credential", "Other", "Payment", "Personal", "Secrets", "Sensitive Personal", "Source code", "System",
    "Unknown", "Virtual currency",
)  # fmt: skip

SCHEMA = _closed(
    ("actor", "action", "asset", "attribute", "discovery_method", "incident_id", "schema_version", "security_incident", "timeline", "victim"),
    schema_version={"const": "1.3.7"},
    incident_id=_TEXT,
    source_id=_TEXT,
    summary={"type": "string"},
    reference={"type": "string"},
    notes=_TEXT,
    security_incident={"enum": ["Confirmed", "Suspected", "Near miss", "False positive"]},
    confidence={"enum": ["High", "Medium", "Low", "None"]},
    actor={
        "minProperties": 1,
        **_closed(
            external=_closed(
                ("variety", "motive", "country"),
                variety=_words("Unknown", "Organized crime"),
                motive=_words("Unknown", "Financial"),
                country=_words("Unknown"),
                name={"type": "array", "minItems": 1, "uniqueItems": True, "items": _TEXT},
                notes=_TEXT,
            ),
            unknown=_closed(notes=_TEXT),
        ),
    },
    action={
        "minProperties": 1,
        **_closed(
            malware=_closed(("variety", "vector"), variety=_words("Ransomware"), vector=_words("Unknown")),
            error=_closed(("variety", "vector"), variety=_words("Misconfiguration"), vector=_words("Unknown")),
            unknown=_closed(notes=_TEXT),
        ),
    },
    asset=_closed(("assets",), assets={"type": "array", "minItems": 1, "items": _closed(("variety",), variety={"enum": ["Unknown"]})}),
    attribute=_closed(
        ("confidentiality",),
        confidentiality=_closed(
            ("data_disclosure",),
            data_disclosure={"enum": ["Yes", "No", "Potentially", "Unknown"]},
            data_total={"type": "integer", "minimum": 0},
            notes=_TEXT,
            data={"type": "array", "minItems": 1, "uniqueItems": True, "items": _closed(("variety",), variety={"enum": list(_DATA)})},
        ),
    ),
    discovery_method=_closed(("unknown",), unknown={"const": True}),
    timeline=_closed(
        ("incident",),
        incident=_closed(
            ("year",),
            year={"type": "integer", "minimum": 1950},
            month={"type": "integer", "minimum": 1, "maximum": 12},
            day={"type": "integer", "minimum": 1, "maximum": 31},
        ),
    ),
    victim=_closed(
        ("country", "employee_count", "industry"),
        country=_words("Unknown"),
        employee_count={"enum": ["Unknown"]},
        industry={"type": "string", "pattern": r"^\d{2}-?\d{0,4}$"},
        victim_id=_TEXT,
        secondary=_closed(
            amount={"type": "integer", "minimum": 1}, victim_id={"type": "array", "minItems": 1, "items": _TEXT}
        ),
    ),
    plus={"type": "object"},
)  # fmt: skip
