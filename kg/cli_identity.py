"""The verbs about who is who: same, apart, name, undo, ledger."""

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli_output import harmless, store_option, to_json
from kg.cli_report import say
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.identity.ledger import Decision, Ledger
    from kg.model import Entity
    from kg.stores import Store

F = TypeVar("F", bound=Callable[..., Any])


def ledger_option(verb: F) -> F:
    """The option that tells where the ledger is."""
    return click.option(
        "--ledger",
        envvar="KG_LEDGER",
        show_envvar=True,
        metavar="FILE",
        help="The ledger of who is who; by default ledger.jsonl in the folder of the graph.",
    )(verb)


def deciding(verb: F) -> F:
    """The options of a verb that writes a decision."""
    by = click.option("--by", metavar="NAME", help="Who decides; by default who is logged in.")
    because = click.option("--because", required=True, metavar="TEXT", help="Why.")
    return store_option()(ledger_option(because(by(verb))))


def ledger_path(store: str, ledger: str | None) -> Path:
    """Where the ledger of a store is. Raises ``UsageError`` for a store that is no folder and has none named."""
    from kg.identity.settle import FILE

    if ledger:
        return Path(ledger)
    if store == "memory:" or "://" in store:
        raise click.UsageError(
            "Missing option '--ledger' (env var: 'KG_LEDGER'): this graph has no folder to keep one in."
        )
    return Path(store.removeprefix("file:")) / FILE


@contextmanager
def opened(store: str, ledger: str | None) -> "Iterator[tuple[Store, Ledger, Path]]":
    """A store, its ledger and where that is, once the store was told what the ledger says."""
    from kg.identity.ledger import read
    from kg.identity.settle import tell
    from kg.stores import open_store

    path = ledger_path(store, ledger)
    if not Path(store).exists() and "://" not in store:
        raise KgError(f"{store}: there is no store here")
    with open_store(store) as graph:
        yield graph, tell(graph, read(path)), path


def entity_of(graph: "Store", name: str) -> "Entity":
    """The one entity that a name or an id means; an id of a single entity as read means that one alone."""
    from kg.identity.groups import is_reading
    from queries.who import meant

    if is_reading(name):
        for reading in graph.readings():
            for entity in reading.entities:
                if entity.id == name:
                    return entity
        raise KgError(f"no entity as read has the id {name!r}")
    return meant(graph, name)


def write(graph: "Store", ledger: "Ledger", path: Path, line: "Decision") -> "Ledger":
    """Add a decision to the ledger and tell the store. Raises ``KgError`` if it would contradict what was decided."""
    from kg.identity.ledger import append
    from kg.identity.settle import tell

    after = ledger.with_more([line])
    old = {str(conflict) for conflict in ledger.conflicts}
    if new := [str(conflict) for conflict in after.conflicts if str(conflict) not in old]:
        raise KgError(f"not written, for it contradicts what was decided: {'; '.join(new)}. See kg ledger, kg undo")
    append(path, [line])
    return tell(graph, after)


def pair(kind: str, one: str, other: str, store: str, ledger: str | None, because: str, by: str | None) -> None:
    """Decide about a pair and say so."""
    from kg.identity.ledger import decision

    with opened(store, ledger) as (graph, known, path):
        ends = [entity_of(graph, name) for name in (one, other)]
        ids = [entity.id for entity in ends]
        if ids[0] == ids[1]:
            raise KgError(
                f"{one!r} and {other!r} are one entity already, {ids[0]}; to split off what one article says, "
                "give the id that the entity was read with (kg extract tells it)"
            )
        line = decision(kind, *ids, because=because, by=by or signer())
        write(graph, known, path, line)
        for entity in ends:
            say(harmless(f"{entity.name} ({entity.type}, {entity.id})"))
        say(f"{line.id} {kind}")


def signer() -> str:
    """Who is logged in; where no one is, the number of the user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"


@click.command(short_help="Decide that two entities are one.")
@click.argument("one")
@click.argument("other")
@deciding
def same(one: str, other: str, store: str, ledger: str | None, because: str, by: str | None) -> None:
    """Decide that ONE and OTHER, names or ids, are one and the same. kg undo takes it back."""
    pair("same", one, other, store, ledger, because, by)


@click.command(short_help="Decide that two entities are two.")
@click.argument("one")
@click.argument("other")
@deciding
def apart(one: str, other: str, store: str, ledger: str | None, because: str, by: str | None) -> None:
    """Decide that ONE and OTHER, names or ids, are not the same, whatever rules find. kg undo takes it back."""
    pair("apart", one, other, store, ledger, because, by)


@click.command(short_help="Decide how an entity is called.")
@click.argument("entity")
@click.argument("name")
@click.option("--language", "-l", required=True, metavar="CODE", help="The language of the name, such as 'ro'.")
@deciding
def name(entity: str, name: str, language: str, store: str, ledger: str | None, because: str, by: str | None) -> None:
    """Decide that ENTITY, a name or an id, is called NAME in a language. All other names of it are kept."""
    from kg.identity.ledger import decision

    with opened(store, ledger) as (graph, known, path):
        found = entity_of(graph, entity)
        line = decision("name", found.id, name, because=because, by=by or signer(), language=language)
        write(graph, known, path, line)
        say(harmless(f"{found.id} is called {name}"))


@click.command(short_help="Take back a decision.")
@click.argument("decision_id", required=False, metavar="[DECISION]")
@store_option()
@ledger_option
@click.option("--because", default="", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who decides; by default who is logged in.")
def undo(decision_id: str | None, store: str, ledger: str | None, because: str, by: str | None) -> None:
    """Take back DECISION, by the first letters of its id, or the last one that a person made.

    To undo an undoing is to decide anew: kg undo with the id of the undoing.
    """
    from kg.identity.ledger import decision

    with opened(store, ledger) as (graph, known, path):
        if decision_id is None:
            last = [one for one in known.in_force if not one.rule]
            if not last:
                raise KgError(f"{path}: there is nothing to undo")
            found = last[-1]
        else:
            found = known.find(decision_id)
            if found.kind != "undo" and found not in known.in_force:
                raise KgError(f"{found.id}: undone already")
        line = decision("undo", found.id, because=because, by=by or signer())
        write(graph, known, path, line)
        say(f"{line.id} undo {found.id} ({found.kind})")


@click.command(short_help="List what was decided about who is who.")
@store_option()
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print the decisions in force as JSON lines.")
def ledger(store: str, ledger: str | None, as_json: bool) -> int:
    """List the decisions in force, the last one at the end, and tell the graph of them if the file has changed.

    Decisions that contradict one another are listed on standard error, and the exit code is 1.
    """
    from dataclasses import asdict

    with opened(store, ledger) as (graph, known, _):
        names = {entity.id: entity.name for entity in graph.entities()}
    for one in known.in_force:
        if as_json:
            click.echo(to_json(asdict(one)))
            continue
        ends = [_called(key, known, names) for key in (one.one, one.other)]
        if one.kind == "name":
            ends[1] = f"{one.other} [{one.language}]"
        head = f"{one.id} {one.at[:10]} {one.kind:6}"
        click.echo(f"{head} {harmless(' | '.join(ends))}  {harmless(f'({one.by}: {one.because})')}")
    for conflict in known.conflicts:
        say(harmless(f"contradiction, kept apart: {conflict}"))
    return 1 if known.conflicts else 0


def _called(key: str, known: "Ledger", names: dict[str, str]) -> str:
    found = names.get(known.same.get(key, key))
    return f"{found} {key}" if found else key


VERBS = (same, apart, name, undo, ledger)
