"""The verbs for queries of one's own, in SPARQL and in Cypher. They can only read."""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli_output import format_option, harmless, store_option, write_rows
from kg.cli_report import say

if TYPE_CHECKING:
    from kg.stores import Rows, Value

_Verb = TypeVar("_Verb", bound=Callable[..., Any])


def _options(verb: _Verb) -> _Verb:
    for option in (
        click.option("--seconds", default=60.0, show_default=True, help="Give up after so long."),
        click.option("--limit", default=10_000, show_default=True, help="Most rows."),
        format_option,
    ):
        verb = option(verb)
    return verb


@click.command(short_help="Put a query of your own to the graph, in SPARQL.")
@store_option()
@click.argument("text")
@_options
def sparql(store: str, text: str, form: str, limit: int, seconds: float) -> int:
    """Put a SPARQL query to the graph: TEXT, or '@FILE', or '-' for standard input. It can only read.

    The prefixes of the ontology are known: kg:, entity:, article:, field: and the standard ones.
    """
    from kg.stores import open_store

    query = _text(text)
    with open_store(store, read_only=True) as graph, _within(seconds):
        if graph.language != "rq":
            raise click.UsageError(f"{store} is asked in Cypher: kg cypher")
        rows = graph.ask(query)
    return _show(rows, form, limit, f"Only the first {limit:,} of {len(rows):,} rows are shown; more with --limit")


@click.command(short_help="Put a query of your own to the graph, in Cypher.")
@store_option()
@click.argument("text")
@click.argument("values", nargs=-1, metavar="[NAME=VALUE...]")
@_options
def cypher(store: str, text: str, values: tuple[str, ...], form: str, limit: int, seconds: float) -> int:
    """Put a Cypher query to the graph: TEXT, or '@FILE', or '-' for standard input. It can only read.

    NAME=VALUE fills the parameter $NAME: numbers, true, false and null as such, anything else as text. A graph in
    a folder needs no server: an embedded engine answers, filled from the statements when they have changed.
    """
    from kg.stores import open_store
    from kg.stores.rdf import RdfStore

    query, bound = _text(text), dict(map(_value, values))
    with open_store(store, read_only=True) as graph:
        if isinstance(graph, RdfStore):
            from kg.stores.embedded import open_embedded

            engine = open_embedded(graph)
            with _within(seconds + GRACE):
                rows = engine.explore(query, bound, limit=limit, seconds=seconds)
            for line in engine.warnings:
                say(harmless(line))
        else:
            from kg.stores.neo4j import Neo4jStore

            assert isinstance(graph, Neo4jStore), "every store is asked in SPARQL or Cypher"
            with _within(seconds + GRACE):
                rows = graph.explore(query, bound, limit=limit, seconds=seconds)
    return _show(rows, form, limit, f"Only the first {limit:,} rows are shown; more with --limit")


GRACE = 5.0
"""Seconds that an engine has to end a query by itself before the process is ended."""


def _value(given: str) -> tuple[str, "Value"]:
    name, sign, text = given.partition("=")
    if not sign or not name.isidentifier():
        raise click.UsageError(f"expected NAME=VALUE for a parameter, got {given!r}")
    try:
        read = json.loads(text)
    except ValueError:
        return name, text
    return name, read if read is None or isinstance(read, str | int | float | bool) else text


def _show(rows: "Rows", form: str, limit: int, more: str) -> int:
    write_rows(rows.columns, rows.rows[:limit], form, sys.stdout)
    if len(rows) > limit:
        say(more)
        return 1
    if not rows:
        say("Nothing found")
    return 0


def _text(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    return Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """End the process when what it does takes longer: an engine may not be interrupted in a query."""

    def stop() -> None:
        say(f"kg: the query took longer than {seconds:g} seconds; --seconds allows more")
        os._exit(2)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
