"""The ledger: who decided what about who is who, when and why. One JSON object a line, only ever added to.

A decision is undone by a later line that says so, and done again by undoing that line. ``id`` is a hash of the rest, so
that two copies of a ledger that were added to in two places can be joined by putting their lines together.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from kg.errors import DataError
from kg.identity.groups import Conflict, Pair, settle
from kg.ids import digest

_BLOCK = 1 << 16
KINDS = ("same", "apart", "unsure", "name", "undo")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line. ``one`` and ``other`` are ids; in a name ``other`` is the name, ``language`` its language; in an undo
    ``one`` is the decision that is undone and ``other`` empty. ``rule`` is the rule of a decision that no person made.
    """

    kind: str
    one: str
    other: str = ""
    because: str = ""
    by: str = ""
    at: str = ""
    rule: str = ""
    language: str = ""
    id: str = ""

    def signed(self) -> "Decision":
        """The decision with its id."""
        parts = (self.kind, self.one, self.other, self.because, self.by, self.at, self.rule, self.language)
        return replace(self, id=digest(*parts, length=10))


def decision(
    kind: str, one: str, other: str = "", *, because: str, by: str, rule: str = "", language: str = ""
) -> Decision:
    """A new decision, made now. The ids of a pair come in alphabetical order."""
    if kind in ("same", "apart", "unsure") and other < one:
        one, other = other, one
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return Decision(kind, one, other, because, by, at, rule, language).signed()


@dataclass(frozen=True)
class Ledger:
    """All decisions in the order of their lines, and what follows from those in force."""

    decisions: tuple[Decision, ...] = ()

    @cached_property
    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that are not undone, undoings left out."""
        undone: set[str] = set()
        for one in reversed(self.decisions):  # what undoes a line stands below it
            if one.kind == "undo" and one.id not in undone:
                undone.add(one.one)
        return tuple(one for one in self.decisions if one.kind != "undo" and one.id not in undone)

    @cached_property
    def _settled(self) -> tuple[dict[str, str], list[Conflict]]:
        return settle(self.pairs("same", ruled=False), self.pairs("same", ruled=True), self.pairs("apart"))

    def pairs(self, kind: str, *, ruled: bool | None = None) -> list[Pair]:
        """The pairs of the decisions of a kind in force; of those by rules, or by people, only if so asked."""
        found = (one for one in self.in_force if one.kind == kind and ruled in (None, bool(one.rule)))
        return [(one.one, one.other) for one in found]

    @property
    def same(self) -> dict[str, str]:
        """The table that a store is told: ids to the ids that stand for them."""
        return self._settled[0]

    @property
    def conflicts(self) -> list[Conflict]:
        """Decisions that contradict one another."""
        return self._settled[1]

    @property
    def names(self) -> dict[tuple[str, str], str]:
        """Preferred names by (canonical id, language); a later decision takes the place of an earlier one."""
        named = (one for one in self.in_force if one.kind == "name")
        return {(self.same.get(one.one, one.one), one.language): one.other for one in named}

    def find(self, start: str) -> Decision:
        """The decision whose id begins so. Raises ``DataError`` unless there is exactly one."""
        found = [one for one in self.decisions if one.id.startswith(start)]
        if len(found) != 1:
            raise DataError(f"expected the id of one decision, got {start!r}, which begins {len(found)} of them")
        return found[0]

    def with_more(self, more: Iterable[Decision]) -> "Ledger":
        """The ledger with decisions added."""
        return Ledger((*self.decisions, *more))


def read(path: Path) -> Ledger:
    """Read a ledger; one that is not there yet is empty. Raises ``DataError``, with the line, on anything else."""
    try:
        text, _, last = path.read_bytes().rpartition(b"\n")
        lines = [*text.decode().split("\n"), last.decode() if _whole(last) else ""]
    except FileNotFoundError:
        return Ledger()
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: expected UTF-8, got {error}") from error
    return Ledger(tuple(_decisions(lines, path)))


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of a ledger, on disk when this returns."""
    text = "".join(_line(one) + "\n" for one in decisions)
    if text:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            _mend(path, stream)
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())


def _mend(path: Path, stream: BinaryIO) -> None:
    """End the last line of a file, or take away the beginning of one that a process left when it was killed."""
    end, last = stream.tell(), b""
    with path.open("rb") as written:
        while (start := end - len(last)) and b"\n" not in last:
            back = min(_BLOCK, start)
            written.seek(start - back)
            last = written.read(back) + last
    last = last.rpartition(b"\n")[2]
    if _whole(last):
        stream.write(b"\n")
    else:
        stream.truncate(end - len(last))


def _whole(line: bytes) -> bool:
    """Whether a line that nothing ends is all there."""
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _line(one: Decision) -> str:
    return json.dumps({key: value for key, value in asdict(one).items() if value}, ensure_ascii=False)


def _decisions(lines: list[str], path: Path) -> Iterator[Decision]:
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = Decision(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise DataError(f"{path}:{number}: expected a decision as one JSON object, got {line[:60]!r}") from error
        if one.kind not in KINDS or one.signed().id != one.id:
            raise DataError(
                f"{path}:{number}: expected one of {', '.join(KINDS)} with the id of its content, got {line[:80]!r}"
            )
        if one.id not in seen:  # the same line twice, where two copies were joined
            seen.add(one.id)
            yield one
