"""The one Twisted reactor of the process, in a thread of its own, and the way back into the calling thread."""

from __future__ import annotations

import asyncio
import logging
import os
import queue
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from crawler.parsing.pool import ParserPool

if TYPE_CHECKING:
    from crawler.download.addresses import GuardedResolver

P = ParamSpec("P")
T = TypeVar("T")
_LOGGERS = ("crawler", "scrapy", "twisted", "trafilatura", "htmldate", "protego", "py.warnings")


class ReactorThread:
    """A daemon thread that runs the asyncio reactor from its first use to the end of the process.

    A Twisted reactor cannot be started twice; crawls are handed to this one. It installs no signal handlers.

    Raises:
        OSError: the machine has nothing left to start it with, such as open files.
    """

    def __init__(self) -> None:
        self._pid = os.getpid()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self.resolver: GuardedResolver
        self.parser = ParserPool()
        self._failed: Exception | None = None
        threading.Thread(target=self._run, name="tocsin-reactor", daemon=True).start()
        self._ready.wait()
        if self._failed is not None:
            raise self._failed

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the reactor's loop.

        Raises:
            RuntimeError: this process is a fork of the one that started the reactor.
        """
        if os.getpid() != self._pid:
            work.close()
            raise RuntimeError("a process that has crawled was forked; start worker processes with the spawn method")
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _run(self) -> None:
        try:
            self._react()
        except Exception as error:  # noqa: BLE001 - raised in the thread that waits, which would do so for ever
            self._failed = error
            self._ready.set()

    def _react(self) -> None:
        for name in _LOGGERS:  # the shell decides what is logged; nothing reaches stderr by default
            logging.getLogger(name).addHandler(logging.NullHandler())
        from scrapy.utils.reactor import install_reactor

        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
        from twisted.internet import reactor as installed

        from crawler.download.addresses import GuardedResolver

        # These inspect the whole stack when they are imported, which takes seconds from deep within a crawl.
        import scrapy.core.downloader.tls  # isort: skip
        import scrapy.core.downloader.contextfactory  # noqa: F401  # isort: skip

        reactor: Any = installed  # a module that is replaced by an object: no type describes it
        self._loop = asyncio.get_event_loop()
        self.resolver = GuardedResolver(reactor.nameResolver)
        # AsyncCrawlerRunner ignores DNS_RESOLVER, so it is installed by hand.
        reactor.installNameResolver(self.resolver)
        reactor.suggestThreadPoolSize(32)  # names of many sources resolve at once
        reactor.callWhenRunning(self._ready.set)
        reactor.run(installSignalHandlers=False)


class CallerExecutor(Executor):
    """Runs what is submitted in the thread that calls `serve`, one after the other.

    So callbacks of a crawl need no locks, and may use a database session of the calling thread.
    """

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """See `concurrent.futures.Executor`."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - handed to the one who waits; KeyboardInterrupt is not
                future.set_exception(error)
            else:
                future.set_result(result)

        self._work.put(run)
        return future

    def serve(self, until: Future[Any]) -> None:
        """Work here until the future is done."""
        until.add_done_callback(lambda _: self._work.put(None))
        while (work := self._work.get()) is not None:
            work()


_lock = threading.Lock()
_thread: ReactorThread | None = None


def reactor_thread() -> ReactorThread:
    """The process's reactor thread, started on first use."""
    global _thread  # noqa: PLW0603 - one reactor per process is Twisted's rule
    with _lock:
        if _thread is None:
            _thread = ReactorThread()
        return _thread
