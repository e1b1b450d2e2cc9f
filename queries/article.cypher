// What one article says: each of its statements, and the words that it was read from.
// $article: text. The article: its id, its address, its name or its title, exactly as it is written.

MATCH (said:Statement)-[via:SAID_BY]->(source:Article)
WHERE $article IN [source.id, source.url, source.name, source.title]
MATCH (said)-[:SUBJECT]->(:Entity)-[edge]-()
WHERE edge.id = said.edge
WITH DISTINCT startNode(edge) AS one, edge, endNode(edge) AS other, said, source, via.start AS start, via.quote AS quote
UNWIND CASE WHEN size(coalesce(said.fields, [])) = 0 THEN [null] ELSE said.fields END AS code
WITH one, edge, other, said, source, start, quote, code ORDER BY code
WITH one, edge, other, said, source, start, quote, collect(code) AS codes
RETURN
  one.name AS subject,
  type(edge) AS relation,
  coalesce(other.name, other.id) AS object,
  said.role AS role,
  said.date AS date,
  said.status AS status,
  CASE WHEN size(codes) = 0 THEN null
    ELSE reduce(line = head(codes), code IN tail(codes) | line + ', ' + code) END AS fields,
  said.confidence AS confidence,
  quote,
  source.publisher AS publisher,
  source.published AS published,
  source.title AS title,
  source.url AS url,
  one.id AS subject_id,
  type(edge) AS predicate_id,
  other.id AS object_id
ORDER BY source.id, start, said.id, quote
