// Partners that two institutions have in common, and who says so in which words.
// One line for each partnership and quote: "with" tells which of the two it is with.
// $first: Institution. One institution, in any written form of its name.
// $second: Institution. The other institution.
// $type: Type = any. Only partners of this class, such as Hospital.
// $status: Status = any. Only partnerships that stand so; current: not planned, suspended or ended.

MATCH (one:Entity {id: $first})-[:PARTNERS_WITH]-(far:Entity)-[:PARTNERS_WITH]-(other:Entity {id: $second})
WHERE one <> other AND ($type = 'any' OR $type IN labels(far))
UNWIND [one, other] AS near
MATCH (near)-[edge:PARTNERS_WITH]-(far)
WHERE ($status = 'any' OR edge.status = $status
    OR ($status = 'current' AND NOT coalesce(edge.status, '') IN ['planned', 'suspended', 'ended']))
WITH DISTINCT near, edge, far
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT near, edge, far, source, via.start AS start, via.quote AS quote
RETURN
  far.name AS partner,
  far.type AS type,
  near.name AS with,
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
  near.id AS subject_id,
  'PARTNERS_WITH' AS predicate_id,
  far.id AS object_id
ORDER BY partner, object_id, near.name, subject_id, coalesce(source.published, ''), source.id, start, quote
