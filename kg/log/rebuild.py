"""Make a store from a log, or bring one up to it: who is who first, from all parts, then what is not there yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.identity.ledger import append, read
from kg.identity.links import Evidence, Found, decide, here, linked, seen
from kg.identity.settle import tell
from kg.log import parts
from kg.log.known import Known, short
from kg.log.parts import Part
from kg.model import Reading
from kg.stores import Changes, Store


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it stands: its parts, and the readings in them that a later reading of the same article replaced."""

    path: Path
    parts: tuple[Part, ...]
    old: frozenset[tuple[Part, str]] = field(repr=False)

    def readings(self, part: Part, *, clues: bool = False) -> Iterator[Reading]:
        """The readings of a part that count."""
        for reading in parts.readings(self.path, part, clues=clues):
            if (part, reading.article.id) not in self.old:
                yield reading

    def evidence(self) -> Iterator[Evidence]:
        """What the rules of who is who need to know, part by part."""
        for part in self.parts:
            yield seen(self.readings(part, clues=True))

    def links(self, told: Mapping[str, str]) -> Found:
        """All pairs that the rules join, as a cluster found them, or found here."""
        path = parts.links_path(self.path, self.parts, told)
        if path.is_file():
            return {(row["rule"], (row["one"], row["other"])) for row in parts.read(path).to_pylist()}
        return linked(lambda clues: here(self.evidence(), clues), told)


def opened(path: Path) -> Log:
    """A log as it stands. Raises ``StoreError``."""
    parts.check(path)
    found = parts.parts(path)
    return Log(path, tuple(found), frozenset(_old(path, found)))


def rebuild(log: Log, store: Store, ledger_path: Path) -> Changes:
    """Bring a store up to a log: every article of the log is in it as it was read last, and under the ids that the
    ledger and the rules give. What the store has besides stays. Killed at any moment, doing it again goes on.

    Raises ``StoreError`` and ``DataError``.
    """
    ledger = read(ledger_path)
    if missing := _missing(log, store):
        lines = decide(ledger, log)
        append(ledger_path, lines)
        ledger = ledger.with_more(lines)
    tell(store, ledger)
    return store.add(reading for part in missing for reading in log.readings(part))


def _missing(log: Log, store: Store) -> list[Part]:
    """The parts that have readings which a store lacks."""
    held, found = Known(store.digests()), []
    for part in log.parts:
        rows = parts.table(log.path, part, "articles", ["id", "stamp"]).to_pylist()
        if any(row["stamp"] not in held and (part, row["id"]) not in log.old for row in rows):
            found.append(part)
    return found


def _old(log: Path, found: list[Part]) -> Iterator[tuple[Part, str]]:
    """Readings that a later one replaced. Only of articles that were read more than once is more kept than a number."""
    once, often = Known(), set[int]()
    for part in found:
        for key in _column(log, part, "id"):
            if key in once:
                often.add(short(key))
            once.add(key)
    last: dict[str, tuple[object, Part]] = {}
    for part in found if often else ():
        for key, when in zip(_column(log, part, "id"), _column(log, part, "read"), strict=True):
            if short(key) in often:
                other = last.get(key)
                if other is None:
                    last[key] = when, part
                else:
                    last[key], (_, old) = max(other, (when, part)), min(other, (when, part))
                    yield old, key


def _column(log: Path, part: Part, name: str) -> "list[str]":
    found: list[str] = parts.table(log, part, "articles", [name])[name].to_pylist()
    return found
