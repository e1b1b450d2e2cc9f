"""Does a statement keep to the ontology?"""

from collections.abc import Iterator, Mapping
from functools import cache

from kg.model import Entity, Statement
from schemas.fields import fields
from schemas.ontology import Predicate, ontology


def check(statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """The reason why a statement breaks the ontology, as one line for a run report; None if it keeps to it.

    ``entities`` are those of the statement's article by id.

    >>> person = Entity("p", "Person", "Lan Anh")
    >>> check(Statement("s", "a", "p", "PART_OF", "x", (), 1.0), {"p": person})
    'PART_OF must come from Institution, but Lan Anh is of type Person'
    """
    predicate = ontology().predicates.get(statement.predicate)
    if predicate is None:
        return f"{statement.predicate!r} is no predicate of the ontology"
    return next((reason for reason in _reasons(statement, predicate, entities) if reason), None)


def _reasons(statement: Statement, predicate: Predicate, entities: Mapping[str, Entity]) -> Iterator[str | None]:
    name, statuses = predicate.name, ontology().statuses
    yield _misfit(statement.subject, predicate.domain, entities, f"{name} must come from")
    if ontology().has_field(name):
        yield _no_field(statement.object, f"{name} must go to a field code")
    else:
        yield _misfit(statement.object, predicate.range, entities, f"{name} must go to")
    if statement.subject == statement.object:
        yield f"{name} cannot lead from a thing to itself"
    if statement.status is not None and statement.status not in statuses:
        yield f"the status of {name} must be one of {', '.join(statuses)}, but is {statement.status!r}"
    for code in statement.fields:
        yield _no_field(code, f"the fields of {name} must be field codes")
    if statement.agreement is not None:
        yield _misfit(statement.agreement, ("Agreement",), entities, f"the agreement of {name} must be")


def _misfit(key: str, allowed: tuple[str, ...], entities: Mapping[str, Entity], rule: str) -> str | None:
    entity = entities.get(key)
    if entity is not None and _fits(entity.type, allowed):
        return None
    rule = f"{rule} {' or '.join(allowed)}"
    if entity is None:
        return f"{rule}, but {key!r} is no entity of the article"
    if entity.type not in ontology().classes:
        return f"{rule}, but {entity.name} is of type {entity.type!r}, no class of the ontology"
    return f"{rule}, but {entity.name} is of type {entity.type}"


@cache
def _fits(kind: str, allowed: tuple[str, ...]) -> bool:
    return kind in ontology().classes and ontology().fits(kind, allowed)


def _no_field(code: str, rule: str) -> str | None:
    return None if code in fields() else f"{rule}, but {code!r} is none"
