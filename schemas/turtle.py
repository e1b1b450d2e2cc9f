"""Turtle files of this package as plain dictionaries."""

from collections.abc import Iterator, Mapping
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import DataError

Term = NamedNode | BlankNode | Literal | Triple
Properties = Mapping[str, list[Term]]
Graph = Mapping[str, Properties]
"""Subject IRI (or blank node id), then predicate IRI, then objects in file order."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SHACL = "http://www.w3.org/ns/shacl#"


def text(name: str) -> str:
    """The file ``schemas/<name>`` as it stands."""
    return (files("schemas") / name).read_text(encoding="utf-8")


def load(source: str, origin: str) -> Graph:
    """Parse Turtle; ``origin`` names it in errors. Raises ``DataError`` with the line where it goes wrong.

    >>> load('<urn:a> <urn:p> "x"@en .', "example.ttl")["urn:a"]["urn:p"][0].value
    'x'
    """
    graph: dict[str, dict[str, list[Term]]] = {}
    try:
        for quad in parse(source, format=RdfFormat.TURTLE):
            graph.setdefault(key(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
    except SyntaxError as error:
        raise DataError(f"{origin}: not valid Turtle: {error}") from error
    return graph


def key(term: Term) -> str:
    """What a term is called in a ``Graph``: its IRI, its blank node id or its text."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def names(node: Properties, predicate: str) -> tuple[str, ...]:
    """The objects of one predicate, as text."""
    return tuple(key(term) for term in node.get(predicate, ()))


def labels(node: Properties, predicate: str) -> dict[str, str]:
    """Language code to text of the labels under one predicate."""
    terms = node.get(predicate, ())
    return {term.language: term.value for term in terms if isinstance(term, Literal) and term.language}


def members(graph: Graph, head: str) -> Iterator[str]:
    """The members of an RDF list, in order."""
    while head != RDF + "nil":
        node = graph[head]
        yield from names(node, RDF + "first")
        (head,) = names(node, RDF + "rest")


def instances(graph: Graph, kind: str) -> Iterator[tuple[str, Properties]]:
    """All subjects declared to be of the class with the IRI ``kind``, in file order."""
    return ((subject, node) for subject, node in graph.items() if kind in names(node, RDF + "type"))
