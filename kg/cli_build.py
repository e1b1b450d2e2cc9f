"""The straight line from files to readings: readers, extractor and resolver joined for the command line."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import click

from kg.cli_output import to_json
from kg.cli_report import Notes, Report, doing, say
from kg.errors import ArticleError
from kg.model import Article, Reading

if TYPE_CHECKING:
    from kg.stores import Changes, Store

EXAMPLE_MARK = ".example-data"
"""A folder that holds a file of this name holds invented articles; everything built from it says so."""

WRITING = "Writing what was read and settling who is who"


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
    from kg.step import step
    from loaders.workers import each

    return each(step, articles, jobs)


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


def articles_at(report: Report, paths: tuple[str, ...], options: Mapping[str, Any]) -> Iterator[Article]:
    """The articles at some paths, under a bar on a terminal; if there is nothing at all to read there, that is told."""
    found: Iterable[Article] = read_articles(
        paths, fetch=options["fetch"], strict=options["strict"], on_error=report.leave_out
    )
    if sys.stderr.isatty() and not options["quiet"]:
        from kg.cli_progress import with_bar

        found = with_bar(found, paths)
    read = 0
    for read, article in enumerate(found, 1):  # noqa: B007 (counted for what comes behind the loop)
        yield article
    if not read and not report.left_out:
        from loaders.readers import READERS

        report.leave_out(
            ArticleError(f"{', '.join(paths)}: nothing to read; expected files that end in {', '.join(READERS)}")
        )


def readings(report: Report, paths: tuple[str, ...], options: Mapping[str, Any]) -> Iterator[Reading]:
    """What the articles at some paths say, counted in the report as it goes by."""
    found = read_statements(articles_at(report, paths, options), options["jobs"] or cores())
    return report.counting(found, keep_refusals=options["refused"], strict=options["strict"])


def read_into_log(report: Report, log: str, paths: tuple[str, ...], options: Mapping[str, Any]) -> None:
    """Read the articles at some paths into a log, as far as it does not have them yet."""
    from kg.log.write import PART, Met, read_into

    if options["refused"]:
        raise click.UsageError("--refused cannot be used with --log, which keeps no refused statements")
    met, parts = Met(), 0
    try:
        for written in read_into(
            Path(log),
            articles_at(report, paths, options),
            jobs=options["jobs"] or cores(),
            met=met,
            since_rules=options["since_rules"],
            size=options["part"] or PART,
        ):
            parts += written.part is not None
            report.batch(written)
    finally:
        report.log(met, parts)


def filling(
    report: Report, paths: tuple[str, ...], log: str | None, options: Mapping[str, Any]
) -> "Callable[[Store, Path], Changes] | None":
    """Read articles, into a log if one is given: what then puts them into a store with a ledger. None of none."""
    tell = _silent if options["quiet"] else doing
    if log is not None:
        read_into_log(report, log, paths, options)
        return partial(_from_log, Path(log), tell) if report.articles + report.met else None
    found = readings(report, paths, options)
    first = next(found, None)
    return None if first is None else partial(_from_here, chain([first], found), tell)


def _silent(_: str) -> None:
    """Tell nobody."""


def _from_log(log: Path, tell: Callable[[str], None], store: "Store", ledger: Path) -> "Changes":
    from kg.log.rebuild import opened, rebuild

    tell(WRITING)
    return rebuild(opened(log), store, ledger)


def _from_here(found: Iterable[Reading], tell: Callable[[str], None], store: "Store", ledger: Path) -> "Changes":
    from kg.identity.settle import settle

    def coming() -> Iterator[Reading]:
        yield from found
        tell(WRITING)

    changes = store.add(coming())
    if changes.added or changes.replaced or ledger.exists():
        settle(store, ledger)
    return changes


@contextmanager
def reported(report: Report, options: Mapping[str, Any]) -> Iterator[None]:
    """Print the run report however the run ends. An input that stops a strict run is told in it.

    Nothing is printed when the reader of a pipe has seen enough.
    """
    notes = Notes(report)
    logging.getLogger("loaders").addHandler(notes)
    try:
        yield
    except ArticleError as error:
        report.leave_out(error)
        report.stopped = True
    except BrokenPipeError:
        report = Report()
        raise
    finally:
        logging.getLogger("loaders").removeHandler(notes)
        wanted = (report.articles or report.met or report.left_out) and not options["quiet"]
        for line in report.lines() if wanted else report.complaints():
            say(line)
