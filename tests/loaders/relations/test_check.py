"""Statements that break the ontology are refused with a reason that a person can read."""

from dataclasses import replace

import pytest
from readings import DEAL

from kg.model import Statement
from loaders.relations.check import check

ENTITIES = {entity.id: entity for entity in DEAL.entities}
IDS = {entity.name: entity.id for entity in DEAL.entities}
HOSPITAL, UNIVERSITY = IDS["Spitalul Luceafărul"], IDS["Universitatea Pontica"]
PERSON, PLACE, AGREEMENT = IDS["Ana Moldoveanu"], IDS["Cluj"], IDS["acordul Luceafărul–Pontica"]
GOOD = DEAL.statements[0]


@pytest.mark.parametrize("statement", DEAL.statements, ids=lambda one: one.predicate)
def test_good_statements_pass(statement: Statement) -> None:
    assert check(statement, ENTITIES) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"predicate": "LIKES"}, "'LIKES' is no predicate of the ontology"),
        ({"subject": PERSON}, "PARTNERS_WITH must come from Institution, but Ana Moldoveanu is of type Person"),
        ({"object": PLACE}, "PARTNERS_WITH must go to Institution, but Cluj is of type Place"),
        ({"object": "nobody"}, "PARTNERS_WITH must go to Institution, but 'nobody' is no entity of the article"),
        ({"object": HOSPITAL}, "PARTNERS_WITH cannot lead from a thing to itself"),
        (
            {"predicate": "OWNED_BY", "object": PLACE},
            "OWNED_BY must go to Institution or Person, but Cluj is of type Place",
        ),
        (
            {"predicate": "SPECIALISES_IN", "object": "magic"},
            "SPECIALISES_IN must go to a field code, but 'magic' is none",
        ),
        ({"fields": ("oncology", "x")}, "the fields of PARTNERS_WITH must be field codes, but 'x' is none"),
        (
            {"status": "dreamt"},
            "the status of PARTNERS_WITH must be one of planned, announced, signed, suspended, ended, but is 'dreamt'",
        ),
        (
            {"agreement": PLACE},
            "the agreement of PARTNERS_WITH must be Agreement, but Cluj is of type Place",
        ),
    ],
)
def test_what_breaks_the_ontology_is_refused_with_the_reason(change: dict[str, object], reason: str) -> None:
    assert check(replace(GOOD, **change), ENTITIES) == reason  # type: ignore[arg-type]


def test_an_unknown_type_is_told() -> None:
    odd = {**ENTITIES, UNIVERSITY: replace(ENTITIES[UNIVERSITY], type="Castle")}
    assert check(GOOD, odd) == (
        "PARTNERS_WITH must go to Institution, but Universitatea Pontica is of type 'Castle', no class of the ontology"
    )
