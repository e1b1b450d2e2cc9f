#!/bin/sh
# Fills a database of a Neo4j server that is stopped, in place of what it held: sh import.sh [DATABASE]
# NEO4J_ADMIN names the program, if neo4j-admin is not on the PATH. Start the server afterwards and make the schema:
# cypher-shell --file schema.cypher
set -eu
cd "$(dirname "$0")"
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "${1:-neo4j}" --overwrite-destination=true \
  --id-type=string --array-delimiter=U+001F --multiline-fields=true \
  @FILES@
