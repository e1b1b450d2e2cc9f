// Agreements: one line for each agreement and party.
MATCH (party:Entity)-[edge:PARTY_TO]->(deal:Agreement)
OPTIONAL MATCH (deal)-[:COVERS]->(field:Field)
WITH party, edge, deal, field ORDER BY field.id
WITH party, edge, deal, collect(field.id) AS fields
OPTIONAL MATCH (deal)-[:LOCATED_IN]->(place:Place)
WITH party, edge, deal, fields, place ORDER BY place.name, place.id
WITH party, edge, deal, fields, collect(place.name) AS places
RETURN
  deal.id AS agreement_id,
  deal.name AS agreement,
  party.id AS party_id,
  party.name AS party,
  party.type AS party_type,
  reduce(line = null, code IN fields | CASE WHEN line IS NULL THEN code ELSE line + ', ' + code END) AS fields,
  reduce(line = null, name IN places | CASE WHEN line IS NULL THEN name ELSE line + '; ' + name END) AS places,
  edge.status AS status,
  edge.first_date AS first_date,
  edge.last_date AS last_date,
  edge.sources AS sources,
  edge.confidence AS confidence
ORDER BY agreement_id, party_id
