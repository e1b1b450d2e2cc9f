"""Parameters of SPARQL queries: every ``$name`` stands for a value, every ``?name`` for what is looked for."""

import re
from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import Literal

from kg.errors import StoreError
from kg.stores.protocol import Value
from kg.stores.terms import DOUBLE

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
    | (?P<text>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<parameter>\$\w+)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<name>\w*:[\w.%-]*)
    | (?P<word>[?@]?\w+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REMOTE = "service"
_MATTER = ("parameter", "word")


@lru_cache(maxsize=64)  # a question is put many times, and takes longer to read than to answer
def _tokens(query: str) -> tuple[tuple[str, str], ...]:
    """The tokens of a query; all that lies between two that matter here is one."""
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if found and kind not in _MATTER and found[-1][0] == "other":
            found[-1] = "other", found[-1][1] + match.group()
        else:
            found.append((kind if kind in _MATTER else "other", match.group()))
    return tuple(found)


def parameters(query: str) -> tuple[str, ...]:
    """The names of a query's parameters, in order of their first use.

    >>> parameters("SELECT ?x { ?x kg:id $id } # not $this")
    ('id',)
    """
    return tuple(dict.fromkeys(token[1:] for kind, token in _tokens(query) if kind == "parameter"))


def bind(query: str, values: Mapping[str, Value]) -> str:
    """The query with each parameter replaced by its value, written as an RDF term.

    A value can never become anything but one literal. Raises ``StoreError`` for a parameter without a value, a value
    without a parameter, and a query that would ask another server.

    >>> bind("SELECT ?x { ?x kg:id $id }", {"id": 'a"b'})
    'SELECT ?x { ?x kg:id "a\\\\"b" }'
    """
    wanted = parameters(query)
    if missing := [name for name in wanted if values.get(name) is None]:
        raise StoreError(f"the query needs a value for ${', $'.join(missing)}")
    if unknown := [name for name in values if name not in wanted]:
        raise StoreError(f"the query has no parameter ${', $'.join(unknown)}: expected {', '.join(wanted) or 'none'}")
    if "\\u" in query.lower() or any(kind == "word" and token.lower() == _REMOTE for kind, token in _tokens(query)):
        raise StoreError("a query may neither ask another server (SERVICE) nor hide letters behind \\u escapes")
    return "".join(_literal(values[token[1:]]) if kind == "parameter" else token for kind, token in _tokens(query))


def _literal(value: Value) -> str:
    if isinstance(value, float):
        return str(Literal(repr(value), datatype=DOUBLE))
    try:
        return str(Literal("" if value is None else value))
    except ValueError as error:
        raise StoreError(f"no value for a query: expected text, a number or true or false, got {value!r}") from error
