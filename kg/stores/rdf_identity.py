"""Who is who in an Oxigraph database: the table that was told, and what a new one changes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import Reading
from kg.stores import rdf_db, rdf_write
from kg.stores import terms as t
from kg.stores.intake import digest
from kg.stores.redirects import redirected
from kg.stores.views import Tally, called, combine, decode, tally

Names = Mapping[str, Mapping[str, str]]
"""Preferred names by canonical id and language."""


@dataclass(frozen=True, slots=True)
class Table:
    """Ids to the ids that stand for them, and the names that were decided on."""

    same: Mapping[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=dict)


def table(db: Store) -> Table:
    """The table that holds in a database."""
    same: dict[str, str] = {}
    names: dict[str, dict[str, str]] = {}
    for quad in db.quads_for_pattern(None, None, None, t.IDENTITY_GRAPH):
        node, predicate, told, _ = quad
        key = t.key("identity", node.value)
        if predicate == t.STANDS_FOR:
            same[key] = t.key("identity", told.value)
        else:
            names.setdefault(key, {})[told.language] = told.value
    return Table(same, names)


def stands_for(db: Store, key: str) -> str:
    """The id that stands for an id."""
    found = db.quads_for_pattern(t.iri("identity", key), t.STANDS_FOR, None, t.IDENTITY_GRAPH)
    return next((t.key("identity", told.value) for _, _, told, _ in found), key)


def change(db: Store, new: Table) -> int:
    """Put a table in the place of the one that holds and derive anew what that changes, in one transaction.

    The number of articles that it changed.
    """
    old = table(db)
    moved = {key for key in {*old.same, *new.same} if old.same.get(key) != new.same.get(key)}
    renamed = {key for key in {*old.names, *new.names} if old.names.get(key) != new.names.get(key)}
    out = set(db.quads_for_pattern(None, None, None, t.IDENTITY_GRAPH))
    into = set(_quads(new))
    before: set[rdf_write.Triple] = set()
    after: set[rdf_write.Triple] = set()
    deltas: dict[str, Tally] = {key: Tally() for key in renamed}
    touched = _touched(db, moved)
    for key in touched:
        reading = rdf_db.read(db, key)
        then = redirected(reading, new.same)
        triples = rdf_write.edge_triples(then)
        before |= rdf_write.edge_triples(reading)
        after |= triples
        out |= set(db.quads_for_pattern(None, None, None, t.iri("article", key)))
        into |= rdf_write.quads(rdf_write.graph_lines(then, digest(then), triples))
        _count(deltas, reading, then)
    graphs = {t.iri("article", key) for key in touched}
    alone = (one for one in before - after if not rdf_db.supported(db, one, graphs))
    out |= rdf_write.quads(rdf_write.walking(alone))
    into |= rdf_write.quads(rdf_write.walking(after))
    for key, delta in deltas.items():
        view = rdf_db.view_of(db, key)
        counts = next((decode(text.value) for _, predicate, text, _ in view if predicate == t.TALLY), Tally())
        out |= view
        into |= set(rdf_write.view_quads(key, called(combine(counts, delta), new.names.get(key, {}))))
    if out != into:
        rdf_db.swap(db, out - into, into - out)
    return len(touched)


def _quads(new: Table) -> Iterator[Quad]:
    for one, other in new.same.items():
        yield Quad(t.iri("identity", one), t.STANDS_FOR, t.iri("identity", other), t.IDENTITY_GRAPH)
    for key, names in new.names.items():
        for language, name in names.items():
            yield Quad(t.iri("identity", key), t.CALLED, Literal(name, language=language), t.IDENTITY_GRAPH)


def _touched(db: Store, moved: set[str]) -> list[str]:
    """The articles that speak of something under a changed id, or are changed themselves."""
    graphs: set[str] = set()
    for key in moved:
        node, article = t.iri("entity", key), t.iri("article", key)
        for predicate in (t.KEY, t.CANONICAL):
            found = (quad.graph_name for quad in db.quads_for_pattern(None, predicate, node, None))
            graphs |= {graph.value for graph in found if isinstance(graph, NamedNode)}
        if rdf_db.known_digest(db, key) is not None:
            graphs.add(article.value)
    # an id of a single entity as read does not tell its article: all of them are looked through, once
    if singles := {f"/{t.safe(key)}" for key in moved if not key.startswith("c-")}:
        for node, _, _, graph in db.quads_for_pattern(None, t.CANONICAL, None, None):
            if isinstance(graph, NamedNode) and node.value[node.value.rindex("/") :] in singles:
                graphs.add(graph.value)
    return sorted(t.key("article", graph) for graph in graphs)


def _count(deltas: dict[str, Tally], before: Reading, after: Reading) -> None:
    changes: dict[str, Tally] = defaultdict(Tally)
    for sign, reading in ((-1, before), (1, after)):
        for entity in reading.entities:
            for key, count in tally(entity).items():
                changes[entity.canonical][key] += sign * count
    for canonical, delta in changes.items():
        if any(delta.values()):
            deltas.setdefault(canonical, Tally()).update(delta)
