"""What can go wrong with a source, each with a name and a line that says what to do."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.python.failure import Failure

from model.shortage import shortage

# Answers that will not change by asking again soon: the page is gone, or its host refuses programs.
SETTLED = frozenset((
    "http_401", "http_402", "http_403", "http_404", "http_410", "http_451",
    "robots", "not_text", "other_page", "unreadable",
))  # fmt: skip

UNREACHED = frozenset(("timeout", "dns", "refused", "tls", "connection", "incomplete", "robots"))  # nor are its pages


class FetchError(Exception):
    """A fetch or a reading that failed. `state` is the outcome's name, the message one line for a person.

    `wait`: for so many seconds its host wants to be left alone.
    """

    def __init__(self, state: str, detail: str, *, wait: float = 0.0) -> None:
        super().__init__(detail)
        self.state = state
        self.wait = wait

    @property
    def detail(self) -> str:
        """The line for a person."""
        return str(self)

    @property
    def settled(self) -> bool:
        """Whether the answer will be the same next time."""
        return self.state in SETTLED


class NotModifiedError(Exception):
    """The source answered 304: nothing new since its validators."""


_HTTP_ADVICE = {
    202: "with no page yet, as checks for robots do; use the source's fallback, or ask its owner",
    304: "as if it had been read before, which it was not; its cache is broken: ask its owner, or use another address",
    401: "the server wants a login; if it is the source's own address, take the source out or use its public one",
    403: "the server refuses programs or this address; do not disguise, use the source's fallback or ask its owner",
    404: "the address is gone; if it is the source's own, look for the new one and change its url",
    410: "the address was removed for good; if it is the source's own, remove the source",
    429: "too many requests; poll less often (every) or raise fetch.per_host_delay",
    451: "not available for legal reasons; if it is the source's own address, remove the source",
}


def http_error(status: int, url: str, wait: float = 0.0) -> FetchError:
    """The failure for a status that is no success."""
    advice = _HTTP_ADVICE.get(status, "the server failed; nothing to do if it recovers by the next poll")
    return FetchError(f"http_{status}", f"{shown(url)} answered {status}: {advice}", wait=wait)


def shown(url: str) -> str:
    """An address fit for a log line: without credentials, query or controls, at most 200 characters."""
    plain = url.partition("?")[0].partition("#")[0]
    scheme, separator, rest = plain.partition("://")
    host, slash, path = rest.partition("/")
    plain = scheme + separator + host.rpartition("@")[2] + slash + path
    return "".join(c if c.isprintable() else "?" for c in plain)[:200]


_CAUSES: tuple[tuple[type[Exception], str, str], ...] = (
    (DownloadTimeoutError, "timeout", "did not answer in time: try it by hand, or raise fetch.timeout"),
    (CannotResolveHostError, "dns", "has a host name that does not resolve: check its spelling and this machine's DNS"),
    (DownloadConnectionRefusedError, "refused", "refuses the connection: is the server up, and the port right?"),
    (DownloadCancelledError, "too_large", "is larger than fetch.max_bytes: raise it if you trust the source"),
    (UnsupportedURLSchemeError, "blocked_address", "is no http or https address: only those are fetched"),
    (ResponseDataLossError, "incomplete", "broke off in the middle of the answer: tried again at the next poll"),
    (ValueError, "redirect", "redirects to what is no web address: correct the url"),
)


def as_fetch_error(error: BaseException, url: str) -> FetchError:
    """Any error of the download as a named failure; what is none of them is raised again."""
    where = shown(url)
    if isinstance(error, FetchError):
        return error
    for kind, state, advice in _CAUSES:
        if isinstance(error, kind):
            return FetchError(state, f"{where} {advice}")
    if isinstance(error, IgnoreRequest):
        return _ignored(error, where)
    if isinstance(error, DownloadFailedError):
        return _failed(error, where)
    if lacking := shortage(error):
        return FetchError("connection", f"{where} was not asked: {lacking}")
    if isinstance(error, OSError) or type(error).__module__.startswith(("twisted.", "OpenSSL.", "scrapy.")):
        return FetchError("connection", f"{where}: the connection failed ({type(error).__name__})")
    raise error


def _ignored(error: IgnoreRequest, where: str) -> FetchError:
    if "redirection" in str(error):
        return FetchError("redirect", f"{where} redirects without end (more than 5 times): correct the url")
    return FetchError("ignored", f"{where} was not fetched: {str(error)[:100]}")


def _failed(error: DownloadFailedError, where: str) -> FetchError:
    """A failure below HTTP; Twisted keeps the reasons in the cause."""
    cause = error.__cause__
    reasons = [r.value if isinstance(r, Failure) else r for r in getattr(cause, "reasons", ())] or [cause]
    for reason in reasons:
        if isinstance(reason, FetchError):
            return reason
        if lacking := shortage(reason):
            return FetchError("connection", f"{where} was not asked: {lacking}")
        if isinstance(reason, Exception) and type(reason).__module__ == "OpenSSL.SSL":
            return FetchError(
                "tls", f"{where}: no trustworthy TLS connection ({_ssl_reason(reason)}): check its certificate"
            )
    names = ", ".join(sorted({type(reason).__name__ for reason in reasons}))
    return FetchError("connection", f"{where}: the connection failed ({names}): is it the right port and protocol?")


def _ssl_reason(error: BaseException) -> str:
    details = error.args[0] if error.args and isinstance(error.args[0], list) else []
    return str(details[0][-1]) if details and details[0] else "certificate or protocol"
