"""Speed, size and memory of the stores, from the project's folder: ``make bench-stores``, or
``python -m bench.stores [STATEMENTS ...]``.

Times are wall times, with those of the processor beside them: on a machine that does other things too, they tell more.
Articles are made before and read from a file while they are added, which takes the time that is told first.
Of Neo4j, those of the server count too. Peers, what is read as a whole and an empty Neo4j filled over Bolt are measured
at the first size only; what a statement costs at each size is told by some more of them, added to a graph of that size.
Neo4j is left out, aloud, where there is no Java or Maven.
"""

import multiprocessing
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError
from kg.model import Reading
from kg.stores import Store, content_hash, neo4j_export, neo4j_jars, neo4j_server, open_store, rdf_bulk, rdf_export
from kg.stores.embedded import open_embedded
from kg.stores.rdf import RdfStore
from tests.readings import many

SIZES = (100_000, 1_000_000)
"""Statements."""
MORE = 15_000
"""Statements that are added to a graph of each size."""
STOP = 600.0
"""Seconds after which a peer is stopped."""
LOADS: dict[str, list[tuple[int, float]]] = defaultdict(list)
"""What a statement took by each way of loading: the size of the graph, and seconds of processors."""
_Any = TypeVar("_Any")


def timed(what: str, work: Callable[[], _Any], count: int = 0, process: int | None = None, into: int = 0) -> _Any:
    """Do some work and print how long it took, per second where it is countable. The time of a server's ``process``
    counts too. What is added ``into`` a graph, or makes one, of so many statements is kept to be compared."""
    start, spent = time.perf_counter(), _spent(process)
    done = work()
    took, spent = time.perf_counter() - start, _spent(process) - spent
    told = f"{what:<46}{took:>9.3f} s{spent:>9.3f} s of a processor"
    print(told + (f"{count / took:>9.0f}/s{count / max(spent, 1e-9):>9.0f}/s" if count else ""), flush=True)
    if into:
        LOADS[what].append((into, spent / count))
    return done


def _spent(process: int | None) -> float:
    """Seconds of processors that this process took, its ended children and another one."""
    mine = sum(os.times()[:4])
    stat = Path(f"/proc/{process}/stat")
    if process is None or not stat.exists():
        return mine
    ticks = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return mine + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def told(what: str, figure: float, unit: str) -> None:
    """Print a figure."""
    print(f"{what:<46}{figure:>9.0f} {unit}", flush=True)


