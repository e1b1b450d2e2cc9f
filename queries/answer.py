"""Ask a question of the library, and the table that comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import KgError
from kg.ids import fold
from kg.model import Entity
from kg.stores import Store, Value
from kg.stores.names import rank
from queries.library import Parameter, Question, question, value
from schemas.ontology import ontology

CANDIDATES = ("name", "type", "id")
MOST_GUESSES = 5
"""Names that are proposed for one that nothing has; where more are equally close, none is a help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of plain values: what a question came back with.

    ``took`` are the entities that the names in the question were understood as, in the order of the parameters.
    If a name fits several entities equally well the question was not asked: ``candidates`` holds them and the rows
    list them, one each.

    >>> Answer(("partner", "sources"), (("Spitalul Luceafărul", 2),)).rows[0][1]
    2
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    took: tuple[Entity, ...] = ()
    candidates: tuple[Entity, ...] = ()


def ask(store: Store, name: str, values: Sequence[str] = (), named: Mapping[str, str] | None = None) -> Answer:
    """Put the question ``name`` to a store.

    ``values`` fill the parameters in their declared order, ``named`` the others. Names of entities may be written
    in any form, without accents, or be an id. Raises ``KgError`` for a question, parameter or name that there is
    not, and for a value that is missing or of the wrong type; ``StoreError`` when the store fails.
    """
    asked = question(name)
    took: list[Entity] = []
    bound: dict[str, Value] = {}
    for parameter, given in _given(asked, values, named or {}).items():
        if parameter.type not in ontology().classes:
            bound[parameter.name] = value(parameter, given)
            continue
        best = candidates(store, given, parameter.type)
        if not best:
            near = "; ".join(closest(store, given, parameter.type))
            hint = f"; closest: {near}" if near else ""
            raise KgError(f"{parameter.name}: nothing of the type {parameter.type} is called {given!r}{hint}")
        if len(best) > 1:
            return Answer(CANDIDATES, tuple((e.name, e.type, e.id) for e in best), candidates=best)
        took.append(best[0])
        bound[parameter.name] = best[0].id
    rows = store.ask(asked.texts["rq"], **bound)
    return Answer(rows.columns, rows.rows, tuple(took))


def candidates(store: Store, name: str, kind: str = "Entity") -> tuple[Entity, ...]:
    """The entities of a class that a name fits best; several if it fits them equally well.

    A name fits best whom it names in full, then whom it names with the fewest words left out. An id names its
    entity and no other.
    """
    found = store.network([name, *store.find(name)], depth=0, predicates=()).entities
    fitting = [entity for entity in found if ontology().is_a(entity.type, kind)]
    if exact := [entity for entity in fitting if entity.id == name]:
        return tuple(exact)
    scores = {entity.id: _left_out(entity, fold(name)) for entity in fitting}
    best = min(scores.values(), default=0)
    return tuple(entity for entity in fitting if scores[entity.id] == best)


def closest(store: Store, name: str, kind: str = "Entity") -> tuple[str, ...]:
    """Names of the entities of a class that share the rarest words with a name, as long as they are few."""
    scores = dict[str, float]()
    for word in dict.fromkeys(fold(name).split()):
        having = store.find(word)
        for key in having:
            scores[key] = scores.get(key, 0) + 1 / len(having)
    likely = sorted(scores, key=lambda key: (-scores[key], key))[:100]
    found = store.network(likely, depth=0, predicates=()).entities if likely else ()
    fitting = [entity for entity in found if ontology().is_a(entity.type, kind)]
    best = max((scores[entity.id] for entity in fitting), default=0)
    near = sorted(entity.name for entity in fitting if scores[entity.id] == best)
    return tuple(near) if len(near) <= MOST_GUESSES else ()


def _left_out(entity: Entity, wanted: str) -> int:
    ranks = (rank(wanted, fold(name)) for name in (entity.name, *(name for _, name in entity.names)))
    return min((found for found in ranks if found is not None), default=10_000)


def _given(asked: Question, values: Sequence[str], named: Mapping[str, str]) -> dict[Parameter, str]:
    """What each parameter of a question was given, in their order."""
    names = [parameter.name for parameter in asked.parameters]
    if len(values) > len(names):
        wanted = f"at most {len(names)} {'value' if len(names) == 1 else 'values'} ({', '.join(names)})"
        raise KgError(f"{asked.name}: expected {wanted}, got {len(values)}; a name of several words needs quotes")
    given = dict(zip(names, values, strict=False))
    for name, text in named.items():
        if name not in names:
            raise KgError(f"{asked.name}: there is no parameter {name!r}: expected one of {', '.join(names)}")
        if name in given:
            raise KgError(f"{asked.name}: {name} was given twice")
        given[name] = text
    found: dict[Parameter, str] = {}
    for parameter in asked.parameters:
        told = given.get(parameter.name, parameter.default)
        if told is None:
            raise KgError(f"{asked.name}: expected a value for {parameter.name}: {parameter.help}")
        found[parameter] = told
    return found
