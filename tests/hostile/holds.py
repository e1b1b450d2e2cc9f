"""What must hold of any input whatever: the property tests and the fuzzer look at nothing else."""

import re
import signal
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import FrameType

from kg.cli_output import defused, harmless, to_json
from kg.errors import ArticleError
from kg.identity.settle import prepare
from kg.ids import fold
from kg.model import Article, Reading
from kg.stores import open_store
from loaders.extract import extract
from loaders.files.metadata import canonical, is_example, partial_date
from loaders.prediction import to_json as plain
from loaders.readers import read
from loaders.relations.check import check
from loaders.text.cleaning import clean
from loaders.text.dates import dateline, find_dates
from schemas.languages import language, languages

PARTIAL = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|--\d\d(?:-\d\d)?")
ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SECONDS = 10
"""Work that one input may take, in seconds of a processor."""
LINE = 1000
"""A complaint is one line that a person reads."""
KINDS = (".txt", ".html", ".jsonl", ".parquet", ".warc", ".warc.gz", ".jsonl.gz", ".jsonl.zst", ".txt.gz", ".html.zst")
"""The kinds of files that there are, packed and not."""


class TooLongError(Exception):
    """An input took more work than it may."""


@contextmanager
def within(seconds: float = SECONDS) -> Iterator[None]:
    """End with ``TooLongError`` what takes more work than that, whatever else the machine does meanwhile."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError(f"more than {seconds:g} seconds")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def cleaning(text: str, code: str) -> None:
    """The map of a cleaned text leads into the text, in order; its blocks lie apart."""
    found = clean(text, language(code))
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
    assert all(a <= b for a, b in pairwise(found.starts))
    assert all(a <= b for a, b in pairwise(found.ends))
    assert unicodedata.is_normalized("NFC", found.text)
    assert all(one.start < one.end <= other.start for one, other in pairwise(found.blocks))


def dates(text: str, code: str) -> None:
    """Every date is a day, month or year of the calendar, and stands in the text."""
    end = 0
    for found in find_dates(text, language(code), "2024-02-29"):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        is_date(found.value)
    for told in (dateline(text, language(code)), partial_date(text)):
        is_date(told)


def is_date(told: str | None) -> None:
    """A partial date is possible."""
    if told is None:
        return
    assert PARTIAL.fullmatch(told), told
    numbers = [int(part) for part in told.replace("--", "2000-", 1).split("-")]
    date(*[*numbers, 1, 1][:3])


def reading(text: str, code: str) -> Reading:
    """Every quote stands where it is said to stand, nothing breaks the ontology, and a store takes all of it."""
    made = prepare(extract(Article("a-1", "one", text, "v", language=code, published="2024-02-29")))
    quotes = [e for s in made.statements for e in s.evidence]
    for start, end, quote in (
        *((e.start, e.end, e.quote) for e in quotes),
        *((m.start, m.end, m.text) for one in made.entities for m in one.mentions),
        *((r.start, r.end, r.quote) for r in made.refused),
    ):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quote
    by_id = {one.id: one for one in made.entities}
    assert len(by_id) == len(made.entities)
    assert len({one.id for one in made.statements}) == len(made.statements)
    assert all(one.name.strip() and one.canonical for one in made.entities)
    for statement in made.statements:
        assert check(statement, by_id) is None
        is_date(statement.date)
    to_json(plain(made, canonical=True)).encode()
    return made


def kept(made: Reading) -> None:
    """A store takes a reading, and takes all of it back."""
    with open_store("memory:") as store:
        changes = store.add([made])
        assert (changes.added, changes.statements, changes.refused) == (1, len(made.statements), ())
        store.network()
        store.retract(made.article.id)
        assert not list(store.entities())


def files(data: bytes, kind: str, folder: Path) -> None:
    """A file gives articles that any encoding can write, or complaints of one line."""
    place = folder / f"input{kind}"
    place.write_bytes(data)
    complaints: list[ArticleError] = []
    for article in read([str(place)], on_error=complaints.append):
        for told in (article.raw, article.name, article.url, article.title, article.publisher, article.language):
            (told or "").encode()
        is_date(article.published)
        assert article.raw.strip()
    for complaint in complaints:
        is_clear(str(complaint))


def is_clear(line: str) -> None:
    """A complaint names its input and has a reason, in one line."""
    assert "\n" not in line
    assert re.search(r": \S", line), line
    assert len(line) < LINE, line


def words(text: str) -> None:
    """Text that leaves the program can do nothing, and names and addresses of any form can be compared."""
    assert not ACTIVE.search(harmless(text))
    assert not ACTIVE.search(to_json(text))
    assert not re.match(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]", defused(text))
    assert fold(fold(text)) == fold(text)
    canonical(text)
    is_example(f"https://{text}")


def everything(text: str, code: str) -> None:
    """All of it at once."""
    cleaning(text, code)
    dates(text, code)
    words(text)
    if text.strip():
        reading(text, code)


CODES = languages()
