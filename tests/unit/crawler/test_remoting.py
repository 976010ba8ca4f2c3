"""What a page tells of the interface behind its table."""

from __future__ import annotations

import json

import pytest

from crawler.parsing.remoting import parse_remoting


def page(length: object) -> bytes:
    method = {"name": "rows", "len": length, "csrf": "x"}
    provider = {"vf": {"vid": "1"}, "actions": {"Desk": {"ms": [method]}}}
    return f"<script>Visualforce.remoting.Manager.add(new $VFRM.RemotingProviderImpl({json.dumps(provider)}));".encode()


@pytest.mark.parametrize(("length", "arguments"), [(0, 0), (2, 2), (10**9, 50)])
def test_a_call_has_no_more_arguments_than_a_method_can_have(length: int, arguments: int) -> None:
    method = parse_remoting(page(length), "text/html", "rows")
    assert len(json.loads(method.call())["data"] or []) == arguments
