"""One reader per kind of file: each turns an open stream of bytes into records, one after the other."""

import codecs
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, BinaryIO, cast

import yaml

from kg.addresses import public
from kg.errors import ArticleError
from loaders.files.encodings import decode, mend
from loaders.files.metadata import partial_date

ARTICLE_LIMIT = 20_000_000
"""Bytes that one article may have; the longest news pages have a tenth of it."""

_FRONT_MATTER_LIMIT = 65_536
# Of lines with nothing in them: a few bytes can unpack to any number.
_EMPTY_LINES = 1_000_000
# A text may also begin with a rule of dashes; front matter has a field (or a remark, or nothing) on its next line.
_FIELD = re.compile(r"\s*(?:#|[\w-]+\s*:(?:\s|$)|---\s*$)", re.MULTILINE)
_FIELDS = {
    "text": ("text", "raw", "body", "content", "maintext"),
    "url": ("url", "link", "canonical_url"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_publish", "date_published", "published_at", "datePublished"),
    "publisher": ("publisher", "source", "site_name", "source_domain"),
    "language": ("language", "lang"),
    "key": ("id", "name"),
}
_COLUMNS = frozenset(name for names in _FIELDS.values() for name in names) | {"html"}
_COLUMNS_OF_TEXT = frozenset((*_FIELDS["text"], "html"))
_TEXTS = ", ".join((*_FIELDS["text"], "html"))


@dataclass(frozen=True, slots=True)
class Record:
    """One article as a file holds it. ``number`` counts from 1 in a collection and is 0 for a file of its own.

    ``key`` is what the collection itself calls the record; ``version`` hashes the original bytes.
    """

    raw: str
    version: str
    number: int = 0
    key: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


Reader = Callable[[BinaryIO], Iterator[Record | ArticleError]]
"""Yields an error for each record of a collection that cannot be read, and raises one if nothing can be read on."""


def whole(stream: BinaryIO) -> bytes:
    """All bytes of one article. Raises ``ArticleError`` beyond ``ARTICLE_LIMIT``, having read no more than that."""
    data = stream.read(ARTICLE_LIMIT + 1)
    if len(data) > ARTICLE_LIMIT:
        raise ArticleError(too_large())
    return data


def too_large() -> str:
    """Why an article of too many bytes is refused."""
    return f"it is larger than the {ARTICLE_LIMIT // 1_000_000} MB that one article may have"


def read_text(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    """One article as plain text, with YAML front matter or without."""
    data = whole(stream)
    head, raw = _front_matter(decode(data))
    if not raw.strip():
        raise ArticleError("it has no text after its front matter" if head else "it is empty")
    yield _record(head, raw, data, 0)


def read_html(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    """One news page."""
    yield page_record(whole(stream), 0)


def read_json_lines(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    """One article per line, each a JSON object. A file of which no line can be read is one error, not one a line."""
    return _of_one_kind(_json_lines(stream), "lines")


def _of_one_kind(records: Iterator[Record | ArticleError], what: str) -> Iterator[Record | ArticleError]:
    """Records and errors as they come, errors before the first record only once there is one."""
    waiting: list[ArticleError] = []
    one: Record | ArticleError | None = None
    try:
        while isinstance(one := next(records, None), ArticleError):
            waiting.append(one)
    except ArticleError as error:
        waiting.append(error)
        one = None
    if one is None and len(waiting) > 1:
        raise ArticleError(f"none of its {len(waiting):,} {what} can be read; {waiting[0]}")
    yield from waiting
    if one is not None:
        yield one
        yield from records


def _json_lines(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    lines, line, number, empty = _lines(stream), 0, 0, 0
    while True:
        line += 1
        try:
            data = next(lines, None)
        except (OSError, EOFError, UnicodeError, zlib.error) as error:
            raise ArticleError(f"line {line}: {error}") from error
        if data is None:
            break
        if data.strip(b" \t\r\n\xef\xbb\xbf"):
            number, empty = number + 1, 0
            try:
                if len(data) > ARTICLE_LIMIT:
                    raise ArticleError(too_large())
                yield _mapped(_json_object(data), data.strip(), number)
            except ArticleError as error:
                yield ArticleError(f"line {line}: {str(error).removeprefix('line 1: ')}")
        elif (empty := empty + 1) > _EMPTY_LINES:
            raise ArticleError(f"line {line}: more than {_EMPTY_LINES:,} empty lines one after the other")
    if not number:
        raise ArticleError("it is empty")


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines in UTF-8; of those that are too long only the beginning."""
    read: Callable[[int], bytes] = stream.readline
    if isinstance(stream, io.BufferedReader) and stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(stream, "utf-16", newline="\n")
        read = lambda size: text.readline(size).encode("utf-8", "surrogatepass")  # noqa: E731
    while data := read(ARTICLE_LIMIT + 1):
        yield data
        if len(data) > ARTICLE_LIMIT:
            while data and not data.endswith(b"\n"):
                data = read(1 << 20)


def read_parquet(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    """One article per row, read in batches. A file of which no row can be read is one error."""
    return _of_one_kind(_rows(stream), "rows")


def _rows(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    import pyarrow as pa
    from pyarrow import parquet

    if not stream.seekable():
        raise ArticleError("a Parquet file must lie uncompressed on disk")
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        names = [name for name in file.schema_arrow.names if name in _COLUMNS]
        # A text that many rows share is kept once, however long it is.
        texts = [name for name in names if file.schema_arrow.field(name).type in (pa.string(), pa.binary())]
        file = parquet.ParquetFile(stream, read_dictionary=texts, page_checksum_verification=True)
        if not _COLUMNS_OF_TEXT.intersection(names):
            raise ArticleError(f"no column with text; expected one of {_TEXTS}")
        for batch in file.iter_batches(batch_size=64, columns=names):
            for row in range(batch.num_rows):
                number += 1
                try:
                    values = _row(batch.slice(row, 1))
                    yield _mapped(values, json.dumps(values, sort_keys=True, default=str).encode(), number)
                except ArticleError as error:
                    yield ArticleError(f"row {number}: {error}")
        if not number:
            raise ArticleError("it has no rows")
    except ArticleError:
        raise
    # Damage meets the parser in ways that it does not foresee; whatever it is, the file is at fault.
    except Exception as error:
        where = f"after row {number}: " if number else ""
        raise ArticleError(f"{where}not readable as Parquet: {_first_line(error)}") from error


def _row(batch: Any) -> dict[str, Any]:
    """The values of a batch of one row; texts may be kept as bytes. Raises ``ArticleError``."""
    try:
        [row] = batch.to_pylist()
    except (OverflowError, ValueError, LookupError) as error:
        raise ArticleError(f"a value that cannot be read: {_first_line(error)}") from error
    if any(isinstance(value, str | bytes) and len(value) > ARTICLE_LIMIT for value in row.values()):
        raise ArticleError(too_large())
    return {
        name: decode(value) if isinstance(value, bytes) else value for name, value in row.items() if value is not None
    }


def read_warc(stream: BinaryIO) -> Iterator[Record | ArticleError]:
    """The HTML pages among the responses of a web archive."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    entry, number, faults = None, 0, 0
    archive = ArchiveIterator(SimpleNamespace(read=_pieces(stream)))
    archive.INC_RECORD = ""  # what it would print itself is counted below
    try:
        for entry in archive:
            if archive.err_count > faults:
                faults = archive.err_count
                yield ArticleError(f"record {number}: its length is not the one that it tells")
            if entry.rec_type is None:
                raise ArticleError("not a web archive, or cut off inside a record's header")
            if entry.rec_type != "response" or not _is_page(entry.http_headers):
                continue
            number += 1
            url = entry.rec_headers.get_header("WARC-Target-URI")
            try:
                data = whole(entry.content_stream())
                if entry.raw_stream.limit > 0:
                    raise ArticleError("it is cut off before its end")
                kind = entry.http_headers.get_header("Content-Type") or ""
                yield page_record(data, number, url, kind.partition("charset=")[2].strip(" \"';") or None)
            except ArticleError as error:
                yield ArticleError(f"record {number} ({public(str(url))}): {error}")
    # Rubbish meets the parser in ways that it does not foresee; whatever it is, the archive is at fault.
    except ArticleError:
        raise
    except Exception as error:
        if isinstance(error, ArchiveLoadFailed) and entry is None:
            raise ArticleError("not a web archive") from error
        known = isinstance(error, ArchiveLoadFailed | OSError)
        # what the parser found instead is nobody's to read
        why = _first_line(error).partition(", first line: ")[0] if known else "a header is missing or wrong"
        raise ArticleError(f"after record {number}: not readable as a web archive: {why}") from error
    if entry is None:
        raise ArticleError("not a web archive")
    if not number:
        raise ArticleError("no web page in it: no response that is HTML")


def _pieces(stream: BinaryIO) -> Callable[[int], bytes]:
    """Read what can be had before what cannot, and do not let the end of a cut off file pass for its true end."""

    def read(size: int) -> bytes:
        try:
            return cast(io.BufferedReader, stream).read1(size)
        except (EOFError, zlib.error) as error:
            raise OSError(str(error)) from error

    return read


def page_record(data: bytes, number: int, url: str | None = None, charset: str | None = None) -> Record:
    """The record of one news page, of which its server told ``url`` and ``charset``."""
    from loaders.files.html import read_page

    page = read_page(data, url, charset)
    version = sha256(data).hexdigest()
    address = _public(page.url)
    return Record(page.text, version, number, None, address, page.title, page.publisher, page.published, page.language)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields between two lines of three dashes at the very start, and the text after them."""
    first, newline, rest = text.partition("\n")
    if first.rstrip() != "---" or not newline or not _FIELD.match(rest):
        return {}, text
    at = 0
    while 0 <= at < min(len(rest), _FRONT_MATTER_LIMIT):
        end = rest.find("\n", at)
        line = rest[at:] if end < 0 else rest[at:end]
        if line.rstrip() in ("---", "..."):
            return _yaml(rest[:at]), "" if end < 0 else rest[end + 1 :]
        at = end + 1 if end >= 0 else -1
    return {}, text


def _yaml(text: str) -> dict[str, Any]:
    try:
        # This loader builds only texts, lists and dicts, each value as written: no date is moved to another time
        # zone, no "no" becomes False.
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ArticleError(f"its front matter is not valid YAML: {_first_line(error)}") from error
    return found if isinstance(found, dict) else {}


def _json_object(data: bytes) -> dict[str, Any]:
    text = decode(data)
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise ArticleError(f"not valid JSON: {error.msg} (column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"not valid JSON: {_first_line(error)}") from error
    if not isinstance(found, dict):
        raise ArticleError(f"expected a JSON object, got {type(found).__name__}")
    return found


def _mapped(values: Mapping[str, Any], data: bytes, number: int) -> Record:
    """The record of one object or row, by the names that its fields usually have."""
    raw = _text(values, "text")
    if raw:
        return _record(values, raw, data, number)
    html = values.get("html")
    if isinstance(html, str) and html.strip():
        from loaders.files.html import parse_page

        page = parse_page(mend(html), _text(values, "url"))
        told = {"url": page.url, "title": page.title, "publisher": page.publisher, "published": page.published}
        given = {**told, **{name: values[key] for name in told for key in _FIELDS[name] if values.get(key)}}
        return _record({"language": page.language, **values, **given}, page.text, data, number)
    raise ArticleError(f"no text in any of the fields {_TEXTS}")


def _record(values: Mapping[str, Any], raw: str, data: bytes, number: int) -> Record:
    published = next((values[name] for name in _FIELDS["published"] if values.get(name)), None)
    return Record(
        raw=raw,
        version=sha256(data).hexdigest(),
        number=number,
        key=_text(values, "key"),
        url=_public(_text(values, "url")),
        title=_text(values, "title"),
        publisher=_text(values, "publisher"),
        published=partial_date(published),
        language=_text(values, "language"),
    )


def _text(values: Mapping[str, Any], field: str) -> str | None:
    """The first of the field's names that holds a text which is not empty; a key may be a number."""
    for name in _FIELDS[field]:
        value = values.get(name)
        if field == "key" and isinstance(value, int):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return mend(value if field == "text" else value.strip())
    return None


def _public(url: str | None) -> str | None:
    return None if url is None else public(url)


def _is_page(headers: Any) -> bool:
    if headers is None or not str(headers.get_statuscode()).startswith("2"):
        return False
    return "html" in (headers.get_header("Content-Type") or "").lower()


def _first_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
