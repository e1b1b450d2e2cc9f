// The articles that the graph was read from, with the number of statements that each makes.
// One line for each, by its publisher and day. Its name or id is what other questions and `kg retract` take.

MATCH (source:Article)
OPTIONAL MATCH (one)<-[:SUBJECT]-(said:Statement)-[:OBJECT]->(other) WHERE said.article = source.id AND one <> other
WITH source, count(DISTINCT said) AS statements
RETURN
  source.name AS name,
  source.title AS title,
  source.publisher AS publisher,
  source.published AS published,
  source.language AS language,
  source.url AS url,
  statements,
  source.id AS article_id
ORDER BY coalesce(publisher, ''), coalesce(published, ''), name, article_id
