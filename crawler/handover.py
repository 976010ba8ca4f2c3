"""Documents on their way from the network's thread to the one that stores them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model.document import Document

Sink = Callable[[Sequence[Document]], None]
_AT_ONCE = 64  # documents; each may have half a million characters


@dataclass(slots=True)
class Handed:
    """A document and, once it was handed over in vain, why."""

    document: Document
    error: Exception | None = None


class Handover:
    """The sink takes whatever waits at once: storing takes a commit, and one commit serves any number of documents.

    While one commit is under way the next documents gather, so nothing ever waits for company. If the sink refuses
    several, each is handed over again alone, so that only the one that cannot be taken fails its source.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting: deque[Handed] = deque()
        self._urls: set[str] = set()

    def put(self, document: Document) -> Handed:
        """Queues a document; it is handed over when the next `flush` has returned, unless it has an error then."""
        handed = Handed(document)
        self._waiting.append(handed)
        self._urls.add(document.url)
        return handed

    def had(self, url: str) -> bool:
        """Whether a document of that address was ever queued."""
        return url in self._urls

    def flush(self) -> None:
        """Hands over all that wait; in the thread of the sink, and in no other."""
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(_AT_ONCE, len(self._waiting)))]
            if not self._taken(batch) and len(batch) > 1:
                for handed in batch:
                    self._taken([handed])

    def _taken(self, batch: list[Handed]) -> bool:
        try:
            self._sink([handed.document for handed in batch])
        except Exception as error:  # noqa: BLE001 - told to the source of a document that is alone
            batch[0].error = error
            return False
        for handed in batch:
            handed.error = None
        return True
