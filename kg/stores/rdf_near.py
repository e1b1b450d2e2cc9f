"""What lies around some entities of an Oxigraph database: looked up, so that the rest of the graph costs nothing."""

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from itertools import chain, product

from pyoxigraph import NamedNode, QuerySolutions
from pyoxigraph import Store as Oxigraph

from kg.stores import rdf_db
from kg.stores import terms as t

Triples = dict[str, list[tuple[NamedNode, NamedNode, NamedNode]]]
"""Plain triples by the articles that assert them, in order of these."""
_ENDS, _ARTICLES = (
    (files("kg.stores") / f"near_{name}.rq").read_text(encoding="utf-8") for name in ("ends", "articles")
)


def around(db: Oxigraph, roots: Iterable[str], depth: int) -> set[str]:
    """Canonical ids within ``depth`` plain triples of the roots."""
    found = set(roots)
    frontier = {t.iri("entity", root) for root in roots}
    entity = t.NAMESPACES["entity"]
    for _ in range(depth):
        ends = {row["end"] for row in _asked(db, _ENDS, frontier)}
        frontier = {end for end in ends if end.value.startswith(entity) and t.key("entity", end.value) not in found}
        found |= {t.key("entity", end.value) for end in frontier}
    return found


def among(db: Oxigraph, keys: set[str], wanted: frozenset[str] | None) -> list[str]:
    """The articles that assert a plain triple between two of these entities, or from one to a field."""
    ends = {t.iri("entity", key) for key in keys}
    predicates = [predicate for name, predicate in t.PREDICATES.items() if wanted is None or name in wanted]
    field = t.NAMESPACES["field"]
    rows = _asked(db, _ARTICLES, ends, predicates)
    found = {row["article"] for row in rows if row["end"] in ends or row["end"].value.startswith(field)}
    return sorted(t.key("article", graph.value) for graph in found)


def _asked(
    db: Oxigraph, query: str, nodes: Iterable[NamedNode], predicates: Iterable[NamedNode] = ()
) -> QuerySolutions:
    text = query.replace("$NODES", " ".join(map(str, nodes))).replace("$PREDICATES", ", ".join(map(str, predicates)))
    found = db.query(text)
    assert isinstance(found, QuerySolutions), "both queries select"
    return found


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
    return {t.key("article", graph): found[graph] for graph in sorted(found)}
