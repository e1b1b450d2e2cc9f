"""A whole graph as RDF in a file: TriG, N-Quads, Turtle or JSON-LD."""

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


def write(store: Store, form: str, out: IO[bytes]) -> None:
    """Write a graph in one of ``FORMATS``; one that is no RDF yet is made so first, in memory."""
    if isinstance(store, RdfStore):
        store.dump(lambda db: _dump(db, FORMATS[form], out))
        return
    with RdfStore("memory:", Oxigraph()) as copy:
        copy.add(store.readings())
        copy.redirect(*store.decisions())
        write(copy, form, out)


def _dump(db: Oxigraph, form: RdfFormat, out: IO[bytes]) -> None:
    try:
        if form.supports_datasets:
            db.dump(out, form, prefixes=t.NAMESPACES)
        else:
            serialize(dict.fromkeys(quad.triple for quad in db), out, form, prefixes=t.NAMESPACES)
    except OSError as error:  # of what is written; those of the store have other names
        raise StoreError(f"{getattr(out, 'name', 'output')}: {error.strerror or error}") from error
