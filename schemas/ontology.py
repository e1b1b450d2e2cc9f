"""The ontology as Python sees it: classes, predicates, statuses and namespaces, all read from ontology.ttl."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.errors import DataError
from schemas import turtle
from schemas.turtle import OWL, RDFS, SHACL, SKOS, Graph, Properties


@dataclass(frozen=True, slots=True)
class Class:
    """A type of entity. ``ancestors`` are its wider classes of the ontology, nearest first, itself not among them."""

    name: str
    ancestors: tuple[str, ...]
    labels: Mapping[str, str]
    comment: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation that a statement may express.

    ``domain`` and ``range`` are class names, any of which will do, as will a narrower one; the range ``Field``
    means that the object is a field code. ``inverse`` holds labels for reading the relation backwards.
    """

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    labels: Mapping[str, str]
    inverse: Mapping[str, str]
    definition: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where a cooperation stands; a higher ``rank`` is further on."""

    name: str
    rank: int
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything the program knows about types and predicates, by name.

    >>> ontology().classes["Hospital"].labels["ro"], ontology().predicates["PARTNERS_WITH"].symmetric
    ('spital', True)
    """

    classes: Mapping[str, Class]
    predicates: Mapping[str, Predicate]
    statuses: Mapping[str, Status]
    namespaces: Mapping[str, str]

    def is_a(self, name: str, wider: str) -> bool:
        """Is the class ``name`` the class ``wider`` or one below it? False for unknown names.

        >>> ontology().is_a("Hospital", "Institution"), ontology().is_a("Person", "Institution")
        (True, False)
        """
        found = self.classes.get(name)
        return found is not None and (name == wider or wider in found.ancestors)

    def fits(self, name: str, allowed: tuple[str, ...]) -> bool:
        """Is the class ``name`` one of ``allowed`` or below one of them?"""
        return any(self.is_a(name, wider) for wider in allowed)

    def has_field(self, predicate: str) -> bool:
        """Is the object of this predicate a field code and not an entity?

        >>> ontology().has_field("COVERS"), ontology().has_field("PARTNERS_WITH")
        (True, False)
        """
        found = self.predicates.get(predicate)
        return found is not None and found.range == (FIELD,)


FIELD = "Field"
"""The one class whose members are not entities but codes of fields.ttl."""
_ROOT = "Entity"


@cache
def ontology() -> Ontology:
    """The ontology of the project, read once per process in a few milliseconds. Raises ``DataError``."""
    return parse(turtle.text("ontology.ttl"), "schemas/ontology.ttl")


def parse(source: str, origin: str) -> Ontology:
    """Read an ontology from Turtle; ``origin`` names it in errors. Raises ``DataError``."""
    graph = turtle.load(source, origin)
    namespaces = _namespaces(graph)
    if "kg" not in namespaces:
        raise DataError(f"{origin}: expected a declared namespace 'kg', got {', '.join(namespaces) or 'none'}")
    vocabulary = namespaces["kg"]
    classes = _classes(graph, vocabulary)
    predicates = {
        found.name: found
        for iri, node in turtle.instances(graph, vocabulary + "Relation")
        for found in [_predicate(graph, iri, node, vocabulary, origin)]
    }
    for predicate in predicates.values():
        for name in (*predicate.domain, *predicate.range):
            if name not in classes and name != FIELD:
                raise DataError(f"{origin}: {predicate.name} speaks of the unknown class {name}")
    return Ontology(
        MappingProxyType(classes),
        MappingProxyType(predicates),
        MappingProxyType(_statuses(graph, vocabulary)),
        MappingProxyType(namespaces),
    )


def _namespaces(graph: Graph) -> dict[str, str]:
    found = {}
    for _, header in turtle.instances(graph, OWL + "Ontology"):
        for declaration in turtle.names(header, SHACL + "declare"):
            (prefix,) = turtle.names(graph[declaration], SHACL + "prefix")
            (found[prefix],) = turtle.names(graph[declaration], SHACL + "namespace")
    return found


def _classes(graph: Graph, vocabulary: str) -> dict[str, Class]:
    found = {}
    for iri, node in turtle.instances(graph, OWL + "Class"):
        ancestors = _ancestors(graph, iri, vocabulary)
        name = iri.removeprefix(vocabulary)
        if name == _ROOT or _ROOT in ancestors:
            comment = turtle.labels(node, RDFS + "comment").get("en", "")
            found[name] = Class(name, ancestors, MappingProxyType(turtle.labels(node, RDFS + "label")), comment)
    return found


def _ancestors(graph: Graph, iri: str, vocabulary: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    queue = [iri]
    for current in queue:
        for parent in turtle.names(graph[current], RDFS + "subClassOf"):
            if parent.startswith(vocabulary) and parent not in queue:
                queue.append(parent)
                found[parent.removeprefix(vocabulary)] = None
    return tuple(found)


def _predicate(graph: Graph, iri: str, node: Properties, vocabulary: str, origin: str) -> Predicate:
    name = iri.removeprefix(vocabulary)
    inverse = [turtle.labels(graph.get(other, {}), RDFS + "label") for other in turtle.names(node, OWL + "inverseOf")]
    domain = _union(graph, node, RDFS + "domain", vocabulary)
    range_ = _union(graph, node, RDFS + "range", vocabulary)
    if not domain or not range_:
        raise DataError(f"{origin}: {name} must have a domain and a range")
    symmetric = OWL + "SymmetricProperty" in turtle.names(node, turtle.RDF + "type")
    labels = turtle.labels(node, RDFS + "label")
    return Predicate(
        name,
        domain,
        range_,
        symmetric,
        MappingProxyType(labels),
        MappingProxyType(labels if symmetric else inverse[0] if inverse else {}),
        turtle.labels(node, SKOS + "definition").get("en", ""),
    )


def _union(graph: Graph, node: Properties, predicate: str, vocabulary: str) -> tuple[str, ...]:
    found: list[str] = []
    for target in turtle.names(node, predicate):
        heads = turtle.names(graph.get(target, {}), OWL + "unionOf")
        found += [member for head in heads for member in turtle.members(graph, head)] or [target]
    return tuple(iri.removeprefix(vocabulary) for iri in found)


def _statuses(graph: Graph, vocabulary: str) -> dict[str, Status]:
    found = {}
    for _, node in turtle.instances(graph, vocabulary + "Status"):
        (name,) = turtle.names(node, SKOS + "notation")
        (rank,) = turtle.names(node, vocabulary + "rank")
        found[name] = Status(name, int(rank), MappingProxyType(turtle.labels(node, SKOS + "prefLabel")))
    return found
