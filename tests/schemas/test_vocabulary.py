"""The page of the vocabulary, and what the ontology says of vocabularies that others made."""

from pathlib import Path

import pytest
import rdflib
from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

from schemas.fields import fields
from schemas.ontology import ontology
from schemas.vocabulary import alignments, page, read

PAGE = Path(__file__).parent.parent.parent / "docs" / "vocabulary.md"
OTHERS: dict[str, type[DefinedNamespace]] = {
    name: getattr(rdflib, name) for name in ("SDO", "ORG", "PROV", "FOAF", "SKOS", "DCTERMS")
}
"""Vocabularies whose terms the library knows by name."""


def test_the_page_is_what_the_ontology_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it anew"
    for name in (*ontology().classes, *ontology().predicates, *ontology().statuses, *fields()):
        assert f"| `{name}` |" in page()


@pytest.mark.parametrize("name", OTHERS)
def test_every_term_of_others_is_one(name: str) -> None:
    other = OTHERS[name]
    used = {term for triple in read() for term in triple if isinstance(term, URIRef) and term.startswith(str(other))}
    used -= {URIRef(str(other))}
    assert used, "the ontology uses it"
    assert [term for term in used if term not in other] == []


def test_classes_are_like_classes_and_properties_like_properties() -> None:
    graph = read()
    found = list(alignments(graph))
    assert {str(OTHERS[name]) for name in ("SDO", "ORG", "PROV")} <= {_namespace(term) for _, _, term in found}
    for term, how, other in found:
        is_class = any(str(kind).endswith("Class") for kind in graph.objects(term, rdflib.RDF.type))
        name = str(other).removeprefix(_namespace(other))
        assert name[:1].isupper() == is_class, (term, how, other)


def _namespace(term: URIRef) -> str:
    return str(term)[: max(str(term).rfind("#"), str(term).rfind("/")) + 1]
