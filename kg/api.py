"""The graph in a notebook: ``kg.open("graph").partners("Bạch Mai", depth=2)``.

Every question of ``kg queries`` is a function of the graph; its answers are tables that wrap a ``Network``.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.counts import counted
from kg.errors import KgError
from kg.model import Network
from kg.stores import Store, Value, open_store
from queries import answer as asking

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Result:
    """The answer to a question: rows of plain values, and the part of the graph that they are about."""

    def __init__(self, store: Store, answer: asking.Answer) -> None:
        self._store = store
        self.answer = answer

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.answer.columns

    @property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as they are."""
        return self.answer.rows

    def __len__(self) -> int:
        return len(self.answer.rows)

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @cached_property
    def network(self) -> Network:
        """The entities and relations that the rows are about, with all their statements and articles."""
        return asking.network(self._store, self.answer)

    @property
    def why(self) -> str:
        """How the answer came about."""
        return "\n".join(self.answer.why)

    def to_networkx(self) -> "nx.MultiDiGraph":
        """The network as a networkx graph (see ``queries.walk.graph``)."""
        from queries.walk import graph

        return graph(self.network)

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a data frame; needs the extra ``pandas``."""
        try:
            import pandas
        except ImportError as error:
            raise KgError("to_pandas needs pandas: pip install 'healthkg[pandas]'") from error
        return pandas.DataFrame(list(self), columns=list(self.columns))

    def to_html(self, title: str | None = None) -> str:
        """The network as one page that opens in any browser and needs no network."""
        from queries.render import render

        return render(self.network, title=title or self.answer.title)

    def __repr__(self) -> str:
        return f"<{self.answer.title}: {counted(len(self), 'row')}>"

    def _repr_html_(self) -> str:
        from html import escape

        shown = asking.shown(self._store, self.answer)
        cells = [[escape("" if value is None else str(value)) for value in row] for row in shown.rows]
        head = _row("th", map(escape, shown.columns))
        return _tag("table", head + "".join(_row("td", row) for row in cells))


def _tag(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _row(cell: str, cells: Any) -> str:
    return _tag("tr", "".join(_tag(cell, one) for one in cells))


class Graph:
    """A store with its questions as functions. Use it as a context manager, or close it.

    Values are given in the order of the parameters or by their names: ``graph.partners("bach mai", depth=2)``.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def ask(self, name: str, *values: object, **named: object) -> Result:
        """Put a question. Raises ``KgError`` for a name of an institution that fits none or several."""
        given = {key: str(value) for key, value in named.items()}
        return Result(self.store, asking.ask(self.store, name, list(map(str, values)), given))

    def __getattr__(self, name: str) -> Callable[..., Result]:
        if name not in asking.catalogue():
            raise AttributeError(f"a graph has no {name!r}; its questions are {', '.join(asking.catalogue())}")

        def put(*values: object, **named: object) -> Result:
            return self.ask(name, *values, **named)

        asked = asking.catalogue()[name]
        put.__name__, put.__doc__ = name, "\n\n".join((asked.help, *map(str, asked.asked)))
        return put

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *asking.catalogue()]

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_graph(address: str) -> Graph:
    """The graph at an address, opened for reading. Raises ``StoreError``."""
    return Graph(open_store(address, read_only=True))
