"""Questions that are answered from what lies near, where a store can look that up at once.

An engine of SPARQL looks at some seventy places for each line of an answer; to read the articles that speak of these
edges whole, and walk, takes a tenth of that. The rows are the same: ``tests/queries/test_agree.py``.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from kg.model import Article, Edge, Entity, Network
from kg.stores import Rows, Store
from kg.stores.edges import Key
from kg.stores.rdf import RdfStore
from queries.values import ANY
from queries.walks import walk


def near(store: Store, name: str, values: Mapping[str, Any]) -> Rows | None:
    """The answer to a question by walking what lies near; None where the store or the question is none for it."""
    if not isinstance(store, RdfStore) or name not in _NEAR:
        return None
    return walk(_NEAR[name](store, values), name, **values)


def _partners(store: RdfStore, values: Mapping[str, Any]) -> Network:
    frontier, seen, found = {values["institution"]}, {values["institution"]}, []
    for _ in range(values["depth"]):
        found.append(store.edges_at(frontier, ["PARTNERS_WITH"]))
        frontier = {entity.id for entity in found[-1].entities} - seen
        seen |= frontier
    deals = {edge.object for part in found for edge in part.edges if edge.predicate == "PARTY_TO"}
    found.append(store.edges_at(deals, ["COVERS"]))
    if values["country"] != ANY:
        found.append(store.edges_at(seen, ["LOCATED_IN"]))
    return _joined(found)


def _joined(parts: Iterable[Network]) -> Network:
    """Several parts of one graph as one; an edge that one part has with fewer statements is that of another."""
    entities: dict[str, Entity] = {}
    edges: dict[Key, Edge] = {}
    articles: dict[str, Article] = {}
    for part in parts:
        entities |= {entity.id: entity for entity in part.entities}
        articles |= {article.id: article for article in part.articles}
        for edge in part.edges:
            key = edge.subject, edge.predicate, edge.object
            if key not in edges or len(edge.statements) > len(edges[key].statements):
                edges[key] = edge
    return Network(tuple(entities.values()), tuple(edges[key] for key in sorted(edges)), tuple(articles.values()))


_NEAR: Mapping[str, Callable[[RdfStore, Mapping[str, Any]], Network]] = MappingProxyType({"partners": _partners})
