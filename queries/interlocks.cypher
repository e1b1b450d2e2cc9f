// People who have posts in several institutions, and who says so in which words.
// One line for each person, institution and quote; "posts" counts the institutions. Posts may be former ones.
// $institution: Institution = any. Only people who have one of their posts here.
// $posts: integer = 2. Only people with posts in at least so many institutions.

MATCH (person:Entity)-[:HOLDS_ROLE]->(body:Entity)
WITH person, collect(DISTINCT body.id) AS bodies
WHERE size(bodies) >= $posts AND ($institution = 'any' OR $institution IN bodies)
MATCH (person)-[edge:HOLDS_ROLE]->(body:Entity)
WITH DISTINCT person, bodies, edge, body
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT person, bodies, edge, body, said, source, via.start AS start, via.quote AS quote
RETURN
  person.name AS person,
  size(bodies) AS posts,
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
  'HOLDS_ROLE' AS predicate_id,
  body.id AS object_id
ORDER BY posts DESC, person, subject_id, institution, object_id, coalesce(source.published, ''), source.id, start, said.id, quote
