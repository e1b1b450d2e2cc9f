"""A whole graph as RDF in a file: TriG, N-Quads, Turtle or JSON-LD."""

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

_LAST = b"# the end of the graph\n"
"""The last line of N-Quads, a comment: a file that was cut off lacks it."""


def write(store: Store, form: str, out: IO[bytes]) -> None:
    """Write a graph in one of ``FORMATS``; one that is no RDF yet is made so first, in memory."""
    if isinstance(store, RdfStore):
        store.dump(lambda db: _dump(db, FORMATS[form], out))
        return
    with RdfStore("memory:", Oxigraph()) as copy:
        copy.add(store.readings())
        copy.redirect(*store.decisions())
        write(copy, form, out)


def whole(source: Path) -> bool:
    """Whether a file of N-Quads ends as those end that ``write`` wrote."""
    with source.open("rb") as file:
        file.seek(max(0, source.stat().st_size - len(_LAST) - 2))
        return file.read().replace(b"\r\n", b"\n").endswith(_LAST)


def _dump(db: Oxigraph, form: RdfFormat, out: IO[bytes]) -> None:
    try:
        if form.supports_datasets:
            db.dump(out, form, prefixes=t.NAMESPACES)
            if form == RdfFormat.N_QUADS:
                out.write(_LAST)
        else:
            serialize(dict.fromkeys(quad.triple for quad in db), out, form, prefixes=t.NAMESPACES)
    except OSError as error:  # of what is written; those of the store have other names
        raise StoreError(f"{getattr(out, 'name', 'output')}: {error.strerror or error}") from error
