"""The verbs around Neo4j: a local server."""

import click

from kg.cli_report import doing, say


@click.group(short_help="Run a local Neo4j server.")
def neo4j() -> None:
    """Run a real Neo4j server for yourself, reachable from this machine only, with a password of its own.

    While it is known here, '--store neo4j:' means this server.
    """


@neo4j.command(short_help="Start the local server.")
@click.option("--port", default=7687, show_default=True, help="Port of Bolt, which drivers speak; 0: any free one.")
@click.option("--http-port", default=7474, show_default=True, help="Port of HTTP; 0: any free one.")
@click.option("--heap", default="512m", show_default=True, help="Memory for its work.")
@click.option("--page-cache", default="128m", show_default=True, help="Memory for its data.")
def up(port: int, http_port: int, heap: str, page_cache: str) -> None:
    """Start the local server; the first time it is fetched from Maven Central (140 MB; needs Java 17 or 21 and Maven).

    Its password is generated and kept in a file that only you can read. Started again it has its data still.
    """
    from kg.stores import neo4j_server

    folder = neo4j_server.place()
    if not neo4j_server.fetched():
        say("Fetching Neo4j from Maven Central, some 140 MB; this takes a few minutes ...")
    doing("Starting Neo4j; this may take a minute, the first time two")
    server = neo4j_server.start(folder, port=port, http_port=http_port, heap=heap, page_cache=page_cache)
    click.echo(f"Address    {server.uri}  (for kg: --store neo4j:)")
    click.echo(f"HTTP       {server.http}")
    click.echo(f"User       {server.username}")
    click.echo(f"Password   in {folder / neo4j_server.FILE}")
    click.echo("Stop it with: kg neo4j down")


@neo4j.command(short_help="Stop the local server.")
def down() -> None:
    """Stop the local server. Its data stay."""
    from kg.stores import neo4j_server

    stopped = neo4j_server.stop(neo4j_server.place())
    say("Stopped; its data are kept" if stopped else "No local Neo4j is running")
