"""Fill the embedded engine of Cypher with the statements of a store, in the model that the Neo4j store has."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from typing import TypeVar

import kglite

from kg.model import Reading
from kg.stores import neo4j_rows as rows
from kg.stores.edges import edges
from kg.stores.neo4j_text import aimed, queries
from kg.stores.protocol import Store

ARTICLES = 500
"""Articles in one query, some 7,500 statements; larger ones are no faster."""
FILE = "embedded.cypher"
_Any = TypeVar("_Any")


def fill(store: Store) -> kglite.KnowledgeGraph:
    """A graph of the engine with all that a store holds."""
    graph, own = kglite.KnowledgeGraph(), queries(FILE)
    graph.cypher(own["mark"])
    _put(graph, own["put_fields"], rows.field_rows())
    _entities(graph, store)
    for some in _batches(store.readings(), ARTICLES):
        _articles(graph, some)
    found = edges(_spare(store.readings(brief=True)))
    for predicate, group in groupby(sorted(found, key=lambda one: one.predicate), key=lambda one: one.predicate):
        _put(graph, aimed("make_edges", predicate, FILE), [rows.edge_row(one) for one in group])
    same, called = store.decisions()
    _put(graph, queries()["put_redirects"], [{"id": one, "to": other} for one, other in same.items()])
    _put(graph, queries()["put_called"], [{"id": k, "language": lang, "name": n} for (k, lang), n in called.items()])
    for name in ("no_titles", "index_of_statements", "index_of_names"):
        graph.cypher(own[name], timeout_ms=0)
    return graph


def _entities(graph: kglite.KnowledgeGraph, store: Store) -> None:
    found = sorted(store.entities(), key=lambda one: one.type)
    for kind, group in groupby(found, key=lambda one: one.type):
        properties = [rows.entity_properties(one) for one in group]
        for one in properties:  # its full-text index covers one text
            one["words"] = "\n".join(dict.fromkeys([*one["names"], *one["folded"]]))
        text = queries(FILE)["put_entities"]
        _put(graph, text.replace(":LABELS)", f":{':'.join(rows.labels(kind))})"), properties)


def _articles(graph: kglite.KnowledgeGraph, some: list[Reading]) -> None:
    own = queries(FILE)
    _put(graph, own["put_articles"], [rows.article_row(one) for one in some])
    _put(graph, own["put_mentions"], [row for one in some for row in rows.mention_rows(one)])
    statements = [row for one in some for row in rows.statement_rows(one)]
    for predicate, part in rows.by_target(statements):
        _put(graph, aimed("put_statements", predicate, FILE), part)
    _put(graph, own["put_agreements"], rows.agreement_rows(statements))


def _put(graph: kglite.KnowledgeGraph, query: str, some: list[rows.Row]) -> None:
    if some:
        graph.cypher(query, params={"rows": some}, timeout_ms=0)


def _spare(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Readings whose statements have no evidence: all of them are in memory at a time."""
    for one in readings:
        yield replace(one, statements=tuple(replace(each, evidence=()) for each in one.statements))


def _batches(some: Iterable[_Any], size: int) -> Iterator[list[_Any]]:
    source = iter(some)
    while batch := list(islice(source, size)):
        yield batch
