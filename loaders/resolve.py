"""Who is who across articles: the canonical id of every entity that was read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.ids import digest, fold
from kg.model import Entity, Reading


def canonical(entity: Entity) -> str:
    """The id that an entity has across articles: one for the same type and the same folded name.

    Agreements are told apart by the article that reports them.

    >>> a = Entity("e-1", "Hospital", "Bệnh viện_K")
    >>> canonical(a) == canonical(replace(a, id="e-2", name="BENH VIEN K"))
    True
    """
    if entity.type == "Agreement":
        return "c-" + digest(entity.type, entity.id)
    return "c-" + digest(entity.type, fold(entity.name))


def resolve(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Give every entity of every reading its canonical id."""
    for reading in readings:
        entities = tuple(replace(e, canonical=canonical(e)) for e in reading.entities)
        yield replace(reading, entities=entities)
