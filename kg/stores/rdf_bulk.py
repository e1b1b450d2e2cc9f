"""Make a store in a folder from N-Quads, all at once: the way back from an export, several times faster than adding."""

import shutil
from pathlib import Path

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Oxigraph

from kg.errors import StoreError
from kg.files import replacing_place
from kg.stores import rdf_export, rdf_open
from kg.stores import terms as t


def load(source: Path, directory: Path) -> None:
    """Make a store of the N-Quads that ``kg export nquads`` wrote of another; it is there whole or not at all.

    The folder must not be there yet. What the file says is taken as it is; one that was cut off, as its
    last line tells, is refused. Raises ``StoreError``.
    """
    if directory.exists():
        raise StoreError(f"{directory}: expected a folder that is not there yet")
    if not source.is_file():
        raise StoreError(f"{source}: there is no such file")
    if not rdf_export.whole(source):
        raise StoreError(f"{source}: it was cut off, or kg export nquads did not write it: its last line is missing")
    with replacing_place(directory) as draft:
        shutil.rmtree(draft, ignore_errors=True)  # what a killed run left
        with rdf_open.open_directory(str(draft)) as store:
            store.dump(lambda db: _fill(db, source))


def _fill(db: Oxigraph, source: Path) -> None:
    try:
        db.bulk_load(path=str(source), format=RdfFormat.N_QUADS, lenient=True)
    except SyntaxError as error:
        raise StoreError(f"{source}: expected N-Quads: {' '.join(str(error).split())}") from error
    if not any(db.quads_for_pattern(None, t.DIGEST, None, None)):
        raise StoreError(f"{source}: expected what kg export nquads wrote of a graph, got no article")
    db.flush()
