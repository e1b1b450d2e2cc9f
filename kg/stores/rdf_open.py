"""Open the RDF store in a directory or in memory."""

import json
import shutil
from pathlib import Path

from pyoxigraph import Store as Oxigraph

from kg.errors import StoreError
from kg.stores import rdf_db, rdf_identity
from kg.stores.lock import LOCK, lock, unlock
from kg.stores.rdf import RdfStore

_DATA = "oxigraph"
_MARK = "kg-store.json"
_FORMAT = {"store": "rdf", "format": 2}
"""What the marker file of a store holds. The number goes up when the layout of ontology.ttl changes."""


def open_memory(address: str, read_only: bool = False) -> RdfStore:
    """A store that lives as long as the process."""
    return RdfStore(address, Oxigraph(), writable=not read_only)


def open_directory(address: str, read_only: bool = False) -> RdfStore:
    """Open the store in a directory, made if it is missing and not opened for reading only. Raises ``StoreError``."""
    directory = Path(address)
    try:
        fresh = _prepare(directory, read_only)
        handle = lock(directory, shared=read_only)
    except OSError as error:
        raise StoreError(f"{address}: {error.strerror or error}") from error
    try:
        db = (Oxigraph.read_only if read_only else Oxigraph)(str(directory / _DATA))
        stale = rdf_db.stale(db)
        if stale and not read_only:
            rdf_db.recover(db, rdf_identity.table(db).names)
    except BaseException as error:
        if fresh:
            _unmake(directory)
        unlock(handle)
        if isinstance(error, OSError):
            raise StoreError(f"{address}: {error}") from error
        if isinstance(error, RuntimeError):
            why = " ".join(str(error).split())
            raise StoreError(f"{address}: the store is damaged, or its making was broken off: {why}") from error
        raise
    store = RdfStore(address, db, handle, writable=not read_only)
    if not (stale and read_only):
        return store
    del db
    store.close()
    open_directory(address).close()
    return open_directory(address, read_only=True)


def check_directory(address: str) -> None:
    """Raises ``StoreError`` for a place that holds anything but a store of this format; a missing one is well."""
    try:
        _holds_store(Path(address))
    except OSError as error:
        raise StoreError(f"{address}: {error.strerror or error}") from error


def is_free(address: str) -> bool:
    """Whether a store can be made in a directory, which holds none yet. Raises ``StoreError``."""
    check_directory(address)
    return not (Path(address) / _MARK).is_file()


def clear(directory: Path) -> None:
    """Take the store in a directory away, unless another process uses it."""
    try:
        handle = lock(directory, shared=False)
    except StoreError:
        return
    _unmake(directory)
    unlock(handle)


def _unmake(directory: Path) -> None:
    shutil.rmtree(directory / _DATA, ignore_errors=True)
    for name in (_MARK, _MARK + ".new", LOCK):
        (directory / name).unlink(missing_ok=True)
    if not any(directory.iterdir()):
        directory.rmdir()


def _holds_store(directory: Path) -> bool:
    """Whether a store of this format is there already. Raises ``StoreError`` if anything else is."""
    marker = directory / _MARK
    if marker.is_file():
        found = marker.read_text(encoding="utf-8", errors="replace")
        if found.strip() != json.dumps(_FORMAT):
            raise StoreError(f"{directory}: expected a store of format {json.dumps(_FORMAT)}, got {found.strip()[:80]}")
        return True
    draft = directory / (_MARK + ".new")
    if directory.exists() and any(path != draft for path in directory.iterdir()):
        raise StoreError(f"{directory}: holds other files and no store; name another directory")
    return False


def _prepare(directory: Path, read_only: bool) -> bool:
    """See that the directory holds a store of this format, or make it one. Whether it was made."""
    if _holds_store(directory):
        return False
    if read_only:
        raise StoreError(f"{directory}: there is no store here")
    directory.mkdir(parents=True, exist_ok=True)
    draft, marker = directory / (_MARK + ".new"), directory / _MARK
    draft.write_text(json.dumps(_FORMAT) + "\n", encoding="utf-8")
    draft.replace(marker)
    return True
