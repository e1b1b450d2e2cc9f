"""A graph on a Neo4j server. Every batch of articles is one transaction: statements, views and walking edges."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

import neo4j
from neo4j import exceptions as faults
from neo4j.graph import Node, Path, Relationship

from kg.errors import StoreError
from kg.ids import fold
from kg.model import Article, Entity, Network, Reading, Statement
from kg.stores import cypher, edges, names, neo4j_guard, neo4j_read, neo4j_rows, neo4j_write, ties
from kg.stores.intake import problem
from kg.stores.neo4j_open import connect, line, prepare, told
from kg.stores.protocol import Changes, Rows, Value
from kg.stores.redirects import check
from schemas.ontology import ontology

if TYPE_CHECKING:
    import pyarrow as pa

_P = ParamSpec("_P")
_T = TypeVar("_T")


def open_server(address: str, read_only: bool = False) -> "Neo4jStore":
    """Open the graph in a database of a Neo4j server. Raises ``StoreError``."""
    driver, uri, database = connect(address)
    try:
        prepare(driver, uri, database, read_only)
    except BaseException:
        driver.close()
        raise
    return Neo4jStore(uri, driver, database, writable=not read_only)


class Neo4jStore:
    """A graph in Neo4j; ``kg.stores.Store`` tells what its functions mean."""

    __slots__ = ("_database", "_driver", "_writable", "address")

    language = "cypher"

    def __init__(self, address: str, driver: neo4j.Driver, database: str, writable: bool = True) -> None:
        self.address = address
        self._driver: neo4j.Driver | None = driver
        self._database = database
        self._writable = writable

    @property
    def is_open(self) -> bool:
        """Whether the store was not closed yet."""
        return self._driver is not None

    def add(self, readings: Iterable[Reading]) -> Changes:
        self._writing()
        total, refused = Changes(), list[str]()
        batch: dict[str, Reading] = {}
        size = 0
        try:
            for reading in readings:
                key = reading.article.id
                if reason := problem(reading):
                    refused.append(f"{reading.article.name or key}: {reason}")
                    continue
                if key in batch or size >= neo4j_write.BATCH:
                    waiting, batch, size = batch, {}, 0
                    total = _sum(total, self._put(waiting))
                batch[key] = reading
                size += len(reading.statements)
        finally:
            if batch:
                total = _sum(total, self._put(batch))
        return replace(total, refused=tuple(refused))

    def _put(self, batch: dict[str, Reading]) -> Changes:
        return self._write(neo4j_write.put, [batch[key] for key in sorted(batch)])

    def retract(self, article: str) -> int:
        self._writing()
        return self._write(neo4j_write.retract, article)

    def redirect(self, same: Mapping[str, str], names: Mapping[tuple[str, str], str] | None = None) -> int:
        check(same)
        self._writing()
        told = {one: other for one, other in same.items() if one != other}
        return self._write(neo4j_write.redirect, told, dict(names or {}))

    def decisions(self) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        return self._read(neo4j_read.decisions)

    def readings(self, article: str | None = None, *, brief: bool = False) -> Iterator[Reading]:
        ids = [article] if article is not None else self.article_ids()
        for start in range(0, len(ids), neo4j_read.PAGE):
            yield from self._read(_listed, ids[start : start + neo4j_read.PAGE], brief)

    def statements(self, article: str | None = None) -> Iterator[Statement]:
        for reading in self.readings(article, brief=True):
            yield from reading.statements

    def entities(self) -> Iterator[Entity]:
        found = self._read(neo4j_read.ask, "entities")
        yield from sorted((neo4j_rows.entity(row["entity"]) for row in found), key=lambda one: one.id)

    def articles(self) -> Iterator[Article]:
        found = self._read(neo4j_read.ask, "articles")
        yield from sorted((neo4j_rows.article(row["article"]) for row in found), key=lambda one: one.id)

    def digests(self) -> list[str]:
        return sorted(row["digest"] for row in self._read(neo4j_read.ask, "all_digests"))

    def article_ids(self) -> list[str]:
        """The ids of all articles, in order."""
        return sorted(row["id"] for row in self._read(neo4j_read.ask, "article_ids"))

    def find(self, name: str) -> list[str]:
        word = max(fold(name).split(), key=len, default="")
        if not word:
            return []
        if any(map(str.isalnum, word)):
            escaped = word.replace("\\", "\\\\").replace('"', '\\"')
            found = self._read(neo4j_read.ask, "names", words=f'folded:"{escaped}"')
        else:  # no word to the index
            found = self._read(neo4j_read.ask, "all_names")
        return names.best(name, ((row["id"], folded) for row in found for folded in row["folded"]))

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
        wanted = None if predicates is None else frozenset(predicates)
        kinds = None if types is None else tuple(types)
        if article is None and not roots:
            readings, entities = list(self.readings(brief=True)), list(self.entities())
        else:
            roots, readings, entities = self._read(_part, roots, depth, wanted, article)
        return edges.network(readings, entities, centres=roots, depth=depth, predicates=wanted, types=kinds)

    def ties(self) -> "pa.Table":
        return ties.listed(self._read(neo4j_read.ask, "ties"))

    def labels(self) -> Mapping[str, tuple[str, str]]:
        return {row["id"]: (row["name"], row["type"]) for row in self._read(neo4j_read.ask, "labels")}

    def ask(self, query: str, **params: Value) -> Rows:
        return self._read(_rows, query, params)

    def explore(self, query: str, params: Mapping[str, Value], *, limit: int, seconds: float) -> Rows:
        """Put a query of one's own: up to ``limit`` rows and one more. Raises ``StoreError`` if the server plans to do
        more for it than read, or takes longer."""
        if not query.strip():
            raise StoreError("expected a query, got nothing")

        @neo4j.unit_of_work(timeout=seconds)
        def work(tx: neo4j.ManagedTransaction) -> Rows:
            try:
                planned = tx.run(f"{cypher.EXPLAIN}{query}", dict(params)).consume()
            except faults.CypherSyntaxError as error:
                raise StoreError(f"not a reading Cypher query: {cypher.explained(line(error))}") from error
            neo4j_guard.check(planned.query_type, planned.plan)
            return _rows(tx, query, dict(params), limit + 1)

        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def close(self) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> None:
        if self._driver is None:
            raise StoreError(f"{self.address}: the store is closed")
        if not self._writable:
            raise StoreError(f"{self.address}: the store was opened for reading only")

    @contextmanager
    def _session(self, mode: str) -> Iterator[neo4j.Session]:
        if self._driver is None:
            raise StoreError(f"{self.address}: the store is closed")
        with told(self.address), self._driver.session(database=self._database, default_access_mode=mode) as session:
            yield session

    def _read(
        self, work: Callable[Concatenate[neo4j.ManagedTransaction, _P], _T], *args: _P.args, **more: _P.kwargs
    ) -> _T:
        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work, *args, **more)

    def _write(
        self, work: Callable[Concatenate[neo4j.ManagedTransaction, _P], _T], *args: _P.args, **more: _P.kwargs
    ) -> _T:
        with self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work, *args, **more)


def _sum(one: Changes, other: Changes) -> Changes:
    return Changes(
        *(one.added + other.added, one.replaced + other.replaced, one.unchanged + other.unchanged),
        one.statements + other.statements,
    )


def _listed(tx: neo4j.ManagedTransaction, ids: list[str], brief: bool) -> list[Reading]:
    return list(neo4j_read.readings(tx, ids, brief))


def _part(
    tx: neo4j.ManagedTransaction, roots: tuple[str, ...], depth: int, wanted: frozenset[str] | None, article: str | None
) -> tuple[tuple[str, ...], list[Reading], list[Entity]]:
    """The roots as they are called now, and enough readings and entities for what is around them, or in one article."""
    led = {row["id"]: row["to"] for row in neo4j_read.ask(tx, "redirects", ids=list(roots))}
    roots = tuple(led.get(root, root) for root in roots)
    if article is not None:
        readings = _listed(tx, [article], brief=True)
        near = {entity.canonical for reading in readings for entity in reading.entities}
    else:
        near = neo4j_read.around(tx, roots, depth)
        readings = neo4j_read.asserting(tx, near, ontology().predicates if wanted is None else wanted)
    found = neo4j_read.ask(tx, "some_entities", ids=sorted(near))
    return roots, readings, [neo4j_rows.entity(row["entity"]) for row in found]


def _rows(tx: neo4j.ManagedTransaction, query: str, params: dict[str, Value], most: int | None = None) -> Rows:
    answer = tx.run(query, params)
    columns = tuple(answer.keys())
    return Rows(columns, tuple(tuple(map(_plain, record.values())) for record in islice(answer, most)))


def _plain(value: Any) -> Value:
    """A value of Cypher as one of a table: the id of a node, the name of a relationship, the members of a list."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Node):
        return _plain(value.get("id"))
    if isinstance(value, Relationship):
        return value.type
    if isinstance(value, Path):
        return ", ".join(str(_plain(one)) for one in value.nodes)
    if isinstance(value, list | tuple):
        return ", ".join(str(_plain(one)) for one in value)
    return str(value)
