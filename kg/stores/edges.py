"""From statements to what a person walks along: edges, and the part of the graph that a question wants.

Pure functions, shared by all back ends.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from kg.model import Article, Edge, Entity, Network, Reading, Statement
from schemas.ontology import ontology

Key = tuple[str, str, str]
"""Canonical subject, predicate, canonical object or field code."""


def edge_key(statement: Statement, canonical: Mapping[str, str]) -> Key | None:
    """The edge that a statement belongs to; None where both ends are the same thing.

    ``canonical`` maps the entity ids of the statement's article to canonical ids. The ends of a symmetric predicate
    come in alphabetical order.

    >>> statement = Statement("s", "a", "e2", "PARTNERS_WITH", "e1", (), 1.0)
    >>> edge_key(statement, {"e1": "bach-mai", "e2": "viet-duc"})
    ('bach-mai', 'PARTNERS_WITH', 'viet-duc')
    """
    subject = canonical[statement.subject]
    target = statement.object if ontology().has_field(statement.predicate) else canonical[statement.object]
    if subject == target:
        return None
    if ontology().predicates[statement.predicate].symmetric and target < subject:
        return target, statement.predicate, subject
    return subject, statement.predicate, target


def keyed(reading: Reading) -> Iterator[tuple[Key, Statement]]:
    """The statements of a reading that make an edge, each with the edge that it belongs to."""
    canonical = {entity.id: entity.canonical for entity in reading.entities}
    for statement in reading.statements:
        key = edge_key(statement, canonical)
        if key is not None:
            yield key, statement


def between(keys: Collection[str], predicates: Collection[str] | None = None) -> Callable[[Key], bool]:
    """Whether an edge leads from one of some entities to another, or to a field, by one of some predicates.

    >>> between({"a", "b"})(("a", "PART_OF", "b")), between({"a", "b"})(("a", "PART_OF", "c"))
    (True, False)
    """
    about = frozenset(filter(ontology().has_field, ontology().predicates))

    def wanted(key: Key) -> bool:
        subject, predicate, target = key
        told = predicates is None or predicate in predicates
        return told and subject in keys and (target in keys or predicate in about)

    return wanted


def edges(readings: Iterable[Reading]) -> tuple[Edge, ...]:
    """All edges that the statements of some readings make, in order of their keys."""
    groups: dict[Key, list[Statement]] = defaultdict(list)
    origin: dict[str, str] = {}
    for reading in readings:
        origin[reading.article.id] = reading.article.copy_of or reading.article.id
        for key, statement in keyed(reading):
            groups[key].append(statement)
    return tuple(edge(key, groups[key], origin) for key in sorted(groups))


def edge(key: Key, statements: Iterable[Statement], origin: Mapping[str, str]) -> Edge:
    """The edge that all statements with one key make; ``origin`` leads from an article to the one it is a copy of."""
    ordered = tuple(sorted(statements, key=lambda one: (one.article, one.id)))
    if len(ordered) == 1:  # most are said once, and a graph has many
        [one] = ordered
        date = one.date or None
        return Edge(*key, ordered, one.confidence, 1, date, date, one.status, 1)
    first, last = date_span(statement.date for statement in ordered)
    return Edge(
        *key,
        statements=ordered,
        confidence=max(statement.confidence for statement in ordered),
        sources=len({statement.article for statement in ordered}),
        first_date=first,
        last_date=last,
        status=latest_status(ordered),
        independent=len({origin[statement.article] for statement in ordered}),
    )


def date_span(dates: Iterable[str | None]) -> tuple[str | None, str | None]:
    """The first and the last of some partial dates; those without a year count only where none has one.

    >>> date_span(["2024-04-09", None, "--11-27", "2023"])
    ('2023', '2024-04-09')
    >>> date_span(["2025-03", "2025-03-14"])
    ('2025-03-14', '2025-03-14')
    """
    known = {date for date in dates if date}
    # a fuller date takes the place of one that only begins like it
    told = sorted(date for date in known if not any(other.startswith(f"{date}-") for other in known))
    usable = [date for date in told if not date.startswith("-")] or told
    return (usable[0], usable[-1]) if usable else (None, None)


def latest_status(statements: Iterable[Statement]) -> str | None:
    """The status of the latest statement that has a year and a status; without one, the status furthest on."""
    statuses = ontology().statuses
    told = []
    for statement in statements:
        if statement.status is not None:
            date = statement.date or ""
            told.append(("" if date.startswith("-") else date, statuses[statement.status].rank, statement.status))
    return max(told)[2] if told else None


def network(
    readings: Iterable[Reading],
    entities: Iterable[Entity],
    *,
    centres: Iterable[str] = (),
    depth: int = 1,
    predicates: Iterable[str] | None = None,
    types: Iterable[str] | None = None,
) -> Network:
    """The part of the graph that ``Store.network`` promises, cut out of enough readings and entities.

    Fields are ends of edges but no entities: no one walks through a field. An edge to a field is kept if its subject
    is nearer than ``depth``. With ``predicates`` and no centres, entities left without an edge are left out.
    """
    wanted, roots = None if predicates is None else frozenset(predicates), tuple(dict.fromkeys(centres))
    known = {entity.id: entity for entity in entities}
    kinds = None if types is None else tuple(types)
    allowed = {
        key for key, entity in known.items() if kinds is None or key in roots or ontology().fits(entity.type, kinds)
    }
    articles: dict[str, Article] = {}
    read: list[Reading] = []
    for reading in readings:
        articles[reading.article.id] = reading.article
        read.append(reading)
    found = [edge for edge in edges(read) if wanted is None or edge.predicate in wanted]
    distance = _distances(found, allowed, roots, depth) if roots else dict.fromkeys(allowed, 0)
    kept = tuple(edge for edge in found if _keeps(edge, distance, depth if roots else 1))
    if not roots and wanted is not None:
        linked = {end for edge in kept for end in (edge.subject, edge.object)}
        distance = {key: 0 for key in distance if key in linked}
    sources = {statement.article for edge in kept for statement in edge.statements} if roots or wanted else articles
    return Network(
        tuple(known[key] for key in sorted(distance)),
        kept,
        tuple(articles[key] for key in sorted(sources)),
        roots[0] if len(roots) == 1 and roots[0] in distance else None,
    )


def _distances(found: Iterable[Edge], allowed: set[str], roots: Iterable[str], depth: int) -> dict[str, int]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in found:
        if not ontology().has_field(edge.predicate):
            neighbours[edge.subject].add(edge.object)
            neighbours[edge.object].add(edge.subject)
    distance = {root: 0 for root in roots if root in allowed}
    frontier = list(distance)
    for step in range(1, depth + 1):
        frontier = [key for key in {n for f in frontier for n in neighbours[f]} & allowed if key not in distance]
        distance.update(dict.fromkeys(frontier, step))
    return distance


def _keeps(edge: Edge, distance: Mapping[str, int], depth: int) -> bool:
    if ontology().has_field(edge.predicate):
        return distance.get(edge.subject, depth) < depth
    return edge.subject in distance and edge.object in distance
