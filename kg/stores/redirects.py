"""Who is who, as a store is told it: a flat table from ids to the ids that stand for them.

Three kinds of ids share the table: canonical ids that entities were added with, ids of single entities as read, and ids
of articles. Pure functions, shared by all back ends.
"""

from collections.abc import Mapping
from dataclasses import replace

from kg.errors import StoreError
from kg.model import Entity, Reading


def added_as(entity: Entity) -> str:
    """The canonical id that an entity was added with, whatever was decided since."""
    return entity.key or entity.canonical


def redirected(reading: Reading, same: Mapping[str, str]) -> Reading:
    """A reading with the canonical ids and the origin that a table gives it; an empty table takes all others back.

    >>> from kg.model import Article
    >>> one = Reading(Article("a", "a", "", ""), (Entity("e", "Place", "x", canonical="c-1"),))
    >>> redirected(one, {"c-1": "c-0"}).entities[0].canonical
    'c-0'
    """
    entities = tuple(_redirected(entity, same) for entity in reading.entities)
    copy_of = same.get(reading.article.id)
    article = reading.article if copy_of == reading.article.copy_of else replace(reading.article, copy_of=copy_of)
    return replace(reading, article=article, entities=entities)


def _redirected(entity: Entity, same: Mapping[str, str]) -> Entity:
    added = added_as(entity)
    now = same.get(entity.id) or same.get(added) or added
    key = "" if now == added else added
    return entity if (now, key) == (entity.canonical, entity.key) else replace(entity, canonical=now, key=key)


def check(same: Mapping[str, str]) -> None:
    """Raise ``StoreError`` unless the table is flat: no id stands for another and is led elsewhere itself."""
    for one, other in same.items():
        if not one or not other or same.get(other, other) != other:
            raise StoreError(
                f"expected a flat table of ids, got {one!r} led to {other!r} and on to {same.get(other)!r}"
            )
