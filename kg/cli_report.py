"""The run report: what was read, what was made of it, what was refused or left out and why."""

import logging
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.cli_output import harmless
from kg.counts import counted, noun
from kg.errors import ArticleError
from kg.model import Reading, Refusal

if TYPE_CHECKING:
    from kg.log.write import Met, Written
    from kg.stores import Changes, Store

EXAMPLE_LINE = "Example data: the events are invented"
TELLING = 200
"""Articles from which on a rate says more about reading than about starting up."""
MOST_KINDS = 20
"""Kinds that a line tells one by one; more cannot be taken in."""


@dataclass(slots=True)
class Report:
    """Counts of one run. ``entities`` are those of its articles by their names, each once, before it is settled who is
    who; ``held`` those of the store that it filled, afterwards.
    """

    languages: Counter[str] = field(default_factory=Counter)
    entities: dict[str, str] = field(default_factory=dict)
    statements: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[tuple[str, Refusal]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    held: Counter[str] | None = None
    logged: str = ""
    stored: str = ""
    met: int = 0
    bare: int = 0
    example: bool = False
    stopped: bool = False
    started: float = field(default_factory=time.monotonic)

    @property
    def articles(self) -> int:
        return self.languages.total()

    @property
    def exit_code(self) -> int:
        """0: all was read; 1: something was left out; 2: nothing was done."""
        return 2 if not self.articles + self.met else 1 if self.left_out else 0

    def leave_out(self, error: ArticleError) -> None:
        """Note an input that could not be read."""
        self.left_out.append(str(error))

    def store(self, changes: "Changes") -> None:
        """Note what became of the articles in a store."""
        self.stored = (
            f"{counted(changes.added, 'article')} added, {changes.replaced:,} replaced, "
            f"{changes.unchanged:,} unchanged; {counted(changes.statements, 'statement')} written"
        )
        self.left_out.extend(changes.refused)

    def holds(self, store: "Store") -> None:
        """Note what a store holds now."""
        self.held = Counter(kind for _, kind in store.labels().values())

    def batch(self, written: "Written") -> None:
        """Note what became of a batch of articles on its way into a log."""
        self.languages.update(written.languages)
        self.example |= written.example
        self.bare += written.bare
        self.entities.update(written.entities)
        self.statements.update(written.statements)
        for reason, count in written.refused.items():
            self.refused[_kind(reason)] += count
        self.left_out.extend(written.faults)

    def log(self, met: "Met", parts: int) -> None:
        """Note how a log grew, and what it had already."""
        self.met = met.known + met.before.total()
        self.logged = (
            f"{counted(self.articles, 'article')} read into {counted(parts, 'new part')}, "
            f"{met.known:,} {noun(met.known, 'was', 'were')} there already"
        )
        if met.before:
            more = met.before.total()
            self.logged += (
                f"; {more:,} more {noun(more, 'was', 'were')} read by other rules ({_listed(met.before)}): "
                f"--since-rules reads {noun(more, 'it', 'them')} again"
            )

    def counting(
        self, readings: Iterable[Reading], *, keep_refusals: bool = False, strict: bool = False
    ) -> Iterator[Reading]:
        """Pass readings on, counting them as they go by; where the program failed is left out, or ends a strict run."""
        for reading in readings:
            if reading.fault:
                error = ArticleError(f"{reading.article.name}: {reading.fault}")
                if strict:
                    raise error
                self.leave_out(error)
                continue
            self._count(reading)
            if keep_refusals:
                self.refusals.extend((reading.article.name, refusal) for refusal in reading.refused)
            yield reading

    def _count(self, reading: Reading) -> None:
        self.languages[reading.article.language] += 1
        self.example |= reading.article.example
        self.bare += not reading.entities
        self.entities.update((entity.canonical or entity.id, entity.type) for entity in reading.entities)
        self.statements.update(statement.predicate for statement in reading.statements)
        self.refused.update(_kind(refusal.reason) for refusal in reading.refused)

    def complaints(self) -> Iterator[str]:
        """One line for each input that was left out, with the reason."""
        return (f"  {harmless(message)}" for message in self.left_out)

    def lines(self) -> Iterator[str]:
        """The report as a person reads it."""
        yield counts_line("Articles", self.languages)
        if self.bare:
            yield f"{'':12}{self.bare:>7,}  with nothing to say about institutions"
        if self.held is None:
            yield counts_line("Entities", Counter(self.entities.values()), "by name: ")
        yield counts_line("Statements", self.statements)
        yield counts_line("Refused", self.refused)
        for name, refusal in self.refusals:
            yield f"  {harmless(f'{name}: {refusal.rule}: {refusal.reason}: {refusal.quote}')}"
        yield counts_line("Left out", len(self.left_out))
        yield from self.complaints()
        for note in self.notes:
            yield f"{'Note':12}{harmless(note)}"
        if self.stopped:
            yield f"{'Stopped':12}at the first input that cannot be read; nothing after it was looked at"
        if self.logged:
            yield _line("Log", self.logged)
        if self.stored:
            yield _line("Store", self.stored)
        if self.held is not None:
            yield counts_line("Entities", self.held, "in the store now: ")
        seconds = time.monotonic() - self.started
        rate = f", {self.articles / seconds:,.0f} articles a second" if self.articles >= TELLING else ""
        yield f"{'Time':12}{seconds:>7.1f}  seconds{rate}"
        if self.example:
            yield EXAMPLE_LINE


class Notes(logging.Handler):
    """Takes what the readers of articles warn of into a run report."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.WARNING)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        self._report.notes.append(record.getMessage())


def _kind(reason: str) -> str:
    """A reason without what is particular to one statement; ``--refused`` tells that.

    >>> _kind("PART_OF must come from Institution, but Lan Anh is of type Person")
    'PART_OF must come from Institution'
    """
    return reason.partition(": ")[0].partition(", but ")[0]


def _line(label: str, told: str) -> str:
    """A label and what begins with a number, which stands below those of the other lines.

    >>> _line("Log", "2 articles read")
    'Log               2  articles read'
    """
    number, _, rest = told.partition(" ")
    return f"{label:12}{number:>7}  {rest}"


def say(line: str) -> None:
    """A message for the person at the keyboard."""
    print(line, file=sys.stderr)


def doing(line: str) -> None:
    """What takes its time now, told to a person who waits at a terminal and to nobody else."""
    if sys.stderr.isatty():
        say(f"{line} ...")


def counts_line(label: str, counts: Counter[str] | int, of: str = "") -> str:
    """A label, a total, what is counted, and the kinds that it is made of, the most frequent first.

    >>> counts_line("Articles", Counter(vi=3, ro=1))
    'Articles          4  vi 3, ro 1'
    """
    if isinstance(counts, int):
        return f"{label:12}{counts:>7,}"
    return f"{label:12}{counts.total():>7,}  {of if counts else ''}{_listed(counts)}".rstrip()


def _listed(counts: Counter[str]) -> str:
    kinds = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    parts = [f"{harmless(kind)} {count:,}" for kind, count in kinds[:MOST_KINDS]]
    if rest := sum(count for _, count in kinds[MOST_KINDS:]):
        parts.append(f"others {rest:,}")
    return ", ".join(parts)
