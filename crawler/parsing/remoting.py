"""Visualforce remoting: what a page tells of the interface behind its table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from crawler.text import decode

_START = "RemotingProviderImpl("
_MOST = 50  # arguments of a method; a call is made of as many, outside the parser's limits


@dataclass(frozen=True, slots=True)
class RemoteMethod:
    """A method that the page may call; its tokens expire with the page."""

    action: str
    name: str
    context: dict[str, Any]
    arguments: int

    def call(self) -> bytes:
        """The body of a call without arguments."""
        data = [None] * self.arguments or None
        message = {
            "action": self.action,
            "method": self.name,
            "data": data,
            "type": "rpc",
            "tid": 1,
            "ctx": self.context,
        }
        return json.dumps(message).encode("ascii")


def parse_remoting(body: bytes, content_type: str | None, name: str) -> RemoteMethod:
    """The method of this name.

    Raises:
        ValueError: the page offers no such method.
    """
    text = decode(body, content_type)
    _, found, rest = text.partition(_START)
    try:
        provider, _ = json.JSONDecoder().raw_decode(rest.lstrip()) if found else ({}, 0)
    except (ValueError, RecursionError) as error:
        raise ValueError("a page whose remoting description is broken") from error
    actions = provider.get("actions") if isinstance(provider, dict) else None
    for action, description in (actions if isinstance(actions, dict) else {}).items():
        for method in description.get("ms") or () if isinstance(description, dict) else ():
            if isinstance(method, dict) and method.get("name") == name:
                context = {key: method.get(key) for key in ("csrf", "ns", "ver", "authorization")}
                context["vid"] = (provider.get("vf") or {}).get("vid")
                return RemoteMethod(str(action), name, context, min(int(method.get("len") or 0), _MOST))
    raise ValueError(f"a page without the method {name}")
