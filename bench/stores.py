"""Speed, size and memory of the stores, from the project's folder: ``make bench-stores``, or
``python -m bench.stores [STATEMENTS]``.

Times are wall times, with those of the processor beside them: on a machine that does other things too, they tell more.
Neo4j is left out, aloud, where there is no Java or Maven.
"""

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError
from kg.model import Network, Reading
from kg.stores import Store, content_hash, neo4j_export, neo4j_jars, neo4j_server, open_store, rdf_export
from kg.stores.embedded import open_embedded
from kg.stores.rdf import RdfStore
from tests.readings import many

STATEMENTS = 20_000
STOP = 600.0
"""Seconds after which a peer is stopped."""
_Any = TypeVar("_Any")


def timed(what: str, work: Callable[[], _Any], count: int = 0) -> _Any:
    """Do some work and print how long it took, per second where it is countable."""
    start, spent = time.perf_counter(), time.process_time()
    done = work()
    took, spent = time.perf_counter() - start, time.process_time() - spent
    told = f"{what:<44}{took:>9.3f} s{spent:>9.3f} s here"
    print(told + (f"{count / took:>9.0f}/s{count / max(spent, 1e-9):>9.0f}/s here" if count else ""), flush=True)
    return done


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def ask(store: Store, whole: Network) -> None:
    """What people ask, from a typical node and from the greatest hub."""
    degrees = Counter(end for edge in whole.edges for end in {edge.subject, edge.object})
    by_degree = sorted(degrees, key=lambda key: (degrees[key], key))
    for name, centre in (("a typical node", by_degree[len(by_degree) // 2]), ("the greatest hub", by_degree[-1])):
        for depth in (1, 2, 3):
            what = f"around {name} ({degrees[centre]} edges), {depth} steps"
            timed(what, lambda key=centre, deep=depth: store.network([key], depth=deep))  # type: ignore[misc]
    timed("find a name", lambda: store.find("spitalul nr 7"))


def rdf(folder: Path, total: int, readings: list[Reading]) -> Network:
    """The store in a folder, the engine of Cypher that is filled from it, and what is exported."""
    with open_store(folder / "store") as store:
        timed("RDF: add, in transactions", lambda: store.add(iter(readings)), total)
        timed("add again", lambda: store.add(iter(readings)), total)
    print(f"{'on disk':<44}{size(folder / 'store') / total:>9.0f} bytes a statement")
    with open_store(folder / "store") as store:
        timed("read all statements", lambda: sum(1 for _ in store.statements()), total)
        timed("hash of the content", lambda: content_hash(store), total)
        whole = timed("the whole network", store.network, total)
        ask(store, whole)
        timed("retract one article", lambda: store.retract(readings[0].article.id))
        timed("add one article", lambda: store.add(readings[:1]))
        assert isinstance(store, RdfStore)
        fillings = folder / "fillings"
        timed("Cypher without a server: fill the engine", lambda: open_embedded(store, fillings), total)
        timed("open it again", lambda: open_embedded(store, fillings))
        timed("tables for neo4j-admin", lambda: neo4j_export.write(store, folder / "tables"), total)
        with (folder / "store.nq").open("wb") as out:
            rdf_export.write(store, "nquads", out)
    print(f"{'peak memory':<44}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")
    return whole


def neo4j(folder: Path, total: int, readings: Iterable[Reading], whole: Network) -> None:
    """A server of its own: filled over Bolt, then anew by its own import."""
    home, admin = folder / "server", folder / "neo4j-admin"
    start = "org.neo4j.server.startup.Neo4jAdminCommand"
    program = f'"{neo4j_jars.java()}" -cp "{neo4j_server.class_path()}" -Dbasedir={home} {start}'
    admin.write_text(f'#!/bin/sh\nexec {program} "$@"\n', encoding="utf-8")
    admin.chmod(0o755)
    with serving(home), open_store("neo4j:") as store:
        timed("Neo4j: add, over Bolt", lambda: store.add(readings), total)
    print(f"{'on disk, with its logs':<44}{size(home / 'data') / total:>9.0f} bytes a statement")
    environment = os.environ | {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(home)}
    script = ["sh", str(folder / "tables" / "import.sh")]
    run = partial(subprocess.run, script, env=environment, stdout=subprocess.DEVNULL, check=True)
    timed("Neo4j: neo4j-admin database import", run, total)
    with serving(home), open_store("neo4j:") as store:
        ask(store, whole)


@contextmanager
def serving(home: Path) -> Iterator[None]:
    """A server that runs, and is found by ``neo4j:``."""
    server = neo4j_server.start(home, port=0, http_port=0, heap="2g", page_cache="1g")
    told = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
    os.environ.update(told)
    try:
        yield
    finally:
        neo4j_server.stop(home)
        for name in told:
            del os.environ[name]


def rdflib_memory(path: str, total: int) -> None:
    """The same quads into rdflib, in memory."""
    from rdflib import Dataset

    timed("rdflib, in memory: parse the N-Quads", lambda: Dataset().parse(path, format="nquads"), total)


def stopped(work: Callable[..., None], *values: object) -> None:
    """Do some work in a process of its own, which is stopped when it takes too long."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=values)
    process.start()
    process.join(STOP)
    if process.is_alive():
        process.kill()
        print(f"{work.__name__}: stopped after {STOP:.0f} s")


def main(statements: int) -> None:
    """Fill new stores and ask them what people ask."""
    readings = list(many(statements))
    total = sum(len(one.statements) for one in readings)
    print(f"{len(readings)} articles, {total} statements")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        whole = rdf(folder, total, readings)
        stopped(rdflib_memory, str(folder / "store.nq"), total)
        if find_spec("rdflib_neo4j") is None:
            print("rdflib-neo4j: not installed, not measured")
        try:
            neo4j(folder, total, readings, whole)
        except StoreError as error:
            print(f"Neo4j: not measured: {error}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS)
