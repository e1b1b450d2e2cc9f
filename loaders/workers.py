"""The reader over many articles: in this process alone, or in several that work side by side."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_all_start_methods, get_context

from kg.errors import ArticleError, KgError
from kg.model import Article, Reading
from loaders.extract import extract

ALONE = 300
"""Articles read here before other processes are started: fewer take less time than those need to make ready."""
BATCH = 16
"""Articles that a process takes at once, about a fifth of a second's work."""
AHEAD = 4
"""Batches for each process that may wait to be given on, so that memory stays the same however many there are."""


def extract_many(articles: Iterable[Article], jobs: int = 1) -> Iterator[Reading]:
    """What each article says, in the order of the articles; ``jobs`` processes change nothing but the time it takes.

    Raises ``KgError`` when one of them is ended from outside, and what ``articles`` raises, after all that came
    before it.

    >>> [reading.article.id for reading in extract_many([Article("a", "a", "Nothing.", "v", language="en")], jobs=2)]
    ['a']
    """
    coming = iter(articles)
    if jobs == 1:
        yield from map(extract, coming)
        return
    yield from map(extract, islice(coming, ALONE))
    batches = _batches(coming)
    if (first := next(batches, None)) is not None:
        yield from _spread(first, batches, jobs)


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    """Articles by sixteens; those that came before an error come before it here."""
    batch: list[Article] = []
    try:
        for article in articles:
            batch.append(article)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except ArticleError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _spread(batch: list[Article] | None, batches: Iterator[list[Article]], jobs: int) -> Iterator[Reading]:
    # A fork would share the threads and the locks of the store; a server for new processes has neither.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(jobs, get_context(method), initializer=_leave_interrupts)
    waiting: deque[Future[list[Reading]]] = deque()
    stopped: ArticleError | None = None
    try:
        while batch or waiting:
            if batch:
                waiting.append(pool.submit(_read, batch))
            if not batch or len(waiting) > jobs * AHEAD:
                yield from waiting.popleft().result()
            try:
                batch = next(batches, None) if batch else None
            except ArticleError as error:
                batch, stopped = None, error
    except BrokenProcessPool as error:
        raise KgError(
            "a reading process was ended from outside, perhaps for want of memory; try fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    if stopped is not None:
        raise stopped


def _read(batch: list[Article]) -> list[Reading]:
    return [extract(article) for article in batch]


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; only the first of them answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
