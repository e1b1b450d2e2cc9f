"""RDF in an embedded Oxigraph, on disk or in memory.

An article is written in two steps. Its graph and its plain triples go in together, in one transaction, with a mark
that the views of its entities (names and types in the default graph) are stale; then the views are brought up to date
and the mark is taken away. Whoever opens the store after a process was killed in between finishes its work first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.resources import files
from io import TextIOWrapper
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions
from pyoxigraph import Store as Oxigraph

from kg.errors import StoreError
from kg.ids import fold
from kg.model import Article, Entity, Network, Reading, Statement
from kg.stores import brief, edges, names, rdf_add, rdf_db, rdf_identity, rdf_near, rdf_read, sparql, ties
from kg.stores import terms as t
from kg.stores.lock import unlock
from kg.stores.protocol import Changes, Rows, Value
from kg.stores.redirects import check
from kg.stores.views import decode, view

if TYPE_CHECKING:
    import pyarrow as pa

_FOLDED = (files("kg.stores") / "folded.rq").read_text(encoding="utf-8")
_RELATIONS = frozenset(t.PREDICATES.values())


class RdfStore:
    """A graph in Oxigraph; ``kg.stores.Store`` tells what its functions mean."""

    __slots__ = ("_db", "_labels", "_lock", "_ties", "_writable", "address")

    language = "rq"

    def __init__(self, address: str, db: Oxigraph, lock: TextIOWrapper | None = None, writable: bool = True) -> None:
        self.address = address
        self._db: Oxigraph | None = db
        self._lock = lock
        self._writable = writable
        # What was read of the whole graph, kept until it changes.
        self._ties: pa.Table | None = None
        self._labels: dict[str, tuple[str, str]] | None = None

    def add(self, readings: Iterable[Reading]) -> Changes:
        db = self._writing()
        with ThreadPoolExecutor(1) as writer:
            with self._faults():
                adding = rdf_add.Adding(db, rdf_identity.table(db), writer)
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

    def redirect(self, same: Mapping[str, str], names: Mapping[tuple[str, str], str] | None = None) -> int:
        check(same)
        called: dict[str, dict[str, str]] = {}
        for (key, language), name in (names or {}).items():
            called.setdefault(key, {})[language] = name
        db = self._writing()
        with self._faults():
            told = {one: other for one, other in same.items() if one != other}
            return rdf_identity.change(db, rdf_identity.Table(told, called))

    def decisions(self) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        with self._reading() as db:
            told = rdf_identity.table(db)
        names = {(key, code): name for key, called in told.names.items() for code, name in called.items()}
        return dict(told.same), names

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

    def digests(self) -> list[str]:
        with self._reading() as db:
            return sorted(stamp.value for _, _, stamp, _ in db.quads_for_pattern(None, t.DIGEST, None, None))

    def dump(self, work: Callable[[Oxigraph], None]) -> None:
        """Let a function read the whole database."""
        with self._reading() as db:
            work(db)

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

    def unlike(self) -> Iterator[str]:
        """The names of articles that say something else in brief, or in their ties, than in their statements, or whose
        statements cannot be read. A sound store has none.
        """
        for article in self.articles():
            with self._reading() as db:
                graph = t.iri("article", article.id)
                try:
                    reading = rdf_db.read_quads(db, article.id)
                    texts = {t.BRIEF: brief.encode(reading), t.TIES: ties.lines(reading)}
                except (StoreError, LookupError):  # a part is missing, or is nothing of the ontology
                    yield article.name
                    continue
                for predicate, text in texts.items():
                    if any(told.value != text for _, _, told, _ in db.quads_for_pattern(graph, predicate, None, graph)):
                        yield article.name

    def find(self, name: str) -> list[str]:
        word = max(names.words(fold(name)), key=len, default="")
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
        predicates = None if predicates is None else frozenset(predicates)
        types = None if types is None else tuple(types)
        with self._reading() as db:
            roots = tuple(rdf_identity.stands_for(db, centre) for centre in centres)
            if article is not None:
                readings = list(self.readings(article, brief=True))
                keys = {entity.canonical for reading in readings for entity in reading.entities}
                entities = [found for key in keys if (found := rdf_db.entity_view(db, key)) is not None]
            elif roots:
                near = rdf_near.around(db, roots, depth)
                wanted = edges.between(near, predicates)
                readings = [rdf_db.read_part(db, key, wanted) for key in rdf_near.among(db, near, predicates)]
                entities = [found for key in near if (found := rdf_db.entity_view(db, key)) is not None]
            else:
                readings, entities = list(self.readings(brief=True)), list(self.entities())
        return edges.network(readings, entities, centres=roots, depth=depth, predicates=predicates, types=types)

    def edges_at(self, keys: Iterable[str], predicates: Iterable[str]) -> Network:
        """The edges of some predicates at any of these entities, with what stands at their ends: no more of the graph
        is looked at. Entities have a type and a name only; where a statement belongs to an agreement, the edges of its
        parties to it come too.
        """
        with self._reading() as db:
            found = rdf_near.at(db, frozenset(keys), frozenset(predicates))
            readings = [
                rdf_db.read_part(db, key, {tuple(str(t.plain(one)) for one in each) for each in triples}.__contains__)
                for key, triples in found.items()
            ]
            ends = {end for triples in found.values() for one, _, other in triples for end in (one, other)}
            entities = [one for end in sorted(ends, key=lambda end: end.value) for one in rdf_db.shown(db, end)]
        return Network(
            tuple(entities),
            edges.edges(readings),
            tuple(reading.article for reading in readings),
        )

    def ties(self) -> "pa.Table":
        with self._reading() as db:
            if self._ties is None:
                told = {where: text.value for where, _, text, _ in db.quads_for_pattern(None, t.TIES, None, None)}
                older = [key for key in _articles(db) if t.iri("article", key) not in told]
                self._ties = ties.gather([*told.values(), *(ties.lines(rdf_db.read(db, key, True)) for key in older)])
            return self._ties

    def labels(self) -> Mapping[str, tuple[str, str]]:
        with self._reading() as db:
            if self._labels is None:
                kinds = {node: kind for node, _, kind, _ in db.quads_for_pattern(None, t.KIND, None, rdf_db.DEFAULT)}
                named = db.quads_for_pattern(None, t.LABEL, None, rdf_db.DEFAULT)
                self._labels = {
                    t.key("entity", node.value): (name.value, t.key("kg", kinds[node].value))
                    for node, _, name, _ in named
                }
            return self._labels

    def ask(self, query: str, **params: Value) -> Rows:
        with self._reading() as db:
            text = sparql.bind(query, params)
            try:
                answer = db.query(text, prefixes=t.NAMESPACES)
            except SyntaxError as error:
                raise StoreError(sparql.fault(query, str(error))) from error
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
        except (OSError, RuntimeError) as error:  # the engine's words for damaged data
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
            rdf_db.recover(db, rdf_identity.table(db).names)
            self._ties = self._labels = None
            return db


def _articles(db: Oxigraph) -> list[str]:
    return sorted(t.key("article", node.value) for node, _, _, _ in db.quads_for_pattern(None, t.DIGEST, None, None))


def _label(db: Oxigraph, node: NamedNode) -> str:
    labels = db.quads_for_pattern(node, t.LABEL, None, rdf_db.DEFAULT)
    return next((label.value for _, _, label, _ in labels), str(t.plain(node)))