def readings(folder: Path, total: int) -> Iterator[Reading]:
    """Articles with ``total`` statements, made once for each folder."""
    path = folder / f"articles-{total}.pickle"
    if not path.exists():
        with path.open("wb") as out:
            for one in many(total):
                pickle.dump(one, out)
    with path.open("rb") as file:
        for _ in range(total // 15):
            one = pickle.load(file)
            assert isinstance(one, Reading)
            yield one


def more(store: Store, kind: str, total: int, process: int | None = None) -> None:
    """Add some more statements, about the same institutions, to a graph of ``total``."""
    others = list(islice(many(max(total, MORE), seed=2), MORE // 15))
    timed(f"{kind}: add {MORE} more", lambda: store.add(others), MORE, process, into=total)


def ask(store: Store) -> None:
    """What people ask, from a typical node and from the greatest hub."""
    ties, entities = timed("every edge without its statements", store.ties), store.labels()
    ends = (key for name in ("subject", "object") for key in ties[name].to_pylist())
    degrees = Counter(key for key in ends if key in entities)
    by_degree = sorted(degrees, key=lambda key: (degrees[key], key))
    for name, centre in (("a typical node", by_degree[len(by_degree) // 2]), ("the greatest hub", by_degree[-1])):
        for depth in (1, 2, 3):
            what = f"around {name} ({degrees[centre]} edges), {depth} steps"
            timed(what, lambda key=centre, deep=depth: store.network([key], depth=deep))  # type: ignore[misc]
    timed("find a name", lambda: store.find("spitalul nr 7"))


def rdf(folder: Path, total: int, first: bool) -> None:
    """The store in a folder, the engine of Cypher that is filled from it, and what is exported."""
    next(readings(folder, total))
    timed("read the articles, as each adding does too", lambda: sum(1 for _ in readings(folder, total)), total)
    with open_store(folder / "store") as store:
        timed("RDF: add, in transactions", lambda: store.add(readings(folder, total)), total, into=total)
        if first:
            timed("add again", lambda: store.add(readings(folder, total)), total)
    told("on disk", size(folder / "store") / total, "bytes a statement")
    with open_store(folder / "store") as store:
        assert isinstance(store, RdfStore)
        ask(store)
        one = next(readings(folder, total))
        timed("retract one article", lambda: store.retract(one.article.id))
        timed("add one article", lambda: store.add([one]))
        with (folder / "store.nq").open("wb") as out:
            timed("export as N-Quads", lambda: rdf_export.write(store, "nquads", out), total)
        timed("tables for neo4j-admin", lambda: neo4j_export.write(store, folder / "tables"), total)
        if first:
            timed("read all statements", lambda: sum(1 for _ in store.statements()), total)
            timed("hash of the content", lambda: content_hash(store), total)
            fillings = folder / "fillings"
            timed("Cypher without a server: fill the engine", lambda: open_embedded(store, fillings), total)
            timed("open it again", lambda: open_embedded(store, fillings))
            with (folder / "store.ttl").open("wb") as out:
                rdf_export.write(store, "turtle", out)
    bulk = partial(rdf_bulk.load, folder / "store.nq", folder / "bulk")
    timed("RDF: bulk load of N-Quads into a new folder", bulk, total, into=total)
    with open_store(folder / "store") as store:
        more(store, "RDF", total)
    told("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def neo4j(folder: Path, total: int, first: bool) -> None:
    """A server of its own: filled over Bolt, if it is the first, then anew by its own import."""
    home, admin = folder / "server", folder / "neo4j-admin"
    start = "org.neo4j.server.startup.Neo4jAdminCommand"
    program = f'"{neo4j_jars.java()}" -cp "{neo4j_server.class_path()}" -Dbasedir={home} {start}'
    admin.write_text(f'#!/bin/sh\nexec {program} "$@"\n', encoding="utf-8")
    admin.chmod(0o755)
    if first:
        with serving(home) as process, open_store("neo4j:") as store:
            timed("Neo4j: add, over Bolt", lambda: store.add(readings(folder, total)), total, process)
        told("on disk, with its logs", size(home / "data") / total, "bytes a statement")
    else:  # what the import needs is there after a start
        with serving(home):
            pass
    environment = os.environ | {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(home)}
    script = ["sh", str(folder / "tables" / "import.sh")]
    run = partial(subprocess.run, script, env=environment, stdout=subprocess.DEVNULL, check=True)
    timed("Neo4j: neo4j-admin database import", run, total, into=total)
    told("on disk", size(home / "data" / "databases") / total, "bytes a statement")
    with serving(home) as process, open_store("neo4j:") as store:
        ask(store)
        more(store, "Neo4j", total, process)
        status = Path(f"/proc/{process}/status")
        if status.exists():
            peak = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
            told("peak memory of the server", int(peak.split()[1]) / 1024, "MB")


@contextmanager
def serving(home: Path) -> Iterator[int | None]:
    """A server that runs, and is found by ``neo4j:``; its process."""
    server = neo4j_server.start(home, port=0, http_port=0, heap="2g", page_cache="1g")
    told = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
    os.environ.update(told)
    try:
        yield server.pid
    finally:
        neo4j_server.stop(home)
        for name in told:
            del os.environ[name]


def rdflib_memory(folder: Path, total: int) -> None:
    """The same quads into rdflib, in memory."""
    from rdflib import Dataset

    path = str(folder / "store.nq")
    timed("rdflib, in memory: parse the N-Quads", lambda: Dataset().parse(path, format="nquads"), total)


def rdflib_neo4j(folder: Path, total: int) -> None:
    """The same triples into a Neo4j of its own by rdflib-neo4j, which knows no named graphs."""
    from rdflib import Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    with serving(folder / "peer") as process:
        keys = {"uri": "NEO4J_URI", "user": "NEO4J_USERNAME", "pwd": "NEO4J_PASSWORD"}
        who = {name: os.environ[key] for name, key in keys.items()} | {"database": "neo4j"}
        config = Neo4jStoreConfig(
            auth_data=who, batching=True, handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE
        )
        graph = Graph(store=Neo4jStore(config=config))

        def fill() -> None:
            graph.parse(str(folder / "store.ttl"), format="turtle")
            graph.close(True)

        timed("rdflib-neo4j: parse the Turtle", fill, total, process)


def stopped(work: Callable[[Path, int], None], folder: Path, total: int) -> None:
    """Do some work in a process of its own, which is stopped when it takes too long."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=(folder, total))
    process.start()
    process.join(STOP)
    if process.is_alive():
        process.terminate()
        process.join()
        print(f"{work.__name__}: stopped after {STOP:.0f} s", flush=True)


def main(sizes: tuple[int, ...]) -> None:
    """Fill new stores and ask them what people ask."""
    for number, statements in enumerate(sizes):
        total = statements // 15 * 15
        print(f"\n{total // 15} articles, {total} statements")
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            rdf(folder, total, first=not number)
            try:
                neo4j(folder, total, first=not number)
            except StoreError as error:
                print(f"Neo4j: not measured: {error}")
            if not number:
                stopped(rdflib_memory, folder, total)
                if find_spec("rdflib_neo4j") is None:
                    print("rdflib-neo4j: not measured, as it is not installed")
                else:
                    stopped(rdflib_neo4j, folder, total)
                    neo4j_server.stop(folder / "peer")
    for what, ((few, small), *larger) in LOADS.items():
        for many_, large in larger:
            print(f"{what}: a statement of {many_} costs {large / small:.2f} times one of {few}")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
