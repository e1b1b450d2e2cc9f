"""Parameters of SPARQL queries: every ``$name`` stands for a value, every ``?name`` for what is looked for."""

import re
from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import Literal

from kg.errors import StoreError
from kg.stores.protocol import Value
from kg.stores.terms import DOUBLE, NAMESPACES

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
_READING = ("select", "ask", "construct", "describe")
_DECLARED = {"prefix": 3, "base": 2}
"""What may stand before a query, with the number of its words."""
_TOLD = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<wanted>.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z]\w* (?:\w+ )+\w+[^,]*")
_SHOWN = 40
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


def fault(query: str, told: str) -> str:
    """What is wrong with a query that cannot be put: what was expected, what was got, where.

    ``told`` are the words of the parser, with the place up to which it understood the query.

    >>> fault("DROP ALL", "error at 1:5: expected CONSTRUCT")
    'not a reading SPARQL query: line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, got DROP'
    """
    tokens = [match for match in _TOKEN.finditer(query) if match.lastgroup != "comment" and match.group().strip()]
    words = [match.group().lower() for match in tokens]
    first, declared = 0, set(NAMESPACES)
    while words[first:] and words[first] in _DECLARED:
        declared.add(words[first + 1].removesuffix(":") if words[first + 1 :] else "")
        first += _DECLARED[words[first]]
    if not words[first:]:
        return "expected a SPARQL query, got nothing"
    at, why = _understood(query, told)
    if words[first] not in _READING:
        at, why = tokens[first].start(), f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, got {tokens[first].group()}"
    else:
        names = ((match, match.group().partition(":")[0]) for match in tokens if match.lastgroup == "name")
        for match, prefix in names:
            if prefix.lower() not in {"_", *declared}:
                known = ", ".join(f"{name}:" for name in sorted(NAMESPACES))
                at, why = match.start(), f"expected a prefix that PREFIX declares, or one of {known}; got {prefix}:"
                break
    line = query.count("\n", 0, at) + 1
    return f"not a reading SPARQL query: line {line}, column {at - query.rfind(chr(10), 0, at)}: {why}"


def _understood(query: str, told: str) -> tuple[int, str]:
    """Up to where the parser understood a query, and what it says of it in words; its lists of signs help nobody."""
    found = _TOLD.match(told)
    if found is None:
        return 0, told
    lines = query.splitlines(keepends=True)
    at = min(len(query), sum(map(len, lines[: int(found["line"]) - 1])) + int(found["column"]) - 1)
    before = " ".join(query[:at].split())
    behind = f"…{before[-_SHOWN:]}" if len(before) > _SHOWN else before
    if said := _SENTENCE.search(found["wanted"]):
        return at, f"{said.group()}, behind {behind!r}"
    return at, f"expected something else behind {behind!r}{'' if query[at:].strip() else ', where it ends'}"


def _literal(value: Value) -> str:
    if isinstance(value, float):
        return str(Literal(repr(value), datatype=DOUBLE))
    try:
        return str(Literal("" if value is None else value))
    except ValueError as error:
        raise StoreError(f"no value for a query: expected text, a number or true or false, got {value!r}") from error
