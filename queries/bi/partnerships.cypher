// Partnerships: one line for each two institutions that work together, however many articles say so.
MATCH (one:Institution)-[edge:PARTNERS_WITH]->(other:Institution)
RETURN
  edge.id AS id,
  one.id AS institution_id,
  one.name AS institution,
  one.type AS institution_type,
  other.id AS partner_id,
  other.name AS partner,
  other.type AS partner_type,
  edge.status AS status,
  edge.first_date AS first_date,
  edge.last_date AS last_date,
  edge.sources AS sources,
  edge.independent_sources AS independent_sources,
  edge.confidence AS confidence
ORDER BY id
