// The members of a programme: who takes part in it or launched it, and who says so in which words.
// One line for each institution, relation and quote.
// $programme: Programme. The programme, in any written form of its name.

MATCH (one:Entity)-[edge:PARTICIPATES_IN|LAUNCHED]->(scheme:Entity {id: $programme})
WITH DISTINCT one, edge, scheme
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT one, edge, scheme, source, via.start AS start, via.quote AS quote
RETURN
  one.name AS institution,
  one.type AS type,
  type(edge) AS relation,
  edge.status AS status,
  edge.first_date AS first_date,
  edge.last_date AS last_date,
  edge.sources AS sources,
  edge.independent_sources AS independent,
  edge.confidence AS confidence,
  quote,
  source.publisher AS publisher,
  source.published AS published,
  source.title AS title,
  source.url AS url,
  one.id AS subject_id,
  type(edge) AS predicate_id,
  scheme.id AS object_id
ORDER BY relation, institution, subject_id, coalesce(source.published, ''), source.id, start, quote
