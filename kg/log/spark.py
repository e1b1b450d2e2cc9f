"""The same step on a cluster: PySpark reads files by shares into a log, and finds by shuffles who is who.

Workers write the parts themselves, into a folder that all of them see, so that a run that is broken off loses only the
parts at hand. Nothing but counts, and the pairs that rules join, comes back to the process that started it.
"""

import json
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import ArticleError
from kg.files import replacing_bytes
from kg.identity.links import Clues, Link, joins, linked, seen
from kg.identity.shuffle import Clue
from kg.log import parts
from kg.log.known import Known
from kg.log.parts import Part
from kg.log.rebuild import Log, opened
from kg.log.write import Met, Written, index, into, new
from kg.model import Article
from kg.stores.lock import lock, unlock
from loaders.readers import Source, articles_of
from loaders.workers import batches

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SHARES = 3
"""Shares for each core: the last ones to end then keep no core waiting for long."""
_CLUES = pa.schema([("key", pa.string()), ("value", pa.string())])
_LINKS = pa.schema([("rule", pa.string()), ("one", pa.string()), ("other", pa.string())])
_TOLD = pa.schema([("told", pa.binary())])
_ROWS = 10_000


def session(master: str) -> "SparkSession":
    """A session that runs this Python on a cluster, or on this machine: ``local[2]``."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # Spark finds the host by its name, which need not lead anywhere on a machine without a network.
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    made = (
        SparkSession.builder.master(master)
        .appName("healthkg")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
    )
    found: SparkSession = made.config("spark.log.level", "ERROR").getOrCreate()
    return found


def read_into(
    spark: "SparkSession",
    log: Path,
    sources: Iterable[tuple[Source, bool]],
    *,
    met: Met,
    size: int,
    since_rules: bool = False,
    on_error: Callable[[ArticleError], None],
) -> Iterator[Written]:
    """Read files, each with whether it is an example, into a log: ``kg.log.write.read_into`` on a cluster."""
    parts.make(log)
    handle = lock(log, shared=False)
    try:
        parts.sweep(log)
        found = list(sources)
        cores = spark.sparkContext.defaultParallelism
        shares = max(1, -(-SHARES * cores // max(1, len(found))))
        tasks = [
            (pickle.dumps((source, example, (share, shares if source.many else 1))),)
            for source, example in found
            for share in range(shares if source.many else 1)
        ]
        frame = spark.createDataFrame(tasks, "task binary").repartition(max(1, len(tasks)))
        work = partial(_read, log, uuid4().hex, since_rules, size)
        for row in frame.mapInArrow(work, "told binary").collect() if tasks else ():
            told = pickle.loads(row.told)
            if isinstance(told, Written):
                yield told
            elif isinstance(told, Met):
                met.known += told.known
                met.before.update(told.before)
            else:
                on_error(told)
    finally:
        unlock(handle)


def _read(
    log: Path, run: str, since_rules: bool, size: int, tasks: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for batch in tasks:
        for task in batch.column("task").to_pylist():
            source, example, share = pickle.loads(task)
            errors: list[ArticleError] = []
            met = Met()
            found = articles_of(source, share=share, on_error=errors.append)
            coming = new(_marked(found, example), _index((log, run)), met, since_rules)
            for told in (*into(log, batches(coming, size)), met, *errors):
                yield pa.RecordBatch.from_pylist([{"told": pickle.dumps(told)}], _TOLD)


def _marked(articles: Iterable[Article], example: bool) -> Iterator[Article]:
    for article in articles:
        yield replace(article, example=True) if example else article


@lru_cache(maxsize=1)
def _index(run: tuple[Path, str]) -> tuple[Known, Known]:
    """What a log held when a worker process began to work for a run, which its second half tells from others."""
    return index(run[0])


def link(spark: "SparkSession", path: Path, told: Mapping[str, str]) -> int:
    """Find by shuffles which people, deals, places and texts of a log are one, and write it into the log, where
    ``rebuild`` finds it. The number of pairs; ``told`` is who is who by what people decided.
    """
    log = opened(path)
    found = sorted(linked(partial(_round, spark, log), told))
    rows = [{"rule": rule, "one": one, "other": other} for rule, (one, other) in found]
    with replacing_bytes(parts.links_path(path, log.parts, told)) as stream:
        pq.write_table(pa.Table.from_pylist(rows, _LINKS), stream, compression="zstd")
    return len(found)


def _round(spark: "SparkSession", log: Log, clues: Clues) -> Iterator[Link]:
    rows = [(part.rules, part.name) for part in log.parts]
    frame = spark.createDataFrame(rows, "rules string, name string").repartition(max(1, len(rows)))
    told = frame.mapInArrow(partial(_clues, replace(log, parts=()), clues), "key string, value string")
    together = told.repartition("key").sortWithinPartitions("key", "value")
    for row in together.mapInArrow(_links, "rule string, one string, other string").collect():
        yield row.rule, row.one, row.other


def _clues(log: Log, clues: Clues, tasks: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in tasks:
        for row in batch.to_pylist():
            found = seen(log.readings(Part(**row), clues=True))
            yield from _batches(map(_written, clues(found)), _CLUES)


def _links(rows: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    told = (row for batch in rows for row in batch.to_pylist())
    yield from _batches(_joined(told), _LINKS)


def _joined(told: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for key, group in groupby(told, key=itemgetter("key")):
        values = [tuple(json.loads(row["value"])) for row in group]
        yield from (dict(zip(_LINKS.names, link, strict=True)) for link in joins(tuple(json.loads(key)), values))


def _written(clue: Clue) -> dict[str, str]:
    return {"key": json.dumps(clue[0]), "value": json.dumps(clue[1])}


def _batches(rows: Iterator[dict[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _ROWS:
            yield pa.RecordBatch.from_pylist(waiting, schema)
            waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema)
