"""The verbs that take articles back and hold two stores side by side."""

from pathlib import Path

import click

from kg.addresses import public
from kg.cli_export import export
from kg.cli_output import harmless, store_option
from kg.cli_report import doing, say
from kg.counts import counted
from kg.errors import StoreError

WIDTH = 12


@click.command(short_help="Take an article back.")
@click.argument("article")
@store_option()
@click.option("--dry-run", is_flag=True, help="Only show what would go, and what others state too.")
def retract(article: str, store: str, dry_run: bool) -> None:
    """Take ARTICLE back with everything that only it says.

    ARTICLE is the id of an article, its web address or its name. What other articles state too is kept, with their
    words.
    """
    from kg.stores import open_store
    from kg.stores.compare import article_called, loss

    with open_store(store, read_only=dry_run) as graph:
        found = loss(graph, article_called(graph, article))
        names = {one.id: one.name for one in graph.entities()}
        _line("Article", f"{found.article.name} ({found.article.id})")
        _line("Statements", str(found.statements))
        for label, edges in (("Goes", found.gone), ("Is kept", found.kept)):
            for edge in edges:
                others = f" ({counted(edge.sources - 1, 'more article')})" if edge.sources > 1 else ""
                ends = names.get(edge.subject, edge.subject), edge.predicate, names.get(edge.object, edge.object)
                _line(label, f"{' '.join(ends)}{others}")
        for entity in found.orphans:
            _line("Forgotten", f"{entity.name} ({entity.type}): no other article speaks of it")
        if dry_run:
            say("Nothing was changed")
            return
        graph.retract(found.article.id)
        say(f"Taken back: {counted(found.statements, 'statement')}")


def _line(label: str, told: str) -> None:
    click.echo(f"{label:{WIDTH}}{harmless(told)}")


@click.command(short_help="Compare two stores.")
@click.argument("one", metavar="STORE")
@click.argument("other", metavar="STORE")
def verify(one: str, other: str) -> int:
    """Count and hash what two stores hold, and name the first difference."""
    from kg.stores import content_hash, open_store
    from kg.stores.compare import difference, size

    with open_store(one, read_only=True) as mine, open_store(other, read_only=True) as theirs:
        for store in (mine, theirs):
            held = size(store)
            click.echo(harmless(store.address))
            parts = counted(held.articles, "article"), counted(held.entities, "entity", "entities")
            click.echo(f"  {', '.join(parts)}, {counted(held.statements, 'statement')}")
            click.echo(f"  {content_hash(store)}")
        found = difference(mine, theirs)
    say(harmless(found) if found else "Both hold the same")
    return 1 if found else 0


@click.command(short_help="Bring one store in step with another.")
@click.option("--from", "source", required=True, metavar="STORE", help="The store that is right.")
@click.option("--to", "target", required=True, metavar="STORE", help="The store that is changed.")
def sync(source: str, target: str) -> None:
    """Make one store hold what another holds: articles, statements, and who is who. What is there already stays."""
    from kg.stores import open_store, open_to_fill
    from kg.stores.compare import sync as step

    doing("Writing what one store holds into the other")
    with open_store(source, read_only=True) as right, open_to_fill(target) as changed:
        done, gone = step(right, changed)
    added = counted(done.added, "article")
    say(f"{added} added, {done.replaced:,} replaced, {done.unchanged:,} unchanged, {gone:,} taken back")


@click.command(short_help="Make a graph anew from its export.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@store_option()
def load(file: str, store: str) -> None:
    """Make a graph in a new folder from FILE, the N-Quads that `kg export nquads` wrote.

    It is the same graph, decisions on who is who included, and there whole or not at all.
    """
    from kg.stores import kind
    from kg.stores.rdf_bulk import load as step

    if kind(store) != "file":
        raise StoreError(f"{public(store)}: expected a new folder; 'kg sync' brings a server in step with its graph")
    step(Path(file), Path(store))
    say(f"Written: {store}")


STORE_VERBS = (retract, verify, sync, export, load)
