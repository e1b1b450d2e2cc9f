// Which articles say that two things are related, in which words. Either may be the subject;
// what is said of both alike is told once, in the order of their ids.
// One line for each statement and quote, and for the rule that read it there.
// $first: Entity. One of the two, in any written form of its name.
// $second: Entity. The other.
// $relation: Relation = any. Only this relation, such as PARTNERS_WITH.

MATCH (:Entity {id: $first})-[edge]-(:Entity {id: $second})
WHERE $relation = 'any' OR type(edge) = $relation
WITH DISTINCT edge, startNode(edge) AS one, endNode(edge) AS other
MATCH (said:Statement)-[via:SAID_BY]->(source:Article) WHERE said.edge = edge.id
WITH DISTINCT one, edge, other, said, source, via.start AS start, via.quote AS quote, via.rule AS rule
RETURN
  one.name AS subject,
  type(edge) AS relation,
  other.name AS object,
  said.role AS role,
  said.date AS date,
  said.status AS status,
  said.confidence AS confidence,
  rule,
  quote,
  source.publisher AS publisher,
  source.published AS published,
  source.title AS title,
  source.url AS url,
  one.id AS subject_id,
  type(edge) AS predicate_id,
  other.id AS object_id
ORDER BY relation, subject_id, coalesce(source.published, ''), source.id, start, said.id, rule, quote
