"""What is done to an Oxigraph database: put quads in, swap some for others, keep the views of entities right."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.model import Entity, Reading
from kg.stores import brief as brief_text
from kg.stores import rdf_read, rdf_write
from kg.stores import terms as t
from kg.stores.edges import Key
from kg.stores.views import Tally, called, combine, decode, tally, view

BULK = 5_000
"""From so many quads on, Oxigraph's bulk loader (atomic as well) is faster than its transactions, by up to 3 times."""
SWAP = 20_000
"""Quads in one SPARQL update; larger updates are no faster and their text takes some 200 bytes a quad."""
DEFAULT = DefaultGraph()
VIEW = (t.ID, t.KIND, t.TYPE, t.LABEL, t.PREF_LABEL, t.ALT_LABEL, t.FOLDED, t.TALLY)
_SWAP = re.split(r"\$OUT|\$IN", (files("kg.stores") / "swap.ru").read_text(encoding="utf-8"))


def put(db: Store, lines: Sequence[str]) -> None:
    """Add the quads that lines of N-Quads tell, in one transaction."""
    if len(lines) >= BULK:
        db.bulk_load("".join(lines), format=RdfFormat.N_QUADS, lenient=True)
    elif lines:
        db.extend(rdf_write.quads(lines))


def swap(db: Store, out: Iterable[Quad], into: Iterable[Quad]) -> None:
    """Take quads out and put others in, in one transaction."""
    before, between, after = _SWAP
    db.update("".join((before, _text(out), between, _text(into), after)))


def _text(quads: Iterable[Quad]) -> str:
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        name = quad.graph_name
        graphs.setdefault(str(name) if isinstance(name, NamedNode) else "", []).append(f"{quad.triple} .")
    return "\n".join(
        f"GRAPH {name} {{\n{body}\n}}" if name else body
        for name, body in ((n, "\n".join(g)) for n, g in graphs.items())
    )


def mark(kind: str, key: str) -> Quad:
    """The mark that the view of an entity, or those of an article's entities, are stale."""
    return Quad(t.iri(kind, key), t.STALE, t.YES, t.STALE_GRAPH)


def refresh(db: Store, deltas: Mapping[str, Tally], names: Mapping[str, Mapping[str, str]]) -> None:
    """Bring the views of entities up to date with what was added to (or, below zero, taken from) their tallies.

    ``names`` are those that were decided on, by canonical id and language.
    """
    fresh: list[str] = []
    out: list[Quad] = []
    into: list[Quad] = []
    for key, delta in deltas.items():
        before = view_of(db, key)
        old = next((decode(text.value) for _, predicate, text, _ in before if predicate == t.TALLY), Tally())
        after = set(rdf_write.view_quads(key, called(combine(old, delta), names.get(key, {}))))
        if before:
            out += before - after
            into += after - before
        else:
            fresh += [f"{quad} .\n" for quad in after]
        if len(out) + len(into) > SWAP:
            swap(db, out, into)
            out, into = [], []
    if out or into:
        swap(db, out, into)
    put(db, fresh)
    clear_marks(db)


def stale(db: Store) -> bool:
    """Did a process stop between writing articles and bringing the views up to date?"""
    return any(db.quads_for_pattern(None, t.STALE, None, t.STALE_GRAPH))


def recover(db: Store, names: Mapping[str, Mapping[str, str]]) -> None:
    """Finish what a killed process left: make the views of all marked entities anew from what the articles say."""
    keys: dict[NamedNode, None] = {}
    for marked, _, _, _ in db.quads_for_pattern(None, t.STALE, None, t.STALE_GRAPH):
        if marked.value.startswith(t.NAMESPACES["entity"]):
            keys[marked] = None
        else:
            keys.update((entity, None) for _, _, entity, _ in db.quads_for_pattern(None, t.CANONICAL, None, marked))
    for node in keys:
        key, total = t.key("entity", node.value), Tally()
        for entity in _as_read(db, node):
            total = combine(total, tally(entity))
        before, after = view_of(db, key), set(rdf_write.view_quads(key, called(total, names.get(key, {}))))
        if before != after:
            swap(db, before - after, after - before)
    if keys:
        clear_marks(db)


def clear_marks(db: Store) -> None:
    """Take all marks away: the views are right."""
    swap(db, db.quads_for_pattern(None, None, None, t.STALE_GRAPH), ())


def entity_view(db: Store, key: str) -> Entity | None:
    """The entity of the whole graph with this canonical id, if there is one."""
    for _, _, text, _ in db.quads_for_pattern(t.iri("entity", key), t.TALLY, None, DEFAULT):
        return view(key, decode(text.value))
    return None


