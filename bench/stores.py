"""Speed, size and memory of a store, from the project's folder: ``python -m bench.stores [STATEMENTS] [ADDRESS]``."""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.stores import content_hash, open_store
from tests.readings import many

STATEMENTS = 20_000
_Any = TypeVar("_Any")


def timed(what: str, work: Callable[[], _Any], count: int = 0) -> _Any:
    """Do some work and print how long it took, per second where it is countable."""
    start = time.perf_counter()
    done = work()
    took = time.perf_counter() - start
    print(f"{what:<44}{took:>9.3f} s" + (f"{count / took:>10.0f}/s" if count else ""))
    return done


def main(statements: int, address: str) -> None:
    """Fill a new store and ask it what people ask."""
    readings = list(many(statements))
    total = sum(len(one.statements) for one in readings)
    print(
        f"{len(readings)} articles, {total} statements, {sum(len(one.entities) for one in readings)} entities as read"
    )
    with open_store(address) as store:
        timed("add, in transactions", lambda: store.add(iter(readings)), total)
        timed("add again", lambda: store.add(iter(readings)), total)
    if Path(address).is_dir():
        size = sum(path.stat().st_size for path in Path(address).rglob("*") if path.is_file())
        print(f"{'on disk':<44}{size / total:>9.0f} bytes a statement")
    with open_store(address) as store:
        timed("read all statements", lambda: sum(1 for _ in store.statements()), total)
        timed("hash of the content", lambda: content_hash(store), total)
        whole = timed("the whole network", store.network, total)
        degrees = Counter(end for edge in whole.edges for end in {edge.subject, edge.object})
        hub, typical = (
            degrees.most_common(1)[0][0],
            sorted(degrees, key=lambda key: (degrees[key], key))[len(degrees) // 2],
        )
        for name, centre in (("a typical node", typical), ("the greatest hub", hub)):
            timed(f"around {name} ({degrees[centre]} edges), 1 step", lambda key=centre: store.network([key]))  # type: ignore[misc]
        timed("find a name", lambda: store.find("spitalul nr 7"))
        timed("retract one article", lambda: store.retract(readings[0].article.id))
        timed("add one article", lambda: store.add(readings[:1]))
    print(f"{'peak memory':<44}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS
    with tempfile.TemporaryDirectory() as folder:
        main(wanted, sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "store"))
