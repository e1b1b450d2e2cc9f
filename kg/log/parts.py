"""The files of a log. A part is a batch of articles: three Parquet files of one name, in three tables.

::

    LOG/kg-log.json
    LOG/articles/rules=RULES/PART.parquet      what was read, when, by which rules
    LOG/entities/rules=RULES/PART.parquet      who is spoken of, with every mention
    LOG/statements/rules=RULES/PART.parquet    what is said, with every piece of evidence

A part is named for its content, so that writing it twice is writing it once. Its articles are written last: a part
without them was broken off, and is none. Parts are never changed; of several readings of one article the last counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.files import replacing, replacing_bytes
from kg.ids import digest
from kg.log.rules import rules
from kg.model import Article, Entity, Evidence, Mention, Reading, Statement
from kg.stores.intake import digest as stamp

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = ("entities", "statements", "articles")
"""In the order in which they are written."""
MARK = "kg-log.json"
_FORMAT = {"log": "readings", "format": 1}
_CLUES = {
    "articles": ["id", "language", "sketch"],
    "entities": ["article", "id", "type", "name", "names", "canonical"],
    "statements": ["article", "subject", "predicate", "object", "date"],
}
"""What of a reading tells who is who."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One part: its rule set and its name."""

    rules: str
    name: str

    def path(self, log: Path, table: str) -> Path:
        """Where one of its tables is."""
        return log / table / f"rules={self.rules}" / f"{self.name}.parquet"


def content(article: Article) -> str:
    """What of an article its reading depends on, besides the rules: all that its reader told of it."""
    one = article
    parts = (one.id, one.name, one.version, one.language, one.url, one.title, one.publisher, one.published)
    return digest(*parts, "example" if one.example else None)


def make(log: Path) -> None:
    """See that a folder is a log, or make it one. Raises ``StoreError``."""
    if not (log / MARK).is_file():
        if log.exists() and (not log.is_dir() or any(path.name != "lock" for path in log.iterdir())):
            raise StoreError(f"{log}: holds other files and no log; name another folder")
        log.mkdir(parents=True, exist_ok=True)
        with replacing(log / MARK) as stream:
            stream.write(json.dumps(_FORMAT) + "\n")
    check(log)


def check(log: Path) -> None:
    """Raise ``StoreError`` unless a folder is a log of this format."""
    try:
        found = (log / MARK).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StoreError(f"{log}: there is no log here") from error
    if found != json.dumps(_FORMAT):
        raise StoreError(f"{log}: expected a log of format {json.dumps(_FORMAT)}, got {found[:80]}")


def parts(log: Path) -> list[Part]:
    """All parts that were written whole, in order of their names."""
    found = (log / "articles").glob("rules=*/*.parquet")
    return sorted(Part(path.parent.name.removeprefix("rules="), path.stem) for path in found)


def sweep(log: Path) -> None:
    """Take away what a run that was broken off left behind. Nothing else may be writing the log."""
    whole = set(parts(log))
    for table in TABLES:
        for path in (log / table).glob("rules=*/*"):
            part = Part(path.parent.name.removeprefix("rules="), path.stem)
            if path.suffix != ".parquet" or part not in whole:
                path.unlink()


def write(log: Path, readings: Sequence[Reading], when: datetime) -> Part | None:
    """Write a part that was read at some time; none of no readings. The readings must be fit for a store."""
    if not readings:
        return None
    import pyarrow.parquet as pq

    contents = [content(one.article) for one in readings]
    part = Part(rules(), f"part-{digest(*contents)}")
    for table, made in zip(TABLES, _tables(readings, contents, when), strict=True):
        with replacing_bytes(part.path(log, table)) as stream:
            pq.write_table(made, stream, compression="zstd")
    return part


def links_path(log: Path, found: Sequence[Part], told: Mapping[str, str]) -> Path:
    """Where the links between the articles of some parts are, if they were found beforehand, under what people told."""
    decided = (text for pair in sorted(told.items()) for text in pair)
    return log / "links" / f"{digest(*(part.name for part in found), None, *decided)}.parquet"


def table(log: Path, part: Part, name: str, columns: Sequence[str] | None = None) -> "pa.Table":
    """One table of a part, or some of its columns. Raises ``StoreError``."""
    return read(part.path(log, name), columns)


