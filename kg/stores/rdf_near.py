"""What lies around some entities of an Oxigraph database: looked up, so that the rest of the graph costs nothing."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, product

from pyoxigraph import NamedNode
from pyoxigraph import Store as Oxigraph

from kg.stores import rdf_db
from kg.stores import terms as t
from schemas.ontology import ontology

Triples = dict[str, list[tuple[NamedNode, NamedNode, NamedNode]]]
"""Plain triples by the articles that assert them, in order of these."""
FEW = 12
"""Entities of which each two are looked up: 12 times 12 look-ups take as long as to read 70 triples of a hub."""


def around(db: Oxigraph, roots: Iterable[str], depth: int) -> set[str]:
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


def among(db: Oxigraph, keys: set[str], wanted: frozenset[str] | None) -> Triples:
    """The plain triples between two of these entities, or from one to a field, by the articles that assert them."""
    found: Triples = defaultdict(list)
    ends = {t.iri("entity", key) for key in keys}
    predicates = {predicate: name for name, predicate in t.PREDICATES.items() if wanted is None or name in wanted}
    about = [predicate for predicate, name in predicates.items() if ontology().has_field(name)]
    # of a few, each two are looked up: a hub among them may have thousands of others
    few = len(ends) <= FEW
    shapes: Iterable[tuple[NamedNode, NamedNode | None, NamedNode | None]] = chain(
        product(ends, (None,), ends) if few else product(ends, predicates.keys() - about, (None,)),
        product(ends, about, (None,)),
    )
    for shape in shapes:
        for subject, predicate, target, graph in db.quads_for_pattern(*shape, None):
            if graph != rdf_db.DEFAULT and predicate in predicates and (target in ends or predicate in about):
                found[graph.value].append((subject, predicate, target))
    return _ordered(found)


def at(db: Oxigraph, keys: frozenset[str], predicates: frozenset[str]) -> Triples:
    """The plain triples of some predicates that lead from or to any of these entities."""
    found: Triples = defaultdict(list)
    for node, name in product((t.iri("entity", key) for key in sorted(keys)), sorted(predicates)):
        predicate = t.PREDICATES[name]
        for one, _, other, graph in chain(
            db.quads_for_pattern(node, predicate, None, None), db.quads_for_pattern(None, predicate, node, None)
        ):
            if graph != rdf_db.DEFAULT:  # one between two of these entities is found from both, and counts once
                found[graph.value].append((one, predicate, other))
    return _ordered(found)


def _ordered(found: Triples) -> Triples:
    return {t.key("article", graph): found[graph] for graph in sorted(found)}
