"""Values brought together by their keys, however many there are."""

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

Key = tuple[str, ...]
Value = tuple[str, ...]
Clue = tuple[Key, Value]

MOST = 400_000
"""Clues that are held in memory, some 200 MB; when there are more, all wait in files."""
FILES = 64
"""So many files share the clues; one file's clues at a time are held in memory."""


def gathered(clues: Iterable[Clue], most: int = MOST) -> Iterator[tuple[Key, list[Value]]]:
    """Each key once, with all its values in the order in which they came; the keys in no order.

    >>> sorted(gathered([(("a",), ("1",)), (("b",), ("2",)), (("a",), ("3",))], most=1))
    [(('a',), [('1',), ('3',)]), (('b',), [('2',)])]
    """
    coming = iter(clues)
    here = list(islice(coming, most))
    if (more := next(coming, None)) is None:
        yield from _together(here)
        return
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile()) for _ in range(FILES)]
        for some in (here, [more], coming):
            for clue in some:
                pickle.dump(clue, files[hash(clue[0]) % FILES], pickle.HIGHEST_PROTOCOL)
        here.clear()
        for file in files:
            file.seek(0)
            yield from _together(_loaded(file))


def _together(clues: Iterable[Clue]) -> Iterator[tuple[Key, list[Value]]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in clues:
        found[key].append(value)
    yield from found.items()


def _loaded(file: IO[bytes]) -> Iterator[Clue]:
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return
