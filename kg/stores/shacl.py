"""Is the graph of a store sound? The SHACL shapes of shapes.ttl over data and ontology, told in plain words."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyshacl
from pyoxigraph import Literal, Quad, RdfFormat, parse
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.stores import rdf_db
from kg.stores import terms as t
from kg.stores.protocol import Store
from kg.stores.rdf import RdfStore
from kg.stores.rdf_open import open_memory
from schemas import turtle

CHUNK = 10_000
"""Quads that are checked together, some 500 statements: time grows in proportion anyway, memory stays small."""
_URN = re.compile(r"<?(urn:healthkg:[^\s<>]+[^\s<>.,:])>?")


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is not as it should be: the articles it is in, what it is about, and what is wrong."""

    article: str
    about: str
    message: str

    def __str__(self) -> str:
        return f"{self.article}: {self.about}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """How much was checked, and every violation found."""

    articles: int
    statements: int
    violations: tuple[Violation, ...]


def validate(store: Store, progress: Callable[[int], None] = lambda _: None) -> Report:
    """Check a whole store, some articles at a time; about 300 statements a second.

    ``progress`` is called with the number of articles checked so far. A store that is not RDF is checked as the RDF
    that its readings make.
    """
    if not isinstance(store, RdfStore):
        with open_memory("memory:") as copy:
            copy.add(store.readings())
            return validate(copy, progress)
    articles, statements = 0, 0
    found = {Violation("all articles", " ".join(triple), "no article says so") for triple in store.unsaid()}
    unlike = "says something else in brief than in its statements: add it again"
    found |= {Violation(name, "the whole article", unlike) for name in store.unlike()}
    for count, quads in _chunks(store):
        articles += count
        statements += sum(1 for quad in quads if quad.predicate == t.PREDICATE)
        found |= set(_violations(quads))
        progress(articles)
    return Report(articles, statements, tuple(sorted(found, key=lambda one: (one.article, one.about, one.message))))


def _chunks(store: RdfStore) -> Iterator[tuple[int, set[Quad]]]:
    count = 0
    quads: set[Quad] = set()
    for article in store.article_ids():
        count += 1
        quads.update(store.quads(article))
        if len(quads) >= CHUNK:
            yield count, quads
            count, quads = 0, set()
    if count:
        yield count, quads


def _violations(quads: Iterable[Quad]) -> Iterator[Violation]:
    data = Graph()
    places: dict[str, set[str]] = {}
    relations = frozenset(t.PREDICATES.values())
    for subject, predicate, target, graph in (*quads, *_parsed("ontology.ttl"), *_parsed("fields.ttl")):
        if predicate in relations and graph != rdf_db.DEFAULT:
            continue  # the triple must stand in the default graph, where people walk
        data.add((_term(subject), _term(predicate), _term(target)))
        if isinstance(graph, type(t.TYPE)):
            places.setdefault(subject.value, set()).add(graph.value)
    _, results, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    if not isinstance(results, Graph):
        raise TypeError(f"expected a graph of results, got {results!r}")
    for result in results.subjects(RDF.type, SH.ValidationResult):
        focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        about = value if str(focus) == t.STATEMENT_CLASS.value and value is not None else focus
        articles = sorted(_named(data, URIRef(place)) for place in places.get(str(about), ()))
        message = str(results.value(result, SH.resultMessage))
        yield Violation(
            ", ".join(articles) or "all articles",
            _named(data, about),
            _URN.sub(lambda match: _named(data, URIRef(match[1])), message),
        )


def _named(data: Graph, node: Node | None) -> str:
    """What a person would call a node of the data."""

    def one(*predicates: str) -> str | None:
        found = (data.value(node, URIRef(predicate), any=True) for predicate in predicates)
        return next((str(value) for value in found if value is not None), None)

    iri = str(node)
    kind = next((name for name in _KINDS if iri.startswith(t.NAMESPACES[name])), "")
    if kind == "statement":
        ends = [data.value(node, URIRef(each.value), any=True) for each in (t.SUBJECT, t.PREDICATE, t.OBJECT)]
        return "statement " + " ".join("(nothing)" if end is None else _named(data, end) for end in ends)
    if kind == "article" and "#" not in iri:
        return one(t.NAME.value) or t.key("article", iri)
    if kind in ("article", "passage"):
        return f"passage {iri.rpartition('=')[2] if '#' in iri else t.passage(iri)[:2]}"
    if kind in ("entity", "read"):
        return one(t.LABEL.value) or f"entity {t.key(kind, iri)} (no name)"
    return t.key(kind, iri) if kind else iri


_KINDS = ("statement", "article", "passage", "entity", "read", "field", "kg", "rule")


@cache
def _parsed(name: str) -> tuple[Quad, ...]:
    triples = parse(turtle.text(name), format=RdfFormat.TURTLE)
    return tuple(Quad(one.subject, one.predicate, one.object) for one in triples)


@cache
def _shapes() -> Graph:
    graph = Graph()
    for subject, predicate, target, _ in (*_parsed("shapes.ttl"), *_parsed("ontology.ttl")):
        graph.add((_term(subject), _term(predicate), _term(target)))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, Literal):
        if term.language:
            return RdfLiteral(term.value, lang=term.language)
        return RdfLiteral(term.value, datatype=URIRef(term.datatype.value))
    return URIRef(term.value) if isinstance(term, type(t.TYPE)) else BNode(str(term)[2:])
