"""One writer or several readers at a time: a lock on a store's directory that ends with the process that holds it."""

import os
from io import TextIOWrapper
from pathlib import Path

from kg.errors import StoreError

try:
    import fcntl
except ImportError:  # Windows: the engine's own lock still keeps two writers apart
    fcntl = None  # type: ignore[assignment]

LOCK = "lock"
"""The name of the file that is locked."""


def lock(directory: Path, *, shared: bool) -> TextIOWrapper:
    """Lock a directory for reading (``shared``) or writing; ``unlock`` releases it, and so does the process's end.

    Raises ``StoreError`` at once, naming the process, when another one holds it.
    """
    path = directory / LOCK
    writable = os.access(path if path.exists() else directory, os.W_OK)
    handle = path.open("a+" if writable else "r", encoding="utf-8")
    try:
        if fcntl is not None:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        holder = path.read_text(encoding="utf-8").strip()
        who = f"process {holder} is writing it" if holder else "another process is reading it"
        raise StoreError(f"{directory}: {who}; try again when it has finished") from error
    if writable:
        handle.truncate(0)  # also what a killed writer left behind
        handle.write("" if shared else str(os.getpid()))
        handle.flush()
    return handle


def unlock(handle: TextIOWrapper) -> None:
    """Release a lock. A writer's number is wiped, so that it names no process that has gone."""
    if not handle.closed and handle.writable():
        handle.truncate(0)
    handle.close()
