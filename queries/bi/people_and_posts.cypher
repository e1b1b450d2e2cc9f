// People and posts: one line for each post as an article names it, and for each signature.
MATCH (person:Person)-[edge:HOLDS_ROLE|SIGNED]->(body:Entity)
WITH DISTINCT person, edge, body
MATCH (said:Statement) WHERE said.edge = edge.id
WITH person, edge, body, said.role AS role, min(said.date) AS first_date, max(said.date) AS last_date,
  count(DISTINCT said.article) AS sources, max(said.confidence) AS confidence
RETURN
  person.id AS person_id,
  person.name AS person,
  type(edge) AS relation,
  role,
  body.id AS institution_id,
  body.name AS institution,
  body.type AS institution_type,
  first_date,
  last_date,
  sources,
  confidence
ORDER BY person_id, relation, institution_id, role
