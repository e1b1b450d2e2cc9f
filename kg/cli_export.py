"""The verb that writes a graph, or what other tools need to read it, in other formats."""

import click

from kg.cli_output import check_place, writing


@click.group(short_help="Write the graph, or what other tools need, in other formats.")
def export() -> None:
    """Write the graph, or what other tools need to read it, in other formats."""


@export.command("jdbc-views", short_help="The tables for SQL tools over Neo4j.")
@click.option("--out", "-o", default="-", metavar="FILE", help="Where to write; '-', the default: standard output.")
def jdbc_views(out: str) -> None:
    """Write the tables of queries/bi as a views file of the Neo4j JDBC driver, so that SQL tools find them."""
    from queries.bi import jdbc_views as made

    check_place(out)
    with writing(out) as stream:
        stream.write(made())
