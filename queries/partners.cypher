// Who works with an institution, since when, in which fields, and who says so in which words.
// One line for each partnership and quote; the figures of a line are those of the whole partnership: its latest status,
// all its fields, its first and last date, the articles that speak of it, and the best confidence. Further than one
// step, "through" names the institution that the partner is met through.
// $institution: Institution. The institution asked about, in any written form of its name.
// $depth: 1|2|3 = 1. The most steps from partner to partner.
// $field: Field = any. Only partnerships in this field.
// $type: Type = any. Only partners of this class, such as Hospital.
// $country: Country = any. Only partners that the gazetteer or an article places in this country.
// $since: date = any. Only partnerships last told of on this day or later.
// $until: date = any. Only partnerships first told of on this day or before.
// $status: Status = any. Only partnerships that stand so; current: not planned, suspended or ended.
// $least: integer = 1. Only partnerships that at least so many articles speak of.
// $atlas: Atlas = all. The countries that the gazetteer knows of, by id; filled in by the program.

// Each way of so many steps is asked for on its own; nothing is walked for those that are not wanted.
MATCH (self:Entity {id: $institution})
CALL {
  WITH self
  MATCH (self)-[edge:PARTNERS_WITH]-(far:Entity)
  RETURN self AS near, edge, far, 1 AS steps
  UNION
  WITH self
  MATCH (self)-[:PARTNERS_WITH]-(near:Entity)-[edge:PARTNERS_WITH]-(far:Entity)
  WHERE $depth >= 2 AND far <> self AND NOT (self)-[:PARTNERS_WITH]-(far)
  RETURN near, edge, far, 2 AS steps
  UNION
  WITH self
  MATCH (self)-[:PARTNERS_WITH]-(first:Entity)-[:PARTNERS_WITH]-(near:Entity)
  WHERE $depth >= 3 AND near <> self AND NOT (self)-[:PARTNERS_WITH]-(near)
  WITH DISTINCT self, near
  MATCH (near)-[edge:PARTNERS_WITH]-(far:Entity)
  WHERE far <> self AND NOT (self)-[:PARTNERS_WITH]-(far) AND NOT (self)-[:PARTNERS_WITH]-(:Entity)-[:PARTNERS_WITH]-(far)
  RETURN near, edge, far, 3 AS steps
}
WITH near, edge, far, steps
WHERE ($type = 'any' OR $type IN labels(far))
  AND ($country = 'any' OR split(split(';' + $atlas, ';' + far.id + '=')[1], ';')[0] = $country OR any(spot IN [(far)-[:LOCATED_IN]->(at:Place) | at.id]
    WHERE split(split(';' + $atlas, ';' + spot + '=')[1], ';')[0] = $country))
  AND ($since = 'any' OR (edge.last_date >= '1' AND substring($since, 0, size(edge.last_date)) <= edge.last_date))
  AND ($until = 'any' OR (edge.first_date >= '1' AND substring(edge.first_date, 0, size($until)) <= $until))
  AND ($status = 'any' OR edge.status = $status
    OR ($status = 'current' AND NOT coalesce(edge.status, '') IN ['planned', 'suspended', 'ended']))
  AND edge.sources >= $least
OPTIONAL MATCH (said:Statement) WHERE said.edge = edge.id
OPTIONAL MATCH (said)-[:AGREEMENT]->(:Agreement)-[:COVERS]->(covered:Field)
WITH near, edge, far, steps, collect(said.fields) AS told, collect(covered.id) AS covered
UNWIND CASE WHEN size(told) = 0 THEN [[]] ELSE told END + [covered] AS some
UNWIND CASE WHEN size(some) = 0 THEN [null] ELSE some END AS code
WITH DISTINCT near, edge, far, steps, code ORDER BY code
WITH near, edge, far, steps, collect(code) AS codes
WHERE $field = 'any' OR $field IN codes
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT near, edge, far, steps, codes, source, via.start AS start, via.quote AS quote
RETURN
  far.name AS partner,
  far.type AS type,
  near.name AS through,
  steps,
  edge.status AS status,
  CASE WHEN size(codes) = 0 THEN null
    ELSE reduce(line = head(codes), code IN tail(codes) | line + ', ' + code) END AS fields,
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
ORDER BY steps, sources DESC, partner, object_id, through, subject_id, coalesce(source.published, ''), source.id, start, quote
