"""RDF in an embedded Oxigraph, on disk or in memory.

An article is written in two steps. Its graph and its plain triples go in together, in one transaction, with a mark
that the views of its entities (names and types in the default graph) are stale; then the views are brought up to date
and the mark is taken away. Whoever opens the store after a process was killed in between finishes its work first.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions
from pyoxigraph import Store as Oxigraph

from kg.errors import StoreError
from kg.ids import fold
from kg.model import Article, Entity, Network, Reading, Statement
from kg.stores import edges, names, rdf_add, rdf_db, rdf_read, sparql
from kg.stores import terms as t
from kg.stores.lock import lock, unlock
from kg.stores.protocol import Changes, Rows, Value
from kg.stores.views import decode, view
from schemas.ontology import ontology

_FOLDED = (files("kg.stores") / "folded.rq").read_text(encoding="utf-8")
_RELATIONS = frozenset(t.PREDICATES.values())
_DATA = "oxigraph"
_MARK = "kg-store.json"
_FORMAT = {"store": "rdf", "format": 1}
"""What the marker file of a store holds. The number goes up when the layout of ontology.ttl changes."""


class RdfStore:
    """A graph in Oxigraph; ``kg.stores.Store`` tells what its functions mean."""

    __slots__ = ("_db", "_lock", "_writable", "address")

    def __init__(self, address: str, db: Oxigraph, lock: TextIOWrapper | None = None, writable: bool = True) -> None:
        self.address = address
        self._db: Oxigraph | None = db
        self._lock = lock
        self._writable = writable

    def add(self, readings: Iterable[Reading]) -> Changes:
        db = self._writing()
        adding = rdf_add.Adding(db)
        try:
            for reading in readings:  # what goes wrong in here is no fault of the store
                with self._faults():
                    rdf_add.take(adding, reading)
        finally:
            with self._faults():
                rdf_add.finish(adding)
        return rdf_add.changes(adding)

    def retract(self, article: str) -> int:
        db = self._writing()
        with self._faults():
            return rdf_add.retract(db, article)

    def readings(self, article: str | None = None, *, brief: bool = False) -> Iterator[Reading]:
        with self._reading() as db:
            if article is None:
                for key in _articles(db):
                    yield rdf_db.read(db, key, brief)
            elif rdf_db.known_digest(db, article) is not None:
                yield rdf_db.read(db, article, brief)

    def statements(self, article: str | None = None) -> Iterator[Statement]:
        for reading in self.readings(article, brief=True):
            yield from reading.statements

    def entities(self) -> Iterator[Entity]:
        with self._reading() as db:
            rows = db.quads_for_pattern(None, t.TALLY, None, rdf_db.DEFAULT)
            tallies = {t.key("entity", node.value): text.value for node, _, text, _ in rows}
            for key in sorted(tallies):
                if (entity := view(key, decode(tallies[key]))) is not None:
                    yield entity

    def articles(self) -> Iterator[Article]:
        with self._reading() as db:
            for key in _articles(db):
                graph = t.iri("article", key)
                yield rdf_read.article(rdf_read.collect(db.quads_for_pattern(graph, None, None, graph))[graph.value])

    def article_ids(self) -> list[str]:
        """The ids of all articles, in order."""
        with self._reading() as db:
            return _articles(db)

    def quads(self, article: str) -> Iterator[Quad]:
        """The graph of an article with all that the default graph says of the entities in it."""
        with self._reading() as db:
            graph = t.iri("article", article)
            nodes = set()
            for quad in db.quads_for_pattern(None, None, None, graph):
                subject, predicate, target, _ = quad
                yield quad
                if predicate == t.CANONICAL:
                    nodes.add(target)
                elif predicate in _RELATIONS:
                    yield from db.quads_for_pattern(subject, predicate, target, rdf_db.DEFAULT)
            for node in nodes:
                for predicate in rdf_db.VIEW:
                    yield from db.quads_for_pattern(node, predicate, None, rdf_db.DEFAULT)

    def unsaid(self) -> Iterator[tuple[str, str, str]]:
        """Plain triples that no article asserts, by the labels of their ends. A sound store has none."""
        with self._reading() as db:
            for predicate in _RELATIONS:
                for subject, _, target, _ in db.quads_for_pattern(None, predicate, None, rdf_db.DEFAULT):
                    if not rdf_db.asserted(db, subject, predicate, target):
                        yield _label(db, subject), str(t.plain(predicate)), _label(db, target)

    def find(self, name: str) -> list[str]:
        word = max(fold(name).split(), key=len, default="")
        if not word:
            return []
        rows = self.ask(_FOLDED, word=word).rows
        return names.best(name, ((str(key), str(folded)) for key, folded in rows))

    def network(
        self,
        centres: Iterable[str] = (),
        *,
        depth: int = 1,
        predicates: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        article: str | None = None,
    ) -> Network:
        roots = tuple(centres)
        predicates = None if predicates is None else frozenset(predicates)
        types = None if types is None else tuple(types)
        with self._reading() as db:
            if article is not None:
                readings = list(self.readings(article, brief=True))
                keys = {entity.canonical for reading in readings for entity in reading.entities}
                entities = [found for key in keys if (found := rdf_db.entity_view(db, key)) is not None]
            elif roots:
                near = _around(db, roots, depth)
                readings = [rdf_db.read(db, key, brief=True) for key in _asserting(db, near, predicates)]
                entities = [found for key in near if (found := rdf_db.entity_view(db, key)) is not None]
            else:
                readings, entities = list(self.readings(brief=True)), list(self.entities())
        return edges.network(readings, entities, centres=roots, depth=depth, predicates=predicates, types=types)

    def ask(self, query: str, **params: Value) -> Rows:
        with self._reading() as db:
            text = sparql.bind(query, params)
            try:
                answer = db.query(text, prefixes=t.NAMESPACES)
            except SyntaxError as error:
                raise StoreError(f"not a reading SPARQL query: {error}") from error
            if isinstance(answer, QueryBoolean):
                return Rows(("answer",), ((bool(answer),),))
            if isinstance(answer, QuerySolutions):
                columns = tuple(variable.value for variable in answer.variables)
                return Rows(columns, tuple(tuple(t.plain(row[name]) for name in columns) for row in answer))
            return Rows(("subject", "predicate", "object"), tuple(tuple(map(t.plain, triple)) for triple in answer))

    def close(self) -> None:
        self._db = None
        if self._lock is not None:
            unlock(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"{self.address}: {error}") from error

    @contextmanager
    def _reading(self) -> Iterator[Oxigraph]:
        if self._db is None:
            raise StoreError(f"{self.address}: the store is closed")
        with self._faults():
            yield self._db

    def _writing(self) -> Oxigraph:
        with self._reading() as db:
            if not self._writable:
                raise StoreError(f"{self.address}: the store was opened for reading only")
            rdf_db.recover(db)
            return db


def _articles(db: Oxigraph) -> list[str]:
    return sorted(t.key("article", node.value) for node, _, _, _ in db.quads_for_pattern(None, t.DIGEST, None, None))


def _label(db: Oxigraph, node: NamedNode) -> str:
    labels = db.quads_for_pattern(node, t.LABEL, None, rdf_db.DEFAULT)
    return next((label.value for _, _, label, _ in labels), str(t.plain(node)))


def _around(db: Oxigraph, roots: Iterable[str], depth: int) -> set[str]:
    """Canonical ids within ``depth`` plain triples of the roots."""
    found = set(roots)
    frontier = {t.iri("entity", root) for root in roots}
    entity = t.NAMESPACES["entity"]
    for _ in range(depth):
        ends = {end for node in frontier for _, _, end, _ in db.quads_for_pattern(node, None, None, rdf_db.DEFAULT)}
        ends |= {end for node in frontier for end, _, _, _ in db.quads_for_pattern(None, None, node, rdf_db.DEFAULT)}
        frontier = {end for end in ends if end.value.startswith(entity) and t.key("entity", end.value) not in found}
        found |= {t.key("entity", end.value) for end in frontier}
    return found


def _asserting(db: Oxigraph, keys: set[str], wanted: frozenset[str] | None) -> list[str]:
    """Ids of the articles that assert a plain triple between two of these entities, or from one to a field."""
    graphs: set[str] = set()
    for name, predicate in t.PREDICATES.items():
        if wanted is not None and name not in wanted:
            continue
        for key in keys:
            for _, _, end, graph in db.quads_for_pattern(t.iri("entity", key), predicate, None, None):
                if graph != rdf_db.DEFAULT and (ontology().has_field(name) or t.key("entity", end.value) in keys):
                    graphs.add(t.key("article", graph.value))
    return sorted(graphs)


def open_memory(address: str, read_only: bool = False) -> RdfStore:
    """A store that lives as long as the process."""
    return RdfStore(address, Oxigraph(), writable=not read_only)


def open_directory(address: str, read_only: bool = False) -> RdfStore:
    """Open the store in a directory, made if it is missing and not opened for reading only. Raises ``StoreError``."""
    directory = Path(address)
    try:
        _prepare(directory, read_only)
        handle = lock(directory, shared=read_only)
    except OSError as error:
        raise StoreError(f"{address}: {error.strerror or error}") from error
    try:
        db = (Oxigraph.read_only if read_only else Oxigraph)(str(directory / _DATA))
        stale = rdf_db.stale(db)
        if stale and not read_only:
            rdf_db.recover(db)
    except BaseException as error:
        unlock(handle)
        if isinstance(error, OSError):
            raise StoreError(f"{address}: {error}") from error
        raise
    store = RdfStore(address, db, handle, writable=not read_only)
    if not (stale and read_only):
        return store
    del db
    store.close()
    open_directory(address).close()
    return open_directory(address, read_only=True)


def _prepare(directory: Path, read_only: bool) -> None:
    """See that the directory holds a store of this format, or make it one."""
    marker = directory / _MARK
    if marker.is_file():
        found = marker.read_text(encoding="utf-8")
        if found.strip() != json.dumps(_FORMAT):
            raise StoreError(f"{directory}: expected a store of format {json.dumps(_FORMAT)}, got {found.strip()[:80]}")
        return
    draft = directory / (_MARK + ".new")
    if directory.exists() and any(path != draft for path in directory.iterdir()):
        raise StoreError(f"{directory}: holds other files and no store; name another directory")
    if read_only:
        raise StoreError(f"{directory}: there is no store here")
    directory.mkdir(parents=True, exist_ok=True)
    draft.write_text(json.dumps(_FORMAT) + "\n", encoding="utf-8")
    draft.replace(marker)
