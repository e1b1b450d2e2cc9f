"""The reader over many articles: in this process alone, or in several that work side by side.

A step takes batches of articles and gives for each what it made of it. It is the same function whatever runs it: this
process, a pool of processes, or a cluster.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import active_children, get_all_start_methods, get_context
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from kg.errors import ArticleError, KgError
from kg.model import Article, Reading
from loaders.extract import extract

T = TypeVar("T")
Batches = Iterable[Sequence[Article]]
Step = Callable[[Batches], Iterator[T]]
"""A step can be sent to another process: it is a function of a module, or a ``partial`` of one."""

ALONE = 300
"""Articles read here before other processes are started: fewer take less time than those need to make ready."""
BATCH = 16
"""Articles that a process takes at once, about a fifth of a second's work."""
AHEAD = 4
"""Batches for each process that may wait to be given on, so that memory stays the same however many there are."""


def read(batches: Batches) -> Iterator[list[Reading]]:
    """What each article of some batches says."""
    for batch in batches:
        yield [_read(article) for article in batch]


def _read(article: Article) -> Reading:
    """What an article says; a mistake of the program that it brings to light must not cost what the others say."""
    try:
        return extract(article)
    except Exception as error:
        at = extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}, line {at.lineno}"
        return Reading(
            article, fault=f"the program failed on it, please report: {type(error).__name__}: {error} ({where})"
        )


def each(step: Step[list[T]], articles: Iterable[Article], jobs: int = 1) -> Iterator[T]:
    """What a step makes of each article, in their order, the first ones as they come; ``jobs`` processes change nothing
    but the time it takes.

    Raises ``KgError`` when one of them is ended from outside, and what ``articles`` raises, after all that came
    before it.

    >>> [reading.article.id for reading in each(read, [Article("a", "a", "Nothing.", "v", language="en")], jobs=2)]
    ['a']
    """
    coming = iter(articles)
    first = coming if jobs == 1 else islice(coming, ALONE)
    yield from chain.from_iterable(step(batches(first, 1)))
    yield from chain.from_iterable(spread(step, batches(coming, BATCH), jobs))


def batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Articles by so many; those that came before an error come before it here."""
    batch: list[Article] = []
    try:
        for article in articles:
            batch.append(article)
            if len(batch) == size:
                yield batch
                batch = []
    except ArticleError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def spread(step: Step[T], coming: Iterator[Sequence[Article]], jobs: int, *, ahead: int = AHEAD) -> Iterator[T]:
    """What a step makes of each batch, in their order, by ``jobs`` processes. Raises what ``each`` raises."""
    if jobs == 1:
        yield from step(coming)
        return
    if (batch := next(coming, None)) is None:
        return
    # A fork would share the threads and the locks of the store; a server for new processes has neither.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, get_context(method), initializer=_leave_interrupts)
    waiting: deque[Future[list[T]]] = deque()
    stopped: ArticleError | None = None
    try:
        while batch or waiting:
            if batch:
                waiting.append(pool.submit(_work, step, batch))
            if not batch or len(waiting) > jobs * ahead:
                yield from waiting.popleft().result()
            try:
                batch = next(coming, None) if batch else None
            except ArticleError as error:
                batch, stopped = None, error
    except (KeyboardInterrupt, GeneratorExit):
        # Nobody waits for what they work on.
        for process in set(active_children()) - others:
            process.terminate()
        raise
    except BrokenProcessPool as error:
        raise KgError(
            "a reading process was ended from outside, perhaps for want of memory; try fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    if stopped is not None:
        raise stopped


def _work(step: Step[T], batch: Sequence[Article]) -> list[T]:
    return list(step([batch]))


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; only the first of them answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
