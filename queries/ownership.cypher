// The group that an institution belongs to: its owners and what it is part of, up to the top, and all that it owns or
// has as parts, down to the bottom, with who says so in which words.
// One line for each such relation and quote. Owners may be former ones, and anyone who put money in counts.
// $institution: Institution. The institution asked about, in any written form of its name.
// $status: Status = any. Only relations that stand so; current: not planned, suspended or ended.

MATCH (self:Entity {id: $institution})
CALL {
  WITH self
  MATCH (self)-[:OWNED_BY|PART_OF*0..50]->(part:Entity)
  WITH DISTINCT part
  MATCH (part)-[edge:OWNED_BY|PART_OF]->(whole:Entity)
  RETURN part, edge, whole
  UNION
  WITH self
  MATCH (whole:Entity)-[:OWNED_BY|PART_OF*0..50]->(self)
  WITH DISTINCT whole
  MATCH (part:Entity)-[edge:OWNED_BY|PART_OF]->(whole)
  RETURN part, edge, whole
}
WITH part, edge, whole
WHERE ($status = 'any' OR edge.status = $status
    OR ($status = 'current' AND NOT coalesce(edge.status, '') IN ['planned', 'suspended', 'ended']))
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT part, edge, whole, source, via.start AS start, via.quote AS quote
RETURN
  part.name AS institution,
  part.type AS type,
  type(edge) AS relation,
  whole.name AS owner,
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
  part.id AS subject_id,
  type(edge) AS predicate_id,
  whole.id AS object_id
ORDER BY owner, object_id, relation, institution, subject_id, coalesce(source.published, ''), source.id, start, quote
