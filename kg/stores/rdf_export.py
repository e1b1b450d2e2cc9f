"""A whole graph as RDF in a file: TriG, N-Quads, Turtle or JSON-LD."""

import re
from pathlib import Path
from typing import IO

from pyoxigraph import RdfFormat, serialize
from pyoxigraph import Store as Oxigraph

from kg.errors import StoreError
from kg.stores import terms as t
from kg.stores.protocol import Store
from kg.stores.rdf import RdfStore

FORMATS = {
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
"""All but Turtle keep the named graph of each article."""

_LAST = b"# the end: %d quads\n"
"""The last line of N-Quads, a comment: how many lines there are before it, so that a file that was cut off is known."""


def write(store: Store, form: str, out: IO[bytes]) -> None:
    """Write a graph in one of ``FORMATS``; one that is no RDF yet is made so first, in memory."""
    if isinstance(store, RdfStore):
        store.dump(lambda db: _dump(db, FORMATS[form], out))
        return
    with RdfStore("memory:", Oxigraph()) as copy:
        copy.add(store.readings())
        copy.redirect(*store.decisions())
        write(copy, form, out)


def told(source: Path) -> int | None:
    """How many quads the last line of a file of N-Quads says that there are; None if there is no such line."""
    with source.open("rb") as file:
        file.seek(max(0, source.stat().st_size - 100))
        found = re.search(rb"(?:^|\n)# the end: (\d+) quads\r?\n$", file.read())
    return int(found[1]) if found else None


def _dump(db: Oxigraph, form: RdfFormat, out: IO[bytes]) -> None:
    try:
        if form.supports_datasets:
            db.dump(out, form, prefixes=t.NAMESPACES)
            if form == RdfFormat.N_QUADS:
                out.write(_LAST % len(db))
        else:
            serialize(dict.fromkeys(quad.triple for quad in db), out, form, prefixes=t.NAMESPACES)
    except OSError as error:  # of what is written; those of the store have other names
        raise StoreError(f"{getattr(out, 'name', 'output')}: {error.strerror or error}") from error
