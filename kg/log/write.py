"""Read articles into a log: those that it does not have yet, part by part, by any number of processes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from kg.log import parts
from kg.log.known import Known
from kg.log.rules import rules
from kg.model import Article, Reading
from kg.step import step
from kg.stores.intake import problem
from kg.stores.lock import lock, unlock
from loaders.workers import Batches, batches, spread

PART = 500
"""Articles in a part, some five seconds' work: what is lost at most, by each process, when a run is broken off."""
_AHEAD = 1


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one batch: its part, counts of what was read, and what no store could keep, with the reasons.

    ``entities`` are those of its articles, by the ids that their names give, with their types.
    """

    part: str | None
    languages: Counter[str] = field(default_factory=Counter)
    entities: dict[str, str] = field(default_factory=dict)
    statements: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    bare: int = 0
    example: bool = False
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Met:
    """The articles that a run met and did not read: ``known`` by the same rules, ``before`` by others, by language."""

    known: int = 0
    before: Counter[str] = field(default_factory=Counter)


def read_into(
    log: Path, articles: Iterable[Article], *, jobs: int, met: Met, since_rules: bool = False, size: int = PART
) -> Iterator[Written]:
    """Read articles into a log and tell what became of each batch. What the log has already is passed over.

    An article that was read by other rules, with the same content, is read again only with ``since_rules``. Killed at
    any moment, the log has each part whole or not at all, and a new run goes on after the last of them. One process
    at a time may write a log. Raises ``StoreError``, and what ``articles`` raises.
    """
    parts.make(log)
    handle = lock(log, shared=False)
    try:
        parts.sweep(log)
        coming = batches(new(articles, index(log), met, since_rules), size)
        yield from spread(partial(into, log), coming, jobs, ahead=_AHEAD)
    finally:
        unlock(handle)


def new(articles: Iterable[Article], held: tuple[Known, Known], met: Met, since_rules: bool) -> Iterator[Article]:
    """The articles that a log with this ``index`` lacks, each once; the others are counted in ``met``."""
    now, before = held
    for article in articles:
        key = parts.content(article)
        if key in now:
            met.known += 1
        elif key in before and not since_rules:
            met.before[article.language] += 1
        else:
            now.add(key)
            yield article


def index(log: Path) -> tuple[Known, Known]:
    """The contents that a log has by the rules of today, and by others."""
    return tuple(Known(_contents(log, ours)) for ours in (True, False))  # type: ignore[return-value]


def _contents(log: Path, ours: bool) -> Iterator[str]:
    for part in parts.parts(log):
        if (part.rules == rules()) is ours:
            yield from parts.table(log, part, "articles", ["content"])["content"].to_pylist()


def into(log: Path, coming: Batches) -> Iterator[Written]:
    """The step that writes: each batch is read and becomes a part."""
    for found in step(coming):
        fit, faults = _fit(found)
        part = parts.write(log, fit, datetime.now(UTC))
        yield Written(
            part.name if part else None,
            Counter(one.article.language for one in fit),
            {each.canonical: each.type for one in fit for each in one.entities},
            Counter(each.predicate for one in fit for each in one.statements),
            Counter(each.reason for one in fit for each in one.refused),
            sum(not one.entities for one in fit),
            any(one.article.example for one in fit),
            tuple(faults),
        )


def _fit(found: Iterable[Reading]) -> tuple[list[Reading], list[str]]:
    fit, faults = [], []
    for one in found:
        if reason := problem(one):
            faults.append(f"{one.article.name or one.article.id}: {reason}")
        else:
            fit.append(one)
    return fit, faults
