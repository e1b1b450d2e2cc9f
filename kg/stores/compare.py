"""Two stores side by side: whether they hold the same, how one is brought in step with the other, and what would go
with an article. Any two back ends; only the functions of ``Store`` are used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from kg.errors import StoreError
from kg.model import Article, Edge, Entity, Reading
from kg.stores.edges import edges
from kg.stores.protocol import Changes, Store


@dataclass(frozen=True, slots=True)
class Size:
    """How much a store holds."""

    articles: int
    entities: int
    statements: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What would go with an article.

    ``gone`` are the relations that only this article states, ``kept`` those that others state too, ``orphans`` the
    entities that no other article speaks of.
    """

    article: Article
    statements: int
    gone: tuple[Edge, ...]
    kept: tuple[Edge, ...]
    orphans: tuple[Entity, ...]


def size(store: Store) -> Size:
    """Count what a store holds."""
    articles = statements = 0
    for reading in store.readings(brief=True):
        articles += 1
        statements += len(reading.statements)
    return Size(articles, sum(1 for _ in store.entities()), statements)


def difference(one: Store, other: Store) -> str | None:
    """The first difference between two stores in words; None if they hold the same.

    Articles, what was read from each, who is who, and the entities of the whole graph are compared, in this order.
    """
    return next(_differences(one, other), None)


def _differences(one: Store, other: Store) -> Iterator[str]:
    mine, theirs = one.readings(), other.readings()
    left, right = next(mine, None), next(theirs, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.article.id < right.article.id):
            assert left is not None
            yield f"article {left.article.id} ({left.article.name}) is in {one.address} only"
            left = next(mine, None)
        elif left is None or right.article.id < left.article.id:
            yield f"article {right.article.id} ({right.article.name}) is in {other.address} only"
            right = next(theirs, None)
        else:
            yield from _unlike(left, right)
            left, right = next(mine, None), next(theirs, None)
    if one.decisions() != other.decisions():
        yield "the decisions on who is who differ"
    for entity, its in zip_longest(one.entities(), other.entities()):
        if entity != its:
            yield f"the views differ: {entity} and {its}"


def _unlike(left: Reading, right: Reading) -> Iterator[str]:
    where = f"article {left.article.id} ({left.article.name})"
    if left.article != right.article:
        yield f"{where}: expected {left.article}, got {right.article}"
    for what, mine, theirs in (
        ("entity", left.entities, right.entities),
        ("statement", left.statements, right.statements),
    ):
        for one, other in zip_longest(mine, theirs):
            if one != other:
                yield f"{where}: {what} differs: {one} and {other}"


def sync(source: Store, target: Store) -> tuple[Changes, int]:
    """Bring a store in step with another: what was added or replaced, and how many articles were taken back.

    Raises ``StoreError`` if an article cannot be stored.
    """
    changes = target.add(source.readings())
    if changes.refused:
        raise StoreError(f"{target.address}: {changes.refused[0]}")
    wanted = {article.id for article in source.articles()}
    extra = [article.id for article in target.articles() if article.id not in wanted]
    for key in extra:
        target.retract(key)
    target.redirect(*source.decisions())
    return changes, len(extra)


def article_called(store: Store, name: str) -> Article:
    """The article with this id, address or name. Raises ``StoreError`` unless there is exactly one."""
    articles = list(store.articles())
    for fitting in (
        [one for one in articles if name in (one.id, one.url)],
        [one for one in articles if one.name == name or one.name.endswith(f"/{name}")],
    ):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            some = ", ".join(f"{one.id} ({one.name})" for one in fitting[:5])
            raise StoreError(f"{name!r} fits {len(fitting)} articles; give the id of one: {some}")
    raise StoreError(
        f"{store.address}: there is no article with the id, address or name {name!r}; see 'kg query articles'"
    )


def loss(store: Store, article: Article) -> Loss:
    """What taking an article back would do; nothing is changed."""
    (reading,) = store.readings(article.id)
    mine = {(edge.subject, edge.predicate, edge.object) for edge in edges([reading])}
    keys = {entity.canonical for entity in reading.entities}
    around = store.network(sorted(keys)) if keys else None
    touched = [e for e in (around.edges if around else ()) if (e.subject, e.predicate, e.object) in mine]
    shared = {
        entity.canonical
        for other in store.readings(brief=True)
        if other.article.id != article.id
        for entity in other.entities
        if entity.canonical in keys
    }
    alone = store.network(sorted(keys - shared), depth=0, predicates=()).entities if keys - shared else ()
    return Loss(
        article,
        len(reading.statements),
        tuple(edge for edge in touched if edge.sources == 1),
        tuple(edge for edge in touched if edge.sources > 1),
        alone,
    )
