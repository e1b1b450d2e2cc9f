// What changed between two dates: relations first told of in that time, and those that were ended or suspended in it.
// One line for each relation and quote that tells the change. What is told without a year counts at the date on which
// its article was published, and not at all where that is not known.
// $from: date. The first day of that time.
// $to: date. The last day of that time.
// $relation: Relation = any. Only this relation, such as PARTNERS_WITH.

MATCH (one:Entity)-[edge]->(other)
WHERE edge.id IS NOT NULL AND ($relation = 'any' OR type(edge) = $relation)
WITH DISTINCT one, edge, other
MATCH (said:Statement)-[:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT one, edge, other, said, source,
  CASE WHEN said.date >= '1' THEN said.date ELSE coalesce(source.published, '') END AS time
WHERE time > '0' AND substring(time, 0, size($to)) <= $to
WITH one, edge, other, said, source, time, substring(time, 0, size($from)) < $from AS was,
  CASE WHEN said.status IS NULL THEN '' ELSE time + ' ' + CASE said.status WHEN 'planned' THEN '1' WHEN 'announced' THEN '2' WHEN 'signed' THEN '3' WHEN 'suspended' THEN '4'
      WHEN 'ended' THEN '5' END + said.status END AS key
WITH one, edge, other, sum(CASE WHEN was THEN 1 ELSE 0 END) AS earlier, max(key) AS last,
  max(CASE WHEN was THEN key ELSE '' END) AS old, collect(CASE WHEN was THEN null ELSE [said, source, time] END) AS told
WITH one, edge, other, earlier, told,
  CASE WHEN old = '' THEN null ELSE substring(split(old, ' ')[1], 1) END AS before,
  CASE WHEN last = '' THEN null ELSE substring(split(last, ' ')[1], 1) END AS after
WITH one, edge, other, told, before, after, CASE
    WHEN coalesce(after, '') IN ['ended', 'suspended'] THEN
      CASE WHEN coalesce(before, '') IN ['ended', 'suspended'] THEN null ELSE 'ended' END
    WHEN earlier = 0 THEN 'new' END AS change
WHERE change IS NOT NULL
UNWIND told AS each
WITH change, one, edge, other, before, after, each[0] AS said, each[1] AS source, each[2] AS time
WHERE change = 'new' OR coalesce(said.status, '') IN ['ended', 'suspended']
MATCH (said)-[via:SAID_BY]->(source)
WITH DISTINCT change, one, edge, other, before, after, said, source, time, via.start AS start, via.quote AS quote
RETURN
  change,
  one.name AS subject,
  type(edge) AS relation,
  coalesce(other.name, other.id) AS object,
  before,
  after,
  said.date AS date,
  said.confidence AS confidence,
  quote,
  source.publisher AS publisher,
  source.published AS published,
  source.title AS title,
  source.url AS url,
  one.id AS subject_id,
  type(edge) AS predicate_id,
  other.id AS object_id
ORDER BY change, subject_id, relation, object_id, time, source.id, start, said.id, quote
