"""Does a statement keep to the ontology?"""

from collections.abc import Mapping
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
    known = ontology()
    predicate = known.predicates.get(statement.predicate)
    if predicate is None:
        return f"{statement.predicate!r} is no predicate of the ontology"
    name = predicate.name
    reasons = [
        _misfit(statement.subject, predicate.domain, entities, f"{name} must come from"),
        _object(statement, predicate, entities),
    ]
    if statement.subject == statement.object:
        reasons.append(f"{name} cannot lead from a thing to itself")
    if statement.status is not None and statement.status not in known.statuses:
        reasons.append(f"the status of {name} must be one of {', '.join(known.statuses)}, but is {statement.status!r}")
    reasons += [_no_field(code, f"the fields of {name} must be field codes") for code in statement.fields]
    if statement.agreement is not None:
        reasons.append(_misfit(statement.agreement, ("Agreement",), entities, f"the agreement of {name} must be"))
    return next((reason for reason in reasons if reason), None)


def _object(statement: Statement, predicate: Predicate, entities: Mapping[str, Entity]) -> str | None:
    if ontology().has_field(predicate.name):
        return _no_field(statement.object, f"{predicate.name} must go to a field code")
    return _misfit(statement.object, predicate.range, entities, f"{predicate.name} must go to")


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