def read(path: Path, columns: Sequence[str] | None = None) -> "pa.Table":
    """A Parquet file, or some of its columns. Raises ``StoreError``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path}: {' '.join(str(error).split())}") from error


def readings(log: Path, part: Part, *, clues: bool = False) -> Iterator[Reading]:
    """The readings of a part, in their order; ``clues``: only what tells who is who of them, several times faster.

    ``Article.raw`` is empty, as in a store.
    """
    rows = {name: table(log, part, name, _CLUES[name] if clues else None).to_pylist() for name in TABLES}
    entities: dict[str, list[Entity]] = {row["id"]: [] for row in rows["articles"]}
    statements: dict[str, list[Statement]] = {row["id"]: [] for row in rows["articles"]}
    for row in rows["entities"]:
        entities[row["article"]].append(_entity(row))
    for row in rows["statements"]:
        statements[row["article"]].append(_statement(row))
    for row in rows["articles"]:
        key = row["id"]
        yield Reading(_article(row), tuple(entities[key]), tuple(statements[key]))


def _tables(readings: Sequence[Reading], contents: Sequence[str], when: datetime) -> Iterator["pa.Table"]:
    import pyarrow as pa

    kinds = _schemas()
    yield pa.Table.from_pylist(
        [
            {
                "article": reading.article.id,
                **{name: getattr(one, name) for name in ("id", "type", "name", "canonical")},
                "names": [{"language": language, "name": name} for language, name in one.names],
                "mentions": [{"text": m.text, "start": m.start, "end": m.end} for m in one.mentions],
            }
            for reading in readings
            for one in reading.entities
        ],
        kinds["entities"],
    )
    yield pa.Table.from_pylist(
        [
            {
                **{name: getattr(one, name) for name in kinds["statements"].names if name != "evidence"},
                "evidence": [
                    {"start": each.start, "end": each.end, "quote": each.quote, "rule": each.rule}
                    for each in one.evidence
                ],
            }
            for reading in readings
            for one in reading.statements
        ],
        kinds["statements"],
    )
    told = [name for name in kinds["articles"].names if name not in ("content", "stamp", "read")]
    yield pa.Table.from_pylist(
        [
            {
                **{name: getattr(reading.article, name) for name in told},
                "content": key,
                "stamp": stamp(reading),
                "read": when,
            }
            for reading, key in zip(readings, contents, strict=True)
        ],
        kinds["articles"],
    )


def _schemas() -> dict[str, "pa.Schema"]:
    import pyarrow as pa

    text, number = pa.string(), pa.int32()
    spans = [("start", number), ("end", number)]
    optional = ("url", "title", "publisher", "published")
    return {
        "articles": pa.schema(
            [
                *((name, text) for name in ("id", "name", "version", "language", *optional)),
                *(("example", pa.bool_()), ("sketch", text), ("content", text), ("stamp", text)),
                ("read", pa.timestamp("us", "UTC")),
            ]
        ),
        "entities": pa.schema(
            [
                *((name, text) for name in ("article", "id", "type", "name", "canonical")),
                ("names", pa.list_(pa.struct([("language", text), ("name", text)]))),
                ("mentions", pa.list_(pa.struct([("text", text), *spans]))),
            ]
        ),
        "statements": pa.schema(
            [
                *((name, text) for name in ("id", "article", "subject", "predicate", "object")),
                ("evidence", pa.list_(pa.struct([*spans, ("quote", text), ("rule", text)]))),
                ("confidence", pa.float64()),
                *((name, text) for name in ("role", "date", "status")),
                *(("fields", pa.list_(text)), ("agreement", text)),
            ]
        ),
    }


def _article(row: dict[str, Any]) -> Article:
    told = {name: row[name] for name in row if name not in ("content", "stamp", "read")}
    return Article(**{"name": "", "raw": "", "version": "", **told})


def _entity(row: dict[str, Any]) -> Entity:
    return Entity(
        *(row["id"], row["type"], row["name"]),
        tuple((pair["language"], pair["name"]) for pair in row["names"]),
        tuple(Mention(one["text"], one["start"], one["end"]) for one in row.get("mentions", ())),
        row["canonical"],
    )


def _statement(row: dict[str, Any]) -> Statement:
    article = row["article"]
    return Statement(
        *(row.get("id", ""), article, row["subject"], row["predicate"], row["object"]),
        tuple(Evidence(article, e["start"], e["end"], e["quote"], e["rule"]) for e in row.get("evidence", ())),
        row.get("confidence", 0.0),
        *(row.get("role"), row["date"], row.get("status"), tuple(row.get("fields", ())), row.get("agreement")),
    )
