"""The straight line from files to readings: readers, extractor and resolver joined for the command line."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from kg.cli_output import to_json
from kg.cli_report import Report, say
from kg.errors import ArticleError
from kg.model import Article, Reading

EXAMPLE_MARK = ".example-data"
"""A folder that holds a file of this name holds invented articles; everything built from it says so."""


def is_example(path: str) -> bool:
    """Whether an argument is a marked folder or lies in one."""
    place = Path(path)
    try:
        return (place / EXAMPLE_MARK).is_file() or (place.parent / EXAMPLE_MARK).is_file()
    except OSError:  # a name too long, a closed folder: told when it is read
        return False


def read_articles(
    paths: Iterable[str], *, fetch: bool, strict: bool, on_error: Callable[[ArticleError], None]
) -> Iterator[Article]:
    """Articles of all paths in their order; those from a folder marked as examples are marked too."""
    from dataclasses import replace

    from loaders.readers import read

    for example, group in groupby(paths, key=is_example):
        for article in read(group, fetch=fetch, strict=strict, on_error=on_error):
            yield replace(article, example=True) if example and not article.example else article


def read_statements(articles: Iterable[Article], jobs: int) -> Iterator[Reading]:
    """What each article says, read by ``jobs`` processes, with every entity resolved across articles."""
    from kg.identity.settle import prepare
    from loaders.workers import extract_many

    return map(prepare, extract_many(articles, jobs))


def resolved(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """Readings as plain data, under the ids that entities have once all articles are known.

    Until then they wait in a temporary file; only what the rules look at is kept in memory.
    """
    from kg.identity.ledger import Ledger
    from kg.identity.links import Evidence, decide
    from loaders.prediction import to_json as plain

    evidence = Evidence()
    with TemporaryFile("w+", encoding="utf-8") as waiting:
        for reading in map(evidence.see, readings):
            waiting.write(to_json(plain(reading, canonical=True)) + "\n")
        same = Ledger(tuple(decide(Ledger(), evidence))).same
        waiting.seek(0)
        for line in waiting:
            row: dict[str, Any] = json.loads(line)
            for one in (*row["entities"], *row["agreements"]):
                one["canonical"] = same.get(one["canonical"], one["canonical"])
            yield row


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def readings(report: Report, paths: tuple[str, ...], options: Mapping[str, Any]) -> Iterator[Reading]:
    """What the articles at some paths say, counted in the report as it goes by, under a bar on a terminal."""
    articles: Iterable[Article] = read_articles(
        paths, fetch=options["fetch"], strict=options["strict"], on_error=report.leave_out
    )
    if sys.stderr.isatty() and not options["quiet"]:
        from kg.cli_progress import with_bar

        articles = with_bar(articles, paths)
    return report.counting(read_statements(articles, options["jobs"] or cores()), keep_refusals=options["refused"])


@contextmanager
def reported(report: Report, options: Mapping[str, Any]) -> Iterator[None]:
    """Print the run report however the run ends. An input that stops a strict run is told in it.

    Nothing is printed when the reader of a pipe has seen enough.
    """
    try:
        yield
    except ArticleError as error:
        report.leave_out(error)
        report.stopped = True
    except BrokenPipeError:
        report = Report()
        raise
    finally:
        wanted = (report.articles or report.left_out) and not options["quiet"]
        for line in report.lines() if wanted else report.complaints():
            say(line)
