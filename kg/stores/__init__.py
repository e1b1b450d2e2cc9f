"""Where statements are kept. One protocol, one file per back end.

>>> with open_store("memory:") as store:
...     len(list(store.statements()))
0
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.addresses import public
from kg.errors import StoreError
from kg.stores import rdf_open
from kg.stores.intake import record
from kg.stores.protocol import Changes, Rows, Store, Value

__all__ = [
    "STORES",
    "Changes",
    "Rows",
    "Store",
    "Value",
    "check_address",
    "content_hash",
    "kind",
    "open_store",
    "open_to_fill",
]


def _server(address: str, read_only: bool) -> Store:
    """The store on a Neo4j server, whose driver takes a while to load."""
    from kg.stores.neo4j import open_server

    return open_server(address, read_only)


STORES: dict[str, Callable[[str, bool], Store]] = {
    "file": rdf_open.open_directory,
    "memory": rdf_open.open_memory,
    **dict.fromkeys(("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"), _server),
}
"""Scheme of an address to a function of the address and ``read_only`` that opens it."""


def open_store(address: str | Path, *, read_only: bool = False) -> Store:
    """Open the store at an address: ``memory:``, one of a Neo4j server, or else a directory. Raises ``StoreError``.

    ``neo4j:`` alone is the server of ``NEO4J_URI``, or the one that ``kg neo4j up`` started.
    A directory is made when it is missing, unless it is opened read-only; several processes may read one store at
    a time, or one may write it.
    """
    return STORES[kind(address)](str(address), read_only)


@contextmanager
def open_to_fill(address: str | Path) -> Iterator[Store]:
    """Open a store to put something in. Where that fails, a directory that was made for it and holds no article yet is
    taken away again: an empty graph would pass for a sound one. Raises ``StoreError``.
    """
    fresh = kind(address) == "file" and rdf_open.is_free(str(address))
    empty = False
    try:
        with open_store(address) as store:
            try:
                yield store
            finally:
                empty = fresh and not store.digests()
    except BaseException:
        if empty:
            rdf_open.clear(Path(address))
        raise


def check_address(address: str | Path) -> None:
    """Raises ``StoreError`` for an address that can be no store's, before any work is done for it. Makes nothing.

    >>> check_address("memory:")
    """
    if kind(address) == "file":
        rdf_open.check_directory(str(address))


def kind(address: str | Path) -> str:
    """The key of ``STORES`` for an address. Raises ``StoreError`` for a scheme that is not there.

    >>> kind("neo4j:"), kind("a/folder")
    ('neo4j', 'file')
    """
    text = str(address)
    scheme, colon, _ = text.partition(":")
    if "://" in text and scheme not in STORES:
        expected = f"expected a directory or one of {', '.join(STORES)}"
        raise StoreError(f"{public(text)}: {expected}, got the scheme {scheme!r}")
    return scheme if colon and scheme in STORES else "file"


def content_hash(store: Store) -> str:
    """SHA-256 of all statements of a store with their evidence and qualifiers, whatever order they came in.

    The canonical ids of subject, object and agreement count too, so that two stores agree only if they also agree
    on who is who.
    """
    lines = []
    for reading in store.readings(brief=True):
        canonical = {entity.id: entity.canonical for entity in reading.entities}
        for one in reading.statements:
            ends = [canonical.get(key or "") for key in (one.subject, one.object, one.agreement)]
            lines.append(json.dumps([record(one), ends]))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
