"""The closed list of fields that statements and agreements may be about, read from fields.ttl."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.errors import DataError
from schemas import turtle
from schemas.ontology import ontology
from schemas.turtle import SKOS, Graph


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its code, its labels by language, and the labels of the broader group that it belongs to."""

    code: str
    labels: Mapping[str, str]
    group: Mapping[str, str]


@cache
def fields() -> Mapping[str, Field]:
    """All fields by code. Raises ``DataError``.

    >>> fields()["oncology"].labels["fr"], fields()["oncology"].group["en"]
    ('oncologie', 'medical specialties')
    """
    return parse(turtle.text("fields.ttl"), "schemas/fields.ttl")


def parse(source: str, origin: str) -> Mapping[str, Field]:
    """Read fields from Turtle; ``origin`` names it in errors. Raises ``DataError``."""
    graph = turtle.load(source, origin)
    namespaces = ontology().namespaces
    found: dict[str, Field] = {}
    for iri, node in turtle.instances(graph, namespaces["kg"] + "Field"):
        codes = turtle.names(node, SKOS + "notation")
        if len(codes) != 1 or iri != namespaces["field"] + codes[0]:
            raise DataError(
                f"{origin}: expected the code of {iri} as its one notation, got {', '.join(codes) or 'none'}"
            )
        labels = MappingProxyType(turtle.labels(node, SKOS + "prefLabel"))
        found[codes[0]] = Field(codes[0], labels, _group(graph, iri, origin))
    return MappingProxyType(found)


def _group(graph: Graph, iri: str, origin: str) -> Mapping[str, str]:
    broader = turtle.names(graph[iri], SKOS + "broader")
    if len(broader) != 1 or broader[0] not in graph:
        raise DataError(
            f"{origin}: expected one broader concept of {iri} in the file, got {', '.join(broader) or 'none'}"
        )
    return MappingProxyType(turtle.labels(graph[broader[0]], SKOS + "prefLabel"))
