"""What a Cypher query of one's own may do: read. What the engines say of their plans is checked beside them; here is
what is checked of the words where an engine's plan does not tell it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.errors import StoreError

PROCEDURES = frozenset(
    {
        *("db.labels", "db.relationshipTypes", "db.propertyKeys"),
        *("db.schema.visualization", "db.schema.nodeTypeProperties", "db.schema.relTypeProperties"),
        *("db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships"),
    }
)
"""The procedures that may be called: they read the graph or its names, and nothing else."""
_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<name>\w+)
    | (?P<space>\s+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


EXPLAIN = "EXPLAIN "
"""What is put before a query to learn what an engine plans to do for it."""
_PLACE = re.compile(r"line (\d+), col(?:umn)? (\d+)(?: \(offset: \d+\))?")


def explained(fault: str) -> str:
    """What an engine says of a query that it was to explain, in one line, with the places of the query as it was given.

    >>> explained("no such word (line 1, column 10 (offset: 9)); EXPLAIN MTACH (n)")
    'no such word (line 1, column 2); EXPLAIN MTACH (n)'
    """
    return _PLACE.sub(lambda at: f"line {at[1]}, column {int(at[2]) - len(EXPLAIN) * (at[1] == '1')}", fault)


def allowed(procedure: str) -> None:
    """Raises ``StoreError`` for a procedure that may not be called.

    >>> allowed("db.labels")
    """
    if procedure not in PROCEDURES:
        raise StoreError(
            f"the procedure {procedure} may not be called: expected one of {', '.join(sorted(PROCEDURES))}"
        )


def check(query: str) -> None:
    """Raises ``StoreError`` for a query that opens files, calls what it may not, holds several statements, or would
    silently be answered wrongly by the embedded engine.

    >>> check("MATCH (n {name: 'LOAD CSV'}) CALL db.labels() YIELD label RETURN n.call")
    """
    if not query.strip():
        raise StoreError("expected a query, got nothing")
    if "\\u" in query.lower():
        raise StoreError("a query may not hide letters behind \\u escapes")
    tokens = list(_tokens(query))
    words = [word.casefold() for _, word in tokens]
    if ";" in words[:-1]:
        raise StoreError("expected one query, got several, with ';' between them")
    if any(pair == ("load", "csv") for pair in pairwise(words)):
        raise StoreError("a query may not open files or addresses (LOAD CSV)")
    for name in _called(tokens):
        allowed(name)
    _relations_in_braces(tokens)


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    """Names, texts and signs; comments and white space left out, quoted names without their quotes."""
    for match in _TOKEN.finditer(query):
        kind, word = match.lastgroup or "", match.group()
        if kind == "quoted":
            yield "name", word[1:-1].replace("``", "`")
        elif kind not in ("comment", "space"):
            yield kind, word


def _called(tokens: list[tuple[str, str]]) -> Iterator[str]:
    for place, (kind, word) in enumerate(tokens[:-1]):
        before = tokens[place - 1][1].casefold() if place else ""
        if kind == "name" and word.casefold() == "call" and before not in (".", "$", ":", "as"):
            parts = []
            for kind, word in tokens[place + 1 :]:
                if kind != "name" and word != ".":
                    break
                parts.append(word)
            if parts:
                yield "".join(parts)


def _relations_in_braces(tokens: list[tuple[str, str]]) -> None:
    """The embedded engine finds nothing by ``(:Statement {edge: r.id})`` where r is a relationship, and says nothing.

    Raises ``StoreError`` that tells how to write it.
    """
    relations: set[str] = set()
    open_signs: list[tuple[str, bool]] = []
    last, kind_of_last, before = "", "", ""
    for place, (kind, word) in enumerate(tokens):
        if last == "[" and before == "-" and kind == "name":
            relations.add(word)
        if last.casefold() == "as" and before in relations and kind == "name":
            relations.add(word)
        if word in "([{" and kind == "sign":
            inside = bool(open_signs) and open_signs[-1][0] in "(["
            open_signs.append((word, word == "{" and inside and (kind_of_last == "name" or last == "(")))
        elif word in ")]}" and kind == "sign" and open_signs:
            open_signs.pop()
        elif (
            open_signs
            and open_signs[-1][1]
            and (last, word in relations) == (":", True)
            and place + 1 < len(tokens)
            and tokens[place + 1][1] == "."
        ):
            raise StoreError(
                f"without a server nothing is found by {{{before}: {word}. ...}}, as {word} is a relationship: "
                f"write WHERE one.{before} = {word}. ... instead"
            )
        before, last, kind_of_last = last, word, kind
