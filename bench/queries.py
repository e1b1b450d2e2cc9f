"""Speed of the questions on a generated graph, from the project's folder: ``make bench-queries``, or
``python -m bench.queries [INSTITUTIONS STATEMENTS [FOLDER]]``; a folder that holds a graph already is asked as it is.

Times are of the processor, in milliseconds: what a machine that does nothing else would take.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

from kg.stores import open_store
from queries.answer import ask
from tests.society import society

INSTITUTIONS, STATEMENTS = 2_000, 20_000
STARTS = 20


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def told(what: str, times: list[float]) -> None:
    """Print the median and the worst of some times."""
    print(f"{what:<48}{median(times):>10.1f}{max(times):>10.1f}")


def main(institutions: int, statements: int, folder: str) -> None:
    """Fill a store, unless it is there already, and put the questions to it from typical and from the worst starts."""
    if not Path(folder).exists():
        with open_store(folder) as store:
            print(store.add(society(institutions, statements)))
    print(f"{'milliseconds':<48}{'median':>10}{'worst':>10}")
    begun = time.process_time()
    with open_store(folder, read_only=True) as store:
        told("open", [1000 * (time.process_time() - begun)])
        rows = ask(store, "names", ["Institution"]).rows
        lot = random.Random(1)
        starts = [str(row[3]) for row in lot.sample(rows, STARTS)]
        hub = next(str(row[3]) for row in rows if row[0] == "Institution 0 of Oz")
        for depth in ("1", "2"):
            told(f"partners, {depth} steps", [spent(lambda s=s: ask(store, "partners", [s, depth])) for s in starts])  # type: ignore[misc]  # noqa: B023
        told("partners of the greatest hub", [spent(lambda: ask(store, "partners", [hub]))])
        pairs = list(pairwise(starts))
        told("shortest way", [spent(lambda p=p: ask(store, "path", p)) for p in pairs])  # type: ignore[misc]
        for name, values in (
            ("central", ["degree"]),
            ("central", ["pagerank"]),
            ("central", ["betweenness"]),
            ("communities", []),
        ):
            told(" ".join([name, *values]), [spent(lambda n=name, v=values: ask(store, n, v))])  # type: ignore[misc]


if __name__ == "__main__":
    institutions, statements = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (INSTITUTIONS, STATEMENTS)
    with tempfile.TemporaryDirectory() as temporary:
        place = sys.argv[3] if len(sys.argv) > 3 else str(Path(temporary) / "store")
        main(institutions, statements, place)
