"""From files, folders, archives, standard input and web addresses to articles, one at a time."""

import gzip
import http.client
import io
import logging
import os
import re
import stat
import sys
import urllib.error
import urllib.request
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from kg.addresses import has_login, public
from kg.counts import counted
from kg.errors import ArticleError
from kg.ids import digest
from kg.model import Article
from loaders.files import formats, limit
from loaders.files.encodings import mend
from loaders.files.formats import Reader, Record
from loaders.files.metadata import canonical, is_example, is_web_address, language_of
from loaders.text.layout import layout_of
from schemas.languages import language, languages

READERS: dict[str, Reader] = {
    ".txt": formats.read_text,
    ".html": formats.read_html,
    ".htm": formats.read_html,
    ".jsonl": formats.read_json_lines,
    ".ndjson": formats.read_json_lines,
    ".parquet": formats.read_parquet,
    ".warc": formats.read_warc,
}
"""The reader for each suffix. A suffix of ``COMPRESSIONS`` may follow it."""

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
"""Suffixes of compressed files and how they are compressed."""

_BEGINNINGS = {"gzip": re.compile(rb"\x1f\x8b"), "zstd": re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")}

_SINGLE = (formats.read_text, formats.read_html)
AGENT = "healthkg (reads news articles into a knowledge graph)"
TIMEOUT = 30
_TITLE = 250
_SHOWN_KINDS = 5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: what errors call it, its name inside the argument, and how it is opened and read.

    Those of files can be sent to another process.
    """

    where: str
    place: str
    stem: str
    open: Callable[[ExitStack], BinaryIO]
    reader: Reader

    @property
    def many(self) -> bool:
        """Whether it holds many articles that are quick to pass over."""
        return self.reader in (formats.read_json_lines, formats.read_parquet)


@dataclass(slots=True)
class _Run:
    """What one run has read, so that no file is read twice and no two articles share a name."""

    on_error: Callable[[ArticleError], None]
    strict: bool
    files: set[tuple[int, int]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)

    def report(self, where: str, reason: object) -> None:
        error = ArticleError(f"{where or repr(where)}: {reason}")
        if self.strict:
            raise error
        self.on_error(error)


def read(
    paths: Iterable[str],
    *,
    fetch: bool = False,
    strict: bool = False,
    on_error: Callable[[ArticleError], None],
) -> Iterator[Article]:
    """Read articles from files, folders, ``-`` (standard input) and, with ``fetch``, http(s) addresses.

    Whatever cannot be read goes to ``on_error`` and the others go on; with ``strict`` the first is raised. Files of
    a folder are read in the order of their names; those of unknown kinds are counted in a warning to the log. Nothing
    is held in memory but the article at hand and the names of the files.
    """
    run = _Run(on_error, strict)
    for path in paths:
        for source in _sources(path, fetch, run):
            yield from _articles(source, run)


def sources(paths: Iterable[str], *, on_error: Callable[[ArticleError], None]) -> Iterator[Source]:
    """The files that ``read`` would read at some paths, under the names that it would give them."""
    run = _Run(on_error, strict=False)
    for path in paths:
        yield from _sources(path, False, run)


def articles_of(
    source: Source, *, share: tuple[int, int] = (0, 1), on_error: Callable[[ArticleError], None]
) -> Iterator[Article]:
    """The articles of one source, or of the first of so many equal shares of its records."""
    first, shares = share
    yield from _articles(source, _Run(on_error, strict=False), slice(first, None, shares))


def _sources(path: str, fetch: bool, run: _Run) -> Iterator[Source]:
    """What an argument stands for."""
    if path == "-":
        yield Source("standard input", "-", "stdin", lambda _: _standard_input(), _read_stream)
    elif is_web_address(path):
        shown = public(path)
        if has_login(path):
            run.report(shown, "an address with a user or a password in it is not read")
        elif fetch:
            stem = Path(path.partition("?")[0].rstrip("/")).stem or "page"
            yield Source(shown, canonical(path), stem, lambda stack: _opened(path, stack), _page_reader(path))
        else:
            run.report(shown, "a web address is read with --fetch only")
    elif os.path.isdir(path):  # noqa: PTH112 (a name that no path can have is a missing file, not a crash)
        yield from _folder(path, run)
    else:
        yield from _file(path, Path(path).name, run, named=True)


def _folder(folder: str, run: _Run) -> Iterator[Source]:
    """Files of known kinds below a folder, by name. Hidden ones are left alone; a loop of links is walked once."""
    others: Counter[str] = Counter()
    seen: set[tuple[int, int]] = set()
    for parent, folders, files in os.walk(
        folder, followlinks=True, onerror=lambda e: run.report(str(e.filename), _why(e))
    ):
        here = os.stat(parent)  # noqa: PTH116
        if (here.st_dev, here.st_ino) in seen:
            folders.clear()
            continue
        seen.add((here.st_dev, here.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(parent, name)
            if _kind(name) is None:
                others[os.path.splitext(name)[1].lower() or name] += 1  # noqa: PTH122
            else:
                yield from _file(str(path), path.relative_to(folder).as_posix(), run, named=False)
    if others:
        kinds = ", ".join(f"{kind} {count}" for kind, count in others.most_common(_SHOWN_KINDS))
        more = " and others" if len(others) > _SHOWN_KINDS else ""
        _log.warning("%s: %s left unread, of other kinds: %s%s", folder, counted(others.total(), "file"), kinds, more)


def _file(path: str, place: str, run: _Run, *, named: bool) -> Iterator[Source]:
    """One file; ``named``: an argument names it, so it may be a pipe and must be of a known kind."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError) as error:
        run.report(path, _why(error))
        return
    if stat.S_ISFIFO(found.st_mode) and named:
        yield Source(path, place, "stdin", lambda stack: _file_stream(path, None, stack), _read_stream)
        return
    kind = _kind(path)
    if not stat.S_ISREG(found.st_mode):
        run.report(path, "not a regular file")
    elif kind is None:
        run.report(path, f"unknown kind of file; expected one of {', '.join(READERS)}, or these with .gz or .zst")
    elif kind[0] in _SINGLE and kind[1] is None and found.st_size > formats.ARTICLE_LIMIT:
        run.report(path, formats.too_large())
    elif (found.st_dev, found.st_ino) not in run.files:
        run.files.add((found.st_dev, found.st_ino))
        reader, compression, stem = kind
        own = _unused(place, path, run.places)
        name = _unused(stem, path, run.stems)
        yield Source(path, own, name, partial(_file_stream, path, compression), reader)


def _kind(name: str) -> tuple[Reader, str | None, str] | None:
    """Reader, compression and stem of a file name, or None where its suffixes are not known."""
    stem, suffix = os.path.splitext(os.path.basename(name))  # noqa: PTH119, PTH122
    compression = COMPRESSIONS.get(suffix.lower())
    if compression:
        stem, suffix = os.path.splitext(stem)  # noqa: PTH122
    reader = READERS.get(suffix.lower())
    return (reader, compression, stem) if reader and stem else None


def _unused(name: str, path: str, used: set[str]) -> str:
    """``name``, or if it is taken, with its folder, its suffix and as many folders more as tell it apart."""
    parts = Path(path).absolute().parts
    names = (name, "/".join((*parts[-2:-1], name)), *("/".join(parts[-depth:]) for depth in range(2, len(parts) + 1)))
    free = next((n for n in names if n not in used), f"{path} ({len(used)})")
    used.add(free)
    return free


def _articles(source: Source, run: _Run, share: slice = slice(None)) -> Iterator[Article]:
    for record in islice(_records(source), share.start, share.stop, share.step):
        if isinstance(record, ArticleError):
            run.report(source.where, record)
            continue
        if len(record.raw) > limit.LONGEST:
            where = f"record {record.number}: " if record.number else ""
            run.report(source.where, where + limit.told(record.raw))
            record = replace(record, raw=limit.cut(record.raw))
        yield _article(record, source)


def _records(source: Source) -> Iterator[Record | ArticleError]:
    """The records of one source. Whatever breaks off the reading comes as the last error."""
    with ExitStack() as stack:
        try:
            yield from source.reader(source.open(stack))
        except ArticleError as error:
            yield error
        except (OSError, EOFError, zlib.error, UnicodeError, RecursionError, http.client.HTTPException) as error:
            yield ArticleError(_why(error))


def _article(record: Record, source: Source) -> Article:
    identity = canonical(record.url) if record.url and is_web_address(record.url) else source.place
    if identity == source.place and record.number:
        identity = f"{source.place}#{record.key or record.number}"
    code = language_of(record.language, record.raw)
    return Article(
        id=f"a-{digest(identity)}",
        name=mend(f"{source.stem}#{record.number}" if record.number else source.stem),
        raw=record.raw,
        version=record.version,
        language=code,
        url=record.url,
        title=record.title or _headline(record.raw, code),
        publisher=record.publisher,
        published=record.published,
        example=is_example(record.url),
    )


def _headline(raw: str, code: str) -> str | None:
    """The first line that is not furniture of the site, if it is short enough to be a headline."""
    layout = layout_of(language(code if code in languages() else languages()[0]))
    lines = (line.strip() for line in raw[: 4 * _TITLE].split("\n"))
    first = next((line for line in lines if line and not layout.furniture.fullmatch(line)), "")
    return first if 0 < len(first) <= _TITLE else None


def _file_stream(path: str, compression: str | None, stack: ExitStack) -> BinaryIO:
    file = stack.enter_context(Path(path).open("rb"))  # noqa: SIM115 (the stack closes it)
    if compression and (head := file.peek(4)[:4]) and not _BEGINNINGS[compression].match(head):
        raise ArticleError(f"expected a file packed with {compression}, as its name says, got something else")
    if compression == "gzip":
        return cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=file)))
    if compression is None:
        return file
    import pyarrow as pa

    # Unlike the stream of the zstandard package, this one says so when the file ends too early.
    unpacked = stack.enter_context(pa.CompressedInputStream(pa.PythonFile(file, mode="r"), compression))
    return cast(BinaryIO, io.BufferedReader(unpacked))


def _standard_input() -> BinaryIO:
    return sys.stdin.buffer


def _read_stream(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    """JSON lines if the stream begins like them, else one article."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    start = buffered.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    yield from (formats.read_json_lines if start.startswith(b"{") else formats.read_text)(buffered)


def _opened(url: str, stack: ExitStack) -> BinaryIO:
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "text/html,text/plain,*/*;q=0.1"})
    return cast(BinaryIO, stack.enter_context(urllib.request.urlopen(request, timeout=TIMEOUT)))


def _page_reader(url: str) -> Reader:
    def read_page(stream: BinaryIO) -> Iterator[Record | ArticleError]:
        headers = cast(http.client.HTTPResponse, stream).headers
        if headers.get_content_type() == "text/plain":
            yield from formats.read_text(stream)
        else:
            yield formats.page_record(formats.whole(stream), 0, url, headers.get_content_charset())

    return read_page


def _why(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return " ".join(str(error).split()) or type(error).__name__
