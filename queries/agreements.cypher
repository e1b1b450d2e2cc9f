// Agreements with their parties, fields and dates, and who says so in which words.
// One line for each agreement, party and quote; status and dates are those of the party's part in it.
// $institution: Institution = any. Only agreements that this institution is a party to.
// $field: Field = any. Only agreements about this field.
// $since: date = any. Only agreements last told of on this day or later.
// $until: date = any. Only agreements first told of on this day or before.
// $status: Status = any. Only agreements that stand so; current: not planned, suspended or ended.

MATCH (one:Institution)-[edge:PARTY_TO]->(deal:Agreement)
WHERE ($institution = 'any' OR (:Entity {id: $institution})-[:PARTY_TO]->(deal))
  AND ($field = 'any' OR (deal)-[:COVERS]->(:Field {id: $field}))
  AND ($since = 'any' OR (edge.last_date >= '1' AND substring($since, 0, size(edge.last_date)) <= edge.last_date))
  AND ($until = 'any' OR (edge.first_date >= '1' AND substring(edge.first_date, 0, size($until)) <= $until))
  AND ($status = 'any' OR edge.status = $status
    OR ($status = 'current' AND NOT coalesce(edge.status, '') IN ['planned', 'suspended', 'ended']))
MATCH (party:Entity)-[:PARTY_TO]->(deal)
WITH one, edge, deal, party ORDER BY party.name, party.id
WITH one, edge, deal, collect(party.name) AS parties
OPTIONAL MATCH (deal)-[:COVERS]->(covered:Field)
WITH one, edge, deal, parties, covered.id AS code ORDER BY code
WITH one, edge, deal, parties, collect(code) AS codes
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT one, edge, deal, parties, codes, source, via.start AS start, via.quote AS quote
RETURN
  deal.name AS agreement,
  one.name AS party,
  one.type AS type,
  reduce(line = head(parties), name IN tail(parties) | line + '; ' + name) AS parties,
  CASE WHEN size(codes) = 0 THEN null
    ELSE reduce(line = head(codes), code IN tail(codes) | line + ', ' + code) END AS fields,
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
  'PARTY_TO' AS predicate_id,
  deal.id AS object_id
ORDER BY agreement, object_id, party, subject_id, coalesce(source.published, ''), source.id, start, quote
