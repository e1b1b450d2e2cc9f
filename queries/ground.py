"""A network made ready to be walked, and what the walks of ``queries.walks`` share: figures, words, and what they may
be narrowed by.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Article, Edge, Entity, Network
from queries.values import ANY, CURRENT

Row = dict[str, Any]
FIGURES = ("status", "first_date", "last_date", "sources", "independent", "confidence")
WORDS = ("quote", "publisher", "published", "title", "url", "subject_id", "predicate_id", "object_id")
OVER = ("ended", "suspended")
_NOT_CURRENT = ("planned", *OVER)


@dataclass(slots=True)
class Ground:
    """A network with its edges by end, ready to be walked."""

    network: Network
    entities: dict[str, Entity] = field(default_factory=dict)
    leaving: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    entering: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    deals: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[str, Article] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entities = {entity.id: entity for entity in self.network.entities}
        self.sources = {article.id: article for article in self.network.articles}
        for edge in self.network.edges:
            self.leaving[edge.subject].append(edge)
            self.entering[edge.object].append(edge)
            if edge.predicate == "PARTY_TO":
                self.deals |= {(said.article, said.object): edge.object for said in edge.statements}

    def name(self, key: str) -> str:
        """The name of an entity, or a field code as it is."""
        return self.entities[key].name if key in self.entities else key

    def partnerships(self, key: str) -> dict[str, Edge]:
        """The partnerships of an institution by its partners."""
        found = {edge.object: edge for edge in self.leaving[key] if edge.predicate == "PARTNERS_WITH"}
        return found | {edge.subject: edge for edge in self.entering[key] if edge.predicate == "PARTNERS_WITH"}

    def along(self, key: str, *predicates: str) -> list[Edge]:
        """The edges of some predicates that leave an entity."""
        return [edge for edge in self.leaving[key] if edge.predicate in predicates]

    def covered(self, deal: str) -> list[str]:
        """The fields of an agreement."""
        return sorted({edge.object for edge in self.along(deal, "COVERS")})

    def fields(self, edge: Edge) -> list[str]:
        """The fields of an edge: of its statements and of the agreements that they belong to."""
        found = {code for said in edge.statements for code in said.fields}
        for said in edge.statements:
            if said.agreement is not None:
                found |= set(self.covered(self.deals.get((said.article, said.agreement), "")))
        return sorted(found)

    def is_in(self, key: str, country: str, atlas: Mapping[str, str]) -> bool:
        """Whether the gazetteer or an article places an institution in a country; any if none is wanted."""
        return country == ANY or any(atlas.get(place) == country for place in self.places(key))

    def places(self, key: str) -> list[str]:
        """An institution itself and where it is said to be."""
        return [key, *(edge.object for edge in self.along(key, "LOCATED_IN"))]


def figures(edge: Edge) -> Row:
    """What is known of an edge as a whole."""
    return {column: getattr(edge, column) for column in FIGURES}


def stands(status: str | None, wanted: str) -> bool:
    """Whether a status is the wanted one; ``current`` is all that is not planned, suspended or ended."""
    return wanted in (ANY, status) or (wanted == CURRENT and status not in _NOT_CURRENT)


def in_time(edge: Edge, since: str, until: str) -> bool:
    """Whether an edge was told of between two partial dates; one without a year only where none is given."""
    last, first = edge.last_date or "", edge.first_date or "~"
    after = since == ANY or (last > "0" and since[: len(last)] <= last)
    return after and (until == ANY or ("0" < first < "a" and first[: len(until)] <= until))


def cited(ground: Ground, edge: Edge, ends: tuple[str, str] | None = None) -> Iterator[Row]:
    """One row for each statement and quote of an edge, with what it is about."""
    subject, target = ends or (edge.subject, edge.object)
    for said in edge.statements:
        source = ground.sources[said.article]
        for one in said.evidence:
            yield {
                "quote": one.quote,
                "publisher": source.publisher,
                "published": source.published,
                "title": source.title,
                "url": source.url,
                "role": said.role,
                "date": said.date,
                "rule": one.rule,
                "subject_id": subject,
                "predicate_id": edge.predicate,
                "object_id": target,
                "said": said,
                "at": (source.published or "", source.id, one.start),
            }


def words(ground: Ground, edge: Edge, ends: tuple[str, str] | None = None) -> Iterator[Row]:
    """One row for each quote of an edge."""
    seen = set()
    for row in cited(ground, edge, ends):
        key = (row["at"], row["quote"])
        if key not in seen:
            seen.add(key)
            yield row


def in_order(rows: Iterable[Row], *columns: str) -> list[Row]:
    """Rows by some columns, missing values first, then by the date and place of their words."""
    return sorted(rows, key=lambda row: (*((row[c] if row[c] is not None else "") for c in columns), *_at(row)))


def _at(row: Row) -> tuple[object, ...]:
    return (*row["at"], row["said"].id, row["quote"])


def distinct(rows: Iterable[Row]) -> list[Row]:
    """Rows of the same statement and words once, whatever rules read them."""
    return list({(row["said"].id, row["at"], row["quote"]): row for row in rows}.values())
