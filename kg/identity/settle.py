"""The ledger and a store brought together: what was decided is told to the store, what follows is decided."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kg.identity.copies import sketch
from kg.identity.keys import resolve
from kg.identity.ledger import Ledger, append, read
from kg.identity.links import Evidence, decide
from kg.model import Reading

FILE = "ledger.jsonl"
"""The ledger of a store that is a folder, in that folder."""


class Redirected(Protocol):
    """What of a store is needed here."""

    def readings(self, article: str | None = None, *, brief: bool = False) -> Iterable[Reading]:
        """All that was added."""
        ...

    def redirect(self, same: Mapping[str, str], names: Mapping[tuple[str, str], str] | None = None) -> int:
        """Let this table of who is who hold."""
        ...


def prepare(reading: Reading) -> Reading:
    """A reading as a store takes it: every entity with its id across articles, the article with its sketch."""
    resolved = resolve(reading)
    return replace(resolved, article=replace(resolved.article, sketch=sketch(reading.article.raw)))


def settle(store: Redirected, path: Path) -> Ledger:
    """Let the rules look at everything in a store, write down what they decide, and tell the store all that holds."""
    evidence = Evidence()
    for reading in store.readings():
        evidence.see(reading)
    ledger = read(path)
    lines = decide(ledger, evidence)
    append(path, lines)
    return tell(store, ledger.with_more(lines))


def tell(store: Redirected, ledger: Ledger) -> Ledger:
    """Let what a ledger says, and nothing else, hold in a store."""
    store.redirect(ledger.same, ledger.names)
    return ledger
