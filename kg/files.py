"""Files that are written whole or not at all."""

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO


@contextmanager
def replacing(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text file that takes the place of ``path`` only once it is written whole.

    What is no regular file, such as a device or a pipe, is written to as it is, never replaced.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder) / "new" / "page.html") as file:
    ...         _ = file.write("Huế")
    ...     (Path(folder) / "new" / "page.html").read_text(encoding="utf-8")
    'Huế'
    """
    with replacing_bytes(path) as raw:
        stream = io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=True)
        yield stream
        stream.detach()


@contextmanager
def replacing_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """The same for a file of bytes."""
    target = Path(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        temporary.chmod(mode & 0o777)
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        _name(error, target)
        raise


@contextmanager
def replacing_place(path: str | Path) -> Iterator[Path]:
    """The path of a file or folder yet to be made, which takes the place of ``path`` only once it is whole.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing_place(Path(folder) / "tables") as draft:
    ...         draft.mkdir()
    ...     [one.name for one in Path(folder).iterdir()]
    ['tables']
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name[:100]}.part")
    try:
        yield draft
        draft.replace(target)
    except BaseException as error:
        if draft.is_dir():
            shutil.rmtree(draft)
        else:
            draft.unlink(missing_ok=True)
        _name(error, target)
        raise


def _name(error: BaseException, target: Path) -> None:
    """Let an error of the system tell which file it is about: that of a full disk does not."""
    if isinstance(error, OSError) and error.errno and not error.filename:
        error.filename = str(target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
