"""The vocabulary as a page for people, made from the ontology: ``make docs`` writes docs/vocabulary.md."""

from collections.abc import Iterator
from importlib.resources import files

import rdflib
from rdflib import Graph, Namespace, URIRef

from schemas.fields import fields
from schemas.ontology import ontology

ALIGNED = (
    rdflib.RDFS.subClassOf,
    rdflib.RDFS.subPropertyOf,
    rdflib.SKOS.exactMatch,
    rdflib.SKOS.closeMatch,
    rdflib.SKOS.broadMatch,
    rdflib.SKOS.relatedMatch,
)
"""How a term of ours may be said to be like one of a vocabulary that others made."""
_HEAD = """# The vocabulary

What the graph is made of. This page is written from `schemas/ontology.ttl` and `schemas/fields.ttl` by `make docs`;
what is said here of other vocabularies, [schema.org](https://schema.org), [ORG](https://www.w3.org/TR/vocab-org/) and
[PROV](https://www.w3.org/TR/prov-o/) among them, stands there too, and holds in every RDF export.
"""


def read() -> Graph:
    """The ontology as a graph of rdflib, with its prefixes."""
    text = (files("schemas") / "ontology.ttl").read_text(encoding="utf-8")
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


def alignments(graph: Graph) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    """Our terms, how they are like a term of others, and that term."""
    own = ontology().namespaces["kg"]
    for how in ALIGNED:
        for term, other in graph.subject_objects(how):
            if isinstance(term, URIRef) and isinstance(other, URIRef) and not other.startswith(own):
                yield term, URIRef(how), other


def page() -> str:
    """The page in Markdown.

    >>> "| `Hospital` | hospital |" in page()
    True
    """
    graph = read()
    return "\n".join([_HEAD, *_classes(graph), *_relations(graph), *_statuses(), *_fields()]) + "\n"


def _classes(graph: Graph) -> Iterator[str]:
    yield "## Classes\n"
    yield from _table("class", "in English", "narrower than", "is", "like")
    for name, one in ontology().classes.items():
        yield _row(f"`{name}`", one.labels["en"], _codes(one.ancestors[:1]), one.comment, _like(graph, name))
    yield ""


def _relations(graph: Graph) -> Iterator[str]:
    yield "## Relations\n"
    yield from _table("relation", "in English", "from", "to", "says", "like")
    for name, one in ontology().predicates.items():
        label = one.labels["en"] + (" (both ways)" if one.symmetric else "")
        ends = _codes(one.domain), _codes(one.range)
        yield _row(f"`{name}`", label, *ends, one.definition, _like(graph, name))
    yield ""


def _statuses() -> Iterator[str]:
    yield "## Where a cooperation stands\n"
    yield "The later in this list, the further on.\n"
    yield from _table("status", "vi", "ro", "en", "fr")
    for one in sorted(ontology().statuses.values(), key=lambda one: one.rank):
        yield _row(f"`{one.name}`", *(one.labels[code] for code in ("vi", "ro", "en", "fr")))
    yield ""


def _fields() -> Iterator[str]:
    yield "## Fields\n"
    yield from _table("code", "vi", "ro", "en", "fr")
    for one in fields().values():
        yield _row(f"`{one.code}`", *(one.labels[code] for code in ("vi", "ro", "en", "fr")))


def _like(graph: Graph, name: str) -> str:
    own = Namespace(ontology().namespaces["kg"])
    found = sorted(other.n3(graph.namespace_manager) for term, _, other in alignments(graph) if term == own[name])
    return ", ".join(found)


def _table(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
