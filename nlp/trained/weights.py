"""The trained models, each loaded once; only training reads by the rules alone, while it makes them."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from nlp.trained.abroad import WEIGHTS as ABROAD
from nlp.trained.abroad import Opinions
from nlp.trained.gate import WEIGHTS, Gate
from nlp.trained.tagger import MODELS, Tagger

REMEDY = "make room in memory, or install Tocsin anew"
_FILES = (WEIGHTS, ABROAD, MODELS / "tagger.onnx", MODELS / "tokenizer.json")


class WeightsError(Exception):
    """Weights cannot be loaded, as where they are missing or damaged, or memory is short: no document is to blame."""


_threads = 1  # where many documents are read, each process has one


def read_with(threads: int) -> None:
    """So many threads read each document, which is quicker where nothing else is to do; before the first is read."""
    global _threads  # noqa: PLW0603 - models are one to a process, and so is this
    _threads = threads


def refuse_missing() -> None:
    """For all but training: the rules alone find so little that a quiet night would mean nothing.

    Raises:
        WeightsError: a file of the trained models is not there.
    """
    if lost := [path for path in _FILES if not path.is_file()]:
        raise WeightsError(f"{lost[0]} is missing; install Tocsin anew")


@cache
def gate() -> Gate | None:
    """The gate, None where its weights are not installed.

    Raises:
        WeightsError: they cannot be loaded now.
    """
    try:
        return Gate.load()
    except FileNotFoundError:
        return None
    except Exception as error:
        raise _unloadable("the gate's weights", error) from error


@cache
def abroad() -> Opinions:
    """What judges pages that are not English.

    Raises:
        WeightsError: its weights cannot be loaded now.
    """
    try:
        return Opinions.load()
    except Exception as error:
        raise _unloadable("the weights of other languages", error) from error


@cache
def tagger_coming() -> Future[Tagger | None]:
    """The tagger, loaded in a thread of its own: who reads has other things to load until it is asked for."""
    import onnxruntime  # noqa: F401 - in this thread, so that no two import at a time
    import tokenizers  # noqa: F401

    with_one_thread = ThreadPoolExecutor(1, thread_name_prefix="tagger")
    coming = with_one_thread.submit(_load_tagger)
    with_one_thread.shutdown(wait=False)
    return coming


def tagger() -> Tagger | None:
    """The tagger, None where its weights are not installed.

    Raises:
        WeightsError: they cannot be loaded now; the next who asks has it tried again.
    """
    try:
        return tagger_coming().result()
    except Exception as error:
        tagger_coming.cache_clear()
        raise _unloadable("the tagger's weights", error) from error


def _load_tagger() -> Tagger | None:
    try:
        return Tagger.load(threads=_threads)
    except FileNotFoundError:
        return None


def _unloadable(what: str, error: Exception) -> WeightsError:
    return WeightsError(f"{what} cannot be loaded ({type(error).__name__}): {REMEDY}")
