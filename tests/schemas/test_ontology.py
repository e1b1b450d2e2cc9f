"""The ontology and the fields: complete, consistent, and all that the annotation rules speak of."""

import pytest

from kg.errors import DataError
from schemas import fields as field_file
from schemas import ontology as ontology_file
from schemas import turtle
from schemas.fields import fields
from schemas.ontology import ontology

LANGUAGES = {"vi", "ro", "en", "fr"}
TYPES = [
    "Hospital",
    "HealthSystem",
    "HealthCentre",
    "University",
    "ResearchInstitute",
    "Company",
    "Government",
    "Organization",
    "Person",
    "Place",
    "Programme",
    "Agreement",
]
ENDS = {
    "PARTNERS_WITH": ({"Institution"}, {"Institution"}),
    "PART_OF": ({"Institution"}, {"Institution"}),
    "OWNED_BY": ({"Institution"}, {"Institution", "Person"}),
    "FOUNDED_BY": ({"Institution"}, {"Institution", "Person"}),
    "SUCCEEDS": ({"Institution"}, {"Institution"}),
    "HOLDS_ROLE": ({"Person"}, {"Institution"}),
    "SIGNED": ({"Person"}, {"Institution"}),
    "LOCATED_IN": ({"Institution", "Agreement", "Place"}, {"Place"}),
    "PARTICIPATES_IN": ({"Institution"}, {"Programme"}),
    "LAUNCHED": ({"Institution"}, {"Programme"}),
    "ACCREDITED_BY": ({"Institution"}, {"Institution"}),
    "SUPPLIES": ({"Institution"}, {"Institution"}),
    "SPECIALISES_IN": ({"Institution"}, {"Field"}),
    "PARTY_TO": ({"Institution"}, {"Agreement"}),
    "COVERS": ({"Agreement"}, {"Field"}),
}
CODES = [
    "oncology",
    "cardiology",
    "neurology",
    "orthopaedics",
    "sports-medicine",
    "immunology-allergy",
    "paediatrics",
    "obstetrics",
    "ophthalmology",
    "surgery",
    "transplantation",
    "robotic-surgery",
    "emergency-intensive-care",
    "infectious-disease",
    "rehabilitation",
    "traditional-medicine",
    "dentistry",
    "nephrology-urology",
    "endocrinology",
    "mental-health",
    "nursing",
    "pharmacy",
    "laboratory-pathology",
    "genetics-stem-cells",
    "medical-imaging",
    "nuclear-medicine-radiotherapy",
    "telemedicine",
    "clinical-consultation",
    "examination-treatment",
    "training",
    "human-resources",
    "research",
    "conferences",
    "technology-transfer",
    "medical-technology",
    "medical-equipment",
    "data-ai",
    "digital-transformation",
    "quality-management",
    "patient-care",
    "health-insurance-finance",
    "public-health",
    "prevention-screening",
    "infrastructure-investment",
    "sustainability",
    "transport",
    "social-welfare",
]


def test_every_type_of_the_annotation_rules_is_a_class() -> None:
    assert set(TYPES) == set(ontology().classes) - {"Entity", "Institution"}


def test_every_predicate_has_the_ends_of_the_annotation_rules() -> None:
    found = {name: (set(one.domain), set(one.range)) for name, one in ontology().predicates.items()}
    assert found == ENDS


def test_only_partnership_is_symmetric() -> None:
    assert [name for name, one in ontology().predicates.items() if one.symmetric] == ["PARTNERS_WITH"]


def test_every_label_is_there_in_four_languages() -> None:
    known = ontology()
    labelled = {
        **{name: one.labels for name, one in known.classes.items()},
        **{name: one.labels for name, one in known.predicates.items()},
        **{name + "^-1": one.inverse for name, one in known.predicates.items()},
        **{name: one.labels for name, one in known.statuses.items()},
        **{code: one.labels for code, one in fields().items()},
        **{code + " group": one.group for code, one in fields().items()},
    }
    assert {name: set(labels) for name, labels in labelled.items() if set(labels) != LANGUAGES} == {}
    assert all(label.strip() for labels in labelled.values() for label in labels.values())


def test_labels_tell_things_apart() -> None:
    known = ontology()
    for group in (known.classes, known.predicates, known.statuses, fields()):
        for language in LANGUAGES:
            labels = [one.labels[language] for one in group.values()]  # type: ignore[attr-defined]
            assert len(set(labels)) == len(labels), language


def test_everything_is_explained() -> None:
    assert all(one.comment for one in ontology().classes.values())
    assert all(one.definition for one in ontology().predicates.values())


def test_institutions_are_institutions_and_people_are_not() -> None:
    below = {name for name in ontology().classes if ontology().is_a(name, "Institution")}
    assert below == {"Institution", *TYPES[:8]}
    assert not ontology().is_a("Galaxy", "Entity")


def test_every_field_code_is_there() -> None:
    assert set(fields()) == set(CODES)
    assert len(CODES) == 47


def test_statuses_are_ranked() -> None:
    ranks = {name: one.rank for name, one in ontology().statuses.items()}
    assert sorted(ranks, key=lambda name: ranks[name]) == ["planned", "announced", "signed", "suspended", "ended"]


def test_own_terms_of_all_files_are_declared() -> None:
    files = {name: turtle.load(turtle.text(name), name) for name in ("ontology.ttl", "fields.ttl", "shapes.ttl")}
    spoken = {
        term
        for graph in files.values()
        for node in graph.values()
        for predicate, targets in node.items()
        for term in (predicate, *map(turtle.key, targets))
        if term.startswith("urn:healthkg:")
    }
    declared = {subject for graph in files.values() for subject in graph} | set(ontology().namespaces.values())
    assert spoken <= declared


def test_a_broken_file_is_named_with_its_fault() -> None:
    with pytest.raises(DataError, match=r"mine\.ttl: not valid Turtle"):
        ontology_file.parse("kg:A a", "mine.ttl")
    with pytest.raises(DataError, match=r"mine\.ttl: expected a declared namespace 'kg'"):
        ontology_file.parse("<urn:a> a <urn:b> .", "mine.ttl")


def test_a_predicate_over_an_unknown_class_is_refused() -> None:
    source = turtle.text("ontology.ttl") + "\nkg:LIKES a kg:Relation ; rdfs:domain kg:Robot ; rdfs:range kg:Place ."
    with pytest.raises(DataError, match="LIKES speaks of the unknown class Robot"):
        ontology_file.parse(source, "mine.ttl")


def test_a_field_needs_its_code_and_its_group() -> None:
    prefixes = "@prefix kg: <urn:healthkg:vocab:> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    with pytest.raises(DataError, match=r"expected the code of urn:healthkg:field:x as its one notation, got y"):
        field_file.parse(prefixes + '<urn:healthkg:field:x> a kg:Field ; skos:notation "y" .', "mine.ttl")
    with pytest.raises(DataError, match="expected one broader concept"):
        field_file.parse(prefixes + '<urn:healthkg:field:x> a kg:Field ; skos:notation "x" .', "mine.ttl")
