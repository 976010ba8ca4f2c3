"""`/slack/actions`: the buttons of our messages; each request proves by its signature that it is Slack's."""

from __future__ import annotations

from fastapi import Request, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from alerts.channels.slack_inbound import MAX_BODY, Verifier
from config.channels import SlackChannel
from config.load import read_secret
from config.settings import Settings
from tocsin.answering import hear
from tocsin.web.access.rights import TheDesk, pages

router = pages()


def verifiers(settings: Settings) -> list[Verifier]:
    """One for each Slack app that a channel knows the signing secret of; they remember what they saw.

    Raises:
        ConfigError: a secret's file cannot be read.
    """
    found = [
        read_secret(each.signing_secret, each.signing_secret_file, f"channel {each.id}")
        for each in settings.channels
        if isinstance(each, SlackChannel)
    ]
    return [Verifier(secret) for secret in dict.fromkeys(found) if secret]


@router.post("/slack/actions")
async def actions(request: Request, desk: TheDesk) -> Response:
    """Does what a button says; 401 for whatever does not prove that Slack sent it."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            return Response(status_code=401)
    verdicts = [each.verify(body, request.headers) for each in request.app.state.verifiers]
    payload = next((verdict.payload for verdict in verdicts if verdict.status == 200), None)  # noqa: PLR2004 - HTTP's OK
    if payload is None:
        return Response(status_code=401)
    if "challenge" in payload:
        return JSONResponse({"challenge": str(payload["challenge"])})
    reply = await run_in_threadpool(hear, desk.database, desk.settings, payload, desk.clock.now())
    if reply is None:
        return JSONResponse({})
    desk.ask_for_work("deliveries")
    return JSONResponse({}, background=BackgroundTask(reply.send, desk.settings))
