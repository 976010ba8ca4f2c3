"""A message's main facts for programs that read the channel: Slack metadata, mail headers, webhooks."""

from __future__ import annotations

from typing import Any

from alerts.facts import ids_with
from alerts.wording import supplier_name
from model.alert import Message
from model.exposure import Exposure
from model.notice import Notice
from model.vocabulary import DataStatus


def machine_facts(message: Message) -> dict[str, Any]:
    """Plain JSON values: ids, words of the vocabulary and clean names, never prose."""
    if isinstance(message, Notice):
        return {"severity": message.severity.value, "reasons": [message.reason.value]}
    incident = message.seen
    lost = [exposure for exposure in message.exposures if exposure.key in message.withdrawn]
    return {
        "incident": message.incident_id,
        "severity": message.severity.value,
        "status": incident.status.value,
        "reasons": [reason.value for reason in message.reasons],
        "paths": [_path(exposure) for exposure in message.holding],
        "exposed": ids_with(incident, DataStatus.EXPOSED),
        "denied": ids_with(incident, DataStatus.DENIED),
        **({"withdrawn": [_path(exposure) for exposure in lost]} if lost else {}),
    }


def _path(exposure: Exposure) -> str:
    return " -> ".join(supplier_name(name, 80) for name in exposure.path)
