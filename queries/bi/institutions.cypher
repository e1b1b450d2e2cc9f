// Institutions: one line each, with how many partners, agreements and articles it has.
MATCH (one:Institution)
OPTIONAL MATCH (one)-[:LOCATED_IN]->(place:Place)
WITH one, place ORDER BY place.name, place.id
WITH one, collect(place.name) AS places
RETURN
  one.id AS id,
  one.name AS name,
  one.type AS type,
  reduce(line = null, name IN places | CASE WHEN line IS NULL THEN name ELSE line + '; ' + name END) AS places,
  COUNT { (one)-[:PARTNERS_WITH]-() } AS partners,
  COUNT { (one)-[:PARTY_TO]->() } AS agreements,
  COUNT { (one)<-[:REFERS_TO]-() } AS articles
ORDER BY id
