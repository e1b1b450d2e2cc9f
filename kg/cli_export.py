"""The verb that writes a graph, or what other tools need to read it, in other formats."""

from pathlib import Path

import click

from kg.cli_output import check_place, store_option, write_rows, writing
from kg.cli_report import say
from kg.files import replacing_place

FOLDERS = ("csv", "parquet", "neo4j-admin")
NETWORKS = ("graphml", "gexf")
RDF = ("trig", "nquads", "turtle", "jsonld")


@click.group(short_help="Write the graph, or what other tools need, in other formats.")
def export() -> None:
    """Write the graph, or what other tools need to read it, in other formats."""


@export.command("jdbc-views", short_help="The tables for SQL tools over Neo4j.")
@store_option(required=False)
@click.option("--out", "-o", default="-", metavar="FILE", help="Where to write; '-', the default: standard output.")
def jdbc_views(out: str, **_: str | None) -> None:
    """Write the tables of queries/bi as a views file of the Neo4j JDBC driver, so that SQL tools find them.

    They are the same for every graph: the store is not looked at.
    """
    from queries.bi import jdbc_views as made

    check_place(out)
    with writing(out) as stream:
        stream.write(made())


def _command(form: str) -> click.Command:
    what = f"Write four tables as {form} files into a new folder" if form in FOLDERS else f"Write the graph as {form}"
    if form == "neo4j-admin":
        what = "Write what neo4j-admin imports, and a script that runs it, into a new folder"

    @click.command(form, help=f"{what}.", short_help=f"{what}.")
    @store_option()
    @click.option("--out", "-o", required=True, metavar="PATH", help="The file or folder to write.")
    def verb(store: str, out: str) -> None:
        if out == "-":
            raise click.UsageError("--out -: expected a path; what is exported is written whole, not into a pipe")
        _export(form, store, Path(out))

    return verb


def _export(form: str, store: str, out: Path) -> None:
    from kg.stores import open_store, rdf_export
    from queries import tables

    if form in FOLDERS:
        if out.exists():
            raise click.UsageError(f"--out {out}: expected a folder that is not there yet; name another or remove it")
    else:
        check_place(str(out))
    replaced = out.is_file()
    with open_store(store, read_only=True) as graph, replacing_place(out) as draft:
        if form in RDF:
            with draft.open("wb") as stream:
                rdf_export.write(graph, form, stream)
        elif form == "neo4j-admin":
            from kg.stores import neo4j_export

            neo4j_export.write(graph, draft)
        elif form in NETWORKS:
            tables.write_graph(graph, form, draft)
        elif form == "xlsx":
            tables.write_excel(tables.tables(graph), draft)
        elif form == "parquet":
            tables.write_parquet(tables.tables(graph), draft)
        else:
            for name, table in tables.tables(graph).items():
                with writing(str(draft / f"{name}.csv")) as text:
                    write_rows(table.columns, table.rows, "csv", text)
    say(f"{'Replaced' if replaced else 'Written'}: {out}")


for name in (*FOLDERS, "xlsx", *NETWORKS, *RDF):
    export.add_command(_command(name))
