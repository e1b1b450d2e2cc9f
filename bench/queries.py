"""Speed of the questions on a generated graph, from the project's folder: ``make bench-queries``, or
``python -m bench.queries [INSTITUTIONS STATEMENTS [FOLDER]]``; a folder that holds a graph already is asked as it is.

Times are of the processor, in milliseconds: what a machine that does nothing else would take.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median

from kg.stores import open_store
from queries import measures
from queries.answer import ask
from queries.values import ANY, CURRENT
from queries.web import web
from tests.society import society

INSTITUTIONS, STATEMENTS = 100_000, 1_000_000
STARTS = 50


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def told(what: str, times: Iterable[float]) -> None:
    """Print the median and the worst of some times."""
    found = list(times)
    print(f"{what:<56}{median(found):>10.1f}{max(found):>12.1f}", flush=True)


def main(institutions: int, statements: int, folder: str) -> None:
    """Fill a store, unless it is there already, and put the questions to it from typical and from the worst starts."""
    if not Path(folder).exists():
        with open_store(folder) as store:
            begun = time.process_time()
            done = store.add(society(institutions, statements))
            print(f"{done.statements} statements added in {time.process_time() - begun:.0f} s")
    print(f"{'milliseconds':<56}{'median':>10}{'worst':>12}")
    begun = time.process_time()
    with open_store(folder, read_only=True) as store:
        told("open", [1000 * (time.process_time() - begun)])
        told("the whole network at a glance, first time", [spent(lambda: web(store, ANY, CURRENT))])
        made = web(store, ANY, CURRENT)
        print(f"{len(made.ids)} institutions, {len(made.pairs)} pairs with ties, {len(store.ties())} relations")
        lot = random.Random(1)
        starts = lot.sample(made.ids, STARTS)
        hub = made.ids[int(made.degrees().argmax())]
        for depth in ("1", "2"):
            told(f"partners, {depth} steps", [spent(lambda s=s: ask(store, "partners", [s, depth])) for s in starts])  # type: ignore[misc]  # noqa: B023
        for depth in ("1", "2"):
            told(f"partners of the greatest hub, {depth} steps", [spent(lambda: ask(store, "partners", [hub, depth]))])  # noqa: B023
        told("shortest way", [spent(lambda p=p: ask(store, "path", p)) for p in pairwise(starts)])  # type: ignore[misc]
        for name, values in (("central", ["degree"]), ("central", ["pagerank"])):
            told(" ".join([name, *values]), [spent(lambda n=name, v=values: ask(store, n, v))])  # type: ignore[misc]
        engines = ["networkx"] if find_spec("igraph") is None else ["igraph", "networkx"]
        for engine in engines:
            measures.LARGE = 0 if engine == "igraph" else sys.maxsize
            for name, values in (("central", ["betweenness"]), ("communities", list[str]())):
                told(f"{' '.join([name, *values])}, {engine}", [spent(lambda n=name, v=values: ask(store, n, v))])  # type: ignore[misc]


if __name__ == "__main__":
    institutions, statements = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (INSTITUTIONS, STATEMENTS)
    with tempfile.TemporaryDirectory() as temporary:
        place = sys.argv[3] if len(sys.argv) > 3 else str(Path(temporary) / "store")
        main(institutions, statements, place)
