"""Serves the pages inside the service's own event loop."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Iterator

import uvicorn

from config.errors import ConfigError
from config.web import WebSettings
from storage.access import users
from tocsin.web.app import create_app
from tocsin.web.desk import Desk


class WebServer(uvicorn.Server):
    """uvicorn, which leaves the signals to the service."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes none."""
        yield

    def stop(self) -> None:
        """Ends what is under way, and then the server."""
        self.should_exit = True


def check_access(desk: Desk) -> None:
    """Refuses to open pages to the network that nobody could log in to.

    Raises:
        ConfigError: login is needed and there is no user.
    """
    web = desk.settings.web
    if web.needs_login and not any(not user.disabled for user in users(desk.database)):
        raise ConfigError(
            f"the pages on {web.host} need a login, and there is no user yet: "
            "add one with `tocsin user add NAME --role admin`, or leave the pages off with `--no-web`"
        )


def listen(web: WebSettings) -> socket.socket:
    """The listening socket; its port is the real one where 0 was asked for.

    Where nobody chose a port and the usual one is taken, a free one is.

    Raises:
        ConfigError: the address cannot be listened on.
    """
    try:
        return _bound(web, web.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and "port" not in web.model_fields_set:
            return _bound(web, 0)
        reason = (error.strerror or "not possible").lower()
        raise ConfigError(f"cannot listen on {web.host} port {web.port}: {reason}; choose `--port`") from None


def _bound(web: WebSettings, port: int) -> socket.socket:
    family = socket.getaddrinfo(web.host, port, type=socket.SOCK_STREAM)[0][0]
    listening = socket.create_server((web.host, port), family=family, backlog=256)
    # Connections inherit it; asyncio sets it only on sockets that name their protocol. Without it a page's body waits
    # until its reader has acknowledged the head, 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def make_server(desk: Desk) -> WebServer:
    """The server, not yet started: `await server.serve(sockets=[...])`."""
    web = desk.settings.web
    config = uvicorn.Config(
        create_app(desk),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=web.public_url is not None,
        forwarded_allow_ips=[str(network) for network in web.proxies],
        timeout_graceful_shutdown=5,
        lifespan="off",
        h11_max_incomplete_event_size=64 * 1024,
    )
    return WebServer(config)
