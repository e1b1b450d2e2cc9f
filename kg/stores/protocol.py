"""What every store can do, and the small records that its functions give back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from kg.model import Article, Entity, Network, Reading, Statement

if TYPE_CHECKING:
    import pyarrow as pa

Value = str | int | float | bool | None
"""What a question may be given and what its rows hold. Ids of entities, articles and fields are plain text."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What ``add`` did: articles by what became of them, and the statements of those added or replaced.

    ``refused`` has one line for each article that could not be stored, with the reason; nothing of it was written.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    statements: int = 0
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A table that a question came back with. Iterating gives one dictionary per row.

    >>> list(Rows(("name", "sources"), (("Spitalul Luceafărul", 2),)))
    [{'name': 'Spitalul Luceafărul', 'sources': 2}]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Store(Protocol):
    """The graph on disk or on a server. Its unit is the statement; entities and edges are views over statements.

    Every function raises ``StoreError`` when the back end fails. Use it as a context manager.
    """

    address: str
    language: str
    """What ``ask`` takes, as the suffix of the question files in it: ``rq`` (SPARQL) or ``cypher``."""

    def add(self, readings: Iterable[Reading]) -> Changes:
        """Write what was read from articles; their entities must be resolved (``Entity.canonical``). What ``redirect``
        told is applied to them; ``Entity.key`` and ``Article.copy_of`` of what is added count for nothing.

        An article that is there already with the same content is left alone; with other content it is replaced.
        The order in which articles come does not matter. Killed at any moment, each article is there whole or not
        at all.
        """
        ...

    def retract(self, article: str) -> int:
        """Take an article back, with everything that only it said. The number of statements taken back."""
        ...

    def redirect(self, same: Mapping[str, str], names: Mapping[tuple[str, str], str] | None = None) -> int:
        """Let this table of who is who, and no other, hold from now on. The number of articles that it changed.

        ``same`` leads from an id to the id that stands for it (see ``kg.stores.redirects``): from the canonical id that
        an entity was added with, from the id of one entity as read, which counts first, or from an article to the one
        that it is a copy of. Ids that are not in it stand for themselves; none stands for another and is led elsewhere.
        ``names`` are preferred names by (canonical id, language).

        In one transaction the table is written and what it changes is derived anew: canonical ids, the views of
        entities, walking edges. What was read stays as it is, so an empty table restores what was there before.
        ``add`` applies the table to what comes in; ``network`` follows it.
        """
        ...

    def decisions(self) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        """The table of who is who that ``redirect`` told, ready to be told to another store."""
        ...

    def readings(self, article: str | None = None, *, brief: bool = False) -> Iterator[Reading]:
        """All that was added, article by article in order of their ids; ``Article.raw`` is empty.

        Brief readings come several times faster: their entities have ``id`` and ``canonical`` only.
        """
        ...

    def statements(self, article: str | None = None) -> Iterator[Statement]:
        """The statements of one article or of all, as they were added."""
        ...

    def entities(self) -> Iterator[Entity]:
        """The entities of the whole graph under their canonical ids, in order of the ids."""
        ...

    def articles(self) -> Iterator[Article]:
        """The articles, in order of their ids; ``raw`` is empty."""
        ...

    def digests(self) -> list[str]:
        """What the store knows the content of each article by (``kg.stores.intake.digest``), in order: equal lists are
        equal statements.
        """
        ...

    def find(self, name: str) -> list[str]:
        """Canonical ids of the entities that a name may mean, the best match first (see ``kg.stores.names``)."""
        ...

    def network(
        self,
        centres: Iterable[str] = (),
        *,
        depth: int = 1,
        predicates: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        article: str | None = None,
    ) -> Network:
        """The part of the graph within ``depth`` edges of the centres (canonical ids); the whole graph without any.

        ``predicates`` keeps only these edges; ``types`` keeps only entities of these classes or narrower ones (the
        centres always stay); ``article`` keeps only what this one article says. ``Network.centre`` is the centre
        when there is exactly one.
        """
        ...

    def ties(self) -> "pa.Table":
        """Every edge of the graph without its statements (``kg.stores.ties.COLUMNS``), in no particular order: what
        algorithms over the whole graph go by.
        """
        ...

    def labels(self) -> Mapping[str, tuple[str, str]]:
        """Name and type of each entity by its canonical id."""
        ...

    def ask(self, query: str, **params: Value) -> Rows:
        """Put a reading question in the store's own language; parameters are bound as values, never pasted in."""
        ...

    def close(self) -> None:
        """Release the store. Closing twice does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
