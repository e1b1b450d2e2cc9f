"""Who is who across articles: the canonical id of every entity that was read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.ids import digest, fold
from kg.model import Entity, Reading
from schemas.gazetteer import surface_forms


def canonical(entity: Entity) -> str:
    """The id that an entity has across articles.

    One for all names that the gazetteer gives to one thing, else one for the same type and the same folded name.
    Agreements are told apart by the article that reports them.

    >>> a = Entity("e-1", "Hospital", "Bệnh viện_K")
    >>> canonical(a) == canonical(replace(a, id="e-2", name="BENH VIEN K"))
    True
    """
    if entity.type == "Agreement":
        return "c-" + digest(entity.type, entity.id)
    name = fold(entity.name)
    return "c-" + digest(entity.type, _known().get(name) or name)


@cache
def _known() -> dict[str, str]:
    """Gazetteer id by folded name, for names of one word or more that fold to no other entry's."""
    ids: dict[str, set[str]] = {}
    for form, key in surface_forms():
        ids.setdefault(fold(form), set()).add(key)
    return {name: next(iter(keys)) for name, keys in ids.items() if len(keys) == 1}


def resolve(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Give every entity of every reading its canonical id."""
    for reading in readings:
        entities = tuple(replace(e, canonical=canonical(e)) for e in reading.entities)
        yield replace(reading, entities=entities)
