// The network itself: every relation between two things, or of a thing to a field, with its figures.
// As of a date it holds what was dated until then, or published until then where no date with a year is told.
// $date: date = any. Only what was told until this date.
// $relation: Relation = any. Only this relation, such as PARTNERS_WITH.
// $status: Status = any. Only relations that stand so; current: not planned, suspended or ended.

MATCH (one:Entity)-[edge]->(other)
WHERE edge.id IS NOT NULL AND ($relation = 'any' OR type(edge) = $relation)
WITH DISTINCT one, edge, other
MATCH (said:Statement)-[:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT one, edge, other, said, source,
  CASE WHEN said.date >= '1' THEN said.date ELSE coalesce(source.published, '') END AS time
WHERE $date = 'any' OR (time > '0' AND substring(time, 0, size($date)) <= $date)
WITH one, edge, other, source, said.confidence AS sure, coalesce(said.date, '') AS told, said.status AS word,
  CASE said.status WHEN 'planned' THEN '1' WHEN 'announced' THEN '2' WHEN 'signed' THEN '3' WHEN 'suspended' THEN '4'
      WHEN 'ended' THEN '5' END AS rank
WITH one, edge, other,
  min(CASE WHEN told < '0' THEN '~' ELSE '' END + told + '~') AS first_key,
  max(told) AS last_key,
  max(CASE WHEN word IS NULL THEN '' ELSE CASE WHEN told < '0' THEN '' ELSE told END + ' ' + rank + word END) AS status_key,
  count(DISTINCT source) AS sources,
  count(DISTINCT coalesce(source.copy_of, source.id)) AS independent,
  max(sure) AS confidence
WITH *, CASE WHEN status_key = '' THEN null ELSE substring(split(status_key, ' ')[1], 1) END AS status
WHERE $status = 'any' OR status = $status
  OR ($status = 'current' AND NOT coalesce(status, '') IN ['planned', 'suspended', 'ended'])
RETURN
  one.name AS subject,
  one.type AS subject_type,
  type(edge) AS relation,
  coalesce(other.name, other.id) AS object,
  coalesce(other.type, 'Field') AS object_type,
  status,
  CASE WHEN first_key = '~~' THEN null ELSE replace(first_key, '~', '') END AS first_date,
  CASE WHEN last_key = '' THEN null ELSE last_key END AS last_date,
  sources,
  independent,
  confidence,
  one.id AS subject_id,
  type(edge) AS predicate_id,
  other.id AS object_id
ORDER BY subject_id, relation, object_id