def shown(db: Store, node: NamedNode) -> Iterator[Entity]:
    """The entity with this name in the default graph, with its type and preferred name only; none if there is none."""
    for _, _, label, _ in db.quads_for_pattern(node, t.LABEL, None, DEFAULT):
        for _, _, kind, _ in db.quads_for_pattern(node, t.KIND, None, DEFAULT):
            yield Entity(t.key("entity", node.value), t.key("kg", kind.value), label.value)


def view_of(db: Store, key: str) -> set[Quad]:
    """How the entity with this canonical id stands in the default graph, apart from its plain triples."""
    node = t.iri("entity", key)
    return {quad for predicate in VIEW for quad in db.quads_for_pattern(node, predicate, None, DEFAULT)}


def _as_read(db: Store, node: NamedNode) -> Iterator[Entity]:
    for read_as, _, _, graph in db.quads_for_pattern(None, t.CANONICAL, node, None):
        yield rdf_read.entity(read_as.value, rdf_read.collect(db.quads_for_pattern(read_as, None, None, graph)))


def known_digest(db: Store, article: str) -> str | None:
    """The digest of an article that is in the store; None where it is not."""
    graph = t.iri("article", article)
    return next((stamp.value for _, _, stamp, _ in db.quads_for_pattern(graph, t.DIGEST, None, graph)), None)


def read(db: Store, article: str, brief: bool = False) -> Reading:
    """What was read from an article that is in the store; brief: without names and mentions of entities."""
    graph = t.iri("article", article)
    if (text := _at_once(db, graph)) is not None:
        found = brief_text.decode(text)
        return found if brief else replace(found, entities=_entities(db, graph))
    patterns = [(graph, None), *((None, predicate) for predicate in rdf_read.BRIEF)] if brief else [(None, None)]
    return _reading(chain.from_iterable(db.quads_for_pattern(*each, None, graph) for each in patterns), graph, brief)


def read_quads(db: Store, article: str) -> Reading:
    """The same, made from the quads of the article alone: what it says in brief is not looked at."""
    graph = t.iri("article", article)
    return _reading(db.quads_for_pattern(None, None, None, graph), graph, False)


def _entities(db: Store, graph: NamedNode) -> tuple[Entity, ...]:
    """The entities that were read from an article, in order of their ids: the third of its quads that tell of them."""
    quads = (db.quads_for_pattern(None, predicate, None, graph) for predicate in rdf_read.ENTITY)
    with _sound(graph):
        nodes = rdf_read.collect(chain.from_iterable(quads))
        named = [rdf_read.entity(iri, nodes) for iri, node in nodes.items() if t.CANONICAL.value in node]
        return tuple(sorted(named, key=lambda one: one.id))


def read_part(db: Store, article: str, wanted: Callable[[Key], bool]) -> Reading:
    """A brief reading with only those statements of an article that make wanted edges, or say who is party to the
    agreements that these belong to.
    """
    text = _at_once(db, t.iri("article", article)) or brief_text.encode(read(db, article, brief=True))
    return brief_text.decode(text, wanted)


def _at_once(db: Store, graph: NamedNode) -> str | None:
    """The brief reading that an article's graph holds in one piece; None where an earlier version wrote it."""
    return next((text.value for _, _, text, _ in db.quads_for_pattern(graph, t.BRIEF, None, graph)), None)


def _reading(quads: Iterable[Quad], graph: NamedNode, brief: bool) -> Reading:
    with _sound(graph):
        return rdf_read.reading(rdf_read.collect(quads), graph.value, brief)


@contextmanager
def _sound(graph: NamedNode) -> Iterator[None]:
    """Say so where a graph lacks what it must have."""
    try:
        yield
    except (LookupError, ValueError) as error:
        raise StoreError(f"the graph {graph.value} is damaged ({error!r}); validate the store") from error


def asserted(db: Store, subject: NamedNode, predicate: NamedNode, target: NamedNode) -> bool:
    """Does any article assert a plain triple, for symmetric predicates in either direction?"""
    ways = [(subject, target), (target, subject)] if predicate in t.SYMMETRIC else [(subject, target)]
    return any(
        graph != DEFAULT for one, other in ways for _, _, _, graph in db.quads_for_pattern(one, predicate, other, None)
    )


def supported(db: Store, triple: rdf_write.Triple, without: Collection[NamedNode]) -> bool:
    """Does any article assert a plain triple just so, other than those with these graphs?"""
    subject, predicate, target = (NamedNode(one[1:-1]) for one in triple)
    found = db.quads_for_pattern(subject, predicate, target, None)
    return any(quad.graph_name != DEFAULT and quad.graph_name not in without for quad in found)
