"""Whom a written name means: in any form, without accents, with words left out or mistyped."""

from collections.abc import Mapping

from kg.errors import KgError
from kg.ids import fold
from kg.model import Entity
from kg.stores import Store
from kg.stores.names import rank, words
from queries.library import question
from queries.values import country_of, slips
from schemas.ontology import ontology

MOST_GUESSES = 5
"""Names that are proposed for one that nothing has; where more are equally close, none is a help."""
MOST_MEANT = 20
"""Entities that part of a name may fit for the nearest of them to be meant; what fits more, such as "hospital", means
none. So many are told, too."""
_WORST = 10_000


def meant(store: Store, name: str, kind: str = "Entity") -> Entity:
    """The one entity of a class that a name means. Raises ``KgError``, which tells what comes close or what fits."""
    found = candidates(store, name, kind)
    if len(found) == 1:
        return found[0]
    if found:
        told = [f"{one.name} ({one.type}, {one.id})" for one in found[:MOST_MEANT]]
        more = [f"and {len(found) - MOST_MEANT:,} more"] if len(found) > MOST_MEANT else []
        raise KgError("\n".join([f"{name!r} fits {len(found):,}; give a fuller name, or the id of one:", *told, *more]))
    of = "" if kind == "Entity" else f" of the type {kind}"
    near = "; ".join(closest(store, name, kind))
    raise KgError(f"nothing{of} is called {name!r}; " + (f"closest: {near}" if near else "see 'kg query names'"))


def candidates(store: Store, name: str, kind: str = "Entity") -> tuple[Entity, ...]:
    """The entities of a class that a name fits best; several if it fits them equally well.

    A name fits best whom it names in full, then whom it names with the fewest words left out, unless it is part of the
    names of too many to mean one. An id names its entity and no other. Where nothing fits, words may be mistyped (see
    ``queries.values.slips``).
    """
    if exact := [entity for entity in _fitting(store, [name], kind) if entity.id == name]:
        return tuple(exact)
    fitting = _fitting(store, store.find(name), kind)
    scores = {entity.id: _left_out(entity, fold(name)) for entity in fitting} or _mistyped(store, name, kind)
    best = min(scores.values(), default=0)
    vague = best and len(scores) > MOST_MEANT
    keys = [key for key in sorted(scores, key=scores.__getitem__) if vague or scores[key] == best]
    known = {entity.id: entity for entity in fitting or _fitting(store, keys, kind)}
    return tuple(known[key] for key in keys if key in known)


def is_called(entity: Entity, name: str) -> bool:
    """Whether the words of a name are all found in one written form of an entity, or are its id."""
    return name == entity.id or _left_out(entity, fold(name)) < _WORST


def closest(store: Store, name: str, kind: str = "Entity") -> tuple[str, ...]:
    """Names of the entities of a class that share the rarest words with a name, as long as they are few."""
    scores = dict[str, float]()
    for word in dict.fromkeys(words(fold(name))):
        having = store.find(word)
        for key in having:
            scores[key] = scores.get(key, 0) + 1 / len(having)
    likely = sorted(scores, key=lambda key: (-scores[key], key))[:100]
    fitting = _fitting(store, likely, kind)
    best = max((scores[entity.id] for entity in fitting), default=0)
    near = sorted(entity.name for entity in fitting if scores[entity.id] == best)
    return tuple(near) if len(near) <= MOST_GUESSES else ()


def forms(store: Store, kind: str) -> tuple[tuple[str, str, str], ...]:
    """Every written form of the things of a class, with the type and the id of the thing."""
    rows = store.ask(question("names").texts[store.language], type=kind)
    return tuple((str(row["form"]), str(row["type"]), str(row["id"])) for row in rows)


def atlas(store: Store) -> str:
    """The countries of the places and institutions that the gazetteer knows, by id, as questions want them:
    ``id=Country;`` for each.
    """
    countries: dict[str, set[str]] = {}
    for form, kind, key in (*forms(store, "Place"), *forms(store, "Institution")):
        if country := country_of(kind, form):
            countries.setdefault(key, set()).add(country)
    return "".join(f"{key}={min(found)};" for key, found in sorted(countries.items()) if len(found) == 1)


def _fitting(store: Store, keys: list[str], kind: str) -> list[Entity]:
    found = store.network(keys, depth=0, predicates=()).entities if keys else ()
    return [entity for entity in found if ontology().is_a(entity.type, kind)]


def _left_out(entity: Entity, wanted: str) -> int:
    ranks = (rank(wanted, fold(name)) for name in (entity.name, *(name for _, name in entity.names)))
    return min((found for found in ranks if found is not None), default=_WORST)


def _mistyped(store: Store, name: str, kind: str) -> Mapping[str, tuple[int, int]]:
    """Those of which every wanted word is in a name or a slip away, by slips and words left out."""
    wanted = words(fold(name))
    scores: dict[str, tuple[int, int]] = {}
    for form, _, key in forms(store, kind) if wanted else ():
        there = words(fold(form))
        found = [min((n for word in there if (n := slips(one, word)) is not None), default=_WORST) for one in wanted]
        if sum(found) < _WORST:
            scores[key] = min(scores.get(key, (_WORST, 0)), (sum(found), len(there) - len(wanted)))
    return scores
