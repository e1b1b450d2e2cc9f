// The people of an institution: who has or had a post there or signed for it, and who says so in which words.
// One line for each person, relation, institution and quote. Posts may be former ones.
// $institution: Institution = any. Only people of this institution.
// $relation: HOLDS_ROLE|SIGNED|any = any. Only posts, or only signatures.

MATCH (person:Entity)-[edge:HOLDS_ROLE|SIGNED]->(body:Entity)
WHERE $institution IN ['any', body.id] AND $relation IN ['any', type(edge)]
WITH DISTINCT person, edge, body
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT person, edge, body, said, source, via.start AS start, via.quote AS quote
RETURN
  person.name AS person,
  type(edge) AS relation,
  body.name AS institution,
  body.type AS type,
  said.role AS role,
  said.date AS date,
  edge.sources AS sources,
  edge.independent_sources AS independent,
  edge.confidence AS confidence,
  quote,
  source.publisher AS publisher,
  source.published AS published,
  source.title AS title,
  source.url AS url,
  person.id AS subject_id,
  type(edge) AS predicate_id,
  body.id AS object_id
ORDER BY institution, object_id, person, subject_id, relation, coalesce(source.published, ''), source.id, start, said.id, quote
